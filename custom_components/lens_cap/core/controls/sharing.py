"""Controls that several guarded cameras share, since their pictures come from one camera."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..ids import CameraId
from .control import Control
from .role import Role
from .wanted import WantedRoles


@dataclass(frozen=True, kw_only=True)
class ControlUse:
    """What one guarded camera wants of the controls that were chosen for it.

    `remembered` are those of which it knows what they were before it closed them.
    """

    controls: tuple[Control, ...] = ()
    wanted: WantedRoles
    remembered: Collection[str] = field(default_factory=frozenset[str])

    def closes(self, one: Control) -> bool:
        """Return whether a control has to be on its private side; what is not known yet changes nothing."""
        if self.wanted.still:
            return one.role is Role.MICROPHONE or one.entity in self.remembered
        return one.role in self.wanted.closed


def left_to_others(
    cameras: Mapping[CameraId, ControlUse],
) -> Mapping[CameraId, frozenset[str]]:
    """Return for each camera which of its controls it leaves to the others that share them.

    A control is closed as long as one of them wants that. So that sound that was confirmed is heard, a
    microphone is not closed for a camera that is only silent, and not private.
    """
    users: dict[str, dict[CameraId, Control]] = {}
    for camera_id, use in cameras.items():
        for one in use.controls:
            users.setdefault(one.entity, {})[camera_id] = one
    left: dict[CameraId, set[str]] = {camera_id: set() for camera_id in cameras}
    for entity, sharing in users.items():
        wants = {one: cameras[one].closes(control) for one, control in sharing.items()}
        closed = any(
            wants[one]
            and (control.role is not Role.MICROPHONE or cameras[one].wanted.private)
            for one, control in sharing.items()
        )
        closed |= any(wants.values()) and not any(
            cameras[one].wanted.sound for one in sharing
        )
        for camera_id, wanted in wants.items():
            if wanted is not closed:
                left[camera_id].add(entity)
    return {camera_id: frozenset(entities) for camera_id, entities in left.items()}
