"""The entities and devices as people and automations find them."""

from dataclasses import dataclass
from typing import Any

import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from custom_components.lens_cap.switch import PrivacyModeSwitch
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.entity_platform import async_get_platforms

from ...helpers.mock_house import AUTOMATION, BED, HALL, SOFA, House, build, registered
from ...helpers.subentries import add_camera, change_camera


@dataclass(frozen=True)
class Found:
    """What of an entity is a contract."""

    key: str
    translation_key: str
    category: EntityCategory | None
    name: str
    state: str
    device_class: str | None = None


def _of_camera(slug: str, name: str, *, private: bool) -> dict[str, Found]:
    level, reason = ("private", "base_level") if private else ("open", "nothing_asks")
    return {
        f"camera.{slug}": Found("camera", "guarded", None, name, "idle"),
        f"switch.{slug}_privacy_mode": Found(
            "privacy_mode",
            "privacy_mode",
            None,
            f"{name} Privacy mode",
            "on" if private else "off",
        ),
        f"sensor.{slug}_privacy_level": Found(
            "privacy_level", "privacy_level", None, f"{name} Privacy", level, "enum"
        ),
        f"sensor.{slug}_privacy_reason": Found(
            "privacy_reason",
            "privacy_reason",
            None,
            f"{name} Privacy reason",
            reason,
            "enum",
        ),
        f"sensor.{slug}_next_change": Found(
            "next_change",
            "next_change",
            None,
            f"{name} Next change",
            "unknown",
            "timestamp",
        ),
        f"sensor.{slug}_live_picture": Found(
            "live_picture",
            "live_picture",
            EntityCategory.DIAGNOSTIC,
            f"{name} Live picture",
            "no_problem",
            "enum",
        ),
        f"sensor.{slug}_device_privacy": Found(
            "device_privacy",
            "device_privacy",
            EntityCategory.DIAGNOSTIC,
            f"{name} Private at the camera",
            "not_needed",
            "enum",
        ),
        f"binary_sensor.{slug}_being_viewed": Found(
            "being_viewed", "being_viewed", None, f"{name} Being viewed", "off"
        ),
        f"switch.{slug}_audio_recording": Found(
            "audio_recording", "audio_recording", None, f"{name} Sound", "off"
        ),
        f"select.{slug}_audio_length": Found(
            "audio_length", "audio_length", None, f"{name} Sound for", "one_hour"
        ),
        f"binary_sensor.{slug}_audio_confirmation_pending": Found(
            "audio_confirmation_pending",
            "audio_confirmation_pending",
            EntityCategory.DIAGNOSTIC,
            f"{name} Sound asked for",
            "off",
        ),
        f"binary_sensor.{slug}_security_problem": Found(
            "security_problem",
            "security_problem",
            EntityCategory.DIAGNOSTIC,
            f"{name} Security problem",
            "unknown",
            "problem",
        ),
        f"button.{slug}_follow_rules": Found(
            "follow_rules", "follow_rules", None, f"{name} Follow the rules", "unknown"
        ),
        f"event.{slug}_activity": Found(
            "activity", "activity", None, f"{name} Activity", "unknown"
        ),
    }


def _found(house: House, owner: str, entity_id: str) -> Found:
    entry, state = registered(house.hass, entity_id), house.state(entity_id)
    assert entry.unique_id.startswith(f"{owner}_")
    assert entry.translation_key
    return Found(
        entry.unique_id.removeprefix(f"{owner}_"),
        entry.translation_key,
        entry.entity_category,
        str(state.attributes["friendly_name"]),
        state.state,
        state.attributes.get("device_class"),
    )


def _ours(house: House) -> set[str]:
    registry = er.async_get(house.hass)
    entries = er.async_entries_for_config_entry(registry, house.entry.entry_id)
    return {entry.entity_id for entry in entries if not entry.disabled}


def _device(house: House, identifier: str) -> dr.DeviceEntry:
    device = dr.async_get(house.hass).async_get_device_by_identifier(
        (DOMAIN, identifier), house.entry.entry_id
    )
    assert device is not None
    return device


async def test_entities_are_as_the_contract_says(house: House) -> None:
    """Ids, unique ids, translation keys, categories, names and states; nothing more, nothing less."""
    sofa = _of_camera("sofa", "Sofa", private=False)
    bed = _of_camera("bed", "Bed", private=True)
    household = {
        "switch.lens_cap_all_privacy_mode": Found(
            "all_privacy_mode",
            "all_privacy_mode",
            None,
            "Household Privacy mode for all cameras",
            "off",
        ),
        "switch.lens_cap_guests": Found(
            "guests", "guests", None, "Household Guests", "off"
        ),
        "datetime.lens_cap_guests_until": Found(
            "guests_until", "guests_until", None, "Household Guests until", "unknown"
        ),
        "button.lens_cap_guests_until_noon": Found(
            "guests_until_noon",
            "guests_until_noon",
            None,
            "Household Guests until tomorrow noon",
            "unknown",
        ),
        "binary_sensor.lens_cap_insecure_cameras": Found(
            "insecure_cameras",
            "insecure_cameras",
            None,
            "Household Serious security problems",
            "unknown",
            "problem",
        ),
        "sensor.lens_cap_open_findings": Found(
            "open_findings",
            "open_findings",
            None,
            "Household Security findings, small ones too",
            "unknown",
        ),
        "button.lens_cap_run_audit": Found(
            "run_audit",
            "run_audit",
            EntityCategory.DIAGNOSTIC,
            "Household Check security now",
            "unknown",
        ),
        "button.lens_cap_renew_guest_page": Found(
            "renew_guest_page",
            "renew_guest_page",
            EntityCategory.CONFIG,
            "Household New address for the guest page",
            "unknown",
        ),
    }
    assert _ours(house) == {*sofa, *bed, *household}
    for owner, expected in (
        (SOFA, sofa),
        (BED, bed),
        (house.entry.entry_id, household),
    ):
        found = {entity_id: _found(house, owner, entity_id) for entity_id in expected}
        assert found == expected


async def test_each_camera_is_a_device_of_its_own(house: House) -> None:
    """A service, connected through the original's device; the household is one too."""
    registry = dr.async_get(house.hass)
    original = registered(house.hass, "camera.sofa_original").device_id
    sofa, household = _device(house, SOFA), _device(house, house.entry.entry_id)
    assert (sofa.name, sofa.manufacturer, sofa.model) == (
        "Sofa",
        "Lens Cap",
        "Guarded camera",
    )
    assert sofa.entry_type is dr.DeviceEntryType.SERVICE
    assert sofa.via_device_id == original
    assert household.entry_type is dr.DeviceEntryType.SERVICE
    assert household.name == "Household"
    devices = dr.async_entries_for_config_entry(registry, house.entry.entry_id)
    assert {device.id for device in devices} == {
        sofa.id,
        household.id,
        _device(house, BED).id,
    }
    for entity_id in _of_camera("sofa", "Sofa", private=False):
        entry = registered(house.hass, entity_id)
        assert entry.device_id == sofa.id
        assert entry.config_subentry_id == SOFA


@pytest.mark.parametrize("of_entity", [True, False])
async def test_the_area_of_the_original_is_copied_once(
    hass: HomeAssistant, of_entity: bool
) -> None:
    """The entity's own area goes before its device's; whoever moves the camera later decides."""
    house = await build(hass)
    areas = ar.async_get(hass)
    parlour, attic = areas.async_create("Parlour").id, areas.async_create("Attic").id
    source = registered(hass, "camera.sofa")
    assert source.device_id is not None
    registry = dr.async_get(hass)
    registry.async_update_device(source.device_id, area_id=parlour)
    if of_entity:
        er.async_get(hass).async_update_entity(
            "camera.sofa", name="Lens", area_id=attic
        )
    assert await house.set_up()
    assert _device(house, SOFA).area_id == (attic if of_entity else parlour)
    assert _device(house, BED).area_id is None
    registry.async_update_device(_device(house, SOFA).id, area_id=None)
    registry.async_update_device(source.device_id, area_id=attic)
    await house.restart()
    assert _device(house, SOFA).area_id is None


async def test_entities_are_always_available(house: House) -> None:
    """Also while the original is away: Home Assistant drops actions on what is unavailable."""
    house.sources[SOFA]._attr_available = False
    house.sources[SOFA].async_write_ha_state()
    await house.hass.async_block_till_done()
    assert house.state("camera.sofa_original").state == "unavailable"
    er.async_get(house.hass).async_remove("camera.bed_original")
    await house.hass.async_block_till_done()
    for entity_id in _ours(house):
        assert house.state(entity_id).state != "unavailable"
    await house.call("camera.turn_off", "camera.sofa")
    assert house.reason(SOFA) is ReasonCode.HOLD


async def test_the_camera_shows_what_its_original_is(house: House) -> None:
    """Brand, model and motion detection; none of them once the original is gone."""
    attributes = house.state("camera.sofa").attributes
    assert (attributes["brand"], attributes["model_name"]) == ("Vintage", "V1")
    assert "motion_detection" not in attributes
    house.hass.states.async_set(
        "camera.sofa_original", "idle", {"motion_detection": True}
    )
    camera = house.hass.data["camera"].get_entity("camera.sofa")
    assert camera is not None
    assert camera.motion_detection_enabled
    assert camera.frame_interval == house.sources[SOFA].frame_interval
    await house.coordinator.async_drop_camera(SOFA)
    assert camera.brand is None
    assert not camera.motion_detection_enabled


async def test_a_new_name_reaches_device_and_errors(house: House) -> None:
    """Somebody renames a guarded camera in the settings."""
    change_camera(house, SOFA, title="Sofa corner")
    await house.hass.async_block_till_done()
    assert _device(house, SOFA).name == "Sofa corner"
    await house.privacy.async_hold([SOFA], BY_HAND)
    assert "Sofa corner" in str(house.guard().refusal())


@pytest.mark.parametrize(
    ("settings", "slug"),
    [({}, "hall"), ({"take_over_id": False}, "hall_guarded")],
)
async def test_ids_follow_the_camera(
    house: House, settings: dict[str, Any], slug: str
) -> None:
    """Whatever id the guarded camera gets, its other entities begin with it."""
    add_camera(house, HALL, **settings)
    await house.hass.async_block_till_done()
    assert _ours(house) >= _of_camera(slug, "Hall", private=False).keys()


async def test_an_entity_made_before_a_change_shows_what_is_so(house: House) -> None:
    """Between its making and its first state the camera closes; opening is shown after that."""
    entity_id = "switch.sofa_privacy_mode"
    er.async_get(house.hass).async_remove(entity_id)
    await house.hass.async_block_till_done()
    switch = PrivacyModeSwitch(house.coordinator, SOFA)
    await house.privacy.async_hold([SOFA], BY_HAND)
    (platform,) = [
        platform
        for platform in async_get_platforms(house.hass, DOMAIN)
        if platform.domain == "switch"
    ]
    await platform.async_add_entities([switch], config_subentry_id=SOFA)
    assert house.state(entity_id).state == "on"
    await house.privacy.async_release([SOFA], actor=AUTOMATION)
    assert house.state(entity_id).state == "off"


async def test_what_did_not_change_is_not_told_again(house: House) -> None:
    """A change of one camera writes no state of another one."""
    bed = house.state("sensor.bed_privacy_level")
    await house.call("camera.turn_off", "camera.sofa")
    assert house.state("sensor.bed_privacy_level") is bed
    assert house.state("sensor.bed_privacy_level").last_reported == bed.last_updated
