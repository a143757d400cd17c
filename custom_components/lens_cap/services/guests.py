"""The action that sets whether guests are there."""

from datetime import datetime, timedelta
from typing import Final

import voluptuous as vol

from homeassistant.const import Platform
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util

from ..const import ATTR_UNTIL, DOMAIN, GUESTS
from ..core.privacy.caller import called
from ..entry.runtime import expect_loaded, running
from ..privacy.closing import guests_end
from ..sensing.actor import async_actor
from ..sensing.rights import async_check_control
from ..storage.closing_note import GUESTS as GUESTS_NOTED, async_keep_for_next_start

SERVICE_SET_GUESTS: Final = "set_guests"
ATTR_PRESENT: Final = "present"
ATTR_DURATION: Final = "duration"

_SCHEMA: Final = vol.Schema(
    {
        vol.Required(ATTR_PRESENT): cv.boolean,
        vol.Exclusive(ATTR_UNTIL, "end"): cv.datetime,
        vol.Exclusive(ATTR_DURATION, "end"): vol.All(
            cv.positive_time_period,
            vol.Range(min=timedelta(seconds=1), max=timedelta(days=366)),
        ),
    }
)


@callback
def async_register_guests_actions(hass: HomeAssistant) -> None:
    """Register the action."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_SET_GUESTS,
        _async_set_guests,
        schema=_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_set_guests(call: ServiceCall) -> ServiceResponse:
    for entry in call.hass.config_entries.async_entries(DOMAIN):
        await async_check_control(
            call.hass, call.context, Platform.SWITCH, f"{entry.entry_id}_{GUESTS}"
        )
    if call.data[ATTR_PRESENT] and running(call.hass) is None:
        await async_keep_for_next_start(call.hass, {GUESTS_NOTED})
        return {ATTR_PRESENT: True, ATTR_UNTIL: None}
    runtime = expect_loaded(call.hass)
    if call.data[ATTR_PRESENT]:
        duration: timedelta | None = call.data.get(ATTR_DURATION)
        until: datetime | None = call.data.get(ATTR_UNTIL)
        if duration is not None:
            until = dt_util.utcnow() + duration
        elif until is not None:
            until = guests_end(until)
        await runtime.privacy.async_guests_arrived(until=until, context=call.context)
    else:
        await runtime.privacy.async_guests_left(
            await async_actor(
                call.hass, call.context, called(call.domain, call.service)
            ),
            context=call.context,
        )
    view = runtime.coordinator.data
    end = view.guests_until
    return {
        ATTR_PRESENT: view.guests,
        ATTR_UNTIL: None if end is None else end.isoformat(),
    }
