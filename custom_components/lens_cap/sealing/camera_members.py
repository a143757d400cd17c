"""The members of a sealed camera's class: each leads to whoever answers for it, and none to its own picture."""

from typing import Any, ClassVar, Final, cast

from aiohttp import web
from webrtc_models import RTCIceCandidateInit

from homeassistant.components.camera import Camera, CameraCapabilities
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.components.camera.webrtc import (
    CameraWebRTCProvider,
    WebRTCClientConfiguration,
    WebRTCSendMessage,
)
from homeassistant.core import callback

from ..ha.compat_streams import Stream
from .answer import CameraAnswer
from .entity_members import EntityMembers, EntityView, from_thread
from .exchange import Seal

# As Home Assistant's camera component has it, under a name that is not for others.
ENTITY_IMAGE_URL: Final = "/api/camera_proxy/{0}?token={1}"
_NO_FEATURES: Final = CameraEntityFeature(0)


class CameraMembers(EntityMembers):
    """The members of a sealed camera's class.

    They are put in front of the original class, each so that nothing on the object itself can
    replace it. What they do not name (states, actions, motion detection) stays the original's.
    """

    lens_cap_seal: ClassVar[Seal[Camera, CameraAnswer]]
    entity_id: str
    access_tokens: Any

    @property
    def content_type(self) -> str:
        """Return the kind of the still that is given."""
        return self.lens_cap_seal.answer().content_type

    @property
    def supported_features(self) -> CameraEntityFeature:
        """Return the original's features, and a stream while there is a guarded one."""
        own = _own(self.lens_cap_seal.view, "supported_features", _NO_FEATURES)
        own &= ~CameraEntityFeature.STREAM
        given = self.lens_cap_seal.answer().supported_features
        return own | (given & CameraEntityFeature.STREAM)

    @property
    def is_on(self) -> bool:
        """Return whether the original is on; one that fails to say is asked, and the guard says why not."""
        return _own(self.lens_cap_seal.view, "is_on", True)

    @property
    def camera_capabilities(self) -> CameraCapabilities:
        """Return how a frontend may play the guarded stream."""
        return self.lens_cap_seal.answer().camera_capabilities

    @property
    def use_stream_for_stills(self) -> bool:
        """Return False: stills come through the guard."""
        return False

    @property
    def stream(self) -> Stream | None:
        """Return None: nothing that was begun with the original is handed on."""
        return None

    @property
    def webrtc_provider(self) -> CameraWebRTCProvider | None:
        """Return None: no WebRTC server knows the original."""
        return None

    @property
    def entity_picture(self) -> str:
        """Return a link that leads here, whatever the integration would link to."""
        return ENTITY_IMAGE_URL.format(self.entity_id, self.access_tokens[-1])

    def camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a still, for threads.

        Raises:
            RuntimeError: Called in the event loop, which it would have to wait for.
        """
        camera = cast(Camera, self)
        return from_thread(camera, camera.async_camera_image(width, height))

    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a still that may be shown."""
        return await self.lens_cap_seal.answer().async_camera_image(width, height)

    async def handle_async_still_stream(
        self, request: web.Request, interval: float
    ) -> web.StreamResponse:
        """Serve the guarded MJPEG."""
        answer = self.lens_cap_seal.answer()
        return await answer.handle_async_still_stream(request, interval)

    async def handle_async_mjpeg_stream(
        self, request: web.Request
    ) -> web.StreamResponse | None:
        """Serve the guarded MJPEG."""
        return await self.lens_cap_seal.answer().handle_async_mjpeg_stream(request)

    async def stream_source(self) -> str | None:
        """Return the relay's address; None while nothing may be streamed."""
        return await self.lens_cap_seal.answer().stream_source()

    async def async_create_stream(self) -> Stream | None:
        """Return the guarded camera's own stream: whoever watches shares it."""
        return await self.lens_cap_seal.answer().async_create_stream()

    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Let the guarded camera answer an offer."""
        await self.lens_cap_seal.answer().async_handle_async_webrtc_offer(
            offer_sdp, session_id, send_message
        )

    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Pass a player's network address on to the guarded camera."""
        answer = self.lens_cap_seal.answer()
        await answer.async_on_webrtc_candidate(session_id, candidate)

    @callback
    def close_webrtc_session(self, session_id: str) -> None:
        """End a session, of the guarded camera or of before the seal."""
        self.lens_cap_seal.answer().close_webrtc_session(session_id)

    @callback
    def async_get_webrtc_client_configuration(self) -> WebRTCClientConfiguration:
        """Return what players of the guarded stream have to know."""
        return self.lens_cap_seal.answer().async_get_webrtc_client_configuration()

    async def async_refresh_providers(self, *, write_state: bool = True) -> None:
        """Look for no WebRTC server: it would be told the original's address."""

    @callback
    def _async_write_ha_state(self) -> None:
        """Show the sealed camera's state, and tell where the original can do something else now."""
        seal = self.lens_cap_seal
        own_way = cast(Any, seal.original)
        own_way._async_write_ha_state(self)  # noqa: SLF001
        traits = _traits(seal.view)
        if traits != seal.traits:
            seal.traits = traits
            seal.answer().original_changed()


class UnsealedCamera(EntityView):
    """The members of the guard's own view of a sealed camera.

    Besides what a state shows, which WebRTC server knows the camera is the sealed camera's own affair.
    """

    async def async_refresh_providers(self, *, write_state: bool = True) -> None:
        """Look for no WebRTC server."""


def _own[ValueT](view: Camera, name: str, otherwise: ValueT) -> ValueT:
    """Return what an original says of itself; `otherwise` where it fails to."""
    try:
        value: ValueT = getattr(view, name)
    except Exception:  # noqa: BLE001 (other people's code, which our answers do not depend on)
        return otherwise
    return value


def _traits(view: Camera) -> object:
    """Return what an original can do now, as far as it says."""
    return (_own(view, "supported_features", None), _own(view, "is_on", None))
