"""Which cameras can be guarded, and why others cannot."""

import pytest

from custom_components.lens_cap.takeover.candidates import (
    Unsuitability,
    UnsuitableError,
    async_eligible,
    async_find,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ...helpers.unguarded_house import add_slow_camera, add_source, add_yaml_camera


async def test_a_camera_is_found_by_both_its_ids(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """With what people call it, where it is, and the id that it would get."""
    area = ar.async_get(hass).async_create("Living room")
    assert sofa.device_id is not None
    dr.async_get(hass).async_update_device(sofa.device_id, area_id=area.id)
    source = async_find(hass, "camera.sofa", ())
    assert source == async_find(hass, sofa.id, ())
    assert (source.source, source.name, source.area) == (sofa.id, "Sofa", "Living room")
    assert source.renamed_to == "camera.sofa_original"


async def test_a_camera_without_registry_entry_is_its_own_source(
    hass: HomeAssistant,
) -> None:
    """It can be guarded, and not be renamed."""
    source = async_find(hass, await add_yaml_camera(hass), ())
    assert (source.source, source.renamed_to) == ("camera.attic", None)
    assert source.name == "Attic"


async def test_a_camera_whose_integration_has_not_started_is_found(
    hass: HomeAssistant,
) -> None:
    """Its name comes from the registry."""
    registry = er.async_get(hass)
    registry.async_get_or_create(
        "camera", "vendor", "1", object_id_base="hall", original_name="Hall"
    )
    registry.async_get_or_create("camera", "vendor", "2")
    assert async_find(hass, "camera.hall", ()).name == "Hall"
    assert async_find(hass, "camera.vendor_2", ()).name == "camera.vendor_2"


async def test_a_camera_that_is_called_as_its_device_has_that_name_once(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Home Assistant may put the device's name in front of it; another name stays behind it."""
    assert sofa.device_id is not None
    dr.async_get(hass).async_update_device(sofa.device_id, name_by_user="Sofa")
    for told, name in (("Sofa Sofa", "Sofa"), ("Sofa Main", "Sofa Main")):
        hass.states.async_set("camera.sofa", "idle", {"friendly_name": told})
        assert async_find(hass, "camera.sofa", ()).name == name


@pytest.mark.parametrize(
    ("wanted", "reason", "named"),
    [
        ("camera.gone", Unsuitability.GONE, "camera.gone"),
        ("no entity id", Unsuitability.GONE, "no entity id"),
        ("x" * 5000, Unsuitability.GONE, "x" * 100),
        ("light.lamp", Unsuitability.NOT_A_CAMERA, "Lamp"),
        (7, Unsuitability.NOT_A_CAMERA, "?"),
        (None, Unsuitability.NOT_A_CAMERA, "?"),
        ("camera.guarded", Unsuitability.OWN, "Guarded"),
        ("camera.sofa", Unsuitability.ALREADY_GUARDED, "Sofa"),
        ("camera.attic", Unsuitability.ALREADY_GUARDED, "Attic"),
        ("camera.off", Unsuitability.DISABLED, "Off"),
    ],
)
async def test_what_cannot_be_guarded_is_refused_with_a_reason(
    hass: HomeAssistant,
    sofa: er.RegistryEntry,
    wanted: object,
    reason: Unsuitability,
    named: str,
) -> None:
    """And is not offered."""
    hall = await add_source(hass, "Hall")
    await add_yaml_camera(hass)
    (await add_slow_camera(hass, "Guarded", "own", "lens_cap")).may_leave.set()
    hass.states.async_set("light.lamp", "on", {"friendly_name": "Lamp"})
    er.async_get(hass).async_get_or_create(
        "camera",
        "vendor",
        "off",
        object_id_base="off",
        original_name="Off",
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    guarded = {sofa.id, "camera.attic"}
    with pytest.raises(UnsuitableError) as raised:
        async_find(hass, wanted, guarded)
    assert (raised.value.reason, raised.value.camera) == (reason, named)
    assert async_eligible(hass, guarded) == [hall.entity_id]
