"""A control that the owner chose for a camera."""

from dataclasses import dataclass
from enum import StrEnum

from .role import Role


class ControlOrigin(StrEnum):
    """How a control came to its camera: a row of the table found it, or the owner picked it."""

    FOUND = "found"
    PICKED = "picked"


@dataclass(frozen=True, kw_only=True)
class Control:
    """One control of a camera that Lens Cap may move.

    `entity` is the id of its entry in the entity registry, or its entity id where it has none.
    `safe` is the value of its private side: a state, an option, a number; `press` for a button.
    """

    role: Role
    entity: str
    safe: str
    origin: ControlOrigin
