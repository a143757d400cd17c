"""Conditions of the core that few ways lead to, each with what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.lens_cap.core.audio.grant import UNWATCHED, Grant, Length, Wanted
from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.constraint import Constraint, ReasonCode
from custom_components.lens_cap.core.privacy.facts import HouseholdFacts, Whereabouts
from custom_components.lens_cap.core.privacy.permission import Actor, Way
from custom_components.lens_cap.core.privacy.rule_evaluation import (
    evaluated_rules,
    unseen,
)
from custom_components.lens_cap.core.schedule import (
    Calendar,
    DayTime,
    SunDay,
    SunEvent,
    SunTime,
    Window,
    spans,
)
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.zones import ZoneProblem, validated

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FACTS = HouseholdFacts(now=NOON, settled=True)
RULE = Rule(
    rule_id=RuleId("rule"), name="Rule", effect=Effect(level=PrivacyLevel.PRIVATE)
)


def _constraint(rule: Rule, facts: HouseholdFacts = FACTS) -> Constraint:
    (evaluated,) = evaluated_rules((rule,), facts)
    assert evaluated.timed is not None
    return evaluated.timed.constraint


WITH_ENTITY = replace(RULE, while_entity="switch.tv")
WITH_ALARM = replace(
    RULE, alarm_entity="alarm_control_panel.home", alarm_states=frozenset({"disarmed"})
)
WITH_BOTH = replace(WITH_ALARM, while_entity="switch.tv")
ALL_DAY = replace(RULE, window=Window(start=time(8), end=time(20)))


@pytest.mark.parametrize(
    ("rule", "entity", "alarm", "reason"),
    [
        (RULE, None, None, ReasonCode.RULE),
        (ALL_DAY, None, None, ReasonCode.SCHEDULE),
        (WITH_ENTITY, Truth.YES, None, ReasonCode.ENTITY),
        (WITH_ENTITY, Truth.MAYBE, None, ReasonCode.INPUT_UNKNOWN),
        (WITH_ENTITY, None, None, ReasonCode.INPUT_UNKNOWN),
        (WITH_ALARM, None, "disarmed", ReasonCode.ALARM),
        (WITH_ALARM, None, None, ReasonCode.INPUT_UNKNOWN),
        (WITH_BOTH, Truth.YES, "disarmed", ReasonCode.ALARM),
        (WITH_BOTH, Truth.MAYBE, "disarmed", ReasonCode.INPUT_UNKNOWN),
        (WITH_BOTH, Truth.YES, None, ReasonCode.INPUT_UNKNOWN),
    ],
)
def test_why_a_rule_without_presence_applies(
    rule: Rule, entity: Truth | None, alarm: str | None, reason: ReasonCode
) -> None:
    """It names the alarm system before the entity, and what is not known before both."""
    facts = replace(
        FACTS,
        entities={} if entity is None else {"switch.tv": entity},
        alarms={"alarm_control_panel.home": alarm},
    )
    assert _constraint(rule, facts).reason is reason


def test_rules_come_in_order_of_precedence() -> None:
    """The most private first, and last what does not apply: so nothing is sorted anew for each camera."""
    silent = replace(RULE, rule_id=RuleId("silent"), effect=Effect(audio_off=True))
    in_vain = replace(WITH_ALARM, rule_id=RuleId("in vain"), alarm_states=frozenset())
    facts = replace(FACTS, alarms={"alarm_control_panel.home": "disarmed"})
    found = evaluated_rules((in_vain, silent, RULE), facts)
    assert [one.rule for one in found] == [RULE, silent, in_vain]


def test_until_when_a_rule_applies() -> None:
    """Until its window ends; a window that has not begun has no end to tell."""
    assert _constraint(ALL_DAY).until == datetime(2026, 10, 20, 20, tzinfo=UTC)
    later = replace(RULE, window=Window(start=time(13), end=time(20)))
    assert _constraint(later).until is None
    assert _constraint(RULE).until is None


def test_nobody_is_an_administrator_by_default() -> None:
    """Nor a person: both are shown by a sign."""
    actor = Actor(way=Way.DIRECT)
    assert not actor.is_admin
    assert not actor.is_person


def test_an_unwatched_grant_does_not_last_longer_after_the_clock_went_back() -> None:
    """Since when nobody watches moves along with everything else."""
    grant = Grant(
        wanted=Wanted(camera_id=CameraId("sofa"), length=Length.THIS_VIEWING),
        confirmed_by=None,
        placement=Placement.LIVING_AREA,
        set_at=NOON,
        until=NOON + 5 * HOUR,
        unwatched_since=NOON + HOUR,
    )
    back = grant.after_jump(-HOUR)
    assert back.unwatched_since == NOON
    assert back.ends_at == NOON + UNWATCHED
    assert replace(grant, unwatched_since=None).after_jump(-HOUR).until == (
        NOON + 4 * HOUR
    )


HAVANA = ZoneInfo("America/Havana")
"""There midnight comes twice on 1 November 2026, an hour apart."""
FIRST, SECOND = (
    datetime(2026, 11, 1, 4, tzinfo=UTC),
    datetime(2026, 11, 1, 5, tzinfo=UTC),
)
SUNSET = datetime(2026, 10, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("start", [time(18), SunTime(event=SunEvent.SUNSET)])
@pytest.mark.parametrize(("end", "moment"), [(None, FIRST), (time(), SECOND)])
def test_a_midnight_that_comes_twice(
    start: DayTime, end: time | None, moment: datetime
) -> None:
    """A window that ends with the day ends at the first, one until midnight at the second."""
    saturday = date(2026, 10, 31)
    window = Window(start=start, end=end, weekdays=frozenset({5}))
    calendar = Calendar(
        zone=HAVANA, sun={saturday: SunDay(sunrise=None, sunset=SUNSET)}
    )
    found = spans(window, calendar, datetime(2026, 10, 31, 23, tzinfo=UTC))
    assert found[0].end == moment


@pytest.mark.parametrize("points", [[], [[0.5, 0.5]], [[0.5, 0.5]] * 3])
def test_a_single_point_is_no_zone(points: list[list[float]]) -> None:
    """However often it is named."""
    assert validated(points) is ZoneProblem.TOO_FEW_POINTS


def test_points_that_are_named_twice() -> None:
    """They are one point, wherever they stand, and the first stays the first."""
    a, b, c = [0.1, 0.1], [0.9, 0.1], [0.5, 0.9]
    once = validated([a, b, c])
    assert isinstance(once, tuple)
    assert validated([a, a, b, c, c, a]) == once


AWAY = replace(
    FACTS,
    residents=frozenset({"person.anna"}),
    persons={"person.anna": Whereabouts.AWAY},
    left_at={RULE.rule_id: NOON},
)
OF_FAMILY = replace(RULE, presence=Presence.SOMEONE_HOME, leave_delay=HOUR)


@pytest.mark.parametrize(
    ("rule", "facts", "reason"),
    [
        (OF_FAMILY, AWAY, ReasonCode.LEAVING),
        (
            OF_FAMILY,
            replace(AWAY, unseen=frozenset({RULE.rule_id})),
            ReasonCode.RULE,
        ),
        (
            replace(OF_FAMILY, presence=Presence.NOBODY_HOME),
            replace(AWAY, persons={"person.anna": Whereabouts.HOME}),
            ReasonCode.RULE,
        ),
    ],
)
def test_people_left_where_somebody_was(
    rule: Rule, facts: HouseholdFacts, reason: ReasonCode
) -> None:
    """Not where nobody was seen, nor where it was somebody who came."""
    constraint = _constraint(rule, facts)
    assert (constraint.level, constraint.reason) == (PrivacyLevel.PRIVATE, reason)


def test_who_was_seen_once_was_there() -> None:
    """Unknown is not there; and nobody is forgotten again."""
    unknown = replace(AWAY, persons={})
    home = replace(AWAY, persons={"person.anna": Whereabouts.HOME})
    rules, nobody = (OF_FAMILY,), frozenset[RuleId]()
    assert unseen(rules, AWAY, nobody) == {RULE.rule_id}
    assert unseen(rules, unknown, nobody) == {RULE.rule_id}
    assert unseen(rules, home, nobody) == nobody
    assert unseen(rules, AWAY, frozenset({RULE.rule_id})) == nobody
