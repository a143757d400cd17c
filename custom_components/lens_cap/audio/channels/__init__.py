"""The ways on which people answer requests for sound; each makes sure who it is."""

from .phone import PhoneChannel
from .repair import AUDIO_ISSUE, AudioRequestFlow, RepairChannel
from .websocket import async_register_commands

__all__ = [
    "AUDIO_ISSUE",
    "AudioRequestFlow",
    "PhoneChannel",
    "RepairChannel",
    "async_register_commands",
]
