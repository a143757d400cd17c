"""The first set-up: choose cameras, say where they look, done."""

from typing import Any

import pytest

from custom_components.lens_cap.const import DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.helpers.selector import Selector
from homeassistant.setup import async_setup_component
from tests.helpers.unguarded_house import (
    add_slow_camera,
    add_source,
    add_yaml_camera,
    guard_entry,
    registered,
)


async def _start(hass: HomeAssistant) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": "user"})


async def _answer(
    hass: HomeAssistant, result: ConfigFlowResult, answers: dict[str, Any]
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], answers)


def _fields(result: ConfigFlowResult) -> dict[str, Any]:
    schema = result["data_schema"]
    assert schema is not None
    return {str(marker): marker for marker in schema.schema}


async def test_two_cameras_in_three_steps(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """One entry, with everything that was said about each camera."""
    bed = await add_source(hass, "Bed")
    result = await _start(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    result = await _answer(hass, result, {"cameras": ["camera.sofa", bed.id]})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "placement")
    assert list(_fields(result)) == ["Sofa", "Bed", "take_over_id"]
    result = await _answer(
        hass, result, {"Sofa": "living_area", "Bed": "bedroom_bathroom"}
    )
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "rules")
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    # That Lens Cap is ready, and what to do next; no more questions.
    assert result["description"] == "ready"
    assert result["description_placeholders"] == {
        "dashboards": "/config/lovelace/dashboards"
    }
    assert "next_flow" not in result
    entry = result["result"]
    assert (entry.title, dict(entry.data)) == ("Lens Cap", {})
    cameras = {
        camera.title: camera for camera in entry.get_subentries_of_type("camera")
    }
    assert {title: camera.unique_id for title, camera in cameras.items()} == {
        "Sofa": sofa.id,
        "Bed": bed.id,
    }
    common = {
        "purpose": "",
        "sees_beyond_property": False,
        "notice_shown": False,
        "people_informed": False,
        "take_over_id": True,
    }
    assert cameras["Sofa"].data == common | {
        "source": sofa.id,
        "placement": "living_area",
        "base_level": "open",
    }
    assert cameras["Bed"].data == common | {
        "source": bed.id,
        "placement": "bedroom_bathroom",
        "base_level": "private",
    }


async def test_only_what_can_be_guarded_is_offered(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Not a camera of ours."""
    (await add_slow_camera(hass, "Guarded", "own", DOMAIN)).may_leave.set()
    result = await _start(hass)
    schema = result["data_schema"]
    assert schema is not None
    selector = schema.schema["cameras"]
    assert isinstance(selector, Selector)
    assert selector.config["include_entities"] == ["camera.sofa"]
    assert selector.config["multiple"]


async def test_without_cameras_there_is_nothing_to_set_up(hass: HomeAssistant) -> None:
    """The flow ends, and says why."""
    result = await _start(hass)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_cameras")


async def test_there_is_one_entry(hass: HomeAssistant, sofa: er.RegistryEntry) -> None:
    """More cameras are added to it."""
    guard_entry(hass, sofa.id)
    result = await _start(hass)
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "single_instance_allowed",
    )


@pytest.mark.parametrize(
    ("cameras", "error", "named"),
    [
        ([], "nothing_chosen", ""),
        (None, "nothing_chosen", ""),
        (["camera.sofa", "camera.gone"], "camera_gone", "camera.gone"),
        (["camera.guarded"], "own_camera", "Guarded"),
        (["light.lamp"], "not_a_camera", "light.lamp"),
        ("sun", "camera_gone", "sun"),
        ([{"camera": "sofa"}], "not_a_camera", "?"),
        (["camera.off"], "camera_disabled", "Off"),
    ],
)
async def test_a_wrong_choice_is_explained_and_can_be_corrected(
    hass: HomeAssistant,
    sofa: er.RegistryEntry,
    cameras: object,
    error: str,
    named: str,
) -> None:
    """Nothing is changed by it."""
    (await add_slow_camera(hass, "Guarded", "own", DOMAIN)).may_leave.set()
    hass.states.async_set("light.lamp", "on", {"friendly_name": "light.lamp"})
    er.async_get(hass).async_get_or_create(
        "camera",
        "vendor",
        "off",
        object_id_base="off",
        original_name="Off",
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    before = dict(er.async_get(hass).entities)
    result = await _answer(hass, await _start(hass), {"cameras": cameras})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    assert result["errors"] == {"cameras": error}
    assert result["description_placeholders"] == {"camera": named}
    assert dict(er.async_get(hass).entities) == before

    result = await _answer(hass, result, {"cameras": ["camera.sofa", sofa.id]})
    assert list(_fields(result)) == ["Sofa", "take_over_id"]


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"Sofa": "garage"}, {"Sofa": "unknown_placement"}),
        ({"Sofa": 5}, {"Sofa": "unknown_placement"}),
        ({"Sofa": ["outdoor"]}, {"Sofa": "unknown_placement"}),
        (
            {"Sofa": "outdoor", "take_over_id": "false"},
            {"take_over_id": "not_yes_or_no"},
        ),
    ],
)
async def test_a_wrong_placement_is_explained_and_can_be_corrected(
    hass: HomeAssistant,
    sofa: er.RegistryEntry,
    answers: dict[str, object],
    errors: dict[str, str],
) -> None:
    """Nothing is guessed."""
    result = await _answer(hass, await _start(hass), {"cameras": ["camera.sofa"]})
    result = await _answer(hass, result, answers)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "placement")
    assert result["errors"] == errors
    result = await _answer(hass, result, {"Sofa": "outdoor", "take_over_id": False})
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = result["result"].get_subentries_of_type("camera")
    assert camera.data["take_over_id"] is False


async def test_a_camera_that_goes_between_the_steps_is_explained(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """No entry is made for it."""
    result = await _answer(hass, await _start(hass), {"cameras": ["camera.sofa"]})
    er.async_get(hass).async_remove("camera.sofa")
    await hass.async_block_till_done()
    result = await _answer(hass, result, {"Sofa": "outdoor"})
    assert result["errors"] == {"base": "camera_gone"}
    assert hass.config_entries.async_entries(DOMAIN) == []


async def test_names_that_are_not_unique_are_told_apart(hass: HomeAssistant) -> None:
    """Also from our own field."""
    await add_source(hass, "Sofa")
    await add_source(hass, "Sofa")
    await add_source(hass, "take_over_id")
    cameras = ["camera.sofa", "camera.sofa_2", "camera.take_over_id"]
    result = await _answer(hass, await _start(hass), {"cameras": cameras})
    # What nobody can guess is asked first.
    assert list(_fields(result)) == [
        "take_over_id (camera.take_over_id)",
        "Sofa (camera.sofa)",
        "Sofa (camera.sofa_2)",
        "take_over_id",
    ]


@pytest.mark.parametrize(
    ("name", "area", "guess"),
    [
        ("Front door", None, "entrance"),
        ("Cam 3", "Bedroom", "bedroom_bathroom"),
        ("Garden", "Kitchen", "outdoor"),
        ("TV corner", None, "living_area"),
        ("Bathroom door", None, "bedroom_bathroom"),
        ("Hallway", None, "living_area"),
        ("Cam 3", "Hall", "living_area"),
        ("Front room", None, "living_area"),
        ("Kitchen door", None, "living_area"),
        ("Doorbell", None, "entrance"),
        ("Cam 3", None, None),
    ],
)
async def test_the_placement_is_suggested_where_names_tell(
    hass: HomeAssistant, name: str, area: str | None, guess: str | None
) -> None:
    """It is only a suggestion: left out, it is not taken for an answer."""
    source = await add_source(hass, name)
    if area is not None:
        er.async_get(hass).async_update_entity(
            source.entity_id,
            name=name,
            area_id=ar.async_get(hass).async_create(area).id,
        )
        await hass.async_block_till_done()
    result = await _answer(hass, await _start(hass), {"cameras": [source.entity_id]})
    schema = result["data_schema"]
    assert schema is not None
    # The frontend fills in the first where nothing is suggested: it must be the most private.
    assert schema.schema[name].config["options"][0] == "bedroom_bathroom"
    description = _fields(result)[name].description
    assert description == (guess and {"suggested_value": guess})


async def test_what_changes_is_said_before_it_does(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """New ids, places that will be guarded and those that will not, and what must be adjusted."""
    await add_yaml_camera(hass, "Attic")
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": [
                {
                    "alias": f"Look_at *{camera}*",
                    "triggers": [{"trigger": "event", "event_type": "x"}],
                    "actions": [
                        {"action": "mjpeg.ptz", "target": {"entity_id": camera}},
                        {
                            "action": "camera.turn_on",
                            "target": {"device_id": sofa.device_id},
                        },
                    ],
                }
                for camera in ("camera.sofa", "camera.attic")
            ]
        },
    )
    hass.data["script"] = object()
    await hass.async_block_till_done()
    result = await _answer(
        hass, await _start(hass), {"cameras": ["camera.sofa", "camera.attic"]}
    )
    said = result["description_placeholders"]
    assert said is not None
    assert said["changes"] == (
        "- Sofa: the guarded camera gets the entity ID **camera.sofa**, and the hidden "
        "original becomes **camera.sofa_original**.\n"
        "- Attic can be guarded, but not hidden or renamed: it has no unique ID in Home "
        "Assistant. The original stays visible beside the guarded camera, and shows what "
        "that shows."
    )
    assert said["places"] == (
        "**Keep working, and show the guarded camera**\n"
        "- Automation: Look_at \N{ASTERISK OPERATOR}camera.sofa\N{ASTERISK OPERATOR}\n"
        "- Scripts (could not be checked)\n"
        "\n"
        "**Go on naming the original. It shows no more than the guarded camera while Lens Cap runs, and all when it does not**\n"
        "- Automation: Look_at \N{ASTERISK OPERATOR}camera.attic\N{ASTERISK OPERATOR}\n"
        "- Scripts (could not be checked)\n"
        "\n"
        "**Please adjust afterwards**\n"
        "- Look_at \N{ASTERISK OPERATOR}camera.attic\N{ASTERISK OPERATOR}: for camera.turn_on, choose the camera "
        "**camera.sofa** instead of its device\n"
        "- Look_at \N{ASTERISK OPERATOR}camera.sofa\N{ASTERISK OPERATOR}: for camera.turn_on, choose the camera "
        "**camera.sofa** instead of its device\n"
        "- Look_at \N{ASTERISK OPERATOR}camera.sofa\N{ASTERISK OPERATOR}: for mjpeg.ptz, choose the original camera, "
        "**camera.sofa_original**"
    )
    assert registered(hass, "camera.sofa") == sofa


async def test_that_nothing_names_a_camera_is_said_too(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """An empty list would look like a mistake."""
    result = await _answer(hass, await _start(hass), {"cameras": ["camera.sofa"]})
    said = result["description_placeholders"]
    assert said is not None
    assert said["places"] == (
        "No dashboard, automation or anything else names them yet."
    )


async def test_what_names_several_cameras_is_listed_once(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """An assistant by its own name."""
    await add_source(hass, "Hall")
    for camera in ("camera.sofa", "camera.hall"):
        async_expose_entity(hass, "cloud.alexa", camera, should_expose=True)
    result = await _answer(
        hass, await _start(hass), {"cameras": ["camera.sofa", "camera.hall"]}
    )
    said = result["description_placeholders"]
    assert said is not None
    assert said["places"] == (
        "**Keep working, and show the guarded camera**\n- Voice assistant: Amazon Alexa"
    )
