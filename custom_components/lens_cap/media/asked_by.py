"""Which way the request of the moment came by."""

from typing import Final

from homeassistant.helpers.http import current_request

from ..core.media import Door

_PROXY_PATHS: Final = ("/api/camera_proxy/", "/api/camera_proxy_stream/")


def current_door() -> Door:
    """Return the proxy for dashboards' requests, and the other door for all else."""
    request = current_request.get()
    if request is not None and request.path.startswith(_PROXY_PATHS):
        return Door.PROXY
    return Door.OTHER
