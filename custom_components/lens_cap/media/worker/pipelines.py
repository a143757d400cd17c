"""How a camera's picture leaves the worker: as it came, or covered and encoded again."""

from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol, override

from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure
from ...core.picture_size import MAX_COVERED_PIXELS, Size, is_too_large
from .codecs.sequence_size import coded_sizes
from .demuxer import DemuxerError
from .gop import GroupOfPictures
from .muxer import TsMuxer
from .protocol import FLAG_KEYFRAME, LatestOrder, MessageKind, Order, pack
from .still_orders import Task
from .transcoder import Transcoder

type Send = Callable[[bytes], None]

_NONE: Final = -1
_SILENT_SECONDS: Final = 1.0


class Pipeline(Protocol):
    """Makes messages of packets."""

    def take(self, packet: Packet[VideoStream]) -> None:
        """Send what comes of a packet."""

    def miss(self) -> None:
        """Take note that a packet was lost."""


class _Stateless(Pipeline):
    """A pipeline through which each packet goes by itself."""

    @override
    def miss(self) -> None:
        """Do nothing about it."""


class Passthrough(_Stateless):
    """Video that is not touched."""

    def __init__(self, muxer: TsMuxer, send: Send) -> None:
        self._muxer = muxer
        self._send = send

    @override
    def take(self, packet: Packet[VideoStream]) -> None:
        flags = FLAG_KEYFRAME if packet.is_keyframe else 0
        chunk, time = self._muxer.chunk(packet)
        self._send(pack(MessageKind.CHUNK, chunk, flags=flags, time=time))


class MjpegPassthrough(_Stateless):
    """Pictures that are not touched."""

    def __init__(self, send: Send) -> None:
        self._send = send

    @override
    def take(self, packet: Packet[VideoStream]) -> None:
        self._send(pack(MessageKind.PICTURE, bytes(packet)))


class _InForce:
    """Sends which order is in force before anything that obeys it."""

    def __init__(self, latest: LatestOrder, send: Send) -> None:
        self._latest = latest
        self._send = send
        self._said = _NONE
        self._said_at = 0.0

    def order(self) -> Order:
        """Return the newest order, in force from now on."""
        order = self._latest.current()
        if order.serial != self._said:
            self._said = order.serial
            self.repeat()
        return order

    @property
    def silent(self) -> bool:
        """Whether nothing was sent for a while."""
        return monotonic() - self._said_at > _SILENT_SECONDS

    def repeat(self) -> None:
        """Send it again, which shows that pictures come."""
        self._said_at = monotonic()
        self._send(pack(MessageKind.COVERED, b"", time=self._said))


class MaskedTranscode(Pipeline):
    """Video that is covered and encoded again, while somebody watches."""

    def __init__(
        self,
        source: VideoStream,
        muxer: TsMuxer,
        pictures: GroupOfPictures,
        latest: LatestOrder,
        send: Send,
    ) -> None:
        self._transcoder = Transcoder(source)
        self._codec = source.codec_context.name
        self._size: Size = (source.width, source.height)
        self._continuity = pictures.continuity
        self._passed = Passthrough(muxer, send)
        self._pictures = pictures
        self._in_force = _InForce(latest, send)

    @override
    def take(self, packet: Packet[VideoStream]) -> None:
        order = self._in_force.order()
        if not order.live:
            self._transcoder.reset()
            if packet.is_keyframe or self._in_force.silent:
                self._in_force.repeat()
            return
        if packet.is_keyframe:
            self._size = max(
                coded_sizes(self._codec, bytes(packet)), default=self._size
            )
        if is_too_large(self._size, MAX_COVERED_PIXELS):
            raise DemuxerError(Failure.TOO_LARGE)
        was_lost = self._transcoder.lost
        for covered in self._transcoder.packets(
            packet, self._continuity, order, self._before
        ):
            self._passed.take(covered)
        if self._transcoder.lost and not was_lost:
            # What a decoder stumbles over is no better for a still.
            self._pictures.miss()

    @override
    def miss(self) -> None:
        self._transcoder.miss()

    def _before(self) -> list[bytes]:
        return [data for data, _ in self._pictures.packets()[:-1]]


class MaskedMjpeg(_Stateless):
    """Pictures that are covered and encoded again, while somebody watches."""

    def __init__(self, latest: LatestOrder, send: Send) -> None:
        # Pillow takes its time to load, and few cameras need it here.
        from . import still_encoder  # noqa: PLC0415

        self._encoder = still_encoder
        self._in_force = _InForce(latest, send)
        self._send = send

    @override
    def take(self, packet: Packet[VideoStream]) -> None:
        order = self._in_force.order()
        if not order.live:
            self._in_force.repeat()
            return
        picture = bytes(packet)
        if order.cover:
            try:
                task = Task(cover=order.cover)
                picture = self._encoder.encoded_again(picture, task)
            except self._encoder.PictureError:
                return
        self._send(pack(MessageKind.PICTURE, picture))
