"""An original is sealed from its birth, whoever reloads what, and is what it was afterwards."""

import asyncio
from contextlib import suppress
from typing import Final

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.ha import compat_entities
from custom_components.lens_cap.sealing import async_seals
from custom_components.lens_cap.sealing.exchange import seal_of
from homeassistant import loader
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import HALL, SECRET, SOFA, House, SourceCamera, build
from ...helpers.subentries import add_camera, change_camera
from .conftest import ORIGINAL
from .ends import ENDS, End

RELOADS = 100
# What it keeps on an entity that was asked something, or had another id.
KEPT_BY_HOME_ASSISTANT = {
    "_Entity__capabilities_updated_at",
    "_Entity__remove_future",
    "_context",
    "_context_set",
    "_job_types",
    "_removed_from_registry",
    "entity_picture",
    "frame_interval",
    "is_on",
    "use_stream_for_stills",
}


def _entity(hass: HomeAssistant, entity_id: str = ORIGINAL) -> Camera:
    camera = hass.data[DATA_COMPONENT].get_entity(entity_id)
    assert camera is not None
    return camera


def _sealed(hass: HomeAssistant) -> set[str]:
    return {
        camera.entity_id
        for camera in hass.data[DATA_COMPONENT].entities
        if seal_of(camera) is not None
    }


async def _reload_originals(hass: HomeAssistant) -> None:
    (entry,) = hass.config_entries.async_entries("test")
    assert await hass.config_entries.async_reload(entry.entry_id)


RELAYED: Final = "/live.ts?auth="


class Thief:
    """Asks every camera for its picture and address in each turn of the event loop."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Look at this Home Assistant."""
        self._hass = hass
        self.asked = 0
        self.loot: list[object] = []

    async def run(self) -> None:
        """Ask for ever."""
        while True:
            for entity_id in (ORIGINAL, "camera.bed_original", "camera.sofa"):
                camera = self._hass.data[DATA_COMPONENT].get_entity(entity_id)
                if camera is not None:
                    await self._ask(camera)
            await asyncio.sleep(0)

    async def _ask(self, camera: Camera) -> None:
        self.asked += 1
        for way in (camera.async_camera_image, camera.stream_source):
            with suppress(HomeAssistantError):
                answer = await way()
                # The relay's address gives the calm picture while the camera is private.
                if answer is not None and RELAYED not in str(answer):
                    self.loot.append(answer)


async def test_no_turn_of_the_loop_is_open(hass: HomeAssistant, house: House) -> None:
    """The original's integration and Lens Cap are reloaded again and again; nothing is given."""
    await house.call("camera.turn_off", "camera.sofa")
    thief = Thief(hass)
    stealing = asyncio.create_task(thief.run())
    for _ in range(RELOADS):
        await _reload_originals(hass)
    for _ in range(3):
        assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    stealing.cancel()
    assert thief.asked > RELOADS
    assert thief.loot == []
    assert _sealed(hass) == {ORIGINAL, "camera.bed_original"}


async def test_each_of_its_lives_is_sealed(hass: HomeAssistant, house: House) -> None:
    """Renamed, disabled and enabled again, given another id by its integration's reload."""
    registry = er.async_get(hass)
    registry.async_update_entity(ORIGINAL, new_entity_id="camera.garden")
    await hass.async_block_till_done()
    assert "camera.garden" in _sealed(hass)
    registry.async_update_entity(
        "camera.garden", disabled_by=er.RegistryEntryDisabler.USER
    )
    await hass.async_block_till_done()
    registry.async_update_entity("camera.garden", disabled_by=None)
    await _reload_originals(hass)
    assert "camera.garden" in _sealed(hass)


async def test_another_source_is_sealed_instead(
    hass: HomeAssistant, house: House
) -> None:
    """A device that was replaced: the new one answers through the guard, the old one is free."""
    entry = er.async_get(hass).async_get("camera.hall")
    assert entry is not None
    change_camera(house, SOFA, source=entry.id)
    await hass.async_block_till_done()
    assert _sealed(hass) == {"camera.hall", "camera.bed_original"}


async def test_a_camera_that_is_guarded_later_is_sealed_from_then_on(
    hass: HomeAssistant, house: House, hass_client: ClientSessionGenerator
) -> None:
    """Whoever watches it is cut off, links that were given out are void, and its stream ends."""
    client = await hass_client()
    viewer = await client.get("/api/camera_proxy_stream/camera.hall?interval=0.5")
    assert SECRET in await viewer.content.readany()
    link = house.state("camera.hall").attributes["entity_picture"]
    hall = _entity(hass, "camera.hall")
    stream = await hall.async_create_stream()
    assert stream is not None
    stream.add_provider("recorder")
    add_camera(house, HALL)
    await hass.async_block_till_done()
    assert seal_of(hall) is not None
    assert vars(hall)["stream"] is None
    assert stream.outputs() == {}
    with suppress(Exception):
        while await viewer.content.readany():
            pass
    assert viewer.content.exception() is not None or viewer.content.at_eof()
    answer = await client.get(link, headers={"Authorization": ""})
    assert answer.status in (401, 403)


@pytest.mark.parametrize("end", ENDS)
async def test_afterwards_it_is_what_it_was(
    hass: HomeAssistant,
    house: House,
    end: End,
) -> None:
    """Class, attributes, features and answers; only its tokens are new."""
    camera = house.sources[SOFA]
    never = house.sources[HALL]
    await house.call("camera.turn_off", "camera.sofa")
    await end(house)
    await hass.async_block_till_done()
    assert type(camera) is SourceCamera
    assert _entity(hass, camera.entity_id) is camera
    assert vars(camera).keys() - KEPT_BY_HOME_ASSISTANT == (
        vars(never).keys() - KEPT_BY_HOME_ASSISTANT
    )
    assert camera.is_on is never.is_on
    assert camera.supported_features == never.supported_features
    assert SECRET in (await camera.async_camera_image() or b"")
    assert await camera.stream_source() == camera.address
    assert camera.camera_capabilities == never.camera_capabilities
    await _reload_originals(hass)
    assert SECRET in (await house.sources[SOFA].async_camera_image() or b"")


async def test_nothing_of_home_assistant_s_stays_replaced(house: House) -> None:
    """Its own method is back when no camera is guarded."""
    assert Camera.async_internal_added_to_hass.__module__ == compat_entities.__name__
    await house.stop()
    assert Camera.async_internal_added_to_hass.__module__ == Camera.__module__


async def test_it_is_sealed_before_lens_cap_is_ready(hass: HomeAssistant) -> None:
    """As soon as the component is there, before anything of it was read from disk."""
    house = await build(hass)
    integration = await loader.async_get_integration(hass, DOMAIN)
    component = await integration.async_get_component()
    assert await component.async_setup(hass, {})
    assert _sealed(hass) == {"camera.sofa", "camera.bed"}
    with pytest.raises(HomeAssistantError):
        await _entity(hass, "camera.sofa").async_camera_image()
    async_seals(hass).release_all()
    assert type(house.sources[SOFA]) is SourceCamera
