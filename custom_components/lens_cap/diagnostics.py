"""Diagnostics: built from named fields, so that nothing gets in by being forgotten."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .core.audio.log import anonymous
from .core.audit.finding import CheckState
from .core.coarse_time import to_minutes, to_quarter
from .decisions.anonymized import at_minutes
from .entry.runtime import LensCapConfigEntry, LensCapData
from .ha.compat import webrtc_server

_MOST_OF_SOUND: Final = 1000


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: LensCapConfigEntry
) -> dict[str, Any]:
    """Return what each camera decided and why, without names, addresses and people."""
    if entry.state is not ConfigEntryState.LOADED:
        return {"cameras": [], "all_private": None}
    runtime = entry.runtime_data
    coordinator = runtime.coordinator
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
                "decision": _rough(asdict(camera.guard.decision)),
                "viewers": camera.guard.viewers,
                "worker_runs": camera.guard.worker_pid is not None,
                "problem": camera.guard.problem,
            }
            for camera in coordinator.cameras.values()
        ],
        "audit": _audit(runtime),
        "sound": await _async_sound(runtime),
        "all_private": coordinator.data.all_private,
        "decisions": await hass.async_add_executor_job(coordinator.recorder.to_plain),
        "webrtc_server": webrtc_server(hass)[0].value,
    }


def _audit(runtime: LensCapData) -> dict[str, Any]:
    """Return how checks ended: how many, and which could not be made, but not what is weak."""
    view = runtime.auditor.data
    outcomes = view.result.outcomes
    states = Counter(outcome.state for outcome in outcomes.values())
    return {
        "ran_at": view.ran_at and to_minutes(view.ran_at),
        "ended": {state.value: states[state] for state in CheckState},
        "could_not_check": sorted(
            {
                key.check_id
                for key, outcome in outcomes.items()
                if outcome.state is CheckState.COULD_NOT_CHECK
            }
        ),
    }


def _rough(value: Any) -> Any:
    """Return nested data with its moments brought to quarters of an hour: one may be a sunset."""
    match value:
        case dict():
            return {key: _rough(one) for key, one in value.items()}
        case list() | tuple():
            return [_rough(one) for one in value]
        case datetime():
            return to_quarter(value)
        case _:
            return value


async def _async_sound(runtime: LensCapData) -> list[dict[str, Any]] | None:
    """Return what happened with sound: who is who can be told apart, and not who it is.

    None where the history cannot be read.
    """
    cameras = runtime.coordinator.cameras
    indexes = {camera_id: index for index, camera_id in enumerate(cameras)}
    try:
        happened = await runtime.audio.record.async_events()
    except OSError:
        return None
    events = at_minutes(happened[-_MOST_OF_SOUND:])
    return [
        told | {"camera": indexes.get(event.camera_id)}
        for event, told in zip(events, anonymous(events), strict=True)
    ]
