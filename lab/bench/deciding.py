"""How long it takes to decide for a large household, without Home Assistant."""

from datetime import UTC, datetime, time, timedelta
from time import perf_counter_ns
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
    SunDay,
    SunEvent,
    SunTime,
    Window,
)
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.household import Household as Options
from custom_components.lens_cap.core.settings.rule import (
    CameraLocation,
    Effect,
    Presence,
    Rule,
    Scope,
)
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.core.zones import Zone
from lab.bench.household import Household
from lab.bench.rows import Row, row

NAMES: Final = ("decide_ms",)
CAMERAS, RULES = 50, 50
_ZONE: Final = ZoneInfo("Europe/Berlin")
_NOON: Final = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_PEOPLE: Final = ("person.anna", "person.ben", "person.cleo")
_EFFECTS: Final = (
    Effect(level=PrivacyLevel.PRIVATE, audio_off=True),
    Effect(level=PrivacyLevel.MASKED),
    Effect(audio_off=True),
)


def cameras() -> list[tuple[CameraConfig, CameraFacts]]:
    """Return the cameras of the household; some of them are held."""
    placements = list(Placement)
    return [
        (
            CameraConfig(
                camera_id=CameraId(f"camera{number}"),
                name=f"Camera {number}",
                source=f"camera.source{number}",
                placement=placements[number % len(placements)],
                base_level=PrivacyLevel.OPEN,
                take_over_id=True,
                zones=tuple(
                    Zone(
                        zone_id=ZoneId(f"zone{number}-{one}"), name="Zone", polygons=()
                    )
                    for one in range(3)
                ),
            ),
            CameraFacts(
                place=CameraLocation(area=f"area{number % 10}"),
                holds=(_hold(),) if number % 5 == 0 else (),
            ),
        )
        for number in range(CAMERAS)
    ]


def _hold() -> Hold:
    return Hold(
        level=PrivacyLevel.PRIVATE,
        origin=HoldOrigin.CAMERA,
        set_at=_NOON,
        until=_NOON + timedelta(days=1),
    )


def rules() -> list[Rule]:
    """Return rules of every kind; most of them apply, and all of them to every camera."""
    presences = list(Presence)
    windows = (
        None,
        Window(start=time(8), end=time(22)),
        Window(
            start=SunTime(event=SunEvent.SUNSET, offset=timedelta(hours=-6)),
            end=SunTime(event=SunEvent.SUNRISE),
        ),
    )
    return [
        Rule(
            rule_id=RuleId(f"rule{number}"),
            name=f"Rule {number}",
            effect=_EFFECTS[number % len(_EFFECTS)],
            scope=Scope(
                areas=frozenset(f"area{area}" for area in range(10))
                if number % 2
                else frozenset()
            ),
            presence=presences[number % len(presences)],
            window=windows[number // 3 % len(windows)],
            while_entity="input_boolean.on" if number % 7 == 0 else None,
            leave_delay=timedelta(minutes=5),
        )
        for number in range(RULES)
    ]


def facts(now: datetime) -> HouseholdFacts:
    """Return what is known: one person is at home, and nobody knows about another."""
    today = _NOON.date()
    return HouseholdFacts(
        now=now,
        settled=True,
        calendar=Calendar(
            zone=_ZONE,
            sun={
                day: SunDay(
                    sunrise=datetime.combine(day, time(7), tzinfo=UTC),
                    sunset=datetime.combine(day, time(16), tzinfo=UTC),
                )
                for day in (today + timedelta(days=ahead) for ahead in range(-2, 10))
            },
        ),
        residents=frozenset(_PEOPLE),
        persons=dict(
            zip(
                _PEOPLE,
                (Whereabouts.HOME, Whereabouts.AWAY, Whereabouts.UNKNOWN),
                strict=True,
            )
        ),
        entities={"input_boolean.on": Truth.YES},
    )


def look(
    now: datetime, house: list[tuple[CameraConfig, CameraFacts]], asked: list[Rule]
) -> list[Decision]:
    """Decide for every camera once, as Lens Cap does when something happened."""
    known = facts(now)
    remembered(asked, known)
    active = evaluated_rules(asked, known)
    return [
        decide(config, camera, known, Options(), active) for config, camera in house
    ]


def milliseconds(runs: int) -> list[float]:
    """Return how long each look takes; the first, which finds nothing reckoned yet, is left out."""
    house, asked = cameras(), rules()
    look(_NOON, house, asked)
    taken: list[float] = []
    for run in range(1, runs + 1):
        begun = perf_counter_ns()
        look(_NOON + timedelta(seconds=run), house, asked)
        taken.append((perf_counter_ns() - begun) / 1e6)
    return taken


async def measure(_home: Household, runs: int) -> list[Row]:
    """Measure a hundred looks for each run that the other rows make."""
    return [row("decide_ms", "ms", milliseconds(100 * runs))]
