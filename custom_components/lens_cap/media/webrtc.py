"""WebRTC of a guarded camera: through Home Assistant's own go2rtc, and only where that can be cut."""

import asyncio
import re
from typing import Any, Final, override

from webrtc_models import RTCIceCandidateInit

from homeassistant.components.camera import Camera
from homeassistant.components.camera.webrtc import (
    CameraWebRTCProvider,
    WebRTCError,
    WebRTCMessage,
    WebRTCSendMessage,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..exceptions import UNPLAYABLE, LiveEndedError, NoPictureError, TooManyMaskedError
from ..ha.compat import WebRtcServer, take_offers, webrtc_server
from .guard import CameraGuard
from .relay.relay import RELAY_SCHEME
from .requester import Consumer, asking_for, current_requester

# How an offer says that it can play H.265 (RFC 7798).
_H265: Final = re.compile(r"^a=rtpmap:\d+ H265/90000", re.IGNORECASE | re.MULTILINE)
_ERROR_CODE: Final = "lens_cap_ended"
_SAID_ELSEWHERE: Final = HassKey[bool](f"{DOMAIN}_said_go2rtc_elsewhere")


class WebRtcCamera(Camera):
    """Stands between the players and the WebRTC server, which gets the relay's address only.

    The picture itself ends with the relay. Here is what ends beside it: the players, which would
    show their last picture for ever, and whatever was still being negotiated.
    """

    def __init__(self, guard: CameraGuard) -> None:
        super().__init__()
        self._guard = guard
        self._negotiating: set[str] = set()
        self._servers: dict[str, CameraWebRTCProvider] = {}
        self._refreshing = asyncio.Lock()
        self._takes_providers = False
        self._pass_on_offer = take_offers(self, self._async_take_offer)

    async def async_take_providers(self) -> None:
        """Begin to look for a WebRTC server."""
        self._takes_providers = True
        await self.async_refresh_providers(write_state=False)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Look for no server any more."""
        self._takes_providers = False
        await super().async_will_remove_from_hass()

    @override
    async def async_refresh_providers(self, *, write_state: bool = True) -> None:
        """Find who speaks WebRTC for the camera, one search after the other.

        Each search tells the server, which takes a while; of two at a time, the older could win.
        """
        async with self._refreshing:
            if self._takes_providers:
                with asking_for(Consumer.WEBRTC):
                    await super().async_refresh_providers(write_state=write_state)

    @override
    async def _async_get_supported_webrtc_provider(self, fn: Any) -> Any:
        """Return Home Assistant's own go2rtc, and no other: those were not looked into.

        Privacy changes nothing about that. A camera that opens offers WebRTC at once, where
        frontends would else go on with HLS; and one that is private offers no stream at all.
        """
        return _find_provider(self.hass)

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Pass a player's network address on to the server, while its session goes on.

        Raises:
            CameraPrivateError: The session was cut, and the camera is still private.
            LiveEndedError: The session has ended.
        """
        if not self._guard.has_session(session_id):
            raise self._guard.refusal() or LiveEndedError(self._guard.name)
        await super().async_on_webrtc_candidate(session_id, candidate)

    @callback
    @override
    def close_webrtc_session(self, session_id: str) -> None:
        """End a session whose player has left."""
        self._guard.leave_session(session_id)
        self._close_at_server(session_id)

    async def _async_take_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Let the server answer an offer; while the camera is private, with the placeholder.

        Raises:
            NoPictureError: The server failed; or the camera sends H.265, which is not offered.
            TooManyMaskedError: It was given no stream, since too many pictures are covered.
        """
        guard = self._guard

        @callback
        def end(reason: HomeAssistantError) -> None:
            send_message(WebRTCError(_ERROR_CODE, str(reason)))
            self._close_at_server(session_id)

        @callback
        def deliver(message: WebRTCMessage) -> None:
            if isinstance(message, WebRTCError):
                # The server's own words may hold the address of the stream.
                guard.end_session(session_id, self._failure(offer_sdp))
            elif session.open:
                send_message(message)

        session = guard.begin_session(session_id, current_requester(), end)
        self._negotiating.add(session_id)
        if self.webrtc_provider is not None:
            self._servers[session_id] = self.webrtc_provider
        try:
            with asking_for(Consumer.WEBRTC):
                await self._pass_on_offer(offer_sdp, session_id, deliver)
        except Exception as error:  # noqa: BLE001
            LOGGER.debug("the WebRTC server failed: %s", type(error).__name__)
            guard.leave_session(session_id)
            raise self._failure(offer_sdp) from None
        finally:
            self._negotiating.discard(session_id)
            if not session.open:
                self._close_at_server(session_id)

    def _failure(self, offer_sdp: str) -> HomeAssistantError:
        """Return the error for whoever got no picture by the server."""
        error, problem = self._guard.no_stream(), self._guard.problem
        if isinstance(error, TooManyMaskedError) or (
            problem is not None and error.translation_key != "no_stream"
        ):
            return error
        plays = _H265.search(offer_sdp) is not None
        if problem is None and not plays and self._guard.codec == "hevc":
            return NoPictureError(self._guard.name, UNPLAYABLE)
        return NoPictureError(self._guard.name)

    @callback
    def _close_at_server(self, session_id: str) -> None:
        """End a session's exchange with its server, which may not be the camera's any more.

        One that is still being opened would go on unseen, so it is left until its offer was sent.
        """
        if session_id in self._negotiating:
            return
        if (server := self._servers.pop(session_id, None)) is not None:
            server.async_close_session(session_id)


@callback
def _find_provider(hass: HomeAssistant) -> CameraWebRTCProvider | None:
    """Return Home Assistant's go2rtc if it can reach the relay and takes its address."""
    server, provider = webrtc_server(hass)
    if server is WebRtcServer.ELSEWHERE and not hass.data.get(_SAID_ELSEWHERE):
        hass.data[_SAID_ELSEWHERE] = True
        LOGGER.warning(
            "go2rtc runs on another machine, and streams of guarded cameras stay on this one: "
            "their live picture comes as HLS, not by WebRTC"
        )
    if provider is None or server is not WebRtcServer.HERE:
        return None
    return provider if provider.async_is_supported(f"{RELAY_SCHEME}://") else None
