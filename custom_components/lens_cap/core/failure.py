"""Reasons for not getting a picture from an original camera."""

from enum import StrEnum
from typing import Final


class Failure(StrEnum):
    """Reason codes, each with a translation; never an address."""

    REFUSED = "refused"  # the camera wants another login
    UNREACHABLE = "unreachable"
    ELSEWHERE = "elsewhere"  # it only points to another address: a playlist, a redirect
    NOT_ALLOWED = "not_allowed"  # an address of a kind that Lens Cap does not open
    NO_VIDEO = "no_video"
    UNSUPPORTED = "unsupported"  # a kind of video that cannot be passed on
    ENDED = "ended"
    BROKEN = "broken"  # what comes is no video
    TOO_LARGE = "too_large"  # it would take more memory or time than a picture may
    NOT_FOUND = "not_found"  # it answers, but has nothing at this address
    BUSY = "busy"  # it answers that it cannot serve one more
    MISSPELT = (
        "misspelt"  # the address cannot be read; most often for a sign in its password
    )
    # Known from Home Assistant alone, before the camera is asked for a picture.
    GONE = "gone"
    DISABLED = "disabled"
    NOT_LOADED = "not_loaded"  # its integration does not run
    UNAVAILABLE = (
        "not_available"  # as a state, "unavailable" would be that of the sensor
    )
    SWITCHED_OFF = "switched_off"


# Retrying does not help: somebody has to change something.
HOPELESS: Final = frozenset(
    {
        Failure.REFUSED,
        Failure.ELSEWHERE,
        Failure.NOT_ALLOWED,
        Failure.NO_VIDEO,
        Failure.UNSUPPORTED,
        Failure.TOO_LARGE,
        Failure.MISSPELT,
    }
)
