"""The camera's own microphone with sound: as it was, or on where whoever thought about it said so."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.controls.role import Role
from homeassistant.core import HomeAssistant

from ....helpers.controls import Wiring, add_controls, choose, control
from ....helpers.mock_house import BED, SOFA, House
from ....helpers.phone import LabPhone
from .conftest import assess
from .test_sound import SWITCH, ask, confirmed, sounds

SOUND = "switch.record_audio"


@pytest.fixture
async def wiring(assessed: House, hass: HomeAssistant) -> Wiring:
    """Return the sofa's microphone, which is off, and which Lens Cap may move."""
    made = await add_controls(hass, "reolink", {SOUND: "off"})
    await choose(assessed, control(hass, Role.MICROPHONE, SOUND, "off"))
    await settled(hass)
    return made


async def settled(hass: HomeAssistant) -> None:
    """Wait until all that was begun is done, what is in the background included."""
    for _ in range(3):
        await hass.async_block_till_done(wait_background_tasks=True)


async def allow(house: House, *, allowed: bool = True) -> None:
    """Say of the sofa whether its microphone is switched on with sound."""
    assess(house, switches_on_microphone=allowed)
    await settled(house.hass)


def stays_off(house: House) -> bool:
    """Return what the switch for sound says of the camera's own microphone."""
    attributes = house.state(SWITCH).attributes
    assert attributes["reaches"] == "camera"
    return bool(attributes["stays_off"])


async def test_nobody_said_so(
    assessed: House, wiring: Wiring, anna: MockUser, anna_phone: LabPhone
) -> None:
    """It stays off, and the switch for sound says that."""
    assert stays_off(assessed)
    await confirmed(assessed, anna, anna_phone)
    await settled(assessed.hass)
    assert wiring.told == []
    assert stays_off(assessed)


async def test_it_is_on_with_sound_and_off_again(
    assessed: House, wiring: Wiring, anna: MockUser, anna_phone: LabPhone
) -> None:
    """Whoever ends sound ends it there too."""
    await allow(assessed)
    assert not stays_off(assessed)
    assert wiring.told == []
    await confirmed(assessed, anna, anna_phone)
    await settled(assessed.hass)
    assert wiring.told == [(SOUND, "on")]
    await assessed.call("switch.turn_off", SWITCH)
    await settled(assessed.hass)
    assert wiring.told == [(SOUND, "on"), (SOUND, "off")]


@pytest.mark.parametrize("allowed", [False, True])
async def test_whoever_says_yes_is_told(
    assessed: House,
    wiring: Wiring,
    anna: MockUser,
    anna_phone: LabPhone,
    allowed: bool,
) -> None:
    """On the phone, on the page and on the card: then the camera's app, card and cloud hear too."""
    await allow(assessed, allowed=allowed)
    assert await ask(assessed, anna) == "audio_asked"
    message = (await anna_phone.shown())["message"]
    assert ("own microphone" in message) is allowed
    (request,) = (await anna_phone.page.shown())["requests"]
    assert request["message"] == message
    (pending,) = await anna_phone.page.pending("audio")
    assert pending["switches_on_microphone"] is allowed
    assert wiring.told == []


async def test_privacy_ends_it(
    assessed: House, wiring: Wiring, anna: MockUser, anna_phone: LabPhone
) -> None:
    """It is off with privacy, and not on again when that ends."""
    await allow(assessed)
    await confirmed(assessed, anna, anna_phone)
    await settled(assessed.hass)
    await assessed.call("switch.turn_on", "switch.sofa_privacy_mode")
    await settled(assessed.hass)
    await assessed.call("lens_cap.follow_rules", "camera.sofa")
    await settled(assessed.hass)
    assert wiring.told == [(SOUND, "on"), (SOUND, "off")]


@pytest.fixture
async def heard(
    assessed: House, wiring: Wiring, anna: MockUser, anna_phone: LabPhone
) -> House:
    """Return the house while there is sound, and the microphone is on since then."""
    await allow(assessed)
    await confirmed(assessed, anna, anna_phone)
    await settled(assessed.hass)
    assert wiring.entities[SOUND].at == "on"
    return assessed


async def _restart(house: House) -> None:
    await house.restart()


async def _unload(house: House) -> None:
    assert await house.hass.config_entries.async_unload(house.entry.entry_id)


async def _remove(house: House) -> None:
    await house.hass.config_entries.async_remove(house.entry.entry_id)


async def _remove_camera(house: House) -> None:
    house.hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await house.hass.async_block_till_done()


async def _choose_nothing(house: House) -> None:
    await choose(house)


async def _take_the_answer_back(house: House) -> None:
    await allow(house, allowed=False)


async def _follow_no_more(house: House) -> None:
    one = control(house.hass, Role.MICROPHONE, SOUND, "off")
    await choose(house, one, microphone_follows=False)


@pytest.mark.parametrize("end", [_restart, _unload, _remove])
async def test_lens_cap_ends(
    heard: House,
    wiring: Wiring,
    hass: HomeAssistant,
    end: Callable[[House], Awaitable[None]],
) -> None:
    """However it ends, the microphone does not stay on."""
    await end(heard)
    await settled(hass)
    assert wiring.entities[SOUND].at == "off"


@pytest.mark.parametrize(
    "end", [_remove_camera, _choose_nothing, _take_the_answer_back, _follow_no_more]
)
async def test_settings_end_it(
    heard: House,
    wiring: Wiring,
    hass: HomeAssistant,
    end: Callable[[House], Awaitable[None]],
) -> None:
    """The camera is guarded no longer, its microphone not chosen any more, or the answer taken back."""
    await end(heard)
    await settled(hass)
    assert wiring.entities[SOUND].at == "off"


async def test_a_command_that_hangs_is_overtaken(
    assessed: House, wiring: Wiring, anna: MockUser, anna_phone: LabPhone
) -> None:
    """Sound that ends while the microphone is being switched on does not leave it on."""
    await allow(assessed)
    wiring.hanging.add(SOUND)
    assert await ask(assessed, anna) == "audio_asked"
    await anna_phone.shown()
    assert await anna_phone.page.yes() == [None]
    assert sounds(assessed)
    async with asyncio.timeout(30):
        while not wiring.told:  # noqa: ASYNC110  # what it was is written down first
            await asyncio.sleep(0)
    wiring.hanging.clear()
    await assessed.call("switch.turn_off", SWITCH)
    wiring.answer.set()
    await settled(assessed.hass)
    assert wiring.entities[SOUND].at == "off"


async def test_sound_of_a_camera_that_shares_its_microphone(
    assessed: House, hass: HomeAssistant, anna: MockUser, anna_phone: LabPhone
) -> None:
    """It is heard although the other one is silent, until that one is private."""
    wiring = await add_controls(hass, "reolink", {SOUND: "on"})
    shared = control(hass, Role.MICROPHONE, SOUND, "off")
    await choose(assessed, shared)
    await choose(assessed, shared, camera_id=BED, base_level="open")
    await settled(hass)
    assert wiring.entities[SOUND].at == "off"
    await confirmed(assessed, anna, anna_phone)
    await settled(hass)
    assert sounds(assessed)
    assert wiring.entities[SOUND].at == "on"
    await assessed.call("switch.turn_on", "switch.bed_privacy_mode")
    await settled(hass)
    assert wiring.entities[SOUND].at == "off"
    assert stays_off(assessed)
    await assessed.call("lens_cap.follow_rules", "camera.bed")
    await settled(hass)
    assert wiring.entities[SOUND].at == "on"
    await assessed.call("switch.turn_off", SWITCH)
    await settled(hass)
    assert wiring.entities[SOUND].at == "off"
    told = assessed.state("event.bed_activity").attributes["event_type"]
    assert told != "device_drifted"
