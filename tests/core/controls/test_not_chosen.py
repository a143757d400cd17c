"""What its owner did not choose is never closed, and put back where something else moves it."""

from dataclasses import replace

from custom_components.lens_cap.core.controls.at_camera import (
    closed_by_hand,
    is_open_at_camera,
)
from custom_components.lens_cap.core.controls.capability import Capability
from custom_components.lens_cap.core.controls.confirmation import confirmations
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.controls.wanted import WantedRoles

from .device import Driver
from .test_plan import LEVEL, OPEN, PLUG, PRIVATE, SOUND, UNIFI, driver, told

UNCHOSEN = replace(LEVEL, chosen=False)
SILENT = WantedRoles(closed=frozenset({Role.MICROPHONE}))
# Without power a camera does nothing, and may be anything once it is back.
SOCKET = replace(PLUG, covers=frozenset({Role.PRIVACY, Role.MICROPHONE}))
LID = Capability(
    entity="lid", role=Role.PRIVACY, domain="switch", safe="on", chosen=False
)
# Home Assistant takes no level of it below 1.
QUIET = replace(LEVEL, safe="1", lowest=1.0, falls_short=True)


def settled(driven: Driver, wanted: WantedRoles) -> Driver:
    """Want something, and go on until nothing is left to do."""
    driven.want(wanted)
    driven.settle()
    return driven


def test_it_is_not_closed() -> None:
    """Neither while the camera is open and silent, nor where what covers it fails."""
    driven = settled(driver(UNIFI, UNCHOSEN, lens="off", level="55"), SILENT)
    assert told(driven) == []
    driven.device.deaf.add("lens")
    settled(driven, PRIVATE)
    assert {entity for entity, _ in told(driven)} == {"lens"}


def test_it_is_put_back() -> None:
    """A microphone that the camera turned up is down again."""
    driven = driver(UNIFI, UNCHOSEN, lens="off", level="5")
    driven.device.moves = {"lens": {"level": "100"}}
    settled(settled(driven, PRIVATE), OPEN)
    assert driven.device.values == {"lens": "off", "level": "5"}


def test_it_says_nothing_of_the_camera() -> None:
    """It is none of the roles that follow, no hand's work at it is followed, and it does not open the camera."""
    driven = settled(driver(UNIFI, UNCHOSEN, LID, lens="on", level="0", lid="on"), OPEN)
    inputs = driven.inputs()
    assert set(confirmations(inputs, camera_away=False)) == {Role.PRIVACY}
    assert closed_by_hand(inputs, LID, "off") is None
    assert closed_by_hand(inputs, UNIFI, "off") is not None
    driven.device.values["lens"] = "off"
    assert is_open_at_camera(driven.inputs())


def test_a_lid_that_was_shut_is_shut_again() -> None:
    """Power that comes back opens it, and it is shut; one of which nothing was known is left alone."""
    driven = driver(SOCKET, LID, plug="on", lid="on")
    driven.device.moves = {"plug": {"lid": "off"}}
    settled(settled(driven, PRIVATE), OPEN)
    assert driven.device.values == {"plug": "on", "lid": "on"}
    unknown = driver(SOCKET, LID, plug="on", lid="off")
    unknown.device.blind.add("lid")
    settled(unknown, PRIVATE)
    unknown.device.blind.clear()
    settled(unknown, OPEN)
    assert unknown.device.values == {"plug": "on", "lid": "off"}


def test_a_level_that_cannot_be_nothing() -> None:
    """It is told the lowest that it takes, once, which confirms nothing; nothing itself does."""
    driven = settled(driver(QUIET, level="55"), SILENT)
    assert told(driven) == [("level", "1")]
    assert seen(driven) == "unconfirmed"
    driven.device.values["level"] = "1.0"
    assert seen(driven) == "unconfirmed"
    driven.device.values["level"] = "0"
    driven.settle()
    assert len(told(driven)) == 1
    assert seen(driven) == "confirmed"
    settled(driven, OPEN)
    assert driven.device.values == {"level": "55"}


def test_nothing_comes_back_as_the_least_there_is() -> None:
    """What was at nothing, and is turned up, ends at the lowest level that can be told."""
    driven = driver(UNIFI, QUIET, lens="off", level="0")
    driven.device.moves = {"lens": {"level": "100"}}
    settled(settled(driven, PRIVATE), OPEN)
    assert told(driven)[-1] == ("level", "1")
    assert driven.saved == {}
    assert SOUND.reachable("off") == "off"


def seen(driven: Driver) -> str:
    """Return how far the microphone is."""
    return confirmations(driven.inputs(), camera_away=False)[Role.MICROPHONE]
