"""Consents: what somebody withdraws stays closed until that person was asked again."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.state.consent import (
    MOST_CONSENTS,
    Consent,
    ConsentScope,
    with_noted,
    with_withdrawn,
    withdrawn_scopes,
    without_consent,
)
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.review import REVIEWS_KEPT, Review

from .generated import NOON
from .strategies import consents

SOFA = CameraId("sofa")
NANNY = Consent(
    consent_id="1",
    who="The nanny",
    scope=ConsentScope.CAMERA,
    given_on=date(2026, 10, 1),
)
lists = st.lists(consents, max_size=6).map(tuple)


def test_a_name_counts_however_it_is_spelt() -> None:
    """Spaces and capital letters make nobody somebody else."""
    asked = replace(NANNY, consent_id="2", who=" the  NANNY ")
    (withdrawn,) = with_withdrawn((NANNY,), asked, NOON, "anna")
    assert withdrawn == replace(NANNY, withdrawn_at=NOON, withdrawn_by="anna")


def test_the_first_time_counts() -> None:
    """Whoever says it again changes nothing about when it was said."""
    once = with_withdrawn((NANNY,), NANNY, NOON, "anna")
    assert with_withdrawn(once, NANNY, NOON + timedelta(hours=1), None) == once


def test_whoever_was_never_asked_can_say_no() -> None:
    """It is noted, without a day on which they would have agreed."""
    never = Consent(consent_id="9", who="Neighbour", scope=ConsentScope.SOUND)
    found = with_withdrawn((NANNY,), never, NOON, "anna")
    assert withdrawn_scopes(found) == {ConsentScope.SOUND}
    assert found == (NANNY, replace(never, withdrawn_at=NOON, withdrawn_by="anna"))


def test_nobody_withdraws_for_others() -> None:
    """Nor for themselves what they were not speaking of."""
    heard = replace(NANNY, consent_id="2", scope=ConsentScope.SOUND)
    cleaner = replace(NANNY, consent_id="3", who="The cleaner")
    found = with_withdrawn((NANNY, heard, cleaner), NANNY, NOON, None)
    assert [one.withdrawn for one in found] == [True, False, False]


@given(lists, consents)
def test_withdrawing_closes(before: tuple[Consent, ...], asked: Consent) -> None:
    """Whatever was noted before: it is closed then, and nothing that was closed is not."""
    asked = replace(asked, consent_id="new one", withdrawn_at=None)
    after = with_withdrawn(before, asked, NOON, None)
    assert withdrawn_scopes(after) >= withdrawn_scopes(before) | {asked.scope}


@given(lists, consents)
def test_noting_somebody_else_opens_nothing(
    before: tuple[Consent, ...], more: Consent
) -> None:
    """A new answer takes the place of no withdrawn one."""
    more = replace(more, consent_id="new one")
    assert withdrawn_scopes(with_noted(before, more)) >= withdrawn_scopes(before)


def test_asked_again_it_counts_again() -> None:
    """The answer with the same id takes its place."""
    withdrawn = with_withdrawn((NANNY,), NANNY, NOON, None)
    assert withdrawn_scopes(with_noted(withdrawn, NANNY)) == frozenset()
    assert without_consent(withdrawn, "1") == ()


def test_there_is_an_end_to_what_is_noted() -> None:
    """The oldest that was not withdrawn makes room."""
    found: tuple[Consent, ...] = (replace(NANNY, withdrawn_at=NOON),)
    for number in range(3 * MOST_CONSENTS):
        found = with_noted(found, replace(NANNY, consent_id=f"more {number}"))
    assert len(found) == MOST_CONSENTS
    assert found[0].withdrawn
    assert found[-1].consent_id == f"more {3 * MOST_CONSENTS - 1}"


def test_no_crowd_of_names_fills_the_disk() -> None:
    """Where many have withdrawn theirs, more of them are noted together, and closed all the same."""
    found: tuple[Consent, ...] = ()
    for number in range(2 * MOST_CONSENTS):
        asked = replace(NANNY, consent_id=f"{number}", who=f"Somebody {number}")
        found = with_withdrawn(found, asked, NOON, None)
    assert len(found) == MOST_CONSENTS + 1
    assert found[-1].who == ""
    found = with_noted(found, replace(NANNY, consent_id="asked again"))
    *_, nanny = with_withdrawn(found, NANNY, NOON, None)
    assert (nanny.consent_id, nanny.withdrawn) == ("asked again", True)
    deaf = replace(NANNY, scope=ConsentScope.SOUND, who="One more")
    assert ConsentScope.SOUND in withdrawn_scopes(
        with_withdrawn(found, deaf, NOON, None)
    )


def test_a_camera_that_is_gone_takes_its_consents_along() -> None:
    """And one whose last is struck out has none."""
    state = HouseholdState().with_consents({SOFA: (NANNY,)})
    assert state.consents_of(SOFA) == (NANNY,)
    assert state.forgotten([SOFA]) == HouseholdState()
    assert state.with_consents({SOFA: ()}) == HouseholdState()


def test_reviews_are_kept_for_years_and_not_for_ever() -> None:
    """The next counts from the last."""
    state = HouseholdState()
    for day in range(REVIEWS_KEPT + 5):
        state = state.reviewed(Review(at=NOON + timedelta(days=day)))
    assert len(state.reviews) == REVIEWS_KEPT
    assert state.review_since == state.reviews[-1].at
