"""Whose hand a call shows: each sign that is missing, and each that is there, by itself."""

from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.privacy.caller import (
    Call,
    Caller,
    Login,
    RequestedAction,
    Signs,
    called,
    caller_of,
    done_to,
    switched,
)
from custom_components.lens_cap.core.privacy.permission import (
    Actor,
    Way,
    may_dismiss_guests,
    may_end_holds,
)

SOFA = "switch.sofa_privacy_mode"
OFF = switched("switch", SOFA, on=False)
ANNA = Caller(user_id="anna", login=Login.PERSON, is_admin=True)
PROGRAM = Caller(user_id="anna", login=Login.PROGRAM, is_admin=True)

NOBODY = Actor(way=Way.INDIRECT)
BY_HAND = Actor(way=Way.DIRECT, user_id="anna", is_admin=True, is_person=True)
AUTOMATION = Actor(way=Way.NAMED)
BY_PROGRAM = Actor(way=Way.NAMED, token_of="anna", is_admin=True)
BY_SCRIPT = Actor(way=Way.NAMED, user_id="anna", is_admin=True)


def _lift() -> RequestedAction:
    names = frozenset({"camera.sofa", "camera.bed"})
    return called("lens_cap", "lift_privacy", names)


def _call(action: str, *names: str) -> Call:
    domain, name = action.split(".")
    return Call(domain=domain, action=name, names=frozenset(names))


TURN_OFF = _call("switch.turn_off", SOFA)
WHOLE = _call("homeassistant.turn_off", SOFA)
SCRIPT = _call("script.evening")
TRIGGERED = Signs(in_step=True, step=TURN_OFF, by_automation=True, by_action=True)
AREA = replace(_call("switch.turn_off"), by_place=True)
PASSED_BY = replace(NOBODY, in_passing=True)
SCENE = _call("scene.turn_on", "scene.evening")

SIGNS = [
    # A person, by the switch itself.
    (Signs(calls=[TURN_OFF], caller=ANNA), BY_HAND),
    (Signs(calls=[_call("switch.toggle", SOFA)], caller=ANNA), BY_HAND),
    (Signs(calls=[_call("switch.turn_off", SOFA, "switch.x")], caller=ANNA), BY_HAND),
    (Signs(calls=[WHOLE, TURN_OFF], caller=ANNA), BY_HAND),
    # Something led to it.
    (Signs(calls=[TURN_OFF, TURN_OFF], caller=ANNA), NOBODY),
    (Signs(calls=[WHOLE, TURN_OFF, TURN_OFF], caller=ANNA), NOBODY),
    (Signs(calls=[SCENE, TURN_OFF], caller=ANNA), NOBODY),
    (Signs(calls=[SCRIPT, TURN_OFF], caller=ANNA), NOBODY),
    (Signs(calls=[TURN_OFF, SCRIPT], caller=ANNA), NOBODY),
    (Signs(calls=[_call("homeassistant.toggle", SOFA), TURN_OFF], caller=ANNA), NOBODY),
    (
        Signs(calls=[_call("homeassistant.turn_on", SOFA), TURN_OFF], caller=ANNA),
        NOBODY,
    ),
    (Signs(calls=[_call("homeassistant.turn_off"), TURN_OFF], caller=ANNA), NOBODY),
    # Something else is named, or switched.
    (Signs(calls=[_call("switch.turn_off", "switch.lot")], caller=ANNA), NOBODY),
    (Signs(calls=[_call("switch.turn_on", SOFA)], caller=ANNA), NOBODY),
    (Signs(calls=[_call("light.turn_off", SOFA)], caller=ANNA), NOBODY),
    # Nobody is seen, or an assistant talks.
    (Signs(), NOBODY),
    (Signs(caller=ANNA), NOBODY),
    (Signs(calls=[TURN_OFF]), NOBODY),
    (Signs(calls=[TURN_OFF], caller=ANNA, spoken=True), NOBODY),
    (Signs(calls=[TURN_OFF], caller=ANNA, in_step=True), NOBODY),
    # An automation, in a step of its own.
    (Signs(in_step=True, step=TURN_OFF, by_automation=True), AUTOMATION),
    (Signs(in_step=True, step=WHOLE, by_automation=True), AUTOMATION),
    (Signs(calls=[TURN_OFF], by_automation=True), NOBODY),
    (Signs(in_step=True, by_automation=True), NOBODY),
    (Signs(in_step=True, step=SCENE, by_automation=True), NOBODY),
    (Signs(in_step=True, step=TURN_OFF), NOBODY),
    (Signs(in_step=True, step=TURN_OFF, by_automation=True, spoken=True), NOBODY),
    # An area that the switch stands in, among all that is there.
    (Signs(in_step=True, step=AREA, by_automation=True), PASSED_BY),
    (Signs(calls=[SCRIPT], caller=ANNA, in_step=True, step=AREA), PASSED_BY),
    (Signs(in_step=True, step=AREA), PASSED_BY),
    (Signs(in_step=True, step=AREA, by_automation=True, spoken=True), NOBODY),
    (Signs(calls=[AREA], caller=ANNA), NOBODY),
    (Signs(in_step=True, step=replace(SCENE, by_place=True)), NOBODY),
    (
        Signs(in_step=True, step=replace(TURN_OFF, by_place=True), by_automation=True),
        AUTOMATION,
    ),
    # A script that somebody started.
    (Signs(calls=[SCRIPT], caller=ANNA, in_step=True, step=TURN_OFF), BY_SCRIPT),
    (Signs(calls=[SCRIPT], in_step=True, step=TURN_OFF), NOBODY),
    (Signs(calls=[SCENE], caller=ANNA, in_step=True, step=TURN_OFF), NOBODY),
    (Signs(calls=[SCRIPT], caller=ANNA, in_step=True, step=SCENE), NOBODY),
    # An automation that somebody started by an action, past its own triggers.
    (replace(TRIGGERED, starter=ANNA), BY_SCRIPT),
    (replace(TRIGGERED, starter=PROGRAM), BY_PROGRAM),
    (TRIGGERED, NOBODY),
    # A program.
    (Signs(calls=[TURN_OFF], caller=PROGRAM), BY_PROGRAM),
    (Signs(calls=[SCENE, TURN_OFF], caller=PROGRAM), NOBODY),
    (Signs(calls=[SCRIPT], caller=PROGRAM, in_step=True, step=TURN_OFF), BY_PROGRAM),
]


@pytest.mark.parametrize(("signs", "actor"), SIGNS)
def test_whose_hand_switched_a_switch(signs: Signs, actor: Actor) -> None:
    """A person's only where it is that person's own call, and nobody's where a sign is missing."""
    assert caller_of(signs, OFF) == actor


@pytest.mark.parametrize(("on", "action"), [(True, "turn_on"), (False, "turn_off")])
def test_a_switch_is_switched_by_what_does_so_or_toggles(
    action: str, *, on: bool
) -> None:
    """Its own action or the one for everything; never by the one that does the opposite."""
    asked = switched("switch", SOFA, on=on)
    assert asked.actions == {
        (domain, name)
        for domain in ("switch", "homeassistant")
        for name in (action, "toggle")
    }
    assert asked.names == {SOFA}
    assert not asked.own


@pytest.mark.parametrize(
    ("call", "actor"),
    [
        (_call("button.press", "button.release"), BY_HAND),
        (_call("button.press", "button.release", "button.x"), BY_HAND),
        (_call("button.press", "button.x"), NOBODY),
        (_call("button.press"), NOBODY),
        (_call("button.turn_on", "button.release"), NOBODY),
        (_call("switch.press", "button.release"), NOBODY),
    ],
)
def test_whose_hand_pressed_a_button(call: Call, actor: Actor) -> None:
    """A person's, where that button is named and pressed."""
    asked = done_to("button", "press", "button.release")
    assert caller_of(Signs(calls=[call], caller=ANNA), asked) == actor


@pytest.mark.parametrize(
    ("names", "named"),
    [
        (["camera.sofa", "camera.bed"], True),
        (["camera.sofa", "camera.bed", "camera.door"], True),
        (["camera.sofa"], False),
        ([], False),
    ],
)
@pytest.mark.parametrize(
    ("caller", "by_automation", "actor"),
    [
        (ANNA, False, replace(BY_HAND, way=Way.ACTION)),
        (PROGRAM, False, replace(BY_PROGRAM, way=Way.ACTION)),
        (None, True, replace(AUTOMATION, way=Way.ACTION)),
    ],
)
def test_whose_hand_called_an_action(
    names: list[str],
    caller: Caller | None,
    actor: Actor,
    *,
    by_automation: bool,
    named: bool,
) -> None:
    """Each of its entities has to be named."""
    call = _call("lens_cap.lift_privacy", *names)
    signs = Signs(
        calls=[call],
        caller=caller,
        in_step=by_automation,
        step=call if by_automation else None,
        by_automation=by_automation,
    )
    assert caller_of(signs, _lift()) == (actor if named else NOBODY)


def test_an_action_of_ours_is_meant() -> None:
    """Whoever calls one for an area asks for it, and is told that cameras have to be named."""
    call = replace(_call("lens_cap.lift_privacy"), by_place=True)
    signs = Signs(in_step=True, step=call, by_automation=True)
    assert caller_of(signs, _lift()) == NOBODY


calls = st.sampled_from([TURN_OFF, WHOLE, SCRIPT, SCENE, _call("switch.turn_on", SOFA)])
all_signs = st.builds(
    Signs,
    calls=st.lists(calls, max_size=3),
    caller=st.sampled_from([None, ANNA, PROGRAM]),
    in_step=st.booleans(),
    step=st.none() | calls,
    by_automation=st.booleans(),
    by_action=st.booleans(),
    starter=st.sampled_from([None, ANNA, PROGRAM]),
    spoken=st.booleans(),
)
all_asked = st.sampled_from([OFF, _lift(), switched("switch", SOFA, on=True)])


def test_a_caller_of_whom_no_call_is_known_is_nobody() -> None:
    """A step alone does not tell who began it."""
    step = Call(domain="switch", action="turn_off", names=frozenset({"switch.sofa"}))
    caller = Caller(user_id="anna", login=Login.PERSON, is_admin=True)
    asked = RequestedAction(
        actions=frozenset({("switch", "turn_off")}), names=step.names
    )
    signs = Signs(caller=caller, step=step)
    assert caller_of(signs, asked) == Actor(way=Way.INDIRECT)


@given(all_signs, all_asked)
def test_a_sign_that_is_lost_never_opens(signs: Signs, asked: RequestedAction) -> None:
    """Knowing less makes nobody more; without any sign, it is nobody."""
    assert caller_of(Signs(), asked) == NOBODY
    for less in (
        replace(signs, caller=None, by_automation=False),
        replace(signs, calls=(), step=None),
        replace(signs, spoken=True),
    ):
        assert caller_of(less, asked) == NOBODY
    if caller_of(signs, asked).is_person:
        assert signs.caller == ANNA


@pytest.mark.parametrize(
    ("actor", "ends", "dismisses"),
    [
        (BY_HAND, True, True),
        (replace(BY_HAND, way=Way.ACTION), True, True),
        (AUTOMATION, True, False),
        (BY_SCRIPT, True, False),
        (BY_PROGRAM, True, False),
        (NOBODY, False, False),
        (replace(NOBODY, is_person=True, user_id="anna"), False, False),
    ],
)
def test_who_ends_holds_and_sends_guests_away(
    actor: Actor, *, ends: bool, dismisses: bool
) -> None:
    """Holds end by what names them; that guests have left only a person says."""
    assert may_end_holds(actor) is ends
    assert may_dismiss_guests(actor) is dismisses
