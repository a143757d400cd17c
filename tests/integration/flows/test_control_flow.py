"""A camera's own controls in the forms: found, chosen, tried, picked; nothing is used unasked."""

from types import MappingProxyType
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.settings import camera_config
from homeassistant.config_entries import (
    ConfigFlowResult,
    ConfigSubentry,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.residence import add_camera, add_entity
from ...helpers.unguarded_house import add_source, guard_entry

type Result = ConfigFlowResult | SubentryFlowResult

PLACED = {"placement": "living_area"}
PLUG = "input_boolean.plug"


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return our entry, which guards another camera; there is a plug besides."""
    plug = {"plug": {"initial": True}}
    assert await async_setup_component(hass, "input_boolean", {"input_boolean": plug})
    sofa = await add_source(hass, "Sofa")
    return guard_entry(hass, sofa.id)[0]


@pytest.fixture
def hall(hass: HomeAssistant) -> dict[str, str]:
    """Return the ids of a camera with a lens, a microphone that is disabled, and alarms by mail."""
    owner, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    return {"camera": camera} | {
        key: add_entity(
            hass,
            owner,
            device,
            "switch",
            key,
            state=None if disabled else "off",
            translation_key=key,
            disabled_by=disabled,
        )
        for key, disabled in {
            "privacy_mode": None,
            "record_audio": er.RegistryEntryDisabler.INTEGRATION,
            "email": None,
        }.items()
    }


def _registered(hass: HomeAssistant, entity_id: str) -> er.RegistryEntry:
    found = er.async_get(hass).async_get(entity_id)
    assert found is not None
    return found


def _labels(result: Result, field: str = "controls") -> dict[str, str]:
    schema = result["data_schema"]
    assert schema is not None
    options = schema.schema[field].config["options"]
    return {option["value"]: option["label"] for option in options}


def _suggested(result: Result) -> Any:
    schema = result["data_schema"]
    assert schema is not None
    [controls] = [one for one in schema.schema if one == "controls"]
    return controls.default()


def _said(result: Result, name: str = "result") -> str:
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    return str(placeholders[name])


async def _add(
    hass: HomeAssistant, entry: MockConfigEntry, camera: str
) -> SubentryFlowResult:
    flow = hass.config_entries.subentries
    result = await flow.async_init(
        (entry.entry_id, "camera"), context={"source": "user"}
    )
    return await flow.async_configure(result["flow_id"], PLACED | {"camera": camera})


async def _answer(
    hass: HomeAssistant, result: Result, answers: dict[str, Any]
) -> SubentryFlowResult:
    flow = hass.config_entries.subentries
    return await flow.async_configure(result["flow_id"], answers)


def _controls(entry: MockConfigEntry, title: str) -> dict[str, tuple[Role, str]]:
    [camera] = [one for one in entry.subentries.values() if one.title == title]
    return {one.entity: (one.role, one.safe) for one in camera_config(camera).controls}


async def test_what_is_known_exactly_is_chosen_and_said_in_plain_words(
    hass: HomeAssistant, entry: MockConfigEntry, hall: dict[str, str]
) -> None:
    """What is disabled, and what silences alarms, waits for a tick and says so."""
    result = await _add(hass, entry, hall["camera"])
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "controls")
    ids = {key: _registered(hass, hall[key]).id for key in list(hall)[1:]}
    assert _suggested(result) == [ids["privacy_mode"]]
    labels = _labels(result)
    assert labels[ids["privacy_mode"]] == f"Stops its picture ({hall['privacy_mode']})"
    assert "until you choose it" in labels[ids["record_audio"]]
    assert "none of its alarms" in labels[ids["email"]]
    result = await _answer(hass, result, {})
    assert result["step_id"] == "confirm"
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    camera = list(entry.subentries.values())[-1]
    found = {ids["privacy_mode"]: (Role.PRIVACY, "on")}
    assert _controls(entry, camera.title) == found
    assert _registered(hass, hall["record_audio"]).disabled


async def test_one_tick_enables(
    hass: HomeAssistant, entry: MockConfigEntry, hall: dict[str, str]
) -> None:
    """An entity that its integration left disabled is enabled once the camera is guarded."""
    microphone = _registered(hass, hall["record_audio"]).id
    result = await _add(hass, entry, hall["camera"])
    result = await _answer(
        hass, result, {"controls": [microphone], "microphone_follows": False}
    )
    assert result["step_id"] == "confirm"
    assert _registered(hass, hall["record_audio"]).disabled
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not _registered(hass, hall["record_audio"]).disabled
    camera = list(entry.subentries.values())[-1]
    assert not camera_config(camera).microphone_follows
    assert [one.entity for one in camera_config(camera).controls] == [microphone]


async def test_at_the_first_set_up(hass: HomeAssistant, hall: dict[str, str]) -> None:
    """All cameras' controls are on one page; what is not ticked is not used."""
    flow = hass.config_entries.flow
    result = await flow.async_init("lens_cap", context={"source": "user"})
    result = await flow.async_configure(
        result["flow_id"], {"cameras": [hall["camera"]]}
    )
    name = next(iter(result["data_schema"].schema))  # type: ignore[union-attr]
    result = await flow.async_configure(result["flow_id"], {name: "outdoor"})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "controls")
    wrong = await flow.async_configure(result["flow_id"], {"controls": ["nothing"]})
    assert wrong["errors"] == {"controls": "unknown_control"}
    mail = _registered(hass, hall["email"]).id
    for step in ({"controls": [mail]}, {}):
        result = await flow.async_configure(result["flow_id"], step)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [camera] = result["result"].get_subentries_of_type("camera")
    assert [one.entity for one in camera_config(camera).controls] == [mail]


async def test_a_camera_without_any_is_not_asked_about(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """One page less."""
    hall = await add_source(hass, "Hall")
    result = await _add(hass, entry, hall.entity_id)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert _controls(entry, "Hall") == {}


async def _reconfigure(
    hass: HomeAssistant, entry: MockConfigEntry, title: str = "Sofa"
) -> SubentryFlowResult:
    [camera] = [one for one in entry.subentries.values() if one.title == title]
    flow = hass.config_entries.subentries
    result = await flow.async_init(
        (entry.entry_id, "camera"),
        context={"source": "reconfigure", "subentry_id": camera.subentry_id},
    )
    result = await _answer(hass, result, PLACED | {"edit_controls": True})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "controls")
    return result


async def test_any_entity_is_picked_after_it_was_tried(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """It closes, what came back is shown, it is as before; only a yes makes it a control."""
    result = await _reconfigure(hass, entry)
    result = await _answer(hass, result, {"pick_another": True})
    plug = {"entity": PLUG, "role": "plug", "safe_value": "off"}
    result = await _answer(hass, result, plug)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "tried")
    assert "says that it is on its private side. It was put back." in _said(result)
    assert hass.states.is_state(PLUG, "on")
    result = await _answer(hass, result, {})
    assert result["step_id"] == "controls"
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.ABORT
    [stored] = _controls(entry, "Sofa").items()
    assert stored[1] == (Role.PLUG, "off")
    result = await _reconfigure(hass, entry)
    assert list(_labels(result).values()) == [f"Cuts its power ({PLUG})"]
    result = await _answer(hass, result, {"controls": []})
    assert _controls(entry, "Sofa") == {}


async def test_without_a_yes_nothing_is_picked(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The form goes on as if nothing had been tried."""
    result = await _reconfigure(hass, entry)
    result = await _answer(hass, result, {"pick_another": True})
    plug = {"entity": PLUG, "role": "plug", "safe_value": "off"}
    result = await _answer(hass, result, plug)
    for step in ({"use_it": False}, {}):
        result = await _answer(hass, result, step)
    assert result["type"] is FlowResultType.ABORT
    assert _controls(entry, "Sofa") == {}


async def test_what_only_sounds_like_a_control_is_never_used_untried(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Neither by leaving out the trial, nor where it was not moved by it."""
    owner, device, camera = add_camera(hass, "novel", {"host": "cam.lan"})
    lens = add_entity(
        hass, owner, device, "switch", "a", state="on", translation_key="lens_cover"
    )
    result = await _add(hass, entry, camera)
    assert result["step_id"] == "controls"
    assert _suggested(result) == []
    result = await _answer(hass, result, {"pick_another": True})
    assert lens in _said(result, "proposals")
    guess = {"entity": lens, "role": "privacy", "safe_value": "on"}
    result = await _answer(hass, result, guess | {"try_out": False})
    assert result["step_id"] == "tried"
    assert "on its private side already" in _said(result)
    result = await _answer(hass, result, {"use_it": True})
    assert result["errors"] == {"use_it": "not_tried"}


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"entity": "switch.gone"}, {"entity": "unknown_entity"}),
        ({"entity": "camera.guarded"}, {"entity": "own_entity"}),
        ({"entity": "sensor.warmth"}, {"entity": "not_a_control"}),
        ({"safe_value": "closed"}, {"safe_value": "unknown_safe_value"}),
        ({"entity": "input_select.way"}, {"safe_value": "unknown_safe_value"}),
        ({"role": "ssh"}, {"role": "unknown_role"}),
    ],
)
async def test_what_makes_no_sense_is_said(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    wrong: dict[str, str],
    errors: dict[str, str],
) -> None:
    """Each field has its own error, and nothing is moved."""
    er.async_get(hass).async_get_or_create(
        "camera", "lens_cap", "guarded", suggested_object_id="guarded"
    )
    for entity_id in ("sensor.warmth", "camera.guarded"):
        hass.states.async_set(entity_id, "20")
    hass.states.async_set("input_select.way", "a", {"options": ["a", "b"]})
    result = await _reconfigure(hass, entry)
    result = await _answer(hass, result, {"pick_another": True})
    plug = {"entity": PLUG, "role": "plug", "safe_value": "off"}
    result = await _answer(hass, result, plug | wrong)
    assert result["errors"] == errors
    assert hass.states.is_state(PLUG, "on")


async def test_a_control_in_use_is_not_tried(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """It would look as if somebody had closed the camera by hand."""
    result = await _reconfigure(hass, entry)
    result = await _answer(hass, result, {"pick_another": True})
    plug = {"entity": PLUG, "role": "plug", "safe_value": "off"}
    for step in (plug | {"try_out": False}, {}):
        result = await _answer(hass, result, step)
    result = await _reconfigure(hass, entry)
    schema = result["data_schema"]
    assert schema is not None
    assert "try_now" not in schema.schema
    entity = next(iter(_labels(result)))
    with pytest.raises(InvalidData):
        await _answer(hass, result, {"try_now": entity})
    assert hass.states.is_state(PLUG, "on")


async def test_a_found_control_is_tried_before_it_is_chosen(
    hass: HomeAssistant, entry: MockConfigEntry, hall: dict[str, str]
) -> None:
    """Nobody answers here, so it fails; the page says so, and stays."""
    lens = _registered(hass, hall["privacy_mode"]).id
    result = await _add(hass, entry, hall["camera"])
    result = await _answer(hass, result, {"try_now": lens})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "controls")
    assert "could not be moved" in _said(result)
    assert _suggested(result) == [lens]


async def test_another_original_has_other_controls(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Those of the camera before are not moved for it."""
    hall = await add_source(hass, "Hall")
    result = await _reconfigure(hass, entry)
    result = await _answer(hass, result, {"pick_another": True})
    plug = {"entity": PLUG, "role": "plug", "safe_value": "off", "try_out": False}
    for step in (plug, {}):
        result = await _answer(hass, result, step)
    assert _controls(entry, "Sofa")
    [camera] = entry.subentries.values()
    flow = hass.config_entries.subentries
    result = await flow.async_init(
        (entry.entry_id, "camera"),
        context={"source": "reconfigure", "subentry_id": camera.subentry_id},
    )
    await _answer(hass, result, PLACED | {"replace_with": hall.entity_id})
    assert _controls(entry, "Sofa") == {}


def _asks(result: Result, field: str) -> bool | None:
    """Return what a yes or no is at first; None where it is not asked."""
    schema = result["data_schema"]
    assert schema is not None
    found = [bool(one.default()) for one in schema.schema if one == field]
    return found[0] if found else None


async def test_pictures_are_looked_at_only_where_somebody_ticks_that(
    hass: HomeAssistant, entry: MockConfigEntry, hall: dict[str, str]
) -> None:
    """Off at first and where nothing is stored; what was chosen is shown again."""
    result = await _add(hass, entry, hall["camera"])
    assert _asks(result, "confirm_by_picture") is False
    result = await _answer(hass, result, {})
    await _answer(hass, result, {})
    camera = list(entry.subentries.values())[-1]
    assert camera.data["confirm_by_picture"] is False
    assert not camera_config(camera).confirm_by_picture
    for stored in ("yes", 1, None):
        old = ConfigSubentry(
            data=MappingProxyType({**camera.data, "confirm_by_picture": stored}),
            subentry_type=camera.subentry_type,
            title=camera.title,
            unique_id=camera.unique_id,
        )
        assert not camera_config(old).confirm_by_picture
    without = {k: v for k, v in camera.data.items() if k != "confirm_by_picture"}
    hass.config_entries.async_update_subentry(entry, camera, data=without)
    assert not camera_config(entry.subentries[camera.subentry_id]).confirm_by_picture


async def test_a_tick_counts_until_it_is_taken_back(
    hass: HomeAssistant, entry: MockConfigEntry, hall: dict[str, str]
) -> None:
    """Changing how a camera is guarded shows the tick, keeps it unanswered, and takes it back."""
    result = await _add(hass, entry, hall["camera"])
    result = await _answer(hass, result, {"confirm_by_picture": True})
    await _answer(hass, result, {})
    camera = list(entry.subentries.values())[-1]
    assert camera_config(camera).confirm_by_picture
    for answers, expected in (({}, True), ({"confirm_by_picture": False}, False)):
        form = await _reconfigure(hass, entry, camera.title)
        assert _asks(form, "confirm_by_picture") is True
        await _answer(hass, form, answers)
        found = camera_config(entry.subentries[camera.subentry_id])
        assert found.confirm_by_picture is expected


@pytest.mark.parametrize(
    ("integration", "key", "beside", "asked"),
    [
        ("reolink", "privacy_mode", "temperature", False),
        ("reolink", "privacy_mode", "battery", None),
        ("reolink", "record_audio", "temperature", None),
        ("tuya", "privacy_mode", "temperature", None),
    ],
)
async def test_nobody_is_asked_where_a_look_would_wake_or_show_nothing(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    integration: str,
    key: str,
    beside: str,
    asked: bool | None,
) -> None:
    """A camera on battery, one of its maker's servers, and one without a control that ends its picture."""
    owner, device, camera = add_camera(hass, integration, {"host": "cam.lan"})
    add_entity(hass, owner, device, "switch", key, state="off", translation_key=key)
    add_entity(hass, owner, device, "sensor", beside, original_device_class=beside)
    result = await _add(hass, entry, camera)
    assert result["step_id"] == "controls"
    assert _asks(result, "confirm_by_picture") is asked
