"""The facts of one moment: everything that can close a camera."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..ids import RuleId
from ..schedule import Calendar
from ..settings.rule import CameraLocation
from ..state.consent import ConsentScope
from ..state.guests import Guests
from ..state.hold import Hold
from ..state.lift import Lift
from ..truth import Truth


class Whereabouts(StrEnum):
    """Where a person is; unknown is a value of its own, never a missing key."""

    HOME = "home"
    AWAY = "away"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class HouseholdFacts:
    """The facts that are the same for every camera.

    `started` is False until Home Assistant has started: until then, states may be from before the
    restart. `persons`, `entities` (on or off) and `alarms` are by entity id; a missing one is
    unknown. `residents` are the persons that count if a rule names none. `unseen` are the rules
    whose presence condition has not surely been met since observation began. `left_at` tells for
    each rule since when its presence condition has not been met (None while it possibly is; see
    `rule_evaluation.remembered`).
    `rules_off` are the rules that somebody switched off.
    """

    now: datetime
    settled: bool
    started: bool = True
    calendar: Calendar = field(default_factory=Calendar)
    residents: frozenset[str] = frozenset()
    persons: Mapping[str, Whereabouts] = field(default_factory=dict[str, Whereabouts])
    entities: Mapping[str, Truth] = field(default_factory=dict[str, Truth])
    alarms: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    guests: Guests = field(default_factory=Guests)
    guests_signal: Truth = Truth.NO
    unseen: frozenset[RuleId] = frozenset()
    left_at: Mapping[RuleId, datetime | None] = field(
        default_factory=dict[RuleId, datetime | None]
    )
    rules_off: frozenset[RuleId] = frozenset()

    @property
    def guests_until(self) -> datetime | None:
        """When guests end by themselves; None if anything else says that they are there too."""
        told = self.guests_signal > self.guests.dismissed
        return None if told or self.guests.doubted else self.guests.until


@dataclass(frozen=True, kw_only=True)
class CameraFacts:
    """The facts about one camera.

    `sound_until` is the end of a live grant for its sound. `away_from_preset` tells whether it looks
    elsewhere than when its privacy zones were drawn. `withdrawn` is what somebody does not agree to any
    more. `place` is its location; files of diagnostics, which are decided again, call it so.
    """

    holds: tuple[Hold, ...] = ()
    lifts: tuple[Lift, ...] = ()
    place: CameraLocation = field(default_factory=CameraLocation)
    sound_until: datetime | None = None
    away_from_preset: Truth = Truth.NO
    withdrawn: frozenset[ConsentScope] = frozenset()
