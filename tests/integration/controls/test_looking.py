"""Where its owner allows it, a picture shows whether a camera has closed; nobody is handed that picture."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
import json
from typing import Any, Final
from unittest.mock import ANY

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.diagnostics import async_get_config_entry_diagnostics
from custom_components.lens_cap.media import (
    source as source_module,
    source_look as look_module,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util

from ...helpers.controls import STANDING, Wiring, add_controls, choose, control
from ...helpers.mock_house import SECRET, SOFA, House, SourceCamera, registered
from ...helpers.waiting import until
from .test_private_at_the_camera import later, settled

LENS: Final = "switch.privacy_mode"
STILL_SEES: Final = f"device_still_sees_{SOFA}"
NOT_PRIVATE: Final = f"device_not_private_{SOFA}"


def jpeg(colour: str | None, size: tuple[int, int] = (320, 180)) -> bytes:
    """Return a picture of one colour, or, without one, of a room: never the same twice."""
    picture = (
        Image.new("RGB", size, colour)
        if colour is not None
        else Image.effect_noise(size, 200).convert("RGB")
    )
    buffer = BytesIO()
    picture.save(buffer, "JPEG", comment=SECRET)
    return buffer.getvalue()


class Filmed:
    """What the sofa's original films, and how often it was asked for that."""

    def __init__(self, source: SourceCamera, film: Callable[[], bytes]) -> None:
        """Film by a function."""
        self.film = film
        self.asked = 0
        self.hangs: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()
        source.async_camera_image = self.image  # type: ignore[method-assign, assignment]

    async def image(self, **_size: int | None) -> bytes:
        """Return the picture of the moment, whatever size is asked for."""
        self.asked += 1
        self.begun.set()
        try:
            if self.hangs is not None:
                await self.hangs.wait()
        finally:
            self.ended.set()
        return self.film()


async def private(house: House) -> None:
    """Make the sofa private by hand, and let its lens have had the time to say that it closed."""
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await settled(house.hass)
    await later(house.hass, 100)


@pytest.fixture
async def silent(house: House, hass: HomeAssistant) -> Wiring:
    """Return a camera whose lens never says what it does; its owner allows looks."""
    wiring = await add_controls(hass, "foscam", {LENS: "off"})
    wiring.say(LENS, "unknown")
    wiring.deaf.add(LENS)
    await allow(house, confirm_by_picture=True)
    return wiring


async def allow(house: House, **settings: Any) -> None:
    """Let the owner choose the lens, with settings beside it."""
    lens = control(house.hass, Role.PRIVACY, LENS, "on")
    await choose(house, lens, **settings)
    await settled(house.hass)


def filmed(house: House, film: Callable[[], bytes]) -> Filmed:
    """Let the sofa's original film something."""
    return Filmed(house.sources[SOFA], film)


def issue(hass: HomeAssistant, issue_id: str) -> ir.IssueEntry | None:
    """Return a repair."""
    return ir.async_get(hass).async_get_issue("lens_cap", issue_id)


@pytest.mark.parametrize("colour", ["black", "#202020", "blue"])
async def test_a_picture_of_nothing_confirms(
    house: House, silent: Wiring, colour: str
) -> None:
    """Black, or of one colour: it is closed, and not looked at again."""
    camera = filmed(house, lambda: jpeg(colour))
    await private(house)
    assert house.state(STANDING).state == "confirmed"
    assert house.state(STANDING).attributes["privacy"] == "confirmed"
    await later(house.hass, 1000)
    assert camera.asked == 1
    assert silent.told == [(LENS, "on")]


async def test_nothing_is_fetched_unasked(house: House, silent: Wiring) -> None:
    """Cameras that were set up before there was this choice, and those whose owner said no, are not looked at."""
    await allow(house, confirm_by_picture=False)
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(STANDING).state == "unconfirmed"
    subentry = house.entry.subentries[SOFA]
    data = {
        key: one for key, one in subentry.data.items() if key != "confirm_by_picture"
    }
    house.hass.config_entries.async_update_subentry(house.entry, subentry, data=data)
    await later(house.hass, 1000)
    assert house.state(STANDING).state == "unconfirmed"
    assert camera.asked == 0


async def test_a_lens_that_says_that_it_closed_is_not_looked_at(
    house: House, silent: Wiring
) -> None:
    """A newer state confirms, and nobody fetches a picture of a private room for less."""
    silent.deaf.clear()
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(STANDING).state == "confirmed"
    assert camera.asked == 0


async def test_a_room_that_is_still_seen(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """Two pictures that differ: it has failed, a repair of its own says so, until it is seen to be closed."""
    camera = filmed(house, lambda: jpeg(None))
    await private(house)
    assert camera.asked == 1
    assert house.state(STANDING).state == "unconfirmed"
    await later(hass, 11)
    assert camera.asked == 2
    assert house.state(STANDING).state == "failed"
    await later(hass, 25)
    assert issue(hass, STILL_SEES) is not None
    assert issue(hass, NOT_PRIVATE) is None
    camera.film = lambda: jpeg("black")
    await later(hass, 61)
    assert camera.asked == 3
    assert house.state(STANDING).state == "confirmed"
    assert issue(hass, STILL_SEES) is None


async def test_a_room_outweighs_what_the_lens_says(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """A camera that says closed and shows a room is the worst of all: saying so later does not end that."""
    filmed(house, lambda: jpeg(None))
    await private(house)
    await later(hass, 11)
    silent.say(LENS, "on")
    await settled(hass)
    assert house.state(STANDING).state == "failed"


async def test_an_old_picture_raises_no_alarm(
    house: House, silent: Wiring, hass: HomeAssistant
) -> None:
    """An integration that keeps its last picture shows the room for ever: asked for, not confirmed."""
    old = jpeg(None)
    camera = filmed(house, lambda: old)
    await private(house)
    for _ in range(5):
        await later(hass, 700)
    assert camera.asked == 4
    assert house.state(STANDING).state == "unconfirmed"
    assert issue(hass, STILL_SEES) is None


@pytest.mark.parametrize(
    "film",
    [
        lambda: b"",
        lambda: b"\xff\xd8\xff no picture",
        lambda: jpeg("black", (32, 18)),
        lambda: jpeg(None)[:2000],
        lambda: jpeg("white"),
    ],
    ids=["empty", "broken", "tiny", "cut off", "blinded"],
)
async def test_what_shows_nothing_says_nothing(
    house: House, silent: Wiring, film: Callable[[], bytes]
) -> None:
    """Neither closed nor seeing; and after a few looks it is left at that."""
    camera = filmed(house, film)
    await private(house)
    for _ in range(5):
        await later(house.hass, 700)
    assert house.state(STANDING).state == "unconfirmed"
    assert camera.asked == 4


async def test_silence_proves_nothing(house: House, silent: Wiring) -> None:
    """A camera that does not answer may film all the same."""
    house.sources[SOFA].still = HomeAssistantError("no route to host")
    await private(house)
    assert house.state(STANDING).state == "unconfirmed"


async def test_a_camera_that_is_away_is_not_asked(house: House, silent: Wiring) -> None:
    """And once it is back it is."""
    camera = filmed(house, lambda: jpeg("black"))
    house.sources[SOFA]._attr_available = False
    house.sources[SOFA].async_write_ha_state()
    await private(house)
    assert house.state(STANDING).state == "unconfirmed"
    assert camera.asked == 0
    house.sources[SOFA]._attr_available = True
    house.sources[SOFA].async_write_ha_state()
    await settled(house.hass)
    assert house.state(STANDING).state == "confirmed"


async def test_a_camera_on_battery_is_left_asleep(house: House, silent: Wiring) -> None:
    """A look would wake it, and wake it again."""
    er.async_get(house.hass).async_get_or_create(
        "sensor",
        "test",
        "battery",
        device_id=registered(house.hass, "camera.sofa_original").device_id,
        original_device_class="battery",
    )
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(STANDING).state == "unconfirmed"
    assert camera.asked == 0


async def test_a_look_that_ends_after_privacy_says_nothing(
    house: House,
    silent: Wiring,
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is ended with privacy; the gate waits for it neither way, and the next privacy is looked at anew."""
    # Nothing else ends it.
    monkeypatch.setattr(source_module, "_STILL_SECONDS", 3600)
    monkeypatch.setattr(look_module, "_SECONDS", 3600)
    camera = filmed(house, lambda: jpeg(None))
    camera.hangs = asyncio.Event()
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await hass.async_block_till_done()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=100))
    await camera.begun.wait()
    assert not house.is_open()
    assert not camera.ended.is_set()
    await house.call("lens_cap.follow_rules", "camera.sofa")
    assert house.is_open()
    await camera.ended.wait()
    camera.hangs.set()
    await settled(hass)
    assert house.state(STANDING).state == "not_needed"
    camera.film = lambda: jpeg("black")
    await private(house)
    for _ in range(3):
        await later(hass, 200)
    assert house.state(STANDING).state == "confirmed"
    assert camera.asked == 2


async def test_a_look_hands_nobody_a_picture(
    house: House, silent: Wiring, hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """While it goes on, and after it: nobody watches, and no state, log or diagnostics holds anything of it."""
    caplog.set_level("DEBUG")
    camera = filmed(house, lambda: jpeg("blue"))
    camera.hangs = asyncio.Event()
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await hass.async_block_till_done()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=100))
    await camera.begun.wait()
    guard = house.guard()
    assert guard.viewers == 0
    assert guard.worker_pid is None
    assert house.state("binary_sensor.sofa_being_viewed").state == "off"
    camera.hangs.set()
    await settled(hass)
    assert house.state(STANDING).state == "confirmed"
    engine = house.coordinator.cameras[SOFA].engine
    await until(lambda: not engine.decoder.pids)
    told = [json.dumps(one.as_dict(), default=str) for one in hass.states.async_all()]
    told += [str(await async_get_config_entry_diagnostics(hass, house.entry))]
    told += [caplog.text]
    assert [one for one in told if SECRET.decode() in one] == []
    assert house.state(STANDING).attributes == {
        "privacy": "confirmed",
        "device_class": "enum",
        "options": ANY,
        "friendly_name": ANY,
    }


async def test_saying_no_ends_looks_and_what_they_showed(
    house: House, silent: Wiring
) -> None:
    """The owner takes it back while the camera is private."""
    camera = filmed(house, lambda: jpeg("black"))
    await private(house)
    assert house.state(STANDING).state == "confirmed"
    await allow(house, confirm_by_picture=False)
    assert house.state(STANDING).state == "unconfirmed"
    await later(house.hass, 1000)
    assert camera.asked == 1
