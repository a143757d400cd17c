"""What belongs to one guarded camera."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from typing import Final

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


class GuardedCamera:
    """One camera's settings, its guard, and its source; closed until a decision is applied.

    `on_change` is called when viewers or source change; with who did it, where that is known.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        config: CameraConfig,
        engine: MediaEngine,
        on_change: Callable[[Context | None], None],
    ) -> None:
        self._hass = hass
        self._on_change = on_change
        self.config = config
        self.engine = engine
        # What was begun with another camera, or with one that went away, does not go on.
        self.source = SourceFollower(
            hass, config.source, self._source_changed, self.begin_anew
        )
        self.guard = CameraGuard(
            hass,
            config,
            source=self.source,
            engine=engine,
            on_viewers_changed=on_change,
        )
        engine.relay.add(config.camera_id, self.guard)

    @callback
    def configure(self, config: CameraConfig) -> None:
        """Take over changed settings."""
        self.config = config
        self.guard.configure(config)
        self.source.replace(config.source)

    @callback
    def expect_unavailable(self, closed_at_camera: bool) -> None:
        """Take its silence for no fault while it is closed at the camera itself."""
        if self.source.expect_unavailable(closed_at_camera):
            self._on_change(None)

    @callback
    def _source_changed(self) -> None:
        self._on_change(None)

    def object_id(self) -> str:
        """Return what the ids of its entities begin with: that of the guarded camera."""
        guarded = async_guarded_entity_id(self._hass, self.config.camera_id)
        if guarded is not None:
            return split_entity_id(guarded)[1]
        if valid_entity_id(self.config.source):
            # A source without a registry entry keeps its id.
            return f"{split_entity_id(self.config.source)[1]}_guarded"
        return slugify(self.config.name)

    def view(self, *, audio_pending: bool = False) -> CameraView:
        """Return what its entities show now; whether sound was asked for is known elsewhere."""
        return camera_view(
            self.guard.decision,
            viewers=self.guard.viewers,
            viewer_kind=self.guard.viewer_kind,
            streams=self.guard.streams,
            problem=None if self.source.expected_unavailable else self.guard.problem,
            audio_pending=audio_pending,
        )

    @callback
    def apply(self, decision: Decision) -> bool:
        """Put a decision in force; return whether streams have to be taken back for it.

        What goes wrong with one camera closes it, and must not keep another from its own decision.
        """
        try:
            with ExitStack() as closing:
                closing.callback(self._close_unless_closed)
                must_take_back = self.guard.apply(decision)
                closing.pop_all()
        except Exception as error:  # noqa: BLE001
            LOGGER.error(
                "could not apply a decision to %s, which is private now: %s",
                self.config.name,
                type(error).__name__,
            )
            return True
        return must_take_back

    @callback
    def _close_unless_closed(self) -> None:
        """Close it; what is closed already keeps its reason."""
        if self.guard.refusal() is None:
            self.guard.apply(STARTING_UP)

    @callback
    def begin_anew(self) -> None:
        """End all that was begun; whoever watches may ask again."""
        decision, pause = self.guard.decision, replace(STARTING_UP)
        self.guard.apply(pause)
        self.guard.end_all()
        # Who hears of the cut, as automations do, may have closed the camera meanwhile.
        if self.guard.decision is pause:
            self.guard.apply(decision)
        _task = self._hass.async_create_task(self.guard.async_withdraw())

    @callback
    def close(self) -> None:
        """Close the camera for good; nothing is told any more.

        What goes wrong with one camera closes it, and must not keep another, or the relay, from ending.
        """
        try:
            with ExitStack() as ends:  # each is done, the last one first
                ends.callback(self.guard.end_all)
                ends.callback(self.guard.apply, STARTING_UP)
                ends.callback(self.engine.relay.remove, self.config.camera_id)
                ends.callback(self.source.stop)
        except Exception as error:  # noqa: BLE001
            LOGGER.error(
                "could not end everything of %s, which is private now: %s",
                self.config.name,
                type(error).__name__,
            )


async def async_withdraw(hass: HomeAssistant, closed: Iterable[GuardedCamera]) -> None:
    """Take back what closed cameras had given; their gates are shut already."""
    waiting = {
        hass.async_create_task(camera.guard.async_withdraw()): camera.config.name
        for camera in closed
    }
    if not waiting:
        return
    done, late = await asyncio.wait(waiting, timeout=_WITHDRAW_SECONDS)
    for task in done:
        if not task.cancelled() and (error := task.exception()) is not None:
            LOGGER.error(
                "could not end the stream of %s: %s",
                waiting[task],
                type(error).__name__,
            )
    for task in late:
        LOGGER.warning(
            "the stream of %s has not ended after ten seconds", waiting[task]
        )
