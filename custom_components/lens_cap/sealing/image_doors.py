"""The doors of a sealed image entity: each leads to what says whether its picture may be shown."""

import asyncio
from collections.abc import Mapping
import threading
from typing import Any, ClassVar, cast

from homeassistant.components.image import ENTITY_IMAGE_URL, Image, ImageEntity
from homeassistant.core import callback
from homeassistant.helpers.typing import UNDEFINED, UndefinedType

from .attributes import without_addresses
from .exchange import Seal
from .shown_image import ShownImage


class ImageDoors:
    """The members of a sealed image entity's class; see `CameraDoors`."""

    lens_cap_seal: ClassVar[Seal[ImageEntity, ShownImage]]
    entity_id: str
    access_tokens: Any

    @property
    def content_type(self) -> str:
        """Return the kind of the picture that is given."""
        return self.lens_cap_seal.answer().content_type(self.lens_cap_seal.view)

    @property
    def image_url(self) -> UndefinedType:
        """Return that there is no address: it would lead past us."""
        return UNDEFINED

    @property
    def _cached_image(self) -> Image | None:
        """Return None: what is kept is for the original's own way."""
        return None

    @property
    def entity_picture(self) -> str:
        """Return a link that leads here, whatever the integration would link to."""
        return ENTITY_IMAGE_URL.format(self.entity_id, self.access_tokens[-1])

    @property
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return the original's attributes without those that hold an address."""
        return without_addresses(self.lens_cap_seal.view.extra_state_attributes)

    def image(self) -> bytes | None:
        """Return a picture, for threads.

        Raises:
            RuntimeError: Called in the event loop, which it would have to wait for.
        """
        entity = cast(ImageEntity, self)
        if entity.hass.loop_thread_id == threading.get_ident():
            raise RuntimeError("a picture was asked for in the event loop")
        return asyncio.run_coroutine_threadsafe(
            entity.async_image(), entity.hass.loop
        ).result()

    async def async_image(self) -> bytes | None:
        """Return a picture that may be shown, or the placeholder."""
        return await self.lens_cap_seal.answer().async_image(self.lens_cap_seal.view)


class ImageEntityView:
    """The members of the view that `ShownImage` has of a sealed image entity; see `CameraView`."""

    lens_cap_entity: ClassVar[ImageEntity]

    @callback
    def async_write_ha_state(self) -> None:
        """Show the state as the sealed entity has it."""
        self.lens_cap_entity.async_write_ha_state()

    @callback
    def _async_write_ha_state(self) -> None:
        self.lens_cap_entity.async_write_ha_state()

    @callback
    def _async_write_ha_state_from_call_soon_threadsafe(self) -> None:
        self.lens_cap_entity.async_write_ha_state()
