"""What a still can be made of: the packets since the last keyframe, or the newest picture."""

from collections import deque
from io import BytesIO
import threading
from typing import Final, Protocol

from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from .codecs.continuity import Continuity
from .codecs.packet_verdict import Verdict
from .strict_decoder import DamagedError, StrictDecoder

_MAX_PACKETS: Final = 18_000
_MAX_BYTES: Final = 32 * 1024 * 1024
# Where keyframes are rarer than this, decoding all since the last one for each still would take too
# long: what came is decoded as it comes from then on, until there is a keyframe again.
_RARE: Final = 300
_STEP: Final = 3
_QUALITY: Final = 85

type Kept = tuple[bytes, bool]
"""A packet, and whether its picture may be shown."""


class Pictures(Protocol):
    """Where stills come from."""

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a packet."""

    def miss(self) -> None:
        """Know that something was lost or damaged on its way here."""

    def still(self) -> bytes | None:
        """Return the newest picture as JPEG, or None while there is none."""


class NewestPicture:
    """Keeps the newest picture of a source that sends whole ones."""

    def __init__(self) -> None:
        self._newest: bytes | None = None

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a picture instead of the one before."""
        self._newest = bytes(packet)

    def miss(self) -> None:
        """Go on: each picture stands alone."""

    def still(self) -> bytes | None:
        """Return the newest picture, or None while there is none."""
        return self._newest


class GroupOfPictures:
    """Keeps the newest group of pictures, bounded, for a still on demand.

    Whatever is missing ends it: there is no still then until the next one begins.
    """

    def __init__(self, source: VideoStream) -> None:
        self._codec = source.codec_context.name
        self.continuity = Continuity(self._codec, source.codec_context.extradata)
        self._lock = threading.Lock()
        self._packets: list[Kept] = []
        self._size = 0
        self._running: _RunningDecoder | None = None

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a packet, as far as it can be decoded; a keyframe starts anew."""
        data = bytes(packet)
        self.continuity.read(packet, data)
        fresh, running = self.continuity.fresh, self.continuity.running
        with self._lock:
            if fresh is Verdict.BEGINS or running is Verdict.LOST:
                self._running = None
            if self._running is not None and running is not Verdict.ASIDE:
                self._running.add((data, running is not Verdict.BUILDS))
            if fresh in {Verdict.BEGINS, Verdict.LOST}:
                self._packets, self._size = [], 0
            if fresh in {Verdict.LOST, Verdict.ASIDE}:
                return
            self._packets.append((data, fresh is not Verdict.BUILDS))
            self._size += len(data)
            # A decoder that begins here has not what the running verdict takes for granted.
            is_right = fresh is not Verdict.BUILDS
            if self._running is None and is_right and len(self._packets) > _RARE:
                self._running = _RunningDecoder(self._new_decoder(), self._packets)
            if len(self._packets) <= _MAX_PACKETS and self._size <= _MAX_BYTES:
                return
            self._packets, self._size = [], 0
        self.continuity.begin_anew()

    def miss(self) -> None:
        """Know that something was lost or damaged on its way here."""
        self.continuity.forget()
        with self._lock:
            self._packets, self._size, self._running = [], 0, None

    def packets(self) -> list[Kept]:
        """Return the group, oldest first; empty while there is no whole one."""
        with self._lock:
            return list(self._packets)

    def still(self) -> bytes | None:
        """Return the newest picture as JPEG, or None while there is no whole one."""
        packets = self.packets()
        if packets and self._codec == "mjpeg":
            return packets[-1][0]
        try:
            frame = self._newest(packets)
            if frame is None:
                return None
            buffer = BytesIO()
            frame.to_image().save(  # type: ignore[no-untyped-call]
                buffer, "JPEG", quality=_QUALITY
            )
        except DamagedError, FFmpegError, OSError, ValueError, MemoryError:
            return None
        return buffer.getvalue()

    def _newest(self, packets: list[Kept]) -> VideoFrame | None:
        """Return the newest picture.

        Raises:
            DamagedError: Not all are whole.
        """
        with self._lock:
            if self._running is not None:
                return self._running.newest()
        if not packets:
            return None
        decoder = self._new_decoder()
        newest: VideoFrame | None = None
        for data, is_shown in packets:
            for frame in decoder.decode(Packet(data), shown=is_shown):
                newest = frame
        for frame in decoder.decode(None):
            newest = frame
        return newest

    def _new_decoder(self) -> StrictDecoder:
        return StrictDecoder(
            self._codec,
            self.continuity.description,
            witness=self.continuity.hides_cuts,
        )


class _RunningDecoder:
    """Decodes a group as it comes; what had come before, a little faster than it came."""

    def __init__(self, decoder: StrictDecoder, packets: list[Kept]) -> None:
        self._decoder: StrictDecoder | None = decoder
        self._waiting = deque(packets)
        self._newest: VideoFrame | None = None

    def add(self, kept: Kept) -> None:
        """Take one more packet."""
        self._waiting.append(kept)
        self._advance(_STEP)

    def newest(self) -> VideoFrame | None:
        """Return the newest frame that can be shown; None from the first one on that is not whole."""
        self._advance(len(self._waiting))
        return self._newest

    def _advance(self, count: int) -> None:
        for _ in range(min(count, len(self._waiting))):
            data, is_shown = self._waiting.popleft()
            if self._decoder is None:
                continue
            try:
                for frame in self._decoder.decode(Packet(data), shown=is_shown):
                    self._newest = frame
            except DamagedError, MemoryError:
                self._decoder = self._newest = None
