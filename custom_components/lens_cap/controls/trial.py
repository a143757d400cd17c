"""Tries a control out: moves it to its private side, looks what comes back, and puts it back."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from homeassistant.components.camera.const import (
    DATA_COMPONENT,
    DOMAIN as CAMERA_DOMAIN,
)
from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    Context,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
    split_entity_id,
)
from homeassistant.helpers.event import async_track_state_change_event

from ..const import LOGGER
from ..core.controls.action import action_for, is_momentary, same_value

LONGEST_SECONDS: Final = 15.0
_CALL_SECONDS: Final = 10.0
_NOT_KNOWN: Final = (STATE_UNKNOWN, STATE_UNAVAILABLE)


class TrialOutcome(StrEnum):
    """What came back. After the last four nothing was moved."""

    CONFIRMED = "confirmed"
    CAMERA_GONE = "camera_gone"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    ALREADY = "already"
    NOT_KNOWN = "not_known"
    MOMENTARY = "momentary"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, kw_only=True)
class TrialResult:
    """What came back, and whether the control is as it was before; None where it was not moved."""

    outcome: TrialOutcome
    put_back: bool | None = None

    @property
    def has_closed(self) -> bool:
        """Whether something showed that the control does what it is meant to."""
        return self.outcome in (TrialOutcome.CONFIRMED, TrialOutcome.CAMERA_GONE)


async def async_try(
    hass: HomeAssistant,
    camera: str,
    entity_id: str,
    safe: str,
    *,
    seconds: float = LONGEST_SECONDS,
) -> TrialResult:
    """Move a control to its private side for a moment.

    Whoever waits for this may go away: it is put back all the same. Where that does not work, it
    stays on its private side. What is not known to be on the other side is not moved at all, since
    it could not be put back.

    Args:
        hass: Home Assistant.
        camera: The entity id of the camera.
        entity_id: That of the control.
        safe: The value of its private side.
        seconds: How long it may take to answer.
    """
    domain = split_entity_id(entity_id)[0]
    before = _value(hass, entity_id)
    if is_momentary(domain):
        return TrialResult(outcome=TrialOutcome.MOMENTARY)
    if before is None:
        return TrialResult(outcome=TrialOutcome.NOT_KNOWN)
    if action_for(domain, safe) is None or action_for(domain, before) is None:
        return TrialResult(outcome=TrialOutcome.IMPOSSIBLE)
    if same_value(domain, before, safe):
        return TrialResult(outcome=TrialOutcome.ALREADY)
    trial = hass.async_create_task(
        _async_move(hass, camera, entity_id, (before, safe), seconds)
    )
    return await asyncio.shield(trial)


async def _async_move(
    hass: HomeAssistant,
    camera: str,
    entity_id: str,
    values: tuple[str, str],
    seconds: float,
) -> TrialResult:
    before, safe = values
    domain = split_entity_id(entity_id)[0]

    def is_closed() -> bool:
        now = _value(hass, entity_id)
        return now is not None and same_value(domain, now, safe)

    def is_gone() -> bool:
        state = hass.states.get(camera)
        return state is None or state.state in _NOT_KNOWN

    was_gone = is_gone()
    outcome = TrialOutcome.FAILED
    try:
        if await _async_call(hass, entity_id, safe):
            await _async_until(
                hass,
                [entity_id, camera],
                lambda: is_closed() or (is_gone() and not was_gone),
                seconds,
            )
            outcome = TrialOutcome.NO_ANSWER
            if is_closed():
                outcome = TrialOutcome.CONFIRMED
            elif is_gone() and not was_gone:
                outcome = TrialOutcome.CAMERA_GONE
    finally:
        put_back = await _async_call(hass, entity_id, before)
    return TrialResult(outcome=outcome, put_back=put_back)


async def _async_call(hass: HomeAssistant, entity_id: str, value: str) -> bool:
    """Give a control a value; return whether Home Assistant took that."""
    domain = split_entity_id(entity_id)[0]
    action = action_for(domain, value)
    if action is None:
        return False
    try:
        async with asyncio.timeout(_CALL_SECONDS):
            await hass.services.async_call(
                action.domain,
                action.name,
                {**action.data, ATTR_ENTITY_ID: entity_id},
                blocking=True,
                context=Context(),
            )
    except Exception as error:  # noqa: BLE001  # whatever an integration raises is an answer
        LOGGER.info("a control could not be tried: %s", type(error).__name__)
        return False
    return True


async def _async_until(
    hass: HomeAssistant,
    entity_ids: list[str],
    met: Callable[[], bool],
    seconds: float,
) -> None:
    """Wait until something is so, but not for longer than some seconds."""
    changed = asyncio.Event()

    @callback
    def look(_event: Event[EventStateChangedData]) -> None:
        if met():
            changed.set()

    forget = async_track_state_change_event(hass, entity_ids, look)
    try:
        if not met():
            async with asyncio.timeout(seconds):
                await changed.wait()
    except TimeoutError:
        return
    finally:
        forget()


def _value(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return what an entity is at; None where that is not known."""
    state = hass.states.get(entity_id)
    if state is None or state.state in _NOT_KNOWN:
        return None
    if state.domain != CAMERA_DOMAIN:
        return state.state
    component = hass.data.get(DATA_COMPONENT)
    entity = None if component is None else component.get_entity(entity_id)
    if entity is None:
        return None
    return "on" if entity.is_on else "off"
