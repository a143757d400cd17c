"""A microphone that was off before is on with sound only where its owner said so, and off again after."""

from dataclasses import replace

import pytest

from custom_components.lens_cap.core.controls.capability import (
    Attempt,
    Capability,
    ControlReading,
    Remembered,
)
from custom_components.lens_cap.core.controls.microphone import (
    kept_while_on,
    microphone_stays_off,
    on_for_now,
)
from custom_components.lens_cap.core.controls.plan import plan
from custom_components.lens_cap.core.controls.plan_inputs import PlanInputs
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.controls.wanted import (
    STILL,
    WantedRoles,
    wanted_roles,
)
from custom_components.lens_cap.core.level import PrivacyLevel

from .device import Driver
from .test_plan import LENS, LEVEL, OPEN, PRIVATE, SOUND, UNIFI, driver, told

MUTE = Capability(entity="mute", role=Role.MICROPHONE, domain="switch", safe="on")
LIST = Capability(entity="list", role=Role.MICROPHONE, domain="select", safe="off")


def wanted(*, audio: bool, switches_on: bool = True) -> WantedRoles:
    """Return what is wanted of an open camera."""
    return wanted_roles(
        PrivacyLevel.OPEN,
        known=True,
        audio=audio,
        microphone_follows=True,
        switches_on_microphone=switches_on,
    )


SILENT, HEARD = wanted(audio=False), wanted(audio=True)


def settled(driven: Driver, *several: WantedRoles) -> Driver:
    """Want one thing after another, each until nothing is left to do."""
    for one in several:
        driven.want(one)
        driven.settle()
    return driven


@pytest.mark.parametrize(
    ("one", "off", "on"),
    [(SOUND, "off", "on"), (MUTE, "on", "off"), (LEVEL, "0", "50")],
)
def test_on_with_sound_and_off_again(one: Capability, off: str, on: str) -> None:
    """Two commands each time, and at the end it is as it was before."""
    driven = settled(driver(one, **{one.entity: off}), SILENT, HEARD)
    assert driven.device.values == {one.entity: on}
    assert settled(driven, SILENT).device.values == {one.entity: off}
    settled(driven, HEARD, PRIVATE, SILENT, OPEN)
    assert told(driven) == [(one.entity, on), (one.entity, off)] * 2
    assert driven.saved == {}


def test_nobody_said_so() -> None:
    """What was off stays off, also with sound."""
    driven = driver(SOUND, sound="off")
    settled(driven, SILENT, wanted(audio=True, switches_on=False), SILENT)
    assert told(driven) == []


def test_a_microphone_that_does_not_follow() -> None:
    """Where Lens Cap does not move it, it does not switch it on either."""
    alone = wanted_roles(
        PrivacyLevel.OPEN,
        known=True,
        audio=True,
        microphone_follows=False,
        switches_on_microphone=True,
    )
    assert told(settled(driver(SOUND, sound="off"), alone)) == []


def test_what_was_on_is_as_loud_as_before() -> None:
    """Its own level counts, and no other."""
    driven = settled(driver(LEVEL, level="7"), SILENT, HEARD)
    assert told(driven) == [("level", "0"), ("level", "7")]


@pytest.mark.parametrize(
    "one",
    [
        LIST,
        replace(LEVEL, highest=None),
        replace(LEVEL, safe="50"),
        replace(SOUND, chosen=False),
    ],
)
def test_nobody_can_tell_what_on_is(one: Capability) -> None:
    """It stays off, as one that its owner did not choose does."""
    driven = driver(one, **{one.entity: one.safe})
    assert told(settled(driven, SILENT, HEARD, SILENT)) == []


def test_what_is_not_known_to_be_off_is_not_switched_on() -> None:
    """One that says nothing is told nothing but its private side; one that is away, nothing."""
    blind = driver(SOUND, sound="off")
    blind.device.blind.add("sound")
    assert told(settled(blind, SILENT, HEARD)) == [("sound", "off")]
    away = driver(SOUND, sound="on")
    away.device.away.add("sound")
    settled(away, SILENT, HEARD)
    away.device.away.clear()
    assert told(settled(away, HEARD)) == []


def test_somebody_switches_it_off_at_the_camera() -> None:
    """It is not told again, and the next sound may have it."""
    driven = settled(driver(SOUND, sound="off"), SILENT, HEARD)
    driven.device.values["sound"] = "off"
    driven.settle()
    assert told(driven) == [("sound", "on")]
    settled(driven, SILENT, HEARD)
    assert told(driven) == [("sound", "on")] * 2


def test_one_that_goes_silent_is_off_again_all_the_same() -> None:
    """Nothing is heard of it when sound ends: it is told."""
    driven = settled(driver(SOUND, sound="off"), SILENT, HEARD)
    driven.device.blind.add("sound")
    settled(driven, SILENT)
    assert told(driven)[-1] == ("sound", "off")


@pytest.mark.parametrize("killed_after", [1, 2])
def test_a_kill_while_it_is_switched_on(killed_after: int) -> None:
    """What it was is saved first: the next start ends what was begun."""
    driven = driver(SOUND, sound="off")
    driven.want(HEARD)
    driven.step(killed_after)
    settled(driven, STILL, SILENT)
    assert driven.device.values == {"sound": "off"}
    assert settled(driven, OPEN).saved == {}


def test_an_answer_that_is_taken_back() -> None:
    """Without the permission it is off, though sound goes on."""
    driven = settled(driver(SOUND, sound="off"), SILENT, HEARD)
    settled(driven, wanted(audio=True, switches_on=False))
    assert driven.device.values == {"sound": "off"}


def test_it_waits_for_the_lens() -> None:
    """A lens that turns the microphone up as it opens does not decide what was before."""
    driven = driver(UNIFI, LEVEL, lens="off", level="0")
    driven.device.moves = {"lens": {"level": "100"}}
    settled(driven, PRIVATE, HEARD)
    assert driven.device.values["lens"] == "off"
    assert driven.device.values["level"] != "0"
    settled(driven, SILENT)
    assert driven.device.values == {"lens": "off", "level": "0"}


def inputs(
    one: Capability,
    value: str | None,
    wants: WantedRoles,
    memory: Remembered | None = None,
) -> PlanInputs:
    """Return what is known of a camera with one control."""
    return PlanInputs(
        capabilities=(one,),
        readings={one.entity: ControlReading(value=value, available=True)},
        memory={} if memory is None else {one.entity: memory},
        wanted=wants,
    )


OFF, ON = Remembered(before="off", told=True), Remembered(before="on", told=True)
MADE = Remembered(before="off", switched_on=True)
NO = wanted(audio=True, switches_on=False)


@pytest.mark.parametrize(
    ("value", "wants", "memory", "stays"),
    [
        ("off", NO, None, True),
        ("off", wanted(audio=False, switches_on=False), OFF, True),
        ("off", wanted(audio=False, switches_on=False), ON, False),
        ("off", SILENT, None, False),
        ("off", STILL, None, False),
        ("off", SILENT, OFF, False),
        ("on", HEARD, MADE, False),
        ("off", HEARD, MADE, True),
        ("on", NO, None, False),
        ("off", SILENT, Remembered(before=None, told=True), False),
        ("off", NO, Remembered(before=None, told=True), True),
    ],
)
def test_whether_it_stays_off(
    value: str, wants: WantedRoles, memory: Remembered | None, stays: bool
) -> None:
    """It is said of one that was off, unless sound switches it on; and of one that somebody switched off."""
    assert microphone_stays_off(inputs(SOUND, value, wants, memory)) is stays
    assert not microphone_stays_off(inputs(LENS, value, wants, memory))


@pytest.mark.parametrize(
    ("known", "value", "kept"),
    [
        (None, "off", Remembered(before="off")),
        (None, "on", None),
        (None, None, None),
        (Remembered(before=None), "on", None),
        (Remembered(before=None, told=True), "on", Remembered(before="off")),
        (ON, "off", None),
        (MADE, "on", MADE),
    ],
)
def test_what_is_kept_while_it_is_on(
    known: Remembered | None, value: str | None, kept: Remembered | None
) -> None:
    """That it was off before, where that is known: by what it says, or by what was noted before it was told."""
    reading = ControlReading(value=value, available=True)
    assert kept_while_on(SOUND, known, reading) == kept


def test_what_is_on_for_now() -> None:
    """What was off, and is on or about to be; nothing else."""
    assert on_for_now(inputs(SOUND, "on", HEARD, MADE)) == (SOUND,)
    assert on_for_now(inputs(SOUND, "off", HEARD, OFF)) == (SOUND,)
    assert on_for_now(inputs(SOUND, "on", SILENT, MADE)) == (SOUND,)
    assert on_for_now(inputs(SOUND, "off", SILENT, OFF)) == ()
    assert on_for_now(inputs(SOUND, "on", HEARD, ON)) == ()
    assert on_for_now(inputs(SOUND, "on", HEARD)) == ()


@pytest.mark.parametrize(
    ("wants", "memory", "last", "value", "command"),
    [
        (PRIVATE, OFF, "off", "on", "on"),
        (OPEN, OFF, "on", "off", "off"),
        (PRIVATE, OFF, "on", "on", None),
        (OPEN, OFF, "off", "off", None),
    ],
)
def test_a_state_that_is_older_than_the_last_command(
    wants: WantedRoles, memory: Remembered, last: str, value: str, command: str | None
) -> None:
    """It says nothing where something else was told since: what is wanted is told."""
    made = plan(
        replace(
            inputs(LENS, value, wants, memory),
            readings={"lens": ControlReading(value=value, available=True, fresh=False)},
            attempts={"lens": Attempt(value=last, at=0.0, reached=True)},
        )
    )
    assert [one.value for one in made.commands] == ([command] if command else [])
