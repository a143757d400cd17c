"""The words by which people and servers call a camera, to tell about which of several something is."""

from collections.abc import Iterable
from typing import Final

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er

# So an original is called once its id was taken over.
_ORIGINAL: Final = "_original"
# Its unique ids end with what it calls a camera; those of others are no words.
_NAMES_CAMERAS: Final = "frigate"


def words_of(
    entity_ids: Iterable[str], entities: Iterable[er.RegistryEntry] = ()
) -> frozenset[str]:
    """Return what a camera is called, in small letters: by its ids, and by those of its cameras' entries."""
    cameras = [one for one in entities if one.domain == CAMERA_DOMAIN]
    ids = {*entity_ids, *(one.entity_id for one in cameras)}
    names = {split_entity_id(one)[1].removesuffix(_ORIGINAL) for one in ids}
    at_server = {
        one.unique_id.rpartition(":")[2].lower()
        for one in cameras
        if one.platform == _NAMES_CAMERAS
    }
    return frozenset(names | {f"{one}{_ORIGINAL}" for one in names} | at_server)


@callback
def words_of_others(
    hass: HomeAssistant, integration: str, own: frozenset[str]
) -> frozenset[str]:
    """Return what the other cameras of an integration are called."""
    registered = er.async_get(hass).entities.values()
    cameras = [
        one
        for one in registered
        if one.domain == CAMERA_DOMAIN and one.platform == integration
    ]
    return words_of((), cameras) - own
