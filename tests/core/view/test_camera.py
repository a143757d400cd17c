"""What a page is told of one camera, and what not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from hypothesis import given
import pytest

from custom_components.lens_cap.core.audio.confirmation import Refusal
from custom_components.lens_cap.core.audio.grant import Grant, Length, Wanted
from custom_components.lens_cap.core.audio.request import Pending
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.decide import STARTING_UP, Decision
from custom_components.lens_cap.core.settings.assessment import Hearer
from custom_components.lens_cap.core.settings.rule import Effect, Presence
from custom_components.lens_cap.core.state.consent import ConsentScope
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.view import ViewerKind, camera_view
from custom_components.lens_cap.core.view.camera import (
    CameraOffers,
    Findings,
    SeenCamera,
    SeenSound,
    told_camera,
)
from custom_components.lens_cap.core.view.page_user import PageUser, told_by
from custom_components.lens_cap.core.view.way_out import (
    Rights,
    WayOut,
    openings,
    stays_by,
    way_out,
)

from ..generated import Given
from ..strategies import houses
from .homes import (
    ALL_RIGHTS,
    ALLOWED,
    ANNA,
    BEN,
    NAMES,
    NOW,
    SOFA,
    TABLE,
    VISITOR,
    WINDOW,
    by_time,
    camera,
    hold,
    judgement,
    judgement_of,
    lift,
    rule,
    seen,
)

CAMERA_WITHDRAWN: Final = frozenset({ConsentScope.CAMERA})
PRIVATE, OPEN, MASKED = PrivacyLevel.PRIVATE, PrivacyLevel.OPEN, PrivacyLevel.MASKED


def told(what: SeenCamera, who: PageUser = BEN, access: CameraOffers = ALLOWED) -> Any:
    """Return what somebody is told of a camera."""
    return told_camera(what, who, access, NAMES)


def test_a_rule_is_named_to_the_family_only() -> None:
    """Others read why it is private, and how long that goes on after people have left."""
    sofa = seen(judgement(rule("family")))
    assert told(sofa)["rule"] == {
        "rule_id": "family",
        "name": "Family",
        "leave_delay_minutes": 5,
    }
    visitor = told(sofa, VISITOR)
    assert visitor["rule"] == {
        "rule_id": None,
        "name": None,
        "leave_delay_minutes": 5,
    }
    assert visitor["reason"] == "someone_home"


def test_a_rule_that_is_gone_meanwhile() -> None:
    """The decision of a moment ago still names it; nothing else is known of it."""
    sofa = replace(seen(judgement(rule("family"))), rules={})
    assert told(sofa)["rule"] == {
        "rule_id": None,
        "name": None,
        "leave_delay_minutes": 0,
    }


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({}, {"kind": "user", "name": "Anna"}),
        ({"set_by": "user-ben"}, {"kind": "you"}),
        ({"asked_by": frozenset({"user-ben"})}, {"kind": "you"}),
        ({"set_by": None}, {"kind": "automation"}),
        ({"set_by": "user-gone"}, {"kind": "somebody"}),
        ({"origin": HoldOrigin.STORE_LOST}, {"kind": "somebody"}),
    ],
)
def test_who_asked_for_privacy(changes: Any, by: object) -> None:
    """Ben, a resident, reads a name, or that it was him."""
    sofa = seen(judgement(of_camera={"holds": (hold(**changes),)}))
    assert told(sofa)["hold"] == {
        "until": None,
        "until_everyone_leaves": False,
        "by": by,
    }


def test_others_read_somebody() -> None:
    """Not even that it was an automation; but what one did oneself, one knows."""
    for changes in ({}, {"set_by": None}):
        sofa = seen(judgement(of_camera={"holds": (hold(**changes),)}))
        assert told(sofa, VISITOR)["hold"]["by"] == {"kind": "somebody"}
    own = seen(judgement(of_camera={"holds": (hold(set_by="user-visitor"),)}))
    assert told(own, VISITOR)["hold"]["by"] == {"kind": "you"}


def test_the_hold_that_decides_is_told() -> None:
    """Of two, the one that lasts longer; one that waits until everyone has left says so."""
    soon = hold(until=NOW + timedelta(hours=1), set_by="user-ben", zones=frozenset())
    last = judgement(
        of_camera={
            "holds": (
                soon,
                hold(origin=HoldOrigin.HOUSEHOLD, until_everyone_leaves=True),
            )
        }
    )
    assert told(seen(last))["hold"] == {
        "until": None,
        "until_everyone_leaves": True,
        "by": {"kind": "user", "name": "Anna"},
    }
    alone = told(seen(judgement(of_camera={"holds": (soon,)})))
    assert alone["hold"]["until"] == alone["until"] == "2026-11-24T12:00:00+00:00"


def test_without_a_trace_no_hold_is_told() -> None:
    """While it starts, nobody knows of any."""
    sofa = seen(judgement(of_camera={"holds": (hold(),)}), decision=STARTING_UP)
    assert told(sofa)["hold"] is None


def test_a_lift() -> None:
    """Until when, and by whom; the name is for the family."""
    sofa = seen(judgement(rule(), of_camera={"lifts": (lift(),)}))
    assert told(sofa, ANNA)["lift"] == {
        "until": "2026-11-24T11:14:00+00:00",
        "by": {"kind": "user", "name": "Ben"},
    }
    assert told(sofa, VISITOR)["lift"]["by"] == {"kind": "somebody"}
    by_automation = seen(judgement(rule(), of_camera={"lifts": (lift(set_by=None),)}))
    assert told(by_automation)["lift"]["by"] == {"kind": "automation"}
    forgotten = replace(sofa, lifts=())
    assert told(forgotten, ANNA)["lift"]["by"] == {"kind": "somebody"}


def test_zones() -> None:
    """Each says whether it is covered; while the camera is private, all are."""
    masked = judgement(
        by_time(window=None, effect=Effect(level=MASKED, zones=frozenset({TABLE})))
    )
    covered = {one["zone_id"]: one["covered"] for one in told(seen(masked))["zones"]}
    assert covered == {TABLE: True, WINDOW: False}
    closed = seen(judgement(rule()), zone_entity_ids={TABLE: "switch.table"})
    assert [
        (one["covered"], one["entity_id"], one["name"]) for one in told(closed)["zones"]
    ] == [(True, "switch.table", "Table"), (True, None, "Window")]


def test_viewers_and_findings() -> None:
    """Everybody reads how many watch, who began, and how many problems are open."""
    last = judgement()
    sofa = seen(
        last,
        view=camera_view(
            last.decisions[SOFA], viewers=2, streams=True, viewer_kind=ViewerKind.LINK
        ),
        findings=Findings(open=2, worst="high"),
    )
    shown = told(sofa, VISITOR)
    assert (shown["viewers"], shown["viewer_kind"]) == (2, "link")
    assert shown["findings"] == {"open": 2, "worst": "high"}


def pending(by: str | None = "user-ben") -> Pending:
    """Return a request for the sound of the sofa."""
    return Pending(
        request_id="r1",
        wanted=Wanted(camera_id=SOFA, purpose="The baby cries", by=by),
        placement=Placement.LIVING_AREA,
        asked_at=NOW,
        expires_at=NOW + timedelta(minutes=5),
    )


def test_sound_that_is_asked_for() -> None:
    """Whose request it is, what for, and whether the one who looks may answer."""
    sofa = seen(judgement(), sound=SeenSound(pending=pending()))
    shown = told(sofa, access=replace(ALLOWED, may_answer_sound=True))["sound"]
    assert (shown["state"], shown["purpose"]) == ("asked", "The baby cries")
    assert shown["asked"] == {
        "request_id": "r1",
        "by": {"kind": "you"},
        "expires_at": "2026-11-24T11:05:00+00:00",
        "mine": True,
        "may_answer": True,
        "length": "one_hour",
        "seconds": 3600.0,
        "heard": sorted(Hearer),
        "untold": [],
        "needed_for": "",
        "switches_on_microphone": False,
    }
    visitor = told(sofa, VISITOR)["sound"]
    assert visitor["purpose"] is None
    assert visitor["asked"]["by"] == {"kind": "somebody"}
    assert not visitor["asked"]["mine"]
    by_automation = seen(judgement(), sound=SeenSound(pending=pending(None)))
    assert told(by_automation)["sound"]["asked"]["by"] == {"kind": "automation"}


def test_sound_that_is_on() -> None:
    """Until when, who said yes, and what for."""
    last = judgement(of_camera={"sound_until": NOW + timedelta(hours=1)})
    grant = Grant(
        wanted=pending().wanted,
        confirmed_by="user-anna",
        placement=Placement.LIVING_AREA,
        set_at=NOW,
        until=NOW + timedelta(hours=1),
    )
    shown = told(seen(last, sound=SeenSound(grant=grant)), ANNA)["sound"]
    assert (shown["state"], shown["until"]) == ("on", "2026-11-24T12:00:00+00:00")
    assert (shown["by"], shown["purpose"]) == ({"kind": "you"}, "The baby cries")
    by_pin = replace(grant, confirmed_by=None)
    assert told(seen(last, sound=SeenSound(grant=by_pin)))["sound"]["by"] == {
        "kind": "somebody"
    }
    unknown = told(seen(last))["sound"]
    assert (unknown["state"], unknown["purpose"]) == ("on", None)


def test_sound_for_a_viewing() -> None:
    """No moment at which it ends: the one that is known moves on with each viewer."""
    last = judgement(of_camera={"sound_until": NOW + timedelta(minutes=1)})
    wanted = replace(pending().wanted, length=Length.THIS_VIEWING)
    grant = Grant(
        wanted=wanted,
        confirmed_by="user-anna",
        placement=Placement.LIVING_AREA,
        set_at=NOW,
        until=NOW + timedelta(days=1),
        unwatched_since=NOW,
    )
    shown = told(seen(last, sound=SeenSound(grant=grant)), ANNA)["sound"]
    assert (shown["state"], shown["until"]) == ("on", None)


def test_sound_that_cannot_be_asked_for() -> None:
    """Why not; and nobody is offered to ask."""
    sofa = seen(judgement(), sound=SeenSound(refusal=Refusal.NOT_ASSESSED))
    assert told(sofa)["sound"]["refusal"] == "not_assessed"
    assert told(sofa)["may_ask_sound"] is False
    assert told(seen(judgement()))["may_ask_sound"] is True


def test_a_question_of_ones_own() -> None:
    """What waits for the yes of the one who looks, with its end."""
    asked = replace(ALLOWED, asked=("q1", NOW))
    assert told(seen(judgement(rule())), access=asked)["asked"] == {
        "request_id": "q1",
        "expires_at": "2026-11-24T11:00:00+00:00",
    }


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
    ("effect", "recording", "recognition"),
    [
        (Effect(level=OPEN), False, False),
        (Effect(level=OPEN, recording_off=True), True, False),
        (Effect(level=OPEN, recognition_off=True), False, True),
        (Effect(level=PRIVATE), True, True),
    ],
)
def test_what_the_camera_itself_is_not_to_do(
    effect: Effect, recording: bool, recognition: bool
) -> None:
    """It is told for a camera that may be seen, too."""
    shown = told(seen(judgement(rule(effect=effect))))
    assert (shown["recording_off"], shown["recognition_off"]) == (
        recording,
        recognition,
    )


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
    assert way_out(STARTING_UP, found, ALL_RIGHTS) is WayOut.NONE


def decision_without(any_house: Given, **changes: Any) -> Decision:
    """Return what is decided of a house whose camera's facts are others."""
    return replace(any_house, camera=replace(any_house.camera, **changes)).decision()


@given(houses)
def test_the_button_keeps_its_word(any_house: Given) -> None:
    """Ending what was asked for opens something where the button says so, and only there."""
    last = judgement_of(any_house)
    decision = last.decisions[any_house.config.camera_id]
    found = openings(last, [any_house.config.camera_id])[any_house.config.camera_id]
    way = way_out(decision, found, ALL_RIGHTS)
    without = decision_without(any_house, holds=(), lifts=())
    assert found.without_holds == without
    assert (stays_by(found) is None) == (without.level is OPEN)
    assert (way is WayOut.END_PRIVACY) <= (
        without.level is not decision.level or without.zones < decision.zones
    )
    assert (decision.level is OPEN) <= (way is WayOut.NONE)


def test_names_that_are_empty() -> None:
    """A user without a name is somebody."""
    assert told_by(["x"], BEN, {"x": ""}) == {"kind": "somebody"}
