"""Diagnostics: built from named fields, so that nothing gets in by being forgotten."""

from dataclasses import asdict
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .audio import DATA_AUDIO
from .compat import webrtc_server
from .coordinator import GuardCoordinator, LensCapConfigEntry
from .core.audio_record import anonymous
from .core.camera import CameraId


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: LensCapConfigEntry
) -> dict[str, Any]:
    """Return what each camera decided and why, without names, addresses and people."""
    if entry.state is not ConfigEntryState.LOADED:
        return {"cameras": [], "all_private": None}
    coordinator = entry.runtime_data
    return {
        "cameras": [
            {
                "placement": camera.config.placement.value,
                "base_level": camera.config.base_level.value,
                "takes_over_id": camera.config.take_over_id,
                "has_source": camera.source.entity_id is not None,
                "source": asdict(traits)
                if (traits := camera.guard.traits()) is not None
                else None,
                "decision": asdict(camera.guard.decision),
                "viewers": camera.guard.viewers,
                "worker_runs": camera.guard.worker_pid is not None,
                "problem": camera.guard.problem,
            }
            for camera in coordinator.cameras.values()
        ],
        "audit": _audit(coordinator),
        "sound": _sound(hass, coordinator),
        "all_private": coordinator.data.all_private,
        "decisions": coordinator.situation.recorder.to_plain(),
        "webrtc_server": webrtc_server(hass)[0].value,
    }


def _audit(coordinator: GuardCoordinator) -> dict[str, Any]:
    """Return how each check ended, for the household and for the cameras by their place in the list."""
    view = coordinator.auditor.data
    places = _places(coordinator)
    return {
        "ran_at": view.ran_at,
        "outcomes": [
            {
                "check": key.check_id,
                "camera": None if key.camera_id is None else places.get(key.camera_id),
                "state": outcome.state.value,
            }
            for key, outcome in view.result.outcomes.items()
        ],
    }


def _sound(hass: HomeAssistant, coordinator: GuardCoordinator) -> list[dict[str, Any]]:
    """Return what happened with sound: who is who can be told apart, and not who it is."""
    if (control := hass.data.get(DATA_AUDIO)) is None:
        return []
    places = _places(coordinator)
    events = control.record.events
    return [
        told | {"camera": places.get(event.camera_id)}
        for event, told in zip(events, anonymous(events), strict=True)
    ]


def _places(coordinator: GuardCoordinator) -> dict[CameraId, int]:
    return {camera_id: place for place, camera_id in enumerate(coordinator.cameras)}
