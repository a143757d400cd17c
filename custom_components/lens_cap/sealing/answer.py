"""What answers in place of a sealed camera: the guarded camera, or what refuses while there is none."""

from typing import Protocol

from aiohttp import web
from webrtc_models import RTCIceCandidateInit

from homeassistant.components.camera import CameraCapabilities
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.components.camera.webrtc import (
    WebRTCClientConfiguration,
    WebRTCSendMessage,
)

from ..core.level import PrivacyLevel
from ..ha.compat_streams import Stream


class CameraAnswer(Protocol):
    """Every way by which Home Assistant or an integration gets a picture from a camera entity."""

    @property
    def open_epoch(self) -> int | None:
        """Return what changes with each opening; None while not the whole picture may be seen."""

    @property
    def privacy_level(self) -> PrivacyLevel:
        """Return how private the camera is."""

    @property
    def audio(self) -> bool:
        """Return whether sound passes now."""

    @property
    def content_type(self) -> str:
        """Return the kind of a still."""

    @property
    def supported_features(self) -> CameraEntityFeature:
        """Return whether there is a stream."""

    @property
    def camera_capabilities(self) -> CameraCapabilities:
        """Return how a frontend may play it."""

    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a still."""

    async def handle_async_still_stream(
        self, request: web.Request, interval: float
    ) -> web.StreamResponse:
        """Serve MJPEG with a picture every `interval` seconds."""

    async def handle_async_mjpeg_stream(
        self, request: web.Request
    ) -> web.StreamResponse | None:
        """Serve MJPEG."""

    async def stream_source(self) -> str | None:
        """Return the address of a stream."""

    async def async_create_stream(self) -> Stream | None:
        """Return Home Assistant's stream."""

    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Answer a WebRTC offer."""

    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Take a player's network address."""

    def close_webrtc_session(self, session_id: str) -> None:
        """End a WebRTC session."""

    def async_get_webrtc_client_configuration(self) -> WebRTCClientConfiguration:
        """Return what players have to know."""

    def begin_anew(self) -> None:
        """End what was given to whoever watches; they may ask again."""

    def original_changed(self) -> None:
        """Look again at what the original can do: its state tells of the guard, not of itself."""
