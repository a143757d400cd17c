"""What the controls of one camera were told, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from homeassistant.util import dt as dt_util

from ..core.controls.capability import Attempt, Capability
from ..core.controls.command_limits import RESTART_LIMIT, kept_times, may_close_again
from ..core.controls.plan import Command


@dataclass
class CommandLog:
    """The last command to each control, when the latest ones were sent, and what was closed again.

    `yielded` are controls that somebody keeps opening, and that are closed no more. `attempts` and `stamps`
    are those of all cameras: what a control was told for one camera, it was told for all that share it.
    """

    attempts: dict[str, Attempt] = field(default_factory=dict[str, Attempt])
    sent: dict[str, tuple[float, ...]] = field(
        default_factory=dict[str, tuple[float, ...]]
    )
    yielded: set[str] = field(default_factory=set[str])
    stamps: dict[str, float] = field(default_factory=dict[str, float])
    _reclosed: dict[str, tuple[float, ...]] = field(
        default_factory=dict[str, tuple[float, ...]]
    )

    _restarted: dict[str, tuple[float, ...]] = field(
        default_factory=dict[str, tuple[float, ...]]
    )

    def stamp(self, entity: str) -> float | None:
        """Return when, as a time stamp, a control was told something last."""
        return self.stamps.get(entity)

    def note_sending(self, command: Command, now: float) -> None:
        """Remember a command that is being sent as one that gets through."""
        entity = command.entity
        last = self.attempts.get(entity)
        count = last.count + 1 if last and last.value == command.value else 1
        self.attempts[entity] = Attempt(
            value=command.value, at=now, reached=True, count=count
        )
        self.sent[entity] = kept_times(self.sent.get(entity, ()), now)
        self.stamps[entity] = dt_util.utcnow().timestamp()

    def note_result(self, command: Command, *, reached: bool) -> None:
        """Remember whether a command got through, unless it does not count any more."""
        attempt = self.attempts.get(command.entity)
        if attempt is not None and attempt.value == command.value:
            self.attempts[command.entity] = replace(attempt, reached=reached)

    def note_drift(self, entity: str, now: float) -> None:
        """Remember that a control was opened behind our back: it is closed again, a few times."""
        self.attempts.pop(entity, None)
        reclosed = self._reclosed.get(entity, ())
        if may_close_again(reclosed, now):
            self._reclosed[entity] = (*reclosed, now)
        else:
            self.yielded.add(entity)

    def note_restart(self, entity: str, now: float) -> bool:
        """Remember that a control was open once its camera had restarted; return whether it is closed again."""
        times = self._restarted.get(entity, ())
        if not may_close_again(times, now, RESTART_LIMIT):
            return False
        self._restarted[entity] = (*times, now)
        self.attempts.pop(entity, None)
        return True

    def deadlines(
        self, capabilities: Iterable[Capability], now: float
    ) -> Iterable[float]:
        """Yield the moments until which answers are awaited."""
        for one in capabilities:
            attempt = self.attempts.get(one.entity)
            if attempt is not None and attempt.at + one.deadline > now:
                yield attempt.at + one.deadline
