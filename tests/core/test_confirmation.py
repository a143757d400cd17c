"""From a request to a grant: who may, what must be so, and everything that ends it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from custom_components.lens_cap.core.audio.confirmation import (
    AudioAnswer,
    Refusal,
    ask,
    asks_only_oneself,
    confirm,
    users_asked,
)
from custom_components.lens_cap.core.audio.endings import (
    Ending,
    end_of_grant,
    end_of_request,
)
from custom_components.lens_cap.core.audio.grant import (
    LONGEST,
    LONGEST_OUTSIDE,
    UNWATCHED,
    Grant,
    Length,
)
from custom_components.lens_cap.core.audio.request import (
    ANSWER_WITHIN,
    Channel,
    Pending,
    Proof,
)
from custom_components.lens_cap.core.audio.state import AudioState
from custom_components.lens_cap.core.placement import INDOORS, Placement
from custom_components.lens_cap.core.settings.assessment import VALID_FOR
from custom_components.lens_cap.core.truth import Truth

from .sound_of_sofa import (
    ANNA,
    BEN,
    CALM,
    CARL,
    DIGEST,
    FAMILY,
    NOW,
    WANTED,
    answered,
    asked,
    assessed,
    facts,
    granted,
)


def test_a_person_confirms() -> None:
    """An hour by default, and it says who, for whom and until when."""
    grant = granted()
    assert grant.until == NOW + timedelta(hours=1)
    assert (grant.confirmed_by, grant.wanted) == (ANNA, WANTED)
    assert grant.is_live(NOW)
    assert not grant.is_live(grant.until)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"settled": False}, Refusal.STARTING_UP),
        ({"private": True}, Refusal.CAMERA_PRIVATE),
        ({"guests": Truth.YES}, Refusal.GUESTS_PRESENT),
        ({"guests": Truth.MAYBE}, Refusal.GUESTS_PRESENT),
        ({"audio_off": True}, Refusal.RULE),
        ({"assessment": None}, Refusal.NOT_ASSESSED),
        ({"assessment": assessed(needed_for=" ")}, Refusal.NOT_ASSESSED),
        (
            {"assessment": assessed(made_at=NOW - VALID_FOR)},
            Refusal.ASSESSMENT_OUTDATED,
        ),
        (
            {"assessment": assessed(made_at=NOW + timedelta(days=1))},
            Refusal.ASSESSMENT_OUTDATED,
        ),
        ({"assessment": assessed(Placement.OUTDOOR)}, Refusal.ASSESSMENT_OUTDATED),
        ({"sees_beyond_property": True}, Refusal.ASSESSMENT_OUTDATED),
    ],
)
def test_what_has_to_be_so(changes: Mapping[str, Any], refusal: Refusal) -> None:
    """When it is asked for, and again when it is confirmed."""
    other = replace(CALM, **changes)
    assert ask("1", WANTED, other, FAMILY, NOW) is refusal
    assert confirm(asked(), answered(), other, FAMILY, NOW) is refusal


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (answered(digest=None), Refusal.WRONG_PROOF),
        (answered(digest="00"), Refusal.WRONG_PROOF),
        (answered(user_id=BEN), Refusal.WRONG_PROOF),
        (answered(user_id=None), Refusal.WRONG_PROOF),
        (AudioAnswer(user_id=CARL, channel=Channel.PIN), Refusal.NOT_ALLOWED),
    ],
)
def test_an_answer_that_does_not_count(answer: AudioAnswer, refusal: Refusal) -> None:
    """Without the proof, with somebody else's, or from somebody who may not."""
    assert confirm(asked(), answer, CALM, FAMILY, NOW) is refusal


def test_the_camera_was_moved_meanwhile() -> None:
    """What was asked for about a sofa is not answered about a front door."""
    moved = facts(Placement.ENTRANCE)
    assert confirm(asked(), answered(), moved, FAMILY, NOW) is Refusal.NOBODY_ASKED


def test_a_proof_counts_once() -> None:
    """What was used is gone; a newer proof of the same user takes an older one's place."""
    used = asked().without_proof(DIGEST)
    assert confirm(used, answered(), CALM, FAMILY, NOW) is Refusal.WRONG_PROOF
    newer = asked().with_proof(Proof(digest="ab", user_id=ANNA, channel=Channel.CARD))
    assert confirm(newer, answered(), CALM, FAMILY, NOW) is Refusal.WRONG_PROOF


def test_an_answer_in_time() -> None:
    """Five minutes; neither later, nor with a clock that went back."""
    pending = asked()
    last = NOW + ANSWER_WITHIN - timedelta(microseconds=1)
    assert isinstance(confirm(pending, answered(), CALM, FAMILY, last), Grant)
    for moment in (NOW + ANSWER_WITHIN, NOW - timedelta(seconds=1)):
        answer = confirm(pending, answered(), CALM, FAMILY, moment)
        assert answer is Refusal.NOBODY_ASKED
    endless = replace(pending, expires_at=NOW + timedelta(days=9))
    later = NOW + ANSWER_WITHIN
    assert confirm(endless, answered(), CALM, FAMILY, later) is Refusal.NOBODY_ASKED
    assert confirm(None, answered(), CALM, FAMILY, NOW) is Refusal.NOBODY_ASKED


def test_who_may_confirm() -> None:
    """Residents and administrators, or those on the list; nobody else."""
    proof = Proof(digest="c", user_id=CARL, channel=Channel.CARD)
    pending = asked().with_proof(proof)
    carl = AudioAnswer(user_id=CARL, digest="c", channel=Channel.CARD)
    assert confirm(pending, carl, CALM, FAMILY, NOW) is Refusal.NOT_ALLOWED
    admin = replace(carl, is_admin=True)
    assert isinstance(confirm(pending, admin, CALM, FAMILY, NOW), Grant)
    listed = replace(FAMILY, listed=frozenset({CARL}))
    assert isinstance(confirm(pending, carl, CALM, listed, NOW), Grant)
    assert confirm(pending, answered(), CALM, listed, NOW) is Refusal.NOT_ALLOWED


def test_another_adult() -> None:
    """Whoever asked does not confirm; nor does a PIN that anybody may have, nor for an automation."""
    strict = replace(FAMILY, another_adult=True)
    pending = asked().with_proof(Proof(digest="b", user_id=BEN, channel=Channel.CARD))
    assert confirm(pending, answered(), CALM, strict, NOW) is Refusal.ANOTHER_ADULT
    ben = AudioAnswer(user_id=BEN, digest="b", channel=Channel.CARD)
    assert isinstance(confirm(pending, ben, CALM, strict, NOW), Grant)
    for pin in (
        AudioAnswer(user_id=None, channel=Channel.PIN),
        AudioAnswer(user_id=ANNA, channel=Channel.PIN),
    ):
        assert confirm(pending, pin, CALM, strict, NOW) is Refusal.ANOTHER_ADULT
    alone = replace(WANTED, by=None)
    assert ask("1", alone, CALM, strict, NOW) is Refusal.NEEDS_PERSON
    assert asked(alone).request_id == "1"


def test_a_pin_is_a_proof() -> None:
    """Whoever knows it may confirm, known or not."""
    by_pin = AudioAnswer(user_id=None, channel=Channel.PIN)
    assert isinstance(confirm(asked(), by_pin, CALM, FAMILY, NOW), Grant)


@pytest.mark.parametrize("placement", Placement)
def test_how_long_at_most(placement: Placement) -> None:
    """A day indoors, thirty days at entrances and outdoors; never without an end."""
    longest = LONGEST if placement in INDOORS else LONGEST_OUTSIDE
    known = facts(placement)
    for chosen in (timedelta(days=31), timedelta.max):
        wanted = replace(WANTED, length=Length.CHOSEN, chosen=chosen)
        assert granted(wanted, known).until == NOW + longest
    edited = replace(granted(known=known), until=NOW + timedelta(days=9999))
    assert edited.ends_at == NOW + longest


@pytest.mark.parametrize("chosen", [None, timedelta(), timedelta(hours=-1)])
def test_no_length(chosen: timedelta | None) -> None:
    """A time that is none is not guessed."""
    wanted = replace(WANTED, length=Length.CHOSEN, chosen=chosen)
    assert ask("1", wanted, CALM, FAMILY, NOW) is Refusal.NO_LENGTH


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"private": True}, Ending.PRIVACY),
        ({"settled": False}, Ending.PRIVACY),
        ({"audio_off": True}, Ending.RULE),
        ({"guests": Truth.YES}, Ending.GUESTS),
        ({"guests": Truth.MAYBE}, Ending.GUESTS),
        ({"placement": Placement.OUTDOOR}, Ending.PLACEMENT),
        ({"placement": Placement.BEDROOM_BATHROOM}, Ending.PLACEMENT),
    ],
)
def test_what_ends_it(changes: Mapping[str, Any], why: Ending) -> None:
    """A grant and a request alike."""
    after = replace(CALM, **changes)
    assert end_of_grant(granted(), CALM, after, NOW) is why
    assert end_of_request(asked(), CALM, after, NOW) is why
    assert end_of_grant(granted(), CALM, CALM, NOW) is None
    assert end_of_request(asked(), CALM, CALM, NOW) is None


def test_guests_at_the_entrance() -> None:
    """Their arrival ends a grant; one that is confirmed while they are there goes on."""
    before = facts(Placement.ENTRANCE)
    there = replace(before, guests=Truth.YES)
    grant = granted(known=there)
    assert end_of_grant(grant, before, there, NOW) is Ending.GUESTS
    assert end_of_grant(grant, there, there, NOW) is None
    assert end_of_grant(grant, there, before, NOW) is None


def test_this_viewing() -> None:
    """It ends a minute after the last viewer has left, or if nobody comes; and within a day."""
    grant = granted(replace(WANTED, length=Length.THIS_VIEWING))
    late = NOW + UNWATCHED
    assert end_of_grant(grant, CALM, CALM, NOW) is None
    assert end_of_grant(grant, CALM, CALM, late) is Ending.VIEWING
    watched = grant.watched(2, NOW + timedelta(seconds=30))
    assert end_of_grant(watched, CALM, CALM, NOW + timedelta(hours=23)) is None
    assert watched.ends_at == NOW + LONGEST
    left = watched.watched(0, NOW + timedelta(hours=1))
    still = left.watched(0, NOW + timedelta(hours=1, seconds=30))
    assert still.ends_at == NOW + timedelta(hours=1) + UNWATCHED
    assert (
        still.watched(1, NOW + timedelta(hours=1, seconds=40)).unwatched_since is None
    )
    assert granted().watched(0, NOW) == granted()


def test_the_clock_is_set() -> None:
    """Back: the end comes as soon as it would have; forward: as soon as the clock says."""
    grant = granted()
    assert end_of_grant(grant, CALM, CALM, NOW - timedelta(hours=1)) is Ending.CLOCK
    back = grant.after_jump(timedelta(hours=-1))
    assert back.until == grant.until - timedelta(hours=1)
    assert back.is_live(NOW - timedelta(minutes=59))
    assert grant.after_jump(timedelta(hours=1)) == grant
    assert asked().after_jump(timedelta(hours=-1)).expires_at < NOW


def test_whom_to_ask() -> None:
    """The one who asked, where that is enough; else all who may confirm."""
    users = [(ANNA, False), (BEN, False), (CARL, False), ("root", True)]
    strict = replace(FAMILY, another_adult=True)
    by_nobody = replace(WANTED, by=None)
    by_guest = replace(WANTED, by=CARL)
    assert users_asked(WANTED, FAMILY, users) == {ANNA}
    assert users_asked(WANTED, strict, users) == {BEN, "root"}
    assert users_asked(by_nobody, FAMILY, users) == {ANNA, BEN, "root"}
    assert users_asked(by_guest, FAMILY, users) == {ANNA, BEN, "root"}


@pytest.mark.parametrize("another_adult", [False, True])
@pytest.mark.parametrize("by", [ANNA, BEN, CARL, "root", None])
def test_who_asks_only_oneself(by: str | None, another_adult: bool) -> None:
    """It is so where the one who asks is all who are asked."""
    users = [(ANNA, False), (BEN, False), (CARL, False), ("root", True)]
    confirmers = replace(FAMILY, another_adult=another_adult)
    wanted = replace(WANTED, by=by)
    expected = users_asked(wanted, confirmers, users) == {by}
    able = frozenset({ANNA, BEN, "root"})
    assert asks_only_oneself(wanted, confirmers, able) == expected
    assert expected == (by in able and not another_adult)


def test_removed_and_ended() -> None:
    """What is over is taken out, and nothing else."""
    state = AudioState().asked(asked()).granted(granted()).asked(asked())
    gone = state.over({}, {}, NOW)
    assert {(type(one.what), one.why) for one in gone} == {
        (Pending, Ending.REMOVED),
        (Grant, Ending.REMOVED),
    }
    assert state.after(gone) == AudioState()
    assert state.after(()) == state
    assert state.next_end() == NOW + ANSWER_WITHIN
