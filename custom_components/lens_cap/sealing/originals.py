"""The originals of a guarded camera: which they are, and who answers for them."""

from dataclasses import dataclass, field
from weakref import ref

from homeassistant.components.camera import Camera

from ..const import DOMAIN
from .answer import CameraAnswer
from .exchange import Seal

type CameraSeal = Seal[Camera, CameraAnswer]


@dataclass(kw_only=True)
class Originals:
    """The originals of one guarded camera, which are sealed as they come."""

    source: str
    guards_images: bool
    closed: CameraAnswer
    camera: CameraAnswer | None = None
    failed: bool = False
    seals: list[ref[CameraSeal]] = field(default_factory=list["ref[CameraSeal]"])

    def answer(self) -> CameraAnswer:
        """Return who answers now: the guarded camera, or what refuses while there is none."""
        return self.camera or self.closed

    def living(self) -> list[CameraSeal]:
        """Return the seals of all objects that are there, those of before a reload included."""
        living = [seal for each in self.seals if (seal := each()) is not None]
        self.seals = [each for each in self.seals if each() is not None]
        return living


def is_source(source: str, camera: Camera) -> bool:
    """Return whether this is the camera that is stored as a source, as `SourceFollower` has it."""
    entry = camera.registry_entry
    if camera.platform.platform_name == DOMAIN:
        return False
    if entry is not None and entry.id == source:
        return True
    return camera.entity_id == source and (
        entry is None or entry.config_entry_id is None
    )
