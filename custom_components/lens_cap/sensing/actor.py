"""Who asks for something, and how: as far as Home Assistant can tell."""

from typing import Final

from homeassistant.auth.models import User
from homeassistant.const import (
    ATTR_DOMAIN,
    ATTR_ENTITY_ID,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    EVENT_CALL_SERVICE,
    SERVICE_TOGGLE,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    DOMAIN as HOMEASSISTANT_DOMAIN,
    Context,
    Event,
    HomeAssistant,
    callback,
)

from ..compat import in_conversation
from ..core.permission import Actor, Way

_BY_HAND: Final = {
    (domain, action)
    for domain in ("switch", HOMEASSISTANT_DOMAIN)
    for action in (SERVICE_TURN_ON, SERVICE_TURN_OFF, SERVICE_TOGGLE)
}


@callback
def async_witness_calls(hass: HomeAssistant) -> CALLBACK_TYPE:
    """Make Home Assistant note the first call of each context; return how to stop that.

    It makes an event, and remembers it in the context, only where somebody listens.
    """

    @callback
    def heard(_event: Event) -> None:
        """Do nothing: that somebody listens is enough."""

    return hass.bus.async_listen(EVENT_CALL_SERVICE, heard)


async def async_actor(
    hass: HomeAssistant,
    context: Context | None,
    *,
    switch: str | None = None,
) -> Actor:
    """Return who asks.

    Args:
        hass: Home Assistant.
        context: The context of the call.
        switch: The entity id of the switch that was switched; None for an action that is made
            for openings. A person switches it by name, as the first thing in a context: a scene,
            a script, a group or a whole area was something else before.
    """
    user = await _async_user(hass, context)
    if switch is None:
        way = Way.INDIRECT if in_conversation() else Way.ACTION
    elif user is not None and context is not None and _is_direct(context, switch):
        way = Way.DIRECT
    else:
        way = Way.INDIRECT
    return Actor(
        way=way,
        user_id=context.user_id if context is not None else None,
        is_admin=user is not None and user.is_admin,
        is_person=user is not None,
    )


async def _async_user(hass: HomeAssistant, context: Context | None) -> User | None:
    if context is None or context.user_id is None:
        return None
    user = await hass.auth.async_get_user(context.user_id)
    if user is None or not user.is_active or user.system_generated:
        return None
    return user


def _is_direct(context: Context, switch: str) -> bool:
    event = context.origin_event
    if in_conversation() or context.parent_id is not None or event is None:
        return False
    if event.event_type != EVENT_CALL_SERVICE:
        return False
    if (event.data.get(ATTR_DOMAIN), event.data.get(ATTR_SERVICE)) not in _BY_HAND:
        return False
    named = event.data.get(ATTR_SERVICE_DATA, {}).get(ATTR_ENTITY_ID)
    return switch in ([named] if isinstance(named, str) else named or ())
