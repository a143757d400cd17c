"""What a page is told of one camera, and what not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.settings.rule import Effect
from custom_components.lens_cap.core.view import ViewerKind, camera_view
from custom_components.lens_cap.core.view.camera import Findings, Live
from custom_components.lens_cap.core.view.page_user import told_by

from .homes import (
    ALLOWED,
    ANNA,
    BEN,
    BY_ANNA,
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


def test_all_that_is_told() -> None:
    """Each thing under its own name, with names of others for who may know them."""
    covers = by_time(
        window=None,
        leave_delay=timedelta(minutes=45),
        effect=Effect(level=MASKED, zones=frozenset({WINDOW}), recording_off=True),
    )
    waits = hold(
        level=MASKED,
        zones=frozenset({TABLE}),
        until=NOW + timedelta(hours=2),
        until_everyone_leaves=True,
    )
    last = judgement(covers, of_camera={"holds": (waits,)})
    shown = camera_view(
        last.decisions[SOFA],
        viewers=2,
        streams=True,
        viewer_kind=ViewerKind.PERSON,
        problem=Failure.BUSY,
    )
    sofa = seen(
        last,
        view=replace(
            shown,
            rule=covers.rule_id,
            zones=frozenset({TABLE}),
            next_change=NOW + timedelta(hours=3),
            lifted_until=lift().end,
        ),
        lifts=(lift(set_by="user-anna"),),
        live=Live.STILLS_ONLY,
        findings=Findings(open=3, worst="high"),
        device_id="device",
        area_id="living",
        entity_ids={"privacy_mode": "switch.sofa_privacy_mode"},
        zone_entity_ids={TABLE: "switch.sofa_table"},
    )
    access = replace(ALLOWED, asked=("q1", NOW + timedelta(minutes=5)))
    assert told(sofa, access=access) == {
        "camera_id": "sofa",
        "entity_id": "camera.sofa",
        "device_id": "device",
        "area_id": "living",
        "name": "Sofa",
        "placement": "living_area",
        "level": "masked",
        "reason": "hold",
        "rule": {"rule_id": "night", "name": "Night", "leave_delay_minutes": 45},
        "until": "2026-11-24T14:00:00+00:00",
        "hold": {
            "until": "2026-11-24T13:00:00+00:00",
            "until_everyone_leaves": True,
            "by": BY_ANNA,
        },
        "lift": {"until": "2026-11-24T11:14:00+00:00", "by": BY_ANNA},
        "asked": {"request_id": "q1", "expires_at": "2026-11-24T11:05:00+00:00"},
        "zones": [
            {
                "zone_id": "table",
                "name": "Table",
                "covered": True,
                "entity_id": "switch.sofa_table",
            },
            {
                "zone_id": "window",
                "name": "Window",
                "covered": False,
                "entity_id": None,
            },
        ],
        "recording_off": True,
        "recognition_off": False,
        "viewers": 2,
        "viewer_kind": "person",
        "problem": "busy",
        "live": "stills_only",
        "sound": {
            "state": "off",
            "until": None,
            "by": None,
            "purpose": None,
            "refusal": None,
            "asked": None,
        },
        "findings": {"open": 3, "worst": "high"},
        "way_out": "end_privacy",
        "stays_by": "rule",
        "may_close": True,
        "may_ask_sound": True,
        "entities": {"privacy_mode": "switch.sofa_privacy_mode"},
    }


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
