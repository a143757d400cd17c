"""Cameras that send one JPEG after the other by HTTP, however they put them together.

Browsers and Home Assistant take whatever looks like a picture out of such a stream; FFmpeg takes it at
its word, and few cameras keep theirs: lengths are wrong or missing, boundaries are not those that were
announced, parts are called `image/jpg`, and pictures end early, late, or not at all. So only the
pictures themselves count: where each begins and ends is told by its own structure.
"""

from collections.abc import Iterator
import re
from typing import Final, cast

from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure
from ...core.picture_size import MAX_BYTES, is_too_large, jpeg_size
from .demuxer import DemuxerError
from .jpeg import JPEG_END, JPEG_START

# Within coded data, FF is followed by 00 or by the number of a restart.
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN: Final = 0xDA
# What stands between two pictures of which the first has no end: a boundary, and the head of a part.
_BETWEEN: Final = re.compile(
    rb"(?:\r?\n)?(?:--)?[^\r\n]{1,200}\r?\n(?:[\w-]+:[^\r\n]*\r?\n)+\r?\n\Z"
)
_HEAD: Final = 1024
# What is longer than this and holds no picture is no stream of pictures.
_PATIENCE: Final = 256 * 1024
# What heads of parts say of JPEG, `image/jpg` included; where none follows, it is one that is broken.
_IMAGE: Final = b"image/jp"


class JpegSplitter:
    """Takes the pictures out of a stream of bytes."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._offset = 0
        self._in_picture = self._in_scan = False
        self._without = 0
        self._says_image = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the pictures that are whole now.

        Raises:
            DemuxerError: No picture comes, or one that is too long.
        """
        self._data += data
        while self._in_picture or self._found_begin():
            if (picture := self._picture()) is None:
                break
            self._without = 0
            yield picture
        if len(self._data) > MAX_BYTES:
            raise DemuxerError(Failure.TOO_LARGE)

    def remainder(self) -> Iterator[bytes]:
        """Yield the picture that the stream ended in, if all but its end is there."""
        if self._in_scan:
            yield self._cut(len(self._data)) + JPEG_END

    def _found_begin(self) -> bool:
        begin = self._data.find(JPEG_START)
        if begin < 0:
            begin = max(0, len(self._data) - len(JPEG_START) + 1)
            self._without += begin
            self._says_image = self._says_image or _IMAGE in self._data[:begin]
            del self._data[:begin]
            if self._without > _PATIENCE:
                raise DemuxerError(
                    Failure.BROKEN if self._says_image else Failure.UNSUPPORTED
                )
            return False
        del self._data[:begin]
        self._in_picture, self._in_scan, self._offset = True, False, 2
        return True

    def _picture(self) -> bytes | None:
        """Return the picture at the beginning of the data, or None while it is not whole."""
        while True:
            if self._in_scan and not self._found_marker():
                return None
            head = self._data[self._offset : self._offset + 4]
            if len(head) < 2:
                return None
            kind = head[1]
            if head[0] != 0xFF or kind == 0xD8:
                # Another one begins, or what was no picture after all: this one had no end.
                return self._unended()
            if kind == 0xD9:
                return self._cut(self._offset + 2)
            if kind == 0xFF or kind in _ALONE:
                self._offset += 1 if kind == 0xFF else 2
            elif len(head) < 4:
                return None
            else:
                length = 2 + int.from_bytes(head[2:4])
                if self._offset + length > len(self._data):
                    return None
                self._offset += length
                self._in_scan = kind == _SCAN

    def _found_marker(self) -> bool:
        if (marker := _MARKER.search(self._data, self._offset)) is None:
            self._offset = max(self._offset, len(self._data) - 1)
            return False
        self._offset = marker.start()
        return True

    def _unended(self) -> bytes | None:
        was_picture = self._in_scan
        content = self._cut(self._offset) if was_picture else b""
        if not was_picture:
            del self._data[:2]
            self._in_picture = False
            return self._picture() if self._found_begin() else None
        head = _BETWEEN.search(content, max(0, len(content) - _HEAD))
        return content[: head.start() if head else None] + JPEG_END

    def _cut(self, length: int) -> bytes:
        picture = bytes(self._data[:length])
        del self._data[:length]
        self._in_picture = self._in_scan = False
        return picture


def motion_jpegs(container: InputContainer) -> Iterator[Packet[VideoStream]]:
    """Yield each picture of a source that was opened as mere bytes.

    Raises:
        DemuxerError: No picture comes, or one that is too large.
    """
    splitter = JpegSplitter()
    for piece in container.demux():
        for picture in splitter.feed(bytes(piece)):
            yield _packet(picture)
    for picture in splitter.remainder():
        yield _packet(picture)


def _packet(picture: bytes) -> Packet[VideoStream]:
    size = jpeg_size(picture)
    if size and is_too_large(size):
        raise DemuxerError(Failure.TOO_LARGE)
    packet = cast("Packet[VideoStream]", Packet(picture))
    packet.is_keyframe = True
    return packet
