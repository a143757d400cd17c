"""Several guarded cameras that share the controls of one camera."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import given
import pytest

from custom_components.lens_cap.core.controls.at_camera import closed_by_hand
from custom_components.lens_cap.core.controls.capability import Capability, Remembered
from custom_components.lens_cap.core.controls.confirmation import stays_closed
from custom_components.lens_cap.core.controls.control import Control, ControlOrigin
from custom_components.lens_cap.core.controls.microphone import microphone_stays_off
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.controls.sharing import ControlUse, left_to_others
from custom_components.lens_cap.core.controls.wanted import (
    STILL,
    WantedRoles,
    wanted_roles,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel

from ..strategies import randoms
from .device import Device, Driver

LENS = Capability(entity="lens", role=Role.PRIVACY, domain="switch", safe="on")
MIC = Capability(entity="mic", role=Role.MICROPHONE, domain="switch", safe="off")
NAMES = tuple(CameraId(name) for name in ("main", "sub", "third"))


def wanted(level: PrivacyLevel, *, audio: bool = False) -> WantedRoles:
    """Return what is wanted of a camera whose microphone follows, and may be switched on."""
    return wanted_roles(
        level,
        known=True,
        audio=audio,
        microphone_follows=True,
        switches_on_microphone=True,
    )


PRIVATE, SILENT = wanted(PrivacyLevel.PRIVATE), wanted(PrivacyLevel.OPEN)
HEARD = wanted(PrivacyLevel.OPEN, audio=True)
EVERY = (PRIVATE, SILENT, HEARD)


def use(one: WantedRoles, *controls: Capability, **more: frozenset[str]) -> ControlUse:
    """Return what a camera wants of some controls."""
    chosen = tuple(
        Control(
            role=control.role,
            entity=control.entity,
            safe=control.safe,
            origin=ControlOrigin.FOUND,
        )
        for control in controls
    )
    return ControlUse(controls=chosen, wanted=one, **more)


def left(*uses: ControlUse) -> list[set[str]]:
    """Return what each of some cameras leaves to the others."""
    found = left_to_others(dict(zip(NAMES, uses, strict=False)))
    return [set(one) for one in found.values()]


@pytest.mark.parametrize("one", [*EVERY, STILL])
def test_what_nobody_shares_is_left_to_nobody(one: WantedRoles) -> None:
    """Nor are controls of which each has its own."""
    assert left(use(one, LENS, MIC)) == [set()]
    other = replace(LENS, entity="other")
    assert left(use(one, LENS), use(PRIVATE, other), use(SILENT)) == [set()] * 3


def test_a_lens_is_closed_for_whoever_is_private() -> None:
    """Whatever the others want, sound included."""
    for first, second in product(EVERY, EVERY):
        private = [first is PRIVATE, second is PRIVATE]
        expected = [set() if one is any(private) else {"lens"} for one in private]
        assert left(use(first, LENS), use(second, LENS)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (SILENT, SILENT, [set(), set()]),
        (HEARD, HEARD, [set(), set()]),
        (HEARD, SILENT, [set(), {"mic"}]),
        (SILENT, HEARD, [{"mic"}, set()]),
        (HEARD, PRIVATE, [{"mic"}, set()]),
        (SILENT, PRIVATE, [set(), set()]),
        # Of which nothing is known yet may be private.
        (HEARD, STILL, [{"mic"}, set()]),
    ],
)
def test_a_microphone_is_on_for_whoever_is_heard(
    first: WantedRoles, second: WantedRoles, expected: list[set[str]]
) -> None:
    """But not as long as somebody shares it who is private."""
    assert left(use(first, MIC), use(second, MIC)) == expected


def test_a_microphone_that_need_not_follow_is_no_sound() -> None:
    """Whose microphone is free while nobody listens does not keep it on for others."""
    free = wanted_roles(
        PrivacyLevel.OPEN, known=True, audio=False, microphone_follows=False
    )
    assert left(use(SILENT, MIC), use(free, MIC)) == [set(), {"mic"}]


def test_what_is_not_known_yet_opens_nothing() -> None:
    """What was closed for a camera before a restart stays closed until it is known what it wants."""
    closed = frozenset({"lens"})
    assert left(use(SILENT, LENS), use(STILL, LENS, remembered=closed)) == [
        {"lens"},
        set(),
    ]
    assert left(use(SILENT, LENS), use(STILL, LENS)) == [set(), set()]


def _driven(*values: WantedRoles, mic: str = "on") -> list[Driver]:
    device = Device(values={"lens": "off", "mic": mic})
    return [
        Driver(device=device, capabilities=(LENS, MIC), wanted=one) for one in values
    ]


def _share(driven: Sequence[Driver]) -> None:
    uses = [
        use(one.wanted, LENS, MIC, remembered=frozenset(one.saved)) for one in driven
    ]
    for one, entities in zip(driven, left(*uses), strict=True):
        one.left = frozenset(entities)
        one.elsewhere = {
            entity: known
            for other in driven
            if other is not one
            for entity, known in other.saved.items()
        }


def _settle(driven: Sequence[Driver], chance: Random) -> None:
    """Let each step in any order until nothing is left to do, with kills of Lens Cap between."""
    for _ in range(40):
        for one in chance.sample(driven, len(driven)):
            _share(driven)
            one.step(killed_after=chance.choice((1, 2, 3, 3, 3)))
    _rest(driven)


def _rest(driven: Sequence[Driver]) -> None:
    for _ in range(200):
        _share(driven)
        sent = [one.step() for one in driven]
        if not any(sent):
            again = [at for one in driven if (at := one.planned().again_at) is not None]
            if not again:
                return
            for one in driven:
                one.now = max(one.now, *again)
    raise AssertionError("they never come to rest")


@given(randoms)
def test_however_they_change_they_come_to_rest(chance: Random) -> None:
    """Closed for whoever is private, heard by whoever may hear, and as before when all of them may be seen.

    Where a microphone was off, sound switches it on only if its owner said so.
    """
    before, switched_on = chance.choice(("on", "off")), chance.choice((True, False))
    every = [replace(one, switches_on_microphone=switched_on) for one in EVERY]
    private, _, heard = every
    driven = _driven(*chance.choices(every, k=chance.choice((2, 3))), mic=before)
    for _ in range(6):
        for one in driven:
            one.want(chance.choice(every))
        _settle(driven, chance)
        wants = [one.wanted for one in driven]
        values = driven[0].device.values
        may_be_heard = heard in wants and private not in wants
        assert (values["lens"] == "on") is (private in wants)
        assert (values["mic"] == "on") is (
            may_be_heard and (before == "on" or switched_on)
        )
    for one in driven:
        one.want(heard)
    _settle(driven, chance)
    mic = "on" if switched_on else before
    assert driven[0].device.values == {"lens": "off", "mic": mic}


@pytest.mark.parametrize(("before", "switched_on"), [("on", False), ("off", True)])
def test_sound_is_heard_again_after_another_was_private(
    before: str, switched_on: bool
) -> None:
    """Whoever switches the microphone off at the camera then is not overruled."""
    private, silent, heard = (
        replace(one, switches_on_microphone=switched_on) for one in EVERY
    )
    driven = _driven(silent, silent, mic=before)
    mic = []
    for one, other in (
        (silent, silent),
        (heard, silent),
        (heard, private),
        (heard, silent),
    ):
        driven[0].want(one)
        driven[1].want(other)
        _rest(driven)
        mic.append(driven[0].device.values["mic"])
    assert mic == ["off", "on", "off", "on"]
    driven[0].device.values["mic"] = "off"
    _rest(driven)
    assert driven[0].device.values["mic"] == "off"
    driven[0].want(silent)
    _rest(driven)
    driven[0].want(heard)
    _rest(driven)
    assert (driven[0].device.values["mic"] == "on") is switched_on


def test_only_a_microphone_that_is_heard_is_remembered_while_it_is_left() -> None:
    """Whoever closes anything else puts it back."""
    seen, private = _driven(HEARD, PRIVATE)
    _share([seen, private])
    assert seen.planned().memory == {"mic": Remembered(before="on", told=True)}
    seen.saved["mic"] = Remembered(before="off", switched_on=True)
    assert seen.planned().memory == seen.saved
    seen.device.values["mic"] = "off"
    assert seen.planned().memory == {"mic": Remembered(before="off")}
    seen.want(SILENT)
    assert seen.planned().memory == {}


def test_what_is_left_to_others_is_no_fault() -> None:
    """It is taken for no hand at the camera, nor for a lens that does not open again; and sound is off."""
    seen, private = _driven(HEARD, PRIVATE)
    seen.device.values |= {"lens": "on", "mic": "off"}
    _share([seen, private])
    seen.saved["lens"] = Remembered(before="off", told=True)
    inputs = seen.inputs()
    assert inputs.left == {"lens", "mic"}
    assert closed_by_hand(replace(inputs, memory={}), LENS, "off") is None
    assert not stays_closed(inputs)
    assert microphone_stays_off(inputs)
    alone = replace(inputs, left=frozenset())
    assert closed_by_hand(replace(alone, memory={}), LENS, "off") is not None


def test_what_is_about_to_be_closed_is_closed_by_no_hand() -> None:
    """Another camera that shares it may be the first to tell it."""
    (alone,) = _driven(PRIVATE)
    alone.device.values["lens"] = "on"
    assert closed_by_hand(alone.inputs(), LENS, "off") is None
    alone.want(SILENT)
    assert closed_by_hand(alone.inputs(), LENS, "off") is not None
