"""A check of one picture of a source: what it shows, what it costs, and what it leaves behind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
import pytest

from custom_components.lens_cap.core.controls.picture_check import (
    Appearance,
    PictureCheck,
)
from custom_components.lens_cap.media import picture_checker as checker_module
from custom_components.lens_cap.media.frames import RawFrame, SourceError, StreamSource
from custom_components.lens_cap.media.picture_checker import PictureChecker
from custom_components.lens_cap.media.stills import decoder as decoder_module
from custom_components.lens_cap.media.stills.decoder import StillDecoder
from custom_components.lens_cap.media.worker_process import find_library
from lab.cameras_process import LabCameras
from lab.inventory import HALLWAY

from ...helpers.rtsp_camera import Manners, rtsp_camera
from ...helpers.waiting import until


@dataclass
class Source:
    """A source with a stream and no still of its own, or with one."""

    stream: StreamSource | None = None
    still: bytes | None = None

    async def async_stream(self) -> StreamSource:
        """Return the address."""
        if self.stream is None:
            raise SourceError
        return self.stream

    async def async_picture(
        self,
        size: tuple[int | None, int | None],
        still_of_stream: Callable[[], Awaitable[RawFrame]],
        *,
        from_stream: bool,
        is_wanted: Callable[[], bool],
    ) -> RawFrame:
        """Return its own still, or one of the stream, as a source camera does."""
        assert size == (None, None)
        assert not from_stream
        if not is_wanted():
            raise SourceError("ended")
        return RawFrame(self.still) if self.still else await still_of_stream()


@dataclass(kw_only=True)
class Checking:
    """What checks, and what decodes for it."""

    decoder: StillDecoder

    async def check(self, source: Source, *, streamed: bool = True) -> PictureCheck:
        """Check one picture."""
        made = PictureChecker(source, find_library(), self.decoder)
        return await made.async_check(lambda: True, streamed=streamed)


@pytest.fixture
async def checking(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Checking]:
    """Yield what checks, and waits as long as a busy machine takes."""
    monkeypatch.setattr(checker_module, "_SECONDS", 120.0)
    monkeypatch.setattr(checker_module, "_AWAKE_SECONDS", 0.0)
    made = Checking(decoder=StillDecoder(find_library("PIL")))
    yield made
    await made.decoder.async_stop()


def still(color: str) -> bytes:
    """Return a picture of one color."""
    buffer = BytesIO()
    Image.new("RGB", (320, 180), color).save(buffer, "JPEG")
    return buffer.getvalue()


async def test_a_keyframe_of_the_lab(
    checking: Checking, hallway: StreamSource, lab: LabCameras
) -> None:
    """A room is a room, black is closed, and the camera streams no longer than for one picture."""
    source = Source(hallway)
    first, second = await checking.check(source), await checking.check(source)
    assert (first.appearance, second.appearance) == (Appearance.SEES, Appearance.SEES)
    assert first.mark != second.mark
    await lab.control(HALLWAY.key, "black")
    assert (await checking.check(source)).appearance is Appearance.CLOSED
    await until(lambda: not lab.stats_now()[HALLWAY.key]["rtsp_clients"])


async def test_a_camera_that_wakes_up_black(
    checking: Checking,
    hallway: StreamSource,
    lab: LabCameras,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it films once it has measured the light is what counts."""
    monkeypatch.setattr(checker_module, "_AWAKE_SECONDS", 8.0)
    await lab.control(HALLWAY.key, "black")
    check = asyncio.create_task(checking.check(Source(hallway)))
    await until(lambda: lab.stats_now()[HALLWAY.key]["rtsp_clients"])
    await lab.control(HALLWAY.key, "ok")
    assert (await check).appearance is Appearance.SEES


async def test_the_same_picture_has_the_same_mark(checking: Checking) -> None:
    """So an old one is known, though nothing of it is kept but that."""
    first = await checking.check(Source(still=still("red")))
    assert first == await checking.check(Source(still=still("red")))
    assert first.mark != (await checking.check(Source(still=still("teal")))).mark
    assert len(first.mark) == 32


async def test_nothing_is_left_in_a_process(
    checking: Checking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that decoded it ends at once, instead of waiting for the next picture."""
    monkeypatch.setattr(decoder_module, "_LINGER_SECONDS", 3600)
    await checking.check(Source(still=still("red")))
    await until(lambda: not checking.decoder.pids)


@pytest.mark.parametrize(
    ("status", "streamed", "expected"),
    [
        ("404 Not Found", True, Appearance.REFUSED),
        ("404 Not Found", False, Appearance.NOTHING),
        ("401 Unauthorized", True, Appearance.NOTHING),
        ("403 Forbidden", True, Appearance.NOTHING),
        ("453 Not Enough Bandwidth", True, Appearance.NOTHING),
        ("503 Service Unavailable", True, Appearance.NOTHING),
    ],
)
async def test_what_a_refusal_means(
    checking: Checking,
    socket_enabled: None,
    status: str,
    streamed: bool,
    expected: Appearance,
) -> None:
    """Nothing there where there was something is an answer; another login, or too many viewers, is none."""
    async with rtsp_camera(Manners(status=status)) as address:
        found = await checking.check(Source(StreamSource(address)), streamed=streamed)
    assert found.appearance is expected


async def test_silence_is_no_refusal(
    checking: Checking, socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A camera that takes the connection and says nothing is given up, and so is one that is not there."""
    monkeypatch.setattr(checker_module, "_SECONDS", 1.0)
    async with rtsp_camera(Manners(seconds=60)) as address:
        found = await checking.check(Source(StreamSource(address)))
    assert found.appearance is Appearance.NOTHING
    gone = await checking.check(Source(StreamSource(address)))
    assert gone.appearance is Appearance.NOTHING
    assert (await checking.check(Source())).appearance is Appearance.NOTHING


async def test_nobody_waits_for_a_check_that_is_not_wanted(checking: Checking) -> None:
    """Nothing is begun with the camera then."""
    made = PictureChecker(Source(still=still("red")), find_library(), checking.decoder)
    found = await made.async_check(lambda: False, streamed=True)
    assert found.appearance is Appearance.NOTHING
