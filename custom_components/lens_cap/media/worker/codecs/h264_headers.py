"""What the headers of H.264 say about the pictures of a packet (ITU-T H.264, clause 7.3)."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from .bit_reader import BitReader, HeaderError

_SLICE: Final = 1
_PARTITIONS: Final = range(2, 5)
_IDR_SLICE: Final = 5
_SEI: Final = 6
_SEQUENCE: Final = 7
_SETTINGS: Final = 8

_RECOVERY_POINT: Final = 6
_INTRA: Final = frozenset({2, 4})
# Profiles whose sequences say how color is sampled.
_WITH_COLOR: Final = frozenset(
    {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135}
)
_NO_SET: Final = -1
_FULL_COLOR: Final = 3
# A slice's header, as far as it is read, is shorter.
_SLICE_HEAD: Final = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sequence:
    """A sequence parameter set, as far as slices need it."""

    frame_bits: int
    order_type: int
    order_bits: int
    fields: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class H264Picture:
    """A frame or a field; `order` is where it is shown, as far as its own header says."""

    number: int
    numbers: int
    reference: bool
    idr: int | None
    """The id of an IDR picture, which forgets all before it."""
    intra: bool
    bottom: bool | None
    order: int
    orders: int
    order_type: int
    slices: tuple[int, ...]
    recovers_after: int | None = None
    """After how many frames all is right, if nothing before this picture is known."""


class H264Headers:
    """Reads the headers of one stream, whose parameter sets it remembers."""

    def __init__(self) -> None:
        self._sequences: dict[int, _Sequence] = {}
        self._settings: dict[int, int] = {}
        """For each picture parameter set its sequence parameter set."""
        self.arithmetic = False
        """Whether the newest pictures are in arithmetic coding (CABAC)."""

    def read(self, heads: list[bytes]) -> list[H264Picture]:
        """Return the pictures whose slices are among some NAL units, in their order.

        Raises:
            HeaderError: Something cannot be read, or is of a kind that is not known here.
        """
        pictures: list[H264Picture] = []
        recovers_after: int | None = None
        for head in heads:
            kind = head[0] & 0x1F
            if kind in {_SLICE, _IDR_SLICE}:
                _join(pictures, self._slice(head, kind), recovers_after)
            elif kind in _PARTITIONS:
                raise HeaderError
            elif kind == _SEI:
                # Much is added there that follows no rule, and nothing of it is needed.
                with suppress(HeaderError):
                    recovers_after = _recovery(head, recovers_after)
            elif kind == _SEQUENCE:
                number, sequence = _sequence(head)
                self._sequences[number] = sequence
            elif kind == _SETTINGS:
                number, of_sequence, self.arithmetic = _settings(head)
                self._settings[number] = of_sequence
        return pictures

    def _slice(self, head: bytes, kind: int) -> H264Picture:
        reader = BitReader(head[1:_SLICE_HEAD])
        first = reader.unsigned()
        intra = reader.unsigned() % 5 in _INTRA
        sequence = self._sequences.get(self._settings.get(reader.unsigned(), _NO_SET))
        if sequence is None:
            raise HeaderError
        number = reader.number(sequence.frame_bits)
        bottom = None
        if sequence.fields and reader.flag():
            bottom = reader.flag()
        idr = reader.unsigned() if kind == _IDR_SLICE else None
        order = reader.number(sequence.order_bits)
        return H264Picture(
            number=number,
            numbers=1 << sequence.frame_bits,
            reference=head[0] >> 5 & 3 != 0,
            idr=idr,
            intra=intra,
            bottom=bottom,
            order=order,
            orders=1 << sequence.order_bits,
            order_type=sequence.order_type,
            slices=(first,),
        )


def _join(
    pictures: list[H264Picture], piece: H264Picture, recovers_after: int | None
) -> None:
    """Put a slice to the picture that it belongs to."""
    last = pictures[-1] if pictures else None
    if last is None or piece.slices == (0,) or not _is_same(last, piece):
        known = recovers_after is not None
        pictures.append(
            replace(piece, recovers_after=recovers_after) if known else piece
        )
    else:
        pictures[-1] = replace(
            last,
            slices=last.slices + piece.slices,
            intra=last.intra and piece.intra,
        )


def _is_same(one: H264Picture, other: H264Picture) -> bool:
    """Return whether two slices are of one picture (7.4.1.2.4)."""
    return (one.number, one.reference, one.idr, one.bottom, one.order) == (
        other.number,
        other.reference,
        other.idr,
        other.bottom,
        other.order,
    )


def _recovery(head: bytes, known: int | None) -> int | None:
    """Return after how many frames all is right, where that is among additional information."""
    payload = head.replace(b"\x00\x00\x03", b"\x00\x00")
    offset = 1
    while offset + 2 < len(payload):
        kind, offset = _extended(payload, offset)
        length, offset = _extended(payload, offset)
        if kind == _RECOVERY_POINT:
            reader = BitReader(payload[offset : offset + length])
            after, exact, broken = reader.unsigned(), reader.flag(), reader.flag()
            return after if exact and not broken else known
        offset += length
    return known


def _extended(payload: bytes, offset: int) -> tuple[int, int]:
    """Return a number that goes on after each 255, and where it ends."""
    number = 0
    while offset < len(payload) and payload[offset] == 0xFF:
        number += 0xFF
        offset += 1
    if offset >= len(payload):
        raise HeaderError
    return number + payload[offset], offset + 1


def _sequence(head: bytes) -> tuple[int, _Sequence]:
    reader = BitReader(head[1:])
    profile = reader.number(8)
    reader.number(16)
    number = reader.unsigned()
    if profile in _WITH_COLOR:
        _skip_color(reader)
    frame_bits = reader.unsigned() + 4
    order_type = reader.unsigned()
    order_bits = 0
    if order_type == 0:
        order_bits = reader.unsigned() + 4
    elif order_type == 1:
        reader.flag()
        reader.signed()
        reader.signed()
        for _ in range(_at_most(reader.unsigned(), 255)):
            reader.signed()
    reader.unsigned()  # how many references
    reader.flag()  # whether numbers may be left out on purpose; who could tell that from a loss?
    reader.unsigned()
    reader.unsigned()
    return number, _Sequence(
        frame_bits=_at_most(frame_bits, 16),
        order_type=_at_most(order_type, 2),
        order_bits=_at_most(order_bits, 16),
        fields=not reader.flag(),
    )


def _skip_color(reader: BitReader) -> None:
    sampling = reader.unsigned()
    if sampling == _FULL_COLOR and reader.flag():
        raise HeaderError  # each color is a picture of its own
    reader.unsigned()
    reader.unsigned()
    reader.flag()
    if not reader.flag():
        return
    for offset in range(12 if sampling == _FULL_COLOR else 8):
        if reader.flag():
            _skip_scaling(reader, 16 if offset < 6 else 64)


def _skip_scaling(reader: BitReader, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + reader.signed()) % 256
        last = following or last


def _settings(head: bytes) -> tuple[int, int, bool]:
    reader = BitReader(head[1:])
    number, of_sequence = reader.unsigned(), reader.unsigned()
    arithmetic = reader.flag()
    reader.flag()
    if reader.unsigned():
        raise HeaderError  # slices in groups: any may be missing
    return number, of_sequence, arithmetic


def _at_most(number: int, limit: int) -> int:
    if number > limit:
        raise HeaderError
    return number
