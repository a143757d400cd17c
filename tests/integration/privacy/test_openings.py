"""The table of openings: who may, and who may not."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.lens_cap.core.history.record import HistoryKind
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.history import HistoryQuery
from homeassistant.components.conversation import async_converse
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.callers import signed_in
from ...helpers.disk import Disk, HistoryDisk
from ...helpers.family import add_rule, by, set_options
from ...helpers.mock_house import BED, SOFA, House

SWITCH = "switch.sofa_privacy_mode"
GUESTS = "switch.lens_cap_guests"


@pytest.fixture
async def closed(family: House) -> House:
    """Return the house with a rule that closes the sofa, always."""
    add_rule(
        family, effect_level="private", presence="ignore", placements=["living_area"]
    )
    await family.hass.async_block_till_done()
    assert family.reason() is ReasonCode.RULE
    return family


async def _press(house: House, user: MockUser, entity_id: str = SWITCH) -> None:
    await house.call("switch.turn_off", entity_id, context=by(user))


@pytest.mark.parametrize("who", ["anna", "ben"])
async def test_residents_and_administrators_lift_with_the_switch(
    closed: House, who: str, request: pytest.FixtureRequest
) -> None:
    """For fifteen minutes, and the reason says so."""
    await _press(closed, request.getfixturevalue(who))
    assert closed.is_open()
    assert closed.reason() is ReasonCode.LIFTED
    lift = closed.coordinator.lifts.of(SOFA)[0]
    assert (lift.until - lift.set_at).total_seconds() == 15 * 60
    assert closed.state("sensor.sofa_next_change").state != "unknown"


@pytest.mark.parametrize(
    "action", ["switch.toggle", "homeassistant.turn_off", "homeassistant.toggle"]
)
async def test_other_ways_to_press_the_same_switch(
    closed: House, anna: MockUser, action: str
) -> None:
    """They are the same switch, pressed by a person."""
    await closed.call(action, SWITCH, context=by(anna))
    assert closed.reason() is ReasonCode.LIFTED


async def _refused(house: House, action: str, *args: Any, **kwargs: Any) -> str | None:
    with pytest.raises(ServiceValidationError) as caught:
        await house.call(action, *args, **kwargs)
    assert not house.is_open()
    return caught.value.translation_key


async def test_a_user_who_does_not_live_here(closed: House, visitor: MockUser) -> None:
    """Is refused, by the switch and by the action."""
    key = await _refused(closed, "switch.turn_off", SWITCH, context=by(visitor))
    assert key == "stays_private_rule"
    key = await _refused(
        closed, "lens_cap.lift_privacy", "camera.sofa", context=by(visitor)
    )
    assert key == "lift_not_allowed"


async def test_the_household_may_name_who_may(
    closed: House, anna: MockUser, ben: MockUser, visitor: MockUser
) -> None:
    """Then nobody else may, not even administrators."""
    set_options(closed, who_may_open=[visitor.id])
    await closed.hass.async_block_till_done()
    for user in (anna, ben):
        await _refused(closed, "switch.turn_off", SWITCH, context=by(user))
    await _press(closed, visitor)
    assert closed.is_open()


@pytest.mark.parametrize("change", ["inactive", "system"])
async def test_users_that_are_nobody(
    closed: House, hass: HomeAssistant, anna: MockUser, change: str
) -> None:
    """A user who was locked out, and one that is no person, lift nothing."""
    await signed_in(hass, anna.id)
    if change == "inactive":
        anna.is_active = False
    else:
        anna.system_generated = True
    await _refused(closed, "switch.turn_off", SWITCH, context=by(anna))


async def test_an_automation_may_not_use_the_switch(closed: House) -> None:
    """It has no user."""
    key = await _refused(closed, "switch.turn_off", SWITCH)
    assert key == "stays_private_rule"


async def test_an_automation_may_lift(closed: House) -> None:
    """By the action that is made for it, and for as long as it says."""
    await closed.call("lens_cap.lift_privacy", "camera.sofa", duration={"minutes": 5})
    assert closed.is_open()
    lift = closed.coordinator.lifts.of(SOFA)[0]
    assert (lift.until - lift.set_at).total_seconds() == 5 * 60
    assert lift.set_by is None


async def test_camera_turn_on_never_lifts(closed: House, anna: MockUser) -> None:
    """Not even where an administrator does it."""
    await _refused(closed, "camera.turn_on", "camera.sofa", context=by(anna))


async def test_a_scene_never_lifts(
    closed: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Restoring what was so before is no decision of a person about a camera."""
    scene = {"name": "Evening", "entities": {SWITCH: "off"}}
    assert await async_setup_component(hass, "scene", {"scene": [scene]})
    await hass.async_block_till_done()
    for context in (by(anna), None):
        await _refused(closed, "scene.turn_on", "scene.evening", context=context)


async def test_a_script_that_a_user_runs_never_lifts_with_the_switch(
    closed: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """The context is the user's, but the script pressed."""
    sequence = [{"action": "switch.turn_off", "target": {"entity_id": SWITCH}}]
    config = {"script": {"open_up": {"sequence": sequence}}}
    assert await async_setup_component(hass, "script", config)
    await _refused(closed, "script.open_up", context=by(anna))


@pytest.mark.parametrize(
    ("kind", "held", "closed"),
    [
        # Among all switches is that for guests, which says so first.
        ("all", "guests_only_by_people", "guests_only_by_people"),
        ("area", "not_named", "stays_private_rule"),
        ("group", "not_named", "stays_private_rule"),
    ],
)
async def test_many_at_once_never_lift(
    family: House,
    hass: HomeAssistant,
    anna: MockUser,
    kind: str,
    held: str,
    closed: str,
) -> None:
    """Whoever turns off everything did not mean this camera; nor does it end what was asked for."""
    area = ar.async_get(hass).async_create("Parlour")
    er.async_get(hass).async_update_entity(SWITCH, area_id=area.id)
    options = {"group_type": "switch", "entities": [SWITCH], "hide_members": False}
    group = MockConfigEntry(
        domain="group", title="Lot", options=options | {"name": "Lot"}
    )
    group.add_to_hass(hass)
    assert await hass.config_entries.async_setup(group.entry_id)
    await hass.async_block_till_done()
    target = {
        "all": {"entity_id": "all"},
        "area": {"area_id": area.id},
        "group": {"entity_id": "switch.lot"},
    }[kind]
    await family.call("switch.turn_on", SWITCH)
    assert family.reason() is ReasonCode.HOLD
    with pytest.raises(ServiceValidationError) as caught:
        await family.call("switch.turn_off", target=target, context=by(anna))
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.HOLD
    assert caught.value.translation_key == held
    add_rule(family, effect_level="private", presence="ignore")
    await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError) as caught:
        await family.call("switch.turn_off", target=target, context=by(anna))
    assert caught.value.translation_key == closed
    await hass.async_block_till_done()
    assert not family.is_open()


@pytest.mark.parametrize("target", [{"entity_id": "all"}, {"entity_id": "group.lot"}])
async def test_an_automation_for_many_fails(
    family: House, hass: HomeAssistant, target: dict[str, Any]
) -> None:
    """That is as it was when the switches were configuration entities."""
    lot = {"lot": {"entities": [SWITCH]}}
    assert await async_setup_component(hass, "group", {"group": lot})
    await family.call("switch.turn_on", SWITCH)
    with pytest.raises(ServiceValidationError):
        await family.call("switch.turn_off", target=target)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.HOLD


async def test_voice_closes_and_never_opens(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Not even where somebody gave the switch to the assistant, and an administrator speaks."""
    for component in ("conversation", "intent"):
        assert await async_setup_component(hass, component, {})
    async_expose_entity(hass, "conversation", SWITCH, should_expose=True)
    await hass.async_block_till_done()

    async def say(text: str) -> None:
        await async_converse(hass, text, None, by(anna), language="en")
        await hass.async_block_till_done()

    await say("turn on Sofa Privacy mode")
    assert family.reason() is ReasonCode.HOLD
    await say("turn off Sofa Privacy mode")
    assert family.reason() is ReasonCode.HOLD
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    add_rule(family, effect_level="private", presence="ignore")
    await hass.async_block_till_done()
    await say("turn off Sofa Privacy mode")
    assert family.reason() is ReasonCode.RULE


@pytest.mark.parametrize("way", ["switch", "action"])
async def test_nobody_lifts_while_guests_are_there(
    closed: House, anna: MockUser, way: str
) -> None:
    """Somebody has to say first that they have left."""
    await closed.call("switch.turn_on", GUESTS, context=by(anna))
    if way == "switch":
        await _refused(closed, "switch.turn_off", SWITCH, context=by(anna))
    else:
        key = await _refused(
            closed, "lens_cap.lift_privacy", "camera.sofa", context=by(anna)
        )
        assert key == "lift_guests_present"
    await _press(closed, anna, GUESTS)
    await _press(closed, anna)
    assert closed.is_open()


async def test_guests_end_a_lift(closed: House, anna: MockUser) -> None:
    """And when they leave it does not come back."""
    await _press(closed, anna)
    await closed.call("lens_cap.set_guests", present=True)
    assert closed.reason() is ReasonCode.GUESTS_PRESENT
    await closed.call("lens_cap.set_guests", present=False, context=by(anna))
    assert closed.reason() is ReasonCode.RULE


async def test_a_restart_ends_a_lift(closed: House, anna: MockUser) -> None:
    """It is remembered as history only."""
    await _press(closed, anna)
    await closed.restart()
    assert closed.reason() is ReasonCode.RULE
    query = HistoryQuery(kinds=frozenset({HistoryKind.LIFTED}))
    reader = HistoryViewer(reader=Reader.ADMINISTRATOR)
    ((_, lift),) = (await closed.runtime.history.async_page(query, reader)).records
    assert (lift.camera_id, lift.by) == (SOFA, anna.id)
    assert lift.until is not None


async def test_privacy_asked_for_by_an_action_ends_a_lift(
    closed: House, anna: MockUser
) -> None:
    """It goes on until somebody ends it; and ending that is a lift again, for those who may."""
    await _press(closed, anna)
    await closed.call("lens_cap.set_privacy", "camera.sofa", level="private")
    assert closed.reason() is ReasonCode.HOLD
    assert not closed.coordinator.lifts.of(SOFA)
    await _refused(closed, "switch.turn_off", SWITCH)
    await _press(closed, anna)
    assert closed.reason() is ReasonCode.LIFTED
    await closed.call("lens_cap.follow_rules", "camera.sofa")
    assert closed.reason() is ReasonCode.RULE


async def test_a_base_level_is_lifted_like_a_rule(closed: House, ben: MockUser) -> None:
    """A camera that is private by its settings opens for a while."""
    await _press(closed, ben, "switch.bed_privacy_mode")
    assert closed.level(BED) is PrivacyLevel.OPEN
    assert closed.reason(BED) is ReasonCode.LIFTED


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
async def test_lifts_have_bounds(closed: House, minutes: int) -> None:
    """No lift is endless, and none lasts longer than a day."""
    with pytest.raises(Exception, match="duration"):
        await closed.call(
            "lens_cap.lift_privacy", "camera.sofa", duration={"minutes": minutes}
        )
    assert not closed.is_open()


async def test_the_household_chooses_how_long(closed: House, anna: MockUser) -> None:
    """Where the action does not say."""
    set_options(closed, lift_minutes=3)
    await closed.hass.async_block_till_done()
    await _press(closed, anna)
    lift = closed.coordinator.lifts.of(SOFA)[0]
    assert (lift.until - lift.set_at).total_seconds() == 180


async def test_before_lens_cap_has_started_nothing_is_lifted(
    closed: House, anna: MockUser
) -> None:
    """What is stored is not known then."""
    await closed.coordinator.async_stop()
    key = await _refused(
        closed, "lens_cap.lift_privacy", "camera.sofa", context=by(anna)
    )
    assert key == "lift_starting_up"


@pytest.mark.parametrize("who", ["visitor", "ben", None])
async def test_anyone_ends_a_hold_where_no_rule_closes(
    family: House, request: pytest.FixtureRequest, who: str | None
) -> None:
    """Users and automations."""
    await family.call("switch.turn_on", SWITCH)
    user = request.getfixturevalue(who) if who else None
    context = by(user) if user else None
    await family.call("switch.turn_off", SWITCH, context=context)
    assert family.is_open()
    assert not family.coordinator.state.holds


@pytest.mark.parametrize("action", ["switch.turn_off", "lens_cap.set_guests"])
async def test_users_say_that_guests_have_left(
    family: House, visitor: MockUser, action: str
) -> None:
    """Any of them; automations may not, and entities that mean guests do it themselves."""
    leave: dict[str, Any] = (
        {"entity_id": GUESTS} if action == "switch.turn_off" else {"present": False}
    )
    await family.call("switch.turn_on", GUESTS)
    assert family.reason() is ReasonCode.GUESTS_PRESENT
    key = await _refused(family, action, **leave)
    assert key == "guests_only_by_people"
    await family.call(action, **leave, context=by(visitor))
    assert family.is_open()


async def test_a_scene_does_not_send_guests_away(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Nor does anything else that only switches switches."""
    scene = {"name": "Evening", "entities": {GUESTS: "off"}}
    assert await async_setup_component(hass, "scene", {"scene": [scene]})
    await hass.async_block_till_done()
    await family.call("switch.turn_on", GUESTS)
    await _refused(family, "scene.turn_on", "scene.evening", context=by(anna))
    assert family.state(GUESTS).state == "on"


async def test_a_lift_is_saved_before_it_opens(
    closed: House, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails keeps the camera closed: what nobody can look up later does not happen."""
    HistoryDisk(monkeypatch).full = True
    with pytest.raises(Exception, match="free space"):
        await _press(closed, anna)
    assert closed.reason() is ReasonCode.RULE
    assert not closed.coordinator.lifts.of(SOFA)


async def test_a_lift_that_ends_holds_is_saved_before_it_opens(
    closed: House, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that fails, the history does not say that the camera was opened."""
    await closed.call("lens_cap.set_privacy", "camera.sofa", level="private")
    Disk(monkeypatch, full_after=0)
    with pytest.raises(Exception, match="free space"):
        await _press(closed, anna)
    assert closed.reason() is ReasonCode.HOLD
    told = await _lifts_told(closed)
    assert told == [HistoryKind.LIFTED, HistoryKind.LIFT_NOT_BEGUN]


async def test_a_lift_that_something_ends_while_it_is_written_down(
    closed: House, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not begin, and the history says so."""
    assert await _lifts_told(closed) == []
    disk = HistoryDisk(monkeypatch)
    disk.pause()
    lifting = asyncio.create_task(_press(closed, anna))
    await asyncio.to_thread(disk.wait_for_a_write)
    await closed.call("lens_cap.set_privacy", "camera.sofa", level="private")
    disk.go_on()
    await lifting
    assert closed.reason() is ReasonCode.HOLD
    assert not closed.coordinator.lifts.of(SOFA)
    told = await _lifts_told(closed)
    assert told == [HistoryKind.LIFTED, HistoryKind.LIFT_NOT_BEGUN]


async def _lifts_told(house: House) -> list[HistoryKind]:
    kinds = frozenset({HistoryKind.LIFTED, HistoryKind.LIFT_NOT_BEGUN})
    reader = HistoryViewer(reader=Reader.ADMINISTRATOR)
    page = await house.runtime.history.async_page(HistoryQuery(kinds=kinds), reader)
    return [one.kind for _, one in reversed(page.records)]
