"""Why: all that asks for something of a camera now, and what would open it."""

from datetime import time, timedelta
from typing import Any

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.schedule import Window
from custom_components.lens_cap.core.settings.rule import Effect, Presence
from custom_components.lens_cap.core.state.consent import ConsentScope
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.core.view.why import depends_on, told_why

from .homes import (
    ALLOWED,
    BEN,
    BY_ANNA,
    NAMES,
    NOW,
    TABLE,
    by_time,
    hold,
    judgement,
    rule,
    seen,
)


def why(last: Any, **changes: Any) -> Any:
    """Return what Ben is told when he asks why."""
    return told_why(seen(last, **changes), BEN, ALLOWED, NAMES)


def test_why_names_all_that_asks() -> None:
    """The winning first, each with who or what is behind it, and what would open the camera."""
    last = judgement(
        rule(), by_time("noon", window=Window(start=time(11), end=time(13))),
        of_camera={"holds": (hold(),)},
    )  # fmt: skip
    told = why(last)
    assert [one["reason"] for one in told["asks"]] == [
        "hold",
        "someone_home",
        "schedule",
    ]
    first, second, third = told["asks"]
    assert first["hold"]["by"] == BY_ANNA
    assert (second["rule"]["name"], second["depends_on"]) == ("Family", ["people"])
    assert (third["until"], third["depends_on"]) == (
        "2026-11-24T12:00:00+00:00",
        ["time"],
    )
    assert told["opens"] == ["hold_ends", "people_leave", "time_passes", "lift"]
    assert (told["way_out"], told["stays_by"]) == ("open_for_a_while", "rule")


def test_all_that_why_tells() -> None:
    """Each that asks with all of its own; what only covers would open nothing."""
    noon = by_time(
        "noon",
        window=Window(start=time(11), end=time(13)),
        leave_delay=timedelta(minutes=45),
        effect=Effect(
            level=PrivacyLevel.MASKED, zones=frozenset({TABLE}), audio_off=True
        ),
    )
    two_hours = hold(until=NOW + timedelta(hours=2))
    assert why(judgement(noon, of_camera={"holds": (two_hours,)})) == {
        "camera_id": "sofa",
        "level": "private",
        "reason": "hold",
        "until": "2026-11-24T13:00:00+00:00",
        "way_out": "end_privacy",
        "stays_by": "rule",
        "asks": [
            {
                "level": "private",
                "reason": "hold",
                "until": "2026-11-24T13:00:00+00:00",
                "rule": None,
                "zones": [],
                "audio_off": False,
                "hold": {
                    "until": "2026-11-24T13:00:00+00:00",
                    "until_everyone_leaves": False,
                    "by": BY_ANNA,
                },
                "depends_on": [],
            },
            {
                "level": "masked",
                "reason": "schedule",
                "until": "2026-11-24T12:00:00+00:00",
                "rule": {"rule_id": "noon", "name": "Noon", "leave_delay_minutes": 45},
                "zones": ["table"],
                "audio_off": True,
                "hold": None,
                "depends_on": ["time"],
            },
        ],
        "opens": ["hold_ends"],
    }


def test_each_hold_has_its_own_asker() -> None:
    """Of two without an end, one closes the camera and one covers a zone."""
    table = hold(level=PrivacyLevel.MASKED, zones=frozenset({TABLE}), set_by="user-ben")
    told = why(judgement(of_camera={"holds": (table, hold())}))
    assert [(one["level"], one["hold"]["by"]["kind"]) for one in told["asks"]] == [
        ("private", "user"),
        ("masked", "you"),
    ]


def test_why_says_what_would_open_what_others_closed() -> None:
    """Guests and a hand at the camera have a hold that ends; a consent is given again."""
    for origin in (HoldOrigin.GUEST, HoldOrigin.AT_CAMERA):
        told = why(judgement(of_camera={"holds": (hold(origin=origin),)}))
        assert (told["opens"], told["way_out"]) == (["hold_ends"], "end_privacy")
    withdrawn = {"withdrawn": frozenset({ConsentScope.CAMERA})}
    told = why(judgement(of_camera=withdrawn))
    assert (told["opens"], told["way_out"]) == (["they_agree"], "none")


def test_why_of_an_open_camera() -> None:
    """Nothing asks for privacy; a rule that only wants silence is told."""
    told = why(judgement())
    assert [one["reason"] for one in told["asks"]] == ["nothing_asks"]
    assert told["opens"] == []
    silent = why(judgement(by_time(window=None, effect=Effect(audio_off=True))))
    assert [(one["level"], one["audio_off"]) for one in silent["asks"]] == [
        ("open", True)
    ]


def test_a_rule_that_is_gone_asks_all_the_same() -> None:
    """What was decided a moment ago is told as it was."""
    told = why(judgement(rule()), rules={})
    assert told["asks"][0]["depends_on"] == []


def test_what_a_rule_depends_on() -> None:
    """People, guests, alarms, entities and the time."""
    assert depends_on(rule()) == ["people"]
    assert depends_on(rule(presence=Presence.GUESTS_PRESENT)) == ["guests"]
    whole = by_time(alarm_entity="alarm_control_panel.a", while_entity="switch.b")
    assert depends_on(whole) == ["alarm", "entity", "time"]
    assert depends_on(by_time(window=None)) == []
