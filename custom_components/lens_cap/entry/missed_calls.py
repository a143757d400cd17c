"""Calls for privacy that no entity hears, since Lens Cap starts, reloads, failed or is disabled.

Home Assistant answers its own actions with success where an entity is registered and not there. So
calls are heard here too: where Lens Cap runs, they are put in force, and else noted for its next start.
What would open a camera is not heard.
"""

from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.button.const import DOMAIN as BUTTON_DOMAIN, SERVICE_PRESS
from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.datetime.const import (
    DOMAIN as DATETIME_DOMAIN,
    SERVICE_SET_VALUE,
)
from homeassistant.components.switch.const import DOMAIN as SWITCH_DOMAIN
from homeassistant.const import (
    ATTR_DOMAIN,
    ATTR_ENTITY_ID,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    ENTITY_MATCH_ALL,
    EVENT_CALL_SERVICE,
    SERVICE_TOGGLE,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
)
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.helpers import (
    config_validation as cv,
    entity_registry as er,
    target as target_helpers,
)
from homeassistant.helpers.entity_platform import DATA_DOMAIN_PLATFORM_ENTITIES

from ..const import (
    DOMAIN,
    GUESTS as SWITCH_OF_GUESTS,
    GUESTS_UNTIL,
    GUESTS_UNTIL_NOON,
    LOGGER,
    RULE_KEY,
    SUBENTRY_CAMERA,
)
from ..core.state.hold import HoldOrigin
from ..exceptions import NotSavedError
from ..exceptions.not_running import NotKeptError
from ..storage.closing_note import GUESTS, async_keep_for_next_start
from .runtime import running

_CLOSING: Final = {
    (CAMERA_DOMAIN, SERVICE_TURN_OFF),
    (SWITCH_DOMAIN, SERVICE_TURN_ON),
    (SWITCH_DOMAIN, SERVICE_TOGGLE),
    (DATETIME_DOMAIN, SERVICE_SET_VALUE),
    (BUTTON_DOMAIN, SERVICE_PRESS),
}
"""The actions that others, `homeassistant.turn_off`, scenes and groups among them, come down to.

What a switch is toggled from, and until when guests were there before, is not known while it is not
there: more private it is.
"""
_TARGET: Final = vol.Schema(cv.ENTITY_SERVICE_FIELDS)


@callback
def async_note_closing_calls(hass: HomeAssistant) -> CALLBACK_TYPE:
    """Hear Home Assistant's own actions on entities that are not there; return how to stop that."""

    @callback
    def heard(event: Event[Any]) -> None:
        domain = event.data[ATTR_DOMAIN]
        if (domain, event.data[ATTR_SERVICE]) in _CLOSING:
            missing = not_there(hass, domain, event.data[ATTR_SERVICE_DATA])
            if meant(hass, missing):
                _task = hass.async_create_task(
                    _async_heard(hass, missing, event.context)
                )

    return hass.bus.async_listen(EVENT_CALL_SERVICE, heard)


@callback
def not_there(
    hass: HomeAssistant, domain: str, data: Mapping[str, Any]
) -> list[er.RegistryEntry]:
    """Return what an action names of ours that is registered, and whose entity is not there now."""
    there = hass.data.get(DATA_DOMAIN_PLATFORM_ENTITIES, {}).get((domain, DOMAIN), {})
    registry = er.async_get(hass)
    if data.get(ATTR_ENTITY_ID) == ENTITY_MATCH_ALL:
        named = {entry.entity_id for entry in registry.entities.values()}
    else:
        named = targets(hass, data)
    return [
        entry
        for entity_id in sorted(named - set(there))
        if (entry := registry.async_get(entity_id)) is not None
        and entry.platform == DOMAIN
        and entry.domain == domain
    ]


@callback
def targets(hass: HomeAssistant, data: Mapping[str, Any]) -> set[str]:
    """Return the entity ids that an action is about, the members of groups among them."""
    fields = {key: data[key] for key in data.keys() & cv.ENTITY_SERVICE_FIELDS.keys()}
    selection = target_helpers.TargetSelection(_TARGET(fields))
    found = target_helpers.async_extract_referenced_entity_ids(hass, selection)
    return found.referenced | found.indirectly_referenced


@callback
def meant(hass: HomeAssistant, missing: list[er.RegistryEntry]) -> frozenset[str]:
    """Return what to note where some entities of ours were to make something private.

    A switch for a privacy zone stands for its whole camera; one for sound for nothing, since sound
    is off where nothing runs, and of the buttons only that for guests closes anything. A rule that is
    switched on is noted by its own id.
    """
    names: set[str] = set()
    for entry in missing:
        if entry.domain == BUTTON_DOMAIN:
            if entry.unique_id.endswith(f"_{GUESTS_UNTIL_NOON}"):
                names.add(GUESTS)
        elif entry.config_subentry_id is not None:
            if not entry.unique_id.endswith("_audio_recording"):
                names.add(entry.config_subentry_id)
        elif entry.unique_id.endswith("_all_privacy_mode"):
            names |= _cameras(hass)
        elif entry.unique_id.endswith((f"_{SWITCH_OF_GUESTS}", f"_{GUESTS_UNTIL}")):
            names.add(GUESTS)
        elif entry.domain == SWITCH_DOMAIN and RULE_KEY in entry.unique_id:
            names.add(entry.unique_id.rpartition(RULE_KEY)[2])
    return frozenset(names)


async def async_make_private(
    hass: HomeAssistant, names: frozenset[str], context: Context | None = None
) -> None:
    """Put what was meant in force where Lens Cap runs, and else note it for its next start.

    Args:
        hass: Home Assistant.
        names: What `meant` returned.
        context: Who asked.

    Raises:
        NotSavedError: It is in force, and a restart may forget it.
        NotKeptError: Lens Cap does not run, and it could not be noted.
    """
    if (runtime := running(hass)) is None:
        await async_keep_for_next_start(hass, names)
        return
    await runtime.privacy.async_make_up(names, HoldOrigin.CAMERA, context=context)


async def async_permitted(
    hass: HomeAssistant, missing: list[er.RegistryEntry], context: Context
) -> list[er.RegistryEntry]:
    """Return those of some entities that whoever asks may control."""
    if context.user_id is None:
        return missing
    user = await hass.auth.async_get_user(context.user_id)
    if user is None:
        return []
    return [
        entry
        for entry in missing
        if user.is_admin
        or user.permissions.check_entity(entry.entity_id, POLICY_CONTROL)
    ]


async def _async_heard(
    hass: HomeAssistant, missing: list[er.RegistryEntry], context: Context
) -> None:
    names = meant(hass, await async_permitted(hass, missing, context))
    if not names:
        return
    try:
        await async_make_private(hass, names, context)
    except (NotKeptError, NotSavedError) as error:
        LOGGER.error("could not save privacy that was asked for: %s", error)


def _cameras(hass: HomeAssistant) -> set[str]:
    return {
        subentry.subentry_id
        for entry in hass.config_entries.async_entries(DOMAIN)
        for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    }
