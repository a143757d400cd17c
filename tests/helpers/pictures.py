"""Image entities on the devices of the original cameras: last person, last motion, a floor plan."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, override

from pytest_homeassistant_custom_component.common import MockPlatform, mock_platform

from homeassistant.components.image import Image, ImageEntity
from homeassistant.components.image.const import DATA_COMPONENT
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util


class Picture(ImageEntity):
    """One picture of a camera's device, which its integration renews."""

    _attr_has_entity_name = True
    _attr_content_type = "image/png"

    def __init__(self, hass: HomeAssistant, device: str, name: str) -> None:
        """Belong to the device of an original."""
        super().__init__(hass)
        self._attr_name = name
        self._attr_unique_id = f"{device}-{name}"
        self._attr_device_info = DeviceInfo(identifiers={("test", device)}, name=device)
        self._attr_extra_state_attributes = {
            "clip": "rtsp://127.0.0.1/clip",
            "label": 7,
        }
        self.content: bytes | Exception = b""

    def renew(self, content: bytes | Exception, date: datetime | None = None) -> None:
        """Have another picture, of now or as it is dated, as integrations do."""
        self.content = content
        self._cached_image = None
        self._attr_image_last_updated = date or dt_util.utcnow()
        self.async_write_ha_state()

    def given(self) -> bytes:
        """Return the picture."""
        if isinstance(self.content, Exception):
            raise self.content
        return self.content


class OwnWay(Picture):
    """Overrides how Home Assistant asks."""

    before_it_is_given: Callable[[], Any] | None = None

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture."""
        content = self.given()
        if self.before_it_is_given is not None:
            await self.before_it_is_given()
        return content


class FromThread(Picture):
    """Is asked in a thread."""

    @override
    def image(self) -> bytes | None:
        """Return the picture."""
        return self.given()


class ByAddress(Picture):
    """Has an address only; Home Assistant fetches and keeps what it finds there."""

    _attr_image_url = "http://127.0.0.1:9/last.png"

    @override
    async def _async_load_image_from_url(self, url: str) -> Image | None:
        return Image(content_type="image/png", content=self.given())


KINDS = {"own": OwnWay, "thread": FromThread, "address": ByAddress}


async def add_pictures(
    hass: HomeAssistant, make: Callable[[], list[Picture]]
) -> ConfigEntry[Any]:
    """Let the originals' integration have images; return its entry."""

    async def add(
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        add_entities(make())

    assert await async_setup_component(hass, "image", {})
    mock_platform(hass, "test.image", MockPlatform(async_setup_entry=add))
    (entry,) = hass.config_entries.async_entries("test")
    await hass.config_entries.async_forward_entry_setups(entry, ["image"])
    await hass.async_block_till_done()
    return entry


def entity(hass: HomeAssistant, entity_id: str) -> Any:
    """Return the image entity that Home Assistant finds by this id."""
    found = hass.data[DATA_COMPONENT].get_entity(entity_id)
    assert found is not None, entity_id
    return found
