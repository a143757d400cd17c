"""Three-valued logic: what is not known is neither true nor false."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final


class Truth(IntEnum):
    """A truth value; ordered, so that "and" is the minimum and "or" the maximum."""

    NO = 0
    MAYBE = 1
    YES = 2

    @property
    def possible(self) -> bool:
        """Whether it may be true; a condition that closes a camera applies then."""
        return self is not Truth.NO


OPPOSITE: Final = {
    Truth.NO: Truth.YES,
    Truth.MAYBE: Truth.MAYBE,
    Truth.YES: Truth.NO,
}


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return whether all of them are true; yes for an empty list."""
    return min(truths, default=Truth.YES)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return whether any of them is true; no for an empty list."""
    return max(truths, default=Truth.NO)
