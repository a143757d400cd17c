"""Single plans: what is remembered, what waits for what, and what holds up nothing else."""

from dataclasses import replace

import pytest

from custom_components.lens_cap.core.controls.capability import (
    Attempt,
    Capability,
    ControlReading,
    Remembered,
)
from custom_components.lens_cap.core.controls.plan import plan
from custom_components.lens_cap.core.controls.plan_inputs import PlanInputs
from custom_components.lens_cap.core.controls.role import Role

from .test_plan import LENS, LEVEL, OPEN, PLUG, PRIVATE, SOUND, UNIFI

LIGHT = Capability(entity="light", role=Role.STATUS_LIGHT, domain="switch", safe="on")


def reads(**values: str) -> dict[str, ControlReading]:
    """Return readings of controls that can be reached."""
    return {
        entity: ControlReading(value=value, available=True)
        for entity, value in values.items()
    }


def told_from(**before: str) -> dict[str, Remembered]:
    """Return what is remembered of controls that were told to close."""
    return {
        entity: Remembered(before=value, told=True) for entity, value in before.items()
    }


def test_the_lens_is_opened_before_what_it_moves_is_put_back() -> None:
    """Else the camera would move it again; once all is as before, nothing is remembered."""
    made = PlanInputs(
        capabilities=(LEVEL, UNIFI),
        readings=reads(lens="on", level="0"),
        memory=told_from(lens="off", level="55"),
        wanted=OPEN,
    )
    planned = plan(made)
    assert [one.entity for one in planned.commands] == ["lens"]
    assert planned.memory == made.memory
    opened = replace(made, readings=reads(lens="off", level="0"))
    assert [one.value for one in plan(opened).commands] == ["55"]
    done = plan(replace(made, readings=reads(lens="off", level="55")))
    assert (done.commands, done.memory) == ((), {})


def test_what_is_put_back_together_with_its_lens_holds_up_nothing_else() -> None:
    """A light that is free is put back meanwhile."""
    made = PlanInputs(
        capabilities=(UNIFI, LEVEL, LIGHT),
        readings=reads(lens="on", level="0", light="on"),
        memory=told_from(lens="off", level="55", light="off"),
        wanted=replace(OPEN, closed=frozenset({Role.PRIVACY})),
    )
    assert [one.entity for one in plan(made).commands] == ["light"]


def test_what_says_nothing_holds_up_nothing_else() -> None:
    """A lens that was told, and is silent, is told no more; a microphone that is open is."""
    made = PlanInputs(
        capabilities=(LENS, SOUND),
        readings={"lens": ControlReading(available=True), **reads(sound="on")},
        memory=told_from(lens="off"),
        wanted=PRIVATE,
    )
    assert [one.entity for one in plan(made).commands] == ["sound"]


def test_the_plug_is_the_first_to_come_back_wherever_it_is_listed() -> None:
    """What it feeds can be told nothing before."""
    made = PlanInputs(
        capabilities=(SOUND, LENS, PLUG),
        readings=reads(lens="on", sound="off", plug="off"),
        memory=told_from(lens="off", sound="on", plug="on"),
        wanted=OPEN,
    )
    ordered = [one.entity for one in plan(made).commands]
    assert ordered == ["plug", "lens", "sound"]


@pytest.mark.parametrize(
    ("known", "value", "kept"),
    [
        (None, None, Remembered(before=None)),
        (None, "on", Remembered(before="on")),
        (Remembered(before=None), "on", Remembered(before="on")),
        (Remembered(before=None, told=True), "on", Remembered(before=None, told=True)),
        (
            Remembered(before="off", switched_on=True),
            "on",
            Remembered(before="off", switched_on=True),
        ),
        (
            Remembered(before="off", switched_on=True),
            "off",
            Remembered(before="off", switched_on=False),
        ),
    ],
)
@pytest.mark.parametrize("one", [SOUND, replace(LENS, entity="sound", safe="off")])
def test_what_is_remembered_of_what_has_to_be_closed(
    one: Capability, known: Remembered | None, value: str | None, kept: Remembered
) -> None:
    """What it was before it was told, if that was known; and that it is on for now, until it is off."""
    made = PlanInputs(
        capabilities=(one,),
        readings={"sound": ControlReading(value=value, available=True)},
        memory={} if known is None else {"sound": known},
        wanted=PRIVATE,
    )
    assert plan(made).memory == {"sound": kept}


@pytest.mark.parametrize(("last", "is_there"), [("on", True), ("off", False)])
def test_an_old_state_counts_where_nothing_else_was_told_since(
    last: str, is_there: bool
) -> None:
    """A control that says that it is on, from before the last command."""
    made = PlanInputs(
        capabilities=(LENS,),
        readings={"lens": ControlReading(value="on", available=True, fresh=False)},
        memory={},
        wanted=PRIVATE,
        attempts={"lens": Attempt(value=last, at=0.0, reached=True)},
    )
    assert made.is_at(LENS, "on") is is_there
