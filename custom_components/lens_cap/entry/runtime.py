"""Tells audits about the guarded cameras, and lets them run while Lens Cap does."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant

from ..audit.auditor import Auditor
from ..audit.history_store import AuditHistoryStore
from ..audit.probes.runner import Prober
from ..audit.survey import CameraInput
from ..coordinator import GuardCoordinator, LensCapConfigEntry
from ..core.ids import CameraId


def create_auditor(
    hass: HomeAssistant, entry: LensCapConfigEntry, coordinator: GuardCoordinator
) -> Auditor:
    """Return the auditor of a coordinator's cameras; it does not run yet."""
    return Auditor(hass, entry, _inputs(coordinator), _names(coordinator))


def _names(coordinator: GuardCoordinator) -> Callable[[], dict[CameraId, str]]:
    return lambda: {
        camera_id: camera.config.name
        for camera_id, camera in coordinator.cameras.items()
    }


def _inputs(
    coordinator: GuardCoordinator,
) -> Callable[[AuditHistoryStore, Prober], list[CameraInput]]:
    def read(store: AuditHistoryStore, prober: Prober) -> list[CameraInput]:
        return [
            CameraInput(
                config=camera.config,
                source_entity_id=camera.source.entity_id,
                level=camera.guard.decision.level,
                audio_granted=camera.guard.decision.audio,
                update_seen_at=store.history.update_seen.get(camera_id),
                probes=prober.async_last(camera_id),
            )
            for camera_id, camera in coordinator.cameras.items()
        ]

    return read
