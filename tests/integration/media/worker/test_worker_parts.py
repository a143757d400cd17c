"""What the worker reads, and what it hands on: run inside the test, on real clips."""

from collections.abc import Sequence
import io
import itertools
import json
import queue
import re
from typing import cast

import av
from av.video.stream import VideoStream
import numpy as np
from PIL import Image
import pytest

from custom_components.lens_cap.core.coverage import Cover
from custom_components.lens_cap.media.worker import gop, main, pipelines
from custom_components.lens_cap.media.worker.demuxer import (
    DemuxerError,
    failure_code,
    open_source,
)
from custom_components.lens_cap.media.worker.gop import GroupOfPictures
from custom_components.lens_cap.media.worker.muxer import TsMuxer
from custom_components.lens_cap.media.worker.protocol import (
    FLAG_KEYFRAME,
    HEADER,
    LatestOrder,
    MessageKind,
    Order,
)
from lab.ports import HOST, reserve_port

from ....helpers.clips import HEIGHT, WIDTH, clip, serve, sound_only

PLAYLIST = (
    b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{other}/a.ts\n#EXT-X-ENDLIST\n"
)


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let clips be served on the loopback interface."""


def messages(url: str) -> list[tuple[MessageKind, int, bytes]]:
    """Run the worker's pump on an address; return what it said."""
    said: list[tuple[MessageKind, int, bytes]] = []

    def send(message: bytes) -> None:
        kind, flags, length, _ = HEADER.unpack(message[: HEADER.size])
        payload = message[HEADER.size :]
        assert len(payload) == length
        said.append((MessageKind(kind), flags, payload))

    order = {"url": url, "options": {}, "offset": 3.0}
    main._pump(order, send, queue.SimpleQueue())
    return said


def decoded(data: bytes) -> tuple[Sequence[str], list[float]]:
    """Return the kinds of streams in MPEG-TS, and the brightness of each frame in order."""
    with av.open(io.BytesIO(data), "r", format="mpegts") as container:
        kinds = [stream.type for stream in container.streams]
        light = [
            float(frame.to_ndarray(format="gray").mean())
            for frame in container.decode(video=0)
        ]
    return kinds, light


@pytest.mark.parametrize(
    ("codec", "container", "audio"),
    [
        ("libx264", "mpegts", "aac"),
        ("libx264", "flv", "aac"),
        ("libx264", "matroska", "aac"),
        ("libx264", "flv", "pcm_alaw"),
        ("libx265", "mpegts", "aac"),
    ],
)
def test_the_picture_passes_and_the_sound_does_not(
    codec: str, container: str, audio: str
) -> None:
    """Every frame comes out, in order, and nothing but the picture."""
    source = clip(codec, container, audio=audio)
    with serve({"/a": source}) as server:
        said = messages(f"{server.url}/a")
    assert json.loads(said[0][2])["width"] == WIDTH
    kinds, light = decoded(
        b"".join(data for kind, _, data in said if kind is MessageKind.CHUNK)
    )
    assert kinds == ["video"]
    assert len(light) == 45
    assert light == sorted(light)


def test_a_viewer_can_start_at_each_keyframe() -> None:
    """What follows a keyframe decodes without what came before."""
    with serve({"/a": clip("libx264", "flv")}) as server:
        chunks = [m for m in messages(f"{server.url}/a") if m[0] is MessageKind.CHUNK]
    starts = [place for place, chunk in enumerate(chunks) if chunk[1] & FLAG_KEYFRAME]
    assert len(starts) == 3
    for start in starts:
        _, light = decoded(b"".join(chunk[2] for chunk in chunks[start:]))
        assert len(light) == len(chunks) - start


_PARAMETERS = {"libx264": {7, 8}, "libx265": {32, 33, 34}}


def _units(codec: str, stream: bytes) -> list[tuple[int, bytes]]:
    """Return kind and bytes of each unit of a stream of H.264 or H.265."""
    places = [found.start() for found in re.finditer(b"\x00*\x00\x00\x01", stream)]
    units = [stream[a:b] for a, b in itertools.pairwise([*places, len(stream)])]
    heads = [unit.lstrip(b"\0")[1] for unit in units]
    kinds = [head & 31 if codec == "libx264" else head >> 1 & 63 for head in heads]
    return list(zip(kinds, units, strict=True))


@pytest.mark.parametrize(("codec", "raw"), [("libx264", "h264"), ("libx265", "hevc")])
def test_parameters_are_repeated(codec: str, raw: str) -> None:
    """A viewer can start at each keyframe of a camera that names its parameters only once."""
    named: set[int] = set()
    stream = b""
    for kind, unit in _units(codec, clip(codec, raw)):
        if kind in _PARAMETERS[codec] and kind in named:
            continue
        named.add(kind)
        stream += unit
    with serve({"/a": stream}) as server:
        chunks = [m for m in messages(f"{server.url}/a") if m[0] is MessageKind.CHUNK]
    starts = [place for place, chunk in enumerate(chunks) if chunk[1] & FLAG_KEYFRAME]
    assert len(starts) == 3
    for start in starts:
        _, light = decoded(b"".join(chunk[2] for chunk in chunks[start:]))
        assert len(light) == len(chunks) - start


def test_tables_come_before_each_keyframe() -> None:
    """A viewer who cannot wind back finds the tables of MPEG-TS before the picture."""
    with serve({"/a": clip("libx264", "flv")}) as server:
        said = messages(f"{server.url}/a")
    keyframes = [data for _, flags, data in said if flags & FLAG_KEYFRAME]
    assert len(keyframes) == 3
    for data in keyframes:
        packets = [data[place : place + 4] for place in range(0, len(data), 188)]
        numbers = [(head[1] & 31) << 8 | head[2] for head in packets]
        assert 0 in numbers[: numbers.index(256)]


def test_pictures_pass_untouched() -> None:
    """A source that sends JPEGs is passed on picture by picture."""
    with serve({"/a": clip("mjpeg", "mpjpeg", 5)}) as server:
        said = messages(f"{server.url}/a")
    pictures = [data for kind, _, data in said if kind is MessageKind.PICTURE]
    assert len(pictures) == 5
    assert Image.open(io.BytesIO(pictures[-1])).size == (WIDTH, HEIGHT)


def brightness(still: bytes | None) -> int:
    """Return how bright a still is that must be there."""
    assert still is not None
    return Image.open(io.BytesIO(still)).convert("L").tobytes()[0]


def test_a_still_is_the_newest_picture() -> None:
    """A still shows the last frame that was read, and there is none before the first."""
    with serve({"/a": clip("libx264", "flv")}) as server:
        source, video = open_source(f"{server.url}/a", {})
        with source:
            group = GroupOfPictures(video)
            assert group.still() is None
            for _ in range(45):
                group.add(next(source.demux(video)))
            still = group.still()
    assert brightness(still) == pytest.approx(20 + 44 * 4, abs=8)


def rare(codec: str, frames: int) -> bytes:
    """Return a small film with one keyframe, as cameras send it that save what they can."""
    buffer = io.BytesIO()
    params = {
        "libx264": {"x264-params": "scenecut=0:keyint=100000"},
        "libx265": {"x265-params": "log-level=none:scenecut=0:keyint=100000"},
    }
    with av.open(buffer, "w", format="mpegts") as output:
        video = cast(VideoStream, output.add_stream(codec, rate=15))
        video.width, video.height, video.pix_fmt = 160, 90, "yuv420p"
        video.gop_size = 100_000
        video.options = {"preset": "ultrafast", "tune": "zerolatency", **params[codec]}
        for number in range(frames):
            picture = np.full((90, 160, 3), 20 + number * 4 % 200, dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = number
            output.mux(video.encode(frame))
        output.mux(video.encode(None))
    return buffer.getvalue()


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
@pytest.mark.parametrize("kept", [32 * 1024 * 1024, 60_000])
def test_stills_where_keyframes_are_rare(
    codec: str, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long ago the last one was, a still shows what was read last; also when it is kept no more."""
    monkeypatch.setattr(gop, "_MAX_BYTES", kept)
    with serve({"/a": rare(codec, 1000)}) as server:
        source, video = open_source(f"{server.url}/a", {})
        with source:
            group = GroupOfPictures(video)
            packets = [packet for packet in source.demux(video) if packet.size]
    assert sum(packet.is_keyframe for packet in packets) == 1
    seen = []
    for number, packet in enumerate(packets):
        group.add(packet)
        if number % 250 == 249:
            seen.append((number, group.still()))
    for number, still in seen:
        assert brightness(still) == pytest.approx(20 + number * 4 % 200, abs=12)
    whole = group.packets()
    assert not whole or whole[0] == (bytes(packets[0]), True)


def test_a_still_of_garbage_is_none() -> None:
    """What cannot be decoded gives no still, and does not end the worker."""
    with serve({"/a": clip("libx264", "flv")}) as server:
        source, video = open_source(f"{server.url}/a", {})
        with source:
            group = GroupOfPictures(video)
            packet = next(p for p in source.demux(video) if p.size)
            group.add(packet)
            group._packets = [(b"\x00\x00\x00\x01\x65garbage", True)]
            assert group.still() is None


def test_the_group_of_pictures_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A camera that never sends another keyframe does not fill the memory."""
    monkeypatch.setattr("custom_components.lens_cap.media.worker.gop._MAX_PACKETS", 10)
    with serve({"/a": clip("libx264", "flv", 15)}) as server:
        source, video = open_source(f"{server.url}/a", {})
        with source:
            group = GroupOfPictures(video)
            for packet in source.demux(video):
                if packet.size:
                    group.add(packet)
                    assert len(group._packets) <= 10
            assert group.still() is None


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "concat:a|b",
        "ftp://127.0.0.1/a",
        "udp://127.0.0.1:9",
    ],
)
def test_other_addresses_are_not_opened(url: str) -> None:
    """Only the protocols of cameras are."""
    with pytest.raises(DemuxerError) as caught:
        open_source(url, {})
    assert caught.value.code == "not_allowed"


DASH = b"""<?xml version="1.0"?>
<!-- a comment --><MPD type="static"><BaseURL>{other}/a.ts</BaseURL></MPD>"""
CONCAT = b"ffconcat version 1.0\nfile {other}/a.ts\n"


@pytest.mark.parametrize("name", ["/a.m3u8", "/a.ts"])
@pytest.mark.parametrize("kind", ["application/x-mpegurl", "video/mp2t"])
@pytest.mark.parametrize("playlist", [PLAYLIST, DASH, CONCAT], ids=lambda p: p[:7])
def test_a_playlist_is_not_followed(name: str, kind: str, playlist: bytes) -> None:
    """An address that answers with a playlist is told from rubbish, and nothing is fetched of what it names."""
    with serve({"/a.ts": clip("libx264", "mpegts")}) as other:
        playlist = playlist.replace(b"{other}", other.url.encode())
        with (
            serve({name: playlist}, headers={"Content-Type": kind}) as server,
            pytest.raises(DemuxerError) as caught,
        ):
            messages(f"{server.url}{name}")
        assert other.asked == []
        assert set(server.asked) == {name}
    assert caught.value.code == "elsewhere"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (clip("mpeg4", "mpegts"), 200, "unsupported"),
        (sound_only(), 200, "no_video"),
        (b"<html>no camera</html>" * 500, 200, "broken"),
        (b"", 200, "broken"),
        (clip("libx264", "avi"), 200, "unsupported"),
        (b"", 404, "not_found"),
        (b"", 503, "busy"),
        (b"", 401, "refused"),
        (b"", 403, "refused"),
    ],
)
def test_why_there_is_no_picture(content: bytes, status: int, code: str) -> None:
    """Each failure has a code, and never the text of an error."""
    with (
        serve({"/a": content}, status=status) as server,
        pytest.raises(Exception, match=r".*") as caught,
    ):
        messages(f"{server.url}/a")
    assert failure_code(caught.value) == code


def test_nobody_listens() -> None:
    """An address at which nobody listens is unreachable."""
    with pytest.raises(OSError) as caught:
        open_source(f"http://{HOST}:{reserve_port()}/a", {})
    assert failure_code(caught.value) == "unreachable"


def test_a_covering_worker_that_nobody_watches_shows_that_pictures_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says so with each keyframe, and now and then between those that are far apart."""
    said: list[bytes] = []
    body = clip("libx264", "mpegts", 40)
    order = Order(
        cover=Cover(polygons=frozenset({((0, 0), (1, 0), (1, 1))})), live=False
    )
    for pause, least, most in ((3600.0, 1, 5), (-1.0, 40, 45)):
        monkeypatch.setattr(pipelines, "_SILENT_SECONDS", pause)
        said.clear()
        with av.open(io.BytesIO(body), "r") as container:
            video = container.streams.video[0]
            way = pipelines.MaskedTranscode(
                video,
                TsMuxer(video, 0, codec="h264"),
                GroupOfPictures(video),
                LatestOrder(order),
                said.append,
            )
            for packet in container.demux(video):
                if packet.size:
                    way.take(packet)
        assert least <= len(said) <= most
        assert {message[0] for message in said} == {MessageKind.COVERED}
