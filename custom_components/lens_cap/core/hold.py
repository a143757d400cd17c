"""Holds: privacy that was asked for by hand or by an action."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from .level import PrivacyLevel, most_private


class HoldOrigin(StrEnum):
    """What a hold was asked for; a camera has at most one hold of each origin."""

    CAMERA = "camera"
    HOUSEHOLD = "household"
    STORE_LOST = "store_lost"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Privacy asked for on one camera.

    `until` is an aware moment, or None for "until somebody ends it". `set_by` is the id of the
    user who asked, or None for automations and for Lens Cap itself.
    """

    level: PrivacyLevel
    origin: HoldOrigin
    set_at: datetime
    until: datetime | None = None
    set_by: str | None = None

    def is_over(self, now: datetime) -> bool:
        """Return whether the hold's end has come."""
        return self.until is not None and self.until <= now

    def joined_with(self, other: Hold) -> Hold:
        """Return this hold, no less private and no shorter than another of the same origin.

        Asking again for less, or for a shorter time, is not a way to open a camera.
        """
        until = (
            None
            if self.until is None or other.until is None
            else max(self.until, other.until)
        )
        return replace(self, level=most_private((self.level, other.level)), until=until)
