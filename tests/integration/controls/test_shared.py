"""Two guarded cameras that share a camera's controls, as the tick that guards siblings makes them."""

import pytest

from custom_components.lens_cap.core.controls.role import Role
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ...helpers.controls import DEVICE_PRIVACY, Wiring, add_controls, choose, control
from ...helpers.later import later, settled
from ...helpers.mock_house import BED, SOFA, House
from ...helpers.waiting import until

LENS = "switch.privacy_mode"
PLUG = "switch.plug"
MICROPHONE = "switch.record_audio"
BED_PRIVACY = "sensor.bed_device_privacy"
BOTH = ["switch.sofa_privacy_mode", "switch.bed_privacy_mode"]


@pytest.fixture
async def lens(house: House, hass: HomeAssistant) -> Wiring:
    """Return a lens that both cameras share; both are open."""
    wiring = await add_controls(hass, "foscam", {LENS: "off"})
    await house.call("lens_cap.follow_rules", "camera.bed")
    shared = control(hass, Role.PRIVACY, LENS, "on")
    await choose(house, shared)
    await choose(house, shared, camera_id=BED, base_level="open")
    await settled(hass)
    assert house.is_open(SOFA)
    assert house.is_open(BED)
    assert wiring.told == []
    return wiring


async def private(house: House, *cameras: str) -> None:
    """Make cameras private by hand."""
    for one in cameras:
        await house.call("switch.turn_on", f"switch.{one}_privacy_mode")
        await settled(house.hass)


async def opened(house: House, *cameras: str) -> None:
    """End that."""
    for one in cameras:
        await house.call("lens_cap.follow_rules", f"camera.{one}")
        await settled(house.hass)


def held_at_camera(house: House) -> list[str]:
    """Return the cameras that count as closed at the camera."""
    cameras = {"sofa": SOFA, "bed": BED}
    return [
        name
        for name, one in cameras.items()
        if any(
            hold.origin.value == "at_camera"
            for hold in house.coordinator.state.holds_of(one)
        )
    ]


@pytest.mark.parametrize("first", ["sofa", "bed"])
async def test_it_is_closed_as_long_as_one_is_private(
    house: House, lens: Wiring, hass: HomeAssistant, first: str
) -> None:
    """Whichever is opened first: nothing is told against the other, and nobody is taken for a hand."""
    second = "bed" if first == "sofa" else "sofa"
    await private(house, "sofa", "bed")
    assert {value for _, value in lens.told} == {"on"}
    assert house.state(DEVICE_PRIVACY).state == "confirmed"
    assert house.state(BED_PRIVACY).state == "confirmed"
    lens.told.clear()
    await opened(house, first)
    for _ in range(8):
        await later(hass, 400)
    assert (lens.entities[LENS].at, lens.told) == ("on", [])
    assert house.state(f"sensor.{second}_device_privacy").state == "confirmed"
    assert house.state(f"sensor.{first}_device_privacy").state == "not_needed"
    assert held_at_camera(house) == []
    await opened(house, second)
    for _ in range(8):
        await later(hass, 400)
    assert lens.entities[LENS].at == "off"
    assert {value for _, value in lens.told} == {"off"}
    assert house.is_open(SOFA)
    assert house.is_open(BED)
    assert held_at_camera(house) == []
    for one in ("sofa", "bed"):
        activity = house.state(f"event.{one}_activity").attributes["event_type"]
        assert activity != "device_drifted"
    assert not [one for _, one in ir.async_get(hass).issues if "device" in one]


@pytest.mark.parametrize("closing", ["sofa", "bed"])
async def test_one_alone(
    house: House, lens: Wiring, hass: HomeAssistant, closing: str
) -> None:
    """Closing one closes the lens once, makes the other no less open here, and opening it opens the lens."""
    other = {"sofa": BED, "bed": SOFA}[closing]
    await private(house, closing)
    assert lens.told == [(LENS, "on")]
    assert house.is_open(other)
    await opened(house, closing)
    await later(hass, 20)
    assert lens.told == [(LENS, "on"), (LENS, "off")]
    assert held_at_camera(house) == []


async def test_both_at_once(house: House, lens: Wiring, hass: HomeAssistant) -> None:
    """Nobody is taken for a hand while both close, and it is open afterwards."""
    await house.call("switch.turn_on", BOTH)
    await settled(hass)
    assert lens.entities[LENS].at == "on"
    assert held_at_camera(house) == []
    await opened(house, "sofa", "bed")
    await later(hass, 20)
    assert lens.entities[LENS].at == "off"
    assert house.is_open(SOFA)
    assert house.is_open(BED)


async def test_a_hand_at_the_camera(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """Closed there, both are private; opened there, both are open, and nothing is told."""
    lens.say(LENS, "on")
    await settled(hass)
    assert held_at_camera(house) == ["sofa", "bed"]
    lens.say(LENS, "off")
    await settled(hass)
    await later(hass, 400)
    assert held_at_camera(house) == []
    assert house.is_open(SOFA)
    assert house.is_open(BED)
    assert (lens.entities[LENS].at, lens.told) == ("off", [])


async def test_a_hand_that_opens_what_one_of_them_closed(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """It is closed again, and told of the camera that is private."""
    await private(house, "bed")
    lens.say(LENS, "off")
    await settled(hass)
    assert lens.entities[LENS].at == "on"
    told = house.state("event.bed_activity").attributes["event_type"]
    assert told == "device_drifted"
    assert house.state("event.sofa_activity").attributes["event_type"] != told


async def test_a_restart_while_one_is_private(
    house: House, lens: Wiring, hass: HomeAssistant
) -> None:
    """It stays closed, and comes back once the last of them is open."""
    await private(house, "sofa", "bed")
    await opened(house, "sofa")
    lens.told.clear()
    await house.restart()
    await settled(hass)
    await later(hass, 20)
    assert (lens.entities[LENS].at, lens.told) == ("on", [])
    assert house.is_open(SOFA)
    assert not house.is_open(BED)
    await opened(house, "bed")
    await later(hass, 20)
    assert lens.entities[LENS].at == "off"
    assert held_at_camera(house) == []


@pytest.mark.parametrize("second", ["sofa", "bed"])
async def test_a_camera_that_reports_late(
    house: House, lens: Wiring, hass: HomeAssistant, second: str
) -> None:
    """It took the opening and did not say so yet: whichever camera is private next, it is told to close."""
    await private(house, "sofa")
    lens.deaf.add(LENS)
    await opened(house, "sofa")
    assert lens.told == [(LENS, "on"), (LENS, "off")]
    await private(house, second)
    assert lens.told[2:] == [(LENS, "on")]


@pytest.mark.parametrize("second", ["sofa", "bed"])
async def test_an_opening_that_is_under_way(
    house: House, lens: Wiring, hass: HomeAssistant, second: str
) -> None:
    """It is called off, and nobody is taken for a hand."""
    await private(house, "sofa")
    lens.hanging.add(LENS)
    await house.call("lens_cap.follow_rules", "camera.sofa")
    await until(lambda: lens.told[1:] == [(LENS, "off")])
    await house.call("switch.turn_on", f"switch.{second}_privacy_mode")
    await until(lambda: lens.told[2:] == [(LENS, "on")])
    lens.answer.set()
    await settled(hass)
    assert lens.entities[LENS].at == "on"
    told = house.state(f"event.{second}_activity").attributes["event_type"]
    assert told != "device_drifted"


async def test_it_is_told_once(house: House, lens: Wiring, hass: HomeAssistant) -> None:
    """Not once for each camera, and it is on its way for both."""
    lens.hanging.add(LENS)
    await house.call("switch.turn_on", BOTH)
    await until(lambda: lens.told)
    assert house.state(DEVICE_PRIVACY).state == "pending"
    assert house.state(BED_PRIVACY).state == "pending"
    lens.answer.set()
    await settled(hass)
    await house.call("lens_cap.follow_rules", ["camera.sofa", "camera.bed"])
    await settled(hass)
    await later(hass, 20)
    assert lens.told == [(LENS, "on"), (LENS, "off")]


async def test_a_lens_that_another_camera_s_plug_moves(
    house: House, hass: HomeAssistant
) -> None:
    """Whoever gives the camera its power back opens no lens that it did not choose."""
    wiring = await add_controls(hass, "reolink", {LENS: "off", PLUG: "on"})
    await house.call("lens_cap.follow_rules", "camera.bed")
    lens = control(hass, Role.PRIVACY, LENS, "on")
    await choose(house, lens, camera_id=BED, base_level="open")
    await choose(house, control(hass, Role.PLUG, PLUG, "off"))
    await settled(hass)
    await private(house, "bed", "sofa")
    await opened(house, "sofa")
    for _ in range(8):
        await later(hass, 400)
    assert wiring.entities[PLUG].at == "on"
    assert wiring.entities[LENS].at == "on"
    assert (LENS, "off") not in wiring.told


@pytest.mark.parametrize("with_lens", [False, True])
async def test_a_microphone_that_only_the_other_camera_chose(
    house: House, hass: HomeAssistant, with_lens: bool
) -> None:
    """It stays off without sound, although a lens moves it."""
    wiring = await add_controls(hass, "reolink", {LENS: "off", MICROPHONE: "on"})
    await house.call("lens_cap.follow_rules", "camera.bed")
    lens = control(hass, Role.PRIVACY, LENS, "on")
    mic = control(hass, Role.MICROPHONE, MICROPHONE, "off")
    of_bed = (lens, mic) if with_lens else (mic,)
    await choose(house, *of_bed, camera_id=BED, base_level="open")
    await choose(house, lens)
    await settled(hass)
    assert wiring.told == [(MICROPHONE, "off")]
    await private(house, "sofa")
    await opened(house, "sofa")
    for _ in range(8):
        await later(hass, 400)
    assert (MICROPHONE, "on") not in wiring.told
