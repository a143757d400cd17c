"""Requests and questions that wait for the answer of a person who is signed in.

Proofs are kept as digests; they are generated elsewhere, since nothing here is random.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self, override

from ..placement import Placement
from .grant import Wanted

ANSWER_WITHIN: Final = timedelta(minutes=5)
_MOST_REMEMBERED: Final = 20


class Channel(StrEnum):
    """How somebody can answer."""

    CARD = "card"
    PHONE = "phone"
    REPAIRS = "repairs"
    PIN = "pin"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Proof that the one who answers was asked; valid once, for one request and user."""

    digest: str
    user_id: str
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that waits for an answer, from `asked_at` until `expires_at`."""

    asked_at: datetime
    expires_at: datetime
    proofs: tuple[Proof, ...] = ()

    def waits(self, now: datetime) -> bool:
        """Return whether it can still be answered."""
        return self.asked_at <= now < self.expires_at

    def with_proof(self, proof: Proof) -> Self:
        """Return it with a proof for a user, in place of an older one of that channel."""
        others = tuple(
            one
            for one in self.proofs
            if (one.user_id, one.channel) != (proof.user_id, proof.channel)
        )
        return replace(self, proofs=(*others, proof))

    def without_proof(self, digest: str) -> Self:
        """Return it without a proof that was used."""
        left = tuple(one for one in self.proofs if one.digest != digest)
        return replace(self, proofs=left)

    def after_jump(self, jump: timedelta) -> Self:
        """Return it after the clock was set: it never waits longer."""
        if jump >= timedelta():
            return self
        return replace(
            self, asked_at=self.asked_at + jump, expires_at=self.expires_at + jump
        )


@dataclass(frozen=True, kw_only=True)
class Pending(Waiting):
    """A request for sound that waits for an answer.

    `instead_of` are the ids of what the same person asked for before and then changed, oldest first: a no to
    one of these is a no to this one. A yes is for nothing but what it was said to.
    """

    request_id: str
    wanted: Wanted
    placement: Placement
    instead_of: tuple[str, ...] = ()

    @property
    def first_id(self) -> str:
        """Return the id under which it was first asked for."""
        return self.instead_of[0] if self.instead_of else self.request_id

    def is_denied_by(self, request_id: str) -> bool:
        """Return whether a no to a request with this id is one to this."""
        return request_id == self.request_id or request_id in self.instead_of

    def changing(self, before: Pending | None) -> Pending:
        """Return this request; where its asker changed an earlier one, it goes by the ids of that one as well."""
        if before is None or before.wanted.asker != self.wanted.asker:
            return self
        first, *others = (*before.instead_of, before.request_id)
        return replace(self, instead_of=(first, *others[1 - _MOST_REMEMBERED :]))

    @override
    def waits(self, now: datetime) -> bool:
        """Return whether it can still be answered, which is never for long."""
        return super().waits(now) and now < self.asked_at + ANSWER_WITHIN


@dataclass(frozen=True, kw_only=True)
class ConfirmationRequest(Waiting):
    """A question whose yes opens something; only `users` (ids) may give it."""

    question_id: str
    users: frozenset[str]

    def may_answer(self, user_id: str, now: datetime) -> bool:
        """Return whether a user can say yes now."""
        return user_id in self.users and self.waits(now)

    def is_proved_by(self, proof: Proof, now: datetime) -> bool:
        """Return whether a yes with this proof counts."""
        return self.may_answer(proof.user_id, now) and proof in self.proofs
