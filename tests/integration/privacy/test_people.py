"""People come and go, and cameras follow at once, or wait, as their rule says."""

from datetime import timedelta
from typing import override

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_capture_events,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.judgement import Judgement
from custom_components.lens_cap.decisions.audio_gate import SilentGate
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED, STATE_UNAVAILABLE
from homeassistant.core import Context, CoreState, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ...helpers.family import ANNA, BEN, add_rule, go, set_options
from ...helpers.mock_house import BED, HALL, SOFA, House
from ...helpers.subentries import add_camera

FAMILY_RULE = {
    "presence": "someone_home",
    "placements": ["living_area"],
    "effect_level": "private",
    "leave_delay_minutes": 5,
}


@pytest.fixture
async def ruled(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> House:
    """Return the house with the rule that most people want; nobody is home, for long."""
    add_rule(family, **FAMILY_RULE)
    await hass.async_block_till_done()
    await _pass(hass, freezer, minutes=6)
    assert family.is_open()
    return family


async def _pass(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, **time: float
) -> None:
    freezer.tick(timedelta(**time))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def test_a_person_comes_home(ruled: House, hass: HomeAssistant) -> None:
    """The camera is closed within the turn of the state change, and entities name it as cause."""
    changes = async_capture_events(hass, "state_changed")
    context = Context()
    hass.states.async_set(ANNA, "home", context=context)
    assert ruled.reason() is ReasonCode.SOMEONE_HOME
    assert not ruled.is_open()
    await hass.async_block_till_done()
    seen = {event.data["entity_id"]: event.context for event in changes}
    for entity_id in ("switch.sofa_privacy_mode", "sensor.sofa_privacy_reason"):
        assert seen[entity_id].id == context.id


async def test_the_last_one_leaves(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The camera waits five minutes, and says until when."""
    go(hass, ANNA, "home")
    go(hass, ANNA, "not_home")
    await hass.async_block_till_done()
    assert ruled.reason() is ReasonCode.LEAVING
    assert ruled.state("sensor.sofa_next_change").state != "unknown"
    await _pass(hass, freezer, minutes=4)
    assert not ruled.is_open()
    await _pass(hass, freezer, minutes=1.1)
    assert ruled.is_open()


async def test_a_blip_starts_the_wait_anew(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A phone that comes back for a moment is a person who was there."""
    go(hass, ANNA, "home")
    go(hass, ANNA, "not_home")
    await _pass(hass, freezer, minutes=4)
    go(hass, ANNA, "home")
    go(hass, ANNA, "not_home")
    await _pass(hass, freezer, minutes=4)
    assert ruled.reason() is ReasonCode.LEAVING


@pytest.mark.parametrize("state", ["unknown", STATE_UNAVAILABLE, None])
async def test_a_person_who_is_lost_counts_as_home(
    ruled: House, hass: HomeAssistant, state: str | None
) -> None:
    """A dead phone, a router that restarts, a person who was deleted."""
    if state is None:
        set_options(ruled, residents=[ANNA, BEN])
        await hass.async_block_till_done()
        hass.states.async_remove(BEN)
    else:
        go(hass, BEN, state)
    await hass.async_block_till_done()
    assert ruled.reason() is ReasonCode.PRESENCE_UNKNOWN


async def test_a_zone_inside_the_home_zone_is_home(
    ruled: House, hass: HomeAssistant
) -> None:
    """The person is in the garden shed, which is a zone of its own."""
    go(hass, ANNA, "Shed", in_zones=["zone.shed", "zone.home"])
    assert ruled.reason() is ReasonCode.SOMEONE_HOME


@pytest.mark.parametrize("entity_id", ["person.cleo", "device_tracker.cleos_phone"])
async def test_a_zone_inside_the_home_zone_is_home_in_a_rule(
    family: House, hass: HomeAssistant, entity_id: str
) -> None:
    """A person or a phone that tells whether somebody is there, beside the residents."""
    set_options(family, residents=[ANNA])
    go(hass, ANNA, "not_home")
    go(hass, entity_id, "Work", in_zones=["zone.work"])
    add_rule(
        family,
        **FAMILY_RULE | {"leave_delay_minutes": 0, "occupancy_entities": [entity_id]},
    )
    await hass.async_block_till_done()
    assert family.is_open()
    go(hass, entity_id, "Shed", in_zones=["zone.shed", "zone.home"])
    assert not family.is_open()


async def test_another_zone_is_away(ruled: House, hass: HomeAssistant) -> None:
    """At work."""
    go(hass, ANNA, "Work", in_zones=["zone.work"])
    assert ruled.is_open()


async def test_a_person_who_is_added_counts(ruled: House, hass: HomeAssistant) -> None:
    """Without a list of residents, everyone whom Home Assistant knows."""
    hass.states.async_set("person.cleo", "home")
    await hass.async_block_till_done()
    assert ruled.reason() is ReasonCode.SOMEONE_HOME
    hass.states.async_remove("person.cleo")
    await hass.async_block_till_done()
    assert ruled.reason() is ReasonCode.LEAVING


async def test_only_residents_count(ruled: House, hass: HomeAssistant) -> None:
    """Where there is a list of them."""
    set_options(ruled, residents=[ANNA])
    await hass.async_block_till_done()
    go(hass, BEN, "home")
    assert ruled.is_open()


async def test_until_home_assistant_has_started(
    bare_house: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Persons show what was so before the restart until then: nothing is believed."""
    hass.set_state(CoreState.starting)
    assert await bare_house.set_up()
    assert bare_house.is_open()
    add_rule(bare_house, **FAMILY_RULE | {"leave_delay_minutes": 0})
    await hass.async_block_till_done()
    assert bare_house.reason() is ReasonCode.STARTING_UP
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert bare_house.is_open()


async def test_after_a_restart_the_wait_starts_anew(
    ruled: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody knows when the last one left: it may have been just now."""
    await ruled.restart()
    assert ruled.reason() is ReasonCode.RULE
    await _pass(hass, freezer, minutes=5.1)
    assert ruled.is_open()


async def test_other_cameras_are_left_alone(ruled: House, hass: HomeAssistant) -> None:
    """A rule that comes, changes or goes cuts no stream of a camera that it is not about."""
    epoch = ruled.guard(SOFA).epoch
    rule_id = add_rule(
        ruled, presence="ignore", effect_level="private", cameras=[BED], name="Bed"
    )
    await hass.async_block_till_done()
    hass.config_entries.async_update_subentry(
        ruled.entry,
        ruled.entry.subentries[rule_id],
        data={"presence": "someone_home", "cameras": [BED], "audio_off": True},
    )
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(ruled.entry, rule_id)
    await hass.async_block_till_done()
    assert ruled.is_open()
    assert ruled.guard(SOFA).epoch == epoch


class _Decisions(SilentGate):
    """Counts how often it is decided."""

    def __init__(self) -> None:
        """Begin to count."""
        self.count = 0

    @override
    def observe(self, _judgement: Judgement, _context: Context | None) -> bool:
        self.count += 1
        return False


async def test_meaningless_changes_write_nothing(
    ruled: House, hass: HomeAssistant
) -> None:
    """A phone that reports where it is ten thousand times changes no state and no file."""
    before = ruled.store_file.stat().st_mtime_ns
    told: list[None] = []
    stop = ruled.coordinator.async_add_listener(lambda: told.append(None))
    decisions = _Decisions()
    ruled.coordinator.set_audio_gate(decisions)
    for metres in range(10_000):
        go(hass, ANNA, "not_home", latitude=50 + metres / 1e5, gps_accuracy=metres)
    await hass.async_block_till_done()
    stop()
    assert not told
    assert not decisions.count
    assert ruled.store_file.stat().st_mtime_ns == before
    go(hass, ANNA, "home")
    await hass.async_block_till_done()
    assert decisions.count


async def test_a_rule_about_an_area(family: House, hass: HomeAssistant) -> None:
    """A camera that is moved there is closed, and one that is moved away is not."""
    area = ar.async_get(hass).async_create("Parlour")
    add_rule(family, presence="ignore", effect_level="private", areas=[area.id])
    await hass.async_block_till_done()
    assert family.is_open()
    devices = dr.async_get(hass)
    device = devices.async_get_device_by_identifier(
        ("lens_cap", SOFA), family.entry.entry_id
    )
    assert device is not None
    devices.async_update_device(device.id, area_id=area.id)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.RULE
    devices.async_update_device(device.id, area_id=None)
    await hass.async_block_till_done()
    assert family.is_open()


@pytest.mark.parametrize(
    ("state", "private"),
    [
        ("disarmed", True),
        ("arming", True),
        ("armed_away", False),
        ("pending", False),
        ("triggered", False),
        ("unavailable", True),
        (None, True),
    ],
)
async def test_private_unless_the_alarm_is_armed(
    family: House, hass: HomeAssistant, state: str | None, private: bool
) -> None:
    """What is not known does not open."""
    alarm = "alarm_control_panel.home"
    if state is not None:
        hass.states.async_set(alarm, state)
    add_rule(
        family,
        presence="ignore",
        effect_level="private",
        alarm_entity=alarm,
        alarm_states=["disarmed", "armed_home", "armed_night", "arming"],
    )
    await hass.async_block_till_done()
    assert family.is_open() is not private


async def test_a_window_in_the_time_zone_of_the_house(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """At night, and it says when that ends."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-24T20:30:00+00:00")
    add_rule(
        family, presence="ignore", effect_level="private", start="22:00", end="07:00"
    )
    await hass.async_block_till_done()
    assert family.is_open()
    assert family.state("sensor.sofa_next_change").state == "2026-11-24T21:00:00+00:00"
    await _pass(hass, freezer, minutes=30.1)
    assert family.reason() is ReasonCode.SCHEDULE
    assert family.state("sensor.sofa_next_change").state == "2026-11-25T06:00:00+00:00"
    await _pass(hass, freezer, hours=9)
    assert family.is_open()


async def test_from_sunset(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The sun's times are those of the house."""
    await hass.config.async_update(latitude=52.5, longitude=13.4, time_zone="UTC")
    freezer.move_to("2026-11-24T12:00:00+00:00")
    add_rule(
        family,
        presence="ignore",
        effect_level="private",
        start="sunset-00:30",
        end="23:00",
    )
    await hass.async_block_till_done()
    assert family.is_open()
    assert family.state("sensor.sofa_next_change").state.startswith("2026-11-24T14:3")


async def test_a_rule_about_an_area_and_a_new_camera(
    family: House, hass: HomeAssistant
) -> None:
    """It counts from the first moment, and without anything else that happens."""
    area = ar.async_get(hass).async_create("Parlour")
    add_rule(family, presence="ignore", effect_level="private", areas=[area.id])
    entities = er.async_get(hass)
    entities.async_update_entity("camera.hall", name="Hall", area_id=area.id)
    add_camera(family, HALL)
    await hass.async_block_till_done()
    assert family.reason(HALL) is ReasonCode.RULE
    assert not family.is_open(HALL)


async def test_nobody_left_where_nobody_was(family: House, hass: HomeAssistant) -> None:
    """A rule goes on for its minutes after a start, too, and does not say that people left."""
    add_rule(family, **FAMILY_RULE)
    await hass.async_block_till_done()
    assert not family.is_open()
    assert family.reason() is ReasonCode.RULE
    go(hass, ANNA, "home")
    await hass.async_block_till_done()
    go(hass, ANNA, "not_home")
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.LEAVING
    await family.restart()
    assert not family.is_open()
    assert family.reason() is ReasonCode.RULE
