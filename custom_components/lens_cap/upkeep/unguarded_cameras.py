"""Reports cameras that were added after set-up and are not guarded, once each."""

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

from ..const import CONF_DECIDED_CAMERAS, DOMAIN, ISSUE_UNGUARDED_CAMERA
from ..ha.repair_issues import async_create_issue, async_issue_id
from ..ha.same_device import main_device
from ..settings import configured_cameras
from ..takeover.candidates import Source, UnsuitableError, async_eligible, async_find

# Integrations add their cameras one after the other, and a new one may be guarded just now.
QUIET_FOR: Final = timedelta(minutes=1)


class UnguardedCameras:
    """Checks a while after a camera was added or removed; nothing is polled.

    Cameras that were there at set-up and not chosen count as decided, as do those that were guarded
    once. Call `begin` once Home Assistant has started.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        self._hass = hass
        self._entry = entry
        self._cancel: CALLBACK_TYPE | None = None
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self.told: set[str] = set()

    @callback
    def begin(self) -> None:
        """Start checking, now that Home Assistant has started."""
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
        # From an earlier run: issues that somebody ignored stay ignored.
        self.told = {
            issue_id
            for domain, issue_id in ir.async_get(self._hass).issues
            if domain == DOMAIN and issue_id.startswith(ISSUE_UNGUARDED_CAMERA)
        }
        self._refresh_later()

    @callback
    def stop(self) -> None:
        """Stop checking; issues stay."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @callback
    def forget(self) -> set[str]:
        """Drop issues that no longer apply; return the ids of those that do."""
        self.told &= self._by_issue().keys()
        return self.told

    @callback
    def _something_changed(self, _event: Event[EventStateChangedData]) -> None:
        self._refresh_later()

    @callback
    def _refresh_later(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = async_call_later(self._hass, QUIET_FOR, self._refresh)

    @callback
    def _refresh(self, _now: datetime) -> None:
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
        """Return new cameras by issue id; those of one device share an issue."""
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
        """Return the source of each camera that could be guarded."""
        eligible = async_eligible(self._hass, guarded_sources(self._entry))
        return [async_find(self._hass, one, ()).source for one in eligible]


@callback
def guarded_sources(entry: ConfigEntry[Any]) -> set[str]:
    """Return the guarded sources, as stored."""
    return {config.source for config in configured_cameras(entry)}


@callback
def async_decide(
    hass: HomeAssistant, entry: ConfigEntry[Any], sources: Collection[str]
) -> None:
    """Remember that somebody decided about these cameras, so that nobody is asked again."""
    decided = set(entry.data.get(CONF_DECIDED_CAMERAS, ()))
    if CONF_DECIDED_CAMERAS in entry.data and decided.issuperset(sources):
        return
    hass.config_entries.async_update_entry(
        entry,
        data={**entry.data, CONF_DECIDED_CAMERAS: sorted(decided.union(sources))},
    )
