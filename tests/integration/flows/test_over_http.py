"""The forms as the frontend gets and answers them."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from tests.helpers.unguarded_house import CAMERA_ID, guard_entry

FLOWS = "/api/config/config_entries"


@pytest.fixture
def entry(hass: HomeAssistant, sofa: er.RegistryEntry) -> MockConfigEntry:
    """Return our entry, which guards the camera on the sofa."""
    return guard_entry(hass, sofa.id)[0]


@pytest.mark.parametrize(
    ("kind", "subentry", "step", "answers", "kept"),
    [
        (
            "subentries/flow",
            "rule",
            "user",
            {
                "name": "Night",
                "cameras": [CAMERA_ID],
                "start": "22:00",
                "end": "sunrise+00:30",
                "leave_delay_minutes": 0,
            },
            {"start": "22:00:00", "end": "sunrise+00:30", "leave_delay_minutes": 0},
        ),
        (
            "options/flow",
            None,
            "household",
            {"lift_minutes": 30, "confirm_lifts": True},
            {"lift_minutes": 30, "confirm_lifts": True},
        ),
    ],
)
@pytest.mark.usefixtures("socket_enabled")
async def test_a_form_is_shown_and_answered(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    kind: str,
    subentry: str | None,
    step: str,
    answers: dict[str, Any],
    kept: dict[str, Any],
) -> None:
    """Every field reaches the frontend with its kind, and flat answers are stored."""
    for component in ("stream", "config"):
        assert await async_setup_component(hass, component, {})
    client = await hass_client()
    handler = [entry.entry_id, subentry] if subentry else entry.entry_id
    answer = await client.post(f"{FLOWS}/{kind}", json={"handler": handler})
    shown = await answer.json()
    if shown["type"] == "menu":
        chosen = {"next_step_id": step}
        path = f"{FLOWS}/{kind}/{shown['flow_id']}"
        shown = await (await client.post(path, json=chosen)).json()
    assert shown["step_id"] == step
    fields = {
        field["name"]: field
        for part in shown["data_schema"]
        for field in part.get("schema", [part])
    }
    assert answers.keys() <= fields.keys()
    assert all(len(field["selector"]) == 1 for field in fields.values())
    answer = await client.post(f"{FLOWS}/{kind}/{shown['flow_id']}", json=answers)
    assert (await answer.json())["type"] == "create_entry"
    stored = (
        dict(entry.get_subentries_of_type(subentry)[-1].data)
        if subentry
        else dict(entry.options)
    )
    assert stored | kept == stored
