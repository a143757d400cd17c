"""Probes many cameras concurrently, each at most once a day."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ...core.audit.probe import Probed, ProbeId, ProbeOutcome, ProbeResult
from ...core.ids import CameraId
from .probe import async_probe_during
from .session import ProbeSession
from .target import ProbeTarget
from .upnp import Routers

# A little less than a day, so that a daily run does not miss its turn by a minute.
_KEPT_FOR: Final = timedelta(hours=20)

type Outcomes = Mapping[ProbeId, ProbeOutcome]


class Prober:
    """Keeps the last results of the probes of each camera."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._running = asyncio.Lock()
        self._kept: dict[CameraId, Probed] = {}

    @property
    def kept(self) -> Mapping[CameraId, Probed]:
        """The last results of all cameras."""
        return self._kept

    @callback
    def async_restore(self, kept: Mapping[CameraId, Probed]) -> None:
        """Restore results from before a restart, so that no camera is probed again."""
        self._kept = dict(kept)

    @callback
    def async_last(self, camera_id: CameraId) -> tuple[ProbeOutcome, ...]:
        """Return the last results of a camera, without probing it."""
        kept = self._kept.get(camera_id)
        return () if kept is None else kept.outcomes

    @callback
    def async_forget(self, camera_id: CameraId) -> None:
        """Forget a camera that is gone, or whose owner no longer allows probes."""
        self._kept.pop(camera_id, None)

    async def async_run(
        self,
        targets: Mapping[CameraId, ProbeTarget],
        again: Collection[CameraId] = (),
    ) -> Mapping[CameraId, Outcomes]:
        """Probe these cameras, and return what is known about each.

        Whoever was asked within the last 20 hours is not asked now, except those in `again`, whose
        owners just changed something. A host that hangs delays its own camera only.
        """
        async with self._running:
            now = dt_util.utcnow()
            due = {
                camera_id: target
                for camera_id, target in targets.items()
                if camera_id in again or self._is_due(camera_id, now)
            }
            visit = ProbeSession(self._hass)
            routers = Routers(visit)
            await asyncio.gather(
                *(
                    self._async_probe(visit, routers, camera_id, target, now)
                    for camera_id, target in due.items()
                )
            )
            return {
                camera_id: {one.probe: one for one in self._kept[camera_id].outcomes}
                for camera_id in targets
                if camera_id in self._kept
            }

    async def _async_probe(
        self,
        visit: ProbeSession,
        routers: Routers,
        camera_id: CameraId,
        target: ProbeTarget,
        now: datetime,
    ) -> None:
        outcomes = await async_probe_during(visit, routers, target)
        last = self.async_last(camera_id)
        self._kept[camera_id] = Probed(
            at=now,
            outcomes=tuple(
                _not_cleared(one, last) if target.hosts else one
                for one in outcomes.values()
            ),
        )

    def _is_due(self, camera_id: CameraId, now: datetime) -> bool:
        kept = self._kept.get(camera_id)
        return kept is None or not timedelta(0) <= now - kept.at < _KEPT_FOR


def _not_cleared(outcome: ProbeOutcome, last: Iterable[ProbeOutcome]) -> ProbeOutcome:
    """Return the outcome; a router that is not heard any more takes no forwarding back."""
    if outcome.probe is not ProbeId.UPNP_MAPPING:
        return outcome
    doubted = any(
        one.probe is outcome.probe
        and one.result in {ProbeResult.WEAK, ProbeResult.COULD_NOT_CHECK}
        for one in last
    )
    if outcome.result is ProbeResult.NOT_RUN and doubted:
        return replace(outcome, result=ProbeResult.COULD_NOT_CHECK)
    return outcome
