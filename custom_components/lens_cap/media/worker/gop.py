"""The packets since the last keyframe, from which a still can be made."""

from io import BytesIO
import threading
from typing import Final, cast

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

_MAX_PACKETS: Final = 600
_MAX_BYTES: Final = 32 * 1024 * 1024
_QUALITY: Final = 85


class GroupOfPictures:
    """Keeps the newest group of pictures, bounded, for a still on demand."""

    def __init__(self, source: VideoStream) -> None:
        """Start empty; stills are decoded with the source's own parameters."""
        self._codec = source.codec_context.name
        self._extradata = source.codec_context.extradata
        self._lock = threading.Lock()
        self._packets: list[bytes] = []
        self._size = 0

    def add(self, packet: Packet[VideoStream]) -> None:
        """Remember a packet; a keyframe starts anew."""
        data = bytes(packet)
        with self._lock:
            if packet.is_keyframe:
                self._packets, self._size = [], 0
            elif not self._packets:
                return
            self._packets.append(data)
            self._size += len(data)
            if len(self._packets) > _MAX_PACKETS or self._size > _MAX_BYTES:
                self._packets, self._size = [], 0

    def packets(self) -> list[bytes]:
        """Return the group, oldest first; empty while there is no whole one."""
        with self._lock:
            return list(self._packets)

    def still(self) -> bytes | None:
        """Return the newest picture as JPEG, or None while there is no whole one."""
        packets = self.packets()
        if not packets:
            return None
        if self._codec == "mjpeg":
            return packets[-1]
        try:
            frame = self._decode(packets)
            if frame is None:
                return None
            buffer = BytesIO()
            frame.to_image().save(  # type: ignore[no-untyped-call]
                buffer, "JPEG", quality=_QUALITY
            )
        except FFmpegError, OSError, ValueError:
            return None
        return buffer.getvalue()

    def _decode(self, packets: list[bytes]) -> VideoFrame | None:
        context = cast(VideoCodecContext, CodecContext.create(self._codec, "r"))
        context.extradata = self._extradata
        context.thread_count = 1
        newest: VideoFrame | None = None
        for data in packets:
            for frame in context.decode(Packet(data)):
                newest = frame
        for frame in context.decode(None):
            newest = frame
        return newest
