"""What a page is told of the privacy that somebody asked for, and by whom."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.decide import STARTING_UP
from custom_components.lens_cap.core.state.hold import HoldOrigin

from .homes import BY_ANNA, NOW, TABLE, VISITOR, hold, judgement, seen, told

MASKED = PrivacyLevel.MASKED


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({}, BY_ANNA),
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
        "by": BY_ANNA,
    }
    alone = told(seen(judgement(of_camera={"holds": (soon,)})))
    assert alone["hold"]["until"] == alone["until"] == "2026-11-24T12:00:00+00:00"


@pytest.mark.parametrize("later", [1, -1])
def test_the_hold_that_closes_is_told(later: int) -> None:
    """Who covers a zone has not made the camera private, be it before or after who did."""
    table = hold(
        level=MASKED,
        zones=frozenset({TABLE}),
        set_by="user-ben",
        set_at=hold().set_at + timedelta(seconds=later),
    )
    last = judgement(of_camera={"holds": (hold(), table)})
    assert told(seen(last))["hold"]["by"] == BY_ANNA


@pytest.mark.parametrize(("ben", "by"), [(1, {"kind": "you"}), (-1, BY_ANNA)])
def test_the_last_of_holds_that_ask_for_the_same(ben: int, by: object) -> None:
    """Two that differ only in a zone that is gone: whoever asked last is named."""
    table = hold(level=MASKED, zones=frozenset({TABLE}))
    both = replace(
        table,
        zones=frozenset({TABLE, ZoneId("gone")}),
        set_by="user-ben",
        set_at=table.set_at + timedelta(seconds=ben),
    )
    last = judgement(of_camera={"holds": (table, both)})
    assert told(seen(last))["hold"]["by"] == by


def test_without_a_trace_no_hold_is_told() -> None:
    """While it starts, nobody knows of any."""
    sofa = seen(judgement(of_camera={"holds": (hold(),)}), decision=STARTING_UP)
    assert told(sofa)["hold"] is None
