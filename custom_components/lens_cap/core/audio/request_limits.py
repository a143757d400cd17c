"""Limits how often somebody may ask for sound, and ranks competing requests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final, Self

from ..ids import CameraId
from .request import ANSWER_WITHIN

FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=8)
_MOST_DOUBLINGS: Final = 9
_FORGIVEN_AFTER: Final = timedelta(hours=24)
_MOST_CHANGES: Final = 10

type Asker = tuple[str | None, CameraId]
"""Who asks (a user's id; None for all automations together), and for which camera."""


class Rank(IntEnum):
    """Precedence of requests for the same camera: a lower one never replaces a higher one."""

    AUTOMATION = 0
    PERSON = 1
    CONFIRMER = 2


def request_rank(user_id: str | None, able: Collection[str]) -> Rank:
    """Return the rank of who asks: a user's id, or None for an automation.

    `able` are the ids of those who may confirm sound.
    """
    if user_id is None:
        return Rank.AUTOMATION
    return Rank.CONFIRMER if user_id in able else Rank.PERSON


@dataclass(frozen=True, kw_only=True)
class Asking:
    """When somebody last asked, how many times they were refused since the last yes, and changed their mind."""

    asked_at: datetime
    refused: int = 0
    changed: int = 0

    @property
    def pause(self) -> timedelta:
        """Return the pause before the next request: a minute, doubled by each no."""
        doublings = min(self.refused, _MOST_DOUBLINGS)
        return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)

    def pause_left(self, now: datetime) -> timedelta:
        """Return what is left of the pause; never more than its full length."""
        left = self.asked_at + self.pause - now
        return max(timedelta(), min(left, self.pause))

    def is_recent(self, now: datetime) -> bool:
        """Return whether what was asked for could still wait for an answer."""
        return now - self.asked_at < ANSWER_WITHIN

    def is_forgiven(self, now: datetime) -> bool:
        """Return whether it is too long ago to count."""
        return now - self.asked_at >= _FORGIVEN_AFTER


@dataclass(frozen=True, kw_only=True)
class RequestPace:
    """How often everybody asked; immutable, and lost at restart."""

    askings: Mapping[Asker, Asking] = field(default_factory=dict[Asker, Asking])

    def pause_left(self, asker: Asker, now: datetime) -> timedelta:
        """Return how long somebody must wait before asking again; zero if they need not."""
        asking = self.askings.get(asker)
        return timedelta() if asking is None else asking.pause_left(now)

    def asked(self, asker: Asker, now: datetime) -> Self:
        """Return the pace after somebody asked, without entries that are too old to count."""
        kept = {
            key: one for key, one in self.askings.items() if not one.is_forgiven(now)
        }
        before = kept.get(asker)
        kept[asker] = Asking(
            asked_at=now,
            refused=before.refused if before else 0,
            changed=before.changed if before and before.is_recent(now) else 0,
        )
        return replace(self, askings=kept)

    def may_change(self, asker: Asker) -> bool:
        """Return whether somebody may ask for something else during the pause, instead of what they asked for.

        Ten times, until nothing was asked for so long that it would have ended by itself: no program fills the
        history by that. Not after a no.
        """
        asking = self.askings.get(asker)
        return (
            asking is not None and not asking.refused and asking.changed < _MOST_CHANGES
        )

    def changed(self, asker: Asker) -> Self:
        """Return the pace after somebody asked for something else; the pause stays what it was."""
        asking = self.askings[asker]
        more = replace(asking, changed=asking.changed + 1)
        return replace(self, askings={**self.askings, asker: more})

    def refused(self, asker: Asker) -> Self:
        """Return the pace after somebody else said no."""
        asking = self.askings.get(asker)
        if asking is None:
            return self
        worse = replace(asking, refused=min(asking.refused + 1, _MOST_DOUBLINGS))
        return replace(self, askings={**self.askings, asker: worse})

    def confirmed(self, asker: Asker) -> Self:
        """Return the pace after somebody said yes, which clears what was before."""
        kept = {key: one for key, one in self.askings.items() if key != asker}
        return replace(self, askings=kept)

    def after_jump(self, jump: timedelta) -> Self:
        """Return the pace after the clock was set; pauses keep their length."""
        moved = {
            key: replace(one, asked_at=one.asked_at + jump)
            for key, one in self.askings.items()
        }
        return replace(self, askings=moved)
