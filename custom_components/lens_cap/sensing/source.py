"""Follows one source camera through renames, reloads and absences."""

from collections.abc import Callable

from homeassistant.const import ATTR_RESTORED, STATE_UNAVAILABLE
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
    valid_entity_id,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from ..const import DOMAIN
from ..core.failure import Failure


class SourceFollower:
    """Knows the source's present entity id, and reports when anything about it changes.

    A source that is gone is waited for: by its registry id, which Home Assistant assigns again to
    an entity that returns, or by its entity id. While it is `expected_unavailable`, its silence is no fault.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        source: str,
        on_change: Callable[[], None],
        on_other: Callable[[], None] = lambda: None,
    ) -> None:
        """Start to follow.

        Args:
            hass: Home Assistant.
            source: Id in the entity registry, or the entity id of a camera without one.
            on_change: Called when the source's state or registry entry changed.
            on_other: Called first where the camera behind it went away, or may be another one
                than before: nothing that was begun with it may go on.
        """
        self._hass = hass
        self._source = source
        self._on_change = on_change
        self._on_other = on_other
        self._stop_states: CALLBACK_TYPE | None = None
        self._entity_id: str | None = None
        self._there = False
        self.expected_unavailable = False
        self._moving = False
        self._stop_registry: CALLBACK_TYPE | None = hass.bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, self._registry_changed
        )
        self._follow()
        self._there = self._is_there_now()

    @property
    def entity_id(self) -> str | None:
        """The source's entity id, or None while it has none."""
        registry = er.async_get(self._hass)
        entity_id = er.async_resolve_entity_id(registry, self._source)
        if entity_id is None or not valid_entity_id(self._source):
            return entity_id
        entry = registry.async_get(entity_id)
        # An entity with a config entry, or of ours, has taken over the id of a YAML camera.
        if entry is not None and (
            entry.config_entry_id is not None or entry.platform == DOMAIN
        ):
            return None
        return entity_id

    @property
    def problem(self) -> Failure | None:
        """What keeps the source away as far as Home Assistant knows, or None."""
        if (entity_id := self.entity_id) is None:
            return Failure.GONE
        entry = er.async_get(self._hass).async_get(entity_id)
        if entry is not None and entry.disabled:
            return Failure.DISABLED
        state = self._hass.states.get(entity_id)
        if entry is None and state is None:
            return Failure.GONE
        if not _is_there(state):
            return Failure.NOT_LOADED
        if state is not None and state.state == STATE_UNAVAILABLE:
            return Failure.UNAVAILABLE
        return None

    @callback
    def expect_unavailable(self, expected: bool) -> bool:
        """Take its silence for no fault, or for one again; return whether that is new."""
        before, self.expected_unavailable = self.expected_unavailable, expected
        return before is not expected

    @callback
    def replace(self, source: str) -> None:
        """Follow another source instead."""
        if source != self._source:
            self._source = source
            self._moving = False
            self._follow()
            self._there = self._is_there_now()
            self._on_other()

    @callback
    def stop(self) -> None:
        """Stop following."""
        if self._stop_registry is not None:
            self._stop_registry()
            self._stop_registry = None
        self._unfollow()

    @callback
    def _unfollow(self) -> None:
        if self._stop_states is not None:
            self._stop_states()
            self._stop_states = None

    @callback
    def _follow(self) -> None:
        self._unfollow()
        self._entity_id = self.entity_id
        watched = self._entity_id
        if watched is None and valid_entity_id(self._source):
            watched = self._source
        if watched is not None:
            self._stop_states = async_track_state_change_event(
                self._hass, watched, self._state_changed
            )

    def _is_there_now(self) -> bool:
        entity_id = self._entity_id
        return entity_id is not None and _is_there(self._hass.states.get(entity_id))

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        self._refresh(_is_there(event.data["new_state"]))

    @callback
    def _refresh(self, there: bool) -> None:
        """Report a change; an entity that is renamed disappears and comes back as the same one."""
        there = there and self.entity_id is not None
        if self._moving:
            self._moving = not there
            self._there = self._there or there
        elif there is not self._there:
            self._there = there
            self._on_other()
        self._on_change()

    @callback
    def _registry_changed(
        self, event: Event[er.EventEntityRegistryUpdatedData]
    ) -> None:
        """Follow a source that was renamed, removed or added."""
        before, now = self._entity_id, self.entity_id
        data = event.data
        if now != before:
            self._moving = (
                self._there and now is not None and data["action"] == "update"
            )
            self._follow()
            self._refresh(self._is_there_now())
        elif data["entity_id"] in (now, self._source):
            self._refresh(self._is_there_now())


def _is_there(state: State | None) -> bool:
    """Return whether a state has a live entity; Home Assistant restores those of absent ones."""
    return state is not None and not state.attributes.get(ATTR_RESTORED)
