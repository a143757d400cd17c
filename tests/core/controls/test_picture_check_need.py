"""Of which controls a picture would say something, and what it changes of how far they are."""

from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.controls.capability import (
    Attempt,
    Capability,
    ControlReading,
    Remembered,
)
from custom_components.lens_cap.core.controls.confirmation import (
    DeviceConfirmation,
    confirmation_of,
    confirmations,
    device_confirmation,
)
from custom_components.lens_cap.core.controls.picture_check import PictureProof
from custom_components.lens_cap.core.controls.picture_check_need import (
    needs_picture_check,
    subject_of,
)
from custom_components.lens_cap.core.controls.plan_inputs import PlanInputs
from custom_components.lens_cap.core.controls.wanted import STILL

from .test_plan import GUARD, LENS, OPEN, PRIVATE, SOUND

TOLD = Attempt(value="on", at=100.0, reached=True)
SILENT = ControlReading(available=True)
ON = ControlReading(value="on", available=True)
OFF = ControlReading(value="off", available=True)
ASSUMED = replace(ON, assumed=True)
SEEN = st.sampled_from([None, *PictureProof])
READINGS = st.sampled_from([SILENT, ON, OFF, ASSUMED, replace(ON, fresh=False)])


def told(one: Capability = LENS, reading: ControlReading = SILENT) -> PlanInputs:
    """Return the inputs of a control that was told to close long ago."""
    return PlanInputs(
        capabilities=(one,),
        readings={one.entity: reading},
        memory={one.entity: Remembered(before="off", told=True)},
        wanted=PRIVATE,
        now=500.0,
        attempts={one.entity: TOLD},
    )


@pytest.mark.parametrize("reading", [SILENT, ASSUMED, replace(ON, fresh=False)])
def test_a_check_is_needed_where_nothing_confirms(reading: ControlReading) -> None:
    """A control that does not say, only assumes, or has said nothing since."""
    made = told(reading=reading)
    assert subject_of(made) == {(LENS.entity, 100.0)}
    assert needs_picture_check(made, None, camera_away=False)
    assert not needs_picture_check(made, None, camera_away=True)
    way = told(replace(LENS, by_absence=True), SILENT)
    assert needs_picture_check(way, None, camera_away=False)


@pytest.mark.parametrize(
    ("reading", "at"), [(ON, 500.0), (OFF, 500.0), (SILENT, 101.0)]
)
def test_no_check_is_needed_where_it_is_known_or_too_early(
    reading: ControlReading, at: float
) -> None:
    """It says that it closed, or that it did not, or has some time yet."""
    made = replace(told(reading=reading), now=at)
    assert not needs_picture_check(made, None, camera_away=False)
    assert needs_picture_check(made, PictureProof.SEES, camera_away=False)


@pytest.mark.parametrize(
    "made",
    [
        replace(told(), wanted=OPEN),
        replace(told(), wanted=STILL),
        replace(told(), memory={LENS.entity: Remembered(before="off")}),
        replace(told(), memory={}),
        told(SOUND),
        told(replace(LENS, partial=True)),
        told(replace(LENS, chosen=False)),
    ],
    ids=["open", "still", "not told", "not known", "sound", "part", "not chosen"],
)
def test_of_what_no_picture_says_anything(made: PlanInputs) -> None:
    """What has not to be closed, was told nothing, or ends no picture, or not the whole."""
    assert subject_of(made) == frozenset()
    assert not needs_picture_check(made, PictureProof.SEES, camera_away=False)


def test_another_command_is_another_subject() -> None:
    """What was seen before a command says nothing about it; a restart knows none."""
    made = told()
    again = replace(made, attempts={LENS.entity: replace(TOLD, at=300.0)})
    assert subject_of(made) != subject_of(again)
    assert subject_of(replace(made, attempts={})) == {(LENS.entity, None)}


@pytest.mark.parametrize(
    ("reading", "seen", "expected"),
    [
        (SILENT, PictureProof.CLOSED, DeviceConfirmation.CONFIRMED),
        (SILENT, PictureProof.SEES, DeviceConfirmation.FAILED),
        (ASSUMED, PictureProof.CLOSED, DeviceConfirmation.CONFIRMED),
        (ASSUMED, PictureProof.SEES, DeviceConfirmation.FAILED),
        (ON, PictureProof.SEES, DeviceConfirmation.FAILED),
        (OFF, PictureProof.CLOSED, DeviceConfirmation.FAILED),
        (SILENT, None, DeviceConfirmation.UNCONFIRMED),
    ],
)
def test_what_a_picture_changes(
    reading: ControlReading, seen: PictureProof | None, expected: DeviceConfirmation
) -> None:
    """Black proves what nobody else says; a room outweighs what a control says."""
    made = replace(told(reading=reading), seen=seen)
    assert confirmation_of(made, LENS, camera_away=False) is expected
    roles = confirmations(made, camera_away=False)
    assert device_confirmation(roles, private=True) is expected


def test_a_button_is_proven_by_a_picture() -> None:
    """A press that nobody can read back, and a camera that turned away to the wall."""
    pressed = replace(
        told(replace(GUARD, role=LENS.role)), seen=PictureProof.CLOSED, attempts={}
    )
    (one,) = pressed.capabilities
    assert (
        confirmation_of(pressed, one, camera_away=False) is DeviceConfirmation.CONFIRMED
    )


@given(READINGS, SEEN, st.booleans())
def test_only_black_confirms_more(
    reading: ControlReading, seen: PictureProof | None, away: bool
) -> None:
    """Without such a picture nothing is confirmed that would not be without checking."""
    made = told(reading=reading)
    without = confirmation_of(made, LENS, camera_away=away)
    found = confirmation_of(replace(made, seen=seen), LENS, camera_away=away)
    confirmed = found is DeviceConfirmation.CONFIRMED
    assert not confirmed or DeviceConfirmation.CONFIRMED is without or seen == "closed"


@given(READINGS, SEEN, st.booleans())
def test_what_ends_no_picture_is_not_seen(
    reading: ControlReading, seen: PictureProof | None, away: bool
) -> None:
    """A picture says nothing about a microphone, or about one of several streams."""
    for one in (SOUND, replace(LENS, partial=True)):
        made = told(one, reading)
        assert confirmation_of(
            replace(made, seen=seen), one, camera_away=away
        ) is confirmation_of(made, one, camera_away=away)
