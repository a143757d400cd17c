"""What entities have in common that show something of the camera's own controls."""

from typing import Final, override

from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import SIGNAL_DEVICE_PRIVACY
from ..controls.camera_controls import CameraControls
from ..core.controls.role import Role
from ..core.ids import CameraId
from . import CameraEntity

REACHES: Final = "reaches"
STAYS_OFF: Final = "stays_off"
_HOME_ASSISTANT: Final = "home_assistant"
_CAMERA: Final = "camera"


class FollowsControls(CameraEntity):
    """An entity that also shows something of the camera's own controls."""

    @property
    def controls(self) -> CameraControls | None:
        """Return the camera's own controls; None before they are known."""
        return self.runtime.device.controls.of_camera(self.camera_id)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the controls too."""
        await super().async_added_to_hass()
        self.async_on_remove(
            async_dispatcher_connect(
                self.hass, SIGNAL_DEVICE_PRIVACY, self._controls_changed
            )
        )

    @callback
    def _controls_changed(self, camera_id: CameraId) -> None:
        if camera_id == self.camera_id:
            self.async_write_ha_state()

    def sound_reach(self) -> dict[str, object]:
        """Return whether the switch for sound reaches the camera's own microphone, and whether that stays off."""
        config = self.coordinator.cameras[self.camera_id].config
        controls = self.controls
        follows = (
            controls is not None
            and config.microphone_follows
            and Role.MICROPHONE in controls.roles
        )
        stays_off = controls is not None and controls.microphone_stays_off
        return {
            REACHES: _CAMERA if follows else _HOME_ASSISTANT,
            STAYS_OFF: follows and stays_off,
        }
