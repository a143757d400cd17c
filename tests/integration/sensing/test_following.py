"""The original is followed: renamed, moved, disabled, removed, back, late, and unavailable."""

from collections.abc import Awaitable, Callable
from typing import override

import aiohttp
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockEntityPlatform

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.exceptions import NoPictureError
from homeassistant.components.camera import Camera
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ...helpers.mock_house import (
    HALL,
    SECRET,
    SOFA,
    House,
    SourceCamera,
    build,
    registered,
    secret_jpeg,
)
from ...helpers.subentries import add_camera

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]

ORIGINAL = "camera.sofa_original"
SAID = "sensor.sofa_live_picture"


def _originals(hass: HomeAssistant) -> ConfigEntry:
    (entry,) = hass.config_entries.async_entries("test")
    return entry


async def _picture(client: Client, camera: str = "camera.sofa") -> bytes | None:
    """Return what a dashboard gets of an open camera, None where that is an error."""
    answer = await client.get(f"/api/camera_proxy/{camera}")
    return await answer.read() if answer.status == 200 else None


@pytest.fixture
async def client(house: House, hass_client: Callable[[], Awaitable[Client]]) -> Client:
    """Return somebody who looks."""
    return await hass_client()


async def _reload_originals(hass: HomeAssistant) -> None:
    assert await hass.config_entries.async_reload(_originals(hass).entry_id)
    await hass.async_block_till_done()


async def test_a_rename_disturbs_nobody(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """The same camera under another id: who watches goes on watching."""
    viewer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await viewer.content.readany()
    address = house.guard().stream_address()
    er.async_get(hass).async_update_entity(ORIGINAL, new_entity_id="camera.garden")
    await hass.async_block_till_done()
    assert house.guard().stream_address() == address
    assert house.guard().viewers == 1
    assert SECRET in (await _picture(client) or b"")
    assert house.state(SAID).state == "no_problem"
    viewer.close()


async def test_another_camera_may_take_the_old_id(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """The picture is that of the original, not of whoever has its name now."""
    er.async_get(hass).async_update_entity(ORIGINAL, new_entity_id="camera.garden")
    await hass.async_block_till_done()
    other = SourceCamera("Other")
    other.entity_id = ORIGINAL
    other.still = b"\xff\xd8 somebody else \xff\xd9"
    await MockEntityPlatform(
        hass, domain="camera", platform_name="other"
    ).async_add_entities([other])
    assert hass.states.get(ORIGINAL) is not None
    assert SECRET in (await _picture(client) or b"")


async def test_a_reload_ends_what_ran_and_comes_back(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """Another object may have another address: whoever watched has to ask again."""
    viewer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await viewer.content.readany()
    before = house.guard().stream_address()
    await _reload_originals(hass)
    with pytest.raises(aiohttp.ClientError):
        await viewer.content.read()
    assert house.guard().stream_address() not in (None, before)
    assert house.is_open()
    assert SECRET in (await _picture(client) or b"")


async def test_an_integration_that_does_not_run(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """No picture, and the reason; it comes back by itself."""
    assert await hass.config_entries.async_unload(_originals(hass).entry_id)
    await hass.async_block_till_done()
    assert house.guard().stream_address() is None
    assert await _picture(client) is None
    assert house.state(SAID).state == "not_loaded"
    assert house.guard().no_stream().translation_key == "no_stream_not_loaded"
    assert await hass.config_entries.async_setup(_originals(hass).entry_id)
    await hass.async_block_till_done()
    assert house.state(SAID).state == "no_problem"
    assert SECRET in (await _picture(client) or b"")


async def test_an_original_that_is_disabled(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """It is said so, and enabling it is enough."""
    registry = er.async_get(hass)
    registry.async_update_entity(ORIGINAL, disabled_by=er.RegistryEntryDisabler.USER)
    await hass.async_block_till_done()
    assert house.state(SAID).state == "disabled"
    assert house.guard().stream_address() is None
    assert await _picture(client) is None
    registry.async_update_entity(ORIGINAL, disabled_by=None)
    await _reload_originals(hass)
    assert house.state(SAID).state == "no_problem"
    assert SECRET in (await _picture(client) or b"")


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_original_that_is_removed_and_added_again(
    hass: HomeAssistant, house: House, client: Client, restarted: bool
) -> None:
    """Home Assistant gives it its old id in the registry; it is hidden as before, and followed."""
    er.async_get(hass).async_remove(ORIGINAL)
    await hass.async_block_till_done()
    assert house.state(SAID).state == "gone"
    assert house.guard().stream_address() is None
    assert await _picture(client) is None
    assert house.guard().no_stream().translation_key == "no_stream_gone"
    if restarted:
        await house.restart()
        assert house.state(SAID).state == "gone"
    await _reload_originals(hass)
    assert registered(hass, ORIGINAL).hidden_by is er.RegistryEntryHider.INTEGRATION
    assert house.state(SAID).state == "no_problem"
    assert SECRET in (await _picture(client) or b"")


async def test_an_original_that_comes_back_under_another_id(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """Its old id was given away in the meantime."""
    er.async_get(hass).async_remove(ORIGINAL)
    await hass.async_block_till_done()
    er.async_get(hass).async_get_or_create(
        "camera", "other", "x", suggested_object_id="sofa_original"
    )
    await _reload_originals(hass)
    assert house.coordinator.cameras[SOFA].source.entity_id not in (None, ORIGINAL)
    assert house.state(SAID).state == "no_problem"
    assert SECRET in (await _picture(client) or b"")


async def test_an_integration_that_is_removed_and_added_again(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """The same camera, set up anew."""
    old = _originals(hass)
    assert (await hass.config_entries.async_remove(old.entry_id))[
        "require_restart"
    ] is (False)
    await hass.async_block_till_done()
    assert house.state(SAID).state == "gone"
    await hass.config_entries.async_add(old)
    await hass.async_block_till_done()
    assert house.state(SAID).state == "no_problem"
    assert registered(hass, ORIGINAL).hidden
    assert SECRET in (await _picture(client) or b"")


async def test_an_original_that_is_loaded_after_us(
    hass: HomeAssistant, hass_client: Callable[[], Awaitable[Client]]
) -> None:
    """As at many a start of Home Assistant."""
    house = await build(hass)
    assert await hass.config_entries.async_unload(_originals(hass).entry_id)
    assert await house.set_up()
    client = await hass_client()
    assert house.state(SAID).state == "not_loaded"
    assert await _picture(client) is None
    assert await hass.config_entries.async_setup(_originals(hass).entry_id)
    await hass.async_block_till_done()
    assert house.state(SAID).state == "no_problem"
    assert house.guard().stream_address() is not None
    assert SECRET in (await _picture(client) or b"")


async def test_an_original_that_says_it_is_unavailable(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """Its own still may be the last one that it had: an error instead, until it is back."""
    source = house.sources[SOFA]
    source.address = None
    source._attr_available = False
    source.async_write_ha_state()
    await hass.async_block_till_done()
    assert house.state(SAID).state == "not_available"
    assert await _picture(client) is None
    with pytest.raises(NoPictureError):
        await house.hass.data["camera"].get_entity("camera.sofa").async_camera_image()
    source._attr_available = True
    source.async_write_ha_state()
    await hass.async_block_till_done()
    assert house.state(SAID).state == "no_problem"
    assert SECRET in (await _picture(client) or b"")


async def test_an_original_that_is_switched_off(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """Not broken, and said so."""
    source = house.sources[SOFA]
    source._attr_is_on = False
    source.async_write_ha_state()
    house.coordinator.refresh()
    await hass.async_block_till_done()
    assert house.state(SAID).state == "switched_off"
    assert SECRET not in (await _picture(client) or SECRET)


class YamlCamera(Camera):
    """A camera without unique id."""

    def __init__(self, still: bytes) -> None:
        """Show one picture."""
        super().__init__()
        self._attr_name = "Attic"
        self._still = still

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return it."""
        return self._still


async def _add_yaml(hass: HomeAssistant, still: bytes) -> YamlCamera:
    camera = YamlCamera(still)
    await MockEntityPlatform(
        hass, domain="camera", platform_name="yaml"
    ).async_add_entities([camera])
    await hass.async_block_till_done()
    return camera


PICTURE = secret_jpeg()


async def test_a_yaml_camera_that_goes_and_comes(
    hass: HomeAssistant, hass_client: Callable[[], Awaitable[Client]]
) -> None:
    """It is known by its entity id alone, and waited for under that."""
    house = await build(hass)
    add_camera(house, HALL, source="camera.attic")
    assert await house.set_up()
    client = await hass_client()
    said = "sensor.attic_guarded_live_picture"
    assert house.state(said).state == "gone"
    for _ in range(2):
        attic = await _add_yaml(hass, PICTURE)
        assert house.state(said).state == "no_problem"
        assert await _picture(client, "camera.attic_guarded") == PICTURE
        await attic.async_remove()
        await hass.async_block_till_done()
        assert house.state(said).state == "gone"
        assert await _picture(client, "camera.attic_guarded") is None


@pytest.mark.parametrize("platform", ["other", DOMAIN])
async def test_a_foreign_camera_under_the_id_of_a_yaml_camera(
    hass: HomeAssistant, hass_client: Callable[[], Awaitable[Client]], platform: str
) -> None:
    """What has a config entry never was that camera: nothing of it is shown."""
    house = await build(hass)
    add_camera(house, HALL, source="camera.attic")
    attic = await _add_yaml(hass, PICTURE)
    assert await house.set_up()
    client = await hass_client()
    await attic.async_remove()
    await hass.async_block_till_done()
    er.async_get(hass).async_get_or_create(
        "camera",
        platform,
        "foreign",
        suggested_object_id="attic",
        config_entry=_originals(hass),
    )
    hass.states.async_set("camera.attic", "idle")
    await hass.async_block_till_done()
    assert house.state("sensor.attic_guarded_live_picture").state == "gone"
    assert house.guard(HALL).traits() is None
    assert await _picture(client, "camera.attic_guarded") is None


async def test_a_move_to_another_device_and_area(
    hass: HomeAssistant, house: House
) -> None:
    """The guarded camera's device points to the new one, and follows its area unless it left it before."""
    devices, areas = dr.async_get(hass), ar.async_get(hass)
    hall, den = areas.async_create("Hall"), areas.async_create("Den")

    def ours() -> dr.DeviceEntry:
        device = devices.async_get_device_by_identifier(
            (DOMAIN, SOFA), house.entry.entry_id
        )
        assert device is not None
        return device

    there = registered(hass, ORIGINAL).device_id
    assert there is not None
    assert ours().via_device_id == there
    devices.async_update_device(there, area_id=hall.id)
    await hass.async_block_till_done()
    assert ours().area_id == hall.id
    new = devices.async_get_or_create(
        config_entry_id=_originals(hass).entry_id, identifiers={("test", "new")}
    )
    devices.async_update_device(new.id, area_id=den.id)
    er.async_get(hass).async_update_entity(ORIGINAL, device_id=new.id)
    await hass.async_block_till_done()
    assert (ours().via_device_id, ours().area_id) == (new.id, den.id)
    devices.async_update_device(new.id, area_id=None)
    await hass.async_block_till_done()
    assert ours().area_id == den.id
    devices.async_update_device(new.id, area_id=den.id)
    devices.async_update_device(ours().id, area_id=hall.id)
    devices.async_update_device(new.id, area_id=areas.async_create("Attic").id)
    await hass.async_block_till_done()
    assert ours().area_id == hall.id
    assert house.is_open()
