"""What a page is told of one camera, and what not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.decide import STARTING_UP
from custom_components.lens_cap.core.settings.rule import Effect
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.core.view import ViewerKind, camera_view
from custom_components.lens_cap.core.view.camera import Findings
from custom_components.lens_cap.core.view.page_user import told_by

from .homes import (
    ALLOWED,
    ANNA,
    BEN,
    NOW,
    SOFA,
    TABLE,
    VISITOR,
    WINDOW,
    by_time,
    hold,
    judgement,
    lift,
    rule,
    seen,
    told,
)

PRIVATE, OPEN, MASKED = PrivacyLevel.PRIVATE, PrivacyLevel.OPEN, PrivacyLevel.MASKED


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


def test_a_question_of_ones_own() -> None:
    """What waits for the yes of the one who looks, with its end."""
    asked = replace(ALLOWED, asked=("q1", NOW))
    assert told(seen(judgement(rule())), access=asked)["asked"] == {
        "request_id": "q1",
        "expires_at": "2026-11-24T11:00:00+00:00",
    }


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


def test_names_that_are_empty() -> None:
    """A user without a name is somebody."""
    assert told_by(["x"], BEN, {"x": ""}) == {"kind": "somebody"}
