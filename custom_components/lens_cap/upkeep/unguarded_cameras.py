"""Cameras that come after the set-up and that nobody guards: it is said, once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
    valid_entity_id,
)
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.event import (
    async_call_later,
    async_track_state_added_domain,
    async_track_state_removed_domain,
)

from ..const import (
    CONF_DECIDED_CAMERAS,
    CONF_SOURCE,
    DOMAIN,
    ISSUE_UNGUARDED_CAMERA,
    SUBENTRY_CAMERA,
)
from ..ha.repair_issues import async_create_issue, async_issue_id
from ..ha.same_device import main_device
from ..takeover.candidates import Source, UnsuitableError, async_eligible, async_find

# Integrations add their cameras one after the other, and a new one may be guarded just now.
QUIET_FOR: Final = timedelta(minutes=1)


class UnguardedCameras:
    """Looks a while after a camera came or went; nothing is polled.

    What was there at the set-up and was not chosen then counts as decided, as does whatever was
    guarded once.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Wait for `begin`."""
        self._hass = hass
        self._entry = entry
        self._cancel: CALLBACK_TYPE | None = None
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self.told: set[str] = set()

    @callback
    def begin(self) -> None:
        """Begin to look, now that Home Assistant has started."""
        if CONF_DECIDED_CAMERAS not in self._entry.data:
            async_decide(self._hass, self._entry, self._unguarded())
        self._unsubscribe = [
            async_track_state_added_domain(
                self._hass, CAMERA_DOMAIN, self._something_changed
            ),
            async_track_state_removed_domain(
                self._hass, CAMERA_DOMAIN, self._something_changed
            ),
        ]
        # Of an earlier run, or of before a restart: those that somebody ignores stay so.
        self.told = {
            issue_id
            for domain, issue_id in ir.async_get(self._hass).issues
            if domain == DOMAIN and issue_id.startswith(ISSUE_UNGUARDED_CAMERA)
        }
        self._look_later()

    @callback
    def stop(self) -> None:
        """Look no longer; what was told stays."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @callback
    def forget(self) -> set[str]:
        """Take back what is not so any more; return the ids of the issues that go on."""
        self.told &= self._by_issue().keys()
        return self.told

    @callback
    def _something_changed(self, _event: Event[EventStateChangedData]) -> None:
        self._look_later()

    @callback
    def _look_later(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = async_call_later(self._hass, QUIET_FOR, self._look)

    @callback
    def _look(self, _now: datetime) -> None:
        self._cancel = None
        async_decide(self._hass, self._entry, guarded_sources(self._entry))
        found = self._by_issue()
        for gone in self.told - found.keys():
            ir.async_delete_issue(self._hass, DOMAIN, gone)
        self.told = set(found)
        for issue_id, cameras in found.items():
            async_create_issue(
                self._hass,
                issue_id,
                is_fixable=True,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_UNGUARDED_CAMERA,
                translation_placeholders={
                    "cameras": ", ".join(camera.name for camera in cameras)
                },
                data={"sources": ",".join(camera.source for camera in cameras)},
            )

    def _by_issue(self) -> dict[str, list[Source]]:
        """Return the new cameras; those of one device together, since they are one camera."""
        decided = self._entry.data.get(CONF_DECIDED_CAMERAS, ())
        registry = er.async_get(self._hass)
        found: dict[str, list[Source]] = {}
        for source in self._unguarded():
            if source in decided:
                continue
            try:
                camera = async_find(self._hass, source, ())
            except UnsuitableError:
                continue
            entry = registry.async_get(camera.entity_id)
            device = main_device(self._hass, entry.device_id if entry else None)
            found.setdefault(device.id if device else source, []).append(camera)
        return {self._issue_id(key): cameras for key, cameras in found.items()}

    def _issue_id(self, key: str) -> str:
        # An entity id may have somebody's name in it; ids of devices and registry entries do not.
        if valid_entity_id(key):
            return async_issue_id(self._hass, ISSUE_UNGUARDED_CAMERA, key)
        return f"{ISSUE_UNGUARDED_CAMERA}_{key}"

    def _unguarded(self) -> list[str]:
        """Return what would be stored of each camera that could be guarded."""
        eligible = async_eligible(self._hass, guarded_sources(self._entry))
        return [async_find(self._hass, one, ()).source for one in eligible]


@callback
def guarded_sources(entry: ConfigEntry[Any]) -> set[str]:
    """Return the sources that are guarded, as they are stored."""
    return {
        str(subentry.data.get(CONF_SOURCE, subentry.unique_id))
        for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    }


@callback
def async_decide(
    hass: HomeAssistant, entry: ConfigEntry[Any], sources: Collection[str]
) -> None:
    """Remember that somebody decided about some cameras: nobody is asked about them again."""
    decided = set(entry.data.get(CONF_DECIDED_CAMERAS, ()))
    if CONF_DECIDED_CAMERAS in entry.data and decided.issuperset(sources):
        return
    hass.config_entries.async_update_entry(
        entry,
        data={**entry.data, CONF_DECIDED_CAMERAS: sorted(decided.union(sources))},
    )
