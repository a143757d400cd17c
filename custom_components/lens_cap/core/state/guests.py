"""Whether guests are there: switched by hand, or told by entities that mean guests."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from ..clock import no_sooner
from ..truth import Truth


@dataclass(frozen=True, kw_only=True)
class Guests:
    """What the household said about guests, which outlives a restart.

    `since` is when somebody said last that guests are there, `until` a chosen end. `dismissed`
    is what the entities said when somebody said that no guests are there; entities that become
    surer than that are believed again. `doubted` says that something of this was lost: guests may be
    there, until a person answers that.
    """

    since: datetime | None = None
    until: datetime | None = None
    set_by: str | None = None
    dismissed: Truth = Truth.NO
    doubted: bool = False

    def present(self, signal: Truth, now: datetime) -> Truth:
        """Return whether guests are there, given what the entities say (no, where there are none)."""
        if self.said(now):
            return Truth.YES
        told = signal if signal > self.dismissed else Truth.NO
        return max(told, Truth.MAYBE) if self.doubted else told

    def said(self, now: datetime) -> bool:
        """Return whether somebody said that guests are there, and the chosen end has not come."""
        return self.since is not None and (self.until is None or now < self.until)

    def arrived(
        self, now: datetime, *, until: datetime | None = None, by: str | None = None
    ) -> Self:
        """Return what is so once somebody said that guests are there.

        Saying it again, for a shorter time, is not a way to end it earlier. It counts as said now: an
        end that was chosen by the clock of this moment moves along when that is set.
        """
        if self.said(now):
            until = (
                None if until is None or self.until is None else max(until, self.until)
            )
            return replace(self, since=now, until=until, dismissed=Truth.NO)
        return replace(self, since=now, until=until, set_by=by, dismissed=Truth.NO)

    def after_jump(self, jump: timedelta) -> Self:
        """Return what is so after the clock was put forward or back: guests never stay less long."""
        since = None if self.since is None else self.since + jump
        return replace(self, since=since, until=no_sooner(self.until, jump))

    def left(self, signal: Truth, *, since: datetime | None) -> Self:
        """Return what is so once somebody said that no guests are there.

        That was about those who were said to be there since a moment, and about what entities said
        then: guests who came later stay.
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
        """Return what is so once a person said that nothing which counts was lost."""
        return replace(self, doubted=False)

    def signalled(self, before: Truth, after: Truth, *, since: datetime | None) -> Self:
        """Return what is so once the entities changed their mind.

        `before` is the last that they were sure of, `since` what this said then: guests who were said
        to be there later stay. Entities that meant guests, and are known to
        mean none any more, end what was said by hand without an end. A dismissal is forgotten
        then, and once they are surer than they were when guests were dismissed. What was lost they
        cannot tell.
        """
        if after is not Truth.NO:
            return replace(self, dismissed=Truth.NO) if after > self.dismissed else self
        gone = before is Truth.YES and self.until is None
        kept = self.left(Truth.NO, since=since) if gone else self
        return replace(kept, dismissed=Truth.NO, doubted=self.doubted)
