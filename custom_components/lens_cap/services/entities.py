"""Actions on guarded cameras that do not skip unavailable ones."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import ATTR_ENTITY_ID, ENTITY_MATCH_ALL, ENTITY_MATCH_NONE
from homeassistant.core import (
    EntityServiceResponse,
    HomeAssistant,
    ServiceCall,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import (
    config_validation as cv,
    entity_registry as er,
    service,
)
from homeassistant.helpers.entity_platform import DATA_DOMAIN_PLATFORM_ENTITIES
from homeassistant.helpers.typing import VolDictType

from ..camera import GuardedCameraEntity
from ..const import DOMAIN
from ..core.privacy.caller import called
from ..core.privacy.permission import Actor
from ..entry.missed_calls import async_permitted, not_there, targets
from ..exceptions import NotRunningError
from ..exceptions.not_running import NotGuardedError
from ..sensing.actor import async_actor

type Handler = Callable[
    [list[GuardedCameraEntity], ServiceCall],
    Awaitable[EntityServiceResponse | None],
]
type AbsentHandler = Callable[
    [list[er.RegistryEntry], ServiceCall], Awaitable[EntityServiceResponse]
]


async def _async_refuse(
    _absent: list[er.RegistryEntry], _call: ServiceCall
) -> EntityServiceResponse:
    raise NotRunningError


@callback
def async_register_camera_action(
    hass: HomeAssistant,
    name: str,
    schema: VolDictType,
    func: Handler,
    *,
    absent: AbsentHandler = _async_refuse,
    supports_response: SupportsResponse = SupportsResponse.OPTIONAL,
) -> None:
    """Register an action on guarded cameras.

    Home Assistant's own helper answers with success where none of the cameras is there. This one
    hands those that are registered and not there to `absent`, and refuses what is no guarded camera.

    Args:
        hass: Home Assistant.
        name: The name of the action.
        schema: Its fields beside the target.
        func: Called with the cameras that are there, if there are any.
        absent: Called before that with the others, if there are any; by default it refuses.
        supports_response: Whether it answers.
    """
    hass.services.async_register(
        DOMAIN,
        name,
        partial(_async_call, hass, func, absent),
        cv.make_entity_service_schema(schema),
        supports_response,
    )


async def async_who_calls(
    cameras: Iterable[GuardedCameraEntity], call: ServiceCall
) -> Actor:
    """Return who asks; they must have named each of the cameras."""
    names = frozenset(camera.entity_id for camera in cameras)
    return await async_actor(
        call.hass, call.context, called(call.domain, call.service, names)
    )


async def _async_call(
    hass: HomeAssistant, func: Handler, absent: AbsentHandler, call: ServiceCall
) -> EntityServiceResponse | None:
    """Handle cameras that are not loaded, then the loaded ones, then refuse everything else.

    Raises:
        Unauthorized: Whoever asks may not control one of the cameras that are not there.
        NotGuardedError: Something was named that is no guarded camera; the others were dealt with.
    """
    there = hass.data.get(DATA_DOMAIN_PLATFORM_ENTITIES, {}).get(
        (CAMERA_DOMAIN, DOMAIN), {}
    )
    missing = not_there(hass, CAMERA_DOMAIN, call.data)
    refused = _not_guarded(hass, call, {*there, *(one.entity_id for one in missing)})
    answers: EntityServiceResponse = {}
    if missing:
        if await async_permitted(hass, missing, call.context) != missing:
            raise Unauthorized(context=call.context, permission=POLICY_CONTROL)
        answers |= await absent(missing, call)
    if _names_one_of(hass, call, set(there)):
        found = await service.batched_entity_service_call(
            hass,
            there,
            func,  # type: ignore[arg-type]  # Home Assistant's own entities are meant there
            call,
        )
        answers |= found or {}
    if refused is not None:
        raise NotGuardedError(refused)
    return answers if call.return_response else None


def _names_one_of(hass: HomeAssistant, call: ServiceCall, there: set[str]) -> bool:
    if call.data.get(ATTR_ENTITY_ID) == ENTITY_MATCH_ALL:
        return bool(there)
    return not there.isdisjoint(targets(hass, call.data))


def _not_guarded(
    hass: HomeAssistant, call: ServiceCall, guarded: set[str]
) -> list[str] | None:
    """Return what was named by its id and is no guarded camera; None where all is well.

    That is a list of none where only areas and the like were named, and no guarded camera is there.
    """
    named = call.data.get(ATTR_ENTITY_ID) or []
    if named in (ENTITY_MATCH_ALL, ENTITY_MATCH_NONE):
        return None
    found = targets(hass, call.data)
    if guarded.isdisjoint(found):
        return list(named) if named or _names_places(call) else None
    strangers = [
        one for one in named if one not in guarded and not one.startswith("group.")
    ]
    return strangers or None


def _names_places(call: ServiceCall) -> bool:
    return any(
        call.data.get(str(key))
        for key in cv.ENTITY_SERVICE_FIELDS
        if key != ATTR_ENTITY_ID
    )
