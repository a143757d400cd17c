"""A household in which anything happens in any order; beside it, what really was so.

The machine knows how long everything really took, whatever the computer's clock showed.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import override

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from custom_components.lens_cap.core.ids import RuleId
from custom_components.lens_cap.core.level import PrivacyLevel, rank
from custom_components.lens_cap.core.privacy.facts import CameraFacts, Whereabouts
from custom_components.lens_cap.core.schedule import Window
from custom_components.lens_cap.core.settings.household import Household
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.truth import Truth

from .day import CLOCK_WAIT, LEFT_FOR, SOFA, Day
from .generated import NOON
from .reference import guests_may_be_there, reference
from .test_decide import gist

DELAY = timedelta(minutes=5)
PRIVATE = PrivacyLevel.PRIVATE
FAMILY = Rule(
    rule_id=RuleId("family"),
    name="Family",
    effect=Effect(level=PRIVATE),
    presence=Presence.SOMEONE_HOME,
    leave_delay=DELAY,
)
NIGHT = Rule(
    rule_id=RuleId("night"),
    name="Night",
    effect=Effect(level=PRIVATE),
    window=Window(start=time(22), end=time(6)),
)

people = st.sampled_from(["anna", "ben"])
minutes = st.integers(1, 300).map(lambda count: timedelta(minutes=count))


@dataclass
class Promise:
    """What was asked for: until when by the clock that nobody sets, and by the one on the wall."""

    real_end: datetime | None
    wall_end: datetime | None
    until_everyone_leaves: bool = False


class HouseholdMachine(RuleBasedStateMachine):
    """Whatever happens, the camera is never less private than what really was so demands."""

    def __init__(self) -> None:
        """Begin at noon, with everybody away and nothing asked for."""
        super().__init__()
        self.day = Day(
            real=NOON,
            rules=(FAMILY, NIGHT),
            household=Household(guests_entities=frozenset({"sensor.guest_wifi"})),
        )
        self.holds: list[Promise] = []
        self.lifts: list[Promise] = []
        self.guests: Promise | None = None
        self.left: datetime | None = NOON
        self.alone: datetime | None = NOON
        self.behind = False

    # What happens

    @rule(who=people, where=st.sampled_from(Whereabouts))
    def go(self, who: str, where: Whereabouts) -> None:
        """Arrive, leave, or be lost from sight."""
        self.day.go(**{who: where})
        self._note()

    @rule(who=people)
    def blip(self, who: str) -> None:
        """Be lost from sight for no time at all."""
        where = self.day.persons[f"person.{who}"]
        self.go(who, Whereabouts.UNKNOWN)
        self.go(who, where)

    @rule(until=st.none() | minutes)
    def guests_come(self, until: timedelta | None) -> None:
        """Say that guests are there, maybe for some time."""
        now, real, facts = self.day.wall, self.day.real, self.day.given().facts
        sure = facts.guests.present(facts.guests_signal, now) is Truth.YES
        self.day.guests(there=True, until=now + until if until else None)
        said = self.guests
        self.guests = Promise(real + until if until else None, None)
        if said and (said.real_end is None or until is None):
            self.guests.real_end = None
        elif said and said.real_end and self.guests.real_end:
            self.guests.real_end = max(said.real_end, self.guests.real_end)
        self.lifts = self.lifts if sure else []

    @rule()
    def guests_go(self) -> None:
        """Say that they are not."""
        self.day.guests(there=False)
        self.guests = None

    @rule(signal=st.sampled_from(Truth))
    def guest_wifi(self, signal: Truth) -> None:
        """Somebody logs in or out, or the router says nothing."""
        self.day.tells(signal)
        if self.day.state.guests.since is None:
            self.guests = None

    @rule(length=st.none() | minutes, everyone=st.sampled_from([False, False, True]))
    def hold(self, length: timedelta | None, everyone: bool) -> None:
        """Ask for privacy by hand, which ends lifts."""
        real, wall = self.day.real, self.day.wall
        self.day.hold(
            until=wall + length if length else None, until_everyone_leaves=everyone
        )
        end = real + length if length else None
        self.holds.append(Promise(end, None, until_everyone_leaves=everyone))
        self.lifts = []

    @rule()
    def release(self) -> None:
        """End all of that."""
        self.day.state = self.day.state.without(self.day.state.holds)
        self.day.look()
        self.holds = []

    @rule(length=minutes)
    def lift(self, length: timedelta) -> None:
        """Open against the rules."""
        if self.day.started:
            real, wall = self.day.real, self.day.wall
            self.day.lift(minutes=length / timedelta(minutes=1))
            self.lifts.append(Promise(real + length, wall + length))

    @rule(length=minutes)
    def time_passes(self, length: timedelta) -> None:
        """Let some of it pass."""
        self.day.sleep(minutes=length / timedelta(minutes=1))

    @rule(shift=st.integers(-600, 600).filter(bool))
    def clock_is_set(self, shift: int) -> None:
        """Somebody sets the clock, rightly or wrongly."""
        self.day.error += timedelta(minutes=shift)
        self.day.look()
        self.behind = False

    @rule(off=minutes, error=st.sampled_from([0, 0, -1, -300]))
    def restart(self, off: timedelta, error: int) -> None:
        """Go off and on again; without a battery the clock is some days behind."""
        shows = self.day.real + off + timedelta(days=error) if error else None
        self.day.restart(off=off, shows=shows)
        saved = self.day.saved_at
        self.behind = saved is not None and self.day.wall < saved - timedelta(minutes=1)
        self.left = self.alone = None
        self.lifts = []
        # The clock on the wall may have been right before, and what is there now may not.
        self._believe_what_was_stored()
        assert self.day.decision.level is PRIVATE

    @precondition(lambda self: not self.day.started)
    @rule()
    def home_assistant_has_started(self) -> None:
        """From now on it is known what entities say."""
        self.day.ready()
        assert self.day.decision.lifted_until is None
        self._note()

    # What really was so

    def _believe_what_was_stored(self) -> None:
        self.holds = [
            Promise(None, hold.until, until_everyone_leaves=hold.until_everyone_leaves)
            for hold in self.day.state.holds_of(SOFA)
        ]
        self.guests = None

    def _note(self) -> None:
        """Note since when nobody is there."""
        if not self.day.started:
            return
        away = all(one is Whereabouts.AWAY for one in self.day.persons.values())
        self.left = (self.left or self.day.real) if away else None
        self.alone = self.left

    def _live(self, promise: Promise) -> bool:
        if promise.until_everyone_leaves:
            # It may have ended, by the clock or as everyone left, some minutes after they did.
            gone = self.alone is not None and self.day.real - self.alone >= LEFT_FOR
            return not gone
        return (promise.real_end is None or self.day.real < promise.real_end) and (
            promise.wall_end is None or self.day.wall < promise.wall_end
        )

    def _live_lifts(self) -> list[Promise]:
        return [lift for lift in self.lifts if self._live(lift)]

    @invariant()
    def never_less_private_than_what_was_so(self) -> None:
        """The reference, over what really was so, demands no more."""
        day, now = self.day, self.day.wall
        # What lasted until everyone had left is over for good.
        self.holds = [hold for hold in self.holds if self._live(hold)]
        given = day.given()
        really = replace(
            given,
            camera=CameraFacts(
                holds=tuple(
                    Hold(level=PRIVATE, origin=HoldOrigin.CAMERA, set_at=now)
                    for _ in self.holds
                ),
                lifts=tuple(
                    Lift(set_at=now, until=now + DELAY) for _ in self._live_lifts()
                ),
            ),
            facts=replace(
                given.facts,
                calendar=replace(given.facts.calendar, trusted=not self._doubtful()),
                guests=Guests(
                    since=now if self.guests and self._live(self.guests) else None,
                    dismissed=given.facts.guests.dismissed,
                ),
                left_at={
                    FAMILY.rule_id: self.left and now - (day.real - self.left),
                },
            ),
        )
        level, _, _ = reference(really)
        assert rank(day.decision.level) >= rank(level)

    @invariant()
    def what_was_asked_for_lasts(self) -> None:
        """As long as was said, whatever the computer's clock shows."""
        wall, state = self.day.wall, self.day.state
        if any(map(self._live, self.holds)):
            assert not all(hold.is_over(wall) for hold in state.holds_of(SOFA))
        if self.guests and self._live(self.guests):
            assert state.guests.said(wall)

    def _doubtful(self) -> bool:
        return self.behind and self.day.real - self.day.booted < CLOCK_WAIT

    @invariant()
    def no_lift_outlives_either_clock(self) -> None:
        """Nor a restart, nor the arrival of guests."""
        live = [lift for lift in self.day.lifts if lift.is_live(self.day.wall)]
        assert len(live) <= len(self._live_lifts())
        if not self._live_lifts():
            assert self.day.decision.lifted_until is None
        if not self.day.started or guests_may_be_there(self.day.given()):
            assert self.day.decision.level is PRIVATE

    @invariant()
    def nothing_is_overdue(self) -> None:
        """Looking once more changes nothing."""
        before = gist(self.day.decision)
        assert gist(self.day.look()) == before

    @override
    def teardown(self) -> None:
        """End with levels that took turns: what was told is what changed."""
        levels = [level for _, level in self.day.told]
        assert all(one is not other for one, other in pairwise(levels))


TestHousehold = HouseholdMachine.TestCase
TestHousehold.settings = settings(
    max_examples=200,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
