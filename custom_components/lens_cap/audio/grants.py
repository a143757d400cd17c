"""What is asked and granted now, for all cameras, and everything that ends it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..core.audio.endings import Ending
from ..core.audio.facts import AudioFacts
from ..core.audio.grant import Grant
from ..core.audio.log import AudioEvent, of_ending
from ..core.audio.request import Channel, Pending
from ..core.audio.request_limits import RequestPace
from ..core.audio.state import AudioState, Ended
from ..core.ids import CameraId
from .log import AudioLog

_NO: Final = frozenset({Ending.DENIED, Ending.BY_HAND})

type HearEvent = Callable[[AudioEvent, Context | None], None]


class AsksPeople(Protocol):
    """A way on which people are asked."""

    async def async_ask(self, pending: Pending) -> bool:
        """Ask; return whether anybody was reached."""

    def withdraw(self, pending: Pending) -> None:
        """Ask no longer."""


class LiveAudio:
    """Holds requests and grants; whoever switches sound off does so at once.

    It is told what is so (`observe`), and is asked until when sound may pass (`sound_until`).
    """

    def __init__(
        self,
        hass: HomeAssistant,
        record: AudioLog,
        on_change: Callable[[Context | None], None],
    ) -> None:
        """Begin with nothing asked and nothing granted.

        Args:
            hass: Home Assistant.
            record: Where it is written down.
            on_change: Called at once when sound may pass from now on, or no longer, and when a
                request came or went; with who did it.
        """
        self._hass = hass
        self._record = record
        self._on_change = on_change
        self.state = AudioState()
        self._pace = RequestPace()
        self._able: frozenset[str] = frozenset()
        self._facts: Mapping[CameraId, AudioFacts] = {}
        self._hear: list[HearEvent] = []
        self._channels: tuple[AsksPeople, ...] = ()
        self._cancel_timer: CALLBACK_TYPE | None = None

    def set_channels(self, channels: Sequence[AsksPeople]) -> None:
        """Name the ways on which people are asked: each where those before reached nobody."""
        self._channels = tuple(channels)

    @callback
    def on_event(self, hear: HearEvent) -> CALLBACK_TYPE:
        """Call `hear` with everything that happens; return how to stop that."""
        self._hear.append(hear)
        return lambda: self._hear.remove(hear)

    @callback
    def stop(self) -> None:
        """End everything without a word; what that ends is written down at the next start.

        Nothing is known of any camera from now on, so nothing can be asked for or granted.
        """
        before, self.state = self.state, AudioState()
        for pending in before.pending.values():
            self._withdraw(pending)
        self._facts = {}
        self._schedule()

    def sound_until(self, camera_id: CameraId) -> datetime | None:
        """Return until when a camera's sound may pass, or None for not at all."""
        return self.state.sound_until(camera_id, dt_util.utcnow())

    def waiting(self) -> list[Pending]:
        """Return what waits for an answer now, at most one for each camera."""
        now = dt_util.utcnow()
        return [one for one in self.state.pending.values() if one.waits(now)]

    @callback
    def pending_with(self, request_id: str) -> Pending | None:
        """Return the request with an id, while it waits."""
        pending = self.denied_by(request_id)
        return (
            pending
            if pending is not None and pending.request_id == request_id
            else None
        )

    @callback
    def denied_by(self, request_id: str) -> Pending | None:
        """Return what waits and would end with a no to the request with an id."""
        return next(
            (one for one in self.waiting() if one.is_denied_by(request_id)), None
        )

    def facts(self, camera_id: CameraId) -> AudioFacts | None:
        """Return what is known of a camera."""
        return self._facts.get(camera_id)

    @callback
    def observe(
        self, facts: Mapping[CameraId, AudioFacts], context: Context | None = None
    ) -> frozenset[CameraId]:
        """Take what is so now, of every camera; return those whose sound that ended."""
        before, self._facts = self._facts, dict(facts)
        return self._end(
            self.state.over(before, self._facts, dt_util.utcnow()), context
        )

    @callback
    def viewers_changed(self, camera_id: CameraId, viewers: int) -> None:
        """Take how many watch a camera live: sound for one viewing ends with it."""
        seen = self.state.watched(camera_id, viewers, dt_util.utcnow())
        if seen is not self.state:
            self.state = seen
            self._schedule()

    @callback
    def clock_was_set(self, jump: timedelta) -> None:
        """Take by how much the clock was put forward or back."""
        self.state = self.state.after_jump(jump)
        self._pace = self._pace.after_jump(jump)
        self._schedule()

    @callback
    def off(self, camera_id: CameraId, context: Context | None = None) -> bool:
        """End a camera's sound, and what asks for it, now; return whether there was anything."""
        held = (self.state.grants.get(camera_id), self.state.pending.get(camera_id))
        for what in held:
            if what is not None:
                self._end_by(what, Ending.BY_HAND, context)
        if held == (None, None):
            return False
        self._on_change(context)
        return True

    def _end_by(
        self,
        what: Pending | Grant,
        why: Ending,
        context: Context | None,
        channel: Channel | None = None,
    ) -> None:
        ended = Ended(camera_id=what.wanted.camera_id, what=what, why=why)
        by = context.user_id if context else None
        if isinstance(what, Pending) and why in _NO and by != what.wanted.by:
            # Only who could have said yes makes somebody wait longer; anybody may say no.
            if by in self._able:
                self._pace = self._pace.refused(what.wanted.asker)
        self._end((ended,), context, by=by, channel=channel)

    def _end(
        self,
        ended: tuple[Ended, ...],
        context: Context | None,
        *,
        by: str | None = None,
        channel: Channel | None = None,
    ) -> frozenset[CameraId]:
        """Take out what has ended; return the cameras whose sound that was."""
        if not ended:
            return frozenset()
        self.state = self.state.after(ended)
        for one in ended:
            if isinstance(one.what, Pending):
                self._withdraw(one.what)
            self._tell(of_ending(one, dt_util.utcnow(), by, channel), context)
        self._schedule()
        return frozenset(one.camera_id for one in ended if isinstance(one.what, Grant))

    def _withdraw(self, pending: Pending) -> None:
        for channel in self._channels:
            channel.withdraw(pending)

    def _tell(self, event: AudioEvent, context: Context | None) -> None:
        self._record.add(event)
        self._hear_all(event, context)

    def _hear_all(self, event: AudioEvent, context: Context | None) -> None:
        for hear in list(self._hear):
            hear(event, context)

    def _schedule(self) -> None:
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None
        if (moment := self.state.next_end()) is not None:
            seconds = (moment - dt_util.utcnow()).total_seconds()
            self._cancel_timer = async_call_later(
                self._hass, max(seconds, 0), self._time_is_up
            )

    @callback
    def _time_is_up(self, _now: Any) -> None:
        self._cancel_timer = None
        ended = self.state.over(self._facts, self._facts, dt_util.utcnow())
        self._end(ended, None)
        if ended:
            self._on_change(None)
        elif self._cancel_timer is None:
            self._schedule()
