"""Whether guests are there: set by hand, or signalled by entities."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from ..clock import no_sooner
from ..truth import Truth


@dataclass(frozen=True, kw_only=True)
class Guests:
    """What was said about guests; outlives a restart.

    `since` is when somebody last said that guests are there, `until` a chosen end. `dismissed` is
    what the entities signalled when somebody said that no guests are there; a stronger signal than
    that counts again. `doubted` tells that some of this was lost: guests may be there until a
    person answers.
    """

    since: datetime | None = None
    until: datetime | None = None
    set_by: str | None = None
    dismissed: Truth = Truth.NO
    doubted: bool = False

    def present(self, signal: Truth, now: datetime) -> Truth:
        """Return whether guests are there, given what the entities signal (no without entities)."""
        if self.said(now):
            return Truth.YES
        told = signal if signal > self.dismissed else Truth.NO
        return max(told, Truth.MAYBE) if self.doubted else told

    def said(self, now: datetime) -> bool:
        """Return whether guests were set by hand, and their end has not passed."""
        return self.since is not None and (self.until is None or now < self.until)

    def arrived(
        self, now: datetime, *, until: datetime | None = None, by: str | None = None
    ) -> Self:
        """Return the state after somebody said that guests are there.

        Saying it again for a shorter time does not end it earlier. It counts as said now, so that
        its end moves along if the clock is set.
        """
        if self.said(now):
            until = (
                None if until is None or self.until is None else max(until, self.until)
            )
            return replace(self, since=now, until=until, dismissed=Truth.NO)
        return replace(self, since=now, until=until, set_by=by, dismissed=Truth.NO)

    def after_jump(self, jump: timedelta) -> Self:
        """Return the state after the clock was set; guests never end sooner."""
        since = None if self.since is None else self.since + jump
        return replace(self, since=since, until=no_sooner(self.until, jump))

    def left(self, signal: Truth, *, since: datetime | None) -> Self:
        """Return the state after somebody said that no guests are there.

        That was about guests since a certain moment, and about the entities' signal then: guests
        who came later stay.
        """
        if self.since != since:
            return self
        return replace(
            self,
            since=None,
            until=None,
            set_by=None,
            dismissed=signal,
            doubted=False,
        )

    def ending(self, until: datetime, *, since: datetime | None) -> Self:
        """Return what is so once a person said when those guests leave who were there since a moment."""
        return replace(self, until=until) if self.since == since else self

    def certain(self) -> Self:
        """Return the state after a person said that nothing relevant was lost."""
        return replace(self, doubted=False)

    def signalled(self, before: Truth, after: Truth, *, since: datetime | None) -> Self:
        """Return the state after the entities' signal changed.

        `before` is their last certain signal, `since` the value of this field then: guests set by
        hand later stay. Entities that signalled guests, and now certainly signal none, end guests
        that were set by hand without an end. That also clears a dismissal, as does a stronger signal
        than at the dismissal. They cannot resolve a doubt about what was lost.
        """
        if after is not Truth.NO:
            return replace(self, dismissed=Truth.NO) if after > self.dismissed else self
        gone = before is Truth.YES and self.until is None
        kept = self.left(Truth.NO, since=since) if gone else self
        return replace(kept, dismissed=Truth.NO, doubted=self.doubted)
