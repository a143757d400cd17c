"""Switches that stand in an area, on a floor, under a label or on a device: they close by that only."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockUser
import voluptuous as vol

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ...helpers.callers import by_automation, by_hand
from ...helpers.family import add_rule, by
from ...helpers.mock_house import SOFA, House, registered

PRIVACY: Final = "switch.sofa_privacy_mode"
SOUND: Final = "switch.sofa_audio_recording"
ALL: Final = "switch.lens_cap_all_privacy_mode"
GUESTS: Final = "switch.lens_cap_guests"
LAMP: Final = "switch.lamp"
CAMERA: Final = "camera.sofa"
BUTTON: Final = "button.sofa_follow_rules"
UNTIL: Final = "datetime.lens_cap_guests_until"
KINDS: Final = ("area", "floor", "label", "device", "all")

type Target = Mapping[str, Any]
type Hand = Callable[[House, MockUser, str, Target], Awaitable[None]]


async def _person(house: House, user: MockUser, what: str, target: Target) -> None:
    await by_hand(house.hass, user.id, f"switch.{what}", {}, target)


async def _whole(house: House, user: MockUser, what: str, target: Target) -> None:
    await by_hand(house.hass, user.id, f"homeassistant.{what}", {}, target)


async def _automation(house: House, _user: MockUser, what: str, target: Target) -> None:
    await by_automation(
        house.hass, {"action": f"switch.{what}", "target": dict(target)}
    )


async def _whole_automation(
    house: House, _user: MockUser, what: str, target: Target
) -> None:
    await by_automation(
        house.hass, {"action": f"homeassistant.{what}", "target": dict(target)}
    )


async def _script(house: House, user: MockUser, what: str, target: Target) -> None:
    step = {"action": f"switch.{what}", "target": dict(target)}
    config = {"script": {"many": {"sequence": [step]}}}
    assert await async_setup_component(house.hass, "script", config)
    await by_hand(house.hass, user.id, "script.many", {})


HANDS: Final[Mapping[str, Hand]] = {
    "a person": _person,
    "a person, as a whole": _whole,
    "an automation": _automation,
    "an automation, as a whole": _whole_automation,
    "a script": _script,
}
PROGRAMS: Final = ("an automation", "an automation, as a whole", "a script")


def _place(hass: HomeAssistant, kind: str, *entity_ids: str) -> Target:
    """Put entities in a place, and return the target that means it."""
    floor = fr.async_get(hass).async_create("Ground")
    area = ar.async_get(hass).async_create("Parlour", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Evening")
    for entity_id in entity_ids:
        changes: dict[str, Any] = {"labels": {label.label_id}}
        if entity_id == CAMERA:
            # It bears its device's name, and stands where that does.
            device_id = registered(hass, entity_id).device_id
            assert device_id is not None
            dr.async_get(hass).async_update_device(device_id, area_id=area.id)
        else:
            changes["area_id"] = area.id
        er.async_get(hass).async_update_entity(entity_id, **changes)
    devices = sorted({f"{registered(hass, one).device_id}" for one in entity_ids})
    targets: Mapping[str, Target] = {
        "area": {"area_id": area.id},
        "floor": {"floor_id": floor.floor_id},
        "label": {"label_id": label.label_id},
        "device": {"device_id": devices},
        "all": {"entity_id": "all"},
    }
    return targets[kind]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hand", HANDS)
async def test_no_place_opens(
    family: House, hass: HomeAssistant, anna: MockUser, kind: str, hand: str
) -> None:
    """Neither does a hold end, nor a rule, nor do guests leave, nor is sound asked for."""
    target = _place(hass, kind, PRIVACY, SOUND, ALL, GUESTS)
    for switch in (GUESTS, ALL, PRIVACY):
        await family.call("switch.turn_on", switch)

    async def attempt(what: str) -> None:
        # `homeassistant` refuses "all", and a person is told what was not named.
        with suppress(HomeAssistantError, vol.Invalid):
            await HANDS[hand](family, anna, what, target)
        await hass.async_block_till_done()

    await attempt("turn_off")
    states = {one: family.state(one).state for one in (PRIVACY, ALL, GUESTS)}
    assert states == dict.fromkeys((PRIVACY, ALL, GUESTS), "on")
    for switch in (GUESTS, ALL, PRIVACY):
        await family.call("switch.turn_off", switch, context=by(anna))
    assert family.is_open()
    add_rule(family, effect_level="private", presence="ignore")
    await hass.async_block_till_done()
    await attempt("turn_off")
    # The device's camera is switched off as well, which makes it private.
    assert family.reason() in (ReasonCode.RULE, ReasonCode.HOLD)
    await attempt("turn_on")
    assert not family.runtime.audio.is_pending(SOFA)
    assert family.state(SOUND).state == "off"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hand", ["a person", "an automation", "a script"])
async def test_every_place_closes(
    family: House, hass: HomeAssistant, anna: MockUser, kind: str, hand: str
) -> None:
    """Anyone and anything may: the camera, all of them, and that guests are there."""
    target = _place(hass, kind, PRIVACY, ALL, GUESTS)
    # A script for "all" starts what a person may not ask for so: sound, which says so.
    with suppress(HomeAssistantError):
        await HANDS[hand](family, anna, "turn_on", target)
    await hass.async_block_till_done()
    states = {one: family.state(one).state for one in (PRIVACY, ALL, GUESTS)}
    assert states == dict.fromkeys((PRIVACY, ALL, GUESTS), "on")


@pytest.mark.parametrize("kind", ["area", "floor", "label"])
@pytest.mark.parametrize("hand", ["an automation", "a script"])
async def test_what_goes_on_as_before(
    family: House, hass: HomeAssistant, anna: MockUser, kind: str, hand: str
) -> None:
    """An automation for a whole area does its work, and does not fail for the camera that is in it."""
    switched: list[str] = []
    lamp = {
        "name": "Lamp",
        "unique_id": "lamp",
        "state": "{{ true }}",
        "turn_on": [],
        "turn_off": [{"event": "lamp_off"}],
    }
    assert await async_setup_component(hass, "template", {"template": {"switch": lamp}})
    await hass.async_block_till_done()
    hass.bus.async_listen("lamp_off", callback(lambda _event: switched.append(LAMP)))
    registry = er.async_get(hass)
    target = _place(hass, kind, PRIVACY)
    registry.async_update_entity(
        LAMP,
        area_id=registered(hass, PRIVACY).area_id,
        labels=registered(hass, PRIVACY).labels,
    )
    await family.call("switch.turn_on", PRIVACY)
    await HANDS[hand](family, anna, "turn_off", target)
    await hass.async_block_till_done()
    assert switched == [LAMP]
    assert family.reason() is ReasonCode.HOLD


@pytest.mark.parametrize("what", ["turn_on", "turn_off", "toggle"])
@pytest.mark.parametrize("kind", ["area", "floor", "label", "device"])
@pytest.mark.parametrize("hand", PROGRAMS)
async def test_nothing_fails_for_what_is_passed_by(
    family: House, hass: HomeAssistant, anna: MockUser, hand: str, kind: str, what: str
) -> None:
    """Neither for a camera that stays private, nor for its sound, nor for guests who stay."""
    target = _place(hass, kind, PRIVACY, SOUND, ALL, GUESTS, CAMERA)
    for switch in (GUESTS, ALL, PRIVACY):
        await family.call("switch.turn_on", switch)
    await HANDS[hand](family, anna, what, target)
    await hass.async_block_till_done()
    assert {family.state(one).state for one in (PRIVACY, ALL, GUESTS)} == {"on"}
    assert not family.runtime.audio.is_pending(SOFA)


@pytest.mark.parametrize("kind", ["area", "floor", "label", "device"])
async def test_a_camera_is_not_opened_in_passing(
    family: House, hass: HomeAssistant, kind: str
) -> None:
    """By the camera's own action, as by its switch: an automation goes on."""
    target = _place(hass, kind, CAMERA)
    await family.call("switch.turn_on", PRIVACY)
    await by_automation(hass, {"action": "camera.turn_on", "target": dict(target)})
    assert family.reason() is ReasonCode.HOLD


@pytest.mark.parametrize("kind", ["area", "floor", "label", "device"])
async def test_all_buttons_of_a_place(
    family: House, hass: HomeAssistant, anna: MockUser, kind: str
) -> None:
    """What was asked for by hand stays; what was lifted is closed, which anything may do."""
    target = _place(hass, kind, BUTTON)
    press: Mapping[str, Any] = {"action": "button.press", "target": dict(target)}
    await family.call("switch.turn_on", PRIVACY)
    await by_automation(hass, press)
    assert family.reason() is ReasonCode.HOLD
    add_rule(family, effect_level="private", presence="ignore")
    await hass.async_block_till_done()
    await family.call("switch.turn_off", PRIVACY, context=by(anna))
    assert family.reason() is ReasonCode.LIFTED
    await by_automation(hass, press)
    assert family.reason() is ReasonCode.RULE


@pytest.mark.parametrize("kind", ["area", "floor", "label", "device"])
async def test_all_dates_of_a_place(
    family: House, hass: HomeAssistant, kind: str
) -> None:
    """Guests come by that, and stay longer, and never leave earlier; the automation goes on."""
    target = _place(hass, kind, UNTIL)
    for hours, expected in ((3, 3), (1, 3), (5, 5)):
        now = dt_util.utcnow().replace(microsecond=0)
        data = {"datetime": (now + timedelta(hours=hours)).isoformat()}
        step = {"action": "datetime.set_value", "target": dict(target), "data": data}
        await by_automation(hass, step)
        end = family.coordinator.data.guests_until
        assert end is not None
        assert round((end - now) / timedelta(hours=1)) == expected


async def test_a_person_is_told(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Whoever switches an area off by hand hears that the camera has to be named."""
    target = _place(hass, "area", PRIVACY)
    await family.call("switch.turn_on", PRIVACY)
    with pytest.raises(HomeAssistantError) as caught:
        await _person(family, anna, "turn_off", target)
    assert caught.value.translation_key == "not_named"
