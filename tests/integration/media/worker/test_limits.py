"""What a camera sends takes up little of the machine, whatever it is; and what is wrong is said."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
import os
from pathlib import Path
import re
import resource
from typing import Final

import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.media.frames import RawFrame, SourceError, StreamSource
from custom_components.lens_cap.media.stills.decoder import StillDecoder
from custom_components.lens_cap.media.stills.stills import Stills
from custom_components.lens_cap.media.worker.protocol import MessageKind, Order
from custom_components.lens_cap.media.worker.still_orders import Task
from custom_components.lens_cap.media.worker_process import WorkerProcess, find_library

from ....helpers.scenes import HIDDEN
from ....helpers.servers import at_once, serving
from ..conftest import runs
from .hostile import (
    behind_notes,
    bmp,
    film_of_gifs,
    gif_with_larger_frame,
    huge_note,
    jpeg,
    many_scans,
    png,
    text_bomb,
    told_larger,
    video,
    webp,
    with_profile,
)

# In megabytes. The largest pictures that are shown take up most of what is allowed.
OURS: Final = 64
THEIRS: Final = 900
SMALL: Final = 150

TOO_LARGE, BROKEN, SHOWN = Failure.TOO_LARGE, Failure.BROKEN, None
# Each is made by the test that needs it: some take seconds.
PICTURES: Final[dict[str, tuple[Callable[[], bytes], Failure | None, int]]] = {
    "png-8000": (lambda: png(8000, 8000), TOO_LARGE, SMALL),
    "png-text": (lambda: text_bomb(b"zTXt"), BROKEN, SMALL),
    "png-international": (lambda: text_bomb(b"iTXt"), BROKEN, SMALL),
    "png-profile": (lambda: text_bomb(b"iCCP"), BROKEN, SMALL),
    "png-large-profile": (lambda: with_profile(900_000), SHOWN, SMALL),
    "png-wide": (lambda: png(1_000_000, 36), TOO_LARGE, SMALL),
    "jpeg-65000": (lambda: told_larger(jpeg(64, 64), 65_000, 65_000), TOO_LARGE, SMALL),
    "jpeg-behind-notes": (
        lambda: behind_notes(told_larger(jpeg(64, 64), 65_000, 65_000), 2100),
        TOO_LARGE,
        SMALL,
    ),
    "gif-larger-frame": (
        lambda: gif_with_larger_frame(65_535, 65_535),
        TOO_LARGE,
        SMALL,
    ),
    "jpeg-told-larger": (lambda: told_larger(jpeg(64, 64), 8000, 4000), SHOWN, THEIRS),
    "jpeg-notes": (lambda: huge_note(20_000_000), SHOWN, SMALL),
    "jpeg-cut": (lambda: jpeg(1920, 1080)[:-500], BROKEN, SMALL),
    "jpeg-8k": (lambda: jpeg(7680, 4320), SHOWN, THEIRS),
    "jpeg-8k-progressive": (
        lambda: jpeg(7680, 4320, progressive=True, subsampling=0),
        SHOWN,
        THEIRS,
    ),
    "gif-frames": (lambda: film_of_gifs(500, 200), SHOWN, SMALL),
    "gif-65535": (
        lambda: b"GIF89a\xff\xff\xff\xff\0\0\0" + bytes(50),
        TOO_LARGE,
        SMALL,
    ),
    "bmp-60000": (lambda: bmp(60_000, 60_000), TOO_LARGE, SMALL),
    "bmp-upside-down": (lambda: bmp(60_000, -60_000), TOO_LARGE, SMALL),
    "webp-16383": (lambda: webp(16_383, 16_383), TOO_LARGE, SMALL),
    "too-many-bytes": (
        lambda: jpeg(64, 64) + bytes(33 * 1024 * 1024),
        TOO_LARGE,
        SMALL,
    ),
}


def megabytes(name: str, pid: int | str = "self") -> int:
    """Return a figure that the system keeps of a process; 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(rf"{name}:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def forget_peak() -> int:
    """Begin to measure our own peak anew; return what is taken up now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return megabytes("VmHWM")


@pytest.fixture
async def decoder() -> AsyncIterator[StillDecoder]:
    """Yield what decodes stills, for all cameras."""
    made = StillDecoder(find_library("PIL"))
    yield made
    await made.async_stop()


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
async def test_hostile_stills(decoder: StillDecoder, name: str) -> None:
    """Covered, so that whatever may be decoded is; one that may be shown is shown."""
    make, expected, most = PICTURES[name]
    content = make()
    stills = Stills(decoder)
    await decoder.async_jpeg(jpeg(64, 64), Task(cover=HIDDEN))
    (pid,) = decoder.pids
    before = forget_peak()
    failure = None
    try:
        assert await stills.async_jpeg(RawFrame(content), HIDDEN)
    except SourceError as error:
        failure = error.code
    ours, theirs = megabytes("VmHWM") - before, megabytes("VmHWM", pid)
    print(f"{name}: {len(content)} bytes, ours +{ours} MB, theirs {theirs} MB")  # noqa: T201
    assert failure == expected
    assert stills.problem == (expected if expected is TOO_LARGE else None)
    assert ours < OURS
    assert theirs < most


async def test_a_picture_that_takes_too_long() -> None:
    """Its process is ended, other cameras are served, and this one is left alone for a while."""
    decoder = StillDecoder(find_library("PIL"), seconds=0.5)
    slow = many_scans(jpeg(4000, 4000, progressive=True), 2000)
    street, hall = Stills(decoder), Stills(decoder)
    with pytest.raises(SourceError, match=TOO_LARGE):
        await street.async_jpeg(RawFrame(slow), HIDDEN)
    assert street.problem is TOO_LARGE
    assert decoder.pids == set()
    with pytest.raises(SourceError, match=TOO_LARGE):
        await street.async_jpeg(RawFrame(slow), HIDDEN)
    assert decoder.pids == set()
    assert await hall.async_jpeg(RawFrame(jpeg(64, 64)), HIDDEN)
    assert hall.problem is None
    await decoder.async_stop()


async def test_two_at_a_time_and_one_for_each_camera(decoder: StillDecoder) -> None:
    """However many ask; and nothing runs when nothing was asked for a while."""
    cameras = [Stills(decoder) for _ in range(5)]
    picture = RawFrame(jpeg(1920, 1080))
    most: set[int] = set()

    async def watch() -> None:
        while True:
            most.update(decoder.pids)
            await asyncio.sleep(0)

    watching = asyncio.create_task(watch())
    await asyncio.gather(
        *(camera.async_jpeg(picture, HIDDEN) for camera in cameras * 2)
    )
    watching.cancel()
    assert len(most) == 2
    one = StillDecoder(find_library("PIL"))
    alone = Stills(one)
    await asyncio.gather(*(alone.async_jpeg(picture, HIDDEN) for _ in range(4)))
    assert len(one.pids) == 1
    (pid,) = one.pids
    one._let_go()
    async with asyncio.timeout(60):
        while runs(pid):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert one.pids == set()
    await one.async_stop()


async def test_a_question_that_is_given_up(decoder: StillDecoder) -> None:
    """Whoever asks next gets an answer of their own, not the one that nobody waited for."""
    large = asyncio.create_task(
        decoder.async_jpeg(jpeg(4000, 3000), Task(cover=HIDDEN))
    )
    async with asyncio.timeout(60):
        while not decoder.pids:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    large.cancel()
    with pytest.raises(asyncio.CancelledError):
        await large
    small = await decoder.async_jpeg(jpeg(64, 36), Task(cover=HIDDEN))
    assert len(small) < 5000


async def test_a_cut_ends_what_decodes(decoder: StillDecoder) -> None:
    """Nothing of a picture lives on in a process; other cameras go on, and nobody is to blame."""
    street, hall = Stills(decoder), Stills(decoder)
    large = RawFrame(jpeg(7680, 4320, progressive=True))
    theirs = asyncio.create_task(street.async_jpeg(large, HIDDEN))
    others = asyncio.create_task(hall.async_jpeg(large, HIDDEN))
    async with asyncio.timeout(60):
        while len(decoder.pids) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    street.cut()
    with pytest.raises(SourceError, match=Failure.ENDED):
        await theirs
    assert await others
    (idle,) = decoder.pids
    street.cut()
    assert decoder.pids == set()
    async with asyncio.timeout(60):
        while runs(idle):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert await street.async_jpeg(RawFrame(jpeg(64, 64)), HIDDEN)
    assert street.problem is None


async def test_a_cut_ends_what_is_about_to_be_decoded(decoder: StillDecoder) -> None:
    """A picture for which a process is just being started, or that waits for its turn, is not decoded."""
    street = Stills(decoder)
    picture = RawFrame(jpeg(640, 360))
    tasks = [asyncio.create_task(street.async_jpeg(picture, HIDDEN)) for _ in range(2)]
    await asyncio.sleep(0)
    street.cut()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(result) for result in results] == [Failure.ENDED] * 2
    assert decoder.pids == set()


STREAMS: Final[dict[str, tuple[Callable[[], bytes], bool, int]]] = {
    "h264-8192": (lambda: video("libx264", (8192, 8192)), False, SMALL),
    "h264-8192-covered": (lambda: video("libx264", (8192, 8192)), True, SMALL),
    "h264-8k-covered": (lambda: video("libx264", (7680, 4320)), True, 300),
    "mjpeg-8000": (lambda: told_larger(jpeg(64, 64), 8000, 8000) * 3, False, SMALL),
}


@pytest.mark.slow
@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("name", STREAMS)
async def test_hostile_streams(name: str) -> None:
    """What is too large is not decoded, and not handed on to Home Assistant either."""
    make, covered, most = STREAMS[name]
    body = make()
    order = Order(cover=HIDDEN) if covered else None
    peaks, kinds, last = [0], list[MessageKind](), b""

    async def measure(pid: int) -> None:
        while True:
            peaks.append(megabytes("VmHWM", pid))
            await asyncio.sleep(0.002)

    async with serving(at_once(body, stay=True)) as server:
        worker = await WorkerProcess.start(
            find_library(),
            StreamSource(server.url, {"pictures_stream": name.startswith("mjpeg")}),
            0,
            order=order,
        )
        measuring = asyncio.create_task(measure(worker.pid))
        async with asyncio.timeout(120), aclosing(worker.messages()) as messages:
            async for message in messages:
                kinds.append(message.kind)
                last = message.payload
        measuring.cancel()
        worker.kill()
        await worker.wait()
    peak = max(peaks)
    print(f"{name}: {len(body)} bytes, {peak} MB")  # noqa: T201
    assert last == b'{"code": "too_large"}'
    assert MessageKind.CHUNK not in kinds and MessageKind.PICTURE not in kinds
    assert 0 < peak < most


@pytest.mark.usefixtures("socket_enabled")
async def test_what_a_worker_may(decoder: StillDecoder) -> None:
    """Limits, no new rights, first to go, and nothing of our environment but what it needs."""
    os.environ["SUPERVISOR_TOKEN"] = "the key to the house"
    try:
        async with serving(at_once(video("libx264", (320, 180)), stay=True)) as server:
            worker = await WorkerProcess.start(
                find_library(), StreamSource(server.url), 0
            )
            async with asyncio.timeout(60), aclosing(worker.messages()) as messages:
                await anext(messages)
            await decoder.async_jpeg(jpeg(64, 64), Task(cover=HIDDEN))
            for pid in (worker.pid, *decoder.pids):
                process = Path(f"/proc/{pid}")
                environment = (process / "environ").read_bytes()
                assert b"SUPERVISOR_TOKEN" not in environment
                assert b"PYTEST" not in environment
                status = (process / "status").read_text(encoding="ascii")
                assert "NoNewPrivs:\t1" in status
                assert (process / "oom_score_adj").read_text() == "800\n"
                assert resource.prlimit(pid, resource.RLIMIT_CORE) == (0, 0)
                assert resource.prlimit(pid, resource.RLIMIT_NOFILE) == (64, 64)
                memory, hard = resource.prlimit(pid, resource.RLIMIT_AS)
                assert memory == hard <= 1536 * 1024 * 1024
            worker.kill()
            await worker.wait()
    finally:
        del os.environ["SUPERVISOR_TOKEN"]
