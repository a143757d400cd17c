"""Follows the entities that decisions depend on: persons, guests, alarms, and those in rules."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from homeassistant.components.person.const import PersonEntityStateAttribute
from homeassistant.components.zone import ENTITY_ID_HOME
from homeassistant.const import (
    STATE_HOME,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Context,
    CoreState,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started

from ..core.privacy.facts import Whereabouts
from ..core.truth import Truth, any_of
from .trackers import Trackers

_NOT_KNOWN: Final = {STATE_UNAVAILABLE, STATE_UNKNOWN, ""}


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What the followed entities mean, by entity id; a missing one is unknown."""

    persons: dict[str, Whereabouts] = field(default_factory=dict[str, Whereabouts])
    entities: dict[str, Truth] = field(default_factory=dict[str, Truth])
    alarms: dict[str, str | None] = field(default_factory=dict[str, str | None])
    guests: Truth = Truth.NO
    started: bool = False


@dataclass(frozen=True, kw_only=True)
class WantedInputs:
    """The entity ids to follow, by their purpose."""

    persons: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    alarms: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Every entity id."""
        return self.persons | self.entities | self.alarms | self.guests


class InputFollower:
    """Knows what the entities mean, and calls `on_change` when that changes (not just their states).

    `on_change` gets the context of the change.
    """

    def __init__(
        self, hass: HomeAssistant, on_change: Callable[[Context | None], None]
    ) -> None:
        self._hass = hass
        self._on_change = on_change
        self._wanted = WantedInputs()
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._started = hass.state is CoreState.running
        self.inputs = Inputs(started=self._started)
        self._trackers = Trackers(hass, self._refresh)
        self._stop_waiting = async_at_started(hass, self._set_started)

    @callback
    def follow(self, wanted: WantedInputs) -> None:
        """Follow these entities from now on; does not call `on_change`."""
        if wanted.all != self._wanted.all:
            self._stop_following()
            if wanted.all:
                self._unsubscribe = async_track_state_change_event(
                    self._hass, wanted.all, self._state_changed
                )
        self._wanted = wanted
        self.inputs = self._read()

    @callback
    def stop(self) -> None:
        """Stop following."""
        self._stop_waiting()
        self._stop_following()
        self._trackers.stop()

    def _stop_following(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    @callback
    def _set_started(self, _hass: HomeAssistant) -> None:
        self._started = True
        self._refresh(None)

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        self._refresh(event.context)

    @callback
    def _refresh(self, context: Context | None) -> None:
        inputs = self._read()
        if inputs != self.inputs:
            self.inputs = inputs
            self._on_change(context)

    def _read(self) -> Inputs:
        """Return what is known; nothing until Home Assistant has started.

        Until then, states may be from before the restart.
        """
        wanted = self._wanted
        if not self._started:
            return Inputs(guests=Truth.MAYBE if wanted.guests else Truth.NO)
        self._trackers.follow(wanted.persons | wanted.entities | wanted.guests)
        return Inputs(
            persons={
                entity_id: self._whereabouts(self._hass.states.get(entity_id))
                for entity_id in wanted.persons
            },
            entities=self._switched(wanted.entities),
            alarms={
                entity_id: _known(self._hass.states.get(entity_id))
                for entity_id in wanted.alarms
            },
            guests=any_of(self._switched(wanted.guests).values()),
            started=True,
        )

    def _switched(self, entity_ids: Collection[str]) -> dict[str, Truth]:
        return {
            entity_id: self._believed(self._hass.states.get(entity_id))
            for entity_id in entity_ids
        }

    def _whereabouts(self, state: State | None) -> Whereabouts:
        return self._trackers.whereabouts(state, _whereabouts(state))

    def _believed(self, state: State | None) -> Truth:
        """Return whether an entity is on; a tracker or person that seems away may be doubted."""
        said = _switched(state)
        if state is None or said is not Truth.NO:
            return said
        doubted = self._trackers.is_doubted(state.entity_id) or (
            state.domain == "person" and self._whereabouts(state) is Whereabouts.UNKNOWN
        )
        return Truth.MAYBE if doubted else said


def _known(state: State | None) -> str | None:
    return None if state is None or state.state in _NOT_KNOWN else state.state


def _whereabouts(state: State | None) -> Whereabouts:
    """Return where a person or tracker is; inside the home zone counts as home, whatever zone is named."""
    if state is None or (value := _known(state)) is None:
        return Whereabouts.UNKNOWN
    in_zones = state.attributes.get(PersonEntityStateAttribute.IN_ZONES)
    if value == STATE_HOME or (
        isinstance(in_zones, (list, tuple)) and ENTITY_ID_HOME in in_zones
    ):
        return Whereabouts.HOME
    return Whereabouts.AWAY


def _switched(state: State | None) -> Truth:
    """Return whether an entity is on: a state "on", where it is home, or a number above zero."""
    value = _known(state)
    if value is None:
        return Truth.MAYBE
    if value == STATE_ON or _whereabouts(state) is Whereabouts.HOME:
        return Truth.YES
    if value == STATE_OFF:
        return Truth.NO
    try:
        number = float(value)
    except ValueError:
        return _other(state, value)
    # "nan" and less than nobody are what counts say that could not count.
    if not isfinite(number) or number < 0:
        return Truth.MAYBE
    return Truth.YES if number > 0 else Truth.NO


def _other(state: State | None, value: str) -> Truth:
    """Return whether a state that is neither on nor off nor a number means "on".

    Persons and trackers that are not home are away; everything else is unknown.
    """
    if state is not None and state.domain in {"person", "device_tracker"}:
        return Truth.NO if value else Truth.MAYBE
    return Truth.MAYBE
