"""The one-click fixes, each as a function."""

import asyncio
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Mapping,
)
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from homeassistant.components.update.const import DOMAIN as UPDATE_DOMAIN
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import ATTR_ENTITY_ID, STATE_ON
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from ..const import (
    CONF_GUARD_IMAGES,
    CONF_SOURCE,
    DOMAIN,
    LOGGER,
    SIGNAL_CAMERA_ADDED,
    SIGNAL_CAMERA_CONFIGURED,
    SUBENTRY_CAMERA,
)
from ..core.audit.finding import FixKind
from ..core.audit.posture import NativeState
from ..core.controls.action import ControlAction
from ..core.controls.role import Role
from ..core.controls.row import Row
from ..ha.compat import async_set_preload
from ..ha.exposure import async_withhold
from ..ha.signals import async_signalled
from .firmware import async_update_entities
from .native_states import NativeEntity, async_native_entities
from .siblings import async_device_entities, async_guard_siblings

_PATIENCE_SECONDS: Final = 20.0
# Less than that: who waits for an answer learns that there was none.
_ANSWER_SECONDS: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class FixTarget:
    """The camera to fix, and on whose behalf."""

    source_entity_id: str
    guarded_entity_id: str | None
    context: Context


type Concern = Callable[[Row], bool]
type Fix = Callable[[HomeAssistant, FixTarget], Awaitable[None]]


class FixOutcome(Enum):
    """The outcome of a fix."""

    DONE = auto()
    GOES_ON = auto()
    FAILED = auto()


async def async_fix(
    hass: HomeAssistant, kind: FixKind, target: FixTarget, late: Callable[[], None]
) -> FixOutcome:
    """Fix one camera; return the outcome within a few seconds.

    A new audit tells whether it helped. A slower fix continues, and calls `late` at its end.
    """
    fixing = hass.async_create_background_task(
        _async_attempt(hass, kind, target), "lens_cap fix", eager_start=True
    )
    await asyncio.wait([fixing], timeout=_PATIENCE_SECONDS)
    if not fixing.done():
        fixing.add_done_callback(lambda done: None if done.cancelled() else late())
        return FixOutcome.GOES_ON
    return FixOutcome.DONE if fixing.result() else FixOutcome.FAILED


async def _async_attempt(hass: HomeAssistant, kind: FixKind, target: FixTarget) -> bool:
    try:
        await FIXES[kind](hass, target)
    except Exception as error:  # noqa: BLE001  # other integrations may raise anything
        LOGGER.warning("could not apply a security fix: %s", type(error).__name__)
        return False
    return True


async def _hide_original(hass: HomeAssistant, target: FixTarget) -> None:
    er.async_get(hass).async_update_entity(
        target.source_entity_id, hidden_by=er.RegistryEntryHider.INTEGRATION
    )


async def _withhold_original(hass: HomeAssistant, target: FixTarget) -> None:
    async_withhold(hass, target.source_entity_id)


async def _withhold_guard(hass: HomeAssistant, target: FixTarget) -> None:
    """Withhold the guarded camera's own opening entities from assistants."""
    if target.guarded_entity_id is None:
        return
    registry = er.async_get(hass)
    entry = registry.async_get(target.guarded_entity_id)
    if entry is None or entry.device_id is None:
        return
    for one in er.async_entries_for_device(registry, entry.device_id):
        async_withhold(hass, one.entity_id)


async def _stop_preload(hass: HomeAssistant, target: FixTarget) -> None:
    await async_set_preload(hass, target.source_entity_id, value=False)


async def _guard_images(hass: HomeAssistant, target: FixTarget) -> None:
    """Let the images of the camera's device answer through its guard; removing Lens Cap undoes it."""
    for entry, subentry in _guarding(hass, target):
        data = {**subentry.data, CONF_GUARD_IMAGES: True}
        async with async_signalled(hass, SIGNAL_CAMERA_CONFIGURED) as wanted:
            if hass.config_entries.async_update_subentry(entry, subentry, data=data):
                wanted.add(subentry.subentry_id)


async def _guard_siblings(hass: HomeAssistant, target: FixTarget) -> None:
    """Guard what else shows the same like the camera itself; removing Lens Cap undoes it."""
    for entry, subentry in _guarding(hass, target):
        async with async_signalled(hass, SIGNAL_CAMERA_ADDED) as wanted:
            wanted |= async_guard_siblings(hass, entry, subentry)


def _guarding(
    hass: HomeAssistant, target: FixTarget
) -> list[tuple[ConfigEntry[Any], ConfigSubentry]]:
    """Return what guards the camera."""
    original = er.async_get(hass).async_get(target.source_entity_id)
    return [
        (entry, subentry)
        for entry in hass.config_entries.async_entries(DOMAIN)
        for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA)
        if original is not None and subentry.data.get(CONF_SOURCE) == original.id
    ]


async def _enable_privacy(hass: HomeAssistant, target: FixTarget) -> None:
    registry = er.async_get(hass)
    for one in _controls(hass, target, _by_role(Role.PRIVACY)):
        if one.state is NativeState.DISABLED:
            registry.async_update_entity(one.entity_id, disabled_by=None)


def _by_role(*roles: Role) -> Concern:
    return lambda row: row.role in roles


def _sends_unprotected(row: Row) -> bool:
    return row.role is Role.UPLOAD and row.unprotected


def _make_safe(concerns: Concern) -> Fix:
    async def fix(hass: HomeAssistant, target: FixTarget) -> None:
        calls = _safe_calls(hass, target, concerns)
        async with _answers(hass, target, calls, concerns):
            await _async_call_each(hass, target, calls)

    return fix


@callback
def _safe_calls(
    hass: HomeAssistant, target: FixTarget, concerns: Concern
) -> dict[str, ControlAction]:
    """Return the actions that set controls to their safe state, of those that are not there."""
    return {
        one.entity_id: call
        for one in _controls(hass, target, concerns)
        if one.state is NativeState.UNSAFE and (call := one.safe_action)
    }


async def _async_call_each(
    hass: HomeAssistant, target: FixTarget, calls: Mapping[str, ControlAction]
) -> None:
    """Call one action after the other, also after one that failed; raise the first error at the end."""
    failed: Exception | None = None
    for entity_id, call in calls.items():
        data = {ATTR_ENTITY_ID: entity_id, **call.data}
        try:
            await hass.services.async_call(
                call.domain, call.name, data, blocking=True, context=target.context
            )
        except Exception as error:  # noqa: BLE001  # other integrations may raise anything
            failed = failed or error
    if failed is not None:
        raise failed


@asynccontextmanager
async def _answers(
    hass: HomeAssistant,
    target: FixTarget,
    entity_ids: Collection[str],
    concerns: Concern,
) -> AsyncIterator[None]:
    """Wait a few seconds after the body until these controls report their safe state.

    An action returns when it was sent; the device answers later.
    """
    safe = asyncio.Event()

    @callback
    def check(*_: object) -> None:
        states = {
            one.state
            for one in _controls(hass, target, concerns)
            if one.entity_id in entity_ids
        }
        if states <= {NativeState.SAFE}:
            safe.set()

    stop = async_track_state_change_event(hass, list(entity_ids), check)
    try:
        yield
        check()
        with suppress(TimeoutError):
            async with asyncio.timeout(_ANSWER_SECONDS):
                await safe.wait()
    finally:
        stop()


@callback
def async_can_fix(hass: HomeAssistant, kind: FixKind, target: FixTarget) -> bool:
    """Return whether one click can change something."""
    if (concerns := _BY_CONTROLS.get(kind)) is None:
        return kind in FIXES
    return bool(_safe_calls(hass, target, concerns))


async def _install_firmware(hass: HomeAssistant, target: FixTarget) -> None:
    await _async_update(hass, target, "install", STATE_ON)


async def _clear_skipped(hass: HomeAssistant, target: FixTarget) -> None:
    await _async_update(hass, target, "clear_skipped", None)


async def _async_update(
    hass: HomeAssistant, target: FixTarget, action: str, wanted: str | None
) -> None:
    entities = async_device_entities(hass, target.source_entity_id)
    states = {one: hass.states.get(one) for one in async_update_entities(entities)}
    call = ControlAction(domain=UPDATE_DOMAIN, name=action)
    calls = {
        entity_id: call
        for entity_id, state in states.items()
        if state is not None and wanted in {None, state.state}
    }
    await _async_call_each(hass, target, calls)


def _controls(
    hass: HomeAssistant, target: FixTarget, concerns: Concern
) -> Iterable[NativeEntity]:
    found = async_native_entities(hass, target.source_entity_id)
    return [one for one in found if concerns(one.row)]


_BY_CONTROLS: Final[Mapping[FixKind, Concern]] = {
    FixKind.MICROPHONE_OFF: _by_role(Role.MICROPHONE),
    FixKind.RECORDING_OFF: _by_role(Role.RECORDING, Role.UPLOAD),
    FixKind.LIGHT_ON: _by_role(Role.STATUS_LIGHT),
    FixKind.FACE_RECOGNITION_OFF: _by_role(Role.RECOGNITION),
    FixKind.TELEMETRY_OFF: _by_role(Role.TELEMETRY),
    FixKind.SSH_OFF: _by_role(Role.SSH),
    FixKind.FTP_UPLOAD_OFF: _sends_unprotected,
    FixKind.AUTO_UPDATE_ON: _by_role(Role.AUTO_UPDATE),
}
FIXES: Final[Mapping[FixKind, Fix]] = {
    **{kind: _make_safe(concerns) for kind, concerns in _BY_CONTROLS.items()},
    FixKind.HIDE_ORIGINAL: _hide_original,
    FixKind.WITHHOLD_ORIGINAL: _withhold_original,
    FixKind.WITHHOLD_GUARD: _withhold_guard,
    FixKind.STOP_PRELOAD: _stop_preload,
    FixKind.GUARD_IMAGES: _guard_images,
    FixKind.GUARD_SIBLINGS: _guard_siblings,
    FixKind.ENABLE_PRIVACY: _enable_privacy,
    FixKind.INSTALL_FIRMWARE: _install_firmware,
    FixKind.CLEAR_SKIPPED: _clear_skipped,
}
"""All but those that only a person can do."""
