"""HLS of a guarded camera: Home Assistant's stream of the relay, whose address outlives privacy."""

from collections.abc import Callable
from typing import Final, override

from homeassistant.core import CALLBACK_TYPE, HassJob, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

from ..const import LOGGER
from ..exceptions import LiveEndedError
from ..ha.compat_streams import (
    Stream,
    asked_by_player,
    async_end_stream,
    end_empty_recordings,
    end_soon,
    hls_token,
    offer_hls,
)
from ..ha.exposure import async_homekit_wants_sound
from .guard import CameraGuard
from .requester import Consumer, asking_for, current_consumer, current_requester
from .webrtc import WebRtcCamera

# A player has up to a dozen seconds of pictures of its own, and plays them to the end unless it is told
# that there are no more; and one that waits for more of the placeholder shows nothing else. So long is
# an address dead: players ask every six seconds at most.
_DEAD_SECONDS: Final = 10.0
# Longer than any player waits between two parts; Home Assistant's own streams go on for five minutes.
_CALM_SECONDS: Final = 30
# More than any stream has until the next change.
_SEGMENTS: Final = 1_000_000


class HlsCamera(WebRtcCamera):
    """A camera whose stream is made anew with each change, and found at the address of the one before.

    No stream ever holds both what the camera sent and the placeholder.
    """

    def __init__(self, guard: CameraGuard) -> None:
        super().__init__(guard)
        self._made_in: int | None = None
        self._token: str | None = None
        self._first_segment = 0
        self._unsub_revival: CALLBACK_TYPE | None = None

    @override
    async def stream_source(self) -> str | None:
        """Return the relay's address, which gives the placeholder while the camera is private."""
        consumer = current_consumer()
        homekit = async_homekit_wants_sound(self.hass, self.entity_id)
        if consumer is Consumer.OTHER and homekit:
            consumer = Consumer.HOMEKIT
        return self._guard.stream_address(consumer)

    @override
    async def async_create_stream(self) -> Stream | None:
        """Return Home Assistant's stream of the relay.

        Raises:
            CameraPrivateError: The camera is private, and no player asks: whoever else does means to use
                the picture.
            NoStreamError: The source has no stream that can be passed on.
        """
        if (refusal := self._guard.refusal()) is not None and not asked_by_player():
            raise refusal
        return await self._async_stream()

    async def _async_stream(self) -> Stream:
        epoch = self._guard.epoch
        if self._made_in != epoch:
            await self.async_withdraw_stream()
        self._guard.asked_for_stream(current_requester())
        with asking_for(Consumer.STREAM):
            stream = await super().async_create_stream()
        if epoch != self._guard.epoch:
            await self.async_withdraw_stream()
            raise self._guard.refusal() or LiveEndedError(self._guard.name)
        if stream is None:
            raise self._guard.no_stream()
        if self._made_in != epoch:
            self._made_in = epoch
            self._let_find(stream)
        end_empty_recordings(stream, self._guard.no_stream)
        return stream

    async def async_withdraw_stream(self) -> None:
        """Take back Home Assistant's stream of the relay, and have another found where it was."""
        stream, self.stream = self.stream, None
        if stream is None:
            return
        if token := hls_token(stream):
            self._forget_address()
            self._token = token
            told = self._guard.epoch != self._made_in
            self._unsub_revival = async_call_later(
                self.hass, _DEAD_SECONDS if told else 0, HassJob(self._async_revive)
            )
        await async_end_stream(self.hass, stream, self._guard.name)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Leave no stream behind, and no address."""
        await self.async_withdraw_stream()
        self._forget_address()
        await super().async_will_remove_from_hass()

    async def _async_revive(self, _now: object) -> None:
        """Have whoever kept the address find something there; nothing runs until they ask."""
        try:
            await self._async_stream()
        except HomeAssistantError as error:
            LOGGER.debug("no stream where one was: %s", type(error).__name__)

    @callback
    def _let_find(self, stream: Stream) -> None:
        """Give a new stream the address of the one before; one of the placeholder ends soon after its players."""
        token = self._token
        self._forget_address()
        if self._guard.closed:
            end_soon(stream, _CALM_SECONDS)
        if token is not None:
            self._first_segment += _SEGMENTS
            offer_hls(stream, token, self._first_segment)

    @callback
    def _forget_address(self) -> None:
        unsub: Callable[[], None] | None = self._unsub_revival
        self._token = self._unsub_revival = None
        if unsub is not None:
            unsub()
