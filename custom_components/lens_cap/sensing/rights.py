"""A user's permissions in Home Assistant for entities of Lens Cap."""

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN


@callback
def may_control(
    hass: HomeAssistant, user: User, platform: Platform, unique_id: str
) -> bool:
    """Return whether a user may control an entity of ours; only administrators if it is unknown."""
    entity_id = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    return user.is_admin or (
        entity_id is not None
        and user.permissions.check_entity(entity_id, POLICY_CONTROL)
    )


@callback
def may_read(user: User, entity_id: str | None) -> bool:
    """Return whether a user may know the state of an entity; only administrators if there is none."""
    return user.is_admin or (
        entity_id is not None and user.permissions.check_entity(entity_id, POLICY_READ)
    )


async def async_check_control(
    hass: HomeAssistant, context: Context, platform: Platform, unique_id: str
) -> None:
    """Refuse those who may not control an entity, as Home Assistant does for entity actions.

    For actions that name no entity. A call without a user is made by Home Assistant itself.

    Raises:
        UnknownUser: There is no such user.
        Unauthorized: The user may not control it.
    """
    if context.user_id is None:
        return
    user = await hass.auth.async_get_user(context.user_id)
    if user is None:
        raise UnknownUser(context=context)
    if not may_control(hass, user, platform, unique_id):
        raise Unauthorized(context=context, permission=POLICY_CONTROL)
