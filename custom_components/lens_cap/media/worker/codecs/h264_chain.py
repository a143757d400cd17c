"""Whether everything came that pictures of H.264 are built on (ITU-T H.264, clauses 7.4.3 and 8.2)."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .h264_headers import H264Picture
from .packet_verdict import Verdict

_TWICE: Final = 1.75
_ORDER_UNKNOWN: Final = 1


@dataclass(frozen=True, slots=True)
class _Field:
    """A first field that waits for its second."""

    picture: H264Picture
    verdict: Verdict


class H264References:
    """Follows the numbers of reference frames: after each, the number grows by one.

    As long as none is left out, a decoder has the same references as the encoder had, however many
    there are and for however long they are kept. A stream that leaves out numbers on purpose looks
    like one that lost frames, and is taken for one.

    Where one has lost nothing, only keyframes proper (IDR) begin anew: at other beginnings, what follows
    may still dispose of pictures from before, which a new decoder would call an error.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Take all as lost."""
        self._whole = False
        self._number = 0
        self._keyframe = False
        self._first_field: _Field | None = None
        self._first_is_bottom: bool | None = None
        self._slices: tuple[int, ...] = ()
        self._low = self._high = 0
        self._begun_at: int | None = None
        self._right_from: int | None = None

    def take(self, pictures: list[H264Picture], gap: float) -> Verdict:
        """Return the verdict on a packet.

        Args:
            pictures: What is in it.
            gap: How much later it is than the one before it, in usual distances.
        """
        verdicts = [self._taken(picture, gap) for picture in pictures]
        if not verdicts:
            return Verdict.FOLLOWS if self._whole else Verdict.LOST
        first = verdicts[0]
        usual = Verdict.FOLLOWS if first is Verdict.BEGINS else first
        if any(verdict is not usual for verdict in verdicts[1:]):
            self.forget()
            return Verdict.LOST
        return first

    def _taken(self, picture: H264Picture, gap: float) -> Verdict:
        if not _in_order(picture.slices):
            self.forget()
            return Verdict.LOST
        if (first := self._first_field) and _are_pair(first.picture, picture):
            self._first_field = None
            if picture.slices == self._slices:
                return _after(first.verdict)
        elif picture.idr is not None:
            self.forget()
            if picture.number == 0:
                return self._begun(picture, Verdict.BEGINS)
        elif self._follows(picture, gap):
            return self._following(picture)
        was_whole = self._whole
        self.forget()
        # Whoever has what came before a loss has to forget it first.
        return Verdict.LOST if was_whole else self._beginning(picture)

    def _follows(self, picture: H264Picture, gap: float) -> bool:
        """Return whether nothing is missing before a picture that is no second field."""
        unseen = self._number == self._low == 0 and not self._keyframe
        if gap > picture.numbers * 0.75 or (gap > _TWICE and unseen):
            return False  # the numbers may have gone round, or a keyframe be missing
        if picture.bottom is not None and (
            picture.bottom is not self._first_is_bottom
            or picture.slices != self._slices
        ):
            return False
        return (
            self._whole
            and self._first_field is None
            and picture.number == (self._number + 1) % picture.numbers
        )

    def _following(self, picture: H264Picture) -> Verdict:
        order = self._output_order(picture)
        if self._right_from is not None:
            past = (picture.number - self._right_from) % picture.numbers
            if not picture.reference or past >= picture.numbers // 2:
                return self._note(picture, Verdict.BUILDS)
            self._right_from, self._begun_at = None, order
        if self._begun_at is not None and order < self._begun_at:
            return self._note(picture, Verdict.ASIDE)
        return self._note(picture, Verdict.FOLLOWS)

    def _beginning(self, picture: H264Picture) -> Verdict:
        """Return the verdict on a picture before which everything may be missing."""
        if _is_beginning(picture):
            self._begun_at = self._output_order(picture)
            return self._begun(picture, Verdict.BEGINS)
        if picture.recovers_after and picture.order_type != _ORDER_UNKNOWN:
            self._output_order(picture)
            self._right_from = (
                picture.number + picture.recovers_after
            ) % picture.numbers
            return self._begun(picture, Verdict.BUILDS)
        return Verdict.LOST

    def _begun(self, picture: H264Picture, verdict: Verdict) -> Verdict:
        self._whole = True
        self._slices = picture.slices
        self._first_is_bottom = picture.bottom
        return self._note(picture, verdict)

    def _note(self, picture: H264Picture, verdict: Verdict) -> Verdict:
        if picture.reference:
            self._number, self._keyframe = picture.number, picture.idr is not None
            self._high, self._low = self._parts(picture)
        if picture.bottom is not None:
            self._first_field = _Field(picture, verdict)
        return verdict

    def _output_order(self, picture: H264Picture) -> int:
        """Return where a picture is shown, among those since the last keyframe."""
        high, low = self._parts(picture)
        return high + low

    def _parts(self, picture: H264Picture) -> tuple[int, int]:
        """Return the two parts of that number, of which headers say the lower one (8.2.1.1)."""
        low, high, half = picture.order, self._high, picture.orders // 2
        if low < self._low and self._low - low >= half:
            high += picture.orders
        elif low > self._low and low - self._low > half:
            high -= picture.orders
        return high, low


def _in_order(slices: tuple[int, ...]) -> bool:
    """Return whether slices begin at the beginning, and none comes twice or too late."""
    return slices[0] == 0 and all(one < next_one for one, next_one in pairwise(slices))


def _are_pair(first: H264Picture, second: H264Picture) -> bool:
    """Return whether two fields are one frame (3.30)."""
    return (
        second.bottom is not None
        and second.bottom is not first.bottom
        and second.number == first.number
        and second.reference is first.reference
        and second.idr in {None, first.idr}
    )


def _is_beginning(picture: H264Picture) -> bool:
    """Return whether all is right from a picture on, of what is shown after it."""
    return (
        picture.recovers_after == 0
        and picture.intra
        and picture.order_type != _ORDER_UNKNOWN
    )


def _after(verdict: Verdict) -> Verdict:
    return Verdict.FOLLOWS if verdict is Verdict.BEGINS else verdict
