"""How large the pictures of coded video are, read from its parameter sets before anything is decoded."""

from collections.abc import Iterator
from typing import Final

from ....core.picture_size import Size
from ..muxer import sequence_sets

_LOOKED_AT: Final = 512
# Of H.264, these say what colors they have (ITU-T H.264, 7.3.2.1.1).
_HIGH: Final = frozenset({44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244})
_MOST: Final = 1 << 20


class _Bits:
    """Reads bits, and numbers in Exp-Golomb code, of a unit without its emulation prevention."""

    def __init__(self, unit: bytes) -> None:
        plain = unit[:_LOOKED_AT].replace(b"\x00\x00\x03", b"\x00\x00")
        self._value = int.from_bytes(plain)
        self._left = len(plain) * 8

    def bits(self, count: int) -> int:
        """Return so many bits as a number. Raises ValueError at the end."""
        self._left -= count
        if self._left < 0:
            raise ValueError("too short")
        return self._value >> self._left & ((1 << count) - 1)

    def number(self) -> int:
        """Return a number without a sign; with one, its code is as long."""
        zeros = 0
        while not self.bits(1):
            zeros += 1
        return (1 << zeros) - 1 + self.bits(zeros)


def coded_sizes(codec: str, data: bytes) -> Iterator[Size]:
    """Yield the size of each sequence that a packet or the parameters of a stream begin, uncropped.

    What cannot be read is left to the decoder, which has a limit of its own.

    Args:
        codec: FFmpeg's name of it.
        data: Units with start codes, or a configuration record of MP4.
    """
    read = {"h264": _h264_size, "hevc": _hevc_size}.get(codec)
    if read is None:
        return
    for unit in sequence_sets(codec, data):
        try:
            size = read(unit)
        except ValueError:
            continue
        yield size


def _h264_size(unit: bytes) -> Size:
    bits = _Bits(unit[1:])
    profile = bits.bits(8)
    bits.bits(16)
    bits.number()
    if profile in _HIGH:
        _skip_colors(bits)
    bits.number()
    order = bits.number()
    if order == 0:
        bits.number()
    elif order == 1:
        bits.bits(1)
        bits.number(), bits.number()
        for _ in range(bits.number()):
            bits.number()
    bits.number()
    bits.bits(1)
    width, height = bits.number() + 1, bits.number() + 1
    fields = 2 - bits.bits(1)
    return min(width, _MOST) * 16, min(height, _MOST) * 16 * fields


def _skip_colors(bits: _Bits) -> None:
    chroma = bits.number()
    if chroma == 3:
        bits.bits(1)
    bits.number(), bits.number()
    bits.bits(1)
    if not bits.bits(1):
        return
    for number in range(12 if chroma == 3 else 8):
        if bits.bits(1):
            _skip_scaling_list(bits, 16 if number < 6 else 64)


def _skip_scaling_list(bits: _Bits, length: int) -> None:
    last = following = 8
    for _ in range(length):
        if following:
            code = bits.number()
            delta = (code + 1) // 2 if code % 2 else -(code // 2)
            following = (last + delta) % 256
        last = following or last


def _hevc_size(unit: bytes) -> Size:
    bits = _Bits(unit[2:])
    bits.bits(4)
    layers = bits.bits(3)
    bits.bits(1 + 88 + 8)
    told = [(bits.bits(1), bits.bits(1)) for _ in range(layers)]
    if layers:
        bits.bits(2 * (8 - layers))
    for profile, level in told:
        bits.bits(88 * profile + 8 * level)
    bits.number()
    if bits.number() == 3:
        bits.bits(1)
    return min(bits.number(), _MOST), min(bits.number(), _MOST)
