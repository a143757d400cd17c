"""Which way the request of the moment came by."""

from typing import Final

from homeassistant.helpers.http import current_request

from ..core.verdict import Door

_PROXY_PATHS: Final = ("/api/camera_proxy/", "/api/camera_proxy_stream/")
# The WebRTC Camera card shows a still until its stream has come.
_POSTER_PATH: Final = "/api/webrtc/ws"


def current_door() -> Door:
    """Return the proxy for dashboards' requests, and the other door for all else."""
    request = current_request.get()
    if request is None:
        return Door.OTHER
    poster = request.path == _POSTER_PATH and "poster" in request.query
    if poster or request.path.startswith(_PROXY_PATHS):
        return Door.PROXY
    return Door.OTHER
