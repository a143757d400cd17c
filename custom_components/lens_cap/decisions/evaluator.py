"""What decisions rest on besides the stored state and sound: rules, presence, time and lifts."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..core.clock import is_trusted, jump
from ..core.ids import CameraId, RuleId
from ..core.privacy.decide import Decision, decide
from ..core.privacy.facts import CameraFacts, HouseholdFacts, Whereabouts
from ..core.privacy.judgement import Judgement, judged
from ..core.privacy.rule_evaluation import evaluated_rules, remembered, unseen
from ..core.schedule import SunTime
from ..core.settings.camera import CameraConfig
from ..core.settings.household import Household
from ..core.settings.rule import Rule
from ..core.state.consent import withdrawn_scopes
from ..core.state.household import HouseholdState
from ..core.state.lift import Lift
from ..core.truth import Truth
from ..sensing.calendar import CalendarSource
from ..sensing.clock import ClockWatch, read_clock
from ..sensing.inputs import InputFollower, WantedInputs
from ..sensing.location import camera_location, on_locations_changed
from ..sensing.people import all_persons, on_persons_changed, user_of
from ..sensing.ptz import PresetFollower, away_from
from .lifts import LiveLifts

_CLOCK_WAIT_SECONDS: Final = 3600.0


class PrivacyEvaluator:
    """Knows the household's rules and what is so now; makes the decisions."""

    def __init__(
        self,
        hass: HomeAssistant,
        lifts: LiveLifts,
        on_change: Callable[[Context | None], None],
        on_clock_set: Callable[[], None],
    ) -> None:
        """Start without rules, and without facts.

        Args:
            hass: Home Assistant.
            lifts: The lifts in force; guests who come end them, and a clock that is set moves them.
            on_change: Called when an input means something else than before.
            on_clock_set: Called when somebody set the computer's clock.
        """
        self._hass = hass
        self._lifts = lifts
        self.household = Household()
        self.rules: tuple[Rule, ...] = ()
        self._written_at: datetime | None = None
        self._left_at: Mapping[RuleId, datetime | None] = {}
        self._unseen: frozenset[RuleId] = frozenset()
        self._seen: frozenset[RuleId] = frozenset()
        self._inputs = InputFollower(hass, on_change)
        self._presets = PresetFollower(hass, lambda: on_change(None))
        self._calendar = CalendarSource(hass)
        self._clock = ClockWatch(on_clock_set)
        self._reading = read_clock()
        self._guests_there = Truth.NO
        self._trusts_clock = False
        self._on_clock_set = on_clock_set
        self._give_up: asyncio.TimerHandle | None = None

        def read_again() -> None:
            self.follow()
            on_change(None)

        self._unsubscribe = [
            on_persons_changed(hass, read_again),
            on_locations_changed(hass, lambda: on_change(None)),
        ]
        self.follow()

    @callback
    def stop(self) -> None:
        """Follow nothing any more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        for follower in (self._inputs, self._presets, self._clock):
            follower.stop()
        if self._give_up is not None:
            self._give_up.cancel()

    @callback
    def configure(self, household: Household, rules: Collection[Rule]) -> bool:
        """Put options and rules in force; return whether any of them is new."""
        before = self.household, self.rules
        self.household, self.rules = household, tuple(rules)
        self.follow()
        return before != (self.household, self.rules)

    @callback
    def follow(self) -> None:
        """Follow the entities that are asked for; who the persons are may have changed."""
        alarms = {rule.alarm_entity for rule in self.rules if rule.alarm_entity}
        switched = {rule.while_entity for rule in self.rules if rule.while_entity}
        self._inputs.follow(
            WantedInputs(
                persons=self.residents().union(*(rule.persons for rule in self.rules)),
                entities=frozenset(switched).union(
                    *(rule.occupancy_entities for rule in self.rules)
                ),
                alarms=frozenset(alarms),
                guests=self.household.guests_entities,
            )
        )

    @callback
    def expect_clock_after(self, written_at: datetime | None) -> None:
        """Doubt a clock that is behind the moment at which the stored state was written, if that is known."""
        self._written_at = written_at

    @callback
    def passed(self) -> timedelta:
        """Return by how much the clock was set since the last call; zero if it was not.

        What is remembered and the lifts in force are moved with it.
        """
        before, self._reading = self._reading, read_clock()
        jumped = jump(before, self._reading)
        if jumped:
            self._left_at = {
                rule: moment + jumped if moment else None
                for rule, moment in self._left_at.items()
            }
            self._trusts_clock = True
            self._lifts.after_jump(jumped)
        return jumped

    @callback
    def facts(self, state: HouseholdState, *, settled: bool) -> HouseholdFacts:
        """Return what is known now about the household."""
        now = dt_util.utcnow()
        inputs = self._inputs.inputs
        windows = [rule.window for rule in self.rules if rule.window is not None]
        return HouseholdFacts(
            now=now,
            settled=settled,
            started=inputs.started,
            calendar=self._calendar.calendar(
                trusted=self._is_trusted(now),
                with_sun=any(
                    isinstance(end, SunTime)
                    for window in windows
                    for end in (window.start, window.end)
                ),
            ),
            residents=self.residents(),
            persons=inputs.persons,
            entities=inputs.entities,
            alarms=inputs.alarms,
            guests=state.guests,
            guests_signal=inputs.guests,
            left_at=self._left_at,
            rules_off=state.rules_off,
            unseen=self._unseen,
        )

    @callback
    def evaluate(
        self,
        configs: Collection[CameraConfig],
        state: HouseholdState,
        sound: Mapping[CameraId, datetime | None],
        *,
        settled: bool,
    ) -> Judgement:
        """Return what follows for every camera, and remember who was there.

        Args:
            configs: The cameras.
            state: What was asked for, as it is stored.
            sound: Until when the sound of each camera may pass.
            settled: Whether everything is known that could close a camera.
        """
        self._presets.follow(
            frozenset(one.source for one in configs if one.zones_preset is not None)
        )
        facts = self.facts(state, settled=settled)
        self._end_lifts_for_guests(facts)
        self._left_at = remembered(self.rules, facts)
        self._unseen = unseen(self.rules, facts, self._seen)
        self._seen = frozenset(rule.rule_id for rule in self.rules) - self._unseen
        facts = replace(facts, left_at=self._left_at, unseen=self._unseen)
        cameras = {
            config.camera_id: self._camera_facts(
                config, state, sound.get(config.camera_id)
            )
            for config in configs
        }
        return Judgement(
            facts=facts,
            household=self.household,
            rules=self.rules,
            configs={config.camera_id: config for config in configs},
            cameras=cameras,
            decisions=judged(configs, cameras, facts, self.household, self.rules),
        )

    @callback
    def unasked(
        self,
        config: CameraConfig,
        state: HouseholdState,
        *,
        settled: bool,
        lifts: tuple[Lift, ...] = (),
        in_place: bool = False,
    ) -> Decision:
        """Return what is decided for a camera if nothing but some lifts was asked for by hand.

        With `in_place`, as if it looked where its zones were drawn.
        """
        facts = self.facts(state, settled=settled)
        camera = CameraFacts(
            lifts=lifts,
            withdrawn=withdrawn_scopes(state.consents_of(config.camera_id)),
            place=camera_location(self._hass, config.camera_id),
            away_from_preset=Truth.NO if in_place else self._away(config),
        )
        active = evaluated_rules(self.rules, facts)
        return decide(config, camera, facts, self.household, active)

    def _is_trusted(self, now: datetime) -> bool:
        """Return whether the clock can be believed.

        One that is behind what was written down is, once it was set, or after an hour.
        """
        if self._trusts_clock or is_trusted(now, self._written_at):
            return True
        if self._give_up is None:
            self._give_up = self._hass.loop.call_later(
                _CLOCK_WAIT_SECONDS, self._trust_clock
            )
        return False

    @callback
    def _trust_clock(self) -> None:
        self._trusts_clock = True
        self._on_clock_set()

    def _end_lifts_for_guests(self, facts: HouseholdFacts) -> None:
        there = facts.guests.present(facts.guests_signal, facts.now)
        # That they may be there, and later that they are.
        if there > self._guests_there:
            self._lifts.end_all()
        self._guests_there = there

    @property
    def guests_signal(self) -> Truth:
        """Return what the entities that mean guests say now."""
        return self._inputs.inputs.guests

    def resident_users(self) -> dict[str, str]:
        """Return the ids of the users that residents are, by the entity ids of the persons."""
        found = {person: user_of(self._hass, person) for person in self.residents()}
        return {person: user for person, user in found.items() if user is not None}

    def whereabouts(self, person: str) -> Whereabouts:
        """Return where a resident is."""
        return self._inputs.inputs.persons.get(person, Whereabouts.UNKNOWN)

    def residents(self) -> frozenset[str]:
        """Return the entity ids of the persons who live here."""
        if self.household.residents is not None:
            return self.household.residents
        return all_persons(self._hass)

    def _away(self, config: CameraConfig) -> Truth:
        known = self._inputs.inputs.started
        return away_from(self._hass, config.source, config.zones_preset, known=known)

    def _camera_facts(
        self, config: CameraConfig, state: HouseholdState, sound_until: datetime | None
    ) -> CameraFacts:
        return CameraFacts(
            holds=state.holds_of(config.camera_id),
            lifts=self._lifts.of(config.camera_id),
            withdrawn=withdrawn_scopes(state.consents_of(config.camera_id)),
            place=camera_location(self._hass, config.camera_id),
            sound_until=sound_until,
            away_from_preset=self._away(config),
        )
