"""What people complain about where cameras go by presence; each as it goes here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from custom_components.lens_cap.core.ids import RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.truth import Truth

from .day import ANNA, AWAY, BEN, HOME, UNKNOWN, Day

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)  # in Berlin
OPEN, PRIVATE = PrivacyLevel.OPEN, PrivacyLevel.PRIVATE


def rule(name: str = "family", **changes: object) -> Rule:
    """Return the rule "private while someone is home", or another."""
    usual: dict[str, object] = {
        "presence": Presence.SOMEONE_HOME,
        "leave_delay": timedelta(minutes=5),
        "effect": Effect(level=PRIVATE),
    }
    return Rule(rule_id=RuleId(name), name=name, **(usual | changes))  # type: ignore[arg-type]


NOBODY = rule("nobody", presence=Presence.NOBODY_HOME)
FAMILY = rule()


def at_work() -> Day:
    """Return a day that begins with everybody away for long."""
    day = Day(real=NOON - timedelta(hours=1), rules=(FAMILY,))
    day.sleep(hours=1)
    assert day.decision.level is OPEN
    return day


def test_coming_and_leaving() -> None:
    """Entering closes at once; leaving opens after the delay, at the moment that was told."""
    day = at_work()
    assert day.go(anna=HOME).reason is ReasonCode.SOMEONE_HOME
    day.sleep(hours=3)
    left = day.go(anna=AWAY)
    assert (left.level, left.reason) == (PRIVATE, ReasonCode.LEAVING)
    assert left.next_change == day.wall + timedelta(minutes=5)
    day.sleep(minutes=10)
    assert day.told == [
        ("24 11:00", PRIVATE), ("24 11:05", OPEN),
        ("24 12:00", PRIVATE), ("24 15:05", OPEN),
    ]  # fmt: skip


def test_a_phone_dies_overnight() -> None:
    """Nobody knows where Anna is: she may be at home, and the camera stays private all night."""
    day = at_work()
    day.go(anna=HOME)
    day.until(24, 23)
    assert day.go(anna=UNKNOWN).reason is ReasonCode.PRESENCE_UNKNOWN
    assert day.until(25, 7).level is PRIVATE
    day.go(anna=HOME)
    assert day.told[-1] == ("24 12:00", PRIVATE)


def test_the_router_reboots_while_somebody_is_home() -> None:
    """All trackers are unavailable for three minutes: nothing opens, then or later."""
    day = at_work()
    day.go(anna=HOME)
    day.sleep(hours=1)
    assert day.go(anna=UNKNOWN, ben=UNKNOWN).level is PRIVATE
    day.sleep(minutes=3)
    day.go(anna=HOME, ben=AWAY)
    day.sleep(hours=2)
    assert day.told[-1] == ("24 12:00", PRIVATE)


def test_the_router_reboots_while_everybody_is_away() -> None:
    """The camera looks away until it is known again that nobody is there, and the delay is over."""
    day = at_work()
    day.go(anna=UNKNOWN, ben=UNKNOWN)
    day.sleep(minutes=3)
    day.go(anna=AWAY, ben=AWAY)
    day.sleep(minutes=10)
    assert day.told[-2:] == [("24 12:00", PRIVATE), ("24 12:08", OPEN)]


def test_both_ways_of_asking_close_while_nothing_is_known() -> None:
    """A camera that is private while somebody, or while nobody is home: both may be so."""
    day = at_work()
    day.rules = (NOBODY,)
    day.go(anna=HOME)
    day.sleep(minutes=6)
    assert day.decision.level is OPEN
    assert day.go(anna=UNKNOWN).level is PRIVATE
    day.rules = (NOBODY, FAMILY)
    assert day.go(anna=HOME, ben=UNKNOWN).level is PRIVATE


def test_a_restart_at_three_in_the_morning() -> None:
    """Private from the first moment until people are known; a hold goes on, a lift does not."""
    day = at_work()
    day.go(anna=HOME)
    day.until(25, 2, 50)
    assert day.lift(minutes=60).level is OPEN
    day.until(25, 3)
    day.restart(off=timedelta(minutes=2))
    assert day.look().reason is ReasonCode.STARTING_UP
    assert day.sleep(minutes=2).level is PRIVATE
    assert day.ready().reason is ReasonCode.SOMEONE_HOME
    assert day.look().lifted_until is None
    day.hold(until=day.wall + timedelta(hours=2))
    day.rules = ()
    day.restart(off=timedelta(minutes=2))
    assert day.decision.reason is ReasonCode.HOLD


def test_a_restart_while_everybody_is_away() -> None:
    """It opens again once that is known, after the delay: who knows when they left."""
    day = at_work()
    day.restart(off=timedelta(minutes=1))
    day.sleep(minutes=1)
    day.ready()
    day.sleep(minutes=30)
    assert day.told[-2:] == [("24 12:01", PRIVATE), ("24 12:07", OPEN)]


def test_a_rule_is_edited_while_it_applies() -> None:
    """What it asks for now counts at once, and the one that stays has no gap."""
    day = at_work()
    day.go(anna=HOME)
    day.rules = (replace(FAMILY, persons=frozenset({BEN})),)
    assert day.look().reason is ReasonCode.LEAVING
    day.sleep(minutes=6)
    assert day.decision.level is OPEN
    day.rules = (replace(FAMILY, effect=Effect(audio_off=True)), NOBODY)
    day.look()
    day.rules = (FAMILY,)
    assert day.look().level is PRIVATE
    day.rules = ()
    assert day.look().level is OPEN


def test_a_person_is_deleted() -> None:
    """Who was named and is gone may be anywhere; without anybody left nothing is known."""
    day = at_work()
    day.residents = frozenset({ANNA, BEN})
    del day.persons[BEN]
    assert day.look().reason is ReasonCode.PRESENCE_UNKNOWN
    day.rules = (NOBODY,)
    assert day.look().level is PRIVATE
    day.residents = frozenset()
    for presence in (
        Presence.SOMEONE_HOME, Presence.NOBODY_HOME, Presence.EVERYONE_HOME,
    ):  # fmt: skip
        day.rules = (rule(presence=presence),)
        assert day.look().reason is ReasonCode.PRESENCE_UNKNOWN


def test_a_zone_that_is_not_home() -> None:
    """At school, at work, wherever has a name: that is away, and not somewhere unknown."""
    day = at_work()
    day.go(anna=HOME)
    day.go(anna=AWAY)
    day.sleep(hours=1)
    assert day.decision.level is OPEN


def test_guests_arrive_during_a_lift() -> None:
    """The lift is over at once, and does not come back when they leave."""
    day = at_work()
    day.go(anna=HOME)
    assert day.lift(minutes=60).reason is ReasonCode.LIFTED
    assert day.guests(there=True).reason is ReasonCode.GUESTS_PRESENT
    assert day.lift(minutes=30).level is PRIVATE
    day.guests(there=False)
    day.lifts = day.lifts[:-1]
    assert day.look().reason is ReasonCode.SOMEONE_HOME


def test_guests_until_a_chosen_time() -> None:
    """They are gone by themselves then, and a rule about them goes on for its delay."""
    day = at_work()
    about_guests = rule("guests", presence=Presence.GUESTS_PRESENT)
    day.rules = (about_guests,)
    end = day.wall + timedelta(hours=2)
    until = day.guests(there=True, until=end)
    assert until.next_change == end + timedelta(minutes=5)
    day.sleep(hours=3)
    assert day.told[-2:] == [("24 12:00", PRIVATE), ("24 14:05", OPEN)]


def test_guests_were_dismissed_while_nothing_was_known() -> None:
    """Entities that are surer later are believed, and losing sight of them again opens nothing."""
    day = at_work()
    day.tells(Truth.MAYBE)
    assert day.decision.reason is ReasonCode.GUESTS_PRESENT
    assert day.guests(there=False).level is OPEN
    assert day.tells(Truth.YES).level is PRIVATE
    assert day.tells(Truth.MAYBE).level is PRIVATE
    assert day.tells(Truth.NO).level is OPEN


def test_two_weeks_of_holiday() -> None:
    """All away: open. Then a phone dies on the beach: private, with the reason to explain it."""
    day = at_work()
    day.sleep(days=10)
    assert day.told[-1] == ("24 11:05", OPEN)
    assert day.go(anna=UNKNOWN).reason is ReasonCode.PRESENCE_UNKNOWN
    day.sleep(days=4)
    assert day.decision.level is PRIVATE
    assert day.go(anna=AWAY).next_change == day.wall + timedelta(minutes=5)


def test_blips_while_leaving() -> None:
    """A phone that is seen and lost on the doorstep makes no camera flap."""
    day = at_work()
    day.go(anna=HOME)
    day.sleep(hours=1)
    for _ in range(5):
        day.go(anna=AWAY)
        day.sleep(minutes=2)
        day.go(anna=UNKNOWN)
        day.sleep(seconds=30)
    day.go(anna=AWAY)
    day.sleep(hours=1)
    assert day.told[-2:] == [("24 12:00", PRIVATE), ("24 13:17", OPEN)]


def test_until_everyone_leaves() -> None:
    """It ends when they have been gone for a while, and not when one goes or is lost."""
    day = at_work()
    day.rules = ()
    day.go(anna=HOME, ben=HOME)
    day.hold(until_everyone_leaves=True)
    day.go(anna=AWAY)
    day.sleep(hours=1)
    day.go(ben=UNKNOWN)
    day.sleep(hours=1)
    day.go(ben=AWAY)
    day.sleep(minutes=4)
    day.go(ben=HOME)
    day.sleep(hours=1)
    assert day.told[-1][1] is PRIVATE
    day.go(ben=AWAY)
    day.sleep(minutes=6)
    assert day.told[-1] == ("24 15:09", OPEN)
