"""Image entities of the camera that a flow is about: guarded with it, unless somebody says no."""

from collections.abc import Iterable

import voluptuous as vol

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback

from ..audit.siblings import async_camera_access_index, async_device_entities
from ..const import CONF_GUARD_IMAGES
from ..core.plain_text import Markdown, plain_words
from ..ha.texts import HouseholdTexts
from .selectors import AnyFlag


@callback
def async_said_images(hass: HomeAssistant, cameras: Iterable[str]) -> Markdown:
    """Return the image entities on the devices of these cameras, one a line; nothing where there are none."""
    neighbourhood = async_camera_access_index(hass)
    found = {
        one.entity_id: one.name or one.original_name or ""
        for camera in cameras
        for one in async_device_entities(hass, camera, neighbourhood)
        if one.domain == Platform.IMAGE and one.disabled_by is None
    }
    return HouseholdTexts.list(
        f"{plain_words(name)} ({entity_id})"
        for entity_id, name in sorted(found.items())
    )


async def async_say_other_images(hass: HomeAssistant, images: Markdown) -> Markdown:
    """Return the paragraph that lists the images of a guarded camera; nothing where there are none."""
    if not images:
        return Markdown("")
    texts = await HouseholdTexts.async_load(hass)
    return Markdown("\n\n" + texts.say("other_pictures", images=images))


def images_schema() -> vol.Schema:
    """Return the form that asks whether they are guarded."""
    return vol.Schema({vol.Required(CONF_GUARD_IMAGES, default=True): AnyFlag()})
