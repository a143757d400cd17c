"""Each rule that is offered ready-made does what it says, and can be changed like any other."""

from types import MappingProxyType

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.flows.rule_answers import read_rule
from custom_components.lens_cap.flows.rule_templates import (
    NOT_AWAY,
    RuleTemplate,
    async_ready_made,
)
from custom_components.lens_cap.settings.camera import configured_cameras
from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant

from ...helpers.family import ANNA, BEN, by, go, set_options
from ...helpers.mock_house import BED, HALL, SOFA, House
from ...helpers.subentries import add_camera, change_camera

ALARM = "alarm_control_panel.house"
GUESTS = "switch.lens_cap_guests"


@pytest.fixture
async def home_of_all(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> House:
    """Return the house at noon, with a bedroom that is open and a camera at the entrance."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-03-03 11:00:00+00:00")
    hass.states.async_set(ALARM, "armed_away")
    change_camera(family, BED, base_level="open")
    add_camera(family, HALL, placement="entrance")
    # What the first set-up leaves of guests by themselves: no sound.
    set_options(family, guests_effect="sound_off")
    await hass.async_block_till_done()
    return family


async def _with(house: House, one: RuleTemplate) -> None:
    """Add a ready-made rule, and wait until it is done with the past."""
    for made in await async_ready_made(house.hass, [one], ALARM):
        house.hass.config_entries.async_add_subentry(
            house.entry,
            ConfigSubentry(
                subentry_type=made["subentry_type"],
                title=made["title"],
                unique_id=made["unique_id"],
                data=MappingProxyType(dict(made["data"])),
            ),
        )
    await house.hass.async_block_till_done()


async def _at(hass: HomeAssistant, freezer: FrozenDateTimeFactory, when: str) -> None:
    freezer.move_to(when)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


def _open(house: House) -> set[str]:
    return {camera for camera in (SOFA, BED, HALL) if house.is_open(camera)}


def _silenced(house: House) -> set[str]:
    return {
        camera
        for camera in (SOFA, BED, HALL)
        if any(
            constraint.audio_off and constraint.rule
            for constraint in house.guard(camera).decision.trace
        )
    }


async def test_living_areas_are_private_while_someone_is_home(
    home_of_all: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """At once when one comes, until five minutes after the last has left; bedrooms decide for themselves."""
    await _with(home_of_all, RuleTemplate.LIVING_AREAS)
    await _at(hass, freezer, "2026-03-03 11:06:00+00:00")
    assert _open(home_of_all) == {SOFA, BED, HALL}
    go(hass, BEN, "home")
    assert _open(home_of_all) == {BED, HALL}
    assert home_of_all.reason(SOFA) is ReasonCode.SOMEONE_HOME
    go(hass, BEN, "not_home")
    await _at(hass, freezer, "2026-03-03 11:10:00+00:00")
    assert home_of_all.reason(SOFA) is ReasonCode.LEAVING
    await _at(hass, freezer, "2026-03-03 11:12:00+00:00")
    assert _open(home_of_all) == {SOFA, BED, HALL}
    go(hass, ANNA, "unknown")
    assert _open(home_of_all) == {BED, HALL}


async def test_guests_make_indoors_private_and_everything_silent(
    home_of_all: House, anna: MockUser
) -> None:
    """Also the entrance has no sound; all is as before once they have left."""
    await _with(home_of_all, RuleTemplate.GUESTS)
    assert _open(home_of_all) == {SOFA, BED, HALL}
    assert _silenced(home_of_all) == set()
    await home_of_all.call("switch.turn_on", GUESTS)
    assert _open(home_of_all) == {HALL}
    assert home_of_all.reason(SOFA) is ReasonCode.GUESTS_PRESENT
    assert _silenced(home_of_all) == {SOFA, BED, HALL}
    await home_of_all.call("switch.turn_off", GUESTS, context=by(anna))
    assert _open(home_of_all) == {SOFA, BED, HALL}
    assert _silenced(home_of_all) == set()


async def test_without_the_rule_guests_only_silence(home_of_all: House) -> None:
    """As the first set-up says beside the tick."""
    await home_of_all.call("switch.turn_on", GUESTS)
    assert _open(home_of_all) == {SOFA, BED, HALL}


@pytest.mark.parametrize("state", [*AlarmControlPanelState, "unavailable"])
async def test_indoors_is_private_unless_the_alarm_is_armed_away(
    home_of_all: House, hass: HomeAssistant, state: str
) -> None:
    """When it goes off, pictures are wanted; while it is not known, nothing is shown."""
    await _with(home_of_all, RuleTemplate.ALARM)
    assert _open(home_of_all) == {SOFA, BED, HALL}
    hass.states.async_set(ALARM, state)
    closes = state in {*NOT_AWAY, "unavailable"}
    assert _open(home_of_all) == ({HALL} if closes else {SOFA, BED, HALL})


async def test_indoors_is_private_at_night(
    home_of_all: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """From 22:00 to 07:00, as clocks in the house show it."""
    await _with(home_of_all, RuleTemplate.NIGHT)
    for when, expected in {
        "2026-03-03 20:59:59+00:00": {SOFA, BED, HALL},
        "2026-03-03 21:00:00+00:00": {HALL},
        "2026-03-04 05:59:59+00:00": {HALL},
        "2026-03-04 06:00:00+00:00": {SOFA, BED, HALL},
    }.items():
        await _at(hass, freezer, when)
        assert _open(home_of_all) == expected, when


async def test_a_ready_made_rule_can_be_changed_like_any_other(
    home_of_all: House, hass: HomeAssistant
) -> None:
    """Its form takes it as it is, and stores the same."""
    for made in await async_ready_made(hass, RuleTemplate, ALARM):
        read = read_rule(
            hass,
            configured_cameras(home_of_all.entry),
            [],
            {"name": made["title"], **made["data"]},
        )
        assert read.errors == {}
        assert (read.title, read.data) == (made["title"], made["data"])


async def test_nothing_opens_for_a_camera_that_comes_later(
    home_of_all: House, hass: HomeAssistant
) -> None:
    """Rules are about placements: whatever is added to them is covered from its first moment."""
    await _with(home_of_all, RuleTemplate.LIVING_AREAS)
    go(hass, ANNA, "home")
    hass.config_entries.async_remove_subentry(home_of_all.entry, HALL)
    await hass.async_block_till_done()
    add_camera(home_of_all, HALL, placement="living_area")
    await hass.async_block_till_done()
    assert not home_of_all.is_open(HALL)
