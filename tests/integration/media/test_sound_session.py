"""Sound of real cameras: none before, their own tone meanwhile, and nothing of it afterwards."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
import io

import av
import pytest
from yarl import URL

from custom_components.lens_cap.media.frames import StreamSource
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.session import StreamSession
from custom_components.lens_cap.media.worker.protocol import MessageKind, Order
from custom_components.lens_cap.media.worker_process import WorkerProcess, find_library
from homeassistant.core import HomeAssistant
from lab.cameras_process import LabCameras
from lab.inventory import CAMERAS, HALLWAY, LIVING_ROOM, LabCamera
from lab.picture import read

from ...helpers.servers import listening
from ...helpers.sessions import Permission, session_on
from ...helpers.sounds import hear, holds_tone, lasts, loudest_tone, strength


def _tone(camera: LabCamera) -> int:
    assert camera.tone is not None
    return camera.tone


@dataclass
class Listener:
    """A session on a camera whose sound is switched by hand."""

    camera: LabCamera
    session: StreamSession
    permission: Permission
    aborted: list[int] = field(default_factory=list)

    def switch(self, *, on: bool) -> None:
        """Let sound pass, or stop it."""
        self.permission.audio = on
        self.session.begin_anew()

    def join(self) -> Viewer:
        """Watch."""
        return self.session.join(Wants.STREAM, lambda: self.aborted.append(1))

    async def watch(
        self, viewer: Viewer, seconds: float, kind: str = "video"
    ) -> list[bytes]:
        """Return what a viewer gets until it holds so much of a kind of stream: of its time, not of ours."""
        got: list[bytes] = []
        async with asyncio.timeout(120):
            while (chunk := await viewer.next()) is not None:
                got.append(chunk)
                if len(got) % 8 == 0 and lasts(b"".join(got), kind) >= seconds:
                    break
        return got


@pytest.fixture(params=[LIVING_ROOM, HALLWAY], ids=["aac", "g711"])
async def listener(
    hass: HomeAssistant, lab: LabCameras, request: pytest.FixtureRequest
) -> AsyncIterator[Listener]:
    """Yield a session on a camera with a microphone; it is silent."""
    camera: LabCamera = request.param
    url = URL(lab.addresses[camera.key].stream_source or "")
    url = url.with_user(camera.username).with_password(camera.password)

    source = StreamSource(str(url), {"rtsp_transport": "tcp"})
    permission = Permission(audio=False)
    session = session_on(hass, source, name=camera.key, permission=permission)
    yield Listener(camera, session, permission)
    await session.async_close()


def _streams(chunks: list[bytes]) -> list[str]:
    with av.open(io.BytesIO(b"".join(chunks)), "r", format="mpegts") as container:
        return [stream.type for stream in container.streams]


def test_every_camera_has_a_tone_of_its_own() -> None:
    """Otherwise finding one would prove nothing."""
    tones = [camera.tone for camera in CAMERAS.values() if camera.audio]
    assert len(set(tones)) == len(tones) >= 2


async def test_silent_loud_silent(listener: Listener) -> None:
    """The tone is there while sound passes; before and after it there is no sound at all."""
    tone = _tone(listener.camera)
    first = listener.join()
    before = await listener.watch(first, 1.0)
    assert _streams(before) == ["video"]
    listener.switch(on=True)
    assert listener.aborted == [1]
    assert await first.next() is None

    second = listener.join()
    during = await listener.watch(second, 2.0, "audio")
    assert _streams(during) == ["video", "audio"]
    assert loudest_tone(b"".join(during)) == pytest.approx(tone, abs=10)
    late = listener.join()  # starts with what was kept
    caught_up = await listener.watch(late, 1.0, "audio")
    assert loudest_tone(b"".join(caught_up)) == pytest.approx(tone, abs=10)

    listener.switch(on=False)
    assert listener.aborted == [1, 1, 1]
    assert [await second.next(), await late.next()] == [None, None]
    third = listener.join()
    assert not third._queue
    after = await listener.watch(third, 1.0)
    assert _streams(after) == ["video"]
    assert not holds_tone(after, tone)


async def test_the_picture_does_not_wait_for_the_sound(listener: Listener) -> None:
    """With sound pictures come on as they do without, and both are of the same time."""
    listener.permission.audio = True
    chunks = await listener.watch(listener.join(), 3.0, "audio")
    data = b"".join(chunks)
    with av.open(io.BytesIO(data), "r", format="mpegts") as container:
        times = [frame.time for frame in container.decode(video=0) if frame.time]
    # Of the camera's 15 a second a busy machine loses some.
    assert len(times) / (times[-1] - times[0]) > 6
    samples, begins = hear(data)
    ends = begins + len(samples) / 8000
    assert abs(begins - times[0]) < 0.5
    assert abs(ends - times[-1]) < 0.5
    assert strength(samples[4000:], _tone(listener.camera)) > 0.1


async def test_stills_do_not_notice(listener: Listener) -> None:
    """Whoever waits for a still when sound begins gets it."""
    glance = asyncio.create_task(listener.session.async_still())
    await asyncio.sleep(0.3)
    listener.switch(on=True)
    assert read((await glance).content) is not None


async def test_a_worker_that_talks_too_much_is_not_passed_on(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sound that comes although none may pass goes nowhere."""
    start = WorkerProcess.start

    async def loud(
        library: str,
        source: StreamSource,
        offset: float,
        *,
        audio: bool,
        order: Order | None,
    ) -> WorkerProcess:
        assert not audio
        return await start(library, source, offset, audio=True, order=order)

    monkeypatch.setattr(WorkerProcess, "start", loud)
    got = await listener.watch(listener.join(), 2)
    assert not holds_tone(got, _tone(listener.camera))
    with av.open(io.BytesIO(b"".join(got)), "r", format="mpegts") as container:
        kinds = {one.stream.type for one in container.demux() if one.size}
    assert kinds == {"video"}


async def test_a_microphone_that_refuses(socket_enabled: None) -> None:
    """A camera that answers nothing useful to those who want its sound is asked without, once."""
    asked: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.close()

    async with listening(talk) as port:
        source = StreamSource(f"rtsp://127.0.0.1:{port}/a", {})
        worker = await WorkerProcess.start(find_library(), source, 0.0, audio=True)
        said = [message.kind async for message in worker.messages()]
        await worker.wait()
    assert said == [MessageKind.FAILED]
    assert len(asked) == 2
