"""The last step of the first set-up: rules that are ready to use, and persons without a phone."""

from typing import Any

import pytest

from custom_components.lens_cap.const import DOMAIN
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er

ALARM = "alarm_control_panel.house"
TICKS = (
    "living_areas_private",
    "guests_private_and_silent",
    "night_private",
    "private_unless_armed_away",
)


async def _at_rules(hass: HomeAssistant) -> ConfigFlowResult:
    """Return the step, with the camera on the sofa placed."""
    flows = hass.config_entries.flow
    result = await flows.async_init(DOMAIN, context={"source": "user"})
    result = await flows.async_configure(
        result["flow_id"], {"cameras": ["camera.sofa"]}
    )
    result = await flows.async_configure(result["flow_id"], {"Sofa": "living_area"})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "rules")
    return result


async def _answer(
    hass: HomeAssistant, result: ConfigFlowResult, answers: dict[str, Any]
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], answers)


def _proposed(result: ConfigFlowResult) -> dict[str, Any]:
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(field): field.default() if callable(field.default) else None
        for field in schema.schema
    }


def _person(hass: HomeAssistant, name: str, state: str, *trackers: str) -> None:
    hass.states.async_set(
        f"person.{name.lower()}",
        state,
        {"friendly_name": name, "device_trackers": list(trackers)},
    )


@pytest.mark.usefixtures("sofa")
async def test_where_nobody_can_be_found_only_guests_are_proposed(
    hass: HomeAssistant,
) -> None:
    """A rule that asks who is home would hide everything; without an alarm there is no rule of it."""
    assert _proposed(await _at_rules(hass)) == {
        "living_areas_private": False,
        "guests_private_and_silent": True,
        "night_private": False,
    }


@pytest.mark.usefixtures("sofa")
async def test_where_everyone_can_be_found_living_areas_are_proposed_too(
    hass: HomeAssistant,
) -> None:
    """With an alarm system, its rule is offered."""
    _person(hass, "Anna", "unknown", "device_tracker.anna")
    _person(hass, "Ben", "home")
    hass.states.async_set(ALARM, "disarmed")
    assert _proposed(await _at_rules(hass)) == {
        "living_areas_private": True,
        "guests_private_and_silent": True,
        "night_private": False,
        "private_unless_armed_away": False,
    }


@pytest.mark.usefixtures("sofa")
async def test_every_rule_that_is_ticked_is_made(hass: HomeAssistant) -> None:
    """They are about placements, so that cameras that are added later belong to them too."""
    hass.states.async_set(ALARM, "disarmed")
    result = await _answer(hass, await _at_rules(hass), dict.fromkeys(TICKS, True))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.options == {"guests_effect": "sound_off"}
    indoors = ["bedroom_bathroom", "living_area"]
    assert {
        rule.title: dict(rule.data) for rule in entry.get_subentries_of_type("rule")
    } == {
        "Living areas private while someone is home": {
            "presence": "someone_home",
            "placements": ["living_area"],
            "effect_level": "private",
            "audio_off": False,
            "leave_delay_minutes": 5,
        },
        "Guests: indoors private": {
            "presence": "guests_present",
            "placements": indoors,
            "effect_level": "private",
            "audio_off": False,
            "leave_delay_minutes": 0,
        },
        "Guests: no sound anywhere": {
            "presence": "guests_present",
            "effect_level": "unchanged",
            "audio_off": True,
            "leave_delay_minutes": 0,
        },
        "Private unless the alarm is armed away": {
            "presence": "ignore",
            "placements": indoors,
            "alarm_entity": ALARM,
            "alarm_states": [
                "disarmed",
                "armed_home",
                "armed_night",
                "armed_custom_bypass",
                "arming",
                "disarming",
            ],
            "effect_level": "private",
            "audio_off": False,
            "leave_delay_minutes": 0,
        },
        "Night: indoors private": {
            "presence": "ignore",
            "placements": indoors,
            "start": "22:00:00",
            "end": "07:00:00",
            "effect_level": "private",
            "audio_off": False,
            "leave_delay_minutes": 0,
        },
    }


@pytest.mark.usefixtures("sofa")
async def test_no_rule_has_to_be_ticked(hass: HomeAssistant) -> None:
    """Then there are cameras, and no rule."""
    result = await _answer(hass, await _at_rules(hass), dict.fromkeys(TICKS[:3], False))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = result["result"].subentries.values()
    assert camera.subentry_type == "camera"


@pytest.mark.usefixtures("sofa")
async def test_of_several_alarm_systems_one_is_chosen(hass: HomeAssistant) -> None:
    """It must be one that there is."""
    for name in ("house", "garage"):
        hass.states.async_set(f"alarm_control_panel.{name}", "disarmed")
    result = await _at_rules(hass)
    assert _proposed(result)["alarm_entity"] == "alarm_control_panel.garage"
    wrong = {"private_unless_armed_away": True, "alarm_entity": "light.lamp"}
    result = await _answer(hass, result, wrong)
    assert result["errors"] == {"alarm_entity": "unknown_alarm"}
    said = result["description_placeholders"]
    assert said is not None
    assert said["alarm_entity"] == "light.lamp"
    result = await _answer(hass, result, wrong | {"alarm_entity": ALARM})
    [rule] = [
        rule
        for rule in result["result"].get_subentries_of_type("rule")
        if "alarm_entity" in rule.data
    ]
    assert rule.data["alarm_entity"] == ALARM


@pytest.mark.usefixtures("sofa")
async def test_a_person_without_a_phone_is_named_and_stays(hass: HomeAssistant) -> None:
    """Nobody is left out unless the owner says so; then a rule that would always apply is not proposed."""
    _person(hass, "Anna", "unknown")
    _person(hass, "Ben", "not_home", "device_tracker.ben")
    result = await _at_rules(hass)
    assert _proposed(result)["living_areas_private"] is False
    said = result["description_placeholders"]
    assert said is not None
    assert said["people"] == "Anna"
    result = await _answer(hass, result, {})
    assert "residents" not in result["result"].options


@pytest.mark.usefixtures("sofa")
async def test_a_person_without_a_phone_can_be_left_out(hass: HomeAssistant) -> None:
    """Only one of those who were named."""
    _person(hass, "Anna", "unknown")
    _person(hass, "Ben", "not_home", "device_tracker.ben")
    result = await _answer(
        hass, await _at_rules(hass), {"leave_out": ["person.anna", "person.ben"]}
    )
    assert result["errors"] == {"leave_out": "unknown_persons"}
    said = result["description_placeholders"]
    assert said is not None
    assert said["leave_out"] == "person.ben"
    result = await _answer(hass, result, {"leave_out": ["person.anna"]})
    assert result["result"].options["residents"] == ["person.ben"]


@pytest.mark.usefixtures("sofa")
async def test_neither_yes_nor_no_is_explained(hass: HomeAssistant) -> None:
    """Nothing is guessed."""
    result = await _answer(hass, await _at_rules(hass), {"night_private": "maybe"})
    assert result["errors"] == {"night_private": "not_yes_or_no"}
    assert hass.config_entries.async_entries(DOMAIN) == []


@pytest.mark.usefixtures("sofa")
async def test_a_camera_that_goes_before_the_last_step_is_explained(
    hass: HomeAssistant,
) -> None:
    """No entry is made for it."""
    result = await _at_rules(hass)
    er.async_get(hass).async_remove("camera.sofa")
    await hass.async_block_till_done()
    result = await _answer(hass, result, {})
    assert result["errors"] == {"base": "camera_gone"}
    assert hass.config_entries.async_entries(DOMAIN) == []
