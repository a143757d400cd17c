"""What controls are told: closings first, each once, and afterwards just what was before."""

from dataclasses import replace
from itertools import product
from typing import override

from hypothesis import given, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
import pytest

from custom_components.lens_cap.core.controls.capability import (
    Capability,
    ControlReading,
    Remembered,
)
from custom_components.lens_cap.core.controls.plan import at_once, plan
from custom_components.lens_cap.core.controls.plan_inputs import PlanInputs
from custom_components.lens_cap.core.controls.role import AUDITED_ONLY, Role
from custom_components.lens_cap.core.controls.row import Row
from custom_components.lens_cap.core.controls.table import ROWS
from custom_components.lens_cap.core.controls.wanted import (
    STILL,
    WantedRoles,
    wanted_roles,
)
from custom_components.lens_cap.core.level import PrivacyLevel

from .device import Device, Driver

PRIVATE = wanted_roles(
    PrivacyLevel.PRIVATE, known=True, audio=False, microphone_follows=True
)
OPEN = WantedRoles()
LENS = Capability(entity="lens", role=Role.PRIVACY, domain="switch", safe="on")
SOUND = Capability(entity="sound", role=Role.MICROPHONE, domain="switch", safe="off")
RECORD = Capability(entity="record", role=Role.RECORDING, domain="select", safe="never")
LEVEL = Capability(
    entity="level", role=Role.MICROPHONE, domain="number", safe="0", highest=100.0
)
GUARD = Capability(entity="guard", role=Role.PTZ_PARK, domain="button", safe="press")
PLUG = Capability(entity="plug", role=Role.PLUG, domain="switch", safe="off")
UNIFI = Capability(
    entity="lens",
    role=Role.PRIVACY,
    domain="switch",
    safe="on",
    covers=frozenset({Role.MICROPHONE, Role.RECORDING}),
)


def driver(*capabilities: Capability, **values: str) -> Driver:
    """Return a Lens Cap with a camera that has these controls, at these values."""
    return Driver(device=Device(values=values), capabilities=capabilities, wanted=OPEN)


def told(driven: Driver) -> list[tuple[str, str]]:
    """Return what the camera was told."""
    return [(one.entity, one.value) for one in driven.device.told]


def test_private_closes_and_open_restores() -> None:
    """Lens, sound and recording close in this order, and come back as they were."""
    driven = driver(SOUND, RECORD, LENS, lens="off", sound="on", record="always")
    driven.want(PRIVATE)
    driven.settle()
    assert told(driven) == [("lens", "on"), ("sound", "off"), ("record", "never")]
    driven.want(OPEN)
    driven.settle()
    assert driven.device.values == {"lens": "off", "sound": "on", "record": "always"}
    assert driven.saved == {}


def test_what_undoes_each_other_is_told_one_by_one() -> None:
    """Closings go out together, but of those that would undo each other one at a time; openings in turn."""
    turns = tuple(replace(one, one_by_one=True) for one in (SOUND, RECORD))
    driven = driver(LENS, *turns, lens="off", sound="on", record="always")
    driven.want(PRIVATE)
    inputs = driven.inputs()
    first = at_once(inputs, plan(inputs).commands)
    assert [one.entity for one in first] == ["lens", "sound"]
    driven.settle()
    assert driven.device.values == {"lens": "on", "sound": "off", "record": "never"}
    driven.want(OPEN)
    inputs = driven.inputs()
    assert len(at_once(inputs, plan(inputs).commands)) == 1


def test_what_closes_waits_for_nothing_that_is_under_way() -> None:
    """But for a command to the same control, and for one that would undo it; what opens waits for all."""
    turns = tuple(replace(one, one_by_one=True) for one in (SOUND, RECORD))
    driven = driver(LENS, LEVEL, *turns, lens="off", sound="on", record="always")
    driven.want(PRIVATE)
    inputs = driven.inputs()
    commands = plan(inputs).commands
    lens, sound, record = (
        next(one for one in commands if one.entity == entity)
        for entity in ("lens", "sound", "record")
    )
    assert set(at_once(inputs, commands, (lens,))) == {sound}
    assert set(at_once(inputs, commands, (sound,))) == {lens}
    assert set(at_once(inputs, (record,), (sound,))) == set()
    opening = replace(record, closing=False, value="always")
    assert at_once(inputs, (opening,), (lens,)) == ()
    assert at_once(inputs, (opening,)) == (opening,)


def test_what_was_off_stays_off() -> None:
    """Nothing is told that is so already, before and after; and nothing is enabled that was not on."""
    driven = driver(LENS, SOUND, LEVEL, lens="on", sound="off", level="0.0")
    driven.want(PRIVATE)
    driven.settle()
    driven.want(OPEN)
    driven.settle()
    assert told(driven) == []


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.safe and row.role not in AUDITED_ONLY],
    ids=lambda row: f"{row.integration}-{row.role}-{row.value}",
)
@pytest.mark.parametrize("off_before", [True, False])
def test_each_row_ends_as_it_was(row: Row, off_before: bool) -> None:
    """The trap table: "was off before" stays off after, and what was on comes back."""
    one = Capability(entity="one", role=row.role, domain=row.platform, safe=row.safe)
    other = {"number": "55", "select": "always"}.get(row.platform, one.opposite or "")
    before = one.safe if off_before else other
    driven = driver(one, one=before)
    driven.want(WantedRoles(closed=frozenset({row.role})))
    driven.settle()
    driven.want(OPEN)
    driven.settle()
    assert one.momentary or driven.device.values == {"one": before}
    assert one.momentary or len(told(driven)) == (0 if off_before else 2)


def test_unknown_before_means_least() -> None:
    """A control that did not say what it was stays on its private side."""
    driven = driver(SOUND, sound="on")
    driven.device.blind.add("sound")
    driven.want(PRIVATE)
    driven.settle()
    driven.device.blind.clear()
    driven.want(OPEN)
    driven.settle()
    assert told(driven) == [("sound", "off")]
    assert driven.device.values == {"sound": "off"}


def test_what_says_nothing_is_told_once_and_put_back_once() -> None:
    """A control that stopped to say what it is gets back what it was, by one command."""
    driven = driver(SOUND, sound="on")
    driven.want(PRIVATE)
    driven.settle()
    driven.device.blind.add("sound")
    driven.want(OPEN)
    driven.settle()
    assert told(driven) == [("sound", "off"), ("sound", "on")]
    assert driven.saved == {}


def test_what_is_gone_for_now_is_not_forgotten() -> None:
    """A control that comes back after a restart gets back what it was."""
    driven = driver(SOUND, sound="on")
    driven.want(PRIVATE)
    driven.settle()
    driven.without(["sound"])
    driven.want(OPEN)
    driven.settle()
    driven.capabilities = (SOUND,)
    driven.settle()
    assert driven.device.values == {"sound": "on"}


def test_what_has_no_action_is_not_usable() -> None:
    """An option that was never chosen leads nowhere."""
    assert LENS.usable
    assert not Capability(
        entity="a", role=Role.PTZ_PARK, domain="select", safe=""
    ).usable


def test_the_trap_of_a_camera_that_turns_its_microphone_up() -> None:
    """Opening its lens puts microphone and recording somewhere; they end as they were, or at the least."""
    driven = driver(UNIFI, LEVEL, RECORD, lens="off", level="0", record="never")
    driven.device.moves = {"lens": {"level": "100", "record": "always"}}
    driven.want(PRIVATE)
    driven.settle()
    assert told(driven) == [("lens", "on")]
    driven.want(OPEN)
    driven.settle()
    assert driven.device.values == {"lens": "off", "level": "0", "record": "never"}


def test_the_trap_springs_late() -> None:
    """What was off is watched until the camera has settled, though it says first that it is off."""
    driven = driver(UNIFI, LEVEL, lens="off", level="0")
    driven.want(PRIVATE)
    driven.settle()
    driven.want(OPEN)
    while driven.step():
        pass
    assert driven.planned().again_at == driven.now + UNIFI.deadline
    driven.device.values["level"] = "100"
    driven.settle()
    assert driven.device.values == {"lens": "off", "level": "0"}


def test_the_trap_of_a_lens_that_is_away_as_privacy_ends() -> None:
    """What it moves is not called restored before it has come back and opened."""
    driven = driver(UNIFI, RECORD, lens="off", record="never")
    driven.device.moves = {"lens": {"record": "always"}}
    driven.want(PRIVATE)
    driven.settle()
    driven.device.away.add("lens")
    driven.want(OPEN)
    driven.settle()
    driven.device.away.clear()
    driven.settle()
    assert driven.device.values == {"lens": "off", "record": "never"}
    assert driven.saved == {}


def test_the_trap_of_a_microphone_that_was_never_seen_before_it_was_moved() -> None:
    """What a lens moved as it opened is not taken for what was before, also after a crash."""
    driven = driver(UNIFI, LEVEL, lens="off", level="0")
    driven.device.moves = {"lens": {"level": "100"}}
    driven.device.away.add("level")
    driven.want(PRIVATE)
    driven.step(2)
    driven.device.away.clear()
    driven.want(OPEN)
    driven.step(2)
    driven.restart()
    driven.want(WantedRoles(closed=frozenset({Role.MICROPHONE})))
    driven.settle()
    driven.want(OPEN)
    driven.settle()
    assert driven.device.values == {"lens": "off", "level": "0"}


def test_what_another_control_ends_is_told_only_where_that_fails() -> None:
    """A lens that closes silences the microphone; a lens that does not follow leaves it to its own."""
    driven = driver(UNIFI, LEVEL, lens="off", level="55")
    driven.device.deaf.add("lens")
    driven.want(PRIVATE)
    while driven.step():
        pass
    assert told(driven) == [("lens", "on")]
    driven.now += UNIFI.deadline
    driven.step()
    assert told(driven)[-1] == ("level", "0")


def test_a_lens_that_followed_covers_for_as_long_as_it_is_closed() -> None:
    """That it had some time to follow is over by then, and says nothing."""
    driven = driver(UNIFI, LEVEL, lens="off", level="55")
    driven.want(PRIVATE)
    driven.step()
    driven.now += UNIFI.deadline
    driven.settle()
    assert told(driven) == [("lens", "on")]


def test_a_lens_that_cannot_be_told_leaves_the_rest_to_its_own() -> None:
    """What is away covers nothing."""
    driven = driver(UNIFI, LEVEL, lens="off", level="55")
    driven.device.away.add("lens")
    driven.want(PRIVATE)
    driven.step()
    assert told(driven) == [("level", "0")]


def test_not_knowing_moves_nothing() -> None:
    """Starting up, no control is touched, whether it is open or closed."""
    driven = driver(LENS, SOUND, lens="off", sound="off")
    driven.saved = {"sound": Remembered(before="on", told=True)}
    driven.want(STILL)
    driven.settle()
    assert told(driven) == []
    assert driven.saved == {"sound": Remembered(before="on", told=True)}


def test_a_button_is_pressed_once() -> None:
    """Parking happens when privacy begins, also over a restart, and is not undone by a press."""
    driven = driver(GUARD, guard="unknown")
    driven.want(PRIVATE)
    driven.settle()
    driven.restart()
    driven.settle()
    driven.want(OPEN)
    driven.settle()
    assert told(driven) == [("guard", "press")]


def test_fifty_restarts_tell_nothing() -> None:
    """With rules that stay open and a microphone that stays off, a restart moves nothing."""
    driven = driver(LENS, SOUND, lens="off", sound="on")
    silent = WantedRoles(closed=frozenset({Role.MICROPHONE}))
    driven.want(silent)
    driven.settle()
    before = len(told(driven))
    for _ in range(50):
        driven.restart()
        driven.want(STILL)
        driven.settle()
        driven.want(silent)
        driven.settle()
    assert len(told(driven)) == before == 1


def test_a_thousand_flips_in_a_minute_are_bounded() -> None:
    """Opening waits when a control was told too much; closing never does."""
    driven = driver(LENS, lens="off")
    for flip in range(1000):
        driven.want(OPEN if flip % 2 else PRIVATE)
        driven.now = flip * 0.06
        driven.step()
        assert flip % 2 or driven.device.values["lens"] == "on"
    assert len(told(driven)) <= 14
    driven.settle()
    assert driven.device.values == {"lens": "off"}


def test_a_control_that_is_away_is_told_once_it_is_back() -> None:
    """Nothing is sent to nobody; what was before is what it says when it is back."""
    driven = driver(LENS, lens="off")
    driven.device.away.add("lens")
    driven.want(PRIVATE)
    driven.settle()
    assert told(driven) == []
    driven.device.away.clear()
    driven.settle()
    driven.want(OPEN)
    driven.settle()
    assert told(driven) == [("lens", "on"), ("lens", "off")]


def test_a_deaf_control_is_told_again_with_growing_pauses() -> None:
    """It is tried for as long as it is wanted, and ever more seldom."""
    driven = driver(LENS, lens="off")
    driven.device.deaf.add("lens")
    driven.want(PRIVATE)
    pauses = []
    for _ in range(7):
        assert driven.step()
        at = driven.planned().again_at
        assert at is not None
        pauses.append(at - driven.now)
        driven.now = at
    assert pauses == sorted(pauses)
    assert pauses[0] < 20
    assert pauses[-1] > 600


def test_a_control_that_somebody_keeps_opening_is_left_alone() -> None:
    """What was yielded is not told to close, but is restored with the rest."""
    driven = driver(LENS, lens="off")
    inputs = PlanInputs(
        capabilities=(LENS,),
        readings=driven.inputs().readings,
        memory={},
        wanted=PRIVATE,
        yielded=frozenset({"lens"}),
    )
    assert plan(inputs).commands == ()


def test_the_plug_comes_back_first_and_goes_last() -> None:
    """A camera without power takes no other command."""
    driven = driver(PLUG, SOUND, plug="on", sound="on")
    driven.want(PRIVATE)
    driven.settle()
    driven.want(OPEN)
    driven.settle()
    assert [entity for entity, _ in told(driven)] == ["sound", "plug", "plug", "sound"]


CONTROLS = (LENS, SOUND, RECORD, LEVEL, PLUG)
VALUES = {
    "lens": ["on", "off"],
    "sound": ["on", "off"],
    "record": ["never", "always", "detections"],
    "level": ["0", "55", "100"],
    "plug": ["on", "off"],
}
DEVICES = st.fixed_dictionaries(
    {key: st.sampled_from(of) for key, of in VALUES.items()}
)
WANTED = st.builds(WantedRoles, closed=st.frozensets(st.sampled_from(sorted(Role))))
WANTED_WITH_SOUND = st.builds(
    WantedRoles,
    closed=st.frozensets(st.sampled_from(sorted(Role))),
    switches_on_microphone=st.booleans(),
)


@given(DEVICES, WANTED, DEVICES)
def test_the_plan_is_what_a_naive_one_says(
    values: dict[str, str], wanted: WantedRoles, before: dict[str, str]
) -> None:
    """Of controls that all answer: what is wanted and not so closes; what is remembered and not so returns."""
    memory = {key: Remembered(before=value, told=True) for key, value in before.items()}
    made = plan(
        PlanInputs(
            capabilities=CONTROLS,
            readings={
                key: ControlReading(value=value, available=True)
                for key, value in values.items()
            },
            memory=memory,
            wanted=wanted,
        )
    )
    naive = {
        (one.entity, target)
        for one in CONTROLS
        for target in [one.safe if one.role in wanted.closed else before[one.entity]]
        if not one.is_at(values[one.entity], target)
    }
    assert {(one.entity, one.value) for one in made.commands} == naive
    closing = [one.closing for one in made.commands]
    assert closing == sorted(closing, reverse=True)


@given(DEVICES, st.lists(WANTED, max_size=5))
def test_it_converges_and_then_says_nothing(
    values: dict[str, str], several: list[WantedRoles]
) -> None:
    """After any requests all that is wanted is closed, the rest is as before, and nothing more is told."""
    driven = driver(*CONTROLS, **values)
    for wanted in several:
        driven.want(wanted)
        driven.settle()
        assert driven.settle() == 0
        for one in CONTROLS:
            expected = one.safe if one.role in wanted.closed else values[one.entity]
            assert driven.device.values[one.entity] == expected
    assert len(told(driven)) <= len(CONTROLS) * len(several)


class AnyInterruption(RuleBasedStateMachine):
    """A camera whose controls fail, vanish and return, and a Lens Cap that is killed anywhere."""

    @initialize(values=DEVICES, moves=st.booleans())
    def begin(self, values: dict[str, str], moves: bool) -> None:
        """Begin with a camera of which nothing was told yet."""
        self.before = dict(values)
        controls = (UNIFI if moves else LENS, SOUND, RECORD, LEVEL, PLUG)
        self.driven = driver(*controls, **values)
        if moves:
            self.driven.device.moves = {"lens": {"level": "100", "record": "always"}}

    @rule(wanted=WANTED_WITH_SOUND)
    def want(self, wanted: WantedRoles) -> None:
        """Something else is wanted."""
        self.driven.want(wanted)

    @rule()
    def begin_anew(self) -> None:
        """Nothing is known yet."""
        self.driven.restart()
        self.driven.want(STILL)

    @rule(killed_after=st.integers(0, 3), later=st.floats(0, 1000))
    def go_on(self, killed_after: int, later: float) -> None:
        """Take one step, killed in the middle of it or not."""
        self.driven.now += later
        self.driven.step(killed_after)

    @rule(
        entity=st.sampled_from(sorted(VALUES)), kind=st.sampled_from(["away", "deaf"])
    )
    def fail(self, entity: str, kind: str) -> None:
        """A control does not answer, or answers again."""
        failing: set[str] = getattr(self.driven.device, kind)
        failing ^= {entity}

    @invariant()
    def never_more_than_before(self) -> None:
        """Whatever is told is its private side, what it was before, or on for a microphone that may be."""
        if hasattr(self, "driven"):
            for command in self.driven.device.told:
                capability = next(
                    one
                    for one in self.driven.capabilities
                    if one.entity == command.entity
                )
                assert command.switches_on <= (capability.role is Role.MICROPHONE)
                assert command.value in (
                    capability.safe,
                    capability.value_on
                    if command.switches_on
                    else self.before[command.entity],
                )

    @override
    def teardown(self) -> None:
        """Once all answer again and nothing is wanted any more, all is as it was before, or less."""
        if not hasattr(self, "driven"):
            return
        driven = self.driven
        driven.device.away.clear()
        driven.device.deaf.clear()
        driven.want(OPEN)
        driven.settle()
        assert driven.settle() == 0
        for one in driven.capabilities:
            value = driven.device.values[one.entity]
            assert value in (one.safe, self.before[one.entity])
        assert driven.saved == {}


TestAnyInterruption = AnyInterruption.TestCase


@pytest.mark.parametrize(
    ("level", "closed", "free"),
    [
        (PrivacyLevel.OPEN, {Role.MICROPHONE, Role.STATUS_LIGHT}, {Role.PRIVACY}),
        (PrivacyLevel.MASKED, {Role.MASK, Role.MICROPHONE}, {Role.RECORDING}),
        (PrivacyLevel.PRIVATE, {Role.PLUG, Role.UPLOAD}, {Role.STATUS_LIGHT}),
    ],
)
def test_what_a_decision_asks_for(
    level: PrivacyLevel, closed: set[Role], free: set[Role]
) -> None:
    """Each level has its roles; without a grant the microphone is off."""
    wanted = wanted_roles(level, known=True, audio=False, microphone_follows=True)
    assert closed <= wanted.closed
    assert not free & wanted.closed


def test_what_rules_and_grants_change() -> None:
    """A grant frees the microphone; rules may end recording and recognition of an open camera."""
    wanted = wanted_roles(
        PrivacyLevel.OPEN,
        known=True,
        audio=True,
        microphone_follows=True,
        recording_off=True,
        recognition_off=True,
    )
    assert wanted.closed == {
        Role.STATUS_LIGHT,
        Role.RECORDING,
        Role.UPLOAD,
        Role.RECOGNITION,
    }
    alone = wanted_roles(
        PrivacyLevel.OPEN, known=True, audio=False, microphone_follows=False
    )
    assert Role.MICROPHONE not in alone.closed
    assert (
        wanted_roles(
            PrivacyLevel.PRIVATE, known=False, audio=False, microphone_follows=True
        )
        == STILL
    )


def test_what_a_decision_says_of_the_camera() -> None:
    """Whether it is private, and whether its microphone is switched on; neither unless somebody said so."""
    plain = wanted_roles(
        PrivacyLevel.OPEN, known=True, audio=True, microphone_follows=True
    )
    assert plain == WantedRoles(closed=frozenset({Role.STATUS_LIGHT}), sound=True)
    for level, follows, said in product(PrivacyLevel, (True, False), (True, False)):
        wanted = wanted_roles(
            level,
            known=True,
            audio=True,
            microphone_follows=follows,
            switches_on_microphone=said,
        )
        assert wanted.private is (level is PrivacyLevel.PRIVATE)
        assert wanted.switches_on_microphone is (said and follows)
        assert not wanted.still
