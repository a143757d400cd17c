"""What decisions ask of sound, and what sound is told of them."""

from datetime import datetime, timedelta
from typing import Protocol

from homeassistant.core import Context

from ..core.ids import CameraId
from ..core.privacy.judgement import Judgement


class AudioGate(Protocol):
    """Says whose sound may pass; the coordinator alone asks it, and tells it what is so."""

    def sound_until(self, camera_id: CameraId) -> datetime | None:
        """Return until when a camera's sound may pass, or None for not at all."""

    def is_pending(self, camera_id: CameraId) -> bool:
        """Return whether a camera's sound was asked for and nobody has answered yet."""

    def observe(self, judgement: Judgement, context: Context | None) -> bool:
        """Take what is so now, and who made it so; return whether that ended any sound."""

    def clock_jumped(self, jump: timedelta) -> None:
        """Take by how much the clock was put forward or back."""


class SilentGate:
    """Lets no sound pass: the gate while none can be asked for."""

    def sound_until(self, _camera_id: CameraId) -> datetime | None:
        """Return None."""
        return None

    def is_pending(self, _camera_id: CameraId) -> bool:
        """Return False."""
        return False

    def observe(self, _judgement: Judgement, _context: Context | None) -> bool:
        """Return False: there is no sound that could end."""
        return False

    def clock_jumped(self, jump: timedelta) -> None:
        """Do nothing: nothing has an end."""
