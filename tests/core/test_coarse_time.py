"""Rough times tell nothing of where a house stands."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.coarse_time import (
    CoarseDay,
    coarse_day,
    coarse_moments,
    coarse_sun,
    to_minutes,
    to_quarter,
)
from custom_components.lens_cap.core.ids import RuleId
from custom_components.lens_cap.core.schedule import SunDay, SunEvent, SunTime, Window
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule

DAY = date(2026, 11, 29)
NEXT = date(2026, 11, 30)
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
SUNSET = datetime(2026, 11, 29, 15, 41, 7, 123456, tzinfo=UTC)
SUN = {
    DAY: SunDay(sunrise=datetime(2026, 11, 29, 6, 47, 9, 5, tzinfo=UTC), sunset=SUNSET),
    NEXT: SunDay(
        sunrise=datetime(2026, 11, 30, 6, 48, 29, 7, tzinfo=UTC),
        sunset=datetime(2026, 11, 30, 15, 40, 44, tzinfo=UTC),
    ),
}
ROUGH = CoarseDay(sunrise=timedelta(hours=6, minutes=30), sunset=timedelta(hours=15.5))


def _rule(window: Window | None) -> Rule:
    return Rule(
        rule_id=RuleId("one"),
        name="Evening",
        presence=Presence.IGNORE,
        window=window,
        effect=Effect(),
    )


def _first(now: datetime, *rules: Rule) -> datetime:
    return next(coarse_moments(now, rules, SUN, coarse_sun(SUN, ROUGH)))


def test_a_rough_day_is_made_of_half_hours() -> None:
    """Noon and length are rounded to hours, of the first day that has both."""
    assert coarse_day(SUN) == ROUGH
    assert coarse_day({}) is None
    polar = {DAY: SunDay(sunrise=None, sunset=SUNSET)}
    assert coarse_day(polar) is None
    assert coarse_day(polar | {NEXT: SUN[NEXT]}) == ROUGH


def test_every_day_is_the_same() -> None:
    """Many days tell no more than one; what the sun does not do, it does not do there either."""
    found = coarse_sun(
        {**SUN, date(2026, 12, 24): SunDay(sunrise=None, sunset=None)}, ROUGH
    )
    assert found[DAY].sunset == datetime(2026, 11, 29, 15, 30, tzinfo=UTC)
    assert found[NEXT].sunset == datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
    assert found[NEXT].sunrise == datetime(2026, 11, 30, 6, 30, tzinfo=UTC)
    assert found[date(2026, 12, 24)] == SunDay(sunrise=None, sunset=None)
    assert coarse_sun(SUN, None)[DAY] == SunDay(sunrise=None, sunset=None)


def test_what_happens_with_the_sun_happens_with_the_rough_one() -> None:
    """At the offset that the rule has; just before it, just before."""
    early = SunTime(event=SunEvent.SUNSET, offset=timedelta(minutes=-30))
    rule = _rule(Window(start=early, end=time(23)))
    begins = SUNSET - timedelta(minutes=30)
    instead = datetime(2026, 11, 29, 15, tzinfo=UTC)
    assert _first(begins + timedelta(milliseconds=3), rule) == instead
    assert _first(begins - timedelta(seconds=3), rule) == instead - timedelta(minutes=1)
    rises = _rule(Window(end=SunTime(event=SunEvent.SUNRISE)))
    sunrise = SUN[NEXT].sunrise
    assert sunrise is not None
    assert _first(sunrise, rises) == datetime(2026, 11, 30, 6, 30, tzinfo=UTC)


def test_what_happens_by_itself_is_told_to_the_quarter_of_an_hour_or_to_the_minute() -> (
    None
):
    """To the quarter where some rule goes with the sun; others around, nearest first, may stand in."""
    now = NOON + timedelta(minutes=8, seconds=5)
    rule = _rule(Window(start=SunTime(event=SunEvent.SUNSET)))
    found = list(coarse_moments(now, [rule], SUN, coarse_sun(SUN, ROUGH)))
    assert found[:3] == [
        NOON,
        NOON + timedelta(minutes=15),
        NOON - timedelta(minutes=15),
    ]
    plain = [_rule(None), _rule(Window(start=time(8)))]
    assert list(coarse_moments(now, plain, SUN, {})) == [
        NOON + timedelta(minutes=minutes) for minutes in (8, 9, 7)
    ]
    assert to_quarter(now) == NOON
    assert to_minutes(now) == NOON + timedelta(minutes=8)


@pytest.mark.parametrize("sun", [{}, {DAY: SunDay(sunrise=None, sunset=None)}])
def test_without_a_sun_quarters_are_told(sun: dict[date, SunDay]) -> None:
    """Where it never sets, there is nothing to be near to."""
    rule = _rule(Window(start=SunTime(event=SunEvent.SUNSET)))
    assert next(coarse_moments(SUNSET, [rule], sun, sun)) == to_quarter(SUNSET)


@given(
    latitude=st.floats(0, 40),
    drift=st.integers(-180, 180),
    days=st.integers(2, 20),
)
def test_two_houses_of_one_region_tell_the_same(
    latitude: float, drift: int, days: int
) -> None:
    """Whatever their sun does from day to day: one rough day is all that can be told apart."""

    def sun(shift: float) -> dict[date, SunDay]:
        return {
            day: SunDay(
                sunrise=datetime.combine(day, time(6), UTC)
                + timedelta(seconds=600 + shift + number * drift),
                sunset=datetime.combine(day, time(18), UTC)
                + timedelta(seconds=600 + shift - number * drift),
            )
            for number in range(days)
            for day in [DAY + timedelta(days=number)]
        }

    here, there = sun(0), sun(latitude * 10)
    assert coarse_sun(here, coarse_day(here)) == coarse_sun(there, coarse_day(there))


def test_moments_are_cut_to_what_they_lie_in() -> None:
    """Nothing of a second is left; an hour has four quarters."""
    hour = datetime(2026, 11, 29, 15, tzinfo=UTC)
    assert to_minutes(SUNSET) == hour.replace(minute=41)
    for minute in range(60):
        moment = SUNSET.replace(minute=minute)
        assert to_quarter(moment) == hour + minute // 15 * timedelta(minutes=15)
