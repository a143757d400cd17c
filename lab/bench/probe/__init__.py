"""A guest in the bench's Home Assistant: hands out what any other integration could get in it.

Copied into the home's own folder; Lens Cap knows nothing of it.
"""

import asyncio
import gc

from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.typing import ConfigType

DOMAIN = "lens_cap_bench"
TICK_SECONDS = 0.005


class LoopLag:
    """How late the event loop was, at most, since somebody asked last."""

    def __init__(self) -> None:
        """Wait until somebody asks."""
        self._task: asyncio.Task[None] | None = None
        self._worst = 0.0

    def begin(self) -> None:
        """Measure from now on."""
        self._worst = 0.0
        self._task = self._task or asyncio.create_task(self._measure())

    def end(self) -> float:
        """Measure no longer; return the largest lag in seconds."""
        if self._task:
            self._task.cancel()
            self._task = None
        return self._worst

    async def _measure(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            self._worst = max(self._worst, loop.time() - due)


async def _count(call: ServiceCall) -> ServiceResponse:
    """Count tasks, and if wanted all objects of Python that are in use; that takes a moment."""
    objects = None
    if call.data["objects"]:
        gc.collect()
        objects = len(gc.get_objects())
    return {"tasks": len(asyncio.all_tasks()), "objects": objects}


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Register the actions that the bench performs."""
    lag = LoopLag()

    def camera_of(call: ServiceCall) -> Camera:
        camera = hass.data[DATA_COMPONENT].get_entity(call.data["entity_id"])
        if camera is None:
            raise HomeAssistantError("no such camera")
        return camera

    async def stream_address(call: ServiceCall) -> ServiceResponse:
        return {"url": await camera_of(call).stream_source()}

    async def end_stream(call: ServiceCall) -> None:
        camera = camera_of(call)
        stream, camera.stream = camera.stream, None
        if stream:
            for output in list(stream.outputs().values()):
                await stream.remove_provider(output)
            await stream.stop()

    async def begin_lag(_call: ServiceCall) -> None:
        lag.begin()

    async def end_lag(_call: ServiceCall) -> ServiceResponse:
        return {"seconds": lag.end()}

    hass.services.async_register(DOMAIN, "end_stream", end_stream)
    hass.services.async_register(DOMAIN, "begin_lag", begin_lag)
    answering = {
        "stream_address": stream_address,
        "end_lag": end_lag,
        "count": _count,
    }
    for name, answer in answering.items():
        hass.services.async_register(
            DOMAIN, name, answer, supports_response=SupportsResponse.ONLY
        )
    return True
