"""Several entities of one physical camera are found, and guarded together."""

from typing import Any

import pytest

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import House, registered
from .new_cameras import add_unguarded


async def _start(hass: HomeAssistant, house: House) -> SubentryFlowResult:
    begun = await hass.config_entries.subentries.async_init(
        (house.entry.entry_id, "camera"), context={"source": "user"}
    )
    return await _answer(
        hass,
        begun,
        {"camera": "camera.hall", "placement": "bedroom_bathroom", "purpose": "Cat"},
    )


async def _answer(
    hass: HomeAssistant, step: SubentryFlowResult, answers: dict[str, Any]
) -> SubentryFlowResult:
    result = await hass.config_entries.subentries.async_configure(
        step["flow_id"], answers
    )
    await hass.async_block_till_done()
    return result


@pytest.fixture
def streams(hass: HomeAssistant, house: House) -> list[er.RegistryEntry]:
    """Return two more entities of the camera in the hall."""
    return [
        add_unguarded(hass, name, "camera.hall") for name in ("Hall main", "Hall sub")
    ]


def _guarded(house: House) -> dict[str, str]:
    return {
        subentry.data["source"]: subentry.title
        for subentry in house.entry.subentries.values()
        if subentry.title.startswith("Hall")
    }


async def test_all_entities_of_a_camera_are_guarded_together(
    hass: HomeAssistant, house: House, streams: list[er.RegistryEntry]
) -> None:
    """Ticked already; each becomes a guarded camera of its own, with the same settings."""
    hall = registered(hass, "camera.hall")
    step = await _start(hass, house)
    assert (step["type"], step["step_id"]) == ("form", "siblings")
    assert step["description_placeholders"] == {
        "camera": "Hall",
        "siblings": "- Hall Main (camera.hall_main)\n- Hall Sub (camera.hall_sub)",
    }
    done = await _answer(hass, step, {})
    assert done["type"] == "create_entry"
    assert _guarded(house) == {
        hall.id: "Hall",
        streams[0].id: "Hall Main",
        streams[1].id: "Hall Sub",
    }
    for entity_id in ("camera.hall", "camera.hall_main", "camera.hall_sub"):
        assert registered(hass, entity_id).platform == "lens_cap"
        assert registered(hass, f"{entity_id}_original").hidden
    assert {
        (subentry.data["placement"], subentry.data["purpose"])
        for subentry in house.entry.subentries.values()
        if subentry.title.startswith("Hall")
    } == {("bedroom_bathroom", "Cat")}
    assert len(house.coordinator.cameras) == 5


async def test_one_entity_alone(
    hass: HomeAssistant, house: House, streams: list[er.RegistryEntry]
) -> None:
    """Whoever takes the tick away gets what was asked for."""
    step = await _start(hass, house)
    wrong = await _answer(hass, step, {"guard_siblings": 7})
    assert wrong["errors"] == {"guard_siblings": "not_yes_or_no"}
    done = await _answer(hass, wrong, {"guard_siblings": False})
    assert done["type"] == "create_entry"
    assert list(_guarded(house).values()) == ["Hall"]
    assert registered(hass, "camera.hall_main").platform == "test"


async def test_one_that_went_meanwhile_is_left_out(
    hass: HomeAssistant, house: House, streams: list[er.RegistryEntry]
) -> None:
    """The others are guarded all the same."""
    step = await _start(hass, house)
    er.async_get(hass).async_remove("camera.hall_sub")
    hass.states.async_remove("camera.hall_sub")
    assert (await _answer(hass, step, {}))["type"] == "create_entry"
    assert set(_guarded(house).values()) == {"Hall", "Hall Main"}


async def test_one_that_is_guarded_meanwhile_takes_no_sibling_with_it(
    hass: HomeAssistant, house: House, streams: list[er.RegistryEntry]
) -> None:
    """Two windows were open; the second says that nothing else was changed, and nothing was."""
    first, second = await _start(hass, house), await _start(hass, house)
    done = await _answer(hass, first, {"guard_siblings": False})
    assert done["type"] == "create_entry"
    ended = await _answer(hass, second, {})
    assert (ended["type"], ended["reason"]) == ("abort", "already_guarded")
    assert ended["description_placeholders"] == {"camera": "Hall (original)"}
    assert list(_guarded(house).values()) == ["Hall"]
    assert registered(hass, "camera.hall_main").platform == "test"


async def test_no_question_where_there_is_no_other(
    hass: HomeAssistant, house: House
) -> None:
    """Nothing to ask, nothing asked."""
    assert (await _start(hass, house))["type"] == "create_entry"
