"""What one request for a picture or a stream gets."""

from dataclasses import dataclass
from enum import StrEnum

from .decide import Decision
from .level import PrivacyLevel
from .reason import ReasonCode


class Door(StrEnum):
    """The way by which a picture is asked for.

    Dashboards come through the proxy and are shown a calm placeholder while a camera is
    private. Whoever comes by another door means to use the picture and gets an error.
    """

    PROXY = "proxy"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Deliver:
    """The picture may pass."""


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """The placeholder is shown instead of a picture."""


@dataclass(frozen=True, kw_only=True)
class Refuse:
    """Nothing is given, and the reason is said."""

    reason: ReasonCode


type Verdict = Deliver | Placeholder | Refuse


def verdict(decision: Decision, door: Door) -> Verdict:
    """Return what a request through `door` gets under a decision.

    Only an open camera delivers: nothing covers parts of a picture yet, so a masked camera
    gives as little as a private one.
    """
    if decision.level is PrivacyLevel.OPEN:
        return Deliver()
    if door is Door.PROXY:
        return Placeholder()
    return Refuse(reason=decision.reason)
