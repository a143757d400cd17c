"""A camera that becomes private closes at the camera too, and comes back as it was."""

import asyncio
import json
from pathlib import Path

import pytest

from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.controls.wanted import WantedRoles
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from ...helpers.controls import DEVICE_PRIVACY, Wiring, add_controls, choose, control
from ...helpers.later import later, settled
from ...helpers.mock_house import SOFA, House
from ...helpers.waiting import until

LENS = "switch.privacy_mode"
SOUND = "switch.record_audio"
LEVEL = "number.microphone_level"
MODE = "select.recording_mode"
REPAIR = f"device_not_private_{SOFA}"
STAYS = f"device_stays_closed_{SOFA}"


async def private(house: House) -> None:
    """Make the sofa private by hand."""
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await settled(house.hass)


async def opened(house: House) -> None:
    """End that."""
    await house.call("lens_cap.follow_rules", "camera.sofa")
    await settled(house.hass)


@pytest.fixture
async def sleeper(house: House, hass: HomeAssistant) -> Wiring:
    """Return a camera with a lens and a microphone, both open, that Lens Cap may move."""
    wiring = await add_controls(hass, "foscam", {LENS: "off", SOUND: "on"})
    await choose(
        house,
        control(hass, Role.PRIVACY, LENS, "on"),
        control(hass, Role.RECORDING, SOUND, "off"),
    )
    await settled(hass)
    return wiring


async def test_closing_and_opening(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """One command for each control; confirmed; and after that just what was before."""
    assert house.state(DEVICE_PRIVACY).state == "not_needed"
    assert sleeper.told == []
    await private(house)
    assert sleeper.told == [(LENS, "on"), (SOUND, "off")]
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert house.state(DEVICE_PRIVACY).attributes["privacy"] == "confirmed"
    await opened(house)
    assert house.is_open()
    assert sleeper.told[2:] == [(LENS, "off"), (SOUND, "on")]
    assert house.state(DEVICE_PRIVACY).state == "not_needed"


async def test_what_was_before_is_on_disk_before_the_first_command(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """A camera that is told to close finds already written what it was."""
    file = Path(hass.config.path(".storage", "lens_cap.controls"))
    found: list[object] = []
    tell = sleeper.tell

    async def look(entity_id: str, value: str) -> None:
        stored = json.loads(await hass.async_add_executor_job(file.read_bytes))
        found.append(sorted(stored["data"]["cameras"][SOFA].values(), key=str))
        await tell(entity_id, value)

    sleeper.tell = look  # type: ignore[method-assign]
    await private(house)
    assert [one["before"] for one in found[0]] == ["off", "on"]  # type: ignore[attr-defined]


async def test_the_gate_waits_for_no_camera(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """A control that hangs keeps nobody from being cut; it is said that it is not confirmed."""
    sleeper.hanging.add(LENS)
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    assert not house.is_open()
    assert house.state(DEVICE_PRIVACY).state == "pending"
    sleeper.answer.set()
    await settled(hass)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"


async def test_the_lens_waits_for_no_other_control(
    house: House, hass: HomeAssistant
) -> None:
    """A command of before that hangs keeps a lens from nothing."""
    wiring = await add_controls(hass, "foscam", {LENS: "off", SOUND: "on"})
    wiring.hanging.add(SOUND)
    await choose(
        house,
        control(hass, Role.PRIVACY, LENS, "on"),
        control(hass, Role.MICROPHONE, SOUND, "off"),
    )
    await until(lambda: wiring.told == [(SOUND, "off")])
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await until(lambda: (LENS, "on") in wiring.told)
    assert wiring.entities[SOUND].at == "on"
    wiring.answer.set()
    await settled(hass)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert wiring.told == [(SOUND, "off"), (LENS, "on")]


@pytest.mark.parametrize("fault", ["raising", "deaf", "away"])
async def test_a_control_that_fails(
    house: House, sleeper: Wiring, hass: HomeAssistant, fault: str
) -> None:
    """The gate stays shut, it is said so, one repair shows it, and it goes once the control works."""
    failing = {"raising": sleeper.raising, "deaf": sleeper.deaf}.get(fault, set[str]())
    failing.add(LENS)
    sleeper.away(LENS, away=fault == "away")
    await private(house)
    await later(hass, 61)
    await later(hass, 130)
    assert not house.is_open()
    assert house.state(DEVICE_PRIVACY).state == "failed"
    issues = ir.async_get(hass)
    assert issues.async_get_issue("lens_cap", REPAIR) is not None
    failing.clear()
    sleeper.away(LENS, away=False)
    for _ in range(5):
        await later(hass, 1000)
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert issues.async_get_issue("lens_cap", REPAIR) is None
    await opened(house)
    assert sleeper.entities[LENS].at == "off"


async def test_a_lens_that_does_not_open_again(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """It is tried again and again, one repair says so, over a restart too; and it goes once it opens."""
    issues = ir.async_get(hass)
    await private(house)
    sleeper.raising.add(LENS)
    await opened(house)
    assert house.is_open()
    assert issues.async_get_issue("lens_cap", STAYS) is None
    await later(hass, 61)
    assert issues.async_get_issue("lens_cap", STAYS) is not None
    assert issues.async_get_issue("lens_cap", REPAIR) is None
    await house.restart()
    await later(hass, 61)
    assert issues.async_get_issue("lens_cap", STAYS) is not None
    tries = sleeper.told.count((LENS, "off"))
    for _ in range(5):
        await later(hass, 3600)
    assert tries < sleeper.told.count((LENS, "off")) <= tries + 10
    sleeper.raising.clear()
    for _ in range(3):
        await later(hass, 3600)
    assert sleeper.entities[LENS].at == "off"
    assert issues.async_get_issue("lens_cap", STAYS) is None


async def test_a_control_that_says_nothing(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """It is told once, and called "asked for, not confirmed"."""
    sleeper.say(LENS, "unknown")
    sleeper.deaf.add(LENS)
    await private(house)
    for _ in range(3):
        await later(hass, 1000)
    assert sleeper.told.count((LENS, "on")) == 1
    assert house.state(DEVICE_PRIVACY).state == "unconfirmed"


async def test_what_was_off_stays_off(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """Nothing is told that was so before, and nothing is enabled afterwards."""
    sleeper.say(LENS, "off")
    sleeper.say(SOUND, "off")
    await private(house)
    await opened(house)
    assert sleeper.told == [(LENS, "on"), (LENS, "off")]


async def test_the_trap_of_unifi(house: House, hass: HomeAssistant) -> None:
    """Its switch turns the microphone up and recording on; both end as they were, though only the lens was chosen."""
    wiring = await add_controls(
        hass, "unifiprotect", {LENS: "off", LEVEL: "0", MODE: "never"}
    )
    wiring.moves = {
        (LENS, "on"): {LEVEL: "0", MODE: "never"},
        (LENS, "off"): {LEVEL: "100", MODE: "always"},
    }
    await choose(house, control(hass, Role.PRIVACY, LENS, "on"))
    await private(house)
    assert wiring.told == [(LENS, "on")]
    await opened(house)
    await later(hass, 30)
    assert wiring.entities[LEVEL].at == "0"
    assert wiring.entities[MODE].at == "never"


async def test_a_restart_in_private_tells_nothing(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """What is closed stays closed over restarts, without a click, and is restored afterwards."""
    await private(house)
    told = list(sleeper.told)
    for _ in range(3):
        await house.restart()
        await settled(hass)
    assert sleeper.told == told
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    await opened(house)
    assert sleeper.entities[LENS].at == "off"
    assert sleeper.entities[SOUND].at == "on"


async def test_fifty_restarts_with_an_open_camera(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """A camera that stays open is told nothing at all."""
    for _ in range(50):
        await house.restart()
    await settled(hass)
    assert house.is_open()
    assert sleeper.told == []


async def test_a_thousand_flips(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """However often it is decided otherwise, a camera gets a handful of commands, and ends closed."""
    controls = house.runtime.device.controls.of_camera(SOFA)
    assert controls is not None
    closed = WantedRoles(closed=frozenset({Role.PRIVACY}), private=True)
    for flip in range(1000):
        wanted = WantedRoles() if flip % 2 else closed
        assert controls.want(wanted, held=False, left=frozenset())
        controls.go_on()
        await asyncio.sleep(0)
    await private(house)
    assert len(sleeper.told) <= 16
    assert sleeper.entities[LENS].at == "on"
    assert house.state(DEVICE_PRIVACY).state == "confirmed"


async def test_a_control_that_is_renamed_or_disabled(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """A new entity id is followed; a disabled control is away, and that is said."""
    er.async_get(hass).async_update_entity(LENS, new_entity_id="switch.shutter")
    await settled(hass)
    await private(house)
    assert sleeper.told[0] == ("switch.shutter", "on")
    await opened(house)
    er.async_get(hass).async_update_entity(
        "switch.shutter", disabled_by=er.RegistryEntryDisabler.USER
    )
    await settled(hass)
    await private(house)
    await later(hass, 61)
    assert house.state(DEVICE_PRIVACY).state == "failed"


async def test_silence_of_a_camera_that_is_closed_is_no_fault(
    house: House, sleeper: Wiring, hass: HomeAssistant
) -> None:
    """A camera that goes away when its lens closes is not said to be broken."""
    await private(house)
    house.sources[SOFA]._attr_available = False
    house.sources[SOFA].async_write_ha_state()
    await settled(hass)
    assert house.state("sensor.sofa_live_picture").state == "no_problem"
    await opened(house)
    await later(hass, 200)
    assert house.state("sensor.sofa_live_picture").state == "not_available"
