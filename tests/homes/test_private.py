"""Private cameras: what was running ends, what was kept is void, and no door gives a picture.

All cameras are watched in every way and then made private once; each test looks at one of the
ways in which Home Assistant could still show them.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from io import BytesIO
import logging

import av
import pytest
import pytest_asyncio

from lab.home_client import HomeClient, HomeError
from lab.picture import Reading, frames_of, open_image, read
from lab.sources import PLACES, entity_id
from lab.viewers import MjpegViewer

from ..helpers.processes import workers
from .closing import Closed, close, reopen, until
from .conftest import allow_loopback
from .lab_house import KEYS, PASSED_ON, START_SECONDS, House
from .low_latency import LowLatencyViewer

LOGGER = logging.getLogger(__name__)
STREAMS = ("living_room", "hallway")
# Who watched the calm picture by HLS may have left half a minute ago.
CALM_SECONDS = 60

pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What was watched when the cameras were made private, and what had been given away before."""

    closed: Closed
    mjpeg: dict[str, MjpegViewer]
    hls: dict[str, LowLatencyViewer]
    recorded: dict[str, list[Reading]]
    pictures: dict[str, str]
    passed_on: Reading | None


async def state_picture(client: HomeClient, key: str) -> str:
    """Return the address of a camera's picture as dashboards and notifications use it."""
    path: str = (await client.states())[entity_id(key)]["attributes"]["entity_picture"]
    return path


async def record(house: House, client: HomeClient, key: str) -> list[Reading]:
    """Record a camera until that ends; return what is in the file, nothing where there is none."""
    file = house.media / f"cut_{key}.mp4"
    await client.act(
        "camera.record", entity_id=entity_id(key), filename=str(file), duration=60
    )
    if not file.exists():
        return []
    return await asyncio.to_thread(frames_of, file)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(house: House) -> AsyncIterator[Scene]:
    """Watch all cameras in every way, make them private, and leave them so."""
    allow_loopback()
    async with house.client() as client, AsyncExitStack() as stack:
        pictures = {key: await state_picture(client, key) for key in KEYS}
        passed_on = await client.answer(f"/api/camera_proxy/{PASSED_ON}")
        # The home goes on in other tests, however this one ends.
        stack.push_async_callback(reopen, client)
        stack.push_async_callback(_preload_hallway, client, on=False)
        # What a user may set: the stream would then run without a viewer, for ever.
        await _preload_hallway(client, on=True)
        mjpeg = {key: MjpegViewer(client, entity_id(key)) for key in KEYS}
        hls = {key: LowLatencyViewer(client, entity_id(key)) for key in STREAMS}
        for viewer in (*mjpeg.values(), *hls.values()):
            await stack.enter_async_context(viewer)
        recordings = {
            key: asyncio.create_task(record(house, client, key)) for key in STREAMS
        }
        # Long enough for the recording to hold a whole segment.
        assert await hls["living_room"].until_parts(8, START_SECONDS)
        assert await hls["hallway"].until_parts(8, START_SECONDS)
        closed = await close(client)
        for viewer in (*mjpeg.values(), *hls.values()):
            assert await viewer.until_ended(START_SECONDS), viewer
        recorded = {
            key: await asyncio.wait_for(task, START_SECONDS)
            for key, task in recordings.items()
        }
        yield Scene(
            closed=closed,
            mjpeg=mjpeg,
            hls=hls,
            recorded=recorded,
            pictures=pictures,
            passed_on=read(passed_on.body),
        )


async def _preload_hallway(client: HomeClient, *, on: bool) -> None:
    await client.command(
        "camera/update_prefs", entity_id=entity_id("hallway"), preload_stream=on
    )


async def refusal(client: HomeClient, kind: str, **fields: object) -> str:
    """Return why a websocket command was refused. Fails where it was not."""
    with pytest.raises(HomeError) as refused:
        await client.command(kind, **fields)
    return str(refused.value)


async def refused_action(
    client: HomeClient, action: str, key: str, **data: object
) -> str:
    """Return why an action on a camera was refused. Fails where it was not."""
    return await refusal(
        client,
        "call_service",
        domain="camera",
        service=action,
        service_data=data,
        target={"entity_id": entity_id(key)},
    )


def says_why(text: str, key: str) -> bool:
    """Return whether a text names the camera and says that somebody wants privacy."""
    name, _ = PLACES[key]
    return f"{name} is private: somebody asked for privacy" in text


def is_placeholder(body: bytes) -> bool:
    """Return whether this is a picture, and none of a camera."""
    return open_image(body) is not None and read(body) is None


async def newcomer_sees(client: HomeClient, entity: str, path: str = "") -> list[bytes]:
    """Return what somebody is shown who begins to watch MJPEG now, for a second."""
    async with MjpegViewer(client, entity, path or None) as viewer:
        await viewer.until_ended(1)
    assert viewer.seen, "not even a placeholder"
    return [b"camera" for one in viewer.seen if one.reading]


@pytest.mark.parametrize("key", KEYS)
async def test_running_mjpeg_ends(scene: Scene, key: str) -> None:
    """Whoever watched MJPEG is cut off before any newer picture."""
    viewer = scene.mjpeg[key]
    assert len(viewer.lab_frames()) > 3
    assert scene.closed.late(viewer.seen) == []
    last = scene.closed.until(viewer.lab_frames()[-1].at)
    ended = scene.closed.until(viewer.ended_at)
    LOGGER.info(
        "%s: last picture %.0f ms, end %.0f ms after the call", key, last, ended
    )


@pytest.mark.parametrize("key", KEYS)
async def test_proxy(client: HomeClient, scene: Scene, key: str) -> None:
    """Row 1: dashboards are given a placeholder as still and as MJPEG, in every size."""
    for query in ("", "?width=320&height=180", "?width=10"):
        answer = await client.answer(f"/api/camera_proxy/{entity_id(key)}{query}")
        assert answer.status == 200
        assert is_placeholder(answer.body)
    for query in ("", "?interval=0.5"):
        path = f"/api/camera_proxy_stream/{entity_id(key)}{query}"
        assert await newcomer_sees(client, entity_id(key), path) == []


@pytest.mark.parametrize("key", STREAMS)
async def test_websocket(client: HomeClient, scene: Scene, key: str) -> None:
    """Row 2: what is promised stays, and what comes of it is the calm picture."""
    capabilities = await client.command("camera/capabilities", entity_id=entity_id(key))
    assert "hls" in capabilities["frontend_stream_types"]
    async with LowLatencyViewer(client, entity_id(key)) as viewer:
        assert await viewer.until_parts(3, START_SECONDS)
    assert await viewer.frames() == []
    with av.open(BytesIO(viewer.recording), "r") as video:
        frame = next(video.decode(video=0))
    assert (frame.width, frame.height) == (1280, 720)


@pytest.mark.parametrize("key", KEYS)
async def test_media_browser(client: HomeClient, scene: Scene, key: str) -> None:
    """Row 3: the media browser says why it cannot play the camera."""
    media = f"media-source://camera/{entity_id(key)}"
    refused = await refusal(
        client, "media_source/resolve_media", media_content_id=media
    )
    assert says_why(refused, key)


@pytest.mark.parametrize("key", KEYS)
async def test_actions(
    house: House, client: HomeClient, scene: Scene, key: str
) -> None:
    """Row 4: actions say which camera is private and why, and write no file."""
    files = {"snapshot": f"row_4_{key}.jpg", "record": f"row_4_{key}.mp4"}
    for action, name in files.items():
        file = house.media / name
        refused = await refused_action(client, action, key, filename=str(file))
        assert says_why(refused, key)
        assert not file.exists()
    refused = await refused_action(
        client, "play_stream", key, media_player="media_player.screen"
    )
    assert says_why(refused, key)


@pytest.mark.parametrize("key", STREAMS)
async def test_open_hls(scene: Scene, key: str) -> None:
    """Row 5: a running HLS viewer is cut off, and every address that it had is void."""
    viewer = scene.hls[key]
    frames = await viewer.frames()
    assert len(frames) > 30
    assert scene.closed.newer(frames) == []
    last, ended = map(scene.closed.until, (viewer.last_at, viewer.ended_at))
    LOGGER.info("%s: last part %.0f ms, end %.0f ms after the call", key, last, ended)


@pytest.mark.parametrize("key", STREAMS)
async def test_old_hls_addresses(client: HomeClient, scene: Scene, key: str) -> None:
    """Row 5: the segments and parts that were given before are gone."""
    paths = [path for path in scene.hls[key].paths if "/segment/" in path]
    whole = scene.hls[key].playlist.replace("playlist.m3u8", "segment/0.m4s")
    assert paths
    for path in [*paths, whole]:
        assert (await client.answer(path, signed=True)).status == 404


@pytest.mark.parametrize("key", STREAMS)
async def test_running_recording(scene: Scene, key: str) -> None:
    """Row 4: a running recording ends, with nothing newer in it."""
    assert len(scene.recorded[key]) > 30
    assert scene.closed.newer(scene.recorded[key]) == []


async def test_preload(house: House, client: HomeClient, scene: Scene) -> None:
    """Row 6: "preload stream", set before or while private, keeps nothing running."""
    await client.command(
        "camera/update_prefs", entity_id=entity_id("living_room"), preload_stream=True
    )
    await asyncio.sleep(1)
    assert await house.nobody_looks()
    await client.command(
        "camera/update_prefs", entity_id=entity_id("living_room"), preload_stream=False
    )


@pytest.mark.parametrize("key", KEYS)
async def test_consumers(
    house: House, client: HomeClient, scene: Scene, key: str
) -> None:
    """Row 11: notifications, and whatever works on snapshots, get a placeholder or an error."""
    template = f"{{{{ state_attr('{entity_id(key)}', 'entity_picture') }}}}"
    answer = await client.answer(
        "/api/template", method="POST", data={"template": template}
    )
    picture = await client.answer(answer.body.decode(), signed=True)
    assert picture.status == 200
    assert is_placeholder(picture.body)
    file = house.media / f"row_11_{key}.jpg"
    await client.post(
        f"/api/config/script/config/look_{key}",
        {
            "alias": f"Look {key}",
            "sequence": [
                {
                    "action": "camera.snapshot",
                    "target": {"entity_id": entity_id(key)},
                    "data": {"filename": str(file)},
                }
            ],
        },
    )
    await client.until_state(f"script.look_{key}")
    with pytest.raises(HomeError) as refused:
        await client.act(f"script.look_{key}")
    assert says_why(str(refused.value), key)
    assert not file.exists()


@pytest.mark.parametrize("key", KEYS)
async def test_old_picture_addresses(
    client: HomeClient, scene: Scene, key: str
) -> None:
    """Row 12: addresses of pictures that were sent before are void."""
    for path in (
        scene.pictures[key],
        scene.pictures[key].replace("camera_proxy", "camera_proxy_stream"),
    ):
        assert (await client.answer(path, signed=True)).status in {401, 403}
    assert scene.pictures[key] != await state_picture(client, key)


async def test_passed_on(client: HomeClient, scene: Scene) -> None:
    """Row 12: a camera that keeps and passes on the guarded one's pictures has no newer one."""
    assert scene.passed_on is not None
    answer = await client.answer(f"/api/camera_proxy/{PASSED_ON}")
    reading = read(answer.body)
    assert reading is None or scene.closed.newer([reading]) == []
    async with MjpegViewer(client, PASSED_ON) as viewer:
        await viewer.until_ended(1)
    assert scene.closed.late(viewer.seen) == []


async def test_nothing_runs(house: House, client: HomeClient, scene: Scene) -> None:
    """While all is private, nobody looks at the cameras, and no worker outlives its viewers for long."""
    assert await until(lambda: workers(house.pid) == (), CALM_SECONDS)
    assert await house.nobody_looks()


async def test_states_say_why(client: HomeClient, scene: Scene) -> None:
    """Every camera says that it is private, and why."""
    states = await client.states()
    for key in KEYS:
        assert states[f"sensor.{key}_privacy_level"]["state"] == "private"
        assert states[f"sensor.{key}_privacy_reason"]["state"] == "hold"
        assert states[f"binary_sensor.{key}_being_viewed"]["state"] == "off"
        assert states[entity_id(key)]["state"] == "idle"
