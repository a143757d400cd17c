"""What the button of a camera does, for whom, and what keeps the camera closed."""

from dataclasses import replace
from typing import Any, Final

from hypothesis import given
import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel, rank
from custom_components.lens_cap.core.privacy.decide import STARTING_UP, Decision
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import Effect, Presence
from custom_components.lens_cap.core.state.consent import ConsentScope
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.core.state.lift import LONGEST_LIFT, Lift
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view.camera import CameraOffers
from custom_components.lens_cap.core.view.opening_button import (
    OpeningButton,
    Rights,
    opening_button,
    openings,
    stays_by,
)

from ..generated import Given
from ..strategies import houses
from .homes import (
    ALL_RIGHTS,
    NOW,
    SOFA,
    TABLE,
    WINDOW,
    by_time,
    camera,
    hold,
    judgement,
    judgement_of,
    lift,
    rule,
    seen,
    told,
)

CAMERA_WITHDRAWN: Final = frozenset({ConsentScope.CAMERA})
PRIVATE, OPEN, MASKED = PrivacyLevel.PRIVATE, PrivacyLevel.OPEN, PrivacyLevel.MASKED


@pytest.mark.parametrize(
    ("rules", "of_camera", "of_facts", "way", "stays"),
    [
        ((), {}, {}, "none", None),
        ((), {"holds": (hold(),)}, {}, "end_privacy", None),
        ((rule(),), {}, {}, "open_for_a_while", "rule"),
        ((rule(),), {"holds": (hold(),)}, {}, "open_for_a_while", "rule"),
        ((rule(),), {"lifts": (lift(),)}, {}, "none", "rule"),
        ((), {}, {"guests": Guests(since=NOW)}, "guests_left", "guests"),
        (
            (rule(presence=Presence.GUESTS_PRESENT),),
            {},
            {"left_at": {"family": NOW}},
            "none",
            "rule",
        ),
        ((rule(),), {}, {"started": False}, "none", "starting_up"),
        ((), {}, {"settled": False}, "none", "starting_up"),
    ],
)
def test_what_the_button_does(
    rules: Any, of_camera: Any, of_facts: Any, way: str, stays: str | None
) -> None:
    """Ends privacy where only somebody's hand closes it; opens for a while against rules; never guests."""
    shown = told(seen(judgement(*rules, of_camera=of_camera, **of_facts)))
    assert (shown["way_out"], shown["stays_by"]) == (way, stays)


def test_covered_by_hand_and_by_a_rule() -> None:
    """A hold that covers is ended; what a rule covers can be uncovered for a while."""
    held = judgement(
        of_camera={"holds": (hold(level=MASKED, zones=frozenset({TABLE})),)}
    )
    assert told(seen(held))["way_out"] == "end_privacy"
    ruled = judgement(by_time(window=None, effect=Effect(level=MASKED)))
    assert told(seen(ruled))["way_out"] == "open_for_a_while"
    both = judgement(
        by_time(window=None, effect=Effect(level=MASKED, zones=frozenset({WINDOW}))),
        of_camera={"holds": (hold(level=MASKED, zones=frozenset({TABLE})),)},
    )
    assert told(seen(both))["way_out"] == "end_privacy"


def test_a_camera_that_was_turned_away() -> None:
    """It can be opened for a while; whoever does that sees what it looks at now."""
    last = judgement(
        by_time(window=None, effect=Effect(level=MASKED)),
        of_camera={"away_from_preset": Truth.YES},
    )
    shown = told(seen(last))
    assert (shown["reason"], shown["way_out"], shown["stays_by"]) == (
        "camera_moved",
        "open_for_a_while",
        "camera_moved",
    )


def test_turned_away_while_guests_are_there() -> None:
    """What a rule covers for guests no lift uncovers: turned away, it stays private, and nothing else is offered."""
    covers = rule(presence=Presence.GUESTS_PRESENT, effect=Effect(level=MASKED))
    last = judgement(
        covers,
        of_camera={"away_from_preset": Truth.YES},
        household=Household(guests_effect=GuestsEffect.SOUND_OFF),
        guests=Guests(since=NOW),
    )
    shown = told(seen(last))
    assert (shown["level"], shown["way_out"]) == ("private", "none")


def test_the_base_level() -> None:
    """Its settings keep it private; it can be opened for a while."""
    shown = told(seen(judgement(config=camera(base_level=PRIVATE))))
    assert (shown["way_out"], shown["stays_by"]) == ("open_for_a_while", "base_level")


@pytest.mark.parametrize(
    ("of_camera", "of_facts", "way", "stays"),
    [
        ({"withdrawn": CAMERA_WITHDRAWN}, {}, "none", "consent_withdrawn"),
        (
            {"withdrawn": CAMERA_WITHDRAWN, "holds": (hold(),)},
            {},
            "none",
            "consent_withdrawn",
        ),
        (
            {"withdrawn": CAMERA_WITHDRAWN},
            {"guests": Guests(since=NOW)},
            "none",
            "consent_withdrawn",
        ),
        ({"holds": (hold(origin=HoldOrigin.GUEST),)}, {}, "end_privacy", None),
        ({"holds": (hold(origin=HoldOrigin.AT_CAMERA),)}, {}, "end_privacy", None),
        (
            {"holds": (hold(origin=HoldOrigin.GUEST_SILENCE, level=OPEN),)},
            {},
            "none",
            None,
        ),
    ],
)
def test_what_others_asked_for(
    of_camera: Any, of_facts: Any, way: str, stays: str | None
) -> None:
    """A consent that was withdrawn opens for nobody; guests and hands at the camera have an end."""
    shown = told(seen(judgement(of_camera=of_camera, **of_facts)))
    assert (shown["way_out"], shown["stays_by"]) == (way, stays)


@pytest.mark.parametrize("rules", [(), (rule(),)])
@pytest.mark.parametrize("more", [(), (hold(),)])
def test_what_guests_asked_for_is_not_for_everybody(rules: Any, more: Any) -> None:
    """Whoever may not end it is offered no way around it, though they might open against rules."""
    holds = (hold(origin=HoldOrigin.GUEST), *more)
    last = judgement(*rules, of_camera={"holds": holds})
    access = CameraOffers(rights=replace(ALL_RIGHTS, may_end_guest_holds=False))
    assert told(seen(last), access=access)["way_out"] == "none"


@pytest.mark.parametrize(
    ("rights", "of_rule", "of_hold", "of_guests"),
    [
        (Rights(), "none", "none", "none"),
        (Rights(may_close=True), "none", "none", "none"),
        (Rights(may_close=True, may_end=True), "none", "end_privacy", "none"),
        (ALL_RIGHTS, "open_for_a_while", "end_privacy", "guests_left"),
    ],
)
def test_rights(rights: Rights, of_rule: str, of_hold: str, of_guests: str) -> None:
    """Nobody is offered what they may not do."""
    access = CameraOffers(rights=rights)
    ways = [
        told(seen(one), access=access)["way_out"]
        for one in (
            judgement(rule()),
            judgement(of_camera={"holds": (hold(),)}),
            judgement(guests=Guests(since=NOW)),
        )
    ]
    assert ways == [of_rule, of_hold, of_guests]


def test_what_is_not_known_offers_nothing() -> None:
    """A camera that came after the last judgement, and one that starts."""
    assert openings(judgement(), [CameraId("new")]) == {}
    unknown = seen(judgement(rule()), openings=None)
    assert (told(unknown)["way_out"], told(unknown)["stays_by"]) == ("none", None)
    last = judgement(rule())
    found = openings(last, [SOFA])[SOFA]
    assert opening_button(STARTING_UP, found, ALL_RIGHTS) is OpeningButton.NONE


def decision_without(any_house: Given, **changes: Any) -> Decision:
    """Return what is decided of a house whose camera's facts are others."""
    return replace(any_house, camera=replace(any_house.camera, **changes)).decision()


@given(houses)
def test_the_button_keeps_its_word(any_house: Given) -> None:
    """Ending what was asked for opens something where the button says so, and only there."""
    last = judgement_of(any_house)
    decision = last.decisions[any_house.config.camera_id]
    found = openings(last, [any_house.config.camera_id])[any_house.config.camera_id]
    way = opening_button(decision, found, ALL_RIGHTS)
    without = decision_without(any_house, holds=(), lifts=())
    assert found.without_holds == without
    assert (stays_by(found) is None) == (without.level is OPEN)
    assert (way is OpeningButton.END_PRIVACY) <= (
        without.level is not decision.level or without.zones < decision.zones
    )
    now = any_house.facts.now
    lifted = decision_without(
        any_house, holds=(), lifts=(Lift(set_at=now, until=now + LONGEST_LIFT),)
    )
    assert (way is OpeningButton.OPEN_FOR_A_WHILE) <= (
        rank(lifted.level) < rank(decision.level) or lifted.zones < decision.zones
    )
    assert (decision.level is OPEN) <= (way is OpeningButton.NONE)
