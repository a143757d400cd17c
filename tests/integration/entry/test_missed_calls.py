"""Privacy that is asked for while Lens Cap does not run: nothing that was answered is lost."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.permission import Actor, Way
from custom_components.lens_cap.exceptions import NotRunningError, NotSavedError
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.disk import Disk, break_file, mend_file, stored_holds
from ...helpers.family import add_rule, by
from ...helpers.mock_house import BED, SOFA, House

SWITCH = "switch.sofa_privacy_mode"
RULE = "switch.lens_cap_rule_evening"
CLOSING: dict[str, tuple[str, str, dict[str, Any]]] = {
    "our action": ("lens_cap.set_privacy", "camera.sofa", {"level": "private"}),
    "our action, covering": (
        "lens_cap.set_privacy",
        "camera.sofa",
        {"level": "masked"},
    ),
    "the camera": ("camera.turn_off", "camera.sofa", {}),
    "the switch": ("switch.turn_on", SWITCH, {}),
    "the switch, toggled": ("switch.toggle", SWITCH, {}),
    "the camera, generic": ("homeassistant.turn_off", "camera.sofa", {}),
    "the switch, generic": ("homeassistant.turn_on", SWITCH, {}),
    "the switch, generic, toggled": ("homeassistant.toggle", SWITCH, {}),
    "a group": ("switch.turn_on", "group.night", {}),
    "all switches": ("switch.turn_on", "all", {}),
    "the household": ("switch.turn_on", "switch.lens_cap_all_privacy_mode", {}),
}


@pytest.fixture(autouse=True)
async def group(hass: HomeAssistant, home: None) -> None:
    """Put the switch into a group."""
    config = {"group": {"night": {"entities": [SWITCH]}}}
    assert await async_setup_component(hass, "group", config)


@pytest.mark.parametrize("way", CLOSING.values(), ids=CLOSING)
async def test_asked_while_it_is_not_loaded(
    house: House, way: tuple[str, str, dict[str, Any]]
) -> None:
    """The next start makes it so, and the note of it is empty then."""
    action, entity_id, data = way
    await house.stop()
    await house.call(action, entity_id, **data)
    await house.hass.async_block_till_done()
    assert SOFA in house.noted
    assert await house.set_up()
    assert house.reason() is ReasonCode.INTERRUPTED
    assert house.noted == []
    await house.restart()
    assert house.reason() is ReasonCode.INTERRUPTED


async def test_the_answer_of_our_own_action(house: House) -> None:
    """It says what will be so."""
    await house.stop()
    answer = await house.hass.services.async_call(
        "lens_cap",
        "set_privacy",
        {"entity_id": "camera.sofa", "level": "private"},
        blocking=True,
        return_response=True,
    )
    assert answer == {
        "camera.sofa": {
            "level": "private",
            "reason": "interrupted",
            "next_change": None,
            "open_until": None,
            "recording_off": True,
            "recognition_off": True,
        }
    }


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("lens_cap.set_guests", {"present": True}),
        ("switch.turn_on", {"entity_id": "switch.lens_cap_guests"}),
        ("button.press", {"entity_id": "button.lens_cap_guests_until_noon"}),
        (
            "datetime.set_value",
            {
                "entity_id": "datetime.lens_cap_guests_until",
                "datetime": "2100-01-01T12:00:00+00:00",
            },
        ),
    ],
)
async def test_guests_who_come_while_it_is_not_loaded(
    house: House, action: str, data: dict[str, Any]
) -> None:
    """They are there at the next start, and stay until somebody says that they left."""
    await house.stop()
    await house.call(action, **data)
    await house.hass.async_block_till_done()
    assert await house.set_up()
    assert house.state("switch.lens_cap_guests").state == "on"
    assert house.reason() is ReasonCode.GUESTS_PRESENT
    await house.restart()
    assert house.reason() is ReasonCode.GUESTS_PRESENT


async def test_a_button_that_closes_nothing_is_not_noted(house: House) -> None:
    """Following rules may open, so it is not heard while nothing is loaded."""
    await house.stop()
    await house.call("button.press", "button.sofa_follow_rules")
    await house.hass.async_block_till_done()
    assert house.noted == []
    assert await house.set_up()
    assert house.is_open()


@pytest.fixture
async def rule_off(family: House, anna: MockUser) -> House:
    """Return the house with a rule that would close the sofa, and is switched off."""
    add_rule(family, name="Evening", effect_level="private", presence="ignore")
    await family.hass.async_block_till_done()
    await family.call("switch.turn_off", RULE, context=by(anna))
    assert family.is_open()
    return family


@pytest.mark.parametrize(
    "action", ["switch.turn_on", "switch.toggle", "homeassistant.turn_on"]
)
async def test_a_rule_that_is_switched_on_while_it_is_not_loaded(
    rule_off: House, action: str
) -> None:
    """It counts from the next start on, and no camera is held beside it."""
    await rule_off.stop()
    await rule_off.call(action, RULE)
    await rule_off.hass.async_block_till_done()
    assert await rule_off.set_up()
    assert rule_off.state(RULE).state == "on"
    assert rule_off.reason() is ReasonCode.RULE
    assert not rule_off.coordinator.state.holds
    assert rule_off.noted == []
    await rule_off.restart()
    assert rule_off.reason() is ReasonCode.RULE


async def test_a_rule_that_is_switched_on_while_it_starts(
    rule_off: House, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state was read already, and the entities are not there yet."""
    await rule_off.stop()
    rule_off.marker_file.write_text(f'["{BED}"]')
    disk = Disk(monkeypatch)
    disk.pause()
    starting = hass.async_create_task(
        hass.config_entries.async_setup(rule_off.entry.entry_id)
    )
    await hass.async_add_executor_job(disk.wait_for_a_write)
    await rule_off.call("switch.turn_on", RULE)
    disk.go_on()
    assert await starting
    await hass.async_block_till_done()
    assert rule_off.state(RULE).state == "on"
    assert stored_holds(rule_off.store_file).keys() == {BED}
    assert rule_off.noted == []


async def test_a_rule_that_is_switched_on_in_the_midst_of_a_reload(
    rule_off: House,
) -> None:
    """What stopped meanwhile keeps it for what starts then."""
    rules = rule_off.runtime.privacy.rules
    (rule_id,) = rule_off.coordinator.state.rules_off
    await rule_off.stop()
    await rules.async_switch_on(rule_id)
    assert await rule_off.set_up()
    assert rule_off.state(RULE).state == "on"
    assert not rule_off.is_open()


async def test_a_rule_is_not_switched_off_in_the_midst_of_a_reload(
    rule_off: House, anna: MockUser
) -> None:
    """That is refused: it would open."""
    await rule_off.call("switch.turn_on", RULE)
    rules = rule_off.runtime.privacy.rules
    (rule_id,) = rules.known
    await rule_off.stop()
    person = Actor(way=Way.DIRECT, user_id=anna.id, is_admin=True, is_person=True)
    with pytest.raises(NotSavedError):
        await rules.async_switch_off(rule_id, person, is_current=lambda: True)
    await rule_off.call("switch.turn_off", RULE, context=by(anna))
    assert await rule_off.set_up()
    assert rule_off.reason() is ReasonCode.RULE


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("lens_cap.follow_rules", {}),
        ("lens_cap.lift_privacy", {}),
        ("lens_cap.request_audio", {}),
    ],
)
async def test_opening_is_refused(
    house: House, action: str, data: dict[str, Any]
) -> None:
    """Nobody is told that it worked."""
    await house.call("camera.turn_off", "camera.sofa")
    await house.stop()
    with pytest.raises(NotRunningError):
        await house.call(action, "camera.sofa", **data)
    assert await house.set_up()
    assert house.reason() is ReasonCode.HOLD


async def test_the_level_open_is_refused(house: House) -> None:
    """As ever, and with the same words."""
    await house.stop()
    with pytest.raises(HomeAssistantError) as caught:
        await house.call("lens_cap.set_privacy", "camera.sofa", level="open")
    assert caught.value.translation_key == "level_open_refused"
    assert house.noted == []


@pytest.mark.parametrize(
    ("action", "entity_id"),
    [
        ("switch.turn_off", SWITCH),
        ("camera.turn_on", "camera.sofa"),
        ("switch.turn_on", "switch.sofa_audio_recording"),
        ("switch.turn_on", "switch.nobody_knows"),
    ],
)
async def test_what_does_not_close_a_guarded_camera(
    house: House, action: str, entity_id: str
) -> None:
    """It is not noted."""
    await house.stop()
    await house.call(action, entity_id)
    await house.hass.async_block_till_done()
    assert house.noted == []


async def test_while_it_is_disabled(hass: HomeAssistant, house: House) -> None:
    """Whoever enables it again finds the camera private."""
    entries = hass.config_entries
    await entries.async_set_disabled_by(house.entry.entry_id, ConfigEntryDisabler.USER)
    await house.call("lens_cap.set_privacy", "camera.sofa", level="private")
    await house.call("switch.turn_on", "switch.bed_privacy_mode")
    await hass.async_block_till_done()
    assert house.noted == [BED, SOFA]
    await entries.async_set_disabled_by(house.entry.entry_id, None)
    await hass.async_block_till_done()
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED
    assert house.reason(BED) is ReasonCode.INTERRUPTED


async def test_while_it_cannot_start(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, but the note has had its place for long."""
    await house.stop()
    disk = Disk(monkeypatch)
    disk.full = True
    await house.call("camera.turn_off", "camera.sofa")
    await hass.async_block_till_done()
    assert not await house.set_up()
    assert house.entry.state is ConfigEntryState.SETUP_RETRY
    await house.call("lens_cap.set_privacy", "camera.bed", level="private")
    disk.full = False
    assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    assert house.reason(SOFA) is ReasonCode.INTERRUPTED
    assert house.reason(BED) is ReasonCode.INTERRUPTED


async def test_what_cannot_be_noted_is_said(house: House) -> None:
    """It is remembered all the same, and noted once that is possible."""
    await house.stop()
    content = break_file(house.marker_file)
    with pytest.raises(HomeAssistantError) as caught:
        await house.call("lens_cap.set_privacy", "camera.sofa", level="private")
    assert caught.value.translation_key == "not_kept"
    assert "ask again" in str(caught.value)
    mend_file(house.marker_file, content)
    assert await house.set_up()
    assert house.reason() is ReasonCode.INTERRUPTED


async def test_whoever_may_not_close_the_camera(
    house: House, hass_read_only_user: MockUser
) -> None:
    """They are refused, and nothing is noted."""
    await house.stop()
    context = Context(user_id=hass_read_only_user.id)
    for action, data in (
        ("lens_cap.set_privacy", {"level": "private"}),
        ("camera.turn_off", {}),
    ):
        with pytest.raises(Unauthorized):
            await house.call(action, "camera.sofa", context=context, **data)
    await house.hass.async_block_till_done()
    assert house.noted == []


async def test_what_is_no_guarded_camera_is_said(house: House) -> None:
    """The others that were named are private."""
    with pytest.raises(HomeAssistantError) as caught:
        await house.call(
            "lens_cap.set_privacy", ["camera.sofa", "camera.hall"], level="private"
        )
    assert "camera.hall" in str(caught.value)
    assert house.reason() is ReasonCode.HOLD


async def test_nothing_guarded_at_all_is_said(house: House) -> None:
    """An area without a guarded camera, a name that was mistyped."""
    for target in ({"entity_id": "camera.sofah"}, {"area_id": "attic"}):
        with pytest.raises(HomeAssistantError):
            await house.call("lens_cap.set_privacy", target=target, level="private")
    await house.call("lens_cap.set_privacy", [], level="private")


async def test_asked_between_reading_and_running(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state was read already, and the entities are not there yet."""
    await house.stop()
    house.marker_file.write_text(f'["{BED}"]')
    disk = Disk(monkeypatch)
    disk.pause()
    starting = hass.async_create_task(
        hass.config_entries.async_setup(house.entry.entry_id)
    )
    await asyncio.sleep(0.2)
    await house.call("camera.turn_off", "camera.sofa")
    disk.go_on()
    assert await starting
    await hass.async_block_till_done()
    assert house.level(SOFA) is PrivacyLevel.PRIVATE
    assert stored_holds(house.store_file).keys() == {SOFA, BED}
    assert house.noted == []


async def test_a_reload_in_the_midst_of_saving(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new start waits for what is being saved."""
    disk = Disk(monkeypatch)
    disk.pause()
    asking = hass.async_create_task(house.call("switch.turn_on", SWITCH))
    await asyncio.sleep(0.05)
    reloading = hass.async_create_task(
        hass.config_entries.async_reload(house.entry.entry_id)
    )
    await asyncio.sleep(0.2)
    disk.go_on()
    await asyncio.gather(asking, reloading)
    await hass.async_block_till_done()
    assert not house.is_open()
    assert stored_holds(house.store_file).keys() == {SOFA}


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("lens_cap.set_privacy", {"entity_id": "camera.sofa", "level": "private"}),
        ("switch.turn_on", {"entity_id": SWITCH}),
    ],
)
async def test_none_of_many_around_reloads_is_lost(
    hass: HomeAssistant, house: House, action: str, data: dict[str, Any]
) -> None:
    """At whatever moment of a reload somebody asks."""
    for turn in range(12):
        reloading = hass.async_create_task(
            hass.config_entries.async_reload(house.entry.entry_id)
        )
        for _ in range(turn * 8):
            await asyncio.sleep(0)
        await house.call(action, **data)
        await reloading
        await hass.async_block_till_done()
        assert not house.is_open(), turn
        await house.call("switch.turn_off", SWITCH)
        assert house.is_open(), turn


async def test_an_entity_that_somebody_disabled(
    hass: HomeAssistant, house: House
) -> None:
    """Lens Cap runs, so that the camera is private at once."""
    er.async_get(hass).async_update_entity(
        SWITCH, disabled_by=er.RegistryEntryDisabler.USER
    )
    await hass.async_block_till_done()
    await house.call("switch.turn_on", SWITCH)
    await hass.async_block_till_done()
    assert house.reason() is ReasonCode.HOLD
