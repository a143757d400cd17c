"""Actions in configurations that would miss a camera once it is guarded."""

from collections.abc import Mapping
import re
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID, CONF_TARGET

from .walk import cameras_in, mappings, texts

_ACTION_KEYS: Final = ("action", "service", "perform_action")
# Cards write their data so, one for each button: "data_left".
_DATA: Final = re.compile(r"target|(?:service_)?data(?:_\w+)?")


def actions_on(
    data: object, entity_id: str, device_id: str | None, integration: str
) -> set[tuple[str, bool]]:
    """Return the actions in a configuration that a take-over would make miss their camera.

    Each is given as its name and whether it is aimed at the device: actions of the camera's own
    integration that name the entity, and camera actions that name the device.
    """
    found: set[tuple[str, bool]] = set()
    for call in mappings(data):
        for name in (call.get(key) for key in _ACTION_KEYS):
            if not isinstance(name, str):
                continue
            aims = [
                value
                for key, value in call.items()
                if key == ATTR_ENTITY_ID or _DATA.fullmatch(str(key))
            ]
            domain = name.partition(".")[0]
            if domain == integration and entity_id in cameras_in(aims):
                found.add((name, False))
            if domain in {integration, "camera"} and _aims_at_device(call, device_id):
                found.add((name, True))
    return found


def _aims_at_device(call: Mapping[Any, Any], device_id: str | None) -> bool:
    target = call.get(CONF_TARGET)
    return (
        device_id is not None
        and isinstance(target, Mapping)
        and device_id in texts(target.get(ATTR_DEVICE_ID))
    )
