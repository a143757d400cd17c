"""Taking a packet of H.264 or H.265 apart into its NAL units."""

from typing import Final

from .bit_reader import HeaderError

_START: Final = b"\x00\x00\x01"
# No header that is read here is longer, whatever its parameters.
_HEAD: Final = 1024
_H264_SLICES: Final = frozenset({1, 5})
_ONES: Final = b"\xff" * 32
_LENGTH_SIZE: Final = {"h264": 4, "hevc": 21}
"""Where the description of MP4 says how long the lengths are; its first byte is 1."""


def length_size(codec: str, extradata: bytes | None) -> int:
    """Return how many bytes of length stand before each NAL unit; 0 where start codes do."""
    offset = _LENGTH_SIZE.get(codec)
    if not extradata or offset is None or extradata[0] != 1 or len(extradata) <= offset:
        return 0
    return (extradata[offset] & 3) + 1


def heads(data: bytes, size: int) -> list[bytes]:
    """Return the beginning of each NAL unit of a packet, as far as headers can reach.

    Args:
        data: The packet.
        size: How long the lengths before the units are; 0 where start codes separate them.

    Raises:
        HeaderError: A unit is said to be longer than what there is.
    """
    return _after_lengths(data, size) if size else _after_start_codes(data)


def _after_start_codes(data: bytes) -> list[bytes]:
    found: list[bytes] = []
    offset = data.find(_START)
    while offset >= 0:
        begin = offset + len(_START)
        offset = data.find(_START, begin)
        end = offset if offset >= 0 else len(data)
        if end > begin:
            found.append(data[begin : min(end, begin + _HEAD)])
    return found


def _after_lengths(data: bytes, size: int) -> list[bytes]:
    found: list[bytes] = []
    offset = 0
    while offset < len(data):
        begin = offset + size
        offset = begin + int.from_bytes(data[offset:begin])
        if offset > len(data):
            raise HeaderError
        if offset > begin:
            found.append(data[begin : min(offset, begin + _HEAD)])
    return found


def padded(codec: str, data: bytes) -> bytes:
    """Return a packet with start codes whose slices are followed by ones.

    In arithmetic coding nothing is read behind the end of a slice that is whole.
    """
    parts: list[bytes] = []
    begin = data.find(_START)
    while begin >= 0:
        end = data.find(_START, begin + len(_START))
        unit = data[begin : end if end >= 0 else len(data)]
        is_slice = len(unit) > len(_START) and _is_slice(codec, unit[len(_START)])
        parts.append(unit.rstrip(b"\x00") + _ONES if is_slice else unit)
        begin = end
    return b"".join(parts)


def _is_slice(codec: str, first: int) -> bool:
    return first & 0x1F in _H264_SLICES if codec == "h264" else first >> 1 & 0x3F < 32


def described(codec: str, extradata: bytes | None) -> list[bytes]:
    """Return the beginnings of the parameter sets that came with a stream's description.

    Raises:
        HeaderError: The description ends too early.
    """
    if not extradata:
        return []
    if not length_size(codec, extradata):
        return _after_start_codes(extradata)
    return _avc(extradata) if codec == "h264" else _hevc(extradata)


def _avc(extradata: bytes) -> list[bytes]:
    """Return those of an `AVCDecoderConfigurationRecord` (ISO/IEC 14496-15, 5.3.3)."""
    found: list[bytes] = []
    offset = 5
    for mask in (0x1F, 0xFF):
        count = _at(extradata, offset) & mask
        offset += 1
        for _ in range(count):
            offset = _sized(extradata, offset, found)
    return found


def _hevc(extradata: bytes) -> list[bytes]:
    """Return those of an `HEVCDecoderConfigurationRecord` (ISO/IEC 14496-15, 8.3.3)."""
    found: list[bytes] = []
    arrays, offset = _at(extradata, 22), 23
    for _ in range(arrays):
        count = int.from_bytes(extradata[offset + 1 : offset + 3])
        offset += 3
        for _ in range(count):
            offset = _sized(extradata, offset, found)
    return found


def _sized(data: bytes, offset: int, found: list[bytes]) -> int:
    begin = offset + 2
    end = begin + int.from_bytes(data[offset:begin])
    if end > len(data):
        raise HeaderError
    found.append(data[begin : min(end, begin + _HEAD)])
    return end


def _at(data: bytes, offset: int) -> int:
    if offset >= len(data):
        raise HeaderError
    return data[offset]
