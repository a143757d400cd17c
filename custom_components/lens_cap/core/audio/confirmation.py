"""Turns a request for sound into a grant; whoever asks, only a person's answer counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..placement import Placement
from ..settings.assessment import Standing, standing
from .facts import AudioFacts, Confirmers
from .grant import Grant, Length, Wanted
from .request import ANSWER_WITHIN, Channel, Pending, Proof


class Refusal(StrEnum):
    """Why a request or a confirmation is refused; each text says what to do."""

    STARTING_UP = "starting_up"
    CAMERA_PRIVATE = "camera_private"
    RULE = "rule"
    GUESTS_PRESENT = "guests_present"
    NOT_ASSESSED = "not_assessed"
    ASSESSMENT_OUTDATED = "assessment_outdated"
    NEEDS_PERSON = "needs_person"
    NO_LENGTH = "no_length"
    NOBODY_ASKED = "nobody_asked"
    WRONG_PROOF = "wrong_proof"
    NOT_ALLOWED = "not_allowed"
    ANOTHER_ADULT = "another_adult"
    NOT_SIGNED_IN = "not_signed_in"
    ANOTHER_WAITS = "another_waits"
    TOO_SOON = "too_soon"


@dataclass(frozen=True, kw_only=True)
class AudioAnswer:
    """Somebody's answer. `user_id` is None only with a PIN, which is a proof of its own."""

    user_id: str | None
    channel: Channel
    is_admin: bool = False
    digest: str | None = None


def why_not_now(facts: AudioFacts, now: datetime) -> Refusal | None:
    """Return why a camera must stay silent, whoever asks, or None."""
    if not facts.settled:
        return Refusal.STARTING_UP
    # First, since guests are often why the camera is private.
    if facts.guests.possible and facts.placement is not Placement.ENTRANCE:
        return Refusal.GUESTS_PRESENT
    if facts.private:
        return Refusal.CAMERA_PRIVATE
    if facts.audio_off:
        return Refusal.RULE
    match standing(
        facts.assessment,
        now,
        facts.placement,
        sees_beyond_property=facts.sees_beyond_property,
    ):
        case Standing.VALID:
            return None
        case Standing.MISSING:
            return Refusal.NOT_ASSESSED
        case _:
            return Refusal.ASSESSMENT_OUTDATED


def ask(
    request_id: str,
    wanted: Wanted,
    facts: AudioFacts,
    confirmers: Confirmers,
    now: datetime,
) -> Pending | Refusal:
    """Return the pending request, or why it is refused."""
    if (refusal := why_not_now(facts, now)) is not None:
        return refusal
    if not wanted.duration(facts.placement):
        return Refusal.NO_LENGTH
    if confirmers.another_adult and wanted.by is None:
        return Refusal.NEEDS_PERSON
    return Pending(
        request_id=request_id,
        wanted=wanted,
        placement=facts.placement,
        asked_at=now,
        expires_at=now + ANSWER_WITHIN,
    )


def may_answer(
    wanted: Wanted, confirmers: Confirmers, user_id: str | None, *, is_admin: bool
) -> Refusal | None:
    """Return why a person may not confirm a request, or None; no user means that the PIN answers."""
    if user_id is None:
        return Refusal.ANOTHER_ADULT if confirmers.another_adult else None
    if not confirmers.includes(user_id, is_admin=is_admin):
        return Refusal.NOT_ALLOWED
    if confirmers.another_adult and user_id == wanted.by:
        return Refusal.ANOTHER_ADULT
    return None


def asks_only_oneself(
    wanted: Wanted, confirmers: Confirmers, able: Collection[str]
) -> bool:
    """Return whether only the phones of who asks are told; `able` are the ids of those who may confirm."""
    return wanted.by in able and not confirmers.another_adult


def confirm(
    pending: Pending | None,
    answer: AudioAnswer,
    facts: AudioFacts,
    confirmers: Confirmers,
    now: datetime,
) -> Grant | Refusal:
    """Return the grant that follows from an answer, or why there is none."""
    if pending is None or not pending.waits(now):
        return Refusal.NOBODY_ASKED
    if not _proves(pending, answer):
        return Refusal.WRONG_PROOF
    refusal = may_answer(
        pending.wanted, confirmers, answer.user_id, is_admin=answer.is_admin
    )
    if refusal is not None:
        return refusal
    if (refusal := why_not_now(facts, now)) is not None:
        return refusal
    if facts.placement is not pending.placement:
        return Refusal.NOBODY_ASKED
    wanted = pending.wanted
    return Grant(
        wanted=wanted,
        confirmed_by=answer.user_id,
        placement=facts.placement,
        set_at=now,
        until=now + wanted.duration(facts.placement),
        unwatched_since=now if wanted.length is Length.THIS_VIEWING else None,
    )


def _proves(pending: Pending, answer: AudioAnswer) -> bool:
    if answer.channel is Channel.PIN:
        return True
    if answer.digest is None or answer.user_id is None:
        return False
    proof = Proof(digest=answer.digest, user_id=answer.user_id, channel=answer.channel)
    return proof in pending.proofs


def users_asked(
    wanted: Wanted, confirmers: Confirmers, users: Collection[tuple[str, bool]]
) -> frozenset[str]:
    """Return which of these users (id, is administrator) to ask.

    Whoever asked confirms alone if they may; for an automation, everybody who may confirm is asked.
    """
    able = frozenset(
        user_id
        for user_id, is_admin in users
        if may_answer(wanted, confirmers, user_id, is_admin=is_admin) is None
    )
    return frozenset(user_id for user_id in able if user_id == wanted.by) or able
