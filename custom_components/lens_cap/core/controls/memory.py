"""What controls were before, as it is stored."""

from collections.abc import Iterator, Mapping

from ..ids import CameraId
from .capability import Remembered

type ControlMemory = Mapping[CameraId, Mapping[str, Remembered]]


def memory_to_json(memory: ControlMemory) -> dict[str, object]:
    """Return what is remembered as JSON."""
    return {
        "cameras": {
            camera_id: {
                entity: {
                    "before": one.before,
                    "told": one.told,
                    "switched_on": one.switched_on,
                }
                for entity, one in controls.items()
            }
            for camera_id, controls in memory.items()
        }
    }


def memory_from_json(stored: object) -> ControlMemory:
    """Return what was remembered; never raises.

    What cannot be read of a control means that it is not known what it was: the least, then.
    """
    cameras = stored.get("cameras") if isinstance(stored, Mapping) else None
    if not isinstance(cameras, Mapping):
        return {}
    return {
        CameraId(str(camera_id)): dict(_controls(controls))
        for camera_id, controls in cameras.items()
        if isinstance(controls, Mapping) and controls
    }


def _controls(stored: Mapping[object, object]) -> Iterator[tuple[str, Remembered]]:
    for entity, one in stored.items():
        fields = one if isinstance(one, Mapping) else {}
        before = fields.get("before")
        yield (
            str(entity),
            Remembered(
                before=before if isinstance(before, str) else None,
                told=fields.get("told") is not False,
                switched_on=fields.get("switched_on") is True,
            ),
        )
