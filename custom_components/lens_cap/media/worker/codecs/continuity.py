"""Whether a camera's packets can be decoded for certain, as their headers say.

A decoder conceals what it lacks: it takes another picture for the one that is missing, and goes on from
there. What was inside of a privacy zone may so come to lie outside of it, and nothing says so.
"""

from collections import deque
from contextlib import suppress
from statistics import fmean, median
from typing import Any, Final, Protocol, override

from av.packet import Packet
from av.video.stream import VideoStream

from . import h264_chain, h264_headers, h265_chain, h265_headers
from .bit_reader import HeaderError
from .nal_units import described, heads, length_size
from .packet_verdict import Verdict

_DESCRIPTION: Final = "new_extradata"
_REMEMBERED: Final = 30
_ENOUGH: Final = 5
_FARTHEST_BACK: Final = 16


class _Headers(Protocol):
    """Reads headers, and remembers parameter sets."""

    arithmetic: bool

    def read(self, heads: list[bytes]) -> list[Any]:
        """Return the pictures in a packet."""


class _Chain(Protocol):
    """Judges pictures in their order."""

    def forget(self) -> None:
        """Take all as lost."""

    def take(self, pictures: list[Any], gap: float) -> Verdict:
        """Return the verdict on a packet."""


class Continuity:
    """Reads the packets of one source, in their order.

    `fresh` is the verdict on the newest one for a decoder that began at the newest place where one
    could; `running` that for one that began earlier and has lost nothing since. `description` is
    what a decoder has to be told before it begins.
    """

    def __init__(self, codec: str, description: bytes | None) -> None:
        """Begin with a stream of H.264, of H.265, or of pictures that stand alone."""
        self.description = description
        self.fresh = self.running = Verdict.LOST
        self._codec = codec
        self._rhythm = _Rhythm()
        self._headers = _headers(codec)
        self._fresh, self._running = _chain(codec, eager=True), _chain(codec)
        self._size = 0
        self._read_description()

    def read(self, packet: Packet[VideoStream], data: bytes) -> None:
        """Read the next packet; `data` is what it holds."""
        gap = self._rhythm.gap(packet)
        if packet.has_sidedata(_DESCRIPTION):
            self.description = bytes(packet.get_sidedata(_DESCRIPTION))
            self._read_description()
            self.forget()
        try:
            pictures = self._headers.read(heads(data, self._size))
        except HeaderError:
            self.forget()
            return
        self.fresh = self._fresh.take(pictures, gap)
        self.running = self._running.take(pictures, gap)

    @property
    def hides_cuts(self) -> bool:
        """Return whether a slice could be cut and nothing would say so, neither lengths nor the coding."""
        return self._size == 0 and self._headers.arithmetic

    def forget(self) -> None:
        """Take what came as lost."""
        self._running.forget()
        self.running = Verdict.LOST
        self.begin_anew()

    def begin_anew(self) -> None:
        """Take what came as lost, but not for a decoder that is running."""
        self._fresh.forget()
        self.fresh = Verdict.LOST

    def _read_description(self) -> None:
        self._size = length_size(self._codec, self.description)
        with suppress(HeaderError):
            self._headers.read(described(self._codec, self.description))


class _Alone(_Headers, _Chain):
    """Pictures that need no others."""

    arithmetic = False

    @override
    def read(self, heads: list[bytes]) -> list[Any]:
        return []

    @override
    def forget(self) -> None:
        """Forget nothing."""

    @override
    def take(self, pictures: list[Any], gap: float) -> Verdict:
        return Verdict.BEGINS


def _headers(codec: str) -> _Headers:
    if codec == "h264":
        return h264_headers.H264Headers()
    return h265_headers.H265Headers() if codec == "hevc" else _Alone()


def _chain(codec: str, *, eager: bool = False) -> _Chain:
    if codec == "h264":
        return h264_chain.H264References()
    return h265_chain.H265References(eager=eager) if codec == "hevc" else _Alone()


class _Rhythm:
    """Knows how far apart packets usually are."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._distances: deque[int] = deque(maxlen=_REMEMBERED)

    def gap(self, packet: Packet[VideoStream]) -> float:
        """Return how far a packet is from the ones before it, in usual distances.

        That is 1 where nobody knows.
        """
        time = packet.dts if packet.dts is not None else packet.pts
        last = self._last
        if time is None:
            return 1.0
        if last is None or time < last:
            # What is only known is when they are shown, or the camera's clock was set.
            if last is None or last - time > _FARTHEST_BACK * self._usual():
                self._last = time
            return 1.0
        usual = self._usual()
        self._last = time
        self._distances.append(time - last)
        return (time - last) / usual if usual else 1.0

    def _usual(self) -> float:
        """Return how far apart packets are; 0 where that is not known yet."""
        if len(self._distances) < _ENOUGH:
            return 0.0
        # Packets that a network held back come in a heap.
        return max(median(self._distances), fmean(self._distances))
