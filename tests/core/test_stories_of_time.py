"""Rules that go by the time: at midnight, when clocks are set, by the sun, without a clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.schedule import SunDay, SunEvent, SunTime, Window
from custom_components.lens_cap.core.settings.rule import Presence, Rule

from .day import AWAY, HOME, Day
from .test_stories import NOON, OPEN, PRIVATE, rule


def night(start: time, end: time, name: str = "night", **more: frozenset[int]) -> Rule:
    """Return a rule that asks for nothing but the time."""
    window = Window(start=start, end=end, **more)
    return rule(name, presence=Presence.IGNORE, window=window)


@pytest.mark.parametrize(
    ("zone", "begin", "day_of_change"),
    [
        ("Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=UTC), 29),
        ("Europe/Berlin", datetime(2026, 10, 24, 12, tzinfo=UTC), 25),
        ("America/New_York", datetime(2026, 3, 7, 18, tzinfo=UTC), 8),
        ("America/New_York", datetime(2026, 10, 31, 18, tzinfo=UTC), 1),
    ],
)
def test_clocks_are_set_at_night(
    zone: str, begin: datetime, day_of_change: int
) -> None:
    """From half past ten to six by the clock on the wall, whether the night is short or long."""
    day = Day(real=begin, zone=ZoneInfo(zone), rules=(night(time(22, 30), time(6)),))
    day.sleep(hours=42)
    assert day.told[1:] == [
        (f"{begin.day:02} 22:30", PRIVATE),
        (f"{day_of_change:02} 06:00", OPEN),
        (f"{day_of_change:02} 22:30", PRIVATE),
        (f"{day_of_change + 1:02} 06:00", OPEN),
    ]


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        # The hour from two to three is skipped, or comes twice.
        (datetime(2026, 3, 28, 12, tzinfo=UTC), ["29 01:30", "29 03:00"]),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), ["25 01:30", "25 02:30"]),
    ],
)
def test_a_window_into_the_hour_in_which_clocks_are_set(
    begin: datetime, told: list[str]
) -> None:
    """From half past one to half past two: one half hour in spring, two hours in autumn."""
    day = Day(real=begin, rules=(night(time(1, 30), time(2, 30)),))
    day.until((begin + timedelta(days=1)).day, 12)
    assert [when for when, _ in day.told[1:]] == told
    long = timedelta(hours=2) if begin.month == 10 else timedelta(minutes=30)
    assert _private_for(begin, night(time(1, 30), time(2, 30))) == long


def _private_for(begin: datetime, one: Rule) -> timedelta:
    """Return for how long a rule makes the camera private within a day, minute by minute."""
    day = Day(real=begin, rules=(one,))
    minutes = 0
    for _ in range(24 * 60):
        day.sleep(minutes=1)
        minutes += day.decision.level is PRIVATE
    return timedelta(minutes=minutes)


def test_two_rules_overlap_at_midnight() -> None:
    """One ends where the other begins, or later: it does not open in between, for no moment."""
    evening = night(time(20), time(0), "evening")
    small_hours = night(time(0), time(6), "small hours")
    late = night(time(23), time(1), "late")
    for rules in ((evening, small_hours), (evening, late, small_hours)):
        day = Day(real=NOON, rules=rules)
        assert day.until(24, 21).next_change == datetime(2026, 11, 25, 5, tzinfo=UTC)
        day.until(25, 12)
        assert day.told[1:] == [("24 20:00", PRIVATE), ("25 06:00", OPEN)]


def test_a_hold_ends_while_a_rule_takes_leave() -> None:
    """What is told to come next is when the last of them ends, and nothing comes after it."""
    afternoon = Window(start=time(13), end=time(15))
    day = Day(
        real=NOON, rules=(rule(window=afternoon, leave_delay=timedelta(hours=2)),)
    )
    day.go(anna=HOME)
    day.go(anna=AWAY)
    held = day.hold(until=NOON + timedelta(hours=1.5))
    assert held.next_change == NOON + timedelta(hours=2)
    day.sleep(hours=30)
    assert day.told[-2:] == [("24 12:00", PRIVATE), ("24 14:00", OPEN)]


def test_weekly_windows() -> None:
    """Tuesdays and Saturdays, from ten in the evening into the next day."""
    cleaning = night(time(22), time(1), weekdays=frozenset({1, 5}))
    day = Day(real=NOON - timedelta(days=2), rules=(cleaning,))
    assert day.decision.next_change == datetime(2026, 11, 24, 21, tzinfo=UTC)
    day.sleep(days=8)
    assert day.told[1:] == [
        ("24 22:00", PRIVATE), ("25 01:00", OPEN),
        ("28 22:00", PRIVATE), ("29 01:00", OPEN),
    ]  # fmt: skip


def test_by_the_sun_and_in_the_polar_night() -> None:
    """From an hour before sunset to sunrise; once it does not rise any more, all the time."""
    sun = {
        (NOON + timedelta(days=ahead)).date(): SunDay(
            sunrise=NOON + timedelta(days=ahead, hours=-2) if ahead < 2 else None,
            sunset=NOON + timedelta(days=ahead, hours=1) if ahead < 2 else None,
        )
        for ahead in range(-5, 30)
    }
    before_sunset = SunTime(event=SunEvent.SUNSET, offset=timedelta(hours=-1))
    dark = rule(
        presence=Presence.IGNORE,
        window=Window(start=before_sunset, end=SunTime(event=SunEvent.SUNRISE)),
    )
    day = Day(real=NOON - timedelta(hours=1), rules=(dark,), sun=sun)
    day.sleep(days=12)
    assert day.told == [
        ("24 11:00", OPEN), ("24 12:00", PRIVATE),
        ("25 10:00", OPEN), ("25 12:00", PRIVATE),
    ]  # fmt: skip


def test_a_computer_without_a_clock() -> None:
    """It starts in the past: every window may be now, until the clock is set."""
    day = Day(real=NOON, rules=(night(time(22), time(6)),))
    day.hold(until=day.wall + timedelta(hours=3))
    day.restart(off=timedelta(hours=4), shows=NOON - timedelta(days=300))
    day.ready()
    assert {one.reason for one in day.decision.trace} >= {
        ReasonCode.HOLD, ReasonCode.SCHEDULE,
    }  # fmt: skip
    assert day.sleep(minutes=59).level is PRIVATE
    day.error = timedelta()
    assert day.look().level is OPEN
    assert day.until(24, 22).level is PRIVATE


def test_guests_stay_on_after_a_restart_and_a_clock_that_is_set() -> None:
    """Said again after a restart, that there are guests lasts as long as was said then."""
    day = Day(real=NOON)
    day.guests(there=True, until=day.wall + timedelta(minutes=10))
    day.restart(off=timedelta(minutes=1))
    day.ready()
    day.guests(there=True, until=day.wall + timedelta(minutes=9))
    day.error += timedelta(minutes=30)
    day.look()
    day.sleep(minutes=8)
    assert day.state.guests.said(day.wall)
    day.sleep(minutes=2)
    assert not day.state.guests.said(day.wall)
