"""A camera's own controls, as they are stored with the camera."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..const import CONF_ENTITY, CONF_ORIGIN, CONF_ROLE, CONF_SAFE_VALUE
from ..core.controls.control import Control, ControlOrigin
from ..core.controls.role import AUDITED_ONLY, Role
from .reading import text

_ROLES = {role.value: role for role in Role if role not in AUDITED_ONLY}
_ORIGINS = {origin.value: origin for origin in ControlOrigin}


def read_controls(value: object) -> tuple[Control, ...]:
    """Return stored controls; never raises.

    One that cannot be read is left out: nothing is moved of which it is not known where its private
    side is. Of two with the same entity the first counts.
    """
    if not isinstance(value, (list, tuple)):
        return ()
    controls: dict[str, Control] = {}
    for control in _readable(value):
        controls.setdefault(control.entity, control)
    return tuple(controls.values())


def stored_controls(controls: Iterable[Control]) -> list[dict[str, str]]:
    """Return controls as they are stored."""
    return [
        {
            CONF_ROLE: control.role.value,
            CONF_ENTITY: control.entity,
            CONF_SAFE_VALUE: control.safe,
            CONF_ORIGIN: control.origin.value,
        }
        for control in controls
    ]


def _readable(stored: Iterable[Any]) -> Iterator[Control]:
    for one in stored:
        if isinstance(one, Mapping) and (control := _control(one)) is not None:
            yield control


def _control(stored: Mapping[str, Any]) -> Control | None:
    role = _ROLES.get(text(stored.get(CONF_ROLE)) or "")
    entity, safe = text(stored.get(CONF_ENTITY)), text(stored.get(CONF_SAFE_VALUE))
    if role is None or entity is None or safe is None:
        return None
    origin = _ORIGINS.get(text(stored.get(CONF_ORIGIN)) or "", ControlOrigin.PICKED)
    return Control(role=role, entity=entity, safe=safe, origin=origin)
