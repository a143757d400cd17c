"""Sealing: the original of a guarded camera answers through that camera's guard, whoever asks it.

Home Assistant has no permission for single cameras, and all integrations share one process. So the
object of the original is given another class, made for it, whose every way to a picture leads to
the guard; its own ways are kept for the guard alone. See docs/adr/0016-seal-the-original.md.
"""

from .answer import CameraAnswer
from .exchange import UnsealableError
from .seals import DATA_SEALS, Seals, async_seals, is_sealed

__all__ = [
    "DATA_SEALS",
    "CameraAnswer",
    "Seals",
    "UnsealableError",
    "async_seals",
    "is_sealed",
]
