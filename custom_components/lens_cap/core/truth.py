"""Three-valued logic: what is not known is neither true nor false."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final


class Truth(IntEnum):
    """Whether something is so; ordered, so that "and" is the least and "or" the greatest."""

    NO = 0
    MAYBE = 1
    YES = 2

    @property
    def possible(self) -> bool:
        """Return whether it may be so: what closes a camera applies then."""
        return self is not Truth.NO


OPPOSITE: Final = {
    Truth.NO: Truth.YES,
    Truth.MAYBE: Truth.MAYBE,
    Truth.YES: Truth.NO,
}


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return whether all of them are so; of none at all, yes."""
    return min(truths, default=Truth.YES)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return whether any of them is so; of none at all, no."""
    return max(truths, default=Truth.NO)
