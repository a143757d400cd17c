"""What a user's rights in Home Assistant say about the entities of Lens Cap."""

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN


@callback
def may_control(
    hass: HomeAssistant, user: User, platform: Platform, unique_id: str
) -> bool:
    """Return whether a user may control an entity of ours; an unknown one only administrators may."""
    entity_id = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    return user.is_admin or (
        entity_id is not None
        and user.permissions.check_entity(entity_id, POLICY_CONTROL)
    )


async def async_check_control(
    hass: HomeAssistant, context: Context, platform: Platform, unique_id: str
) -> None:
    """Let only those go on who may control an entity, as Home Assistant does for entities.

    It is for actions that name no entity. What comes without a user is Home Assistant's own doing.

    Raises:
        UnknownUser: Nobody is known by that name.
        Unauthorized: The user may not control it.
    """
    if context.user_id is None:
        return
    user = await hass.auth.async_get_user(context.user_id)
    if user is None:
        raise UnknownUser(context=context)
    if not may_control(hass, user, platform, unique_id):
        raise Unauthorized(context=context, permission=POLICY_CONTROL)
