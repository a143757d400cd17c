"""A silent sound track, for players that show no picture without a sound track."""

from typing import Final

from ..worker.mpegts import PACKET, SOUND_PID, announce, names_stream, pid_of
from ..worker.timestamps import TICKS

# 1024 samples of nothing: AAC-LC, mono, 16 kHz, in ADTS, as FFmpeg encodes zeros. It is always the same, so
# that nothing of any camera can be in it.
SILENT_FRAME: Final = bytes.fromhex("fff16040017ffc01182007")
_FRAME_TICKS: Final = 1024 * TICKS // 16_000
_ADTS_KIND: Final = 0x0F
_VIDEO_PID: Final = 0x100
_START: Final = 0x40
_WRAP: Final = 1 << 33
# A picture that comes so much later, or earlier, begins anew.
_GAP_TICKS: Final = TICKS


class SilentTrack:
    """Adds silence to one viewer's MPEG-TS, in step with the picture; none where there is real sound."""

    def __init__(self) -> None:
        self._next: int | None = None
        self._number = 0
        self._needless = False

    def added_to(self, chunk: bytes) -> bytes:
        """Return a chunk with what of the silence belongs to it."""
        self._needless = self._needless or names_stream(chunk, SOUND_PID)
        if self._needless or (moment := _moment_of(chunk)) is None:
            return chunk
        if self._next is None or not 0 <= _ahead(moment, self._next) < _GAP_TICKS:
            self._next = moment
        silence = []
        while _ahead(moment, self._next) >= 0:
            silence.append(self._packet(self._next))
            self._next = (self._next + _FRAME_TICKS) % _WRAP
        return announce(chunk, _ADTS_KIND, SOUND_PID) + b"".join(silence)

    def _packet(self, moment: int) -> bytes:
        stamp = bytes(
            (
                0x21 | moment >> 29 & 0x0E,
                moment >> 22 & 0xFF,
                0x01 | moment >> 14 & 0xFE,
                moment >> 7 & 0xFF,
                0x01 | moment << 1 & 0xFE,
            )
        )
        content = b"\x80\x80\x05" + stamp + SILENT_FRAME
        content = b"\x00\x00\x01\xc0" + len(content).to_bytes(2) + content
        stuffing = PACKET - 6 - len(content)
        head = (0x47, _START | SOUND_PID >> 8, SOUND_PID & 0xFF, 0x30 | self._number)
        self._number = (self._number + 1) % 16
        return bytes((*head, stuffing + 1, 0)) + b"\xff" * stuffing + content


def _ahead(moment: int, other: int) -> int:
    """Return by how much a moment is later than another, across the end of what is counted."""
    return (moment - other + _WRAP // 2) % _WRAP - _WRAP // 2


def _moment_of(chunk: bytes) -> int | None:
    """Return when the picture that begins in a chunk is decoded, None where none begins."""
    for offset in range(0, len(chunk), PACKET):
        packet = chunk[offset : offset + PACKET]
        if pid_of(packet) != _VIDEO_PID or not packet[1] & _START:
            continue
        begin = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
        both = packet[begin + 7] & 0x40
        stamp = packet[begin + (14 if both else 9) :][:5]
        return (
            (stamp[0] & 0x0E) << 29
            | stamp[1] << 22
            | (stamp[2] & 0xFE) << 14
            | stamp[3] << 7
            | stamp[4] >> 1
        )
    return None
