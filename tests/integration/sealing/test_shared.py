"""An original that two guarded cameras share: it gives nothing that one of them withholds."""

import asyncio
from contextlib import suppress

from aiohttp import ClientError
import pytest
from pytest_homeassistant_custom_component.common import MockEntityPlatform
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.sealing.exchange import seal_of
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import (
    BED,
    HALL,
    SECRET,
    SOFA,
    House,
    SourceCamera,
    build,
    registered,
)
from ...helpers.pictures import OwnWay, add_pictures
from ...helpers.subentries import add_camera, change_camera
from .conftest import ORIGINAL

OPEN = {"placement": "living_area", "base_level": "open"}


@pytest.fixture
async def shared(hass: HomeAssistant, house: House) -> House:
    """Return a house where the bed's camera has the sofa's original too, and both are open.

    No form allows that. It comes about where cameras of YAML get names that others had.
    """
    change_camera(house, BED, source=registered(hass, ORIGINAL).id, **OPEN)
    await hass.async_block_till_done()
    assert house.is_open(SOFA)
    assert house.is_open(BED)
    return house


async def _given(shared: House) -> bytes:
    return await shared.sources[SOFA].async_camera_image() or b""


@pytest.mark.parametrize("closed", ["camera.sofa", "camera.bed"])
async def test_one_that_is_private_is_enough(shared: House, closed: str) -> None:
    """Whichever was guarded first; and it says which one it is."""
    assert SECRET in await _given(shared)
    await shared.call("camera.turn_off", closed)
    name = closed.removeprefix("camera.").title()
    with pytest.raises(HomeAssistantError, match=f"{name} is private"):
        await _given(shared)
    await shared.call("camera.turn_on", closed)
    assert SECRET in await _given(shared)


@pytest.mark.parametrize("closed", ["camera.sofa", "camera.bed"])
async def test_whoever_watches_the_original_is_cut_off(
    hass: HomeAssistant,
    shared: House,
    hass_client: ClientSessionGenerator,
    closed: str,
) -> None:
    """Also where the stream was that of the camera that is open still; links are void."""
    client = await hass_client()
    viewer = await client.get(f"/api/camera_proxy_stream/{ORIGINAL}?interval=0.5")
    assert SECRET in await viewer.content.readany()
    link = shared.state(ORIGINAL).attributes["entity_picture"]
    await shared.call("camera.turn_off", closed)
    async with asyncio.timeout(60):
        with suppress(ClientError):
            while await viewer.content.readany():
                pass
    answer = await client.get(link, headers={"Authorization": ""})
    assert answer.status in (401, 403)


@pytest.mark.parametrize(("gone", "left"), [(SOFA, BED), (BED, SOFA)])
async def test_the_other_one_keeps_it_sealed(
    hass: HomeAssistant, shared: House, gone: str, left: str
) -> None:
    """As one of the two is removed, nobody finds the original's own way open, not for one turn."""
    await shared.call("camera.turn_off", "camera.sofa")
    await shared.call("camera.turn_off", "camera.bed")
    source = shared.sources[SOFA]
    loot: list[bytes | None] = []
    classes: set[bool] = set()

    @callback
    def look(_event: object) -> None:
        classes.add(seal_of(source) is None)

    async def steal() -> None:
        while True:
            with suppress(HomeAssistantError):
                loot.append(await source.async_camera_image())
            await asyncio.sleep(0)

    hass.bus.async_listen("state_changed", look)
    stealing = asyncio.create_task(steal())
    hass.config_entries.async_remove_subentry(shared.entry, gone)
    await hass.async_block_till_done()
    stealing.cancel()
    assert loot == []
    assert classes == {False}
    hass.config_entries.async_remove_subentry(shared.entry, left)
    await hass.async_block_till_done()
    assert type(source) is SourceCamera


async def test_a_name_that_another_camera_had(hass: HomeAssistant) -> None:
    """A camera of YAML is known by its entity id; whoever gets that id is its original as well."""
    house = await build(hass)
    loft = SourceCamera("Loft")
    loft._attr_device_info = None
    await MockEntityPlatform(
        hass, domain="camera", platform_name="yaml"
    ).async_add_entities([loft])
    source = registered(hass, loft.entity_id).id
    add_camera(house, HALL, source="camera.attic", take_over_id=False, **OPEN)
    assert await house.set_up()
    change_camera(house, SOFA, source=source, take_over_id=False, **OPEN)
    await hass.async_block_till_done()
    assert SECRET in (await loft.async_camera_image() or b"")
    await house.call("camera.turn_off", "camera.attic_guarded")
    assert SECRET in (await loft.async_camera_image() or b"")
    er.async_get(hass).async_update_entity(loft.entity_id, new_entity_id="camera.attic")
    await hass.async_block_till_done()
    with pytest.raises(HomeAssistantError, match="Hall is private"):
        await loft.async_camera_image()


async def test_images_stay_sealed_as_their_camera_gets_another_source(
    hass: HomeAssistant, house: House
) -> None:
    """One on the same device: a picture that is guarded before and after is so in between."""
    er.async_get(hass).async_update_entity(
        "camera.hall", device_id=registered(hass, ORIGINAL).device_id
    )
    picture = OwnWay(hass, "sofa", "Last person")
    await add_pictures(hass, lambda: [picture])
    unsealed: list[bool] = []

    @callback
    def look(_event: object) -> None:
        unsealed.append(seal_of(picture) is None)

    hass.bus.async_listen("state_changed", look)
    change_camera(house, SOFA, source=registered(hass, "camera.hall").id)
    await hass.async_block_till_done()
    assert unsealed
    assert not any(unsealed)
