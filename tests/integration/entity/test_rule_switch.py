"""A switch for each rule: anybody switches it on; off is an opening, for a few, by the switch itself."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.ids import RuleId
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.ha.exposure import ASSISTANTS
from homeassistant.const import EntityCategory
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, entity_registry as er

from ...helpers.disk import Disk
from ...helpers.family import BEN, add_rule, by, go, set_options
from ...helpers.mock_house import BED, SOFA, House, registered
from ...helpers.phone import GivePhone

SWITCH = "switch.lens_cap_rule_evening"
RULE = {"effect_level": "private", "presence": "ignore", "placements": ["living_area"]}


@pytest.fixture
async def closed(family: House) -> House:
    """Return the house with a rule that closes the sofa, always."""
    add_rule(family, name="Evening", **RULE)
    await family.hass.async_block_till_done()
    assert family.reason() is ReasonCode.RULE
    return family


async def _refused(house: House, action: str, *names: str, **kwargs: Any) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await house.call(action, *names, **kwargs)
    assert caught.value.translation_key == "rule_stays_on"
    assert house.reason() is ReasonCode.RULE
    assert house.state(SWITCH).state == "on"


@pytest.mark.parametrize("who", ["anna", "ben"])
async def test_those_who_may_open_switch_a_rule_off(
    closed: House, who: str, request: pytest.FixtureRequest
) -> None:
    """It closes nothing then, and the logbook knows who did it."""
    user: MockUser = request.getfixturevalue(who)
    await closed.call("switch.turn_off", SWITCH, context=by(user))
    assert closed.is_open()
    state = closed.state(SWITCH)
    assert (state.state, state.context.user_id) == ("off", user.id)


async def test_it_stays_off_over_a_restart_until_somebody_switches_it_on(
    closed: House, anna: MockUser
) -> None:
    """Switching on needs nobody's permission, and closes at once."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    await closed.restart()
    assert closed.is_open()
    assert closed.state(SWITCH).state == "off"
    await closed.call("switch.turn_on", SWITCH)
    assert closed.reason() is ReasonCode.RULE
    await closed.restart()
    assert closed.reason() is ReasonCode.RULE


async def test_who_is_not_on_the_list_does_not_switch_rules_off(
    closed: House, visitor: MockUser, ben: MockUser
) -> None:
    """Neither somebody with a login, nor a resident whom the household left out."""
    await _refused(closed, "switch.turn_off", SWITCH, context=by(visitor))
    set_options(closed, who_may_open=[])
    await closed.hass.async_block_till_done()
    await _refused(closed, "switch.turn_off", SWITCH, context=by(ben))


async def test_administrators_do_also_where_they_are_not_on_the_list(
    closed: House, anna: MockUser
) -> None:
    """They could delete the rule, too."""
    set_options(closed, who_may_open=[])
    await closed.hass.async_block_till_done()
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    assert closed.is_open()


@pytest.mark.parametrize("action", ["switch.turn_off", "switch.toggle"])
async def test_automations_do_not(closed: House, action: str) -> None:
    """Nobody is there who does it."""
    await _refused(closed, action, SWITCH)


@pytest.mark.parametrize("target", ["area_id", "label_id", "all", "device_id"])
async def test_no_indirect_way_switches_rules_off(
    closed: House, hass: HomeAssistant, anna: MockUser, target: str
) -> None:
    """Whole areas, labels, devices and all switches reach other things."""
    area = ar.async_get(hass).async_create("Study")
    entry = er.async_get(hass).async_update_entity(
        SWITCH, area_id=area.id, labels={"evening"}
    )
    reached = {
        "area_id": {"area_id": area.id},
        "label_id": {"label_id": "evening"},
        "all": {"entity_id": "all"},
        "device_id": {"device_id": entry.device_id},
    }[target]
    with suppress(ServiceValidationError):
        await closed.call("switch.turn_off", context=by(anna), target=reached)
    assert closed.state(SWITCH).state == "on"
    assert closed.reason() is ReasonCode.RULE


async def test_residents_at_home_are_told(
    closed: House,
    hass: HomeAssistant,
    anna: MockUser,
    ben: MockUser,
    give_phone: GivePhone,
) -> None:
    """With the rule's name and who did it; the button makes its cameras private."""
    phone = await give_phone(ben)
    set_options(closed, announce_to=[phone.device_id])
    go(hass, BEN, "home")
    await hass.async_block_till_done()
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    shown = await phone.shown()
    assert shown["message"].startswith("Anna switched off the rule Evening.")
    await phone.press(shown)
    await hass.async_block_till_done()
    assert closed.reason() is ReasonCode.HOLD


async def test_it_is_saved_before_anything_opens(
    closed: House, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that fails, the rule stays on."""
    Disk(monkeypatch).full = True
    with pytest.raises(Exception, match="saved"):
        await closed.call("switch.turn_off", SWITCH, context=by(anna))
    assert closed.reason() is ReasonCode.RULE
    assert closed.state(SWITCH).state == "on"


async def test_a_lost_store_switches_every_rule_on(
    closed: House, anna: MockUser
) -> None:
    """Losing knowledge never reveals."""
    await closed.call("switch.turn_off", SWITCH, context=by(anna))
    await closed.stop()
    closed.store_file.write_text("{")
    assert await closed.set_up()
    assert closed.state(SWITCH).state == "on"


async def test_switches_follow_the_rules(closed: House, hass: HomeAssistant) -> None:
    """They bear the rules' names, are withheld from assistants, and go with the rules."""
    entry = registered(hass, SWITCH)
    assert entry.entity_category is EntityCategory.CONFIG
    assert {one: entry.options[one]["should_expose"] for one in ASSISTANTS} == (
        dict.fromkeys(ASSISTANTS, False)
    )
    rule_id = RuleId(entry.unique_id.rpartition("rule_")[2])
    rule = closed.entry.subentries[rule_id]
    hass.config_entries.async_update_subentry(closed.entry, rule, title="Night")
    await hass.async_block_till_done()
    assert closed.state(SWITCH).name == "Household Rule Night"
    hass.config_entries.async_remove_subentry(closed.entry, rule_id)
    await hass.async_block_till_done()
    assert er.async_get(hass).async_get(SWITCH) is None
    assert hass.states.get(SWITCH) is None


async def test_a_disabled_switch_keeps_no_other_from_following(
    closed: House, hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """Its rule gets another name, and the next rule has a switch all the same."""
    entry = er.async_get(hass).async_update_entity(
        SWITCH, disabled_by=er.RegistryEntryDisabler.USER
    )
    await closed.restart()
    rule = closed.entry.subentries[entry.unique_id.rpartition("rule_")[2]]
    hass.config_entries.async_update_subentry(closed.entry, rule, title="Night")
    add_rule(closed, name="Morning", **RULE)
    await hass.async_block_till_done()
    assert closed.state("switch.lens_cap_rule_morning").state == "on"
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


async def test_other_cameras_keep_their_lifts(closed: House, anna: MockUser) -> None:
    """Switching a rule on ends the lifts of its own cameras only."""
    await closed.call("switch.turn_off", "switch.bed_privacy_mode", context=by(anna))
    await closed.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(anna))
    await closed.call("switch.turn_on", SWITCH, context=Context())
    assert closed.coordinator.lifts.of(SOFA) == ()
    assert closed.coordinator.lifts.of(BED) != ()


async def test_who_switches_it_on_meanwhile_wins(
    closed: House,
    hass: HomeAssistant,
    anna: MockUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the disk is slow, the rule is wanted again: it never ends."""
    disk = Disk(monkeypatch)
    disk.pause()
    opening = hass.async_create_task(
        closed.call("switch.turn_off", SWITCH, context=by(anna))
    )
    await hass.async_add_executor_job(disk.wait_for_a_write)
    closing = hass.async_create_task(closed.call("switch.turn_on", SWITCH))
    disk.go_on()
    await asyncio.gather(opening, closing)
    assert closed.reason() is ReasonCode.RULE
    assert not closed.coordinator.state.rules_off
    await closed.restart()
    assert closed.reason() is ReasonCode.RULE
