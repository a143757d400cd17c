"""A day in a household, played through the core the way that Lens Cap asks it, without waiting."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from custom_components.lens_cap.core.clock import Reading, is_trusted, jump
from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.privacy.facts import (
    CameraFacts,
    HouseholdFacts,
    Whereabouts,
)
from custom_components.lens_cap.core.privacy.rule_evaluation import remembered
from custom_components.lens_cap.core.schedule import Calendar, SunDay
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.household import Household
from custom_components.lens_cap.core.settings.rule import Rule
from custom_components.lens_cap.core.state.codec import state_from_json, state_to_json
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.state.recovery import recovered
from custom_components.lens_cap.core.truth import Truth

from .generated import Given

BERLIN: Final = ZoneInfo("Europe/Berlin")
SOFA: Final = CameraId("sofa")
ANNA, BEN = "person.anna", "person.ben"
HOME, AWAY, UNKNOWN = Whereabouts.HOME, Whereabouts.AWAY, Whereabouts.UNKNOWN
LEFT_FOR: Final = timedelta(minutes=5)
CLOCK_WAIT: Final = timedelta(hours=1)
_BOOT: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True)
class Day:
    """One camera, its household, and two clocks: `real` is right, `wall` is what the computer shows.

    `told` holds every level that the camera had, with the local time at which it began.
    """

    real: datetime
    rules: tuple[Rule, ...] = ()
    persons: dict[str, Whereabouts] = field(
        default_factory=lambda: {ANNA: AWAY, BEN: AWAY}
    )
    zone: ZoneInfo = BERLIN
    sun: Mapping[date, SunDay] = field(default_factory=dict[date, SunDay])
    household: Household = field(default_factory=Household)
    residents: frozenset[str] | None = None
    entities: dict[str, Truth] = field(default_factory=dict[str, Truth])
    signal: Truth = Truth.NO
    config: CameraConfig = field(
        default_factory=lambda: CameraConfig(
            camera_id=SOFA,
            name="Sofa",
            source="camera.source",
            placement=Placement.LIVING_AREA,
            base_level=PrivacyLevel.OPEN,
            take_over_id=True,
        )
    )

    def __post_init__(self) -> None:
        """Start for the first time; everyone's whereabouts are known at once."""
        self.error = timedelta()
        self.state = HouseholdState()
        self.saved_at: datetime | None = None
        self.told: list[tuple[str, PrivacyLevel]] = []
        self._boot()
        self.ready()

    @property
    def wall(self) -> datetime:
        """Return what the computer's clock shows."""
        return self.real + self.error

    def _boot(self) -> None:
        self.lifts: tuple[Lift, ...] = ()
        self.started = False
        self._left_at: Mapping[RuleId, datetime | None] = {}
        self._reading = self._read()
        self._since = self.wall
        self.booted = self.real
        # What was written before the start; what is written later bears this clock's own time.
        self._written_at = self.saved_at
        self._was_set = False
        self._guests_there = Truth.NO
        self._alone_since: datetime | None = None

    def ready(self) -> Decision:
        """Home Assistant has started: what entities say counts from now on."""
        self.started = True
        return self.look()

    def restart(self, *, off: timedelta, shows: datetime | None = None) -> None:
        """Go off for a time; the clock may show something wrong afterwards."""
        stored = state_from_json(state_to_json(self.state))
        assert stored == self.state
        self.real += off
        self.error = timedelta() if shows is None else shows - self.real
        self._boot()
        self.state = recovered(
            stored, lost=False, interrupted=(), cameras=[SOFA], now=self.wall
        )
        self.look()

    def _read(self) -> Reading:
        return Reading(wall=self.wall, steady=(self.real - _BOOT).total_seconds())

    @property
    def trusted(self) -> bool:
        """Return whether the clock is believed."""
        return (
            self._was_set
            or self.real - self.booted >= CLOCK_WAIT
            or is_trusted(self.wall, self._written_at)
        )

    def given(self) -> Given:
        """Return all that a decision rests on now."""
        return Given(
            config=self.config,
            camera=CameraFacts(holds=self.state.holds_of(SOFA), lifts=self.lifts),
            facts=HouseholdFacts(
                now=self.wall,
                settled=True,
                started=self.started,
                calendar=Calendar(zone=self.zone, sun=self.sun, trusted=self.trusted),
                residents=frozenset(self.persons)
                if self.residents is None
                else self.residents,
                persons=dict(self.persons) if self.started else {},
                entities=dict(self.entities) if self.started else {},
                guests=self.state.guests,
                guests_signal=self._heard(),
                left_at=self._left_at,
            ),
            household=self.household,
            rules=self.rules,
        )

    def _heard(self) -> Truth:
        if self.started or not self.household.guests_entities:
            return self.signal
        return Truth.MAYBE

    def look(self) -> Decision:
        """Decide, as `PrivacyEvaluator` and the coordinator do; return what is decided."""
        before, self._reading = self._reading, self._read()
        if jumped := jump(before, self._reading):
            self.state = self.state.after_jump(jumped, self._since, self.wall - jumped)
            self._since += jumped
            self._was_set = True
            self.lifts = tuple(lift.after_jump(jumped) for lift in self.lifts)
            if jumped > timedelta():
                self._left_at = {
                    rule: moment and moment + jumped
                    for rule, moment in self._left_at.items()
                }
        facts = self.given().facts
        there = facts.guests.present(facts.guests_signal, facts.now)
        if there > self._guests_there:
            self.lifts = ()
        self._guests_there = there
        self._left_at = remembered(self.rules, facts)
        self.decision = self.given().decision()
        alone = bool(facts.residents) and all(
            facts.persons.get(one) is AWAY for one in facts.residents
        )
        self._alone_since = (self._alone_since or self.real) if alone else None
        if not self.told or self.told[-1][1] is not self.decision.level:
            local = self.wall.astimezone(self.zone)
            self.told.append((f"{local:%d %H:%M}", self.decision.level))
        return self.decision

    def sleep(self, **time_to_pass: float) -> Decision:
        """Let time pass, looking again whenever something is due."""
        end = self.real + timedelta(**time_to_pass)
        while (due := self._due()) is not None and due <= end:
            self.real = max(due, self.real)
            if self._alone_since and self._alone_since + LEFT_FOR <= self.real:
                self.state = self.state.once_everyone_left(
                    self.wall, of=self.state.holds
                )
            self.look()
        self.real = end
        return self.look()

    def _due(self) -> datetime | None:
        check = self.decision.next_check_at
        waits = any(hold.until_everyone_leaves for hold in self.state.holds_of(SOFA))
        moments = [
            None if check is None else check - self.error,
            self._alone_since + LEFT_FOR if self._alone_since and waits else None,
            self.booted + CLOCK_WAIT,
        ]
        known = [one for one in moments if one is not None and one > self.real]
        return min(known, default=None)

    def until(self, day: int, hour: int, minute: int = 0) -> Decision:
        """Let time pass until it is that local time of the month."""
        now = self.wall.astimezone(self.zone)
        end = datetime.combine(
            now.date().replace(day=day), time(hour, minute), self.zone
        )
        return self.sleep(seconds=(end.astimezone(UTC) - self.wall).total_seconds())

    def go(self, **where: Whereabouts) -> Decision:
        """Let people be somewhere else now: `anna=HOME`."""
        self.persons |= {f"person.{name}": place for name, place in where.items()}
        return self.look()

    def hold(self, **hold: object) -> Decision:
        """Ask for privacy by hand; lifts end."""
        made = Hold(
            level=PrivacyLevel.PRIVATE,
            origin=HoldOrigin.CAMERA,
            set_at=self.wall,
            **hold,  # type: ignore[arg-type]
        )
        self.state = self.state.held([SOFA], made)
        self.saved_at = self.wall
        self.lifts = ()
        return self.look()

    def lift(self, **length: float) -> Decision:
        """Open against the rules."""
        lift = Lift(set_at=self.wall, until=self.wall + timedelta(**length))
        self.lifts = (*self.lifts, lift)
        return self.look()

    def guests(self, *, there: bool, until: datetime | None = None) -> Decision:
        """Say that guests are there, or are not."""
        said = self.state.guests
        self.state = replace(
            self.state,
            guests=said.arrived(self.wall, until=until)
            if there
            else said.left(self.signal, since=said.since),
        )
        self.saved_at = self.wall
        return self.look()

    def tells(self, signal: Truth) -> Decision:
        """Let the entities that mean guests say something else."""
        before, self.signal = self.signal, signal
        sure = before if before is not Truth.MAYBE else Truth.NO
        self.state = self.state.guests_signalled(
            sure, signal, since=self.state.guests.since
        )
        return self.look()
