"""A camera's own controls are found on its devices, and nothing is found that is not there."""

from custom_components.lens_cap.controls.discovery import (
    async_found_controls,
    async_proposed_controls,
)
from custom_components.lens_cap.core.controls.role import Role
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.residence import add_camera, add_entity


async def test_known_controls_are_found_by_their_row(hass: HomeAssistant) -> None:
    """A lens and a microphone are found, the disabled one too; what only is read or audited is not."""
    entry, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    lens = add_entity(
        hass, entry, device, "switch", "a", state="off", translation_key="privacy_mode"
    )
    sound = add_entity(
        hass,
        entry,
        device,
        "switch",
        "b",
        state=None,
        translation_key="record_audio",
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    add_entity(
        hass, entry, device, "binary_sensor", "c", state="on", translation_key="face"
    )
    found = async_found_controls(hass, camera)
    assert {(one.row.role, one.entity_id, one.disabled) for one in found} == {
        (Role.PRIVACY, lens, False),
        (Role.MICROPHONE, sound, True),
    }
    registered = er.async_get(hass).async_get(lens)
    assert registered is not None
    assert registered.id in {one.entity for one in found}


async def test_the_cameras_own_off_is_a_control_of_itself_alone(
    hass: HomeAssistant,
) -> None:
    """Frigate's camera is found by itself; another camera of its device is no control of it."""
    entry, device, camera = add_camera(hass, "frigate", {"url": "http://cam.invalid"})
    add_entity(hass, entry, device, "camera", "second", state="idle")
    found = async_found_controls(hass, camera)
    assert [(one.row.role, one.entity_id) for one in found] == [(Role.POWER, camera)]


async def test_what_is_refused_is_not_found(hass: HomeAssistant) -> None:
    """Freebox says that its cameras turn off, and has no way to do it."""
    _, _, camera = add_camera(hass, "freebox", {"host": "cam.lan"})
    assert async_found_controls(hass, camera) == []


async def test_unknown_controls_are_proposed_only(hass: HomeAssistant) -> None:
    """What sounds like a lens is proposed, not found; a disabled one is not even proposed."""
    entry, device, camera = add_camera(hass, "novel", {"host": "cam.lan"})
    lens = add_entity(
        hass, entry, device, "switch", "a", state="off", translation_key="lens_cover"
    )
    add_entity(
        hass,
        entry,
        device,
        "switch",
        "b",
        state=None,
        translation_key="privacy",
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    assert async_found_controls(hass, camera) == []
    proposed = async_proposed_controls(hass, camera)
    assert [(one, proposal.role) for one, proposal in proposed] == [
        (lens, Role.PRIVACY)
    ]
