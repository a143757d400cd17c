"""The size of coded video: as the parameter sets say it, before anything is decoded."""

from io import BytesIO

import av
from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.media.worker.codecs.sequence_size import coded_sizes

from ....helpers.clips import clip


@pytest.mark.parametrize(
    ("codec", "name", "container"),
    [
        ("libx264", "h264", "mpegts"),
        ("libx264", "h264", "mp4"),
        ("libx264", "h264", "flv"),
        ("libx265", "hevc", "mpegts"),
        ("libx265", "hevc", "mp4"),
        ("libx265", "hevc", "matroska"),
    ],
)
@pytest.mark.parametrize("size", [(320, 180), (642, 362), (1920, 1080)])
def test_what_a_stream_says(
    codec: str, name: str, container: str, size: tuple[int, int]
) -> None:
    """Uncropped: what is decoded, not what is shown."""
    with av.open(BytesIO(clip(codec, container, 12, size=size))) as opened:
        video = opened.streams.video[0]
        told = list(coded_sizes(name, video.codec_context.extradata or b""))
    assert told == [tuple(-(-side // 16) * 16 for side in size)]


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_each_keyframe_says_it_again(codec: str) -> None:
    """A camera may change its size; only keyframes are looked into."""
    content = clip({"h264": "libx264", "hevc": "libx265"}[codec], "mpegts", 45)
    with av.open(BytesIO(content), "r") as opened:
        packets = [packet for packet in opened.demux(video=0) if packet.size]
    told = [list(coded_sizes(codec, bytes(packet))) for packet in packets]
    assert told == [[(320, 192)] if packet.is_keyframe else [] for packet in packets]


def test_the_most_that_can_be_said() -> None:
    """Numbers beyond all reason stay numbers, and too large."""
    # Baseline, level 3: a set of width 65536 * 16 and height as much, cut short behind it.
    bits = "11111" + "0" + ("0" * 16 + "1" + "0" * 16) * 2 + "1"
    body = int(bits.ljust(96, "0"), 2).to_bytes(12)
    unit = b"\0\0\1\x67\x42\0\x1e" + body.replace(b"\0\0\0", b"\0\0\3\0")
    assert list(coded_sizes("h264", unit)) == [(65_536 * 16, 65_536 * 16)]


@given(st.sampled_from(["h264", "hevc", "mjpeg"]), st.binary(max_size=200))
def test_any_bytes(codec: str, data: bytes) -> None:
    """What cannot be read is passed over."""
    for begin in (b"", b"\0\0\1\x67", b"\0\0\1\x42\1", b"\1"):
        for width, height in coded_sizes(codec, begin + data):
            assert width >= 0
            assert height >= 0
