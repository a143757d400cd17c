"""A real motionEye server behind Home Assistant's own integration: what is private there, and what is not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
import time

import pytest
import pytest_asyncio

from lab.camera_controls import change_controls
from lab.cameras_process import LabCameras
from lab.home_client import HomeClient
from lab.motioneye_process import MotionEye, OwnPage
from lab.mqtt_process import Broker, MqttClient, MqttSwitch, add_broker
from lab.picture import Reading, read

from .closing import until
from .conftest import allow_loopback
from .lab_house import START_SECONDS
from .parts_house import PartsHouse, add_motioneye, guard_one, parts_house

DEVICE_PRIVACY = "sensor.den_device_privacy"
PRIVATE = "switch.den_privacy_mode"
CONTROLS = ("video_streaming", "movies", "still_images")

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True, kw_only=True)
class Den:
    """The house, its server, the server's own page, and the plug that its camera hangs on."""

    house: PartsHouse
    server: MotionEye
    page: OwnPage
    plug: MqttSwitch
    client: HomeClient

    async def newest(self) -> Reading | None:
        """Return what the server's own page shows now."""
        return read(await self.page.picture())

    async def shows_since(self, moment: float) -> bool:
        """Return whether the server's own page shows something that was taken after a moment."""
        seen = await self.newest()
        return seen is not None and seen.moment() > moment

    async def settings(self) -> dict[str, bool]:
        """Return what the server itself says that its controls are at."""
        settings = await self.page.settings()
        return {key: settings[key] for key in CONTROLS}

    async def private(self) -> float:
        """Make the camera private by hand; return when, as soon as the server has settled."""
        await self.client.act("switch.turn_on", entity_id=PRIVATE)
        assert await until(self._told, 120, pause=0.3)
        return time.time()

    async def _told(self) -> bool:
        return not any((await self.settings()).values())

    async def open(self) -> None:
        """End that."""
        await self.client.act("lens_cap.follow_rules", entity_id="camera.den")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def den(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Den]:
    """Boot a house with a motionEye server that records; every test leaves its camera open."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("den")
    async with AsyncExitStack() as stack:
        broker = await stack.enter_async_context(Broker(folder=folder / "broker"))
        devices = MqttClient(broker)

        async def power(on: bool) -> None:
            await lab_process.control("living_room", "ok" if on else "down")

        plug = MqttSwitch(devices, "plug", power, at=True)
        await stack.enter_async_context(devices)
        plug.announce("Power", {"identifiers": ["plug"], "name": "Plug"})
        source = lab_process.addresses["living_room"]
        server = await stack.enter_async_context(
            MotionEye(folder=folder / "motioneye", source=source)
        )
        page = await stack.enter_async_context(server.page())
        house = await stack.enter_async_context(parts_house(folder / "home"))
        client = await stack.enter_async_context(house.client())
        await add_broker(client, broker)
        await add_motioneye(client, server)
        await client.until_state("switch.den_movies", "on")
        await client.until_state("switch.plug_power", "on")
        await guard_one(client, "den", "Den")
        await client.until_state(PRIVATE, "off")
        yield Den(house=house, server=server, page=page, plug=plug, client=client)


async def test_with_its_power_cut_its_page_shows_nothing_new(den: Den) -> None:
    """A plug that the owner picked ends the picture for everybody, the server's own page included."""
    pick = {"entity": "switch.plug_power", "role": "plug", "safe_value": "off"}
    await change_controls(den.client, controls=[], pick=pick)
    now = time.time()
    assert await until(lambda: den.shows_since(now), START_SECONDS, pause=0.5)
    await den.client.act("switch.turn_on", entity_id=PRIVATE)
    await den.client.until_state(DEVICE_PRIVACY, "confirmed")
    closed_at = time.time()
    await asyncio.sleep(4)
    seen = [await den.newest() for _ in range(4)]
    assert [one for one in seen if one and one.moment() > closed_at + 1] == []
    assert den.plug.told == ["OFF"]
    await den.open()
    now = time.time()
    assert await until(lambda: den.shows_since(now), START_SECONDS, pause=0.5)
    assert den.plug.told == ["OFF", "ON"]
    await change_controls(den.client, controls=[])


async def test_recordings_stop_and_come_back(den: Den) -> None:
    """While private no file is added; afterwards it records as before, and what was off stays off.

    Its switch for streaming only closes the stream to other machines: its own page shows new
    pictures all the while, and nobody says that it does not.
    """
    offered = await change_controls(den.client)
    streaming = next(key for key, said in offered.items() if "video_streaming" in said)
    await change_controls(den.client, controls=list(offered))
    assert await until(lambda: _is_enabled(den), START_SECONDS, pause=0.5)
    assert streaming in offered
    assert await until(lambda: len(den.server.kept()) > 2, START_SECONDS)
    before = await den.settings()
    assert before == dict.fromkeys(CONTROLS, True)
    closed_at = await den.private()
    await asyncio.sleep(4)
    kept = den.server.kept()
    assert await until(lambda: den.shows_since(closed_at + 2), START_SECONDS, pause=0.5)
    assert await den.client.until_state(DEVICE_PRIVACY, "unconfirmed")
    said = (await den.client.states())[DEVICE_PRIVACY]["attributes"]
    assert (said["recording"], said["privacy"]) == ("confirmed", "unconfirmed")
    assert await den.client.state("camera.den_original") == "unavailable"
    assert den.server.kept() == kept
    await den.open()
    assert await until(lambda: _is_at(den, before), START_SECONDS, pause=0.3)
    assert await until(lambda: bool(den.server.kept() - kept), START_SECONDS)
    assert await den.client.until_state(DEVICE_PRIVACY, "not_needed")
    await den.page.set(movies=False)
    await den.client.act("homeassistant.update_entity", entity_id="switch.den_movies")
    assert await den.client.state("switch.den_movies") == "off"
    await den.private()
    await den.open()
    assert await until(
        lambda: _is_at(den, {**before, "movies": False}), START_SECONDS, pause=0.3
    )
    # motionEye itself forgets when it kept stills; that is said on the page about controls.
    assert (await den.page.settings())["capture_mode"] == "manual"


async def _is_enabled(den: Den) -> bool:
    states = await den.client.states()
    return bool(states.get("switch.den_video_streaming", {}).get("state") == "on")


async def _is_at(den: Den, wanted: dict[str, bool]) -> bool:
    return await den.settings() == wanted
