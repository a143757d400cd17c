"""The contacts with Home Assistant's image entities that sealing needs, each with a contract test.

They may break at an upgrade; docs/adr/0016-seal-the-original.md says why each of them is needed.
"""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.components.image import ImageEntity
from homeassistant.components.image.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

type TellAdded = Callable[[ImageEntity], None]

_TELL_ADDED: Final = HassKey[TellAdded](f"{DOMAIN}_tell_added_images")
_METHOD: Final = "async_internal_added_to_hass"

_begin: Callable[[HomeAssistant], object] | None = None


async def _tell_and_add(self: ImageEntity) -> None:
    tell = self.hass.data.get(_TELL_ADDED)
    if tell is None and _begin is not None:
        _begin(self.hass)
        tell = self.hass.data.get(_TELL_ADDED)
    if tell is not None:
        tell(self)
    await super(ImageEntity, self).async_internal_added_to_hass()


def watch_births(begin: Callable[[HomeAssistant], object]) -> None:
    """Call `begin` at the first image that a Home Assistant adds; for the thread that imports us."""
    global _begin  # noqa: PLW0603
    _begin = begin
    _put_in_front()


def _put_in_front() -> None:
    """Be called in the turn in which an image becomes an entity; its class has no such method."""
    setattr(ImageEntity, _METHOD, _tell_and_add)


@callback
def tell_added_images(hass: HomeAssistant, tell: TellAdded) -> None:
    """Call `tell` for each image that is added, before anybody else can ask it anything."""
    hass.data[_TELL_ADDED] = tell
    _put_in_front()


@callback
def tell_no_added_images(hass: HomeAssistant) -> None:
    """Tell of no image any more, and leave Home Assistant's class as it was."""
    hass.data.pop(_TELL_ADDED, None)
    if vars(ImageEntity).get(_METHOD) is _tell_and_add:
        delattr(ImageEntity, _METHOD)


@callback
def added_images(hass: HomeAssistant) -> list[ImageEntity]:
    """Return every image entity that somebody could ask now."""
    component = hass.data.get(DATA_COMPONENT)
    return [] if component is None else list(component.entities)


@callback
def is_added_image(hass: HomeAssistant, image: ImageEntity) -> bool:
    """Return whether this object is the entity that Home Assistant finds by its id."""
    component = hass.data.get(DATA_COMPONENT)
    return component is not None and component.get_entity(image.entity_id) is image


@callback
def renew_image_tokens(image: ImageEntity) -> None:
    """Let every link to the picture end: Home Assistant takes the newest two."""
    image.async_update_token()
    image.async_update_token()


@callback
def forget_cached_image(image: ImageEntity) -> None:
    """Drop the picture that Home Assistant keeps on an image entity."""
    kept: dict[str, Any] = vars(image)
    if kept.get("_cached_image") is not None:
        kept["_cached_image"] = None
