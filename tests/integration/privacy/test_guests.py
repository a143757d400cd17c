"""Guests: switched by hand, told by entities, and what is not known counts as there."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from ...helpers.family import add_rule, by, go, set_options
from ...helpers.mock_house import House

GUESTS = "switch.lens_cap_guests"
WIFI = "sensor.guest_wifi"


@pytest.fixture
async def told(family: House, hass: HomeAssistant) -> House:
    """Return the house where the number of phones in the guests' network tells of guests."""
    hass.states.async_set(WIFI, "0")
    set_options(family, guests_entities=[WIFI])
    await hass.async_block_till_done()
    assert family.is_open()
    return family


def _there(house: House) -> bool:
    assert (house.state(GUESTS).state == "on") is (
        house.reason() is ReasonCode.GUESTS_PRESENT
    )
    return house.state(GUESTS).state == "on"


async def _says(hass: HomeAssistant, state: str) -> None:
    hass.states.async_set(WIFI, state)
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    "state", ["1", "on", "unknown", "unavailable", "odd", "nan", "inf", "-1", "-0.5"]
)
async def test_an_entity_tells_of_guests(
    told: House, hass: HomeAssistant, state: str
) -> None:
    """A number above zero, on, and all that is not known."""
    await _says(hass, state)
    assert _there(told)
    await _says(hass, "off")
    assert not _there(told)


@pytest.mark.parametrize("entity_id", ["person.cleo", "device_tracker.cleos_phone"])
async def test_a_guest_in_a_zone_inside_the_home_zone_is_there(
    family: House, hass: HomeAssistant, entity_id: str
) -> None:
    """In the garden shed, which is a zone of its own; at work they are gone."""
    go(hass, entity_id, "home", in_zones=["zone.home"])
    set_options(family, guests_entities=[entity_id])
    await hass.async_block_till_done()
    assert _there(family)
    go(hass, entity_id, "Shed", in_zones=["zone.shed", "zone.home"])
    await hass.async_block_till_done()
    assert _there(family)
    go(hass, entity_id, "Work", in_zones=["zone.work"])
    await hass.async_block_till_done()
    assert not _there(family)


async def test_an_entity_that_is_gone(told: House, hass: HomeAssistant) -> None:
    """Nothing is known then."""
    hass.states.async_remove(WIFI)
    await hass.async_block_till_done()
    assert _there(told)


async def test_a_dismissal_holds_until_they_come_again(
    told: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """A guest's tablet that stays is no guest, until it went and came back."""
    await _says(hass, "1")
    await told.call("switch.turn_off", GUESTS, context=by(anna))
    assert not _there(told)
    await _says(hass, "unavailable")
    await _says(hass, "2")
    assert not _there(told)
    await told.restart()
    assert not _there(told)
    await _says(hass, "0")
    await _says(hass, "1")
    assert _there(told)


async def test_a_dismissal_of_doubt_does_not_cover_certainty(
    told: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Somebody said that nobody is there while it was not known; then it is known."""
    await _says(hass, "unavailable")
    await told.call("switch.turn_off", GUESTS, context=by(anna))
    assert not _there(told)
    await _says(hass, "1")
    assert _there(told)
    await _says(hass, "unavailable")
    assert _there(told)


@pytest.mark.parametrize("first", ["1", "unavailable"])
async def test_an_entity_ends_a_lift(
    told: House, hass: HomeAssistant, anna: MockUser, first: str
) -> None:
    """Once they may be there; and it does not come back."""
    add_rule(told, presence="ignore")
    await told.call("lens_cap.lift_privacy", "camera.sofa", context=by(anna))
    assert told.reason() is ReasonCode.LIFTED
    await _says(hass, first)
    assert _there(told)
    await _says(hass, "0")
    assert told.reason() is ReasonCode.RULE


async def test_said_by_hand_ends_when_the_entities_know(
    told: House, hass: HomeAssistant
) -> None:
    """They came, their phones joined, and left."""
    await told.call("switch.turn_on", GUESTS)
    await _says(hass, "2")
    await _says(hass, "unavailable")
    await _says(hass, "0")
    assert not _there(told)


async def test_said_by_hand_goes_on_after_a_restart(
    told: House, hass: HomeAssistant
) -> None:
    """An entity that knew of no guests before does not end what somebody said."""
    await told.call("switch.turn_on", GUESTS)
    await told.restart()
    assert _there(told)
    await _says(hass, "unavailable")
    await _says(hass, "0")
    assert _there(told)


async def test_for_a_while(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """They count as gone at the chosen time, and the answer says when."""
    answer = await hass.services.async_call(
        "lens_cap",
        "set_guests",
        {"present": True, "duration": {"hours": 3}},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    assert answer["present"] is True
    assert answer["until"] is not None
    await family.call("lens_cap.set_guests", present=True, duration={"hours": 1})
    freezer.tick(timedelta(hours=2, minutes=59))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert _there(family)
    freezer.tick(timedelta(minutes=2))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert not _there(family)


async def test_only_silence_where_the_household_wants_that(
    family: House, hass: HomeAssistant
) -> None:
    """Then cameras stay open."""
    set_options(family, guests_effect="sound_off")
    await hass.async_block_till_done()
    await family.call("switch.turn_on", GUESTS)
    assert family.is_open()
    assert family.state(GUESTS).state == "on"


async def test_actions_without_lens_cap(family: House, hass: HomeAssistant) -> None:
    """They say that it does not run."""
    await family.stop()
    with pytest.raises(Exception, match="Lens Cap is not running"):
        await family.call("lens_cap.set_guests", present=False)


async def test_a_program_never_says_that_they_left(
    family: House, hass: HomeAssistant
) -> None:
    """An add-on has a user of its own, an administrator even, and is nobody."""
    addon = await hass.auth.async_create_system_user(
        "Add-on", group_ids=[GROUP_ID_ADMIN]
    )
    await family.call("lens_cap.set_guests", present=True)
    assert _there(family)
    with pytest.raises(ServiceValidationError) as caught:
        await family.call(
            "lens_cap.set_guests", present=False, context=Context(user_id=addon.id)
        )
    assert caught.value.translation_key == "guests_only_by_people"
    assert _there(family)


@pytest.mark.parametrize(
    "entity_id", ["input_boolean.guests", "calendar.visits", "binary_sensor.guest_room"]
)
async def test_all_kinds_that_are_on_or_off(
    family: House, hass: HomeAssistant, entity_id: str
) -> None:
    """A helper, a calendar with an event now, a sensor; what is not known counts as there."""
    hass.states.async_set(entity_id, "off")
    set_options(family, guests_entities=[entity_id])
    await hass.async_block_till_done()
    assert family.is_open()
    for state, there in (("on", True), ("off", False), ("unavailable", True)):
        hass.states.async_set(entity_id, state)
        await hass.async_block_till_done()
        assert _there(family) is there
