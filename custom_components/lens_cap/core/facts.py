"""What is known at one moment about everything that can close a camera."""

from dataclasses import dataclass
from datetime import datetime

from .hold import Hold


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts for one camera.

    `settled` is False until everything that could close the camera is known after a start.
    """

    now: datetime
    settled: bool
    holds: tuple[Hold, ...] = ()
