"""A control is believed when it was seen, and a hand at the camera is told from our own."""

from dataclasses import replace

import pytest

from custom_components.lens_cap.core.controls.at_camera import (
    closed_by_hand,
    is_open_at_camera,
    opened_behind_our_back,
)
from custom_components.lens_cap.core.controls.capability import (
    Attempt,
    Capability,
    ControlReading,
    Remembered,
)
from custom_components.lens_cap.core.controls.command_limits import (
    DRIFT_WINDOW,
    kept_times,
    may_close_again,
)
from custom_components.lens_cap.core.controls.confirmation import (
    DeviceConfirmation,
    confirmation_of,
    confirmations,
    device_confirmation,
    stays_closed,
    worst_confirmation,
)
from custom_components.lens_cap.core.controls.plan_inputs import PlanInputs
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.controls.wanted import STILL

from .test_plan import GUARD, LENS, LEVEL, OPEN, PRIVATE, SOUND, UNIFI

TOLD = {"lens": Attempt(value="on", at=100.0, reached=True)}
ON = ControlReading(value="on", available=True)
OFF = ControlReading(value="off", available=True)


def inputs(
    one: Capability, reading: ControlReading | None, **more: object
) -> PlanInputs:
    """Return the inputs of one control."""
    made = PlanInputs(
        capabilities=(one,),
        readings={} if reading is None else {one.entity: reading},
        memory={one.entity: Remembered(before="off", told=True)},
        wanted=PRIVATE,
        now=105.0,
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reading", "more", "expected"),
    [
        (ON, {}, DeviceConfirmation.CONFIRMED),
        (replace(ON, fresh=False), {"attempts": TOLD}, DeviceConfirmation.PENDING),
        (
            replace(ON, fresh=False),
            {"attempts": TOLD, "now": 200.0},
            DeviceConfirmation.UNCONFIRMED,
        ),
        (replace(ON, assumed=True), {}, DeviceConfirmation.UNCONFIRMED),
        (OFF, {"attempts": TOLD}, DeviceConfirmation.PENDING),
        (
            replace(ON, fresh=False),
            {"attempts": TOLD, "now": 115.0},
            DeviceConfirmation.UNCONFIRMED,
        ),
        (OFF, {"attempts": TOLD, "now": 115.0}, DeviceConfirmation.FAILED),
        (OFF, {"attempts": TOLD, "now": 200.0}, DeviceConfirmation.FAILED),
        (
            OFF,
            {"attempts": {"lens": replace(TOLD["lens"], value="off", reached=False)}},
            DeviceConfirmation.PENDING,
        ),
        (
            OFF,
            {"attempts": {"lens": replace(TOLD["lens"], reached=False)}},
            DeviceConfirmation.FAILED,
        ),
        (
            OFF,
            {"attempts": {"lens": replace(TOLD["lens"], count=2)}},
            DeviceConfirmation.FAILED,
        ),
        (OFF, {}, DeviceConfirmation.PENDING),
        (OFF, {"yielded": frozenset({"lens"})}, DeviceConfirmation.FAILED),
        (
            replace(OFF, value=None),
            {"attempts": TOLD, "now": 200.0},
            DeviceConfirmation.UNCONFIRMED,
        ),
        (replace(OFF, value=None), {"memory": {}}, DeviceConfirmation.PENDING),
        (None, {}, DeviceConfirmation.FAILED),
        (OFF, {"wanted": OPEN}, DeviceConfirmation.NOT_NEEDED),
        (ON, {"wanted": STILL}, DeviceConfirmation.PENDING),
    ],
)
def test_what_is_believed(
    reading: ControlReading | None,
    more: dict[str, object],
    expected: DeviceConfirmation,
) -> None:
    """A state newer than the command proves it; nothing else says more than it knows."""
    made = inputs(LENS, reading, **more)
    assert confirmation_of(made, LENS, camera_away=False) is expected


def test_a_camera_that_went_away_proves_it_where_that_is_its_way() -> None:
    """An absent camera is proof for a control whose row says so, and only after it was told."""
    way = replace(LENS, by_absence=True)
    assert (
        confirmation_of(inputs(way, None), way, camera_away=True)
        is DeviceConfirmation.CONFIRMED
    )
    untold = inputs(way, None, memory={})
    assert confirmation_of(untold, way, camera_away=True) is DeviceConfirmation.FAILED
    assert (
        confirmation_of(inputs(LENS, None), LENS, camera_away=True)
        is DeviceConfirmation.FAILED
    )


def test_a_press_is_never_seen() -> None:
    """A button that was pressed is asked for, not confirmed."""
    pressed = inputs(GUARD, replace(ON, value=None))
    assert (
        confirmation_of(pressed, GUARD, camera_away=False)
        is DeviceConfirmation.UNCONFIRMED
    )


def test_what_is_covered_is_as_far_as_what_covers_it() -> None:
    """A microphone that goes with the lens is confirmed with it, though it is away itself."""
    made = PlanInputs(
        capabilities=(UNIFI, LEVEL), readings={"lens": ON}, memory={}, wanted=PRIVATE
    )
    roles = confirmations(made, camera_away=False)
    assert roles == {
        Role.PRIVACY: DeviceConfirmation.CONFIRMED,
        Role.MICROPHONE: DeviceConfirmation.CONFIRMED,
    }
    assert device_confirmation(roles, private=True) is DeviceConfirmation.CONFIRMED
    away = replace(made, readings={})
    assert (
        confirmations(away, camera_away=False)[Role.MICROPHONE]
        is DeviceConfirmation.FAILED
    )


def test_what_covers_counts_only_for_what_has_to_be_closed() -> None:
    """A microphone that may be heard is not needed, whatever the lens does; one whose lens failed is as it says."""
    lens_only = replace(PRIVATE, closed=frozenset({Role.PRIVACY}))
    made = PlanInputs(
        capabilities=(UNIFI, LEVEL), readings={"lens": ON}, memory={}, wanted=lens_only
    )
    roles = confirmations(made, camera_away=False)
    assert roles[Role.MICROPHONE] is DeviceConfirmation.NOT_NEEDED
    silent = ControlReading(value="0", available=True)
    failed = replace(made, wanted=PRIVATE, readings={"level": silent})
    roles = confirmations(failed, camera_away=False)
    assert roles == {
        Role.PRIVACY: DeviceConfirmation.FAILED,
        Role.MICROPHONE: DeviceConfirmation.CONFIRMED,
    }


def test_a_camera_that_went_away_proves_what_goes_with_it() -> None:
    """The microphone that goes with the lens, too."""
    way = replace(UNIFI, by_absence=True)
    silent = replace(ON, value=None)
    made = inputs(way, silent, capabilities=(way, LEVEL))
    assert confirmations(made, camera_away=True) == {
        Role.PRIVACY: DeviceConfirmation.CONFIRMED,
        Role.MICROPHONE: DeviceConfirmation.CONFIRMED,
    }
    assert set(confirmations(made, camera_away=False).values()) == {
        DeviceConfirmation.UNCONFIRMED
    }


def test_what_nobody_chose_hides_nothing() -> None:
    """Whichever comes first."""
    spare = replace(SOUND, entity="spare", chosen=False)
    made = inputs(LENS, ON, capabilities=(spare, LENS))
    assert confirmations(made, camera_away=False) == {
        Role.PRIVACY: DeviceConfirmation.CONFIRMED
    }


def test_the_worst_of_several_counts() -> None:
    """A lens that is shut does not hide a microphone that is not; an arm that did not park does not count."""
    made = PlanInputs(
        capabilities=(LENS, SOUND), readings={"lens": ON}, memory={}, wanted=PRIVATE
    )
    roles = confirmations(made, camera_away=False)
    assert device_confirmation(roles, private=True) is DeviceConfirmation.FAILED
    assert device_confirmation(roles, private=False) is DeviceConfirmation.NOT_NEEDED
    parked = {
        Role.PRIVACY: DeviceConfirmation.CONFIRMED,
        Role.PTZ_PARK: DeviceConfirmation.UNCONFIRMED,
    }
    assert device_confirmation(parked, private=True) is DeviceConfirmation.CONFIRMED
    assert worst_confirmation([]) is DeviceConfirmation.NOT_NEEDED
    second = replace(SOUND, entity="second")
    both = replace(made, capabilities=(SOUND, second), readings={"second": OFF})
    assert confirmations(both, camera_away=False) == {
        Role.MICROPHONE: DeviceConfirmation.FAILED
    }


def test_what_ends_part_of_the_picture_confirms_no_more_than_that() -> None:
    """One way that is shut proves nothing about the others, unless something shuts the whole."""
    part = replace(LENS, entity="part", partial=True)
    made = PlanInputs(
        capabilities=(part, LENS),
        readings={"part": ON, "lens": OFF},
        memory={},
        wanted=PRIVATE,
    )
    alone = confirmations(replace(made, capabilities=(part,)), camera_away=True)
    assert alone == {Role.PRIVACY: DeviceConfirmation.UNCONFIRMED}
    assert (
        confirmations(made, camera_away=False)[Role.PRIVACY]
        is DeviceConfirmation.PENDING
    )
    whole = replace(made, readings={"part": ON, "lens": ON})
    assert (
        confirmations(whole, camera_away=False)[Role.PRIVACY]
        is DeviceConfirmation.CONFIRMED
    )
    masked = replace(part, role=Role.MASK)
    assert not masked.leaves_ways


def test_a_lens_that_does_not_come_back() -> None:
    """It was told to open more than once, or could not be told, and is still shut."""
    opening = Attempt(value="off", at=100.0, reached=True)
    made = inputs(LENS, ON, wanted=OPEN, attempts={"lens": opening})
    assert not stays_closed(made)
    again = replace(opening, count=2)
    assert stays_closed(replace(made, attempts={"lens": again}))
    lost = replace(opening, reached=False)
    assert stays_closed(replace(made, attempts={"lens": lost}))
    back = inputs(LENS, OFF, wanted=OPEN, attempts={"lens": again})
    assert not stays_closed(back)
    assert not stays_closed(replace(made, attempts=TOLD))
    assert not stays_closed(replace(made, attempts={}))
    assert not stays_closed(replace(made, attempts={"lens": again}, wanted=PRIVATE))
    assert not stays_closed(replace(made, attempts={"lens": again}, memory={}))


def test_a_lens_that_is_away_stays_closed() -> None:
    """Nothing can be told to it; one that was closed before, or was told nothing, has nothing to come back from."""
    made = inputs(LENS, None, wanted=OPEN)
    assert stays_closed(made)
    assert stays_closed(replace(made, attempts=TOLD))
    assert not stays_closed(replace(made, wanted=STILL))
    for known in (
        Remembered(before="off"),
        Remembered(before="on", told=True),
        Remembered(before=None, told=True),
    ):
        assert not stays_closed(replace(made, memory={"lens": known}))


def test_recordings_that_stop_close_no_lens() -> None:
    """Where no control ends the picture, nobody says that the camera is private there."""
    kept = {Role.RECORDING: DeviceConfirmation.CONFIRMED}
    assert device_confirmation(kept, private=True) is DeviceConfirmation.UNCONFIRMED
    assert device_confirmation({}, private=True) is DeviceConfirmation.NOT_NEEDED
    light = {Role.STATUS_LIGHT: DeviceConfirmation.CONFIRMED}
    assert device_confirmation(light, private=True) is DeviceConfirmation.NOT_NEEDED


@pytest.mark.parametrize(
    ("one", "before", "reading", "memory", "expected"),
    [
        (LENS, "off", ON, {}, Remembered(before="off", told=True)),
        (LENS, None, ON, {}, Remembered(before="off", told=True)),
        (LENS, "on", ON, {}, None),
        (LENS, "off", OFF, {}, None),
        (LENS, "off", ON, {"lens": Remembered(before="off")}, None),
        (SOUND, "on", OFF, {}, None),
    ],
)
def test_a_hand_that_closes(
    one: Capability,
    before: str | None,
    reading: ControlReading,
    memory: dict[str, Remembered],
    expected: Remembered | None,
) -> None:
    """A lens that closes without us was closed by a hand, and ending that here opens it again."""
    made = inputs(one, reading, wanted=OPEN, memory=memory)
    assert closed_by_hand(made, one, before) == expected


def test_a_hand_that_opens() -> None:
    """What was shut, has to be, and is not: somebody opened it."""
    assert opened_behind_our_back(inputs(LENS, OFF), LENS, "on")
    assert not opened_behind_our_back(inputs(LENS, OFF), LENS, "off")
    assert not opened_behind_our_back(inputs(LENS, None), LENS, "on")
    assert not opened_behind_our_back(inputs(LENS, ON), LENS, "on")
    assert not opened_behind_our_back(inputs(LENS, OFF, wanted=OPEN), LENS, "on")


def test_a_camera_is_open_only_if_it_says_so() -> None:
    """Each control that ends the picture has to say that it does not."""
    assert is_open_at_camera(inputs(LENS, OFF))
    assert not is_open_at_camera(inputs(LENS, ON))
    assert not is_open_at_camera(inputs(LENS, None))
    assert not is_open_at_camera(inputs(SOUND, OFF))
    other = replace(LENS, entity="other")
    made = replace(
        inputs(LENS, OFF),
        capabilities=(LENS, other),
        readings={"lens": OFF, "other": ON},
    )
    assert not is_open_at_camera(made)
    assert is_open_at_camera(made, {"lens"})
    assert not is_open_at_camera(made, {"other"})
    assert not is_open_at_camera(made, {"gone"})


def test_it_is_closed_again_three_times_in_ten_minutes() -> None:
    """A fourth time is left to people, until those times are past."""
    times: tuple[float, ...] = (0.0, 10.0, 20.0)
    assert may_close_again(times[:2], 30.0)
    assert not may_close_again(times, 30.0)
    assert may_close_again(times, DRIFT_WINDOW + 1)
    assert kept_times((0.0, 50.0), 70.0) == (50.0, 70.0)
    assert may_close_again(times, 30.0, 4)
