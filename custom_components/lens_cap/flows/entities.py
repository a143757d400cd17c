"""Finding the entities that people name."""

from homeassistant.core import HomeAssistant, split_entity_id

from ..ha.lookup import there
from .answers import Find


def find_entity(hass: HomeAssistant, domain: str | None = None) -> Find:
    """Return what finds the entity id of an entity that is there, of one kind or of any."""

    def find(one: str) -> str | None:
        entity_id = there(hass, one)
        if entity_id and domain and split_entity_id(entity_id)[0] != domain:
            return None
        return entity_id

    return find
