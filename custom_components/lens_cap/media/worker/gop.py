"""What a still can be made of: the packets since the last keyframe, or the newest picture."""

from collections import deque
from io import BytesIO
import threading
from typing import Final, Protocol, cast

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from ...core.picture_size import MAX_PIXELS

_MAX_PACKETS: Final = 18_000
_MAX_BYTES: Final = 32 * 1024 * 1024
# Where keyframes are rarer than this, decoding all since the last one for each still would take too
# long: what came is decoded as it comes from then on, until there is a keyframe again.
_RARE: Final = 300
_STEP: Final = 3
_QUALITY: Final = 85


class Pictures(Protocol):
    """Where stills come from."""

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a packet."""

    def still(self) -> bytes | None:
        """Return the newest picture as JPEG, or None while there is none."""


class NewestPicture:
    """Keeps the newest picture of a source that sends whole ones."""

    def __init__(self) -> None:
        """Start without one."""
        self._newest: bytes | None = None

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a picture instead of the one before."""
        self._newest = bytes(packet)

    def still(self) -> bytes | None:
        """Return the newest picture, or None while there is none."""
        return self._newest


class GroupOfPictures:
    """Keeps the newest group of pictures, bounded, for a still on demand."""

    def __init__(self, source: VideoStream) -> None:
        """Start empty; stills are decoded with the source's own parameters."""
        self._codec = source.codec_context.name
        self._extradata = source.codec_context.extradata
        self._lock = threading.Lock()
        self._packets: list[bytes] = []
        self._size = 0
        self._running: _RunningDecoder | None = None

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a packet; a keyframe starts anew."""
        data = bytes(packet)
        with self._lock:
            if packet.is_keyframe:
                self._packets, self._size, self._running = [], 0, None
            if self._running is not None:
                self._running.add(data)
            if not self._packets and not packet.is_keyframe:
                return
            self._packets.append(data)
            self._size += len(data)
            if self._running is None and len(self._packets) > _RARE:
                self._running = _RunningDecoder(self._new_decoder(), self._packets)
            if len(self._packets) > _MAX_PACKETS or self._size > _MAX_BYTES:
                self._packets, self._size = [], 0

    def packets(self) -> list[bytes]:
        """Return the group, oldest first; empty while there is no whole one."""
        with self._lock:
            return list(self._packets)

    def still(self) -> bytes | None:
        """Return the newest picture as JPEG, or None while there is no whole one."""
        packets = self.packets()
        if packets and self._codec == "mjpeg":
            return packets[-1]
        try:
            frame = self._newest(packets)
            if frame is None:
                return None
            buffer = BytesIO()
            frame.to_image().save(  # type: ignore[no-untyped-call]
                buffer, "JPEG", quality=_QUALITY
            )
        except FFmpegError, OSError, ValueError, MemoryError:
            return None
        return buffer.getvalue()

    def _newest(self, packets: list[bytes]) -> VideoFrame | None:
        with self._lock:
            if self._running is not None:
                return self._running.newest()
        context = self._new_decoder()
        newest: VideoFrame | None = None
        for data in packets:
            for frame in context.decode(Packet(data)):
                newest = frame
        if packets:
            for frame in context.decode(None):
                newest = frame
        return newest

    def _new_decoder(self) -> VideoCodecContext:
        context = cast(VideoCodecContext, CodecContext.create(self._codec, "r"))
        context.extradata = self._extradata
        context.options = {"max_pixels": str(MAX_PIXELS)}
        context.thread_count = 1
        return context


class _RunningDecoder:
    """Decodes a group as it comes; what had come before, a little faster than it came."""

    def __init__(self, decoder: VideoCodecContext, packets: list[bytes]) -> None:
        self._decoder = decoder
        self._waiting = deque(packets)
        self._newest: VideoFrame | None = None

    def add(self, data: bytes) -> None:
        """Take one more packet."""
        self._waiting.append(data)
        self._advance(_STEP)

    def newest(self) -> VideoFrame | None:
        """Return the newest frame that can be shown."""
        self._advance(len(self._waiting))
        return self._newest

    def _advance(self, count: int) -> None:
        for _ in range(min(count, len(self._waiting))):
            try:
                for frame in self._decoder.decode(Packet(self._waiting.popleft())):
                    self._newest = frame
            except FFmpegError:
                self._newest = None
