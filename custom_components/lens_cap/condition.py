"""Conditions for automations: whether a camera is private, heard, and whether guests are there."""

from typing import Final, Unpack, cast, override

import voluptuous as vol

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import (
    Condition,
    ConditionCheckParams,
    EntityStateConditionBase,
)
from homeassistant.helpers.typing import ConfigType

from .const import ATTR_AUDIO, ATTR_PRIVACY_LEVEL
from .core.level import PrivacyLevel
from .entry.runtime import loaded
from .ha.lookup import is_own

_NO_OPTIONS: Final = vol.Schema({vol.Optional(CONF_OPTIONS, default=dict): {}})


class _OwnCameraCondition(EntityStateConditionBase):
    """A condition on guarded cameras, and on no others that a target includes."""

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        found = super().entity_filter(entities)
        return {entity_id for entity_id in found if is_own(self._hass, entity_id)}


class _IsPrivate(_OwnCameraCondition):
    _domain_specs = {CAMERA_DOMAIN: DomainSpec(value_source=ATTR_PRIVACY_LEVEL)}
    _states = {PrivacyLevel.PRIVATE.value}


class _IsAudioOn(_OwnCameraCondition):
    _domain_specs = {CAMERA_DOMAIN: DomainSpec(value_source=ATTR_AUDIO)}
    _states = {True}


class _GuestsPresent(Condition):
    """Whether guests are (or may be) there; while Lens Cap does not run, they may be."""

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

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        runtime = loaded(self._hass)
        return runtime is None or runtime.coordinator.data.guests


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_private": _IsPrivate,
    "is_audio_on": _IsAudioOn,
    "guests_present": _GuestsPresent,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions by their names."""
    return CONDITIONS
