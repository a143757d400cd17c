"""Houses as a generator of random numbers makes them up: small, so that things coincide often."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from custom_components.lens_cap.core.ids import CameraId, RuleId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.decide import Decision, decide
from custom_components.lens_cap.core.privacy.facts import (
    CameraFacts,
    HouseholdFacts,
    Whereabouts,
)
from custom_components.lens_cap.core.privacy.rule_evaluation import (
    evaluated_rules,
    remembered,
)
from custom_components.lens_cap.core.schedule import (
    Calendar,
    DayTime,
    SunDay,
    SunEvent,
    SunTime,
    Window,
)
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.household import GuestsEffect, Household
from custom_components.lens_cap.core.settings.rule import (
    CameraLocation,
    Effect,
    Presence,
    Rule,
    Scope,
)
from custom_components.lens_cap.core.state.consent import ConsentScope
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.zones import Zone

NOON: Final = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TRIANGLE: Final = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
PEOPLE: Final = ("person.anna", "person.ben", "person.cleo")
SENSORS: Final = ("binary_sensor.hall", "binary_sensor.bed")
SWITCHES: Final = ("input_boolean.party", "input_boolean.sleep")
ALARMS: Final = ("alarm_control_panel.home", "alarm_control_panel.shed")
ZONES: Final = tuple(map(ZoneId, ("bed", "desk", "gone")))
PLACES: Final = tuple(
    map(ZoneInfo, ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"))
)


@dataclass(frozen=True, kw_only=True)
class Given:
    """Everything that a decision about one camera rests on."""

    config: CameraConfig
    camera: CameraFacts
    facts: HouseholdFacts
    household: Household
    rules: tuple[Rule, ...]

    def decision(self) -> Decision:
        """Return what is decided."""
        active = evaluated_rules(self.rules, self.facts)
        return decide(self.config, self.camera, self.facts, self.household, active)

    def looked_at(self) -> Given:
        """Return the house as Lens Cap looks at it: it has noticed who is not there any more."""
        left_at = remembered(self.rules, self.facts)
        return replace(self, facts=replace(self.facts, left_at=left_at))

    def at(self, moment: datetime) -> Given:
        """Return the house at another moment, without a new fact."""
        return replace(self, facts=replace(self.facts, now=moment))


def house(random: Random) -> Given:
    """Return any house."""
    now = _moment(random)
    rules = tuple(rule(random, RuleId(f"rule{n}")) for n in range(random.randint(0, 4)))
    signal = random.choice(list(Truth))
    return Given(
        config=CameraConfig(
            camera_id=CameraId("sofa"),
            name="Sofa",
            source="camera.source",
            placement=random.choice(list(Placement)),
            base_level=random.choice([*[PrivacyLevel.OPEN] * 6, *PrivacyLevel]),
            take_over_id=True,
            zones=tuple(
                Zone(zone_id=zone, name=zone, polygons=(TRIANGLE,))
                for zone in ZONES[: random.randint(0, 2)]
            ),
        ),
        camera=CameraFacts(
            holds=tuple(hold(random) for _ in range(_few(random))),
            lifts=tuple(_lift(random, now) for _ in range(_few(random))),
            place=CameraLocation(
                area=random.choice([None, "living", "garden"]),
                labels=_some(random, ("quiet", "kids")),
            ),
            away_from_preset=random.choice([Truth.NO] * 8 + list(Truth)),
            withdrawn=_some(random, ConsentScope)
            if random.random() < 0.1
            else frozenset(),
            sound_until=random.choice(
                [None, _moment(random), NOON + timedelta(days=9)]
            ),
        ),
        facts=HouseholdFacts(
            now=now,
            settled=random.random() < 0.97,
            started=random.random() < 0.97,
            calendar=Calendar(
                zone=random.choice(PLACES),
                sun=_sun(random),
                trusted=random.random() < 0.95,
            ),
            residents=_some(random, PEOPLE),
            persons={
                person: random.choice(list(Whereabouts))
                for person in PEOPLE
                if random.random() < 0.6
            },
            entities={
                entity: random.choice(list(Truth))
                for entity in SENSORS + SWITCHES
                if random.random() < 0.6
            },
            alarms={
                alarm: random.choice([None, "armed_away", "disarmed"])
                for alarm in ALARMS
                if random.random() < 0.6
            },
            # As they are once the entities were heard.
            guests=(said := _guests(random)).signalled(
                Truth.MAYBE, signal, since=said.since
            ),
            guests_signal=signal,
            left_at={
                one.rule_id: random.choice([None, now - _minutes(random, 0, 90)])
                for one in rules
            },
        ),
        household=Household(
            guests_effect=random.choice(list(GuestsEffect)),
            guests_recording_off=random.random() < 0.3,
            guests_recognition_off=random.random() < 0.3,
        ),
        rules=rules,
    )


def rule(random: Random, rule_id: RuleId = RuleId("one_more")) -> Rule:
    """Return any rule."""
    return Rule(
        rule_id=rule_id,
        name="Rule",
        effect=Effect(
            level=random.choice([None, *PrivacyLevel]),
            zones=_some(random, ZONES) if random.random() < 0.5 else frozenset(),
            audio_off=random.random() < 0.5,
            recording_off=random.random() < 0.3,
            recognition_off=random.random() < 0.3,
        ),
        scope=Scope()
        if random.random() < 0.5
        else Scope(
            cameras=_some(random, map(CameraId, ("sofa", "door"))),
            areas=_some(random, ("living", "garden")),
            labels=_some(random, ("quiet",)),
            placements=_some(random, Placement),
        ),
        presence=random.choice(list(Presence)),
        persons=_some(random, PEOPLE) if random.random() < 0.4 else frozenset(),
        occupancy_entities=_some(random, SENSORS)
        if random.random() < 0.4
        else frozenset(),
        window=window(random) if random.random() < 0.5 else None,
        while_entity=random.choice([None, None, *SWITCHES]),
        alarm_entity=random.choice([None, None, *ALARMS]),
        alarm_states=_some(random, ("armed_away", "armed_night")),
        leave_delay=random.choice([timedelta(), _minutes(random, 1, 60)]),
    )


def hold(random: Random) -> Hold:
    """Return any hold."""
    return Hold(
        level=random.choice(list(PrivacyLevel)),
        origin=random.choice(list(HoldOrigin)),
        set_at=_moment(random),
        until=random.choice([None, _moment(random), _moment(random)]),
        until_everyone_leaves=random.random() < 0.2,
        zones=_some(random, ZONES) if random.random() < 0.5 else frozenset(),
        recording_off=random.random() < 0.3,
        recognition_off=random.random() < 0.3,
    )


def window(random: Random, *, with_sun: bool = True) -> Window:
    """Return any window."""
    return Window(
        start=_day_time(random, with_sun=with_sun),
        end=_day_time(random, with_sun=with_sun),
        weekdays=frozenset(range(7))
        if random.random() < 0.5
        else _some(random, range(7)),
    )


def _day_time(random: Random, *, with_sun: bool) -> DayTime | None:
    if random.random() < 0.2:
        return None
    if with_sun and random.random() < 0.4:
        return SunTime(
            event=random.choice(list(SunEvent)),
            offset=timedelta(minutes=random.randint(-720, 720)),
        )
    return time(random.randint(0, 23), random.choice([0, 0, 30, 59]))


def _sun(random: Random) -> dict[date, SunDay]:
    """Return a winter's sun; on some days it does not rise or set, or nothing is known."""
    days: dict[date, SunDay] = {}
    for ahead in range(-8, 20):
        if random.random() < 0.9:
            noon = NOON + timedelta(days=ahead)
            rises, sets = noon - _minutes(random, 240, 250), noon + timedelta(hours=4)
            days[noon.date()] = SunDay(
                sunrise=rises if random.random() < 0.95 else None,
                sunset=sets if random.random() < 0.95 else None,
            )
    return days


def _guests(random: Random) -> Guests:
    since = _moment(random) if random.random() < 0.3 else None
    return Guests(
        since=since,
        until=_moment(random) if since and random.random() < 0.5 else None,
        dismissed=Truth.NO if since else random.choice(list(Truth)),
        doubted=random.random() < 0.1,
    )


def _lift(random: Random, now: datetime) -> Lift:
    set_at = now - timedelta(minutes=random.randint(-5, 60))
    return Lift(
        set_at=set_at,
        until=set_at + _minutes(random, 1, 2000),
        zones=_some(random, ZONES) if random.random() < 0.6 else frozenset(),
    )


def _moment(random: Random) -> datetime:
    return NOON + timedelta(minutes=random.randint(-500, 500))


def _minutes(random: Random, least: int, most: int) -> timedelta:
    return timedelta(minutes=random.randint(least, most))


def _few(random: Random) -> int:
    return random.choice([0, 0, 0, 1, 2])


def _some[T](random: Random, everything: Iterable[T]) -> frozenset[T]:
    # In the same order every time: sets have none.
    return frozenset([one for one in everything if random.random() < 0.5])
