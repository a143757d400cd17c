"""How a name is stored so that an entity is shown by it."""

import attr

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er


@callback
def async_stored_name(
    hass: HomeAssistant, entity: er.RegistryEntry, shown: str | None
) -> str | None:
    """Return the name to give to an entity of the registry that is to be shown by a whole name.

    From Home Assistant 2026.11 on, the device's name comes before what is stored, so it is left out.
    """
    if shown is None:
        return None
    whole = er.async_get_full_entity_name(hass, attr.evolve(entity, name=shown))
    rest = shown.removeprefix(whole.removesuffix(shown))
    named = attr.evolve(entity, name=rest or None)
    return rest if er.async_get_full_entity_name(hass, named) == shown else shown
