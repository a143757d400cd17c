"""All guarded cameras, by id."""

from collections.abc import Callable, Iterable, Mapping

from homeassistant.core import Context, HomeAssistant, callback

from ..core.ids import CameraId
from ..core.privacy.decide import Decision
from ..core.settings.camera import CameraConfig
from ..core.view import CameraView
from ..media.engine import MediaEngine
from .audio_gate import AudioGate
from .guarded_camera import GuardedCamera, async_withdraw


class GuardedCameras(dict[CameraId, GuardedCamera]):
    """Makes cameras, and puts all of them at their decisions."""

    def __init__(
        self,
        hass: HomeAssistant,
        engine: MediaEngine,
        on_change: Callable[[Context | None], None],
    ) -> None:
        """Call `on_change` as each `GuardedCamera` does."""
        super().__init__()
        self._hass = hass
        self._engine = engine
        self._on_change = on_change

    @property
    def configs(self) -> list[CameraConfig]:
        """Return the settings of every camera."""
        return [camera.config for camera in self.values()]

    @callback
    def configure(self, config: CameraConfig) -> None:
        """Put settings of a camera in force; one that is new is closed."""
        if (camera := self.get(config.camera_id)) is not None:
            camera.configure(config)
            return
        self[config.camera_id] = GuardedCamera(
            self._hass, config, self._engine, self._on_change
        )

    @callback
    def apply(self, decisions: Mapping[CameraId, Decision]) -> list[CameraId]:
        """Put every camera at its decision; return those that this closed."""
        return [
            camera_id
            for camera_id, decision in decisions.items()
            if self[camera_id].apply(decision)
        ]

    async def async_drop(self, camera_id: CameraId) -> None:
        """Close a camera for good, have it no longer, and take back what it had given."""
        camera = self.pop(camera_id)
        camera.close()
        await camera.guard.async_withdraw()

    async def async_close(self) -> None:
        """Close every camera for good, and take back what they had given."""
        for camera in self.values():
            camera.close()
        await self.async_withdraw(self)

    async def async_withdraw(self, camera_ids: Iterable[CameraId]) -> None:
        """Take back what closed cameras had given; their gates are shut already."""
        await async_withdraw(
            self._hass, [self[one] for one in camera_ids if one in self]
        )

    def views(self, audio: AudioGate) -> dict[CameraId, CameraView]:
        """Return what the entities of each camera show now."""
        return {
            camera_id: camera.view(audio_pending=audio.is_pending(camera_id))
            for camera_id, camera in self.items()
        }
