"""When an audit runs, and what is known since the last one."""

import asyncio
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any, Final, override

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..core.audit.acceptance import Acceptance
from ..core.audit.evaluate import evaluate
from ..core.audit.finding import Finding, FindingKey
from ..core.audit.posture import CameraPosture, FirmwareState
from ..core.audit.sweep import diff
from ..core.audit.view import AuditView
from ..core.camera import CameraId
from .collector import async_collect
from .inputs import CameraInput
from .issues import async_show_issues
from .memory import AuditMemory
from .probes.runner import Prober
from .probes.target import async_targets

_EVERY: Final = timedelta(days=1)
_DEBOUNCE_SECONDS: Final = 60.0
_TELLING: Final = frozenset({"hidden_by", "options", "disabled_by", "entity_id"})


class Auditor(DataUpdateCoordinator[AuditView]):
    """Looks after the start, daily, and when something that matters changed."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        inputs: Callable[[AuditMemory, Prober], Collection[CameraInput]],
        names: Callable[[], dict[CameraId, str]],
    ) -> None:
        """Prepare; `async_begin` starts it.

        Args:
            hass: Home Assistant.
            entry: The one entry of Lens Cap.
            inputs: Returns the cameras as they are now.
            names: Returns what the cameras are called.
        """
        super().__init__(hass, LOGGER, config_entry=entry, name=f"{DOMAIN} audit")
        self.data = AuditView()
        self.memory = AuditMemory(hass)
        self.prober = Prober(hass)
        self.names = names
        self._inputs = inputs
        self._entry = entry
        self._findings: dict[FindingKey, Finding] = {}
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
        """Read what is remembered, and begin to look."""
        await self.memory.async_load()

        @callback
        def soon(*_: Any) -> None:
            self._soon.async_schedule_call()

        @callback
        def entity_updated(event: Event[er.EventEntityRegistryUpdatedData]) -> None:
            data = event.data
            if data["action"] != "update" or _TELLING & data["changes"].keys():
                soon()

        async def daily(_now: Any) -> None:
            await self.async_run()

        self._unsubscribe = [
            async_at_started(self.hass, soon),
            async_track_time_interval(self.hass, daily, _EVERY),
            self.hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, entity_updated
            ),
            self.hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, soon),
            async_dispatcher_connect(self.hass, SIGNAL_CONFIG_ENTRY_CHANGED, soon),
        ]

    async def async_end(self) -> None:
        """Look no longer."""
        self._soon.async_shutdown()
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        await self.async_shutdown()

    async def async_run(self, again: Collection[CameraId] = ()) -> AuditView:
        """Look at everything, and return what was found.

        Cameras in `again` are probed even if they were within the last hours, where probing them is
        allowed. Two runs never overlap.
        """
        async with self._lock:
            now = dt_util.utcnow()
            inputs = list(self._inputs(self.memory, self.prober))
            await self._async_probe(inputs, again)
            inputs = list(self._inputs(self.memory, self.prober))
            household, postures = await async_collect(self.hass, inputs, now=now)
            self.memory.see_updates(
                {key: _update_waits(one) for key, one in postures.items()}, now
            )
            cameras = tuple(one.config.camera_id for one in inputs)
            self.memory.tidy(cameras, now)
            found = evaluate(household, postures)
            sweep = diff(self._findings, found)
            self._findings = dict(sweep.open)
            self._publish(
                AuditView(result=found, ran_at=dt_util.utcnow(), cameras=cameras)
            )
            return self.data

    async def async_accept(self, acceptances: Collection[Acceptance]) -> None:
        """Live with some findings from now on.

        Raises:
            OSError: It could not be written; nothing is accepted.
        """
        await self.memory.async_accept(acceptances)
        self._publish(self.data)

    @callback
    def findings_for(
        self, check_id: str, camera_ids: Collection[CameraId | None]
    ) -> list[Finding]:
        """Return what a check says of some cameras at the moment."""
        return [
            finding
            for finding in self._findings.values()
            if finding.check_id == check_id and finding.camera_id in camera_ids
        ]

    def _publish(self, view: AuditView) -> None:
        now = dt_util.utcnow()
        result = view.result.accepted(self.memory.memory.acceptances, now)
        data = AuditView(result=result, ran_at=view.ran_at, cameras=view.cameras)
        # A check that could not tell keeps the issue that it had.
        kept = {
            key: finding
            for key, finding in self._findings.items()
            if key not in result.outcomes or result.outcomes[key].finding is None
        }
        async_show_issues(self.hass, data, self.names(), kept.values())
        self.async_set_updated_data(data)

    async def _async_probe(
        self, inputs: Collection[CameraInput], again: Collection[CameraId]
    ) -> None:
        targets = {
            one.config.camera_id: async_targets(self.hass, one.source_entity_id)
            for one in inputs
            if one.config.check_over_network and one.source_entity_id is not None
        }
        for one in inputs:
            if one.config.camera_id not in targets:
                self.prober.async_forget(one.config.camera_id)
        if targets:
            await self.prober.async_run(targets, again)

    @override
    async def _async_update_data(self) -> AuditView:
        """Return what is known: nothing is polled."""
        return self.data


def _update_waits(posture: CameraPosture) -> bool | None:
    state = posture.firmware.state
    return None if state is FirmwareState.UNKNOWN else state is FirmwareState.PENDING


@callback
def async_forget_issues(hass: HomeAssistant) -> None:
    """Delete every issue of audits."""
    async_show_issues(hass, AuditView(), {}, ())
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith("audit_"):
            ir.async_delete_issue(hass, domain, issue_id)
