"""Thinking about who can be heard: at set-up for entrances, and in a camera's settings."""

from datetime import timedelta
from typing import Any

import pytest

from custom_components.lens_cap.const import CONF_CONTROLS, DOMAIN
from custom_components.lens_cap.core.controls.control import Control, ControlOrigin
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.assessment import (
    Assessment,
    Hearer,
    Standing,
    standing,
)
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.flows.sound import (
    CONF_SWITCHES_ON as SWITCHES_ON,
    SoundHintFlow,
)
from custom_components.lens_cap.repairs import async_create_fix_flow
from custom_components.lens_cap.settings import read_assessment
from custom_components.lens_cap.settings.controls import stored_controls
from homeassistant.components.repairs.const import FlowType
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

ANSWERS = {
    "household": "yes",
    "children": "no",
    "neighbours": "no",
    "public": "unsure",
    "staff": "no",
    "guests": "yes",
    "avoidable": "no",
    "needed_for": "Who is at the door",
    "told": ["household", "guests"],
}


async def _set_up(hass: HomeAssistant, placement: str) -> dict[str, Any]:
    flows = hass.config_entries.flow
    result: Any = await flows.async_init(DOMAIN, context={"source": "user"})
    result = await flows.async_configure(
        result["flow_id"], {"cameras": ["camera.sofa"]}
    )
    result = await flows.async_configure(result["flow_id"], {"Sofa": placement})
    result = await flows.async_configure(result["flow_id"], {})
    assert result["type"] == "create_entry"
    shown: dict[str, Any] = result
    return shown


@pytest.mark.usefixtures("sofa")
async def test_an_entrance_is_asked_about_when_somebody_wants(
    hass: HomeAssistant,
) -> None:
    """The set-up is done without it; its repair leads to the question, and keeps what else is set."""
    assert "next_flow" not in await _set_up(hass, "entrance")
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (camera,) = entry.get_subentries_of_type("camera")
    hass.config_entries.async_update_subentry(
        entry, camera, data={**camera.data, "purpose": "Parcels", "notice_shown": True}
    )
    repair = await async_create_fix_flow(
        hass, "sound_not_considered_x", {"camera_id": camera.subentry_id}
    )
    assert isinstance(repair, SoundHintFlow)
    repair.hass = hass
    kind, flow_id = (await repair.async_step_init())["next_flow"]
    assert kind is FlowType.CONFIG_SUBENTRIES_FLOW
    flows = hass.config_entries.subentries
    assert flows.async_get(flow_id)["step_id"] == "sound"
    step: Any = await flows.async_configure(flow_id, ANSWERS | {"needed_for": " x "})
    assert step["errors"] == {"needed_for": "needed_for_length"}
    step = await flows.async_configure(flow_id, ANSWERS)
    assert step["reason"] == "reconfigure_successful"
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (camera,) = entry.get_subentries_of_type("camera")
    assert camera.data["source"]
    assert (camera.data["purpose"], camera.data["notice_shown"]) == ("Parcels", True)
    assessment = read_assessment(camera.data["assessment"])
    assert assessment is not None
    assert assessment.heard[Hearer.PUBLIC] is Truth.MAYBE
    assert Hearer.PUBLIC in assessment.who_is_heard()
    assert assessment.told == {Hearer.HOUSEHOLD, Hearer.GUESTS}
    now = dt_util.utcnow()
    assert standing(assessment, now, Placement.ENTRANCE) is Standing.VALID
    later = now + timedelta(days=366)
    assert standing(assessment, later, Placement.ENTRANCE) is Standing.OUTDATED


@pytest.mark.usefixtures("sofa")
async def test_other_places_are_not_asked_about(hass: HomeAssistant) -> None:
    """Not before somebody wants sound there."""
    assert "next_flow" not in await _set_up(hass, "living_area")


@pytest.mark.usefixtures("sofa")
async def test_it_is_asked_in_the_settings_of_a_camera(hass: HomeAssistant) -> None:
    """Shown again with what was answered; other settings are stored with it."""
    await _set_up(hass, "living_area")
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (camera,) = entry.get_subentries_of_type("camera")
    flows = hass.config_entries.subentries
    suggested: dict[str, Any] = {}
    for _ in range(2):
        step: Any = await flows.async_init(
            (entry.entry_id, "camera"),
            context={"source": "reconfigure", "subentry_id": camera.subentry_id},
        )
        settings = {"placement": "outdoor", "edit_assessment": True}
        step = await flows.async_configure(step["flow_id"], settings)
        assert step["step_id"] == "sound"
        suggested = {
            str(field): (field.description or {}).get("suggested_value")
            for field in step["data_schema"].schema
        }
        await flows.async_configure(step["flow_id"], ANSWERS)
    assert {field: suggested[field] for field in ANSWERS if field != "told"} == {
        field: answer for field, answer in ANSWERS.items() if field != "told"
    }
    assert sorted(suggested["told"]) == ["guests", "household"]
    camera = entry.subentries[camera.subentry_id]
    assert camera.data["placement"] == "outdoor"
    assert camera.data["assessment"]["placement"] == "outdoor"


@pytest.mark.usefixtures("sofa")
@pytest.mark.parametrize("answer", [True, False])
async def test_it_is_asked_whether_a_microphone_is_switched_on(
    hass: HomeAssistant, answer: bool
) -> None:
    """Only of a camera that has one that Lens Cap moves; without an answer it is not."""
    await _set_up(hass, "living_area")
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (camera,) = entry.get_subentries_of_type("camera")
    step = await _sound_step(hass, entry, camera)
    assert SWITCHES_ON not in step["data_schema"].schema
    await hass.config_entries.subentries.async_configure(step["flow_id"], ANSWERS)
    assert not _assessed(entry, camera).switches_on_microphone
    microphone = Control(
        role=Role.MICROPHONE,
        entity="switch.microphone",
        safe="off",
        origin=ControlOrigin.PICKED,
    )
    controls = {CONF_CONTROLS: stored_controls([microphone])}
    data = {**entry.subentries[camera.subentry_id].data, **controls}
    hass.config_entries.async_update_subentry(entry, camera, data=data)
    step = await _sound_step(hass, entry, camera)
    (asked,) = [one for one in step["data_schema"].schema if one == SWITCHES_ON]
    assert asked.default() is False
    await hass.config_entries.subentries.async_configure(
        step["flow_id"], ANSWERS | {SWITCHES_ON: answer}
    )
    assert _assessed(entry, camera).switches_on_microphone is answer


async def _sound_step(hass: HomeAssistant, entry: Any, camera: Any) -> Any:
    flows = hass.config_entries.subentries
    step: Any = await flows.async_init(
        (entry.entry_id, "camera"),
        context={"source": "reconfigure", "subentry_id": camera.subentry_id},
    )
    settings = {"placement": "living_area", "edit_assessment": True}
    step = await flows.async_configure(step["flow_id"], settings)
    assert step["step_id"] == "sound"
    return step


def _assessed(entry: Any, camera: Any) -> Assessment:
    assessment = read_assessment(
        entry.subentries[camera.subentry_id].data["assessment"]
    )
    assert assessment is not None
    return assessment


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "nonsense",
        {},
        {"needed_for": 5},
        {
            "needed_for": "x",
            "made_by": "a",
            "made_at": "soon",
            "placement": "outdoor",
            "heard": {},
        },
        {
            "needed_for": "x",
            "made_by": "a",
            "made_at": "2026-11-24T12:00:00",
            "placement": "outdoor",
            "heard": {},
        },
    ],
)
def test_answers_that_cannot_be_read(stored: object) -> None:
    """Count as none."""
    assert read_assessment(stored) is None
