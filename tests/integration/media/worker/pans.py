"""Clips of a scene that moves past a privacy zone, in the ways in which cameras refer to other frames.

Something of a color of its own moves along inside of the zone, and is gone before it would leave it.
In a true picture that color is never outside; in one that was made up of older ones, it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import Final, cast, override

import av
from av.packet import Packet
from av.video.stream import VideoStream
import numpy as np

from custom_components.lens_cap.core.coverage import Cover
from lab.pattern import SECRET_COLOR

from ....helpers.scenes import RATE, Pixels

SIZE: Final = (160, 96)
KEYFRAMES: Final = 10
FRAMES: Final = 32
_STEP: Final = 4
_LEFT, _TOP, _RIGHT, _BOTTOM = 40, 24, 88, 72
_OBJECT: Final = 16
_TURNS: Final = (_RIGHT - _LEFT - _OBJECT) // _STEP
PAN_COVER: Final = Cover(
    polygons=frozenset(
        {
            tuple(
                (x / SIZE[0], y / SIZE[1])
                for x, y in (
                    (_LEFT, _TOP),
                    (_RIGHT, _TOP),
                    (_RIGHT, _BOTTOM),
                    (_LEFT, _BOTTOM),
                )
            )
        }
    )
)


type Packets = list[Packet[VideoStream]]
type Harm = Callable[[Packets, Packet[VideoStream], Packets], Packets]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How a clip is encoded, and in what it is sent."""

    codec: str
    container: str
    options: str

    @property
    def goes_on(self) -> bool:
        """Return whether something is built on what came before a keyframe."""
        return "open-gop=1" in self.options or "intra-refresh" in self.options

    @override
    def __str__(self) -> str:
        """Return a name for tests."""
        return f"{self.codec}-{self.container}-{self.options}"


@lru_cache(maxsize=1)
def _landscape() -> Pixels:
    width, height = SIZE[0] + FRAMES * 2 * _STEP, SIZE[1]
    generator = np.random.default_rng(7)
    coarse = generator.integers(40, 170, (height // 8, width // 8, 1))
    gray = coarse.repeat(8, 0).repeat(8, 1).repeat(3, 2)
    return (gray + generator.integers(0, 24, (height, width, 1))).astype(np.uint8)


@lru_cache(maxsize=2 * FRAMES)
def view(number: int) -> Pixels:
    """Return one frame in RGB."""
    landscape = _landscape()
    begin = landscape.shape[1] - SIZE[0] - number * _STEP
    frame = landscape[:, begin : begin + SIZE[0]].copy()
    left = _LEFT + number % _TURNS * _STEP
    frame[_TOP + 8 : _BOTTOM - 8, left : left + _OBJECT] = SECRET_COLOR
    return frame


@lru_cache(maxsize=64)
def pan(kind: Kind, frames: int = FRAMES, keyframes: int = KEYFRAMES) -> bytes:
    """Return a clip of this kind."""
    name = kind.codec.removeprefix("lib")
    log = ":log-level=none" if name == "x265" else ""
    buffer = BytesIO()
    with av.open(buffer, "w", format=kind.container) as output:
        video = cast(VideoStream, output.add_stream(kind.codec, rate=RATE))
        video.width, video.height = SIZE
        video.pix_fmt = "yuv420p"
        video.gop_size = keyframes
        video.options = {
            "preset": "veryfast",
            "crf": "20",
            f"{name}-params": f"scenecut=0:keyint={keyframes}:{kind.options}{log}",
        }
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(view(number), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(video.encode(frame))
        output.mux(video.encode(None))
    return buffer.getvalue()


def packets_of(
    kind: Kind, keyframes: int = KEYFRAMES
) -> tuple[VideoStream, list[Packet[VideoStream]]]:
    """Return a clip's packets, and where they come from."""
    clip = pan(kind, keyframes=keyframes)
    container = av.open(BytesIO(clip), "r", format=kind.container)
    video = container.streams.video[0]
    return video, [packet for packet in container.demux(video) if packet.size]


def rewritten(
    packet: Packet[VideoStream], data: bytes | None = None
) -> Packet[VideoStream]:
    """Return a packet anew, as it was or with something else in it."""
    other = cast("Packet[VideoStream]", Packet(bytes(packet) if data is None else data))
    other.pts, other.dts, other.time_base = packet.pts, packet.dts, packet.time_base
    other.is_keyframe = packet.is_keyframe
    return other


def _lost(before: Packets, one: Packet[VideoStream], after: Packets) -> Packets:
    return [*before, *after]


def _late(before: Packets, one: Packet[VideoStream], after: Packets) -> Packets:
    return [*before, *after[:1], one, *after[1:]]


def _twice(before: Packets, one: Packet[VideoStream], after: Packets) -> Packets:
    return [*before, one, one, *after]


def _cut(share: float) -> Harm:
    def cut(before: Packets, one: Packet[VideoStream], after: Packets) -> Packets:
        data = bytes(one)
        shorter = rewritten(one, data[: max(5, int(len(data) * share))])
        return [*before, shorter, *after]

    return cut


def _without_slice(number: int) -> Harm:
    def without(before: Packets, one: Packet[VideoStream], after: Packets) -> Packets:
        """Leave out a NAL unit; where start codes are, its start is one of theirs."""
        units = bytes(one).split(b"\x00\x00\x01")
        del units[number]
        return [*before, rewritten(one, b"\x00\x00\x01".join(units)), *after]

    return without


HARMS: Final[dict[str, Harm]] = {
    "lost": _lost,
    "late": _late,
    "twice": _twice,
    "stub": _cut(0.1),
    "halved": _cut(0.5),
    "shortened": _cut(0.9),
    "last slice lost": _without_slice(-1),
}


def damaged(packets: Packets, place: int, harm: str) -> Packets:
    """Return packets to one of which something happened."""
    return HARMS[harm](packets[:place], packets[place], packets[place + 1 :])
