"""Who asks for something, and how: by positive signs of a person."""

from homeassistant.core import Context, HomeAssistant, callback

from ..core.privacy.caller import RequestedAction, caller_of
from ..core.privacy.permission import Actor
from .calls import DATA_CALLS, CallWitness


@callback
def async_witness_calls(hass: HomeAssistant) -> None:
    """Start to observe calls of actions, which `async_actor` needs."""
    hass.data[DATA_CALLS] = CallWitness(hass)


async def async_actor(
    hass: HomeAssistant, context: Context | None, asked: RequestedAction
) -> Actor:
    """Return who asks.

    Must be awaited first, in the task that carries out the request.

    Args:
        hass: Home Assistant.
        context: The context of the call.
        asked: What is asked for.
    """
    return caller_of(await hass.data[DATA_CALLS].async_signs(context), asked)
