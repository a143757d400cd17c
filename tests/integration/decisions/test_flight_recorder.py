"""The last decisions are in the diagnostics, without names, and can be made again."""

import json

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.decisions.anonymized import (
    Aliases,
    from_plain,
    to_plain,
)
from custom_components.lens_cap.decisions.flight_recorder import replayed
from homeassistant.core import HomeAssistant

from ...helpers.family import ANNA, BEN, add_rule, by, go
from ...helpers.mock_house import House


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """It is noon: the dinner is hours away."""
    freezer.move_to("2026-11-24T20:00:00+00:00")


@pytest.fixture
async def lived_in(
    noon: None, family: House, hass: HomeAssistant, anna: MockUser
) -> House:
    """Return the house after an evening."""
    add_rule(
        family,
        name="Family dinner",
        presence="someone_home",
        effect_level="private",
        placements=["living_area"],
        start="sunset-00:30",
        end="23:00",
        alarm_entity="alarm_control_panel.home",
        alarm_states=["disarmed"],
    )
    await hass.async_block_till_done()
    for person, where in ((ANNA, "home"), (BEN, "unknown"), (ANNA, "not_home")):
        go(hass, person, where)
    await family.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(anna))
    await family.call("lens_cap.set_guests", present=True, duration={"hours": 2})
    await family.call("lens_cap.follow_rules", "camera.sofa")
    return family


async def test_every_decision_can_be_made_again(
    lived_in: House, hass_client: ClientSessionGenerator
) -> None:
    """From what the diagnostics hold, and nothing else."""
    found = await get_diagnostics_for_config_entry(
        lived_in.hass, hass_client, lived_in.entry
    )
    records = json.loads(json.dumps(found["decisions"]))
    assert len(records) >= 4
    levels = set()
    for record in records:
        kept, again = replayed(record)
        assert again == kept.decisions
        levels |= {(one.level, one.reason) for one in again.values()}
    assert len(levels) >= 4


async def test_no_name_is_in_it(lived_in: House, anna: MockUser) -> None:
    """Neither of people nor of rooms, rules, entities or users."""
    text = json.dumps(lived_in.coordinator.recorder.to_plain()).lower()
    for secret in ("anna", "ben", "sofa", "bed.", "dinner", anna.id, "lenscap"):
        assert secret.lower() not in text


async def test_meaningless_changes_are_not_kept(
    lived_in: House, hass: HomeAssistant
) -> None:
    """What was so before the evening is still there after a night of phone reports."""
    kept = lived_in.coordinator.recorder.to_plain()
    for _ in range(200):
        go(hass, BEN, "home")
        go(hass, BEN, "unknown")
    assert lived_in.coordinator.recorder.to_plain()[: len(kept)] == kept


def test_what_cannot_be_written_is_an_error() -> None:
    """So that nothing of it gets lost unseen."""
    with pytest.raises(TypeError):
        to_plain(object(), Aliases())
    with pytest.raises(TypeError):
        from_plain(Aliases, {"nonsense": 1})


def test_a_name_with_a_dot_is_a_name() -> None:
    """Only of an entity id its domain is told."""
    aliases = Aliases()
    assert aliases.of("camera.sofa") == "camera.1"
    assert aliases.of("Anna. Her room") == "name.2"
    assert aliases.of("anna.her_room") == "name.3"
    assert aliases.of("camera.sofa") == "camera.1"
