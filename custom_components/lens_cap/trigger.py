"""Triggers for automations: privacy, sound, guests and security problems."""

from datetime import datetime
from typing import Final, cast, override

import voluptuous as vol

from homeassistant.components.binary_sensor.const import (
    DOMAIN as BINARY_SENSOR_DOMAIN,
    BinarySensorDeviceClass,
)
from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import CONF_OPTIONS, STATE_OFF, STATE_ON
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import (
    EntityTransitionTriggerBase,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType

from .const import (
    ATTR_AUDIO,
    ATTR_PRIVACY_LEVEL,
    SIGNAL_DEVICE_DRIFTED,
    SIGNAL_GUEST_ASKED,
    SIGNAL_GUESTS,
)
from .core.controls.role import Role
from .core.duties.guest_page import GuestAsk
from .core.ids import CameraId
from .core.level import PrivacyLevel
from .ha.guarded_entity import async_guarded_entity_id
from .ha.lookup import is_own

_NO_OPTIONS: Final = vol.Schema({vol.Optional(CONF_OPTIONS, default=dict): {}})
_PRIVATE: Final[set[str | bool]] = {PrivacyLevel.PRIVATE.value}
_SEEN: Final[set[str | bool]] = {PrivacyLevel.OPEN.value, PrivacyLevel.MASKED.value}


class _OwnEntityTrigger(EntityTransitionTriggerBase):
    """A trigger on entities of Lens Cap, and on no others that a target includes."""

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        found = super().entity_filter(entities)
        return {entity_id for entity_id in found if is_own(self._hass, entity_id)}


class _PrivacyTurnedOn(_OwnEntityTrigger):
    _domain_specs = {CAMERA_DOMAIN: DomainSpec(value_source=ATTR_PRIVACY_LEVEL)}
    _from_states = _SEEN
    _to_states = _PRIVATE


class _PrivacyTurnedOff(_OwnEntityTrigger):
    _domain_specs = {CAMERA_DOMAIN: DomainSpec(value_source=ATTR_PRIVACY_LEVEL)}
    _from_states = _PRIVATE
    _to_states = _SEEN


class _AudioTurnedOn(_OwnEntityTrigger):
    _domain_specs = {CAMERA_DOMAIN: DomainSpec(value_source=ATTR_AUDIO)}
    _from_states = {False}
    _to_states = {True}


class _AudioTurnedOff(_OwnEntityTrigger):
    _domain_specs = {CAMERA_DOMAIN: DomainSpec(value_source=ATTR_AUDIO)}
    _from_states = {True}
    _to_states = {False}


class _SecurityProblemFound(_OwnEntityTrigger):
    _domain_specs = {
        BINARY_SENSOR_DOMAIN: DomainSpec(device_class=BinarySensorDeviceClass.PROBLEM)
    }
    _from_states = {STATE_OFF}
    _to_states = {STATE_ON}
    _primary_entities_only = False


class _SignalTrigger(Trigger):
    """A trigger on something that Lens Cap tells; there is nothing to choose."""

    @override
    @classmethod
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Return the configuration.

        Raises:
            vol.Invalid: There is something in it.
        """
        return cast(ConfigType, _NO_OPTIONS(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        super().__init__(hass, config)


class _GuestsTrigger(_SignalTrigger):
    _arrived: bool

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action when guests come (or leave); return how to stop that."""

        @callback
        def changed(present: bool, context: Context | None) -> None:
            if present is self._arrived:
                said = "guests arrived" if present else "guests left"
                _task = run_action({}, said, context)

        return async_dispatcher_connect(self._hass, SIGNAL_GUESTS, changed)


class _GuestsArrived(_GuestsTrigger):
    _arrived = True


class _GuestsLeft(_GuestsTrigger):
    _arrived = False


class _GuestAsked(_SignalTrigger):
    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action when guests ask for privacy; return how to stop that."""

        @callback
        def asked(ask: GuestAsk, until: datetime) -> None:
            told = {"asked": ask.value, "until": until.isoformat()}
            _task = run_action(told, "a guest asked for privacy")

        return async_dispatcher_connect(self._hass, SIGNAL_GUEST_ASKED, asked)


class _DeviceDrifted(_SignalTrigger):
    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action for each control that was opened at a camera; return how to stop."""

        @callback
        def drifted(camera_id: CameraId, role: Role) -> None:
            entity_id = async_guarded_entity_id(self._hass, camera_id)
            told = {"entity_id": entity_id, "role": role.value}
            _task = run_action(told, "opened at the camera")

        return async_dispatcher_connect(self._hass, SIGNAL_DEVICE_DRIFTED, drifted)


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "privacy_turned_on": _PrivacyTurnedOn,
    "privacy_turned_off": _PrivacyTurnedOff,
    "audio_turned_on": _AudioTurnedOn,
    "audio_turned_off": _AudioTurnedOff,
    "guests_arrived": _GuestsArrived,
    "guests_left": _GuestsLeft,
    "guest_asked": _GuestAsked,
    "security_problem_found": _SecurityProblemFound,
    "device_drifted": _DeviceDrifted,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers by their names."""
    return TRIGGERS
