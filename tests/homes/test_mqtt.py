"""A camera that speaks MQTT to a real broker, with a lens that its owner picked as its control."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import json
import os
import signal
import time

import pytest
import pytest_asyncio

from lab.camera_controls import change_controls
from lab.cameras_process import LabCameras
from lab.home_client import HomeClient
from lab.mqtt_process import PICTURE_TOPIC, Broker, MqttCamera, MqttClient, add_broker
from lab.picture import Reading, read

from .closing import until
from .closing_on_disk import left_on_disk
from .conftest import allow_loopback
from .lab_house import START_SECONDS
from .parts_house import PartsHouse, guard_one, parts_house

DEVICE_PRIVACY = "sensor.cot_device_privacy"
PRIVATE = "switch.cot_privacy_mode"
LENS = "switch.cot_lens_shut"
REPAIR = "device_not_private"

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(600),
]


@dataclass(kw_only=True)
class Cot:
    """The house, its broker and its camera; `seen` is what anybody at the broker saw."""

    house: PartsHouse
    broker: Broker
    camera: MqttCamera
    seen: list[Reading] = field(default_factory=list[Reading])

    def newer(self, moment: float) -> list[Reading]:
        """Return the pictures at the broker that were taken after a moment."""
        return [one for one in self.seen if one.moment() > moment]

    async def private(self, client: HomeClient) -> None:
        """Make the camera private by hand."""
        await client.act("switch.turn_on", entity_id=PRIVATE)

    async def open(self, client: HomeClient) -> None:
        """End that, and wait until the lens is open again."""
        await client.act("lens_cap.follow_rules", entity_id="camera.cot")
        assert await until(lambda: not self.camera.lens.at, START_SECONDS)
        await client.until_state(DEVICE_PRIVACY, "not_needed")
        self.camera.lens.told.clear()

    def remembered(self, key: str = "before") -> list[object]:
        """Return what is on disk of what the lens was before, or whether it was told."""
        file = self.house.home.folder / ".storage" / "lens_cap.controls"
        if not file.exists():
            return []
        cameras = json.loads(file.read_bytes())["data"]["cameras"].values()
        return [one[key] for camera in cameras for one in camera.values()]

    @property
    def request_is_kept(self) -> bool:
        """Return whether a start would find that somebody wanted privacy."""
        return left_on_disk(self.house.home).knows

    async def shows(self, client: HomeClient) -> Reading | None:
        """Return what the guarded camera shows."""
        return read((await client.answer("/api/camera_proxy/camera.cot")).body)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cot(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Cot]:
    """Boot a house with a broker and a camera; every test leaves it running, and its lens open."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("cot")
    async with AsyncExitStack() as stack:
        broker = await stack.enter_async_context(Broker(folder=folder / "broker"))
        device, watcher = MqttClient(broker), MqttClient(broker)
        camera = MqttCamera(device, lab_process.addresses["garden"])
        await stack.enter_async_context(device)
        await stack.enter_async_context(camera)
        house = await stack.enter_async_context(parts_house(folder / "home"))
        made = Cot(house=house, broker=broker, camera=camera)

        async def watch(picture: bytes) -> None:
            if (seen := read(picture)) is not None:
                made.seen.append(seen)

        watcher.hear(PICTURE_TOPIC, watch)
        await stack.enter_async_context(watcher)
        async with house.client() as client:
            await add_broker(client, broker)
            await client.until_state(LENS, "off")
            await guard_one(client, "cot", "Cot")
            await client.until_state(PRIVATE, "off")
            await change_controls(
                client,
                pick={"entity": LENS, "role": "privacy", "safe_value": "on"},
            )
        # Home Assistant takes its time to write down what it was told.
        assert await until(lambda: _is_written(house), START_SECONDS, pause=0.5)
        yield made


def _is_written(house: PartsHouse) -> bool:
    storage = house.home.folder / ".storage"
    entities = (storage / "core.entity_registry").read_text("utf-8")
    entries = (storage / "core.config_entries").read_text("utf-8")
    return "cot_lens_shut" in entities and "safe_value" in entries


async def test_private_and_open(cot: Cot) -> None:
    """While private nobody at the broker gets a picture; afterwards everything is as before."""
    async with cot.house.client() as client:
        assert await until(lambda: bool(cot.seen), START_SECONDS)
        await cot.private(client)
        await client.until_state(DEVICE_PRIVACY, "confirmed")
        closed_at = time.time()
        await asyncio.sleep(3)
        assert cot.camera.lens.told == ["ON"]
        assert cot.newer(closed_at + 0.5) == []
        assert cot.remembered() == ["off"]
        assert await cot.shows(client) is None
        await cot.open(client)
        assert await until(lambda: bool(cot.newer(time.time() - 1)), START_SECONDS)
        assert await cot.shows(client) is not None
        assert await until(lambda: cot.remembered() == [], START_SECONDS)


async def test_a_hand_at_the_camera(cot: Cot) -> None:
    """Whoever shuts the lens there makes the camera private here, until it is opened there."""
    async with cot.house.client() as client:
        await cot.camera.lens.move(at=True)
        await client.until_state(PRIVATE, "on")
        assert await client.state("sensor.cot_privacy_reason") == "closed_at_camera"
        assert cot.camera.lens.told == []
        await cot.camera.lens.move(at=False)
        await client.until_state(PRIVATE, "off")
        await client.until_state(DEVICE_PRIVACY, "not_needed")
        assert cot.camera.lens.told == []


async def test_killed_between_the_save_and_the_command(cot: Cot) -> None:
    """What was before is on disk: the next start closes, says so, and opens just what was open."""
    async with cot.house.client() as client:
        asking = asyncio.create_task(cot.private(client))
        # Without the request on the disk too, nothing would be private at the next start. Who asked may be answered
        # before that: the gate never waits for a device.
        async with asyncio.timeout(START_SECONDS):
            while not (cot.remembered() and cot.request_is_kept):
                if asking.done():
                    asking.result()
                await asyncio.sleep(0)
        os.kill(cot.house.pid, signal.SIGKILL)
        await asyncio.wait([asking])
        assert cot.request_is_kept
    await cot.house.home.kill()
    await _comes_back_private(cot)


async def test_killed_between_the_command_and_the_answer(cot: Cot) -> None:
    """A command whose answer nobody heard is not sent for nothing: the lens is closed, and opened after."""
    killed = asyncio.Event()

    async def kill(_picture: bytes) -> None:
        if not killed.is_set():
            killed.set()
            os.kill(cot.house.pid, signal.SIGKILL)

    async with cot.house.client() as client:
        spy = MqttClient(cot.broker)
        spy.hear("cot_lens_shut/set", kill)
        async with spy:
            asking = asyncio.create_task(cot.private(client))
            await asyncio.wait_for(killed.wait(), START_SECONDS)
            await asyncio.wait([asking])
    await cot.house.home.kill()
    assert cot.remembered() == ["off"]
    await _comes_back_private(cot)


async def _comes_back_private(cot: Cot) -> None:
    """Start again on what a kill has left, and see that it ends as if there had been none."""
    await cot.house.restart()
    async with cot.house.client() as client:
        assert await client.until_state(PRIVATE, "on")
        await client.until_state(DEVICE_PRIVACY, "confirmed", seconds=300)
        assert await cot.shows(client) is None
        assert cot.camera.lens.at
        assert len(cot.camera.lens.told) <= 2
        assert set(cot.camera.lens.told) <= {"ON"}
        await cot.open(client)
        assert await until(lambda: bool(cot.newer(time.time() - 1)), START_SECONDS)


async def test_killed_while_private_is_no_click(cot: Cot) -> None:
    """A lens that is shut stays shut over a power cut without being told again."""
    async with cot.house.client() as client:
        await cot.private(client)
        await client.until_state(DEVICE_PRIVACY, "confirmed", seconds=300)
    # Until that is on disk, a lens of which nothing is heard yet is told once more.
    assert await until(lambda: cot.remembered("told") == [True], START_SECONDS)
    cot.camera.lens.told.clear()
    await cot.house.home.kill()
    await cot.house.restart()
    async with cot.house.client() as client:
        await client.until_state(DEVICE_PRIVACY, "confirmed", seconds=300)
        assert cot.camera.lens.told == []
        await cot.open(client)


async def test_a_camera_that_restarts_open(cot: Cot) -> None:
    """It comes back as it is configured: the lens is shut again at once, and nobody is told of a hand."""
    lens = cot.camera.lens
    async with cot.house.client() as client:
        await cot.private(client)
        await client.until_state(DEVICE_PRIVACY, "confirmed", seconds=300)
        lens.told.clear()
        lens.go_away()
        await client.until_state(LENS, "unavailable")
        await lens.come_back(at=False)
        assert await until(lambda: lens.told == ["ON"], START_SECONDS)
        await client.until_state(DEVICE_PRIVACY, "confirmed", seconds=90)
        closed_at = time.time()
        await asyncio.sleep(2)
        assert cot.newer(closed_at + 0.5) == []
        activity = await client.command("get_states")
        [event] = [one for one in activity if one["entity_id"] == "event.cot_activity"]
        assert event["attributes"].get("event_type") != "device_drifted"
        await cot.open(client)


async def test_a_lens_that_does_not_obey(cot: Cot) -> None:
    """The gate is shut, it is said that the camera is not, one repair shows it; then it follows."""
    lens = cot.camera.lens
    lens.obeys = False
    async with cot.house.client() as client:
        await cot.private(client)
        assert await cot.shows(client) is None
        await client.until_state(DEVICE_PRIVACY, "failed", seconds=90)
        assert await until(lambda: _repairs(client, 1), START_SECONDS, pause=0.5)
        lens.obeys = True
        await client.until_state(DEVICE_PRIVACY, "confirmed", seconds=90)
        assert await until(lambda: _repairs(client, 0), START_SECONDS)
        await cot.open(client)


async def _repairs(client: HomeClient, count: int) -> bool:
    issues = (await client.command("repairs/list_issues"))["issues"]
    return len([one for one in issues if one["translation_key"] == REPAIR]) == count
