"""The contacts with Home Assistant's image entities that sealing needs, each with a contract test.

They may break at an upgrade; docs/adr/0016-seal-the-original.md says why each of them is needed.
"""

from typing import Any, Final

from homeassistant.components.image import ImageEntity
from homeassistant.components.image.const import DATA_COMPONENT
from homeassistant.core import callback

from .compat_entities import ComponentEntities

IMAGES: Final = ComponentEntities(ImageEntity, DATA_COMPONENT)


def image_link(entity_id: str, token: str) -> str:
    """Return the address at which Home Assistant serves an image entity's picture.

    Its name for it is not one that all Home Assistants let us import.
    """
    return f"/api/image_proxy/{entity_id}?token={token}"


@callback
def forget_cached_image(image: ImageEntity) -> None:
    """Drop the picture that Home Assistant keeps on an image entity."""
    kept: dict[str, Any] = vars(image)
    if kept.get("_cached_image") is not None:
        kept["_cached_image"] = None
