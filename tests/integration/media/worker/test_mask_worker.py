"""The worker's picture: nothing of a zone in it, and all the rest as before."""

from collections.abc import Callable
from contextlib import suppress
import itertools
import json
import queue
from typing import override

from av.error import FFmpegError
import numpy as np
import pytest

from custom_components.lens_cap.core.coverage import NOTHING_COVERED
from custom_components.lens_cap.media.worker import main
from custom_components.lens_cap.media.worker.protocol import (
    FLAG_KEYFRAME,
    HEADER,
    LatestOrder,
    MessageKind,
    Order,
)

from ....helpers.clips import serve
from ....helpers.scenes import (
    BOTH,
    HIDDEN,
    OTHER,
    brightest_covered,
    film,
    frames_of,
    likeness,
    secret_pixels,
    shows_secret,
    size_of,
)

type Said = list[tuple[MessageKind, int, bytes, int]]

BLACK = 24


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let clips be served on the loopback interface."""


def covered(
    clip: bytes,
    order: Order | None = None,
    tell: Callable[[LatestOrder, Said], None] = lambda _latest, _said: None,
    *,
    latest: LatestOrder | None = None,
) -> Said:
    """Run the worker's pump on a clip; `tell` may give orders after each message."""
    said: Said = []
    latest = latest or LatestOrder(order or Order(cover=HIDDEN))

    def send(message: bytes) -> None:
        kind, flags, _, time = HEADER.unpack(message[: HEADER.size])
        said.append((MessageKind(kind), flags, message[HEADER.size :], time))
        tell(latest, said)

    with serve({"/a": clip}) as server, suppress(FFmpegError):
        task = {"url": f"{server.url}/a", "options": {}, "offset": 3.0}
        main._pump(task, send, queue.SimpleQueue(), latest)
    return said


def chunks(said: Said) -> bytes:
    """Return all MPEG-TS."""
    return b"".join(data for kind, _, data, _ in said if kind is MessageKind.CHUNK)


@pytest.mark.parametrize(
    ("codec", "size", "pix_fmt", "frames"),
    [
        ("libx264", (640, 360), "yuv420p", 30),
        ("libx264", (1920, 1080), "yuv420p", 6),
        ("libx264", (3840, 2160), "yuv420p", 5),
        ("libx264", (360, 640), "yuv420p", 20),
        ("libx264", (426, 240), "yuv420p", 20),
        ("libx264", (639, 359), "yuv444p", 20),
        ("libx264", (640, 360), "yuvj420p", 20),
        ("libx264", (640, 360), "yuv422p", 20),
        ("libx264", (640, 360), "nv12", 20),
        ("libx264", (640, 360), "yuv420p10le", 20),
        ("libx265", (640, 360), "yuv420p", 30),
        ("libx265", (1920, 1080), "yuv420p", 4),
        ("libx265", (3840, 2160), "yuv420p", 5),
        ("libx265", (640, 360), "yuv420p10le", 20),
    ],
)
def test_nothing_of_the_zone_and_all_of_the_rest(
    codec: str, size: tuple[int, int], pix_fmt: str, frames: int
) -> None:
    """In every frame, from the first to the last; the rest is as good as before."""
    clip = film(codec, "matroska", size=size, pix_fmt=pix_fmt, frames=frames)
    given = frames_of(clip, None)
    assert shows_secret(given[0])
    shown = frames_of(chunks(covered(clip)))
    # A decoder still holds some back when a clip ends; cameras do not end.
    assert max(1, len(given) - 4) <= len(shown) <= len(given)
    for frame, original in zip(shown, given, strict=False):
        assert frame.shape == (size[1] & ~1, size[0] & ~1, 3)
        assert not shows_secret(frame)
        assert brightest_covered(frame, HIDDEN, size) < BLACK
        assert likeness(frame, original, HIDDEN) > 36


def test_a_zone_that_comes_and_goes_a_hundred_times() -> None:
    """What follows the worker's word obeys it, from the first frame on, which is a keyframe."""
    clip = film(size=(320, 180), frames=110)
    serials = iter(range(1, 101))

    def toggle(latest: LatestOrder, said: Said) -> None:
        if (
            said[-1][0] is MessageKind.CHUNK
            and (serial := next(serials, None)) is not None
        ):
            cover = (HIDDEN, OTHER, BOTH, NOTHING_COVERED)[serial % 4]
            latest.put(Order(serial=serial, cover=cover))

    said = covered(clip, tell=toggle)
    frames = iter(frames_of(chunks(said)))
    in_force, changed, count = 0, True, 0
    for kind, flags, _, time in said:
        if kind is MessageKind.COVERED:
            in_force, changed = time, True
        elif kind is MessageKind.CHUNK:
            frame = next(frames)
            hidden = in_force % 4 in {0, 2}
            assert shows_secret(frame) is not hidden
            if hidden:
                assert brightest_covered(frame, HIDDEN, (320, 180)) < BLACK
            assert flags == FLAG_KEYFRAME or not changed
            changed = False
            count += 1
    assert in_force == 100
    assert count > 100


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_the_picture_changes_its_size(codec: str) -> None:
    """The zone stays covered when a camera goes over to another size, or stands upright."""
    container = "h264" if codec == "libx264" else "hevc"
    sizes = [(640, 360), (360, 640), (426, 240), (854, 480)]
    clip = b"".join(film(codec, container, size=size, frames=12) for size in sizes)
    shown = frames_of(chunks(covered(clip)))
    seen = {size_of(frame) for frame in shown}
    assert seen == set(sizes)
    for frame in shown:
        assert not shows_secret(frame)
        assert brightest_covered(frame, HIDDEN, size_of(frame)) < BLACK


def test_nothing_is_decoded_while_nobody_watches() -> None:
    """Only that pictures come is said; whoever joins then need not wait for a keyframe."""
    clip = film(frames=40)
    heard = 0

    def wake(latest: LatestOrder, said: Said) -> None:
        nonlocal heard
        heard += said[-1][0] is MessageKind.COVERED
        if heard == 3:  # at the second keyframe, once more at the third
            latest.put(Order(cover=HIDDEN, live=True))

    said = covered(clip, Order(cover=HIDDEN, live=False), wake)
    assert [kind for kind, *_ in said[:4]] == [
        MessageKind.READY,
        MessageKind.COVERED,
        MessageKind.COVERED,
        MessageKind.COVERED,
    ]
    shown = frames_of(chunks(said))
    assert len(shown) > 15
    assert not any(map(shows_secret, shown))


def test_who_joins_in_the_middle_sees_the_present() -> None:
    """The frames that lead up to it are decoded, but not shown."""
    clip = film(frames=40)
    read = itertools.count()

    class LateOrder(LatestOrder):
        """Wakes up at the twentieth packet."""

        @override
        def current(self) -> Order:
            return Order(cover=HIDDEN, live=next(read) >= 20)

    said = covered(clip, latest=LateOrder(Order()))
    shown = frames_of(chunks(said))
    given = frames_of(clip, None)
    assert len(shown) >= 15
    for frame, original in zip(shown, given[20:], strict=False):
        assert likeness(frame, original, HIDDEN) > 30


def test_a_light_picture() -> None:
    """It is smaller, has fewer frames, and the zone is covered all the same."""
    clip = film(size=(1920, 1080), frames=16, rate=30)
    said = covered(clip, Order(cover=HIDDEN, light=True))
    shown = frames_of(chunks(said))
    times = [time for kind, _, _, time in said if kind is MessageKind.CHUNK]
    assert 5 <= len(shown) <= 8
    assert np.diff(times).min() > 4500
    for frame in shown:
        assert frame.shape == (720, 1280, 3)
        assert not shows_secret(frame)
        assert brightest_covered(frame, HIDDEN, (1280, 720)) < BLACK


def test_a_viewer_can_start_every_two_seconds() -> None:
    """However seldom the camera has a keyframe, and whatever rate it claims."""
    clip = film(size=(320, 180), frames=90)
    chunks = [one for one in covered(clip) if one[0] is MessageKind.CHUNK]
    starts = [place for place, one in enumerate(chunks) if one[1] & FLAG_KEYFRAME]
    assert starts == [0, 30, 60]


def test_the_time_of_each_frame_stays() -> None:
    """Covering does not make the film faster or slower."""
    times = [time for kind, _, _, time in covered(film()) if kind is MessageKind.CHUNK]
    assert {round(step / 90) for step in np.diff(times)} <= {66, 67}


@pytest.mark.parametrize("container", ["mpegts", "h264", "matroska"])
def test_damaged_streams(container: str) -> None:
    """Bits that fell over, holes and cut ends: frames may be missing, none shows the zone.

    Damage that the decoder does not notice can carry some blocks of it elsewhere.
    """
    size = (320, 180)
    clip = film("libx264", container, size=size, frames=60)
    secret = secret_pixels(frames_of(clip, None)[0])
    generator = np.random.default_rng(5)
    count = 0
    for number in range(15):
        damaged = bytearray(clip)
        for place in generator.integers(len(clip) // 10, len(clip), number % 4):
            damaged[place] ^= 1 << number % 8
        begin, length = generator.integers((len(clip) // 10, 0), (len(clip), 600))
        end = begin + length
        broken = bytes(damaged[:begin] + damaged[end:] if number % 3 else damaged[:end])
        if data := chunks(covered(broken)):
            for frame in frames_of(data):
                assert brightest_covered(frame, HIDDEN, size) < BLACK
                assert secret_pixels(frame) < secret / 4
                count += 1
    assert count > 200


def test_pictures_are_covered() -> None:
    """A source that sends JPEGs is covered picture by picture."""
    clip = film("mjpeg", "mpjpeg", pix_fmt="yuvj420p", frames=6)
    first = clip[clip.index(b"\xff\xd8") : clip.index(b"\xff\xd9") + 2]
    assert shows_secret(frames_of(first, "mjpeg")[0])
    said = covered(clip)
    assert json.loads(said[0][2])["codec"] == "mjpeg"
    pictures = [data for kind, _, data, _ in said if kind is MessageKind.PICTURE]
    assert len(pictures) == 6
    for data in pictures:
        frame = frames_of(data, "mjpeg")[0]
        assert not shows_secret(frame)
        assert brightest_covered(frame, HIDDEN, (640, 360)) < BLACK
    idle = covered(clip, Order(cover=HIDDEN, live=False))
    assert {kind for kind, *_ in idle} == {MessageKind.READY, MessageKind.COVERED}


def test_a_damaged_picture_is_left_out() -> None:
    """What cannot be decoded as a whole is not shown, and the next one is."""
    clip = film("mjpeg", "mpjpeg", pix_fmt="yuvj420p", frames=6)
    middle = clip.index(b"\xff\xda", len(clip) // 2)
    end = clip.index(b"\xff\xd9", middle)
    broken = clip[: middle + 40] + bytes(end - middle - 40) + clip[end:]
    wiped = clip[: middle - 60] + b"\xff" * 50 + clip[middle - 10 :]
    for damaged in (broken, wiped):
        pictures = [
            data for kind, _, data, _ in covered(damaged) if kind is MessageKind.PICTURE
        ]
        assert 5 <= len(pictures) <= 6
        for data in pictures:
            assert not shows_secret(frames_of(data, "mjpeg")[0])
