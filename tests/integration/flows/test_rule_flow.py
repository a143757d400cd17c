"""Rules: everything that can be said about one, and everything that makes no sense."""

from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.flows.rule_form import SECTIONS
from custom_components.lens_cap.flows.selectors import AnyOf
from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import (
    area_registry as ar,
    entity_registry as er,
    label_registry as lr,
)
from homeassistant.helpers.selector import ChooseSelectorConfig
from tests.helpers.unguarded_house import CAMERA_ID, guard_entry

NAMED = {"name": "Evening"}
ALARM = "alarm_control_panel.house"


@pytest.fixture
def entry(hass: HomeAssistant, sofa: er.RegistryEntry) -> MockConfigEntry:
    """Return our entry, and a home in which everything has a name."""
    entry, _ = guard_entry(hass, sofa.id)
    er.async_get(hass).async_get_or_create(
        "camera", DOMAIN, f"{CAMERA_ID}_camera", object_id_base="guarded_sofa"
    )
    er.async_get(hass).async_get_or_create(
        "switch", DOMAIN, "guests", object_id_base="lens_cap_guests"
    )
    er.async_get(hass).async_get_or_create(
        "switch",
        "vendor",
        "off",
        object_id_base="off",
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    ar.async_get(hass).async_create("Kitchen")
    lr.async_get(hass).async_create("Indoors")
    for entity_id, state in {
        "person.anna": "home",
        "binary_sensor.motion": "off",
        "input_boolean.party": "off",
        "input_select.mode": "Away",
        "select.mode": "Away",
        ALARM: "disarmed",
    }.items():
        hass.states.async_set(entity_id, state)
    return entry


async def _start(
    hass: HomeAssistant, entry: MockConfigEntry, rule_id: str | None = None
) -> SubentryFlowResult:
    context: Any = (
        {"source": "reconfigure", "subentry_id": rule_id}
        if rule_id
        else {"source": "user"}
    )
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "rule"), context=context
    )


async def _answer(
    hass: HomeAssistant, result: SubentryFlowResult, answers: dict[str, Any]
) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_configure(
        result["flow_id"], answers
    )


async def _add(
    hass: HomeAssistant, entry: MockConfigEntry, **answers: Any
) -> dict[str, Any]:
    """Add a rule; return its id and what is stored."""
    result = await _answer(hass, await _start(hass, entry), NAMED | answers)
    assert result["type"] is FlowResultType.CREATE_ENTRY, result["errors"]
    rule = entry.get_subentries_of_type("rule")[-1]
    return {"id": rule.subentry_id, "title": rule.title, **rule.data}


def _shown(result: SubentryFlowResult) -> dict[str, Any]:
    """Return what the fields show, without their sections."""
    schema = result["data_schema"]
    assert schema is not None
    suggested = {
        str(marker): (marker.description or {}).get("suggested_value")
        for part in (schema, *(schema.schema[name].schema for name in SECTIONS))
        for marker in part.schema
    }
    return {
        field: AnyOf(ChooseSelectorConfig(choices={}, translation_key="day_time"))(
            value
        )
        if field in {"start", "end"}
        else value
        for field, value in suggested.items()
        if value is not None
    }


async def test_a_name_is_all_that_a_rule_needs(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Then all cameras are always private: what was left empty makes no difference."""
    result = await _start(hass, entry)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    rule = await _add(hass, entry)
    del rule["id"]
    assert rule == {
        "title": "Evening",
        "presence": "ignore",
        "effect_level": "private",
        "audio_off": False,
        "leave_delay_minutes": 5,
    }


async def test_everything_can_be_said_flat(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Cameras and entities by any id are stored by the one that lasts, or that rules follow."""
    registry = er.async_get(hass)
    guarded = registry.async_get("camera.guarded_sofa")
    assert guarded is not None
    rule = await _add(
        hass,
        entry,
        name="  Evening \n at home ",
        cameras=["camera.guarded_sofa", CAMERA_ID, guarded.id],
        areas=["kitchen"],
        labels=["indoors"],
        placements=["outdoor", "living_area"],
        presence="nobody_home",
        persons=["person.anna"],
        occupancy_entities=["binary_sensor.motion"],
        weekdays=["sun", "mon"],
        start="22:00",
        end=" Sunrise +0:15",
        while_entity="input_boolean.party",
        alarm_entity=ALARM,
        alarm_states=["triggered", "disarmed"],
        effect_level="unchanged",
        zones=[],
        audio_off=True,
        recording_off=True,
        recognition_off=True,
        leave_delay_minutes=0.0,
    )
    del rule["id"]
    assert rule == {
        "title": "Evening at home",
        "cameras": [CAMERA_ID],
        "areas": ["kitchen"],
        "labels": ["indoors"],
        "placements": ["living_area", "outdoor"],
        "presence": "nobody_home",
        "persons": ["person.anna"],
        "occupancy_entities": ["binary_sensor.motion"],
        "weekdays": ["mon", "sun"],
        "start": "22:00:00",
        "end": "sunrise+00:15",
        "while_entity": "input_boolean.party",
        "alarm_entity": ALARM,
        "alarm_states": ["disarmed", "triggered"],
        "effect_level": "unchanged",
        "audio_off": True,
        "recording_off": True,
        "recognition_off": True,
        "leave_delay_minutes": 0,
    }


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"start": "22:00:30"}, {"start": "22:00:30"}),
        ({"end": "sunset-00:30"}, {"end": "sunset-00:30"}),
        ({"start": "sunset", "end": ""}, {"start": "sunset"}),
        ({"cameras": CAMERA_ID}, {"cameras": [CAMERA_ID]}),
        ({"presence": "guests_present"}, {"presence": "guests_present"}),
        ({"leave_delay_minutes": 1440}, {"leave_delay_minutes": 1440}),
        ({"name": "x" * 100}, {"title": "x" * 100}),
        ({"persons": None, "while_entity": ""}, {}),
    ],
)
async def test_what_is_said_is_stored_as_it_will_be_read(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    given: dict[str, Any],
    stored: dict[str, Any],
) -> None:
    """Single things stand for lists; what is empty is left out."""
    plain = await _add(hass, entry, name="Plain")
    rule = await _add(hass, entry, **given)
    assert rule == plain | {"id": rule["id"], "title": "Evening"} | stored


WRONG: list[tuple[dict[str, Any], dict[str, str], dict[str, str]]] = [
    ({"name": ""}, {"name": "no_name"}, {}),
    ({"name": " \n "}, {"name": "no_name"}, {}),
    ({"name": 5}, {"name": "no_name"}, {}),
    ({"name": "x" * 10_000}, {"name": "name_too_long"}, {}),
    ({"name": "NIGHT"}, {"name": "name_taken"}, {}),
    (
        {"cameras": ["camera.sofa", "01GONE", CAMERA_ID]},
        {"cameras": "unknown_cameras"},
        {"cameras": "camera.sofa, 01GONE"},
    ),
    (
        {"cameras": [{"id": 1}, ""]},
        {"cameras": "unknown_cameras"},
        {"cameras": "?,"},
    ),
    ({"areas": ["attic"]}, {"areas": "unknown_areas"}, {"areas": "attic"}),
    (
        {"areas": [f"a{number}" for number in range(99)]},
        {"areas": "unknown_areas"},
        {"areas": "a0, a1, a2, a3, a4"},
    ),
    ({"labels": ["x" * 500]}, {"labels": "unknown_labels"}, {"labels": "x" * 100}),
    ({"placements": ["garage"]}, {"placements": "unknown_placements"}, {}),
    ({"presence": "away"}, {"presence": "unknown_presence"}, {}),
    ({"presence": ["ignore"]}, {"presence": "unknown_presence"}, {}),
    (
        {"persons": ["person.gone"]},
        {"persons": "unknown_persons"},
        {"persons": "person.gone"},
    ),
    ({"persons": [ALARM]}, {"persons": "unknown_persons"}, {"persons": ALARM}),
    (
        {"persons": ["person.anna"], "presence": "ignore"},
        {"persons": "persons_not_asked"},
        {},
    ),
    (
        {"persons": ["person.anna"], "presence": "guests_present"},
        {"persons": "persons_not_asked"},
        {},
    ),
    (
        {"occupancy_entities": ["sensor.gone", "switch.off"]},
        {"occupancy_entities": "unknown_entities"},
        {"occupancy_entities": "sensor.gone, switch.off"},
    ),
    (
        {"occupancy_entities": ["binary_sensor.motion"], "presence": "everyone_home"},
        {"occupancy_entities": "occupancy_not_asked"},
        {},
    ),
    (
        {"occupancy_entities": ["binary_sensor.motion"], "presence": "ignore"},
        {"occupancy_entities": "occupancy_not_asked"},
        {},
    ),
    (
        {
            "occupancy_entities": ["switch.lens_cap_guests"],
            "presence": "someone_home",
        },
        {"occupancy_entities": "own_entity"},
        {},
    ),
    ({"weekdays": ["monday"]}, {"weekdays": "unknown_weekdays"}, {}),
    ({"start": "25:00"}, {"start": "unreadable_time"}, {}),
    ({"start": 22}, {"start": "unreadable_time"}, {}),
    ({"end": "noon"}, {"end": "unreadable_time"}, {}),
    ({"end": "sunset-13:00"}, {"end": "unreadable_time"}, {}),
    ({"start": "22:00", "end": "22:00:00"}, {"end": "same_time"}, {}),
    ({"start": "sunset", "end": "Sunset"}, {"end": "same_time"}, {}),
    (
        {"while_entity": "light.gone"},
        {"while_entity": "unknown_entity"},
        {"while_entity": "light.gone"},
    ),
    ({"while_entity": 5}, {"while_entity": "unknown_entity"}, {"while_entity": "?"}),
    (
        {"while_entity": ["person.anna", ALARM]},
        {"while_entity": "unknown_entity"},
        {"while_entity": f"person.anna, {ALARM}"},
    ),
    ({"while_entity": "camera.guarded_sofa"}, {"while_entity": "own_entity"}, {}),
    ({"while_entity": "input_select.mode"}, {"while_entity": "many_modes"}, {}),
    ({"while_entity": "select.mode"}, {"while_entity": "many_modes"}, {}),
    (
        {"alarm_entity": "person.anna", "alarm_states": ["disarmed"]},
        {"alarm_entity": "unknown_alarm"},
        {"alarm_entity": "person.anna"},
    ),
    ({"alarm_states": ["disarmed"]}, {"alarm_entity": "alarm_missing"}, {}),
    ({"alarm_entity": ALARM}, {"alarm_states": "alarm_states_missing"}, {}),
    (
        {"alarm_entity": ALARM, "alarm_states": ["asleep"]},
        {"alarm_states": "unknown_alarm_states"},
        {},
    ),
    ({"effect_level": "open"}, {"effect_level": "unknown_effect_level"}, {}),
    ({"effect_level": "unchanged"}, {"effect_level": "does_nothing"}, {}),
    ({"effect_level": "masked"}, {"effect_level": "no_zones"}, {}),
    ({"zones": ["z"]}, {"zones": "unknown_zones"}, {"zones": "z"}),
    ({"audio_off": "yes"}, {"audio_off": "not_yes_or_no"}, {}),
    *(
        ({"leave_delay_minutes": value}, {"leave_delay_minutes": "not_minutes"}, {})
        for value in (
            -1,
            1441,
            1.5,
            float("nan"),
            float("inf"),
            10**400,
            True,
            "five",
            None,
        )
    ),
    (
        {"name": "", "presence": "x", "start": "x", "audio_off": 1},
        {
            "name": "no_name",
            "presence": "unknown_presence",
            "start": "unreadable_time",
            "audio_off": "not_yes_or_no",
        },
        {},
    ),
]


@pytest.mark.parametrize(("wrong", "errors", "named"), WRONG)
async def test_a_wrong_answer_is_explained_and_can_be_corrected(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    wrong: dict[str, Any],
    errors: dict[str, str],
    named: dict[str, str],
) -> None:
    """Each on its field; nothing is changed by it, in a new rule and in one that is changed."""
    await _add(hass, entry, name="Night")
    old = await _add(hass, entry, start="20:00", end="21:00")
    for rule_id in (None, old["id"]):
        before = dict(entry.subentries)
        result = await _start(hass, entry, rule_id)
        result = await _answer(hass, result, NAMED | {"name": "Other"} | wrong)
        assert result["type"] is FlowResultType.FORM
        assert result["errors"] == errors
        said = result["description_placeholders"]
        assert said is not None
        assert {field: text for field, text in said.items() if text} == named
        assert dict(entry.subentries) == before
        kept = {field for field, value in wrong.items() if value is not None}
        assert kept <= set(_shown(result))
        result = await _answer(hass, result, {"name": f"Mended {result['step_id']}"})
        assert result["type"] in {FlowResultType.CREATE_ENTRY, FlowResultType.ABORT}


async def test_a_rule_is_shown_and_changed_as_a_whole(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Cameras by the ids that people know; what is left out is no condition any more."""
    rule = await _add(
        hass,
        entry,
        cameras=[CAMERA_ID],
        start="22:00",
        presence="someone_home",
        persons=["person.anna"],
    )
    result = await _start(hass, entry, rule["id"])
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "reconfigure")
    assert _shown(result) == {
        "name": "Evening",
        "cameras": ["camera.guarded_sofa"],
        "presence": "someone_home",
        "persons": ["person.anna"],
        "start": "22:00:00",
        "effect_level": "private",
        "audio_off": False,
        "leave_delay_minutes": 5,
    }
    answers = _shown(result) | {"name": "evening", "end": "23:00"}
    del answers["persons"]
    result = await _answer(hass, result, answers)
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "reconfigure_successful",
    )
    changed = entry.subentries[rule["id"]]
    assert changed.title == "evening"
    assert changed.data == {
        "cameras": [CAMERA_ID],
        "presence": "someone_home",
        "start": "22:00:00",
        "end": "23:00:00",
        "effect_level": "private",
        "audio_off": False,
        "leave_delay_minutes": 5,
    }


async def test_a_camera_that_is_gone_is_shown_and_must_be_taken_out(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A list that became empty in silence would be a rule about every camera."""
    rule = await _add(hass, entry, cameras=[CAMERA_ID])
    hass.config_entries.async_remove_subentry(entry, CAMERA_ID)
    result = await _start(hass, entry, rule["id"])
    assert _shown(result)["cameras"] == [CAMERA_ID]
    result = await _answer(hass, result, _shown(result))
    assert result["errors"] == {"cameras": "unknown_cameras"}
    result = await _answer(hass, result, _shown(result) | {"cameras": []})
    assert result["reason"] == "reconfigure_successful"
    assert "cameras" not in entry.subentries[rule["id"]].data


async def test_a_camera_that_was_not_set_up_yet_can_be_chosen_by_its_id(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Its entity comes later."""
    er.async_get(hass).async_remove("camera.guarded_sofa")
    rule = await _add(hass, entry, cameras=[CAMERA_ID])
    assert _shown(await _start(hass, entry, rule["id"]))["cameras"] == [CAMERA_ID]


NIGHT: Final = {
    "name": "Night",
    "effect_level": "unchanged",
    "audio_off": True,
    "start": "22:00:00",
    "end": "06:00:00",
}


async def test_what_another_administrator_made_stricter_meanwhile_stays(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The older form is refused, whole; opened anew, it is saved."""
    rule_id = (await _add(hass, entry, **NIGHT))["id"]
    older = await _start(hass, entry, rule_id)
    other = await _start(hass, entry, rule_id)
    await _answer(hass, other, NIGHT | {"effect_level": "private"})
    answers = NIGHT | {"name": "At night", "or_presence": ["nobody_home"]}
    answers["presence"] = "someone_home"
    older = await _answer(hass, older, answers)
    assert older["reason"] == "rule_changed_elsewhere"
    assert older["description_placeholders"] == {"rule": "Night"}
    [rule] = entry.get_subentries_of_type("rule")
    assert (rule.title, rule.data["effect_level"]) == ("Night", "private")
    anew = await _answer(hass, await _start(hass, entry, rule_id), NIGHT)
    assert anew["reason"] == "reconfigure_successful"
    assert entry.subentries[rule_id].data["effect_level"] == "unchanged"


async def test_going_back_from_the_last_page_makes_no_older_form_newer(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """What counts is what was stored when the form was opened first."""
    rule_id = (await _add(hass, entry, **NIGHT))["id"]
    older = await _start(hass, entry, rule_id)
    given = {
        "name": "Night",
        "what": {"effect_level": "unchanged", "audio_off": True},
        "when": {
            "start": {"active_choice": "time", "time": "22:00:00"},
            "end": {"active_choice": "time", "time": "06:00:00"},
        },
    }
    older = await _answer(hass, older, given)
    assert older["step_id"] == "summary"
    other = await _start(hass, entry, rule_id)
    await _answer(hass, other, NIGHT | {"effect_level": "private"})
    older = await _answer(hass, older, {"change": True})
    assert older["step_id"] == "reconfigure"
    older = await _answer(hass, older, given)
    older = await _answer(hass, older, {})
    assert older["reason"] == "rule_changed_elsewhere"
    assert entry.subentries[rule_id].data["effect_level"] == "private"


async def test_two_who_change_the_same_in_the_same_way(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Neither undoes anything of the other."""
    rule_id = (await _add(hass, entry, **NIGHT))["id"]
    private = NIGHT | {"effect_level": "private"}
    one, other = await _start(hass, entry, rule_id), await _start(hass, entry, rule_id)
    for result, answers in ((one, private), (other, private | {"name": "Dark"})):
        ended = await _answer(hass, result, answers)
        assert ended["reason"] == "reconfigure_successful"
    rule = entry.subentries[rule_id]
    assert (rule.title, rule.data["effect_level"]) == ("Dark", "private")
