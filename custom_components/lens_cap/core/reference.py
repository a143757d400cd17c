"""References to things in Home Assistant, by the names that people gave them."""

from dataclasses import dataclass
from enum import StrEnum


class ReferenceKind(StrEnum):
    """Kinds of things that a finding can point to."""

    AUTOMATION = "automation"
    SCRIPT = "script"
    SCENE = "scene"
    GROUP = "group"
    DASHBOARD = "dashboard"
    HOMEKIT = "homekit"
    ASSISTANT = "assistant"
    INTEGRATION = "integration"
    CAMERA = "camera"
    ENTITY = "entity"
    UPDATE = "update"
    ADVISORY = "advisory"


@dataclass(frozen=True, kw_only=True, order=True)
class Reference:
    """Something that a finding points to.

    `name` is what people call it: never an address, a login, or the name of a person.
    """

    kind: ReferenceKind
    name: str
