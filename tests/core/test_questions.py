"""A question whose yes opens: for some users, for a while, with a proof that counts for one of them."""

from datetime import timedelta

from hypothesis import example, given, strategies as st
import pytest

from custom_components.lens_cap.core.audio.request import (
    Channel,
    ConfirmationRequest,
    Proof,
)

from .sound_of_sofa import ANNA, BEN, CARL, DIGEST, NOW

END = NOW + timedelta(minutes=5)
QUESTION = ConfirmationRequest(
    question_id="1", users=frozenset({ANNA, BEN}), asked_at=NOW, expires_at=END
)
PROOF = Proof(digest=DIGEST, user_id=ANNA, channel=Channel.CARD)


def test_a_yes_counts() -> None:
    """With the proof that was made for this user."""
    assert QUESTION.with_proof(PROOF).is_proved_by(PROOF, NOW)


@pytest.mark.parametrize(
    "proof",
    [
        Proof(digest="00", user_id=ANNA, channel=Channel.CARD),
        Proof(digest=DIGEST, user_id=BEN, channel=Channel.CARD),
        Proof(digest=DIGEST, user_id=CARL, channel=Channel.CARD),
        Proof(digest=DIGEST, user_id=ANNA, channel=Channel.PHONE),
    ],
)
def test_another_proof_does_not(proof: Proof) -> None:
    """Neither somebody else's, nor one of another way, nor one that is made up."""
    assert not QUESTION.with_proof(PROOF).is_proved_by(proof, NOW)


def test_whoever_is_not_asked_proves_nothing() -> None:
    """Even with a proof of their own."""
    proof = Proof(digest=DIGEST, user_id=CARL, channel=Channel.CARD)
    assert not QUESTION.with_proof(proof).is_proved_by(proof, NOW)


def test_a_used_proof_is_gone() -> None:
    """And so is an older one once there is a newer one."""
    asked = QUESTION.with_proof(PROOF)
    newer = Proof(digest="1f", user_id=ANNA, channel=Channel.CARD)
    assert not asked.without_proof(DIGEST).is_proved_by(PROOF, NOW)
    assert not asked.with_proof(newer).is_proved_by(PROOF, NOW)


@example(moment=NOW)
@example(moment=END)
@given(moment=st.datetimes().map(lambda one: one.replace(tzinfo=NOW.tzinfo)))
def test_only_while_it_waits(moment: object) -> None:
    """Not before it was asked, which is when a clock went back, and not after its end."""
    asked = QUESTION.with_proof(PROOF)
    assert asked.is_proved_by(PROOF, moment) is (NOW <= moment < END)  # type: ignore[arg-type,operator]


@given(jump=st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_a_clock_that_is_set_never_makes_it_wait_longer(jump: timedelta) -> None:
    """By the clock that is right now."""
    moved = QUESTION.after_jump(jump)
    assert moved.expires_at <= END
    assert moved.expires_at - moved.asked_at == END - NOW
