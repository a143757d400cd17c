"""Actions on a camera that fail while it is private, and end what they are part of.

A picture that is not to be had is an error in Home Assistant, and an error ends an automation or
script: what stands behind it, such as the message that somebody is at the door, never happens.
"""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, Final

from homeassistant.const import (
    CONF_CONTINUE_ON_ERROR,
    CONF_ENABLED,
    CONF_TARGET,
    ENTITY_MATCH_ALL,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)

from ..const import DOMAIN
from ..core.reference import Reference, ReferenceKind
from .configurations import title_of
from .walk import cameras_in, texts

_FAILING: Final = frozenset({"camera.play_stream", "camera.record", "camera.snapshot"})
_CONDITION: Final = f"{DOMAIN}.is_private"
_TARGETS: Final = ("area_id", "device_id", "entity_id", "floor_id", "label_id")


@callback
def async_aborting(hass: HomeAssistant, entity_id: str) -> list[Reference]:
    """Return the automations and scripts that end early while this camera is private.

    One that goes on after the error does not, nor one that asks whether a camera is private.
    """
    return [
        Reference(kind=kind, title=title_of(hass, entity.entity_id))
        for kind in (ReferenceKind.AUTOMATION, ReferenceKind.SCRIPT)
        if (component := hass.data.get(kind.value)) is not None
        for entity in sorted(component.entities, key=attrgetter("entity_id"))
        if _aborts(hass, entity, entity_id)
    ]


def _aborts(hass: HomeAssistant, entity: Any, entity_id: str) -> bool:
    # Of one that is made from a blueprint, only what Home Assistant made of it holds the actions.
    made = getattr(entity, "action_script", None) or getattr(entity, "script", None)
    written = [entity.raw_config, getattr(made, "sequence", None)]
    if any(_CONDITION in text for text in texts(written)):
        return False
    return any(_aims_at(hass, call, entity_id) for call in _failing_calls(written))


def _failing_calls(config: object) -> Iterator[Mapping[Any, Any]]:
    """Yield the calls that fail; of what is switched off or goes on after errors, none."""
    if isinstance(config, Mapping):
        if config.get(CONF_ENABLED) is False:
            return
        name = config.get("action", config.get("service"))
        if isinstance(name, str) and name in _FAILING:
            if config.get(CONF_CONTINUE_ON_ERROR) is not True:
                yield config
            return
        for value in config.values():
            yield from _failing_calls(value)
    elif isinstance(config, list | tuple):
        for value in config:
            yield from _failing_calls(value)


def _aims_at(hass: HomeAssistant, call: Mapping[Any, Any], entity_id: str) -> bool:
    parts = [call, call.get(CONF_TARGET), call.get("data"), call.get("data_template")]
    for part in parts:
        if not isinstance(part, Mapping):
            continue
        aims = {key: part[key] for key in _TARGETS if key in part}
        if aims.get("entity_id") == ENTITY_MATCH_ALL:
            return True
        selected = async_extract_referenced_entity_ids(hass, TargetSelection(aims))
        if entity_id in selected.referenced | selected.indirectly_referenced:
            return True
    # A target that is put together may name the camera anywhere in the call.
    return entity_id in cameras_in(call)
