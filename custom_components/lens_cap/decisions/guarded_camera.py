"""What belongs to one guarded camera."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, Self

from homeassistant.core import (
    Context,
    HomeAssistant,
    callback,
    split_entity_id,
    valid_entity_id,
)
from homeassistant.util import slugify

from ..const import LOGGER
from ..core.privacy.decide import STARTING_UP, Decision
from ..core.settings.camera import CameraConfig
from ..core.view import CameraView, camera_view
from ..ha.guarded_entity import async_guarded_entity_id
from ..media.engine import MediaEngine
from ..media.guard import CameraGuard
from ..sensing.source import SourceFollower

_WITHDRAW_SECONDS: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class GuardedCamera:
    """One camera's settings, its guard, and its source."""

    hass: HomeAssistant
    config: CameraConfig
    guard: CameraGuard
    source: SourceFollower
    engine: MediaEngine

    @classmethod
    def create(
        cls,
        hass: HomeAssistant,
        config: CameraConfig,
        engine: MediaEngine,
        on_change: Callable[[Context | None], None],
    ) -> Self:
        """Return a camera that is closed.

        `on_change` is called when viewers or source change; with who did it, where that is known.
        """

        # What was begun with another camera, or with one that went away, does not go on.
        source = SourceFollower(
            hass,
            config.source,
            lambda: on_change(None),
            lambda: _begin_anew(hass, guard),
        )
        guard = CameraGuard(
            hass,
            config.camera_id,
            config.name,
            source_entity_id=lambda: source.entity_id,
            engine=engine,
            on_viewers_changed=on_change,
        )
        guard.zones = config.zones
        guard.source_problem = lambda: source.missing or guard.source.problem()
        engine.relay.add(config.camera_id, guard)
        return cls(hass=hass, config=config, guard=guard, source=source, engine=engine)

    def configured(self, config: CameraConfig) -> Self:
        """Return the same camera with other settings."""
        self.guard.name = config.name
        self.guard.zones = config.zones
        self.source.replace(config.source)
        return replace(self, config=config)

    def object_id(self) -> str:
        """Return what the ids of its entities begin with: that of the guarded camera."""
        guarded = async_guarded_entity_id(self.hass, self.config.camera_id)
        if guarded is not None:
            return split_entity_id(guarded)[1]
        if valid_entity_id(self.config.source):
            # A source without a registry entry keeps its id.
            return f"{split_entity_id(self.config.source)[1]}_guarded"
        return slugify(self.config.name)

    def view(self, *, audio_pending: bool = False) -> CameraView:
        """Return what its entities show now; whether sound was asked for is known elsewhere."""
        traits = self.guard.traits()
        return camera_view(
            self.guard.decision,
            viewers=self.guard.audience.viewers,
            viewer_kind=self.guard.audience.kind,
            # Single pictures are shown as such, by dashboards, too.
            streams=traits is not None
            and traits.streams
            and self.guard.codec() != "mjpeg",
            problem=self.guard.problem,
            audio_pending=audio_pending,
        )

    @callback
    def apply(self, decision: Decision) -> bool:
        """Put a decision in force; return whether streams have to be taken back for it.

        What goes wrong with one camera must not keep another from its own decision.
        """
        try:
            return self.guard.apply(decision)
        except Exception as error:  # noqa: BLE001
            LOGGER.error(
                "could not apply a decision to a camera: %s",
                type(error).__name__,
            )
            return True

    @callback
    def begin_anew(self) -> None:
        """Let nothing go on that was begun; who watches may ask again."""
        _begin_anew(self.hass, self.guard)

    @callback
    def close(self) -> None:
        """Close the camera for good; nothing is told any more."""
        self.source.stop()
        self.engine.relay.remove(self.config.camera_id)
        self.guard.apply(STARTING_UP)


@callback
def _begin_anew(hass: HomeAssistant, guard: CameraGuard) -> None:
    decision = guard.decision
    guard.apply(STARTING_UP)
    guard.apply(decision)
    _task = hass.async_create_task(guard.async_withdraw())


async def async_withdraw(hass: HomeAssistant, closed: Iterable[GuardedCamera]) -> None:
    """Take back what closed cameras had given; their gates are shut already."""
    waiting = [
        hass.async_create_task(camera.guard.async_withdraw()) for camera in closed
    ]
    if not waiting:
        return
    done, late = await asyncio.wait(waiting, timeout=_WITHDRAW_SECONDS)
    for error in [task.exception() for task in done if not task.cancelled()]:
        if error is not None:
            LOGGER.error("could not end a stream: %s", type(error).__name__)
    if late:
        LOGGER.warning("%s streams have not ended after ten seconds", len(late))
