"""What is asked for where somebody or something makes cameras private by hand."""

from dataclasses import dataclass
from datetime import datetime

from ..core.ids import ZoneId
from ..core.level import PrivacyLevel
from ..core.state.hold import Hold, HoldOrigin


@dataclass(frozen=True, kw_only=True)
class HoldRequest:
    """How private, and until when.

    With the level open the picture stays as it is; only `recording_off` and `recognition_off` count.
    `origin` says what asks for it. With the level masked, `zones` are those to cover; none means all
    of a camera. `until` is an aware moment; None is for no end. With `until_everyone_leaves` it goes
    on until everyone has left.
    """

    origin: HoldOrigin
    level: PrivacyLevel = PrivacyLevel.PRIVATE
    zones: frozenset[ZoneId] = frozenset()
    until: datetime | None = None
    until_everyone_leaves: bool = False
    recording_off: bool = False
    recognition_off: bool = False

    def hold(self, set_at: datetime, set_by: str | None) -> Hold:
        """Return the hold that this becomes at a moment; `set_by` is the id of a user."""
        return Hold(
            level=self.level,
            origin=self.origin,
            set_at=set_at,
            until=self.until,
            until_everyone_leaves=self.until_everyone_leaves,
            set_by=set_by,
            zones=self.zones,
            recording_off=self.recording_off,
            recognition_off=self.recognition_off,
        )


BY_HAND = HoldRequest(origin=HoldOrigin.CAMERA)
"""Private until somebody ends that: what a camera's own switch asks for."""
