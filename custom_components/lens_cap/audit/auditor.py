"""Runs audits, and holds the result of the last one."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.const import Platform
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import (
    TrackStates,
    async_track_state_change_filtered,
    async_track_time_interval,
)
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..core.audit.evaluate import evaluate
from ..core.audit.finding import Acceptance, Finding, FindingKey
from ..core.audit.posture import CameraPosture, FirmwareState, HomeAssistantPosture
from ..core.audit.probe import ProbeId, ProbeOutcome, ProbeResult
from ..core.audit.result import AuditResult, diff
from ..core.audit.view import AuditView
from ..core.ids import CameraId
from ..ha.repair_issues import AUDIT
from .collector import async_collect
from .history_store import AuditHistoryStore
from .issues import async_show_issues
from .probes.runner import Prober
from .probes.target import ProbeTarget, async_targets
from .survey import CameraInput

_EVERY: Final = timedelta(days=1)
_DEBOUNCE_SECONDS: Final = 60.0
_TELLING: Final = frozenset({"hidden_by", "options", "disabled_by", "entity_id"})
_NOT_YET: Final = tuple(
    ProbeOutcome(probe=probe, result=ProbeResult.COULD_NOT_CHECK) for probe in ProbeId
)
"""What is known of a camera before it was probed for the first time: neither good nor bad."""


class Auditor(DataUpdateCoordinator[AuditView]):
    """Runs the security check after start-up, daily, and when something relevant changed."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        inputs: Callable[[AuditHistoryStore, Prober], Collection[CameraInput]],
        names: Callable[[], dict[CameraId, str]],
    ) -> None:
        """Take what it needs; `async_begin` starts it.

        Args:
            hass: Home Assistant.
            entry: The one entry of Lens Cap.
            inputs: Returns the cameras as they are now.
            names: Returns what the cameras are called.
        """
        super().__init__(hass, LOGGER, config_entry=entry, name=f"{DOMAIN} audit")
        self.data = AuditView()
        self.history_store = AuditHistoryStore(hass)
        self.prober = Prober(hass)
        self.names = names
        self._inputs = inputs
        self._entry = entry
        self._result = AuditResult()
        self._findings: dict[FindingKey, Finding] = {}
        self._ended = False
        self._lock = asyncio.Lock()
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._soon = Debouncer(
            hass,
            LOGGER,
            cooldown=_DEBOUNCE_SECONDS,
            immediate=False,
            function=self.async_run,
            background=True,
        )

    async def async_begin(self) -> None:
        """Load the history, and start running audits."""
        await self.history_store.async_load()
        self.prober.async_restore(self.history_store.history.probed)
        self._findings = {one.key: one for one in self.history_store.history.findings}

        @callback
        def soon(*_: Any) -> None:
            self._soon.async_schedule_call()

        @callback
        def entity_updated(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
            data = event.data
            if data["action"] != "update" or _TELLING & data["changes"].keys():
                soon()

        @callback
        def entry_changed(_change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
            if entry is self._entry:
                self._forget_gone()
            soon()

        @callback
        def update_told(event: Event[EventStateChangedData]) -> None:
            before, after = event.data["old_state"], event.data["new_state"]
            if before is None or after is None or before.state != after.state:
                soon()

        async def daily(_now: Any) -> None:
            await self.async_run()

        updates = async_track_state_change_filtered(
            self.hass, TrackStates(False, set(), {Platform.UPDATE}), update_told
        )
        self._unsubscribe = [
            async_at_started(self.hass, soon),
            async_track_time_interval(self.hass, daily, _EVERY),
            self.hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, entity_updated
            ),
            self.hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, soon),
            async_dispatcher_connect(
                self.hass, SIGNAL_CONFIG_ENTRY_CHANGED, entry_changed
            ),
            updates.async_remove,
        ]

    async def async_end(self) -> None:
        """Stop; the result of a running audit is dropped."""
        self._ended = True
        self._soon.async_shutdown()
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        await self.history_store.async_flush()
        await self.async_shutdown()

    async def async_run(self, again: Collection[CameraId] = ()) -> AuditView:
        """Run the security check, and return its result.

        Cameras in `again` are probed even if they were within the last hours, where probing them is
        allowed. What Home Assistant knows is told first, so that a camera that does not answer
        delays nobody's findings. Two runs never overlap.
        """
        async with self._lock:
            now = dt_util.utcnow()
            inputs = list(self._inputs(self.history_store, self.prober))
            targets = self._targets(inputs)
            cameras = tuple(one.config.camera_id for one in inputs)
            household, postures = await async_collect(
                self.hass,
                [
                    replace(one, probes=one.probes or _NOT_YET)
                    if one.config.camera_id in targets
                    else one
                    for one in inputs
                ],
                now=now,
            )
            self.history_store.see_updates(
                {key: _update_waits(one) for key, one in postures.items()}, now
            )
            self.history_store.tidy(cameras, now)
            await self._async_judge(household, postures, cameras)
            if targets:
                await self.prober.async_run(targets, again)
                self.history_store.see_probes(self.prober.kept)
                probed = {
                    key: one.probed(self.prober.async_last(key))
                    if key in targets
                    else one
                    for key, one in postures.items()
                }
                if probed != postures:
                    await self._async_judge(household, probed, cameras)
            return self.data

    async def async_accept(self, acceptances: Collection[Acceptance]) -> None:
        """Accept some findings.

        Raises:
            OSError: It could not be written; nothing is accepted.
        """
        await self.history_store.async_accept(acceptances)
        self._publish(self.data.ran_at, self.data.cameras)

    async def async_take_back(self, keys: Collection[FindingKey]) -> None:
        """Tell of some findings again, although they were accepted.

        Raises:
            SaveError: It could not be written; they are accepted as before.
        """
        await self.history_store.async_take_back(keys)
        self._publish(self.data.ran_at, self.data.cameras)

    @callback
    def findings_for(
        self, check_id: str, camera_ids: Collection[CameraId | None]
    ) -> list[Finding]:
        """Return the present findings of a check at some cameras."""
        return [
            finding
            for finding in self._findings.values()
            if finding.check_id == check_id and finding.camera_id in camera_ids
        ]

    async def _async_judge(
        self,
        household: HomeAssistantPosture,
        postures: Mapping[CameraId, CameraPosture],
        cameras: tuple[CameraId, ...],
    ) -> None:
        found = await self.hass.async_add_executor_job(evaluate, household, postures)
        # A check that could not tell keeps what it found before.
        self._findings = dict(diff(self._findings, found).open)
        self._result = found.with_kept(self._findings)
        self._drop_gone()
        self.history_store.see_findings(self._findings.values())
        self._publish(dt_util.utcnow(), cameras)

    def _publish(self, ran_at: datetime | None, cameras: tuple[CameraId, ...]) -> None:
        if self._ended:
            return
        result = self._result.accepted(
            self.history_store.history.acceptances, dt_util.utcnow()
        )
        known = tuple(one for one in cameras if one in self._entry.subentries)
        view = AuditView(result=result, ran_at=ran_at, cameras=known)
        async_show_issues(self.hass, view, self.names())
        self.async_set_updated_data(view)

    @callback
    def _forget_gone(self) -> None:
        """Close findings of cameras that are no longer guarded."""
        if not set(self.data.cameras) <= self._entry.subentries.keys():
            self._drop_gone()
            self._publish(self.data.ran_at, self.data.cameras)

    @callback
    def _drop_gone(self) -> None:
        known = {None, *self._entry.subentries}
        self._findings = {
            key: one for key, one in self._findings.items() if key.camera_id in known
        }
        outcomes = self._result.outcomes.items()
        self._result = AuditResult(
            outcomes={key: one for key, one in outcomes if key.camera_id in known}
        )

    def _targets(self, inputs: Collection[CameraInput]) -> dict[CameraId, ProbeTarget]:
        """Return the targets of cameras whose owner allows probes; forget the others."""
        targets = {
            one.config.camera_id: async_targets(self.hass, one.source_entity_id)
            for one in inputs
            if one.config.check_over_network and one.source_entity_id is not None
        }
        for camera_id in set(self.prober.kept) - set(targets):
            self.prober.async_forget(camera_id)
        return targets

    @override
    async def _async_update_data(self) -> AuditView:
        """Return the present data; nothing is polled."""
        return self.data


def _update_waits(posture: CameraPosture) -> bool | None:
    state = posture.firmware.state
    return None if state is FirmwareState.UNKNOWN else state is FirmwareState.PENDING


@callback
def async_forget_issues(hass: HomeAssistant) -> None:
    """Delete every issue of audits."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(AUDIT):
            ir.async_delete_issue(hass, domain, issue_id)
