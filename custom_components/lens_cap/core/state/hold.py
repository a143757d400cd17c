"""Holds: privacy requested by hand or by an action."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from ..clock import no_sooner
from ..ids import ZoneId
from ..level import PrivacyLevel, most_private


class HoldOrigin(StrEnum):
    """Where a hold comes from; a camera has at most one hold per origin (and set of zones)."""

    CAMERA = "camera"
    HOUSEHOLD = "household"
    STORE_LOST = "store_lost"
    INTERRUPTED = "interrupted"
    GUEST = "guest"
    GUEST_SILENCE = "guest_silence"
    """Leaves the picture alone: somebody asked on the guest page for no sound."""
    AT_CAMERA = "at_camera"
    """Somebody closed the camera at the camera itself, or in its app."""


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A request for privacy of one camera.

    `until` is an aware moment, or None for "until somebody ends it". With `until_everyone_leaves`
    the hold lasts until everyone has left, even past that moment. `set_by` is the id of the user who
    asked last, or None for automations and Lens Cap itself. `asked_by` has the ids of users who
    asked before and still rely on it. With the level masked, `zones` names the privacy zones; an
    empty set means all zones of the camera. One with the level open leaves the picture alone, and
    only keeps the camera itself from recording (`recording_off`) or recognizing anybody.
    """

    level: PrivacyLevel
    origin: HoldOrigin
    set_at: datetime
    until: datetime | None = None
    until_everyone_leaves: bool = False
    set_by: str | None = None
    asked_by: frozenset[str] = frozenset()
    zones: frozenset[ZoneId] = frozenset()
    recording_off: bool = False
    recognition_off: bool = False

    @property
    def askers(self) -> frozenset[str]:
        """Every user who asked for it, including those who joined later."""
        return self.asked_by | ({self.set_by} if self.set_by is not None else set())

    @property
    def is_anybodys(self) -> bool:
        """Whether some of those who asked for it may be unknown."""
        return (
            self.origin
            in (HoldOrigin.STORE_LOST, HoldOrigin.INTERRUPTED, HoldOrigin.AT_CAMERA)
            or self.is_guests
        )

    @property
    def is_guests(self) -> bool:
        """Whether guests asked for it, whom nobody asks to sign in: residents end it."""
        return self.origin in (HoldOrigin.GUEST, HoldOrigin.GUEST_SILENCE)

    @property
    def audio_off(self) -> bool:
        """Whether it turns sound off."""
        return self.origin is HoldOrigin.GUEST_SILENCE

    @property
    def is_endless(self) -> bool:
        """Whether it lasts until somebody ends it."""
        return self.until is None and not self.until_everyone_leaves

    def is_over(self, now: datetime) -> bool:
        """Return whether its end has passed."""
        return (
            not self.until_everyone_leaves
            and self.until is not None
            and self.until <= now
        )

    def of_picture_ended(self) -> Self | None:
        """Return what is left once it hides nothing any more; None where it turns off nothing else."""
        if not (self.recording_off or self.recognition_off):
            return None
        return replace(self, level=PrivacyLevel.OPEN, zones=frozenset())

    def once_everyone_left(self) -> Self:
        """Return the hold after everyone left; one that waited for that may have its end then.

        A hold with no other end ends at the moment at which it was set.
        """
        if not self.until_everyone_leaves:
            return self
        return replace(
            self, until_everyone_leaves=False, until=self.until or self.set_at
        )

    def after_jump(self, jump: timedelta) -> Self:
        """Return the hold after the clock was set; it never ends sooner."""
        return replace(
            self, set_at=self.set_at + jump, until=no_sooner(self.until, jump)
        )

    def is_like(self, other: Hold) -> bool:
        """Return whether two holds have the same key, so that a camera has only one of them.

        One that leaves the picture alone is of its own kind: it must not lend its end to privacy.
        """
        return self._key == other._key

    @property
    def _key(self) -> tuple[object, ...]:
        return self.origin, self.zones, self.level is PrivacyLevel.OPEN

    def joined_with(self, other: Hold) -> Self:
        """Return this hold merged with another: no less private, and no shorter, than either.

        Asking again for less, or for a shorter time, does not open a camera; and those who asked
        before are kept, whoever asks now.
        """
        joined = replace(
            self,
            level=most_private((self.level, other.level)),
            recording_off=self.recording_off or other.recording_off,
            recognition_off=self.recognition_off or other.recognition_off,
            asked_by=self.askers | other.askers,
        )
        if self.is_endless or other.is_endless:
            return replace(joined, until=None, until_everyone_leaves=False)
        ends = [until for until in (self.until, other.until) if until is not None]
        return replace(
            joined,
            until=max(ends, default=None),
            until_everyone_leaves=self.until_everyone_leaves
            or other.until_everyone_leaves,
        )
