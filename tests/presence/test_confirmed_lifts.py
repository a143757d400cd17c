"""Where the household wants openings to be confirmed, the one who asks is asked back."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)

from custom_components.lens_cap.core.reason import ReasonCode
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from ..shell.house import House
from .family import add_rule, by, set_options
from .phone import GivePhone, LabPhone

SWITCH = "switch.sofa_privacy_mode"


@pytest.fixture
async def asking(family: House, hass: HomeAssistant) -> House:
    """Return the house with a rule that closes the sofa, and lifts that have to be confirmed."""
    add_rule(family, effect_level="private")
    set_options(family, confirm_lifts=True)
    await hass.async_block_till_done()
    return family


@pytest.fixture
async def phone(asking: House, anna: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Anna's phone."""
    return await give_phone(anna)


async def _ask(
    house: House, user: MockUser | None, action: str = "switch.turn_off"
) -> str | None:
    entity_id = SWITCH if action == "switch.turn_off" else "camera.sofa"
    with pytest.raises(ServiceValidationError) as caught:
        await house.call(action, entity_id, context=by(user) if user else None)
    assert not house.is_open()
    return caught.value.translation_key


@pytest.mark.parametrize("action", ["switch.turn_off", "lens_cap.lift_privacy"])
async def test_yes_opens(
    asking: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone, action: str
) -> None:
    """For as long as the household chose."""
    assert await _ask(asking, anna, action) == "lift_asked"
    shown = await phone.shown()
    assert shown["message"].startswith("Open Sofa for 15 minutes")
    await phone.press(shown)
    await hass.async_block_till_done()
    assert asking.reason() is ReasonCode.LIFTED


async def test_no_keeps(
    asking: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """And the yes of the same question does not count any more."""
    await _ask(asking, anna)
    shown = await phone.shown()
    await phone.press(shown, 1)
    await hass.async_block_till_done()
    await phone.press(shown, 0)
    await hass.async_block_till_done()
    assert not asking.is_open()


async def test_five_minutes_later_it_is_too_late(
    asking: House,
    hass: HomeAssistant,
    anna: MockUser,
    phone: LabPhone,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Somebody found the phone on the sofa."""
    await _ask(asking, anna)
    shown = await phone.shown()
    freezer.tick(timedelta(minutes=5, seconds=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    await phone.press(shown)
    await hass.async_block_till_done()
    assert not asking.is_open()


async def test_guests_came_while_it_was_asked(
    asking: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """What was allowed then is not any more."""
    await _ask(asking, anna)
    shown = await phone.shown()
    await asking.call("switch.turn_on", "switch.lens_cap_guests")
    await phone.press(shown)
    await hass.async_block_till_done()
    assert asking.reason() is ReasonCode.GUESTS_PRESENT


async def test_whom_nobody_can_ask(
    asking: House, ben: MockUser, visitor: MockUser, phone: LabPhone
) -> None:
    """Automations, people without a phone; and people who may not are not even asked."""
    assert await _ask(asking, None, "lens_cap.lift_privacy") == "lift_needs_person"
    assert await _ask(asking, ben) == "lift_no_phone"
    assert await _ask(asking, visitor) == "stays_private_rule"


async def test_what_no_rule_closes_needs_no_confirmation(
    asking: House, hass: HomeAssistant, ben: MockUser
) -> None:
    """Ending what was asked for by hand is no lift."""
    for subentry_id in list(asking.entry.subentries):
        if asking.entry.subentries[subentry_id].subentry_type == "rule":
            hass.config_entries.async_remove_subentry(asking.entry, subentry_id)
    await hass.async_block_till_done()
    await asking.call("switch.turn_on", SWITCH)
    await asking.call("switch.turn_off", SWITCH, context=by(ben))
    assert asking.is_open()
