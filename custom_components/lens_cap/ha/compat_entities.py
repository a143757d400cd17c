"""The contacts with Home Assistant's entities that sealing needs, each with a contract test.

They may break at an upgrade; docs/adr/0016-seal-the-original.md says why each of them is needed.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_component import EntityComponent
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_METHOD: Final = "async_internal_added_to_hass"


class HasTokens(Protocol):
    """An entity whose picture has links that work without a login."""

    def async_update_token(self) -> None:
        """Have a new token, and forget the older of two."""


class ComponentEntities[EntityT: Entity]:
    """The entities of one component of Home Assistant: those that are there, and each at its birth.

    Home Assistant has no event that early: what is fired or called for integrations comes after the
    entity can be found. The method that is wrapped here runs in the turn of the event loop in which
    the entity becomes one. It is all that is replaced in Home Assistant's classes.
    """

    def __init__(
        self, cls: type[EntityT], component: HassKey[EntityComponent[EntityT]]
    ) -> None:
        self._cls = cls
        self._component = component
        self._tell = HassKey[Callable[[EntityT], None]](f"{DOMAIN}_tell_{component}")
        self._begin: Callable[[HomeAssistant], object] | None = None
        self._own: Callable[[EntityT], Awaitable[None]] | None
        self._own = vars(cls).get(_METHOD)

        async def tell_and_add(entity: EntityT) -> None:
            self._tell_of(entity)
            if self._own is not None:
                await self._own(entity)
            else:
                above: Any = super(cls, entity)
                await above.async_internal_added_to_hass()

        self._replacement = tell_and_add

    def watch_births(self, begin: Callable[[HomeAssistant], object]) -> None:
        """Call `begin` at the first entity that a Home Assistant adds; for the thread that imports us."""
        self._begin = begin
        self._replace()

    @callback
    def tell_added(self, hass: HomeAssistant, tell: Callable[[EntityT], None]) -> None:
        """Call `tell` for each entity that is added, before anybody else can ask it anything."""
        hass.data[self._tell] = tell
        self._replace()

    @callback
    def tell_none_added(self, hass: HomeAssistant) -> None:
        """Tell of no entity any more, and leave Home Assistant's class as it was."""
        hass.data.pop(self._tell, None)
        if vars(self._cls).get(_METHOD) is not self._replacement:
            return
        if self._own is None:
            delattr(self._cls, _METHOD)
        else:
            setattr(self._cls, _METHOD, self._own)

    @callback
    def added(self, hass: HomeAssistant) -> list[EntityT]:
        """Return every entity that somebody could ask now."""
        component = hass.data.get(self._component)
        return [] if component is None else list(component.entities)

    @callback
    def is_added(self, hass: HomeAssistant, entity: EntityT) -> bool:
        """Return whether this object is the entity that Home Assistant finds by its id."""
        component = hass.data.get(self._component)
        return (
            component is not None and component.get_entity(entity.entity_id) is entity
        )

    def _replace(self) -> None:
        setattr(self._cls, _METHOD, self._replacement)

    def _tell_of(self, entity: EntityT) -> None:
        data: Any = entity.hass.data
        if self._tell not in data and self._begin is not None:
            self._begin(entity.hass)
        if (tell := data.get(self._tell)) is not None:
            tell(entity)


@callback
def renew_tokens(entity: HasTokens) -> None:
    """Let every link to an entity's picture end: Home Assistant takes the newest two."""
    entity.async_update_token()
    entity.async_update_token()
