"""The permission for sound, and for how long it was requested."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from ..ids import CameraId
from ..placement import INDOORS, Placement

LONGEST: Final = timedelta(hours=24)
LONGEST_OUTSIDE: Final = timedelta(days=30)
UNWATCHED: Final = timedelta(minutes=1)
"""How long a viewing may pause: when sound begins, players connect anew."""


class Length(StrEnum):
    """The lengths of time to choose from."""

    THIS_VIEWING = "this_viewing"
    FIVE_MINUTES = "five_minutes"
    ONE_HOUR = "one_hour"
    CHOSEN = "chosen"


_LENGTHS: Final = {
    Length.THIS_VIEWING: LONGEST,
    Length.FIVE_MINUTES: timedelta(minutes=5),
    Length.ONE_HOUR: timedelta(hours=1),
}

USUAL_LENGTHS: Final[Mapping[str, tuple[Length, timedelta | None]]] = {
    Length.THIS_VIEWING.value: (Length.THIS_VIEWING, None),
    Length.FIVE_MINUTES.value: (Length.FIVE_MINUTES, None),
    Length.ONE_HOUR.value: (Length.ONE_HOUR, None),
    "four_hours": (Length.CHOSEN, timedelta(hours=4)),
    "one_day": (Length.CHOSEN, LONGEST),
}
"""The lengths that people choose from, by the name of the choice: a length, and what is chosen of it."""


def longest(placement: Placement) -> timedelta:
    """Return the longest time that may be confirmed at once."""
    return LONGEST if placement in INDOORS else LONGEST_OUTSIDE


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A request's content: sound of one camera, for some time, for a purpose.

    `chosen` is the duration that belongs to `Length.CHOSEN`. `by` is the id of the user who asks,
    or None for an automation.
    """

    camera_id: CameraId
    length: Length = Length.ONE_HOUR
    chosen: timedelta | None = None
    purpose: str = ""
    by: str | None = None

    @property
    def asker(self) -> tuple[str | None, CameraId]:
        """Return who asks for what, as it is counted how often that happens."""
        return self.by, self.camera_id

    def duration(self, placement: Placement) -> timedelta:
        """Return the longest that the sound may last; never more than may be confirmed."""
        if self.length is Length.CHOSEN:
            wanted = self.chosen if self.chosen is not None else timedelta()
        else:
            wanted = _LENGTHS[self.length]
        return max(timedelta(), min(wanted, longest(placement)))


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Permission for sound, confirmed by a person, with its end.

    `placement` is where the camera was then. `unwatched_since` is kept for the length
    `THIS_VIEWING`: since when nobody watches.
    """

    wanted: Wanted
    confirmed_by: str | None
    placement: Placement
    set_at: datetime
    until: datetime
    unwatched_since: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        """Return whether sound may pass now.

        A moment before it was confirmed means that the clock went back, and nobody knows how long
        it has been: then it is over.
        """
        return self.set_at <= now < self.ends_at

    @property
    def ends_at(self) -> datetime:
        """Return the moment from which it is not live any more, unless something ends it earlier."""
        moments = [self.until, self.set_at + longest(self.placement)]
        if self.unwatched_since is not None:
            moments.append(self.unwatched_since + UNWATCHED)
        return min(moments)

    def watched(self, viewers: int, now: datetime) -> Self:
        """Return the grant for this number of viewers; only one for this viewing depends on it."""
        if self.wanted.length is not Length.THIS_VIEWING:
            return self
        if viewers > 0:
            return replace(self, unwatched_since=None)
        if self.unwatched_since is None:
            return replace(self, unwatched_since=now)
        return self

    def viewing_has_ended(self, now: datetime) -> bool:
        """Return whether nobody has watched for too long."""
        since = self.unwatched_since
        return since is not None and not timedelta() <= now - since < UNWATCHED

    def after_jump(self, jump: timedelta) -> Self:
        """Return the grant after the clock was set; it never lasts longer."""
        if jump >= timedelta():
            return self
        since = self.unwatched_since
        return replace(
            self,
            set_at=self.set_at + jump,
            until=self.until + jump,
            unwatched_since=since + jump if since is not None else None,
        )
