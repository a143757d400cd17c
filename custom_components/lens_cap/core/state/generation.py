"""Numbers stored states, so that an older one is recognized when it comes back."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, kw_only=True)
class Generation:
    """The position of a state in the sequence of all that were written.

    `lineage` is the random name of that sequence, `count` how many there were in it.
    """

    lineage: str
    count: int

    @property
    def following(self) -> Self:
        """Return the next generation."""
        return replace(self, count=self.count + 1)


def is_rolled_back(stored: Generation | None, seen: Generation | None) -> bool:
    """Return whether a stored state is not, or may not be, the newest that was written here.

    Args:
        stored: What the state says of itself; None where it says nothing.
        seen: What was noted here after the last state was written; None where nothing is.

    A state may be newer than the mark, since a crash can happen between the two writes. Both are
    None in homes from before there were generations. A mark of a sequence without any state yet
    also goes with a state from before.
    """
    if stored is None:
        return seen is not None and seen.count > 0
    return seen is None or stored.lineage != seen.lineage or stored.count < seen.count
