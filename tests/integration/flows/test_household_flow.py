"""The household's options: who lives here, who means guests, who may open cameras."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.lens_cap.const import DOMAIN
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from tests.helpers.unguarded_house import guard_entry

DEFAULTS = {
    "guests_effect": "indoors_private",
    "another_adult_must_agree": False,
    "confirm_lifts": False,
    "lift_minutes": 15,
    "history_days": 90,
    "review_days": 90,
    "light_masks": False,
}


@pytest.fixture
def phone(hass: HomeAssistant) -> str:
    """Return the id of the device of a phone with the app."""
    return _device(hass, "mobile_app")


@pytest.fixture
def entry(
    hass: HomeAssistant, sofa: er.RegistryEntry, hass_admin_user: MockUser
) -> MockConfigEntry:
    """Return our entry, in a home with two persons and a guest Wi-Fi."""
    er.async_get(hass).async_get_or_create(
        "switch", DOMAIN, "guests", object_id_base="lens_cap_guests"
    )
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    hass.states.async_set("person.ben", "not_home", {"friendly_name": "Ben"})
    hass.states.async_set("sensor.guest_wifi", "0")
    hass.states.async_set("input_select.mode", "Guests", {"options": ["Guests"]})
    hass.states.async_set("sensor.mode", "guests", {"options": ["guests", "none"]})
    return guard_entry(hass, sofa.id)[0]


def _device(hass: HomeAssistant, domain: str) -> str:
    owner = MockConfigEntry(domain=domain)
    owner.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=owner.entry_id, identifiers={(domain, "device")}
    )
    return device.id


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["type"] is FlowResultType.MENU
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {"next_step_id": "household"}
    )
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "household")
    return result


async def _answer(
    hass: HomeAssistant, result: ConfigFlowResult, answers: dict[str, Any]
) -> ConfigFlowResult:
    return await hass.config_entries.options.async_configure(result["flow_id"], answers)


def _field(result: ConfigFlowResult, name: str) -> Any:
    schema = result["data_schema"]
    assert schema is not None
    return schema.schema[name]


def _shown(result: ConfigFlowResult) -> dict[str, Any]:
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(marker): marker.description["suggested_value"]
        for marker in schema.schema
        if "suggested_value" in (marker.description or {})
    }


async def test_nothing_has_to_be_said(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Everyone lives here, and what is usual holds."""
    result = await _answer(hass, await _start(hass, entry), {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS


async def test_everything_can_be_said(
    hass: HomeAssistant, entry: MockConfigEntry, hass_admin_user: MockUser, phone: str
) -> None:
    """It is shown again, and can be taken back; options of other forms are kept."""
    hass.config_entries.async_update_entry(entry, options={"later": "kept"})
    said = {
        "residents": ["person.anna"],
        "guests_entities": ["sensor.guest_wifi"],
        "guests_effect": "sound_off",
        "guests_recording_off": True,
        "guests_recognition_off": True,
        "who_may_open": [hass_admin_user.id],
        "who_may_confirm": [hass_admin_user.id],
        "another_adult_must_agree": True,
        "confirm_lifts": True,
        "lift_minutes": 1440,
        "history_days": 30,
        "review_days": 60,
        "light_masks": True,
        "announce_to": [phone],
    }
    result = await _answer(hass, await _start(hass, entry), said)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == said | {"later": "kept"}
    result = await _start(hass, entry)
    assert _shown(result) == said
    result = await _answer(hass, result, {"residents": [], "who_may_open": []})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS | {"later": "kept"}


async def test_only_people_may_open_cameras(
    hass: HomeAssistant, entry: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """Neither Home Assistant's own users nor those who may not sign in; by their names."""
    await hass.auth.async_create_system_user("Supervisor")
    MockUser(name="Former", is_active=False).add_to_hass(hass)
    ben = MockUser(name="ben").add_to_hass(hass)
    field = _field(await _start(hass, entry), "who_may_open")
    options = [(option["value"], option["label"]) for option in field.config["options"]]
    assert (ben.id, "ben") in options
    assert (hass_admin_user.id, hass_admin_user.name) in options
    assert {"Supervisor", "Former"}.isdisjoint(label for _, label in options)


async def test_a_person_without_a_phone_is_named_and_may_be_left_out(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Not unless the owner says so; once a tracker is linked, nobody asks."""
    result = await _start(hass, entry)
    schema = result["data_schema"]
    assert schema is not None
    assert "leave_out" not in schema.schema
    hass.states.async_set(
        "person.carl", "unknown", {"friendly_name": "Carl", "device_trackers": []}
    )
    result = await _start(hass, entry)
    said = result["description_placeholders"]
    assert said is not None
    assert said["people"] == "Carl"
    await _answer(hass, result, {})
    assert "residents" not in entry.options
    await _answer(hass, await _start(hass, entry), {"leave_out": ["person.carl"]})
    assert entry.options["residents"] == ["person.anna", "person.ben"]
    both = {"residents": ["person.anna", "person.carl"], "leave_out": "person.carl"}
    await _answer(hass, await _start(hass, entry), both)
    assert entry.options["residents"] == ["person.anna"]


@pytest.mark.parametrize(
    ("wrong", "error", "named"),
    [
        ({"residents": ["person.gone"]}, "unknown_persons", "person.gone"),
        ({"residents": ["sensor.guest_wifi"]}, "unknown_persons", "sensor.guest_wifi"),
        ({"guests_entities": ["calendar.gone"]}, "unknown_entities", "calendar.gone"),
        ({"guests_entities": ["switch.lens_cap_guests"]}, "own_entity", ""),
        ({"guests_entities": ["input_select.mode"]}, "many_modes", ""),
        ({"guests_entities": ["sensor.mode"]}, "many_modes", ""),
        ({"guests_effect": "nothing"}, "unknown_guests_effect", ""),
        ({"who_may_open": ["nobody"]}, "unknown_users", "nobody"),
        ({"confirm_lifts": "no"}, "not_yes_or_no", ""),
        ({"lift_minutes": 0}, "not_minutes", ""),
        ({"lift_minutes": 1441}, "not_minutes", ""),
        ({"lift_minutes": "long"}, "not_minutes", ""),
        ({"announce_to": ["no device"]}, "unknown_phones", "no device"),
        ({"announce_to": [7]}, "unknown_phones", "?"),
    ],
)
async def test_a_wrong_answer_is_explained_and_can_be_corrected(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    wrong: dict[str, Any],
    error: str,
    named: str,
) -> None:
    """Nothing is changed by it, and what was answered is kept."""
    [field] = wrong
    result = await _answer(hass, await _start(hass, entry), wrong)
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {field: error}
    said = result["description_placeholders"]
    assert said is not None
    assert said.get(field, "") == named
    assert entry.options == {}
    assert _shown(result)[field] == wrong[field]
    result = await _answer(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_only_phones_can_be_told(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """A device of anything else has no screen to read it on."""
    lamp = _device(hass, "light")
    result = await _answer(hass, await _start(hass, entry), {"announce_to": [lamp]})
    assert result["errors"] == {"announce_to": "unknown_phones"}


ADDRESS = {"show_guest_page": True}


async def test_the_address_of_a_page_that_is_off(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """It is said at the field, and no answer is lost."""
    answers = {"residents": ["person.anna"], "confirm_lifts": True}
    result = await _answer(hass, await _start(hass, entry), answers | ADDRESS)
    assert result["errors"] == {"show_guest_page": "guest_page_off"}
    assert _shown(result).items() >= answers.items()
    result = await _answer(hass, result, answers)
    assert entry.options.items() >= answers.items()


async def test_the_address_where_lens_cap_does_not_run(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """There is none to show; the answers are saved."""
    answers = {"residents": ["person.anna"], "confirm_lifts": True, "guest_page": True}
    given = answers | ADDRESS | {"pin": "123456"}
    result = await _answer(hass, await _start(hass, entry), given)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options.items() >= answers.items()
    assert entry.options["pin"]


async def test_what_another_administrator_changed_meanwhile_is_shown(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """At its fields, with theirs in them and all other answers kept; only after that it is overwritten."""
    older, other = await _start(hass, entry), await _start(hass, entry)
    await _answer(hass, other, {"confirm_lifts": True, "lift_minutes": 5})
    stored = dict(entry.options)
    answers = {"lift_minutes": 30, "residents": ["person.anna"], "history_days": 90}
    older = await _answer(hass, older, answers)
    assert older["errors"] == {
        "confirm_lifts": "changed_elsewhere",
        "lift_minutes": "changed_elsewhere",
    }
    assert entry.options == stored
    shown = _shown(older)
    assert shown.items() >= {"confirm_lifts": True, "lift_minutes": 5}.items()
    assert shown["residents"] == ["person.anna"]
    older = await _answer(hass, older, shown | {"lift_minutes": 30})
    assert older["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["confirm_lifts"] is True
    assert entry.options["lift_minutes"] == 30


async def test_a_pin_that_another_administrator_set_meanwhile(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """It stays where none is given here, and is not replaced by an older form at once; none is shown."""
    first, second = await _start(hass, entry), await _start(hass, entry)
    third = await _start(hass, entry)
    await _answer(hass, first, {"pin": "123456"})
    stored = entry.options["pin"]
    second = await _answer(hass, second, {})
    assert second["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["pin"] == stored
    third = await _answer(hass, third, {"pin": "654321"})
    assert third["errors"] == {"pin": "pin_changed_elsewhere"}
    assert "pin" not in _shown(third)
    assert entry.options["pin"] == stored
    await _answer(hass, third, {"pin": "654321"})
    assert entry.options["pin"] != stored
