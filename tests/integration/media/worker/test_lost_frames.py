"""Of what is covered nothing is seen outside of the zone, whichever packet is lost or damaged."""

from collections.abc import Container, Iterable, Iterator
from io import BytesIO
from typing import Final

from av.packet import Packet
from av.video.stream import VideoStream
import numpy as np
from PIL import Image
import pytest

from custom_components.lens_cap.media.worker import main
from custom_components.lens_cap.media.worker.gop import GroupOfPictures
from custom_components.lens_cap.media.worker.muxer import TsMuxer
from custom_components.lens_cap.media.worker.pipelines import MaskedTranscode
from custom_components.lens_cap.media.worker.protocol import (
    HEADER,
    LatestOrder,
    MessageKind as Said,
    Order,
)

from ....helpers.scenes import Pixels, frames_of, secret_pixels, shows_secret
from .pans import (
    FRAMES,
    HARMS,
    KEYFRAMES,
    PAN_COVER,
    SIZE,
    Kind,
    damaged,
    packets_of,
    rewritten,
    view,
)

# The last keyframe before the damage, and some packets after the first one that follows it.
_FROM, _TO = KEYFRAMES, 2 * KEYFRAMES + 1
_ENDS: Final = 3  # as many frames as a decoder still holds back when a clip ends

_SLOWNESS: Final = 20

H264: Final = [
    Kind(codec="libx264", container=container, options=options)
    for container, options in (
        ("h264", "bframes=0:ref=1"),
        ("mpegts", "bframes=0:ref=1:cabac=0"),
        ("matroska", "bframes=2:ref=3"),
        ("mpegts", "bframes=3:b-adapt=0:ref=4:b-pyramid=normal"),
        ("mpegts", "bframes=0:ref=8"),
        ("mpegts", "bframes=2:slices=4"),
        ("mpegts", "bframes=0:slice-max-size=250"),
        ("mpegts", "bframes=2:tff=1"),
        ("mpegts", "bframes=0:intra-refresh=1"),
        ("mpegts", "bframes=3:b-adapt=0:open-gop=1:ref=4:b-pyramid=normal"),
        (
            "mpegts",
            "aud=1:nal-hrd=cbr:filler=1:vbv-maxrate=400:vbv-bufsize=400:bitrate=400",
        ),
    )
]
H265: Final = [
    Kind(codec="libx265", container=container, options=options)
    for container, options in (
        ("hevc", "bframes=0:ref=1:open-gop=0"),
        ("mpegts", "bframes=3:b-adapt=0:ref=4:open-gop=0"),
        ("mpegts", "bframes=2:wpp=0:pools=none:open-gop=0"),
        ("mpegts", "bframes=2:slices=2:ctu=16:open-gop=0"),
        ("mpegts", "bframes=3:b-adapt=0:open-gop=1"),
        ("mpegts", "bframes=0:intra-refresh=1"),
        ("matroska", "bframes=2:ref=3:open-gop=0"),
    )
]


class Watched:
    """What a viewer sees of some packets, and what stills there are after some of them."""

    def __init__(
        self,
        video: VideoStream,
        packets: Iterable[Packet[VideoStream]],
        stills_after: Container[int] = range(FRAMES),
    ) -> None:
        """Have them covered."""
        self.stills: list[Pixels | None] = []
        said: list[bytes] = []
        pictures = GroupOfPictures(video)
        muxer = TsMuxer(video, 0.0, codec="h264")
        latest = LatestOrder(Order(cover=PAN_COVER))
        pipeline = MaskedTranscode(video, muxer, pictures, latest, said.append)

        def seen() -> Iterator[Packet[VideoStream]]:
            for number, packet in enumerate(packets):
                yield _slowly(packet)
                if number in stills_after:
                    self.stills.append(covered_still(pictures))

        main._pass_on(seen(), pictures, pipeline, video.codec_context.name)
        chunks = [one[HEADER.size :] for one in said if one[0] == Said.CHUNK]
        self.frames = frames_of(b"".join(chunks)) if chunks else []

    def all(self) -> list[Pixels]:
        """Return all pictures."""
        return self.frames + [still for still in self.stills if still is not None]


def _slowly(packet: Packet[VideoStream]) -> Packet[VideoStream]:
    """Return a packet of a film so slow that no machine is too slow for it."""
    slow = rewritten(packet)
    slow.pts = packet.pts and packet.pts * _SLOWNESS
    slow.dts = packet.dts and packet.dts * _SLOWNESS
    return slow


def covered_still(pictures: GroupOfPictures) -> Pixels | None:
    """Return the still of the moment, covered in the plainest way."""
    content = pictures.still()
    if content is None:
        return None
    with Image.open(BytesIO(content)) as opened:
        frame = np.array(opened.convert("RGB"))
    for left, top, right, bottom in PAN_COVER.rectangles(*SIZE):
        frame[top:bottom, left:right] = 0
    return frame


@pytest.mark.parametrize("kind", [*H264, *H265], ids=str)
def test_a_stream_that_lost_nothing_is_shown_as_a_whole(kind: Kind) -> None:
    """No frame is left out, there is a still at each moment, and nothing of the zone is in any."""
    assert shows_secret(view(0))
    video, packets = packets_of(kind)
    watched = Watched(video, packets)
    assert FRAMES - _ENDS <= len(watched.frames) <= FRAMES
    assert all(still is not None for still in watched.stills[1:])
    assert not any(map(shows_secret, watched.all()))


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", [*H264, *H265], ids=str)
def test_whatever_happens_to_one_packet(kind: Kind, harm: str) -> None:
    """Frames may be missing then; the zone's color is nowhere outside, live and still."""
    video, packets = packets_of(kind)
    first = 0 if kind.goes_on else _FROM
    for place in range(_FROM, _TO):
        after = {place - first, place - first + 1, place - first + 4}
        packets_then = damaged(packets, place, harm)[first : _TO + 2]
        watched = Watched(video, packets_then, after)
        leaked = max(map(secret_pixels, watched.all()), default=0)
        assert leaked == 0, f"packet {place}"


def test_who_comes_after_damage_that_nobody_watched() -> None:
    """What cannot be decoded is tried once, and not with every packet; the next keyframe is shown."""
    video, packets = packets_of(H264[1])
    said: list[bytes] = []
    pictures = GroupOfPictures(video)
    latest = LatestOrder(Order(cover=PAN_COVER, live=False))
    pipeline = MaskedTranscode(
        video, TsMuxer(video, 0.0, codec="h264"), pictures, latest, said.append
    )

    def seen() -> Iterator[Packet[VideoStream]]:
        yield from damaged(packets, 3, "halved")[:5]
        assert len(pictures.packets()) == 5
        latest.put(Order(serial=1, cover=PAN_COVER))
        yield _slowly(packets[5])

    main._pass_on(seen(), pictures, pipeline, "h264")
    assert pictures.packets() == []
