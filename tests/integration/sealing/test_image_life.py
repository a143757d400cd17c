"""An image entity is sealed from its birth, whoever reloads what, and is what it was afterwards."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.const import DOMAIN, MODEL, UNSEALED_MODEL
from custom_components.lens_cap.ha import compat_entities
from custom_components.lens_cap.sealing import is_sealed
from custom_components.lens_cap.sealing.exchange import seal_of
from homeassistant import loader
from homeassistant.components.image import ImageEntity
from homeassistant.components.image.const import DATA_COMPONENT, DOMAIN as IMAGE_DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.restore_state import RestoreEntity

from ...helpers.mock_house import BED, SECRET, SOFA, House, build, registered
from ...helpers.pictures import OwnWay, Picture, add_pictures, entity
from ...helpers.subentries import change_camera
from .ends import ENDS, End

IMAGE = "image.sofa_last_person"
RELOADS = 100
pytestmark = pytest.mark.usefixtures("image_doors")


async def _add(hass: HomeAssistant, *devices: str) -> dict[str, Picture]:
    made: dict[str, Picture] = {}

    def make() -> list[Picture]:
        made.update({name: OwnWay(hass, name, "Last person") for name in devices})
        for picture in made.values():
            picture.content = SECRET
        return list(made.values())

    await add_pictures(hass, make)
    return made


async def _reload_pictures(hass: HomeAssistant) -> None:
    (entry,) = hass.config_entries.async_entries("test")
    assert await hass.config_entries.async_unload_platforms(entry, ["image"])
    await hass.config_entries.async_forward_entry_setups(entry, ["image"])


async def test_no_turn_of_the_loop_is_open(hass: HomeAssistant, house: House) -> None:
    """Its integration and Lens Cap are reloaded again and again; nothing is given."""
    await house.call("camera.turn_off", "camera.sofa")
    loot: list[object] = []
    asked: list[object] = []

    async def steal() -> None:
        while True:
            component = hass.data.get(DATA_COMPONENT)
            image = component.get_entity(IMAGE) if component else None
            if image is not None:
                asked.append(image)
                loot.append(await image.async_image())
            await asyncio.sleep(0)

    stealing = asyncio.create_task(steal())
    await _add(hass, "sofa")
    for _ in range(RELOADS):
        await _reload_pictures(hass)
    for _ in range(3):
        assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    stealing.cancel()
    assert len(asked) > RELOADS // 2
    assert SECRET not in loot


async def test_one_that_was_there_before_is_sealed_with_its_camera(
    hass: HomeAssistant, house: House, hass_client: ClientSessionGenerator
) -> None:
    """Whoever watches it is cut off, and links that were given out are void."""
    change_camera(house, SOFA, guard_images=False)
    await _add(hass, "sofa", "hall")
    client = await hass_client()
    viewer = await client.get(f"/api/image_proxy_stream/{IMAGE}")
    assert SECRET in await viewer.content.readany()
    link = house.state(IMAGE).attributes["entity_picture"]
    change_camera(house, SOFA, guard_images=True)
    await hass.async_block_till_done()
    with suppress(Exception):
        while await viewer.content.readany():
            pass
    assert viewer.content.exception() is not None or viewer.content.at_eof()
    answer = await client.get(link, headers={"Authorization": ""})
    assert answer.status in (401, 403)
    assert seal_of(entity(hass, IMAGE)) is not None
    assert seal_of(entity(hass, "image.hall_last_person")) is None


async def test_each_of_its_lives_is_sealed(hass: HomeAssistant, house: House) -> None:
    """Renamed, disabled and enabled again, and while its device is gone from the registry."""
    registry = er.async_get(hass)
    await _add(hass, "sofa")
    registry.async_update_entity(IMAGE, new_entity_id="image.garden")
    await hass.async_block_till_done()
    assert seal_of(entity(hass, "image.garden")) is not None
    registry.async_update_entity(
        "image.garden", disabled_by=er.RegistryEntryDisabler.USER
    )
    await hass.async_block_till_done()
    registry.async_update_entity("image.garden", disabled_by=None)
    await _reload_pictures(hass)
    assert seal_of(entity(hass, "image.garden")) is not None
    registry.async_update_entity("image.garden", device_id=None)
    await hass.async_block_till_done()
    assert seal_of(entity(hass, "image.garden")) is not None
    registry.async_update_entity(
        "image.garden", device_id=registered(hass, "camera.hall").device_id
    )
    await hass.async_block_till_done()
    assert seal_of(entity(hass, "image.garden")) is None


async def test_it_stays_sealed_where_the_original_is_gone(
    hass: HomeAssistant, house: House
) -> None:
    """The camera is guarded still, and its device is known from before."""
    await _add(hass, "sofa")
    er.async_get(hass).async_remove("camera.sofa_original")
    await hass.async_block_till_done()
    assert seal_of(entity(hass, IMAGE)) is not None


async def test_one_that_moves_to_a_guarded_camera_s_device_is_sealed(
    hass: HomeAssistant, house: House
) -> None:
    """A device that was replaced, or one that was split."""
    await _add(hass, "hall")
    assert seal_of(entity(hass, "image.hall_last_person")) is None
    er.async_get(hass).async_update_entity(
        "image.hall_last_person",
        device_id=registered(hass, "camera.sofa_original").device_id,
    )
    await hass.async_block_till_done()
    assert seal_of(entity(hass, "image.hall_last_person")) is not None


async def test_two_cameras_on_one_device(
    hass: HomeAssistant, house: House, freezer: FrozenDateTimeFactory
) -> None:
    """It shows a picture while both are open: nobody knows which of them it is of."""
    await house.call("lens_cap.follow_rules", "camera.bed")
    change_camera(house, BED, placement="living_area", base_level="open")
    er.async_get(hass).async_update_entity(
        "camera.bed_original",
        device_id=registered(hass, "camera.sofa_original").device_id,
    )
    await hass.async_block_till_done()
    assert house.is_open(BED)
    picture = (await _add(hass, "sofa"))["sofa"]
    freezer.tick(timedelta(minutes=2))
    picture.renew(SECRET)
    assert await picture.async_image() == SECRET
    await house.call("camera.turn_off", "camera.bed")
    assert await picture.async_image() != SECRET


async def test_where_that_is_not_wanted_it_is_left_alone(
    hass: HomeAssistant, house: House
) -> None:
    """A setting of the camera, which may be changed at any time."""
    picture = (await _add(hass, "sofa"))["sofa"]
    await house.call("camera.turn_off", "camera.sofa")
    change_camera(house, SOFA, guard_images=False)
    await hass.async_block_till_done()
    assert type(picture) is OwnWay
    assert not is_sealed(hass, IMAGE)
    assert await picture.async_image() == SECRET
    change_camera(house, SOFA, guard_images=True)
    await hass.async_block_till_done()
    assert is_sealed(hass, IMAGE)
    assert await picture.async_image() != SECRET


@pytest.mark.parametrize("end", ENDS)
async def test_afterwards_it_is_what_it_was(
    hass: HomeAssistant, house: House, end: End
) -> None:
    """Class, attributes and answers; only its tokens are new."""
    made = await _add(hass, "sofa", "hall")
    picture, never = made["sofa"], made["hall"]
    await house.call("camera.turn_off", "camera.sofa")
    await end(house)
    await hass.async_block_till_done()
    assert type(picture) is OwnWay
    kept = {"_context", "_context_set"}
    assert vars(picture).keys() - kept == vars(never).keys() - kept
    assert await picture.async_image() == SECRET
    assert "clip" in house.state(IMAGE).attributes


async def test_nothing_of_home_assistant_s_stays_replaced(house: House) -> None:
    """Its class has no method of ours when no camera is guarded."""
    ours: Any = ImageEntity.async_internal_added_to_hass
    assert ours.__module__ == compat_entities.__name__
    await house.stop()
    assert (
        ImageEntity.async_internal_added_to_hass is Entity.async_internal_added_to_hass
    )


async def test_what_else_is_done_at_a_birth_is_done(
    hass: HomeAssistant, house: House
) -> None:
    """Integrations put other classes beside the one for images, before it or after it."""

    class After(OwnWay, RestoreEntity):
        pass

    class Before(RestoreEntity, OwnWay):
        pass

    await add_pictures(
        hass, lambda: [After(hass, "sofa", "a"), Before(hass, "sofa", "b")]
    )
    restored = hass.data["restore_state"].entities
    for entity_id in ("image.sofa_a", "image.sofa_b"):
        assert seal_of(entity(hass, entity_id)) is not None
        assert entity_id in restored


async def test_it_is_sealed_before_lens_cap_is_ready(hass: HomeAssistant) -> None:
    """As soon as the component is there, before anything of it was read from disk."""
    await build(hass)
    await _add(hass, "sofa")
    integration = await loader.async_get_integration(hass, DOMAIN)
    component = await integration.async_get_component()
    assert await component.async_setup(hass, {})
    assert await entity(hass, IMAGE).async_image() != SECRET


async def test_no_start_waits_for_images(hass: HomeAssistant) -> None:
    """They are not named in our manifest, and importing them needs no library of its own."""
    ours = await loader.async_get_integration(hass, DOMAIN)
    theirs = await loader.async_get_integration(hass, IMAGE_DOMAIN)
    assert IMAGE_DOMAIN not in {*ours.dependencies, *ours.after_dependencies}
    assert theirs.requirements == []
    assert theirs.dependencies == ["http"]


async def test_one_that_cannot_be_sealed_is_told(
    hass: HomeAssistant, house: House
) -> None:
    """The device's page says so, until its integration is another; then it lists the image."""

    def refuse(_cls: type, /, **kwargs: Any) -> None:
        raise RuntimeError("no subclass of this one")

    def model() -> str | None:
        device = dr.async_get(hass).async_get_device_by_identifier(
            (DOMAIN, SOFA), house.entry.entry_id
        )
        assert device is not None
        return device.model

    with pytest.MonkeyPatch.context() as odd:
        odd.setattr(OwnWay, "__init_subclass__", classmethod(refuse))
        await _add(hass, "sofa")
    assert seal_of(entity(hass, IMAGE)) is None
    assert model() == UNSEALED_MODEL
    await _reload_pictures(hass)
    await hass.async_block_till_done()
    assert seal_of(entity(hass, IMAGE)) is not None
    assert model() == f"{MODEL}, with {IMAGE}"
