"""Follows one source camera through renames, reloads and absences."""

from collections.abc import Callable

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import (
    async_track_entity_registry_updated_event,
    async_track_state_change_event,
)


class SourceFollower:
    """Knows the entity id that a source has now, and tells when anything about it changes."""

    def __init__(
        self, hass: HomeAssistant, source: str, on_change: Callable[[], None]
    ) -> None:
        """Start to follow.

        Args:
            hass: Home Assistant.
            source: Id in the entity registry, or the entity id of a camera without one.
            on_change: Called when the source's state or registry entry changed.
        """
        self._hass = hass
        self._source = source
        self._on_change = on_change
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._follow()

    @property
    def entity_id(self) -> str | None:
        """Return the source's entity id, or None while it has none."""
        return er.async_resolve_entity_id(er.async_get(self._hass), self._source)

    @callback
    def stop(self) -> None:
        """Follow no longer."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()

    @callback
    def _follow(self) -> None:
        self.stop()
        entity_id = self.entity_id
        if entity_id is None:
            return
        self._unsubscribe = [
            async_track_state_change_event(self._hass, entity_id, self._changed),
            async_track_entity_registry_updated_event(
                self._hass, entity_id, self._registry_changed
            ),
        ]

    @callback
    def _changed(self, _event: Event[EventStateChangedData]) -> None:
        self._on_change()

    @callback
    def _registry_changed(
        self, event: Event[er.EventEntityRegistryUpdatedData]
    ) -> None:
        if event.data["action"] == "update" and "entity_id" in event.data["changes"]:
            self._follow()
        self._on_change()
