"""Whether a source camera has PTZ, and where it looks, as far as its integration reports that."""

from collections.abc import Callable, Mapping
from typing import Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import ATTR_RESTORED, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from ..core.truth import Truth

# Controls that only cameras have that move, by their translation keys.
_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "button": frozenset(
        {
            *(f"ptz_{way}" for way in ("up", "down", "left", "right")),
            *(
                f"ptz_{side}_{way}"
                for side in ("left", "right")
                for way in ("up", "down")
            ),
            *("ptz_zoom_in", "ptz_zoom_out", "ptz_stop", "ptz_auto", "ptz_calibrate"),
            *("pan_left", "pan_right", "tilt_up", "tilt_down"),
        }
    ),
    "number": frozenset({"pan_step", "tilt_step"}),
    "select": frozenset({"ptz_preset", "ptz_patrol"}),
    "sensor": frozenset({"ptz_pan_position", "ptz_tilt_position"}),
    "switch": frozenset({"ptz_patrol"}),
}
# The same by the ends of unique ids, where an integration has no translation keys.
_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "tapo_control": (
        *("-moveup", "-movedown", "-moveleft", "-moveright"),
        "-calibrate",
    ),
}
# These turn cameras by actions alone, and do not say which cameras can be turned.
_SILENT: Final = frozenset({"amcrest", "dahua", "ffmpeg", "foscam", "generic", "mjpeg"})
_ATTR_HAS_PTZ: Final = "has_ptz"  # of Agent DVR's cameras

_NOT_NOW: Final = frozenset({STATE_UNAVAILABLE, "Manual"})
_NOWHERE: Final = _NOT_NOW | {STATE_UNKNOWN, "", "None"}


@callback
def moves(hass: HomeAssistant, source: str) -> Truth:
    """Return whether a camera can be turned; maybe if nothing reports it.

    `source` is its id in the entity registry, or its entity id.
    """
    entry = _entry(hass, source)
    if entry is None:
        return Truth.MAYBE
    if any(_turns(one) for one in _on_device(hass, entry)):
        return Truth.YES
    state = hass.states.get(entry.entity_id)
    if state is not None and state.attributes.get(_ATTR_HAS_PTZ) is True:
        return Truth.YES
    if entry.platform == "onvif":
        return _onvif_moves(hass, entry)
    silent = entry.platform in _SILENT or entry.device_id is None
    return Truth.MAYBE if silent else Truth.NO


@callback
def at_preset(hass: HomeAssistant, source: str) -> str | None:
    """Return where a camera looks: its preset, or pan and tilt; None if unknown."""
    found = [_value(hass, entity_id) for entity_id in _telling(hass, source)]
    if not found or None in found:
        return None
    return " / ".join(value for value in found if value is not None)


@callback
def is_lost(hass: HomeAssistant, source: str) -> bool:
    """Return whether something tells where a camera looks, but not at the moment.

    `unknown` may be for good: some integrations say no more until the camera is first turned.
    """
    return any(_is_silent(hass, entity_id) for entity_id in _telling(hass, source))


@callback
def away_from(
    hass: HomeAssistant, source: str, preset: str | None, *, known: bool = True
) -> Truth:
    """Return whether a camera looks elsewhere than at a preset; None is no preset in particular.

    What Home Assistant shows is not `known` until it has started: it may be from before.
    """
    if preset is None:
        return Truth.NO
    now = at_preset(hass, source) if known else None
    if now is None:
        return Truth.MAYBE
    return Truth.NO if now == preset else Truth.YES


class PresetFollower:
    """Calls `on_change` when a camera may look elsewhere than before."""

    def __init__(self, hass: HomeAssistant, on_change: Callable[[], None]) -> None:
        self._hass = hass
        self._on_change = on_change
        self._sources: frozenset[str] = frozenset()
        self._telling: frozenset[str] = frozenset()
        self._stop_states: CALLBACK_TYPE | None = None
        self._stop_registry: CALLBACK_TYPE | None = None

    @callback
    def follow(self, sources: frozenset[str]) -> None:
        """Follow exactly these cameras from now on; does not call `on_change`."""
        if sources == self._sources:
            return
        self._sources = sources
        if sources and self._stop_registry is None:
            self._stop_registry = self._hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._registry_changed
            )
        if not sources and self._stop_registry is not None:
            self._stop_registry()
            self._stop_registry = None
        self._watch()

    @callback
    def stop(self) -> None:
        """Stop following."""
        self.follow(frozenset())

    def _watch(self) -> bool:
        """Watch the entities that report where cameras look; return whether these changed."""
        telling = frozenset(
            entity_id
            for source in self._sources
            for entity_id in _telling(self._hass, source)
        )
        if telling == self._telling:
            return False
        self._telling = telling
        if self._stop_states is not None:
            self._stop_states()
            self._stop_states = None
        if telling:
            self._stop_states = async_track_state_change_event(
                self._hass, telling, self._state_changed
            )
        return True

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        if old is None or new is None or old.state != new.state:
            self._on_change()

    @callback
    def _registry_changed(
        self, _event: Event[er.EventEntityRegistryUpdatedData]
    ) -> None:
        if self._watch():
            self._on_change()


def _entry(hass: HomeAssistant, source: str) -> er.RegistryEntry | None:
    registry = er.async_get(hass)
    entity_id = er.async_resolve_entity_id(registry, source)
    return registry.async_get(entity_id) if entity_id else None


def _on_device(hass: HomeAssistant, entry: er.RegistryEntry) -> list[er.RegistryEntry]:
    """Return the entities of a camera's device and of its parent, disabled ones included."""
    if entry.device_id is None:
        return [entry]
    devices = [entry.device_id]
    device = dr.async_get(hass).async_get(entry.device_id)
    if isinstance(device, dr.ChildDeviceEntry):
        devices.append(device.parent_device_id)
    registry = er.async_get(hass)
    return [
        one
        for device_id in devices
        for one in er.async_entries_for_device(
            registry, device_id, include_disabled_entities=True
        )
    ]


def _turns(one: er.RegistryEntry) -> bool:
    return one.translation_key in _KEYS.get(
        one.domain, ()
    ) or one.unique_id.lower().endswith(_ENDINGS.get(one.platform, ()) or "\0")


def _telling(hass: HomeAssistant, source: str) -> list[str]:
    """Return the entities that report where a camera looks: a preset select, or pan and tilt."""
    entry = _entry(hass, source)
    if entry is None:
        return []
    enabled = [one for one in _on_device(hass, entry) if not one.disabled]
    positions = [
        one.entity_id for one in enabled if one.domain == "sensor" and _turns(one)
    ]
    if len(positions) > 1:
        return sorted(positions)
    return sorted(one.entity_id for one in enabled if _is_preset(one))


def _is_preset(one: er.RegistryEntry) -> bool:
    if one.domain != "select":
        return False
    return one.translation_key == "ptz_preset" or (
        one.platform == "dahua" and one.unique_id.endswith("_preset_position")
    )


def _value(hass: HomeAssistant, entity_id: str) -> str | None:
    state = hass.states.get(entity_id)
    if state is None or state.state in _NOWHERE or state.attributes.get(ATTR_RESTORED):
        return None
    return state.state


def _is_silent(hass: HomeAssistant, entity_id: str) -> bool:
    state = hass.states.get(entity_id)
    return (
        state is None
        or state.state in _NOT_NOW
        or state.attributes.get(ATTR_RESTORED) is True
    )


def _onvif_moves(hass: HomeAssistant, entry: er.RegistryEntry) -> Truth:
    """Return whether a profile has PTZ, by what the ONVIF device reported at set-up."""
    owner = hass.config_entries.async_get_entry(entry.config_entry_id or "")
    if owner is None or owner.state is not ConfigEntryState.LOADED:
        return Truth.MAYBE
    profiles = getattr(owner.runtime_data, "profiles", None)
    if not isinstance(profiles, list):
        return Truth.MAYBE
    turns = any(getattr(one, "ptz", None) is not None for one in profiles)
    return Truth.YES if turns else Truth.NO
