"""Lifts: cameras opened by hand against a rule; each has an end, none outlives a restart."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Self

from ..ids import ZoneId

LONGEST_LIFT: Final = timedelta(hours=24)
DEFAULT_LIFT: Final = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Lift:
    """One camera opened against its rules until a moment.

    `zones` names the privacy zones that are uncovered; an empty set means that the whole camera is
    open. `set_by` is the id of the user who asked, or None for an automation.
    """

    set_at: datetime
    until: datetime
    set_by: str | None = None
    zones: frozenset[ZoneId] = frozenset()

    @property
    def end(self) -> datetime:
        """When the lift ends; never later than the maximum length allows."""
        return min(self.until, self.set_at + LONGEST_LIFT)

    def is_live(self, now: datetime) -> bool:
        """Return whether the lift is in force now; not before it was set (the clock went back)."""
        return self.set_at <= now < self.end

    def after_jump(self, jump: timedelta) -> Self:
        """Return the lift after the clock was set; it never lasts longer."""
        if jump >= timedelta():
            return self
        return replace(self, set_at=self.set_at + jump, until=self.until + jump)
