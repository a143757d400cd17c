"""Whether everything came that pictures of H.265 are built on (ITU-T H.265, clause 8.3)."""

from itertools import pairwise
from typing import Final

from .h265_headers import H265Picture, Kept
from .packet_verdict import Verdict

_KEYFRAMES: Final = range(16, 24)
_CRA: Final = 21
_BUILT_ON_BEFORE: Final = frozenset({8, 9})  # RASL
_LEADING: Final = range(6, 10)
_TWICE: Final = 1.75
_NOWHERE: Final = 1 << 40


class H265References:
    """Keeps account of the pictures that a decoder has; each picture says which it needs.

    An `eager` one begins anew wherever a decoder could.
    """

    def __init__(self, *, eager: bool) -> None:
        self._eager = eager
        self.forget()

    def forget(self) -> None:
        """Take all as lost."""
        self._whole = False
        self._there: set[int] = set()
        self._begun_at = 0
        self._previous = 0
        self._slices: tuple[int, ...] = ()
        self._nothing_before = True

    def take(self, pictures: list[H265Picture], gap: float) -> Verdict:
        """Return the verdict on a packet.

        Args:
            pictures: What is in it.
            gap: How much later it is than the one before it, in usual distances.
        """
        if not pictures:
            return Verdict.FOLLOWS if self._whole else Verdict.LOST
        if len(pictures) == 1:
            verdict = self._taken(pictures[0], gap)
            if verdict is not Verdict.LOST:
                return verdict
        self.forget()
        return Verdict.LOST

    def _taken(self, picture: H265Picture, gap: float) -> Verdict:
        if not all(one < other for one, other in pairwise(picture.slices)):
            return Verdict.LOST
        if picture.kind in _KEYFRAMES:
            return self._keyframe(picture, gap)
        if not self._whole or picture.slices != self._slices:
            return Verdict.LOST
        if picture.kind in _BUILT_ON_BEFORE and self._nothing_before:
            return Verdict.ASIDE
        return self._following(picture, gap)

    def _keyframe(self, picture: H265Picture, gap: float) -> Verdict:
        goes_on = picture.kind == _CRA and not picture.after_end and not self._eager
        if (
            not goes_on
            or not self._whole
            or self._following(picture, gap) is Verdict.LOST
        ):
            self.forget()
            self._whole = True
            self._note(picture, picture.order)
        else:
            self._nothing_before = False
        self._slices = picture.slices
        self._begun_at = self._previous
        return Verdict.BEGINS

    def _following(self, picture: H265Picture, gap: float) -> Verdict:
        order = self._output_order(picture)
        named = [(order + distance, used) for distance, used in picture.near]
        named += [
            (self._kept(kept, order, picture.orders), kept.used)
            for kept in picture.kept
        ]
        needed = {other for other, used in named if used}
        if (
            order in self._there
            or not needed <= self._there
            or self._may_be_others(picture, needed, gap)
        ):
            return Verdict.LOST
        self._there.intersection_update(other for other, _ in named)
        self._note(picture, order)
        return Verdict.FOLLOWS

    def _may_be_others(
        self, picture: H265Picture, needed: set[int], gap: float
    ) -> bool:
        """Return whether what is there may only look like what is needed, after a silence.

        Places may have gone round, or begun anew with a keyframe that is missing.
        """
        return gap > picture.orders * 0.75 or (
            gap > _TWICE
            and any(
                other % picture.orders == 0 and other != self._begun_at
                for other in needed
            )
        )

    def _kept(self, kept: Kept, order: int, orders: int) -> int:
        """Return where a picture is shown that is kept for long; somewhere if it is not there."""
        if kept.back is not None:
            return order - order % orders + kept.order - kept.back * orders
        alike = (other for other in self._there if other % orders == kept.order)
        return next(alike, _NOWHERE)

    def _note(self, picture: H265Picture, order: int) -> None:
        self._there.add(order)
        no_reference = picture.kind < _KEYFRAMES.start and picture.kind % 2 == 0
        if picture.layer == 1 and picture.kind not in _LEADING and not no_reference:
            self._previous = order

    def _output_order(self, picture: H265Picture) -> int:
        """Return where a picture is shown, of which its header says the lower part (8.3.1)."""
        low = self._previous % picture.orders
        high = self._previous - low
        half = picture.orders // 2
        if picture.order < low and low - picture.order >= half:
            high += picture.orders
        elif picture.order > low and picture.order - low > half:
            high -= picture.orders
        return high + picture.order
