"""One more camera, and other settings for one that is guarded."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.const import DOMAIN
from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from tests.helpers.unguarded_house import (
    CAMERA_ID,
    add_slow_camera,
    add_source,
    add_yaml_camera,
    guard_entry,
)

ANSWERS = {"camera": "camera.hall", "placement": "entrance"}
NEXT = dict.fromkeys(
    ["edit_controls", "edit_assessment", "edit_register", "edit_zones", "replace_with"]
)


@pytest.fixture
async def hall(hass: HomeAssistant) -> er.RegistryEntry:
    """Return a second camera."""
    return await add_source(hass, "Hall")


@pytest.fixture
def entry(hass: HomeAssistant, sofa: er.RegistryEntry) -> MockConfigEntry:
    """Return our entry, which guards the camera on the sofa."""
    return guard_entry(hass, sofa.id)[0]


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "camera"), context={"source": "user"}
    )


async def _reconfigure(
    hass: HomeAssistant, entry: MockConfigEntry
) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "camera"),
        context={"source": "reconfigure", "subentry_id": CAMERA_ID},
    )


async def _answer(
    hass: HomeAssistant, result: SubentryFlowResult, answers: dict[str, Any]
) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_configure(
        result["flow_id"], answers
    )


async def _automate(hass: HomeAssistant, camera: str, action: str) -> None:
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "alias": "Look",
                "triggers": [{"trigger": "event", "event_type": "x"}],
                "actions": [{"action": action, "target": {"entity_id": camera}}],
            }
        },
    )
    await hass.async_block_till_done()


def _shown(result: SubentryFlowResult) -> dict[str, Any]:
    """Return the fields of a form with what they suggest."""
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(marker): (marker.description or {}).get("suggested_value")
        for marker in schema.schema
    }


async def test_a_camera_that_nothing_names_is_added_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, hall: er.RegistryEntry
) -> None:
    """The rest is optional, and follows the placement."""
    result = await _start(hass, entry)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    result = await _answer(hass, result, ANSWERS)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = [one for one in entry.subentries.values() if one.title == "Hall"]
    assert (camera.subentry_type, camera.unique_id) == ("camera", hall.id)
    assert camera.data == {
        "source": hall.id,
        "placement": "entrance",
        "base_level": "open",
        "take_over_id": True,
        "sees_beyond_property": False,
        "purpose": "",
        "notice_shown": False,
        "people_informed": False,
    }


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"placement": "bedroom_bathroom"}, "private"),
        ({"placement": "bedroom_bathroom", "base_level": "open"}, "open"),
        ({"placement": "outdoor", "base_level": "private"}, "private"),
    ],
)
async def test_everything_can_be_said_at_once(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hall: er.RegistryEntry,
    given: dict[str, str],
    stored: str,
) -> None:
    """All fields are posted flat."""
    said = {
        "take_over_id": False,
        "sees_beyond_property": True,
        "purpose": "To see who is there",
        "notice_shown": True,
        "people_informed": True,
    }
    result = await _answer(
        hass, await _start(hass, entry), {"camera": hall.id} | said | given
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = [one for one in entry.subentries.values() if one.title == "Hall"]
    assert camera.data == said | given | {"source": hall.id, "base_level": stored}


async def test_what_names_the_camera_is_listed_first(
    hass: HomeAssistant, entry: MockConfigEntry, hall: er.RegistryEntry
) -> None:
    """Nothing is changed before that was confirmed."""
    await _automate(hass, "camera.hall", "camera.turn_on")
    result = await _answer(hass, await _start(hass, entry), ANSWERS)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "confirm")
    assert result["data_schema"] is None
    assert result["description_placeholders"] == {
        "camera": "Hall",
        "changes": "- Hall: the guarded camera gets the entity ID **camera.hall**, and the "
        "hidden original becomes **camera.hall_original**.",
        "places": "**Keep working, and show the guarded camera**\n- Automation: Look",
    }
    assert len(entry.subentries) == 1
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert len(entry.subentries) == 2


async def test_without_the_id_the_list_says_what_stays_unguarded(
    hass: HomeAssistant, entry: MockConfigEntry, hall: er.RegistryEntry
) -> None:
    """Actions of the camera's own integration keep reaching it then."""
    await _automate(hass, "camera.hall", "mjpeg.ptz")
    result = await _answer(
        hass, await _start(hass, entry), ANSWERS | {"take_over_id": False}
    )
    assert result["description_placeholders"] == {
        "camera": "Hall",
        "changes": "- Hall keeps its entity ID **camera.hall** for the hidden original, with "
        "(original) after its name. The "
        "guarded camera gets **camera.hall_guarded**.",
        "places": "**Go on naming the original. It shows no more than the guarded camera while Lens Cap runs, and all when it does not**\n- Automation: Look",
    }


async def test_a_camera_without_registry_entry_is_added(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Its entity id is all that is known of it."""
    attic = await add_yaml_camera(hass)
    result = await _answer(hass, await _start(hass, entry), ANSWERS | {"camera": attic})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = [one for one in entry.subentries.values() if one.title == "Attic"]
    assert camera.unique_id == camera.data["source"] == "camera.attic"
    result = await _start(hass, entry)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_cameras")


@pytest.mark.parametrize(
    ("wrong", "errors", "named"),
    [
        ({"camera": "camera.sofa"}, {"camera": "already_guarded"}, "Sofa"),
        ({"camera": "camera.gone"}, {"camera": "camera_gone"}, "camera.gone"),
        ({"camera": "camera.guarded"}, {"camera": "own_camera"}, "Guarded"),
        ({"camera": 1}, {"camera": "not_a_camera"}, "?"),
        ({"placement": "garage"}, {"placement": "unknown_placement"}, ""),
        ({"placement": None}, {"placement": "unknown_placement"}, ""),
        ({"base_level": "masked"}, {"base_level": "unknown_base_level"}, ""),
        ({"base_level": ["open"]}, {"base_level": "unknown_base_level"}, ""),
        ({"purpose": "x" * 10_000}, {"purpose": "purpose_too_long"}, ""),
        ({"purpose": 7}, {"purpose": "not_text"}, ""),
        ({"notice_shown": "yes"}, {"notice_shown": "not_yes_or_no"}, ""),
        ({"people_informed": 1}, {"people_informed": "not_yes_or_no"}, ""),
        ({"sees_beyond_property": None}, {"sees_beyond_property": "not_yes_or_no"}, ""),
        ({"take_over_id": "no"}, {"take_over_id": "not_yes_or_no"}, ""),
        (
            {"camera": "camera.gone", "placement": 5},
            {"camera": "camera_gone", "placement": "unknown_placement"},
            "camera.gone",
        ),
    ],
)
async def test_a_wrong_answer_is_explained_and_can_be_corrected(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hall: er.RegistryEntry,
    wrong: dict[str, object],
    errors: dict[str, str],
    named: str,
) -> None:
    """Nothing is changed by it, and what was answered is kept."""
    (await add_slow_camera(hass, "Guarded", "own", DOMAIN)).may_leave.set()
    before = dict(er.async_get(hass).entities)
    result = await _answer(hass, await _start(hass, entry), ANSWERS | wrong)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    assert result["errors"] == errors
    assert result["description_placeholders"] == {"camera": named}
    assert dict(er.async_get(hass).entities) == before
    assert len(entry.subentries) == 1
    assert _shown(result) | wrong == _shown(result)
    result = await _answer(hass, result, ANSWERS)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_longest_purpose_fits(
    hass: HomeAssistant, entry: MockConfigEntry, hall: er.RegistryEntry
) -> None:
    """500 characters, as the form says."""
    result = await _answer(
        hass, await _start(hass, entry), ANSWERS | {"purpose": "x" * 500}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("what", ["gone", "guarded"])
async def test_a_camera_that_changes_before_the_confirmation_ends_the_flow(
    hass: HomeAssistant, entry: MockConfigEntry, hall: er.RegistryEntry, what: str
) -> None:
    """Two windows were open, or the camera was removed."""
    await _automate(hass, "camera.hall", "camera.turn_on")
    result = await _answer(hass, await _start(hass, entry), ANSWERS)
    if what == "gone":
        er.async_get(hass).async_remove("camera.hall")
        await hass.async_block_till_done()
        expected = ("camera_gone", hall.id)
    else:
        other = await _answer(hass, await _start(hass, entry), ANSWERS)
        await _answer(hass, other, {})
        expected = ("already_guarded", "Hall")
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.ABORT
    assert (result["reason"], result["description_placeholders"]) == (
        expected[0],
        {"camera": expected[1]},
    )


async def test_settings_are_shown_and_changed(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """What stays is the source, and whose id it has."""
    result = await _reconfigure(hass, entry)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "reconfigure")
    assert result["description_placeholders"] == {"camera": "Sofa", "images": ""}
    assert (
        _shown(result)
        == {
            "placement": "living_area",
            "base_level": None,
            "sees_beyond_property": None,
            "purpose": None,
            "notice_shown": None,
            "people_informed": None,
            "check_over_network": None,
            "keep_days": None,
        }
        | NEXT
    )
    before = dict(entry.subentries[CAMERA_ID].data)
    said = {
        "placement": "outdoor",
        "base_level": "private",
        "sees_beyond_property": True,
        "purpose": "Parcels",
        "notice_shown": True,
        "people_informed": True,
        "check_over_network": True,
        "keep_days": 30,
    }
    result = await _answer(hass, result, said)
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "reconfigure_successful",
    )
    assert entry.subentries[CAMERA_ID].data == before | said
    assert _shown(await _reconfigure(hass, entry)) == said | NEXT


async def test_a_base_level_that_was_not_chosen_follows_the_placement(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A camera that moves into a bedroom is private there; what was cleared is cleared."""
    result = await _reconfigure(hass, entry)
    await _answer(hass, result, {"placement": "bedroom_bathroom", "purpose": "x"})
    assert entry.subentries[CAMERA_ID].data["base_level"] == "private"
    result = await _reconfigure(hass, entry)
    await _answer(hass, result, {"placement": "living_area"})
    data = entry.subentries[CAMERA_ID].data
    assert (data["base_level"], data["purpose"]) == ("open", "")


async def test_wrong_settings_are_explained(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Nothing is changed by them."""
    before = dict(entry.subentries[CAMERA_ID].data)
    result = await _reconfigure(hass, entry)
    result = await _answer(hass, result, {"placement": "x", "purpose": "x" * 501})
    assert result["errors"] == {
        "placement": "unknown_placement",
        "purpose": "purpose_too_long",
    }
    assert entry.subentries[CAMERA_ID].data == before


@pytest.mark.parametrize(
    ("name", "guess"), [("Hall", "living_area"), ("Cam 3", None), ("Porch", "entrance")]
)
async def test_a_later_camera_is_guessed_like_the_first(
    hass: HomeAssistant, entry: MockConfigEntry, name: str, guess: str | None
) -> None:
    """First which camera; then where it seems to look, and everything else."""
    source = await add_source(hass, name)
    result = await _start(hass, entry)
    assert result["data_schema"] is not None
    assert [str(field) for field in result["data_schema"].schema] == ["camera"]
    result = await _answer(hass, result, {"camera": source.entity_id})
    assert result["errors"] == {}
    assert result["data_schema"] is not None
    suggested = {
        str(field): (field.description or {}).get("suggested_value")
        for field in result["data_schema"].schema
    }
    assert suggested["camera"] == source.entity_id
    assert suggested["placement"] == guess
    assert "base_level" in suggested


@pytest.mark.usefixtures("hall")
async def test_a_first_page_that_names_no_camera_is_corrected(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Once the rest was answered, the camera says what is wrong with it."""
    result = await _answer(hass, await _start(hass, entry), {"camera": "camera.gone"})
    assert result["type"] is FlowResultType.FORM
    answers = {"camera": "camera.gone", "placement": "outdoor"}
    result = await _answer(hass, result, answers)
    assert result["errors"] == {"camera": "camera_gone"}


@pytest.mark.parametrize("also", [{}, {"replace_with": "camera.hall"}])
async def test_what_another_administrator_changed_meanwhile_stays(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hall: er.RegistryEntry,
    also: dict[str, str],
) -> None:
    """The older form is refused, whole, and says so; opened anew, it is saved."""
    answers = {"placement": "living_area", "base_level": "open"}
    older = await _reconfigure(hass, entry)
    other = await _reconfigure(hass, entry)
    await _answer(hass, other, answers | {"base_level": "private"})
    stored = dict(entry.subentries[CAMERA_ID].data)
    older = await _answer(hass, older, answers | {"purpose": "Parcels"} | also)
    assert older["reason"] == "changed_elsewhere"
    assert older["description_placeholders"] == {"camera": "Sofa"}
    assert dict(entry.subentries[CAMERA_ID].data) == stored
    anew = await _answer(hass, await _reconfigure(hass, entry), answers)
    assert anew["reason"] == "reconfigure_successful"
    assert entry.subentries[CAMERA_ID].data["base_level"] == "open"


async def test_what_the_form_does_not_ask_may_change_meanwhile(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """It is kept."""
    result = await _reconfigure(hass, entry)
    camera = entry.subentries[CAMERA_ID]
    hass.config_entries.async_update_subentry(
        entry, camera, data={**camera.data, "later": "kept"}
    )
    result = await _answer(hass, result, {"placement": "outdoor"})
    assert result["reason"] == "reconfigure_successful"
    data = entry.subentries[CAMERA_ID].data
    assert (data["placement"], data["later"]) == ("outdoor", "kept")
