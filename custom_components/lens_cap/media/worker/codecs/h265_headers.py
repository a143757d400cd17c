"""What the headers of H.265 say about the pictures of a packet (ITU-T H.265, clause 7.3)."""

from dataclasses import dataclass, replace
from typing import Final

from .bit_reader import BitReader, HeaderError
from .h265_reference_sets import ReferenceSet, read_set

_KEYFRAMES: Final = range(16, 24)
_IDR: Final = frozenset({19, 20})
_SLICES: Final = frozenset({*range(10), *range(16, 22)})
_RESERVED_SLICES: Final = frozenset({*range(10, 16), 22, 23, *range(24, 32)})
_SEQUENCE: Final = 33
_SETTINGS: Final = 34
_ENDS: Final = frozenset({36, 37})

_FULL_COLOR: Final = 3
_MOST_SETS: Final = 64
_MOST_KEPT: Final = 33
# A slice's header, as far as it is read, is shorter.
_SLICE_HEAD: Final = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sequence:
    """A sequence parameter set, as far as slices need it."""

    order_bits: int
    address_bits: int
    sets: tuple[ReferenceSet, ...]
    keeps: bool
    kept: tuple[tuple[int, bool], ...]
    """Lower parts of the places of pictures that are kept for long, and whether they are used."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Settings:
    """A picture parameter set, as far as slices need it."""

    sequence: int
    dependent: bool
    says_output: bool
    extra_bits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A reference that is kept for long.

    `order` is where it is shown: the lower part of that, or, `back`, how far back the upper part is.
    """

    order: int
    back: int | None
    used: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class H265Picture:
    """A picture; `order` is the lower part of the number that says where it is shown."""

    kind: int
    layer: int
    order: int
    orders: int
    near: tuple[tuple[int, bool], ...] = ()
    """Other pictures, by distance, that have to be there, and whether this one is built on them."""
    kept: tuple[Kept, ...] = ()
    slices: tuple[int, ...] = (0,)
    after_end: bool = False


class H265Headers:
    """Reads the headers of one stream, whose parameter sets it remembers."""

    arithmetic = True

    def __init__(self) -> None:
        self._sequences: dict[int, _Sequence] = {}
        self._settings: dict[int, _Settings] = {}
        self._ended = False

    def read(self, heads: list[bytes]) -> list[H265Picture]:
        """Return the pictures whose slices are among some NAL units, in their order.

        Raises:
            HeaderError: Something cannot be read, or is of a kind that is not known here.
        """
        pictures: list[H265Picture] = []
        for head in heads:
            if len(head) < 3:
                continue
            kind, layer = head[0] >> 1 & 0x3F, (head[0] & 1) << 5 | head[1] >> 3
            if layer:
                continue  # of a second view or quality, which is not decoded
            if kind in _SLICES:
                self._slice(head, kind, pictures)
            elif kind in _RESERVED_SLICES:
                raise HeaderError
            elif kind == _SEQUENCE:
                number, sequence = _sequence(head)
                self._sequences[number] = sequence
            elif kind == _SETTINGS:
                number, settings = _settings(head)
                self._settings[number] = settings
            elif kind in _ENDS:
                self._ended = True
        return pictures

    def _slice(self, head: bytes, kind: int, pictures: list[H265Picture]) -> None:
        """Read a slice, and put it to the picture that it belongs to."""
        reader = BitReader(head[2:_SLICE_HEAD])
        first = reader.flag()
        if kind in _KEYFRAMES:
            reader.flag()
        settings = self._settings.get(reader.unsigned())
        sequence = self._sequences.get(settings.sequence) if settings else None
        if settings is None or sequence is None:
            raise HeaderError
        if first:
            pictures.append(self._picture(head, kind, reader, settings, sequence))
            return
        if not pictures or pictures[-1].kind != kind:
            raise HeaderError
        if settings.dependent:
            reader.flag()
        address = reader.number(sequence.address_bits)
        pictures[-1] = replace(pictures[-1], slices=(*pictures[-1].slices, address))

    def _picture(
        self,
        head: bytes,
        kind: int,
        reader: BitReader,
        settings: _Settings,
        sequence: _Sequence,
    ) -> H265Picture:
        ended, self._ended = self._ended, False
        picture = H265Picture(
            kind=kind,
            layer=head[1] & 7,
            order=0,
            orders=1 << sequence.order_bits,
            after_end=ended,
        )
        if kind in _IDR:
            return picture
        reader.number(settings.extra_bits)
        reader.unsigned()
        if settings.says_output:
            reader.flag()
        order = reader.number(sequence.order_bits)
        if not reader.flag():
            near = read_set(reader, sequence.sets, in_slice=True)
        else:
            choice = reader.number(_bits_for(len(sequence.sets)))
            if choice >= len(sequence.sets):
                raise HeaderError
            near = sequence.sets[choice]
        kept = _kept(reader, sequence) if sequence.keeps else ()
        return replace(picture, order=order, near=near.all(), kept=kept)


def _kept(reader: BitReader, sequence: _Sequence) -> tuple[Kept, ...]:
    """Return the references that a slice says are kept for long (7.4.7.1)."""
    chosen = reader.unsigned() if sequence.kept else 0
    kept: list[Kept] = []
    cycles = 0
    for index in range(_at_most(chosen + reader.unsigned(), _MOST_KEPT)):
        if index < chosen:
            choice = reader.number(_bits_for(len(sequence.kept)))
            if choice >= len(sequence.kept):
                raise HeaderError
            order, used = sequence.kept[choice]
        else:
            order, used = reader.number(sequence.order_bits), reader.flag()
        if index in {0, chosen}:
            cycles = 0
        says_all = reader.flag()
        if says_all:
            cycles += reader.unsigned()
        back = cycles if says_all else None
        kept.append(Kept(order=order, back=back, used=used))
    return tuple(kept)


def _sequence(head: bytes) -> tuple[int, _Sequence]:
    reader = BitReader(head[2:])
    reader.number(4)
    layers = reader.number(3)
    reader.flag()
    _skip_profile(reader, layers)
    number = reader.unsigned()
    if reader.unsigned() == _FULL_COLOR and reader.flag():
        raise HeaderError  # each color is a picture of its own
    width, height = reader.unsigned(), reader.unsigned()
    if reader.flag():
        _skip(reader, 4)
    _skip(reader, 2)
    order_bits = _at_most(reader.unsigned() + 4, 16)
    _skip(reader, 3 * (layers + 1 if reader.flag() else 1))
    block = _at_most(reader.unsigned() + 3 + reader.unsigned(), 6)
    _skip(reader, 4)
    if reader.flag() and reader.flag():
        _skip_scaling(reader)
    reader.flag()
    reader.flag()
    if reader.flag():
        reader.number(8)
        _skip(reader, 2)
        reader.flag()
    sets = _sets(reader)
    keeps = reader.flag()
    kept: tuple[tuple[int, bool], ...] = ()
    if keeps:
        count = _at_most(reader.unsigned(), _MOST_KEPT)
        kept = tuple((reader.number(order_bits), reader.flag()) for _ in range(count))
    blocks = -(-width // (1 << block)) * -(-height // (1 << block))
    return number, _Sequence(
        order_bits=order_bits,
        address_bits=_bits_for(blocks),
        sets=sets,
        keeps=keeps,
        kept=kept,
    )


def _sets(reader: BitReader) -> tuple[ReferenceSet, ...]:
    sets: list[ReferenceSet] = []
    for _ in range(_at_most(reader.unsigned(), _MOST_SETS)):
        sets.append(read_set(reader, sets, in_slice=False))
    return tuple(sets)


def _skip(reader: BitReader, count: int) -> None:
    for _ in range(count):
        reader.unsigned()


def _skip_profile(reader: BitReader, layers: int) -> None:
    """Skip the profile, tier and level of a stream of `layers` + 1 layers."""
    reader.number(96)
    present = [(reader.flag(), reader.flag()) for _ in range(layers)]
    if layers:
        reader.number(2 * (8 - layers))
    for profile, level in present:
        reader.number(88 * profile + 8 * level)


def _skip_scaling(reader: BitReader) -> None:
    for size in range(4):
        for _ in range(2 if size == 3 else 6):
            if not reader.flag():
                reader.unsigned()
                continue
            for _ in range(min(64, 1 << (4 + 2 * size)) + (size > 1)):
                reader.signed()


def _settings(head: bytes) -> tuple[int, _Settings]:
    reader = BitReader(head[2:])
    return reader.unsigned(), _Settings(
        sequence=reader.unsigned(),
        dependent=reader.flag(),
        says_output=reader.flag(),
        extra_bits=reader.number(3),
    )


def _bits_for(count: int) -> int:
    """Return how many bits a choice among so many takes."""
    return max(0, count - 1).bit_length()


def _at_most(number: int, limit: int) -> int:
    if number > limit:
        raise HeaderError
    return number
