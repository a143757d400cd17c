"""The members of a sealed image entity's class: each leads to what says whether its picture may be shown."""

from typing import Any, ClassVar, cast

from homeassistant.components.image import Image, ImageEntity
from homeassistant.helpers.typing import UNDEFINED, UndefinedType

from ..ha.compat_images import image_link
from .entity_members import EntityMembers, from_thread
from .exchange import Seal
from .shown_image import ShownImage


class ImageMembers(EntityMembers):
    """The members of a sealed image entity's class; see `CameraMembers`."""

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
        return image_link(self.entity_id, self.access_tokens[-1])

    def image(self) -> bytes | None:
        """Return a picture, for threads.

        Raises:
            RuntimeError: Called in the event loop, which it would have to wait for.
        """
        entity = cast(ImageEntity, self)
        return from_thread(entity, entity.async_image())

    async def async_image(self) -> bytes | None:
        """Return a picture that may be shown, or the placeholder."""
        return await self.lens_cap_seal.answer().async_image(self.lens_cap_seal.view)
