"""The sets in which H.265 says which pictures have to be there (ITU-T H.265, clause 7.4.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .bit_reader import BitReader, HeaderError

_MOST: Final = 16

type _Near = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """Pictures by their distance, those shown earlier and later, and whether they are used now."""

    earlier: tuple[_Near, ...]
    later: tuple[_Near, ...]

    def all(self) -> tuple[_Near, ...]:
        """Return all of them, in the order in which other sets refer to them."""
        return self.earlier + self.later


def read_set(
    reader: BitReader, sets: Sequence[ReferenceSet], *, in_slice: bool
) -> ReferenceSet:
    """Return the next set.

    Args:
        reader: Where it begins.
        sets: Those of the sequence, or those of it that came before.
        in_slice: Whether a slice brings it, and not the sequence.

    Raises:
        HeaderError: It cannot be read.
    """
    if sets and reader.flag():
        return _derived(reader, sets, in_slice=in_slice)
    counts = reader.unsigned(), reader.unsigned()
    if max(counts) > _MOST:
        raise HeaderError
    return ReferenceSet(
        *(
            _listed(reader, count, sign)
            for count, sign in zip(counts, (-1, 1), strict=True)
        )
    )


def _listed(reader: BitReader, count: int, sign: int) -> tuple[_Near, ...]:
    listed: list[_Near] = []
    distance = 0
    for _ in range(count):
        distance += sign * (reader.unsigned() + 1)
        listed.append((distance, reader.flag()))
    return tuple(listed)


def _derived(
    reader: BitReader, sets: Sequence[ReferenceSet], *, in_slice: bool
) -> ReferenceSet:
    """Return a set that is another one, moved (7-61 and 7-62)."""
    back = 1 + (reader.unsigned() if in_slice else 0)
    if back > len(sets):
        raise HeaderError
    negative = reader.flag()
    move = reader.unsigned() + 1
    move = -move if negative else move
    base = sets[-back]
    moved: list[_Near | None] = []
    for distance, _ in (*base.all(), (0, True)):
        used = reader.flag()
        kept = used or reader.flag()
        moved.append((distance + move, used) if kept else None)
    count = len(base.earlier)
    earlier, later, own = moved[:count], moved[count:-1], moved[-1:]
    return ReferenceSet(
        tuple(one for one in (*later[::-1], *own, *earlier) if one and one[0] < 0),
        tuple(one for one in (*earlier[::-1], *own, *later) if one and one[0] > 0),
    )
