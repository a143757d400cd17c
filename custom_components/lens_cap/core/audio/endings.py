"""Why requests and grants end."""

from datetime import datetime
from enum import StrEnum

from ..placement import Placement
from .facts import AudioFacts
from .grant import Grant
from .request import Pending


class Ending(StrEnum):
    """Why a request or a grant ended."""

    BY_HAND = "by_hand"
    DENIED = "denied"
    EXPIRED = "expired"
    REPLACED = "replaced"
    TIME = "time"
    VIEWING = "viewing"
    GUESTS = "guests"
    PRIVACY = "privacy"
    RULE = "rule"
    PLACEMENT = "placement"
    CLOCK = "clock"
    RESTART = "restart"
    REMOVED = "removed"
    NOT_SAVED = "not_saved"


def ending(
    placement: Placement, before: AudioFacts | None, facts: AudioFacts
) -> Ending | None:
    """Return why facts end a request or grant for a camera, or None.

    `placement` is where the camera was then. Without an assessment it is another camera now.
    Arriving guests end it; what was confirmed for an entrance while they are there goes on.
    """
    if facts.placement is not placement or facts.assessment is None:
        return Ending.PLACEMENT
    if facts.private or not facts.settled:
        return Ending.PRIVACY
    came = before is None or not before.guests.possible
    if facts.guests.possible and (came or placement is not Placement.ENTRANCE):
        return Ending.GUESTS
    if facts.audio_off:
        return Ending.RULE
    return None


def end_of_grant(
    grant: Grant, before: AudioFacts | None, facts: AudioFacts, now: datetime
) -> Ending | None:
    """Return why a grant has ended, or None while it is live."""
    if (found := ending(grant.placement, before, facts)) is not None:
        return found
    if now < grant.set_at:
        return Ending.CLOCK
    if grant.viewing_has_ended(now):
        return Ending.VIEWING
    return None if grant.is_live(now) else Ending.TIME


def end_of_request(
    pending: Pending, before: AudioFacts | None, facts: AudioFacts, now: datetime
) -> Ending | None:
    """Return why a request has ended, or None while it is pending."""
    if (found := ending(pending.placement, before, facts)) is not None:
        return found
    return None if pending.waits(now) else Ending.EXPIRED
