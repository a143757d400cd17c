"""Whose hand it was: only a positive sign opens, on every way that Home Assistant has."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, RefreshToken
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ...helpers.callers import by_automation, by_hand, by_websocket, signed_in
from ...helpers.family import add_rule, by, set_options
from ...helpers.indirect_actions import (
    GUESTS,
    NOBODYS,
    RULE,
    SWITCH,
    WITH_A_SCRIPT,
    IndirectActions,
    furnish,
)
from ...helpers.mock_house import SOFA, House, registered

CAMERA = "camera.sofa"
GARDEN = "automation.garden"
BUTTON = "button.sofa_follow_rules"
UNTIL = "datetime.lens_cap_guests_until"
ALL = "switch.lens_cap_all_privacy_mode"


@pytest.fixture
async def actions(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    hass_client: ClientSessionGenerator,
) -> IndirectActions:
    """Return a home that has everything; Anna, who administers it, is signed in."""
    # It closes a camera that is private anyway.
    add_rule(
        family,
        name="Quiet",
        effect_level="private",
        presence="ignore",
        placements=["bedroom_bathroom"],
    )
    await hass.async_block_till_done()
    await furnish(hass)
    token = await signed_in(hass, anna.id)
    client = await hass_client(hass.auth.async_create_access_token(token))
    phone = {
        "device_id": "phone",
        "app_id": "lens_cap_lab",
        "app_name": "Lab phone",
        "app_version": "1",
        "device_name": "Anna's phone",
        "manufacturer": "Lab",
        "model": "Phone",
        "os_name": "Linux",
        "os_version": "1",
        "supports_encryption": False,
    }
    answer = await client.post("/api/mobile_app/registrations", json=phone)
    webhook_id = (await answer.json())["webhook_id"]
    await hass.async_block_till_done()
    return IndirectActions(hass=hass, user=anna, client=client, webhook_id=webhook_id)


def _close_by_rule(house: House) -> None:
    add_rule(house, effect_level="private", presence="ignore")


@pytest.mark.slow
@pytest.mark.parametrize("name", NOBODYS)
async def test_nobodys_hand_opens_nothing(
    actions: IndirectActions, family: House, anna: MockUser, name: str
) -> None:
    """Guests stay, holds go on, rules count and are not lifted; Anna's own hand changes all that."""
    act, hass = NOBODYS[name], family.hass
    await act(actions, RULE)
    await hass.async_block_till_done()
    assert family.state(RULE).state == "on"
    await family.call("switch.turn_off", RULE, context=by(anna))
    assert family.state(RULE).state == "off"
    await family.call("switch.turn_on", GUESTS)
    await act(actions, GUESTS)
    await hass.async_block_till_done()
    assert family.state(GUESTS).state == "on"
    await family.call("switch.turn_off", GUESTS, context=by(anna))
    assert family.state(GUESTS).state == "off"
    await family.call("switch.turn_on", SWITCH)
    await act(actions, SWITCH)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.HOLD
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    assert family.is_open()
    _close_by_rule(family)
    await hass.async_block_till_done()
    await act(actions, SWITCH)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.RULE
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    assert family.reason() is ReasonCode.LIFTED


async def test_what_a_person_switches_on_lends_no_hand_to_a_script(
    actions: IndirectActions, family: House
) -> None:
    """`turn_on` and `toggle` together with a script that turns off: neither lifts."""
    await family.call("switch.turn_on", GUESTS)
    await WITH_A_SCRIPT(actions, GUESTS)
    await by_hand(
        family.hass, actions.user.id, "switch.turn_off", {"entity_id": GUESTS}
    )
    _close_by_rule(family)
    await family.hass.async_block_till_done()
    await WITH_A_SCRIPT(actions, SWITCH)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/api/services/switch/turn_off", {"entity_id": SWITCH}),
        ("/api/services/switch/toggle", {"entity_id": [SWITCH]}),
        ("/api/services/homeassistant/turn_off", {"entity_id": SWITCH}),
        ("/api/services/lens_cap/lift_privacy", {"entity_id": CAMERA}),
    ],
)
async def test_a_request_of_a_person(
    actions: IndirectActions, family: House, path: str, data: Mapping[str, Any]
) -> None:
    """REST with the login of a person is that person's hand."""
    _close_by_rule(family)
    await family.hass.async_block_till_done()
    assert await actions.post(path, data) == 200
    assert family.reason() is ReasonCode.LIFTED
    assert family.coordinator.lifts.of(SOFA)[0].set_by == actions.user.id


async def test_guests_are_sent_away_by_a_request(
    actions: IndirectActions, family: House
) -> None:
    """By the switch or the action."""
    for path, data in (
        ("/api/services/switch/turn_off", {"entity_id": GUESTS}),
        ("/api/services/lens_cap/set_guests", {"present": False}),
    ):
        await family.call("switch.turn_on", GUESTS)
        assert await actions.post(path, data) == 200
        assert family.state(GUESTS).state == "off"


def _tomorrow() -> str:
    return (dt_util.utcnow() + timedelta(days=1)).isoformat()


async def _token_for_programs(hass: HomeAssistant, user: MockUser) -> RefreshToken:
    return await hass.auth.async_create_refresh_token(
        user,
        client_name=f"program {len(user.refresh_tokens)}",
        token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
    )


async def _by_program(
    hass: HomeAssistant, user: MockUser, action: str, **data: Any
) -> None:
    domain, name = action.split(".")
    await by_websocket(
        hass,
        await _token_for_programs(hass, user),
        type="call_service",
        domain=domain,
        service=name,
        service_data=data,
    )


async def test_a_program_is_no_person(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Even with the token of an administrator: it ends holds and lifts as automations do."""
    add_rule(
        family,
        name="Quiet",
        presence="guests_present",
        effect_level="unchanged",
        audio_off=True,
    )
    await hass.async_block_till_done()
    await family.call("switch.turn_on", GUESTS)
    for action, data in (
        ("switch.turn_off", {"entity_id": GUESTS}),
        ("lens_cap.set_guests", {"present": False}),
        ("lens_cap.set_zones", {"entity_id": CAMERA, "zones": []}),
        ("switch.turn_off", {"entity_id": RULE}),
        ("datetime.set_value", {"entity_id": UNTIL, "datetime": _tomorrow()}),
    ):
        with pytest.raises(ServiceValidationError):
            await _by_program(hass, anna, action, **data)
    assert family.state(GUESTS).state == "on"
    assert family.state(GUESTS).attributes["until"] is None
    assert family.state(RULE).state == "on"
    await family.call("switch.turn_off", GUESTS, context=by(anna))
    for action, entity_id in (("switch.turn_off", SWITCH), ("button.press", BUTTON)):
        await family.call("switch.turn_on", SWITCH)
        await _by_program(hass, anna, action, entity_id=entity_id)
        assert family.is_open()
    _close_by_rule(family)
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError):
        await _by_program(hass, anna, "switch.turn_off", entity_id=SWITCH)
    await _by_program(hass, anna, "lens_cap.lift_privacy", entity_id=CAMERA)
    assert family.coordinator.lifts.of(SOFA)[0].set_by is None


async def test_a_program_can_do_no_more_than_its_user(
    family: House, hass: HomeAssistant, ben: MockUser, visitor: MockUser
) -> None:
    """Otherwise anybody could make a token for programs, to be taken for an automation."""
    _close_by_rule(family)
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError) as caught:
        await _by_program(hass, visitor, "lens_cap.lift_privacy", entity_id=CAMERA)
    assert caught.value.translation_key == "lift_not_allowed"
    await _by_program(hass, ben, "lens_cap.lift_privacy", entity_id=CAMERA)
    assert family.reason() is ReasonCode.LIFTED


@pytest.mark.parametrize("entity_id", [CAMERA, SWITCH])
@pytest.mark.parametrize("whole", [False, True])
async def test_an_automation_that_names_it_ends_a_hold(
    family: House, hass: HomeAssistant, entity_id: str, *, whole: bool
) -> None:
    """With the camera or the switch, also after other steps, a scene among them."""
    assert await async_setup_component(
        hass, "scene", {"scene": [{"name": "Dim", "entities": {}}]}
    )
    await hass.async_block_till_done()
    name = "turn_on" if entity_id == CAMERA else "turn_off"
    domain = "homeassistant" if whole else entity_id.split(".", maxsplit=1)[0]
    await family.call("switch.turn_on", SWITCH)
    await by_automation(
        hass,
        {"scene": "scene.dim"},
        {"action": f"{domain}.{name}", "target": {"entity_id": entity_id}},
    )
    assert family.is_open()


async def _automate(
    hass: HomeAssistant,
    *steps: Mapping[str, Any],
    also: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Set an automation up that starts when guests come to the garden, and others beside it."""
    trigger = {"trigger": "state", "entity_id": "input_boolean.garden", "to": "on"}
    automation = {"alias": "Garden", "triggers": [trigger], "actions": list(steps)}
    config: dict[str, Any] = {
        "input_boolean": {"input_boolean": {"garden": None}},
        "automation": {"automation": [automation, *also]},
    }
    for component, settings in config.items():
        assert await async_setup_component(hass, component, settings)
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    "step",
    [
        {"action": "switch.turn_off", "target": {"entity_id": SWITCH}},
        {"action": "camera.turn_on", "data": {"entity_id": CAMERA}},
        {"action": "homeassistant.turn_off", "target": {"entity_id": SWITCH}},
        {"action": "lens_cap.follow_rules", "target": {"entity_id": CAMERA}},
        {"action": "button.press", "target": {"entity_id": BUTTON}},
        {"action": "lens_cap.lift_privacy", "target": {"entity_id": CAMERA}},
        {"delay": 0, "then": {"action": "switch.turn_off", "entity_id": SWITCH}},
        {
            "if": "{{ true }}",
            "then": {"action": "switch.turn_off", "entity_id": SWITCH},
        },
        {"device": True},
    ],
)
async def test_a_real_automation_ends_a_hold(
    family: House, hass: HomeAssistant, step: dict[str, Any]
) -> None:
    """It runs while Home Assistant still tells of the state that triggered it."""
    switch = registered(hass, SWITCH)
    steps: list[Mapping[str, Any]] = [step]
    if "device" in step:
        steps = [
            {
                "domain": "switch",
                "type": "turn_off",
                "device_id": switch.device_id,
                "entity_id": switch.id,
            }
        ]
    elif "delay" in step:
        steps = [{"delay": {"milliseconds": 1}}, step["then"]]
    await _automate(hass, *steps)
    await family.call("switch.turn_on", SWITCH)
    hass.states.async_set("input_boolean.garden", "on")
    await hass.async_block_till_done()
    assert family.is_open()


async def test_a_real_automation_never_opens_by_a_scene(
    family: House, hass: HomeAssistant
) -> None:
    """Also where Home Assistant hears of its calls only later."""
    scene = {"name": "Evening", "entities": {SWITCH: "off", CAMERA: "idle"}}
    assert await async_setup_component(hass, "scene", {"scene": [scene]})
    await hass.async_block_till_done()
    await _automate(
        hass,
        {"scene": "scene.evening", "continue_on_error": True},
        {
            "action": "scene.turn_on",
            "target": {"entity_id": "scene.evening"},
            "continue_on_error": True,
        },
    )
    await family.call("switch.turn_on", SWITCH)
    hass.states.async_set("input_boolean.garden", "on")
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.HOLD


@pytest.mark.parametrize(
    ("target", "ends"),
    [
        ({"entity_id": CAMERA}, True),
        ({"entity_id": [CAMERA, "camera.bed"]}, True),
        ({"entity_id": "all"}, False),
        ({"device_id": True}, False),
        ({"entity_id": "camera.bed", "device_id": True}, False),
    ],
)
@pytest.mark.parametrize("hand", ["person", "automation"])
async def test_actions_have_to_name_their_cameras(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    target: dict[str, Any],
    hand: str,
    *,
    ends: bool,
) -> None:
    """Each of them, or nothing happens."""
    if "device_id" in target:
        target = target | {"device_id": registered(hass, CAMERA).device_id}
    await family.call("switch.turn_on", SWITCH)
    context = by(anna) if hand == "person" else None
    if ends:
        await family.call("lens_cap.follow_rules", target=target, context=context)
    else:
        for action in ("follow_rules", "lift_privacy"):
            with pytest.raises(ServiceValidationError) as caught:
                await family.call(f"lens_cap.{action}", target=target, context=context)
            assert caught.value.translation_key == "not_named"
    assert family.is_open() is ends


async def test_a_script_that_a_person_starts(
    family: House, hass: HomeAssistant, anna: MockUser, visitor: MockUser
) -> None:
    """It lifts for who may, by the action for it, and ends holds; it is not that person's hand."""
    steps = {
        "lift": {"action": "lens_cap.lift_privacy", "target": {"entity_id": CAMERA}},
        "switch": {"action": "switch.turn_off", "target": {"entity_id": SWITCH}},
        "guests": {"action": "lens_cap.set_guests", "data": {"present": False}},
    }
    config = {name: {"sequence": [step]} for name, step in steps.items()}
    assert await async_setup_component(hass, "script", {"script": config})
    await family.call("switch.turn_on", SWITCH)
    await family.call("script.switch", context=by(visitor))
    assert family.is_open()
    await family.call("switch.turn_on", GUESTS)
    with pytest.raises(ServiceValidationError):
        await family.call("script.guests", context=by(anna))
    await family.call("switch.turn_off", GUESTS, context=by(anna))
    _close_by_rule(family)
    await hass.async_block_till_done()
    for name, user in (("switch", anna), ("lift", visitor)):
        with pytest.raises(ServiceValidationError):
            await family.call(f"script.{name}", context=by(user))
    await family.call("script.lift", context=by(anna))
    assert family.coordinator.lifts.of(SOFA)[0].set_by == anna.id


async def test_all_cameras_open_by_their_switch_only(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """By its name; a context that shows nothing ends nothing."""
    await family.call("switch.turn_on", ALL)
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            "switch",
            "turn_off",
            {"entity_id": ALL},
            blocking=True,
            context=Context(user_id=anna.id),
        )
    assert family.reason() is ReasonCode.HOUSEHOLD_HOLD
    await family.call("switch.turn_off", ALL, context=by(anna))
    assert family.is_open()


async def test_a_lift_by_a_script_is_confirmed_by_who_started_it(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Who is known; an automation has nobody to ask."""
    set_options(family, confirm_lifts=True)
    _close_by_rule(family)
    step = {"action": "lens_cap.lift_privacy", "target": {"entity_id": CAMERA}}
    config = {"script": {"lift": {"sequence": [step]}}}
    assert await async_setup_component(hass, "script", config)
    await hass.async_block_till_done()
    for action, context, key in (
        ("script.lift", by(anna), "lift_asked_on_page"),
        ("lens_cap.lift_privacy", None, "lift_needs_person"),
    ):
        target = {"entity_id": CAMERA} if context is None else None
        with pytest.raises(ServiceValidationError) as caught:
            await family.call(action, target=target, context=context)
        assert caught.value.translation_key == key


async def test_an_automation_that_somebody_triggers_is_theirs(
    family: House, hass: HomeAssistant, ben: MockUser, visitor: MockUser
) -> None:
    """`automation.trigger` passes triggers and conditions by: who may not lift does not by it either."""
    _close_by_rule(family)
    await _automate(
        hass, {"action": "lens_cap.lift_privacy", "target": {"entity_id": CAMERA}}
    )
    press = {"action": "automation.trigger", "data": {"entity_id": GARDEN}}
    steps = {"script": {"press": {"sequence": [{"delay": 0}, press]}}}
    assert await async_setup_component(hass, "script", steps)
    await family.call("automation.trigger", GARDEN, context=by(visitor))
    await family.call("script.press", context=by(visitor))
    await _by_program(hass, visitor, "automation.trigger", entity_id=GARDEN)
    await hass.services.async_call(
        "automation",
        "trigger",
        {"entity_id": GARDEN},
        blocking=True,
        context=Context(user_id=ben.id),
    )
    await hass.async_block_till_done()
    assert not family.is_open()
    await family.call("automation.trigger", GARDEN, context=by(ben))
    await hass.async_block_till_done()
    assert family.coordinator.lifts.of(SOFA)[0].set_by == ben.id


async def test_an_automation_may_trigger_another(
    family: House, hass: HomeAssistant, visitor: MockUser
) -> None:
    """It is one still, unless somebody triggered the first."""
    _close_by_rule(family)
    lift = {"action": "lens_cap.lift_privacy", "target": {"entity_id": CAMERA}}
    press = {"action": "automation.trigger", "data": {"entity_id": "automation.lift"}}
    await _automate(
        hass, press, also=[{"alias": "Lift", "triggers": [], "actions": [lift]}]
    )
    await family.call("automation.trigger", GARDEN, context=by(visitor))
    await hass.async_block_till_done()
    assert not family.is_open()
    hass.states.async_set("input_boolean.garden", "on")
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.LIFTED
