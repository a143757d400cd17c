"""What answers for a camera whose guard is not there: while Lens Cap starts, reloads, or failed to."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import nullcontext
from typing import Final, override

from aiohttp import web
from webrtc_models import RTCIceCandidateInit

from homeassistant.components.camera import DEFAULT_CONTENT_TYPE, CameraCapabilities
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.components.camera.webrtc import (
    WebRTCClientConfiguration,
    WebRTCError,
    WebRTCSendMessage,
)
from homeassistant.core import callback

from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.verdict import Door
from ..exceptions import CameraPrivateError
from ..ha.compat_streams import Stream
from ..sealing import CameraAnswer
from .frames import GuardedFrame
from .requester import current_door
from .stills.mjpeg import async_serve_pictures
from .stills.placeholder import load_placeholder

_ERROR_CODE: Final = "lens_cap_ended"


class ClosedCamera(CameraAnswer):
    """Private, and starting up."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    @override
    def open_epoch(self) -> int | None:
        """Return that nothing may be seen."""
        return None

    @property
    @override
    def privacy_level(self) -> PrivacyLevel:
        """Return private."""
        return PrivacyLevel.PRIVATE

    @property
    @override
    def audio(self) -> bool:
        """Return that there is no sound."""
        return False

    @property
    @override
    def supported_features(self) -> CameraEntityFeature:
        """Return that there is no stream."""
        return CameraEntityFeature(0)

    @property
    @override
    def camera_capabilities(self) -> CameraCapabilities:
        """Return that nothing can be played."""
        return CameraCapabilities(set())

    @property
    @override
    def content_type(self) -> str:
        """Return that of the placeholder; raises CameraPrivateError for all but dashboards."""
        if current_door() is not Door.PROXY:
            raise self._refusal()
        return DEFAULT_CONTENT_TYPE

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the placeholder; raises CameraPrivateError for all but dashboards."""
        if current_door() is not Door.PROXY:
            raise self._refusal()
        return await asyncio.to_thread(load_placeholder)

    @override
    async def handle_async_still_stream(
        self, request: web.Request, interval: float
    ) -> web.StreamResponse:
        """Serve the placeholder, once."""
        return await async_serve_pictures(request, _placeholder(), nullcontext())

    @override
    async def handle_async_mjpeg_stream(
        self, request: web.Request
    ) -> web.StreamResponse | None:
        """Serve the placeholder, once."""
        return await async_serve_pictures(request, _placeholder(), nullcontext())

    @override
    async def stream_source(self) -> str | None:
        """Return None."""
        return None

    @override
    async def async_create_stream(self) -> Stream | None:
        """Raise CameraPrivateError."""
        raise self._refusal()

    @override
    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Send why not."""
        send_message(WebRTCError(_ERROR_CODE, str(self._refusal())))

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Raise CameraPrivateError."""
        raise self._refusal()

    @callback
    @override
    def close_webrtc_session(self, session_id: str) -> None:
        """Do nothing: there is none."""

    @callback
    @override
    def async_get_webrtc_client_configuration(self) -> WebRTCClientConfiguration:
        """Return that nothing has to be known."""
        return WebRTCClientConfiguration()

    @callback
    @override
    def begin_anew(self) -> None:
        """Do nothing: nobody was given anything."""

    @callback
    @override
    def original_changed(self) -> None:
        """Do nothing: whatever it can do is not shown."""

    def _refusal(self) -> CameraPrivateError:
        return CameraPrivateError(self._name, ReasonCode.STARTING_UP)


async def _placeholder() -> AsyncGenerator[GuardedFrame]:
    yield GuardedFrame(await asyncio.to_thread(load_placeholder))
