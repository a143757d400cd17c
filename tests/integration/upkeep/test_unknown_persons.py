"""A person of whom nobody knows for hours where they are: a phone that is dead, on holiday."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ...helpers.family import ANNA, BEN, add_rule, go, set_options
from ...helpers.mock_house import House

FAMILY_RULE = {"presence": "someone_home", "placements": ["living_area"]}


def _told(hass: HomeAssistant, name: str = "Ben") -> dict[str, str] | None:
    told = (
        issue.translation_placeholders or {}
        for issue in ir.async_get(hass).issues.values()
        if issue.translation_key == "person_unknown"
    )
    return next((one for one in told if one["person"] == name), None)


async def _pass(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hours: float
) -> None:
    freezer.tick(timedelta(hours=hours))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


@pytest.fixture
async def ruled(family: House, hass: HomeAssistant) -> House:
    """Return the house with rules about who is home."""
    add_rule(family, name="Living areas", **FAMILY_RULE)
    add_rule(family, name="All out", presence="everyone_home", persons=[BEN])
    add_rule(family, name="Anna alone", presence="someone_home", persons=[ANNA])
    add_rule(family, name="Night", presence="ignore", start="22:00", end="06:00")
    go(hass, BEN, "not_home", friendly_name="Ben")
    await hass.async_block_till_done()
    return family


async def test_a_phone_that_is_dead_for_hours_is_told(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """By the person's name, with the rules that depend on it; it goes once the phone is back."""
    go(hass, BEN, "unknown")
    await _pass(hass, freezer, 5.9)
    assert _told(hass) is None
    assert not ruled.is_open()
    await _pass(hass, freezer, 0.2)
    assert _told(hass) == {"person": "Ben", "rules": "All out, Living areas"}
    go(hass, BEN, "unavailable")
    await hass.async_block_till_done()
    assert _told(hass) is not None
    go(hass, BEN, "not_home")
    await hass.async_block_till_done()
    assert _told(hass) is None


async def test_a_phone_that_answers_in_between_starts_the_wait_anew(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Six hours in a row, not altogether."""
    for _ in range(3):
        go(hass, BEN, "unknown")
        await _pass(hass, freezer, 3)
        go(hass, BEN, "home")
        await hass.async_block_till_done()
    go(hass, BEN, "unknown")
    await _pass(hass, freezer, 5)
    assert _told(hass) is None


async def test_whom_no_rule_asks_for_is_not_talked_about(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Somebody who does not live here any more; the rule that names that one stays."""
    go(hass, ANNA, "unknown")
    go(hass, BEN, "unknown")
    set_options(ruled, residents=[ANNA])
    await _pass(hass, freezer, 7)
    assert _told(hass, "anna") == {
        "person": "anna",
        "rules": "Anna alone, Living areas",
    }
    assert _told(hass) == {"person": "Ben", "rules": "All out"}
    for rule in list(ruled.entry.subentries.values()):
        if rule.title == "All out":
            hass.config_entries.async_remove_subentry(ruled.entry, rule.subentry_id)
    await hass.async_block_till_done()
    assert _told(hass) is None


async def test_where_no_rule_asks_who_is_home_nothing_is_told(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A phone that is off is nobody's business then."""
    add_rule(family, name="Night", presence="ignore", start="22:00", end="06:00")
    go(hass, BEN, "unknown")
    await _pass(hass, freezer, 7)
    assert _told(hass) is None


async def test_a_person_who_is_deleted_is_not_unknown(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The rules that name that one are told of instead."""
    go(hass, BEN, "unknown")
    await _pass(hass, freezer, 7)
    assert _told(hass) is not None
    hass.states.async_remove(BEN)
    await hass.async_block_till_done()
    assert _told(hass) is None
    assert any("rule_broken" in issue for _, issue in ir.async_get(hass).issues)


async def test_hours_count_from_the_start_of_home_assistant(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Until then, nothing is said about persons and rules: much is not there yet."""
    await ruled.stop()
    hass.set_state(CoreState.starting)
    hass.states.async_remove(ANNA)
    go(hass, BEN, "unknown")
    assert await ruled.set_up()
    set_options(ruled, lift_minutes=20)
    await _pass(hass, freezer, 7)
    assert list(ir.async_get(hass).issues) == []
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert any("rule_broken" in issue for _, issue in ir.async_get(hass).issues)
    assert _told(hass) is None
    await _pass(hass, freezer, 6.1)
    assert _told(hass) is not None


async def test_nobody_waits_once_lens_cap_is_unloaded(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """No timer stays behind."""
    go(hass, BEN, "unknown")
    await hass.async_block_till_done()
    await ruled.stop()
    await _pass(hass, freezer, 7)
    assert _told(hass) is None
