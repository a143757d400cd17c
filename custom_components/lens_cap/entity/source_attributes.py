"""What a guarded camera says and passes on of its source: brand, model, and motion detection."""

from typing import Any, override

from homeassistant.components.camera import Camera

from ..exceptions import NoPictureError
from . import CameraEntity


class SourceAttributes(CameraEntity, Camera):
    """A camera entity that tells of the camera around which it is."""

    @property
    @override
    def brand(self) -> str | None:
        """Return the source's brand."""
        brand: str | None = self._source_attribute("brand")
        return brand

    @property
    @override
    def model(self) -> str | None:
        """Return the source's model."""
        model: str | None = self._source_attribute("model_name")
        return model

    @property
    @override
    def motion_detection_enabled(self) -> bool:
        """Return whether the source detects motion."""
        return self._source_attribute("motion_detection") is True

    @override
    async def async_enable_motion_detection(self) -> None:
        """Pass on to the source."""
        await self._async_pass_on("enable_motion_detection")

    @override
    async def async_disable_motion_detection(self) -> None:
        """Pass on to the source."""
        await self._async_pass_on("disable_motion_detection")

    async def _async_pass_on(self, action: str) -> None:
        source = self.coordinator.cameras[self.camera_id].source
        if source.entity_id is None:
            raise NoPictureError(self.coordinator.cameras[self.camera_id].config.name)
        await self.hass.services.async_call(
            "camera",
            action,
            {"entity_id": source.entity_id},
            blocking=True,
            context=self._context,
        )

    def _source_attribute(self, name: str) -> Any:
        camera = self.coordinator.cameras.get(self.camera_id)
        entity_id = camera.source.entity_id if camera else None
        state = self.hass.states.get(entity_id) if entity_id else None
        return state.attributes.get(name) if state else None
