"""The originals of a guarded camera: which they are, and who answers for them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import ref

from homeassistant.components.camera import Camera
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity

from ..const import DOMAIN, LOGGER
from ..core.level import PrivacyLevel, rank
from .answer import CameraAnswer
from .exchange import Seal, live_seals

type CameraSeal = Seal[Camera, CameraAnswer]


@dataclass(eq=False, kw_only=True)
class Originals:
    """The originals of one guarded camera, which are sealed as they come.

    Usually there is one. `seals` are those of all that was this camera's original since it has this
    source: to know less of one never opens it.
    """

    source: str
    guards_images: bool
    closed: CameraAnswer
    camera: CameraAnswer | None = None
    failed: bool = False
    seals: list[ref[CameraSeal]] = field(default_factory=list["ref[CameraSeal]"])

    def answer(self) -> CameraAnswer:
        """Return who answers now: the guarded camera, or what refuses while there is none."""
        return self.camera or self.closed

    def holds(self, camera: Camera) -> bool:
        """Return whether this is one of the originals, and sealed."""
        return any(seal.entity is camera for seal in self.live_seals())

    def live_seals(self) -> list[CameraSeal]:
        """Return the seals of all originals that are there, those of before a reload included."""
        return live_seals(self.seals)


def most_private_answer(
    answers: Sequence[CameraAnswer], closed: CameraAnswer
) -> CameraAnswer:
    """Return the one that gives nothing that another withholds; `closed` where none is so.

    Of several that are partly covered, each covers something else. A stream with sound is none for
    those that are silent.
    """
    if len(answers) == 1:
        return answers[0]
    levels = [rank(answer.privacy_level) for answer in answers]
    strictest = [
        answer
        for answer in answers
        if rank(answer.privacy_level) == max(levels)
        and (not answer.audio or all(each.audio for each in answers))
    ]
    if not strictest:
        return closed
    if strictest[0].privacy_level is PrivacyLevel.MASKED:
        return strictest[0] if levels.count(max(levels)) == 1 else closed
    return strictest[0]


def is_source(source: str, camera: Camera) -> bool:
    """Return whether this is the camera that is stored as a source, as `SourceFollower` has it."""
    if camera.platform.platform_name == DOMAIN:
        return False
    if camera.registry_entry is None:
        return camera.entity_id == source
    # The registry's own word: the camera itself may not have heard yet of what has just changed.
    entry = er.async_get(camera.hass).async_get(camera.registry_entry.id)
    if entry is None or entry.id == source:
        return camera.registry_entry.id == source
    return entry.entity_id == source and entry.config_entry_id is None


@contextmanager
def guarded_call(entity: Entity) -> Iterator[None]:
    """Keep the errors of an original, or image, from what else has to be done, for it and for others."""
    try:
        yield
    except Exception as error:  # noqa: BLE001
        LOGGER.warning(
            "%s could not show that it changed: %s",
            entity.entity_id,
            type(error).__name__,
        )
