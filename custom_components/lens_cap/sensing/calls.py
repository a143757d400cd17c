"""Observes how calls of actions come about, as signs for `core.privacy.caller`."""

import asyncio
from collections import deque
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Final
from weakref import WeakSet

from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_DEVICE_ID,
    ATTR_DOMAIN,
    ATTR_ENTITY_ID,
    ATTR_FLOOR_ID,
    ATTR_LABEL_ID,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    EVENT_CALL_SERVICE,
)
from homeassistant.core import Context, Event, EventOrigin, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.privacy.caller import Call, Caller, Signs
from ..ha.compat import calling_user, current_step, in_conversation
from .login import caller

# As in `automation`, which need not be set up.
EVENT_AUTOMATION_TRIGGERED: Final = "automation_triggered"
_PLACES: Final = (ATTR_AREA_ID, ATTR_DEVICE_ID, ATTR_FLOOR_ID, ATTR_LABEL_ID)
_TRIGGERS: Final = ("automation", "trigger")
_REMEMBERED: Final = 256
_LINES: Final = 8
_CALLS: Final = 3


@dataclass(frozen=True, kw_only=True)
class _Start:
    """An automation that was started by an action; `starter` is who called it, None if unknown."""

    starter: Caller | None


@dataclass(frozen=True, kw_only=True)
class _Line:
    """The calls of one context that led to this place, the first of them first.

    `triggers` says that an automation is triggered by one of them; `start` is who did that then, and
    None where that is an automation which its own triggers began.
    """

    calls: tuple[Call, ...]
    caller: Caller | None
    start: _Start | None
    triggers: bool = False


# By the ids of contexts. A task takes it along from the one that begins it, so that what a call
# leads to knows of the call, and what runs beside it does not.
_lines: ContextVar[Mapping[str, _Line]] = ContextVar("lens_cap_lines")


class CallWitness:
    """Observes every call of an action in Home Assistant, in the task that makes it.

    Home Assistant fires an event, and remembers the first one in its context, only if somebody
    listens; so automations have to be listened to as well.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._begun: WeakSet[asyncio.Task[Any]] = WeakSet()
        self._heard: deque[tuple[str, Call]] = deque(maxlen=_REMEMBERED)
        hass.bus.async_listen(EVENT_CALL_SERVICE, self._hear)
        hass.bus.async_listen(EVENT_AUTOMATION_TRIGGERED, self._hear_trigger)

    @callback
    def _hear_trigger(self, _event: Event) -> None:
        """Do nothing; it is enough that somebody listens."""

    @callback
    def _hear(self, event: Event) -> None:
        """Record a call, in the task that makes it.

        What is called while another event is being told is heard only later, and elsewhere; then this
        notes nothing that its own task could find, and that task shows fewer signs.
        """
        call = _call(
            self._hass,
            event.data[ATTR_DOMAIN],
            event.data[ATTR_SERVICE],
            event.data[ATTR_SERVICE_DATA],
        )
        context = event.context
        self._heard.append((context.id, call))
        lines = dict(_lines.get({}))
        if (before := lines.pop(context.id, None)) is not None:
            line = replace(before, calls=(*before.calls, call)[:_CALLS])
        else:
            who = self._caller(event, call)
            own = _began_by_automation(context)
            start = _start(context) if own else _Start(starter=who)
            line = _Line(calls=(call,), caller=who, start=start)
        if (call.domain, call.action) == _TRIGGERS:
            line = replace(line, triggers=True)
        kept = list(lines.items())[1 - _LINES :]
        _lines.set(dict([*kept, (context.id, line)]))

    def _caller(self, event: Event, call: Call) -> Caller | None:
        """Return who makes a call from outside, if it is the first thing that its task does."""
        context, task = event.context, asyncio.current_task()
        if task is None or (found := calling_user(call.domain, call.action)) is None:
            return None
        user, token_id = found
        if task in self._begun or context.origin_event is not event:
            return None
        self._begun.add(task)
        if context.parent_id is not None or context.user_id != user.id:
            return None
        return caller(self._hass, user, token_id)

    async def async_signs(self, context: Context | None) -> Signs:
        """Return the signs of who is behind the current call in a context."""
        spoken, in_step, params = in_conversation(), *current_step()
        # What was called while another event was being told is heard once that is done.
        await asyncio.sleep(0)
        if context is None:
            return Signs(spoken=spoken)
        step = None
        if in_step:
            step = self._last(context) if params is None else self._of_step(params)
        line, start = _lines.get({}).get(context.id), _start(context)
        return Signs(
            calls=line.calls if line is not None else (),
            caller=line.caller if line is not None else None,
            in_step=in_step,
            step=step,
            by_automation=_began_by_automation(context),
            by_action=start is not None,
            starter=start.starter if start is not None else None,
            spoken=spoken,
        )

    def _of_step(self, params: Mapping[str, Any]) -> Call | None:
        """Return what a step calls; None where it calls no action by itself (a scene)."""
        domain, action = params.get(ATTR_DOMAIN), params.get(ATTR_SERVICE)
        if not isinstance(domain, str) or not isinstance(action, str):
            return None
        data = {**params.get(ATTR_SERVICE_DATA, {}), **(params.get("target") or {})}
        return _call(self._hass, domain, action, data)

    def _last(self, context: Context) -> Call | None:
        """Return the last call in a context; a step for a device does not name it itself."""
        return next(
            (call for key, call in reversed(self._heard) if key == context.id), None
        )


DATA_CALLS: Final = HassKey[CallWitness](f"{DOMAIN}_calls")


def _start(context: Context) -> _Start | None:
    """Return how an action started an automation; None if its own triggers did.

    An automation has a context of its own, whose parent is that of what triggered it.
    """
    line = _lines.get({}).get(context.parent_id or "")
    return line.start if line is not None and line.triggers else None


def _began_by_automation(context: Context) -> bool:
    first = context.origin_event
    return (
        context.user_id is None
        and first is not None
        and first.event_type == EVENT_AUTOMATION_TRIGGERED
        and first.origin is EventOrigin.local
    )


def _call(
    hass: HomeAssistant, domain: str, action: str, data: Mapping[str, Any]
) -> Call:
    return Call(
        domain=domain.lower(),
        action=action.lower(),
        names=_names(hass, data.get(ATTR_ENTITY_ID)),
        by_place=any(data.get(place) for place in _PLACES),
    )


def _names(hass: HomeAssistant, named: object) -> frozenset[str]:
    """Return the named entities, given by entity id or registry id."""
    if isinstance(named, str):
        named = named.split(",")
    if not isinstance(named, list | tuple | set):
        return frozenset()
    registry = er.async_get(hass)
    found = (one.strip().lower() for one in named if isinstance(one, str))
    return frozenset(er.async_resolve_entity_id(registry, one) or one for one in found)
