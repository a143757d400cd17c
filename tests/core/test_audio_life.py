"""Everything that can happen to the sound of a camera, in any order: never without a live grant."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from custom_components.lens_cap.core.audio.confirmation import AudioAnswer, ask, confirm
from custom_components.lens_cap.core.audio.facts import AudioFacts
from custom_components.lens_cap.core.audio.grant import (
    LONGEST,
    LONGEST_OUTSIDE,
    Grant,
    Length,
    Wanted,
)
from custom_components.lens_cap.core.audio.request import Channel, Pending, Proof
from custom_components.lens_cap.core.audio.state import AudioState
from custom_components.lens_cap.core.placement import INDOORS, Placement
from custom_components.lens_cap.core.truth import Truth

from .sound_of_sofa import ANNA, BEN, CALM, CARL, FAMILY, NOW, SOFA, assessed, facts


class Life(RuleBasedStateMachine):
    """Everything that can happen to the sound of one camera, in any order."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.wall = self.steady = NOW
        self.state = AudioState()
        self.facts = CALM
        self.proven: list[str] = []
        self.allowed_until: datetime | None = None
        self.count = 0

    @initialize(placement=st.sampled_from(Placement))
    def place(self, placement: Placement) -> None:
        """Put the camera somewhere."""
        self.facts = facts(placement)

    def _look(self, after: AudioFacts | None) -> None:
        before = {SOFA: self.facts}
        known = {SOFA: after} if after is not None else {}
        ended = self.state.over(before, known, self.wall)
        self.state = self.state.after(ended)
        if any(isinstance(one.what, Grant) for one in ended):
            self.allowed_until = None
        self.facts = after or self.facts

    @rule(
        length=st.sampled_from(Length),
        hours=st.integers(0, 2000),
        by=st.sampled_from([None, ANNA, BEN]),
    )
    def request(self, length: Length, hours: int, by: str | None) -> None:
        """Somebody or something asks."""
        self.count += 1
        wanted = Wanted(
            camera_id=SOFA, length=length, chosen=timedelta(hours=hours), by=by
        )
        pending = ask(str(self.count), wanted, self.facts, FAMILY, self.wall)
        if isinstance(pending, Pending):
            proof = Proof(digest=str(self.count), user_id=ANNA, channel=Channel.CARD)
            self.state = self.state.asked(pending.with_proof(proof))
            self.proven = [str(self.count)]

    @rule(age=st.integers(0, 2), user=st.sampled_from([ANNA, BEN, CARL]))
    def guess(self, age: int, user: str) -> None:
        """Somebody answers with an old or new proof; only Anna's own newest one can count."""
        self._answer(str(self.count - age), user)

    @rule(length=st.sampled_from(Length), hours=st.integers(1, 800))
    def agree(self, length: Length, hours: int) -> None:
        """Anna asks and answers."""
        self.request(length, hours, ANNA)
        if self.proven:
            self._answer(self.proven[-1], ANNA)

    @precondition(lambda self: self.proven)
    @rule()
    def answer(self) -> None:
        """Anna answers."""
        self._answer(self.proven[-1], ANNA)

    def _answer(self, digest: str, user: str) -> None:
        pending = self.state.pending.get(SOFA)
        grant = confirm(
            pending,
            AudioAnswer(user_id=user, digest=digest, channel=Channel.CARD),
            self.facts,
            FAMILY,
            self.wall,
        )
        if isinstance(grant, Grant):
            assert [digest] == self.proven
            assert user == ANNA
            assert not (self.facts.private or self.facts.audio_off)
            assert pending is not None
            self.state = self.state.granted(grant)
            self.proven = []
            longest = LONGEST if self.facts.placement in INDOORS else LONGEST_OUTSIDE
            assert grant.until - self.wall <= longest
            self.allowed_until = self.steady + (grant.until - self.wall)

    @rule()
    def off(self) -> None:
        """Anybody switches it off."""
        self.state = self.state.without(SOFA)
        self.proven, self.allowed_until = [], None
        assert self.state.sound_until(SOFA, self.wall) is None

    @rule()
    def deny(self) -> None:
        """Somebody says no; what was granted before goes on."""
        self.state = self.state.without_request(SOFA)
        self.proven = []

    @rule()
    def restart(self) -> None:
        """Nothing of it outlives that."""
        self.state = AudioState()
        self.proven, self.allowed_until = [], None

    @rule(seconds=st.sampled_from([1, 150, 3599, 400_000]))
    def wait(self, seconds: int) -> None:
        """Time passes."""
        passed = timedelta(seconds=seconds)
        self.wall += passed
        self.steady += passed
        self._look(self.facts)

    @precondition(lambda self: self.allowed_until is not None)
    @rule()
    def wait_until_the_end(self) -> None:
        """Just as much time passes as was confirmed."""
        assert self.allowed_until is not None
        self.wait(round((self.allowed_until - self.steady).total_seconds()))

    @rule(seconds=st.sampled_from([-400_000, -4000, -90, 90, 4000]))
    def set_clock(self, seconds: int) -> None:
        """Somebody sets the clock."""
        jump = timedelta(seconds=seconds)
        self.wall += jump
        self.state = self.state.after_jump(jump)
        self._look(self.facts)

    @rule(guests=st.sampled_from(Truth))
    def guests(self, guests: Truth) -> None:
        """Guests come, go, or nobody knows."""
        came = guests.possible and not self.facts.guests.possible
        self._look(replace(self.facts, guests=guests))
        if came:
            assert self.state.sound_until(SOFA, self.wall) is None

    @rule(private=st.booleans(), audio_off=st.booleans())
    def close(self, private: bool, audio_off: bool) -> None:
        """Privacy and rules come and go."""
        self._look(replace(self.facts, private=private, audio_off=audio_off))

    @rule(placement=st.sampled_from(Placement))
    def move(self, placement: Placement) -> None:
        """The camera is said to be somewhere else, and was assessed there."""
        self._look(
            replace(self.facts, placement=placement, assessment=assessed(placement))
        )

    @rule(viewers=st.integers(0, 2))
    def watch(self, viewers: int) -> None:
        """People watch, or stop."""
        self.state = self.state.watched(SOFA, viewers, self.wall)

    @rule()
    def remove(self) -> None:
        """The camera is guarded no longer."""
        self._look(None)
        assert not self.state.grants
        assert not self.state.pending

    @invariant()
    def no_sound_without_a_live_grant(self) -> None:
        """Sound passes only after an answer, not for longer than that said, and never against what asks for silence."""
        until = self.state.sound_until(SOFA, self.wall)
        if until is None or until <= self.wall:
            return
        assert self.allowed_until is not None
        assert self.steady < self.allowed_until
        assert not self.facts.private
        assert not self.facts.audio_off
        assert self.facts.placement is self.state.grants[SOFA].placement
        if self.facts.guests.possible:
            assert self.facts.placement is Placement.ENTRANCE


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)


def test_a_clock_that_is_put_back_buys_no_time() -> None:
    """An hour that was confirmed is an hour, whatever the clock on the wall says."""
    life = Life()
    life.place(Placement.LIVING_AREA)
    life.agree(Length.ONE_HOUR, 1)
    life.wait(150)
    life.set_clock(-90)
    assert life.state.grants
    life.wait_until_the_end()
    assert not life.state.grants
