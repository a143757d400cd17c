"""What a request gets, and what is told about a camera."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.coverage import NOTHING_COVERED
from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.core.ids import CameraId, RuleId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.privacy.facts import HouseholdFacts, Whereabouts
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.verdict import (
    Deliver,
    Door,
    Mask,
    Placeholder,
    Refuse,
    cover_under,
    verdict,
)
from custom_components.lens_cap.core.view import (
    Activity,
    CameraView,
    HouseholdView,
    ViewerKind,
    camera_activities,
    camera_view,
    household_view,
)
from custom_components.lens_cap.core.zones import cover_of

from .generated import Given
from .reference import guests_may_be_there
from .strategies import houses

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = CameraView(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS)
WATCHED = CameraView(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS, viewers=2)
PRIVATE = CameraView(level=PrivacyLevel.PRIVATE, reason=ReasonCode.HOLD)


@given(houses, st.sampled_from(Door))
def test_only_what_is_not_private_delivers(any_house: Given, door: Door) -> None:
    """What is private gives a placeholder to dashboards and an error to everybody else.

    So does a masked camera, where what to cover is not known.
    """
    made, zones = any_house.decision(), any_house.config.zones
    given_out = verdict(made, door, zones)
    closed = Placeholder() if door is Door.PROXY else Refuse(reason=made.reason)
    if made.level is PrivacyLevel.OPEN:
        assert given_out == Deliver()
        assert cover_under(made, zones) == NOTHING_COVERED
    elif made.level is PrivacyLevel.MASKED:
        cover = cover_of(zones, made.zones)
        assert cover is not None
        assert given_out == Mask(cover=cover)
        assert cover_under(made, zones) == cover
        assert verdict(made, door, ()) == closed
    else:
        assert given_out == closed
        assert cover_under(made, zones) is None


@given(houses)
def test_the_view_of_the_household(any_house: Given) -> None:
    """It tells of guests who may be there, and that nobody is home only where that is certain."""
    facts = any_house.facts
    view = household_view({}, facts, all_private=False)
    assert view.guests is guests_may_be_there(any_house)
    assert view.nobody_home is (
        bool(facts.residents)
        and all(facts.persons.get(one) == "away" for one in facts.residents)
    )


@given(houses, st.integers(0, 3), st.booleans())
def test_the_view_shows_the_decision(
    any_house: Given, viewers: int, streams: bool
) -> None:
    """Entities are shown what was decided."""
    made = any_house.decision()
    view = camera_view(made, viewers=viewers, streams=streams)
    assert (view.level, view.reason, view.next_change, view.viewers, view.streams) == (
        made.level,
        made.reason,
        made.next_change,
        viewers,
        streams,
    )
    assert view.private == (made.level is PrivacyLevel.PRIVATE)


def test_all_that_entities_are_shown() -> None:
    """What was decided, and beside it who watches, and what is missing or waits."""
    made = Decision(
        level=PrivacyLevel.MASKED,
        reason=ReasonCode.SCHEDULE,
        rule=RuleId("night"),
        zones=frozenset({ZoneId("table")}),
        audio=True,
        audio_until=NOON + HOUR,
        recording_off=True,
        next_change=NOON + 2 * HOUR,
        next_check_at=NOON + 3 * HOUR,
        lifted_until=NOON + 4 * HOUR,
    )
    decided = CameraView(
        level=PrivacyLevel.MASKED,
        reason=ReasonCode.SCHEDULE,
        rule=RuleId("night"),
        zones=frozenset({ZoneId("table")}),
        audio=True,
        audio_until=NOON + HOUR,
        recording_off=True,
        next_change=NOON + 2 * HOUR,
        lifted_until=NOON + 4 * HOUR,
    )
    assert camera_view(made, viewers=0, streams=False) == decided
    assert camera_view(
        made,
        viewers=2,
        streams=True,
        viewer_kind=ViewerKind.LINK,
        problem=Failure.BUSY,
        audio_pending=True,
    ) == replace(
        decided,
        viewers=2,
        streams=True,
        viewer_kind=ViewerKind.LINK,
        problem=Failure.BUSY,
        audio_pending=True,
    )


def test_all_that_the_household_shows() -> None:
    """Its cameras, and what is so for all of them; guests have an end while they may be there."""
    there = HouseholdFacts(
        now=NOON,
        settled=True,
        residents=frozenset({"person.anna"}),
        persons={"person.anna": Whereabouts.AWAY},
        guests=Guests(since=NOON - HOUR, until=NOON + HOUR),
        rules_off=frozenset({RuleId("night")}),
    )
    cameras = {CameraId("sofa"): OPEN}
    shown = household_view(cameras, there, all_private=True)
    assert shown == HouseholdView(
        cameras=cameras,
        all_private=True,
        nobody_home=True,
        guests=True,
        guests_certain=True,
        guests_until=NOON + HOUR,
        rules_off=frozenset({RuleId("night")}),
    )
    left = replace(there, now=NOON + HOUR)
    shown_then = household_view(cameras, left, all_private=False)
    nobody = replace(shown, guests=False, guests_certain=False, guests_until=None)
    assert shown_then == replace(nobody, all_private=False)
    doubtful = replace(left, guests=Guests(), guests_signal=Truth.MAYBE)
    shown_then = household_view(cameras, doubtful, all_private=True)
    assert shown_then == replace(nobody, guests=True)


def test_the_ends_that_are_shown() -> None:
    """Of privacy, of an opening against a rule, and of sound; the first of them comes next."""
    one, two = NOON + HOUR, NOON + 2 * HOUR
    private = replace(PRIVATE, next_change=two)
    assert private.ends == {"private_until": two, "open_until": None}
    lifted = replace(OPEN, next_change=two, lifted_until=two)
    assert lifted.ends == {"private_until": None, "open_until": two}
    assert lifted.next_moment == two
    assert replace(lifted, audio=True, audio_until=one).next_moment == one
    assert OPEN.next_moment is None


def test_what_is_told() -> None:
    """Privacy is told before the cut of viewers, and a cut is not told as a leaving."""
    assert camera_activities(OPEN, OPEN) == ()
    assert camera_activities(OPEN, WATCHED) == (Activity.VIEWING_STARTED,)
    assert camera_activities(WATCHED, OPEN) == (Activity.VIEWING_ENDED,)
    assert camera_activities(WATCHED, PRIVATE) == (
        Activity.PRIVACY_TURNED_ON,
        Activity.VIEWERS_CUT,
    )
    assert camera_activities(OPEN, PRIVATE) == (Activity.PRIVACY_TURNED_ON,)
    assert camera_activities(PRIVATE, OPEN) == (Activity.PRIVACY_TURNED_OFF,)
    heard = replace(OPEN, audio=True)
    assert camera_activities(OPEN, heard) == (Activity.AUDIO_TURNED_ON,)
    assert camera_activities(heard, PRIVATE) == (
        Activity.PRIVACY_TURNED_ON,
        Activity.AUDIO_TURNED_OFF,
    )
