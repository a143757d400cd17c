"""What can be said of a packet before it is decoded."""

from enum import Enum, auto


class Verdict(Enum):
    """What the headers say of a packet, for a decoder that was given all that is not `LOST` or `ASIDE`."""

    BEGINS = auto()
    """It needs nothing that came before; a decoder may, and after a loss must, be a new one."""
    FOLLOWS = auto()
    """All that it is built on came."""
    BUILDS = auto()
    """It is needed for what follows, but is not right yet itself: not to be shown."""
    ASIDE = auto()
    """It is built on what came before the beginning: to be left out; nothing shown needs it."""
    LOST = auto()
    """Something is missing, or nobody knows: nothing is decoded until one begins."""
