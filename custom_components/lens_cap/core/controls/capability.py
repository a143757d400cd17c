"""A camera's control as it is at one moment: what it can do, what it says, and what was before."""

from dataclasses import dataclass, replace
from typing import Final, Self

from .action import action_for, is_momentary, is_switched, number, same_value
from .role import CLOSING, Role

_OPPOSITES: Final = {"on": "off", "off": "on", "open": "closed", "closed": "open"}


@dataclass(frozen=True, kw_only=True)
class Capability:
    """What a control can do.

    `entity` names it as its `Control` does, `domain` is what kind of entity it is. `readable`: its
    state tells what the camera does. `deadline`: within how many seconds it has to answer.
    `by_absence`: its private side shows in that the camera's own entity is gone. `covers`: what its
    private side ends as well. `slow`: each command costs much, since it goes through a cloud. `partial`:
    some of the picture, or one of its ways, goes on. `one_by_one`: two commands at once undo each other.
    `chosen`: its owner chose it. One that is not is never closed, only put back where another moves it.
    `lowest` and `highest`: the lowest and the highest number that it takes. `falls_short`: the lowest
    lies above its private side, so that `safe` is only as near as it gets.
    """

    entity: str
    role: Role
    domain: str
    safe: str
    readable: bool = True
    deadline: float = 15.0
    by_absence: bool = False
    covers: frozenset[Role] = frozenset()
    slow: bool = False
    partial: bool = False
    one_by_one: bool = False
    chosen: bool = True
    lowest: float | None = None
    highest: float | None = None
    falls_short: bool = False

    @property
    def closes(self) -> bool:
        """Whether it ends the picture."""
        return self.role in CLOSING

    @property
    def leaves_ways(self) -> bool:
        """Whether it ends the picture on some of its ways only."""
        return self.closes and self.partial

    @property
    def momentary(self) -> bool:
        """Whether it is only ever pressed."""
        return is_momentary(self.domain)

    @property
    def usable(self) -> bool:
        """Whether there is an action that leads to its private side."""
        return action_for(self.domain, self.safe) is not None

    @property
    def opposite(self) -> str | None:
        """The only other value that it can have; None where there are several."""
        return _OPPOSITES.get(self.safe)

    @property
    def value_on(self) -> str | None:
        """What it is told to be on; None where nobody can tell.

        A number takes the middle of what it can: to be heard is enough, and it was somebody's choice.
        """
        if is_switched(self.domain):
            return self.opposite
        if self.highest is None:
            return None
        middle = f"{((self.lowest or 0.0) + self.highest) // 2:g}"
        return None if self.is_safe(middle) else middle

    def reachable(self, value: str) -> str:
        """Return the value that it can be told, or the nearest one: no number below its lowest."""
        level = number(value)
        if self.lowest is None or level is None or level >= self.lowest:
            return value
        return f"{self.lowest:g}"

    def is_safe(self, value: str | None) -> bool:
        """Return whether a value is that of its private side."""
        return self.is_at(value, self.safe)

    def is_at(self, value: str | None, target: str) -> bool:
        """Return whether a value is the one that is wanted, as near as it can be told."""
        return value is not None and same_value(
            self.domain, self.reachable(value), self.reachable(target)
        )

    def is_only_near(self, value: str | None) -> bool:
        """Return whether a value is as near to its private side as it can be told, and not there."""
        return (
            self.falls_short
            and value is not None
            and same_value(self.domain, value, self.safe)
        )


@dataclass(frozen=True, kw_only=True)
class ControlReading:
    """What a control says.

    `value` is None where that is not known. `available`: commands reach it. `fresh`: it said so after
    the last command was sent. `assumed`: it says what was asked for, whatever the camera does.
    """

    value: str | None = None
    available: bool = False
    fresh: bool = True
    assumed: bool = False


AWAY: Final = ControlReading()


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What a control was before it was told anything; None where that is not known.

    `told`: a command for its private side has been sent. `switched_on`: it was off before, and was told
    to be on for as long as sound is allowed.
    """

    before: str | None
    told: bool = False
    switched_on: bool = False

    def once_sent(self, *, closing: bool, switches_on: bool) -> Self:
        """Return the same after a command was sent: one that closes it, or that switches it on."""
        return replace(
            self,
            told=self.told or closing,
            switched_on=self.switched_on or switches_on,
        )


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """The last command to a control: what it was told, when, whether that got through, and how often."""

    value: str
    at: float
    reached: bool
    count: int = 1
