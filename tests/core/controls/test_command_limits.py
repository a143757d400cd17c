"""A control is told again after growing pauses, and opened only so often; what closes comes first."""

from dataclasses import replace

import pytest

from custom_components.lens_cap.core.controls.capability import Attempt, Capability
from custom_components.lens_cap.core.controls.command_limits import (
    is_over_budget,
    kept_times,
    next_try,
)
from custom_components.lens_cap.core.controls.role import (
    Role,
    closing_rank,
    opening_rank,
)

from .test_plan import LENS

SLOW = replace(LENS, slow=True)
TOLD = Attempt(value="on", at=100.0, reached=True)


@pytest.mark.parametrize(
    ("one", "attempt", "at"),
    [
        (LENS, None, 500.0),
        (LENS, replace(TOLD, value="off"), 500.0),
        (LENS, TOLD, 117.0),
        (SLOW, TOLD, 135.0),
        (LENS, replace(TOLD, reached=False), 102.0),
        (SLOW, replace(TOLD, reached=False), 120.0),
        (LENS, replace(TOLD, count=3), 145.0),
        (LENS, replace(TOLD, count=5), 715.0),
        (LENS, replace(TOLD, count=50), 715.0),
        (SLOW, replace(TOLD, count=50), 1915.0),
    ],
)
def test_when_it_is_told_again(
    one: Capability, attempt: Attempt | None, at: float
) -> None:
    """At once what it was not told last; else after its deadline, if it was reached, and a pause."""
    assert next_try(one, attempt, "on", 500.0) == at


@pytest.mark.parametrize(
    ("one", "sent", "until"),
    [
        (LENS, (950.0, 960.0, 970.0, 980.0, 990.0), None),
        (LENS, (945.0, 950.0, 960.0, 970.0, 980.0, 990.0), 1005.0),
        (LENS, (941.0, 945.0, 950.0, 960.0, 970.0, 980.0, 990.0), 1005.0),
        (LENS, (940.0, 950.0, 960.0, 970.0, 980.0, 990.0), None),
        (SLOW, (990.0,), None),
        (SLOW, (960.0, 950.0), 1010.0),
    ],
)
def test_how_often_it_is_opened(
    one: Capability, sent: tuple[float, ...], until: float | None
) -> None:
    """Six times in a minute, and twice where it costs much."""
    assert is_over_budget(one, sent, 1000.0) == until


def test_what_was_sent_a_minute_ago_counts_no_more() -> None:
    """What was sent since is kept, and what is sent now."""
    assert kept_times((40.0, 41.0), 100.0) == (41.0, 100.0)


def test_the_order() -> None:
    """The picture first and the power last; opening wakes first, and then goes as closing does."""
    closed = sorted(Role, key=closing_rank)
    assert closed.index(Role.PRIVACY) < closed.index(Role.MICROPHONE)
    assert closed[-1] is Role.PLUG
    assert closing_rank(Role.PRIVACY) == 0
    opened = sorted(Role, key=opening_rank)
    assert opened[:3] == [Role.PLUG, Role.POWER, Role.PRIVACY]
    others = [role for role in Role if role not in opened[:3]]
    assert [opening_rank(role) for role in others] == [
        closing_rank(role) for role in others
    ]
