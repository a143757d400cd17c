"""Sound goes on only after a person's own answer: requests, proofs, PIN, and the record of all that."""

from .former_log import FormerAudioLog
from .log import AudioLog
from .manager import AudioManager, Requested
from .pin import PinCheck, async_hash_pin, is_long_enough

__all__ = [
    "AudioLog",
    "AudioManager",
    "FormerAudioLog",
    "PinCheck",
    "Requested",
    "async_hash_pin",
    "is_long_enough",
]
