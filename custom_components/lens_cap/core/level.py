"""Privacy levels and their order."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class PrivacyLevel(StrEnum):
    """How much of a camera may be seen; a total order from `OPEN` up to `PRIVATE`."""

    OPEN = "open"
    MASKED = "masked"
    PRIVATE = "private"


_RANK: Final = {level: rank for rank, level in enumerate(PrivacyLevel)}


def rank(level: PrivacyLevel) -> int:
    """Return the rank of a level: 0 for open, higher for more private."""
    return _RANK[level]


def most_private(levels: Iterable[PrivacyLevel]) -> PrivacyLevel:
    """Return the most private of some levels; of none at all, private."""
    return max(levels, key=rank, default=PrivacyLevel.PRIVATE)
