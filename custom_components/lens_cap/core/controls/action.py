"""What has to be called so that a control takes a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

PRESS: Final = "press"

_SWITCHED: Final = frozenset(
    {"camera", "fan", "input_boolean", "light", "remote", "siren", "switch"}
)
_OPTIONS: Final = frozenset({"input_select", "select"})
_NUMBERS: Final = frozenset({"input_number", "number"})
_PRESSED: Final = frozenset({"button", "input_button"})
_COVERS: Final[Mapping[str, str]] = {"closed": "close_cover", "open": "open_cover"}

CONTROLLABLE: Final = frozenset({"cover", *_SWITCHED, *_OPTIONS, *_NUMBERS, *_PRESSED})
"""The kinds of entities that can be a control."""


@dataclass(frozen=True, kw_only=True)
class ControlAction:
    """One action of Home Assistant; the entity is added by whoever calls it."""

    domain: str
    name: str
    data: Mapping[str, str | float] = field(default_factory=dict[str, str | float])


def action_for(domain: str, value: str) -> ControlAction | None:
    """Return the action that gives an entity of a domain a value; None where there is none."""
    if domain in _SWITCHED and value in {"on", "off"}:
        return ControlAction(domain=domain, name=f"turn_{value}")
    if domain in _OPTIONS and value:
        return ControlAction(
            domain=domain, name="select_option", data={"option": value}
        )
    if domain in _NUMBERS and (level := number(value)) is not None:
        return ControlAction(domain=domain, name="set_value", data={"value": level})
    if domain in _PRESSED and value == PRESS:
        return ControlAction(domain=domain, name=PRESS)
    if domain == "cover" and value in _COVERS:
        return ControlAction(domain=domain, name=_COVERS[value])
    return None


def is_momentary(domain: str) -> bool:
    """Return whether an entity of a domain is only ever pressed, so that its state tells nothing."""
    return domain in _PRESSED


def is_switched(domain: str) -> bool:
    """Return whether an entity of a domain is switched on and off."""
    return domain in _SWITCHED


def takes_number(domain: str) -> bool:
    """Return whether an entity of a domain takes a number."""
    return domain in _NUMBERS


def same_value(domain: str, one: str, other: str) -> bool:
    """Return whether two values of an entity are the same; numbers may be written differently."""
    if domain in _NUMBERS:
        return number(one) is not None and number(one) == number(other)
    return one == other


def number(text: str) -> float | None:
    """Return a text as a finite number; None if it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
