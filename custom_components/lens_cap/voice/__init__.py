"""What can be said: privacy is turned on by voice, and asked for, and never turned off."""

from .closing import TurnOnPrivacy
from .question import GetPrivacy
from .sentences import async_listen

__all__ = ["GetPrivacy", "TurnOnPrivacy", "async_listen"]
