"""What Home Assistant shows on its page about the system: figures, and nothing about anybody."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .entry.runtime import loaded
from .ha.compat import webrtc_server


@callback
def async_register(
    hass: HomeAssistant, register: system_health.SystemHealthRegistration
) -> None:
    """Say what is asked for the page."""
    register.async_register_info(async_system_health_info)


async def async_system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return whether the parts of Lens Cap run, and how much they have to do."""
    runtime = loaded(hass)
    found: dict[str, Any] = {
        "running": runtime is not None,
        "video_library": await hass.async_add_executor_job(_video_library),
        "webrtc_server": webrtc_server(hass)[0].value,
    }
    if runtime is not None:
        coordinator = runtime.coordinator
        guards = [camera.guard for camera in coordinator.cameras.values()]
        found |= {
            "relay": coordinator.engine.relay.listens,
            "cameras": len(guards),
            "private": sum(view.private for view in coordinator.data.cameras.values()),
            "without_original": sum(guard.traits() is None for guard in guards),
            "viewers": sum(guard.viewers for guard in guards),
            "workers": sum(guard.worker_pid is not None for guard in guards),
        }
    return found


def _video_library() -> str:
    try:
        return f"PyAV {version('av')}"
    except PackageNotFoundError:
        return "missing"
