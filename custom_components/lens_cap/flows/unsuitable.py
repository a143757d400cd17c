"""What is said about cameras that cannot be guarded."""

from typing import Final

from ..takeover.candidates import Unsuitability

UNSUITABLE: Final = {
    Unsuitability.GONE: "camera_gone",
    Unsuitability.NOT_A_CAMERA: "not_a_camera",
    Unsuitability.OWN: "own_camera",
    Unsuitability.ALREADY_GUARDED: "already_guarded",
    Unsuitability.DISABLED: "camera_disabled",
}
