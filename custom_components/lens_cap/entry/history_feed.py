"""Writes into the history what cameras, people and settings do; sound and lifts write for themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from ..const import LOGGER, SIGNAL_GUESTS, SIGNAL_STATE, SUBENTRY_CAMERA, SUBENTRY_RULE
from ..coordinator import GuardCoordinator
from ..core.history.changes import state_records, view_records
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.history.settings_changes import AllSettings, SettingsPart, settings_records
from ..core.history.visible import HistoryViewer, Reader
from ..core.ids import CameraId, RuleId
from ..core.state.household import HouseholdState
from ..core.view import CameraView
from ..history import History
from ..sensing.login import requesting_user_id


class HistoryFeed:
    """Follows all that is worth a record, besides sound and lifts; none of it waits for the history."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: GuardCoordinator,
        history: History,
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._history = history
        self._views: Mapping[CameraId, CameraView] = {}
        self._settings = _settings(entry)
        self._state = coordinator.state
        self._unsubscribe: list[CALLBACK_TYPE] = []

    @callback
    def start(self) -> None:
        """Write that Lens Cap runs, and how private each camera is; then follow what happens."""
        self._add(HistoryRecord(kind=HistoryKind.STARTED, at=dt_util.utcnow()))
        self._look_at_views()
        self._state = self._coordinator.state
        connect = partial(async_dispatcher_connect, self._hass)
        self._unsubscribe = [
            self._coordinator.async_add_listener(self._look_at_views),
            connect(SIGNAL_STATE, self._state_changed),
            connect(SIGNAL_GUESTS, self._guests),
            self._entry.add_update_listener(self._async_settings_changed),
        ]

    @callback
    def stop(self) -> None:
        """Write that Lens Cap stops: from here on nothing is known."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        # What has just changed is told in the next turn, when nobody listens any more. Holds move with the clock.
        after = self._coordinator.state
        self._state_changed(replace(self._state, holds=after.holds), after, None)
        self._add(HistoryRecord(kind=HistoryKind.STOPPED, at=dt_util.utcnow()))

    def viewer(
        self, user: User, cameras: frozenset[CameraId] | None = None
    ) -> HistoryViewer:
        """Return as whom a user reads the history; `cameras` are those that they may read, None all."""
        residents = self._coordinator.evaluator.resident_users().values()
        reader = Reader.RESIDENT if user.id in residents else Reader.OTHER
        if user.is_admin:
            reader = Reader.ADMINISTRATOR
        return HistoryViewer(reader=reader, user_id=user.id, cameras=cameras)

    @callback
    def _look_at_views(self) -> None:
        try:
            before, self._views = self._views, dict(self._coordinator.data.cameras)
            by = _user(self._coordinator.change_context)
            self._add_all(view_records(before, self._views, dt_util.utcnow(), by))
        except Exception:  # noqa: BLE001  # who listens after this must hear of a closing whatever happens
            LOGGER.exception("could not write down how private cameras are")

    @callback
    def _state_changed(
        self, before: HouseholdState, after: HouseholdState, context: Context | None
    ) -> None:
        self._state = after
        self._add_all(state_records(before, after, dt_util.utcnow(), _user(context)))

    @callback
    def _guests(self, present: bool, context: Context | None) -> None:
        kind = HistoryKind.GUESTS_ARRIVED if present else HistoryKind.GUESTS_LEFT
        by = _user(context)
        self._add(HistoryRecord(kind=kind, at=dt_util.utcnow(), by=by))

    async def _async_settings_changed(
        self, _hass: HomeAssistant, entry: ConfigEntry[Any]
    ) -> None:
        before, self._settings = self._settings, _settings(entry)
        at, by = dt_util.utcnow(), requesting_user_id()
        self._add_all(settings_records(before, self._settings, at, by))

    def _add_all(self, records: Iterable[HistoryRecord]) -> None:
        for record in records:
            self._add(record)

    def _add(self, record: HistoryRecord) -> None:
        """Write a record down, with the names of now."""
        if record.camera_id is not None and not record.camera:
            camera = self._coordinator.cameras.get(record.camera_id)
            name = camera.config.name if camera is not None else ""
            record = replace(record, camera=name)
        if record.rule:
            names = {
                rule.rule_id: rule.name for rule in self._coordinator.evaluator.rules
            }
            record = replace(record, rule=names.get(RuleId(record.rule), record.rule))
        self._history.add(record)


def _user(context: Context | None) -> str | None:
    return context.user_id if context is not None else None


def _settings(entry: ConfigEntry[Any]) -> AllSettings:
    return AllSettings(
        options=dict(entry.options),
        parts={
            part.subentry_id: SettingsPart(
                is_camera=part.subentry_type == SUBENTRY_CAMERA,
                name=part.title,
                fields=dict(part.data),
            )
            for part in entry.subentries.values()
            if part.subentry_type in (SUBENTRY_CAMERA, SUBENTRY_RULE)
        },
    )
