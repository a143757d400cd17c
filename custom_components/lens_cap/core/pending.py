"""A request for sound that waits for a person's answer.

Nothing here knows chance: a proof is kept as its digest, and is made elsewhere.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from .grant import Wanted
from .placement import Placement

ANSWER_WITHIN: Final = timedelta(minutes=5)


class Channel(StrEnum):
    """How somebody answers."""

    CARD = "card"
    PHONE = "phone"
    REPAIRS = "repairs"
    PIN = "pin"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What shows that somebody answers who was asked; it counts once, for one request and user."""

    digest: str
    user_id: str
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A request that waits for an answer, until `expires_at`."""

    request_id: str
    wanted: Wanted
    placement: Placement
    asked_at: datetime
    expires_at: datetime
    proofs: tuple[Proof, ...] = ()

    def waits(self, now: datetime) -> bool:
        """Return whether it can still be answered."""
        return (
            self.asked_at <= now < min(self.expires_at, self.asked_at + ANSWER_WITHIN)
        )

    def with_proof(self, proof: Proof) -> Self:
        """Return the request with a proof for a user, in place of an older one of that channel."""
        others = tuple(
            one
            for one in self.proofs
            if (one.user_id, one.channel) != (proof.user_id, proof.channel)
        )
        return replace(self, proofs=(*others, proof))

    def without_proof(self, digest: str) -> Self:
        """Return the request without a proof that was used."""
        left = tuple(one for one in self.proofs if one.digest != digest)
        return replace(self, proofs=left)

    def after_jump(self, jump: timedelta) -> Self:
        """Return the request after the clock was set: it never waits longer."""
        if jump >= timedelta():
            return self
        return replace(
            self, asked_at=self.asked_at + jump, expires_at=self.expires_at + jump
        )
