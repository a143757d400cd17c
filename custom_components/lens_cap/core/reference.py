"""What names a camera or is part of a finding, in the words that people gave to it."""

from dataclasses import dataclass
from enum import StrEnum


class ReferenceKind(StrEnum):
    """What can name a camera, or be pointed to by a finding."""

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
    """Something that names a camera, or that a finding points to.

    `title` is what people call it. In a finding it never holds an address, a login, or the name of a person.
    """

    kind: ReferenceKind
    title: str
