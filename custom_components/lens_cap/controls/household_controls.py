"""The controls of all guarded cameras, and what they report."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..core.controls.capability import Attempt
from ..core.controls.sharing import ControlUse, left_to_others
from ..core.controls.wanted import WantedRoles
from ..core.ids import CameraId
from ..core.settings.camera import CameraConfig
from ..storage.control_memory import ControlMemoryStore
from .camera_controls import CameraControls
from .command_log import CommandLog
from .controlled_camera import ControlledCamera, ControlReports


@dataclass(frozen=True, kw_only=True)
class WantedOfCamera:
    """What is wanted of one camera's controls; `source` is the present entity id of its source camera.

    `held`: it is private since somebody closed it at the camera.
    """

    config: CameraConfig
    source: str | None
    wanted: WantedRoles
    held: bool


class HouseholdControls:
    """Moves the controls of every camera as it is wanted."""

    def __init__(self, hass: HomeAssistant, reports: ControlReports) -> None:
        self._hass = hass
        self._reports = reports
        self._store = ControlMemoryStore(hass)
        self._attempts: dict[str, Attempt] = {}
        self._stamps: dict[str, float] = {}
        self._cameras: dict[CameraId, ControlledCamera] = {}
        self._configured: dict[CameraId, tuple[CameraConfig, str | None]] = {}
        self._stop: CALLBACK_TYPE | None = None

    async def async_load(self) -> None:
        """Read what controls were before the last stop."""
        await self._store.async_load()
        self._stop = self._hass.bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, self._registry_changed
        )

    def of_camera(self, camera_id: CameraId) -> CameraControls | None:
        """Return the controls of a camera; None of one that is not guarded."""
        camera = self._cameras.get(camera_id)
        return camera.controls if camera is not None else None

    @callback
    def follow(self, cameras: Mapping[CameraId, WantedOfCamera]) -> None:
        """Have the controls that the cameras' settings name do what is wanted.

        All is wanted before any of it is moved: what is moved for one camera is seen by all that share it.
        """
        left = left_to_others(
            {
                camera_id: ControlUse(
                    controls=one.config.controls,
                    wanted=one.wanted,
                    remembered=self._store.of_camera(camera_id).keys(),
                )
                for camera_id, one in cameras.items()
            }
        )
        changed = [
            controls
            for camera_id, one in cameras.items()
            if (controls := self._camera(one.config).controls).want(
                one.wanted, held=one.held, left=left[camera_id]
            )
        ]
        # Before anything else, since a hand that is seen then changes what is wanted at once.
        for controls in changed:
            controls.go_on()
        for camera_id, one in cameras.items():
            if self._configured.get(camera_id) != (one.config, one.source):
                self._configured[camera_id] = (one.config, one.source)
                self._cameras[camera_id].configure(one.config, one.source)

    def _camera(self, config: CameraConfig) -> ControlledCamera:
        if (camera := self._cameras.get(config.camera_id)) is None:
            log = CommandLog(attempts=self._attempts, stamps=self._stamps)
            camera = self._cameras[config.camera_id] = ControlledCamera(
                self._hass, config, self._store, self._reports, log
            )
        return camera

    @callback
    def keep_only(self, cameras: Collection[CameraId]) -> None:
        """Forget all other cameras; their controls stay as they are."""
        for camera_id in self._cameras.keys() - set(cameras):
            self._cameras.pop(camera_id).forget()
            self._configured.pop(camera_id, None)
        self._store.keep_only(cameras)

    async def async_stop(self) -> None:
        """Move nothing any more; what is closed stays closed, and is remembered.

        A microphone that was off before is off again: nobody else would end that.
        """
        if self._stop is not None:
            self._stop()
            self._stop = None
        for camera in self._cameras.values():
            camera.stop()
        await asyncio.gather(
            *(one.controls.async_switch_off() for one in self._cameras.values())
        )
        await self._store.async_save()

    @callback
    def _registry_changed(
        self, _event: Event[er.EventEntityRegistryUpdatedData]
    ) -> None:
        """See again what there is: a control may be new, gone, renamed, or enabled."""
        for camera_id, (config, _) in list(self._configured.items()):
            if config.controls:
                source = self._reports.source(camera_id)
                self._configured[camera_id] = (config, source)
                self._cameras[camera_id].configure(config, source)
