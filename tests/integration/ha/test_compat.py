"""The fragile contacts with Home Assistant, on real streams and real registries."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
import inspect
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.lens_cap.exceptions import LiveEndedError
from custom_components.lens_cap.ha import compat, compat_streams
from homeassistant.components.camera.prefs import DynamicStreamSettings
from homeassistant.components.stream import DOMAIN as STREAM, Stream, create_stream
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.storage import Store
from tests.helpers.clips import RATE, clip

SECONDS = 30


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Yield the address of a stream that comes as slowly as a camera's."""
    video = await asyncio.to_thread(clip, "libx264", "mpegts", RATE * SECONDS)
    piece = len(video) // (RATE * SECONDS)

    feeding: set[asyncio.Task[None] | None] = set()

    async def feed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        feeding.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.CancelledError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\n\r\n")
            for start in range(0, len(video), piece):
                writer.write(video[start : start + piece])
                await writer.drain()
                await asyncio.sleep(0.5 / RATE)
        writer.close()

    server = await asyncio.start_server(feed, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/live"
        for task in feeding:
            assert task is not None
            task.cancel()
            await asyncio.wait([task])


@pytest.mark.parametrize("preload", [False, True])
async def test_a_running_stream_ends_with_all_that_it_feeds(
    hass: HomeAssistant, address: str, preload: bool
) -> None:
    """Worker thread, live picture and recording end at once; the preference stays as it was."""
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    settings = DynamicStreamSettings(preload_stream=preload)
    stream = create_stream(hass, address, {}, settings, "a camera")
    recording = hass.async_create_task(
        stream.async_record(hass.config.path("taken.mp4"), duration=60)
    )
    live = stream.add_provider("hls")
    await stream.start()
    stream.endpoint_url("hls")
    async with asyncio.timeout(60):
        await live.recv()
    thread = stream._thread
    assert thread is not None
    assert thread.is_alive()
    assert stream in hass.data[STREAM][ATTR_STREAMS]
    assert set(stream.outputs()) == {"hls", "recorder"}

    async with asyncio.timeout(60):
        await compat_streams.async_end_stream(hass, stream, "Sofa")
        await asyncio.wait([recording])
    assert not thread.is_alive()
    assert not stream.outputs()
    assert stream.access_token is None
    assert settings.preload_stream is preload
    assert hass.data[STREAM][ATTR_STREAMS] == []
    recording.exception()


async def test_a_segment_that_was_under_way_keeps_no_recording_waiting(
    hass: HomeAssistant, address: str
) -> None:
    """The worker hands over a last one while the stream ends, and Home Assistant takes it for life."""
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    file = Path(hass.config.path("taken.mp4"))
    stream = create_stream(hass, address, {}, DynamicStreamSettings(), "a camera")
    recording = hass.async_create_task(stream.async_record(str(file), duration=600))
    async with asyncio.timeout(60):
        recorder = stream.outputs()["recorder"]
        # The second: by then the first is whole.
        assert await recorder.recv() and await recorder.recv()
        assert recorder.last_segment is not None
        recorder.put(recorder.last_segment)
        await compat_streams.async_end_stream(hass, stream, "Sofa")
        await recording
    assert await asyncio.to_thread(file.exists)


async def test_a_stream_that_has_ended_does_not_start_again(
    hass: HomeAssistant, address: str
) -> None:
    """Whoever holds it still would draw on its camera, past whatever stands there by then."""
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    stream = create_stream(hass, address, {}, DynamicStreamSettings(), "a camera")
    stream.add_provider("hls")
    await stream.start()
    await compat_streams.async_end_stream(hass, stream, "Sofa")
    async with asyncio.timeout(60):
        with pytest.raises(LiveEndedError):
            await stream.async_record(hass.config.path("taken.mp4"), duration=600)
        with pytest.raises(LiveEndedError):
            await stream.start()
    assert stream._thread is None


async def test_a_stream_that_fails_to_stop_gives_the_preference_back(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shared with Home Assistant, and not ours to change."""

    async def fail(stream: Stream) -> None:
        raise RuntimeError("in Home Assistant")

    settings = DynamicStreamSettings(preload_stream=True)
    stream = create_stream(hass, "http://127.0.0.1:9/", {}, settings)
    with monkeypatch.context() as patch:
        patch.setattr(Stream, "stop", fail)
        with pytest.raises(RuntimeError):
            await compat_streams.async_end_stream(hass, stream, "Sofa")
    assert settings.preload_stream is True


async def test_a_stream_can_be_ended_twice(hass: HomeAssistant) -> None:
    """Also one that Home Assistant does not know, or never started."""
    stream = create_stream(hass, "http://127.0.0.1:9/", {}, DynamicStreamSettings())
    await compat_streams.async_end_stream(hass, stream, "Sofa")
    await compat_streams.async_end_stream(hass, stream, "Sofa")
    assert hass.data[STREAM][ATTR_STREAMS] == []


@pytest.mark.parametrize("live", [False, True])
async def test_a_recording_that_gets_no_picture(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, live: bool
) -> None:
    """It ends with an error instead of never, also where it waits for a live picture first."""
    monkeypatch.setattr(compat_streams, "_FIRST_SEGMENT_SECONDS", 0.1)
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    file = Path(hass.config.path("taken.mp4"))
    stream = create_stream(hass, "http://127.0.0.1:9/", {}, DynamicStreamSettings())
    for _ in range(2):
        compat_streams.end_empty_recordings(
            stream, lambda: HomeAssistantError("no picture")
        )
    outputs = {"hls"} if live else set()
    for output in outputs:
        stream.add_provider(output)
    async with asyncio.timeout(60):
        with pytest.raises(HomeAssistantError, match="no picture"):
            await stream.async_record(str(file), duration=1)
    assert set(stream.outputs()) == outputs
    assert not await asyncio.to_thread(file.exists)
    await compat_streams.async_end_stream(hass, stream, "Sofa")


async def test_a_recording_that_gets_one(
    hass: HomeAssistant, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on to its end, however long that is."""
    monkeypatch.setattr(compat_streams, "_FIRST_SEGMENT_SECONDS", 12.0)
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    file = Path(hass.config.path("taken.mp4"))
    stream = create_stream(hass, address, {}, DynamicStreamSettings())
    compat_streams.end_empty_recordings(
        stream, lambda: HomeAssistantError("no picture")
    )
    await stream.async_record(str(file), duration=15)
    assert await asyncio.to_thread(file.exists)
    await compat_streams.async_end_stream(hass, stream, "Sofa")


@pytest.mark.parametrize("noted_first", [False, True])
async def test_a_recording_is_noted_and_limited_in_whichever_order_that_was_asked_for(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, noted_first: bool
) -> None:
    """Neither leaves the other one out; what failed was begun, and never whole."""
    monkeypatch.setattr(compat_streams, "_FIRST_SEGMENT_SECONDS", 0.1)
    hass.config.allowlist_external_dirs = {hass.config.config_dir}
    file = hass.config.path("taken.mp4")
    stream = create_stream(hass, "http://127.0.0.1:9/", {}, DynamicStreamSettings())
    heard: list[object] = []

    @asynccontextmanager
    async def around(path: str, lookback: int) -> AsyncIterator[None]:
        heard.append((path, lookback))
        yield
        heard.append("whole")

    asked: list[Callable[[], None]] = [
        lambda: compat_streams.end_empty_recordings(
            stream, lambda: HomeAssistantError("no picture")
        ),
        lambda: compat_streams.around_recordings(stream, around),
    ]
    for ask in [*sorted(asked, key=asked.index, reverse=noted_first), *asked]:
        ask()
    async with asyncio.timeout(60):
        with pytest.raises(HomeAssistantError, match="no picture"):
            await stream.async_record(file, duration=1, lookback=3)
    assert heard == [(file, 3)]
    await compat_streams.async_end_stream(hass, stream, "Sofa")


def test_a_recording_is_asked_for_as_home_assistant_asks() -> None:
    """What stands in the place of its method takes the same, and has the same where nothing is said."""
    ours, theirs = (
        [
            (one.name, one.kind, one.default)
            for one in inspect.signature(method).parameters.values()
        ]
        for method in (compat_streams._Record.__call__, Stream.async_record)
    )
    assert ours == theirs


def _stored(hass: HomeAssistant, key: str) -> dict[str, Any]:
    content = Path(hass.config.path(".storage", key)).read_bytes()
    data: dict[str, Any] = json.loads(content)["data"]
    return data


async def test_the_preload_preference_is_on_disk(hass: HomeAssistant) -> None:
    """It is kept by entity id; the one that Home Assistant holds in memory follows."""
    assert not await compat.async_get_preload(hass, "camera.sofa")
    await compat.async_set_preload(hass, "camera.sofa", value=True)
    assert await compat.async_get_preload(hass, "camera.sofa")
    assert _stored(hass, "camera") == {"camera.sofa": {"preload_stream": True}}
    await compat.async_set_preload(hass, "camera.sofa", value=False)
    assert not await compat.async_get_preload(hass, "camera.sofa")


async def test_the_entity_registry_is_on_disk(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it returns, and not ten seconds later."""
    registry = er.async_get(hass)
    # The store that tests get never writes.
    store: Store[dict[str, Any]] = Store(hass, 1, er.STORAGE_KEY)
    monkeypatch.setattr(registry, "_store", store)
    registry.async_get_or_create("camera", "test", "sofa")
    assert await compat.async_save_entity_registry(hass)
    entities = _stored(hass, er.STORAGE_KEY)["entities"]
    assert [entity["entity_id"] for entity in entities] == ["camera.test_sofa"]
