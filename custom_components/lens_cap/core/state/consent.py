"""Consents: who agreed to be seen, heard or recognized, until they withdraw it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Self

MOST_CONSENTS: Final = 100
"""For one camera; the oldest that was not withdrawn makes room."""


class ConsentScope(StrEnum):
    """What somebody agrees to, and what ends where they withdraw it."""

    CAMERA = "camera"
    SOUND = "sound"
    RECOGNITION = "recognition"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One person's word about one camera.

    `who` is a name or a role, `way` how they said it, `purpose` what it is for, `given_on` the day; the
    last is None where nobody noted that they had agreed, and they withdrew all the same. `noted_by` and
    `withdrawn_by` are ids of users. What is withdrawn stays so until they were asked again.
    """

    consent_id: str
    who: str
    scope: ConsentScope
    given_on: date | None = None
    way: str = ""
    purpose: str = ""
    noted_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn, and nobody has asked again."""
        return self.withdrawn_at is not None

    def is_of(self, who: str, scope: ConsentScope) -> bool:
        """Return whether it is somebody's word about something; however they spell their name."""
        return self.scope is scope and named_alike(self.who, who)

    def withdraw(self, now: datetime, by: str | None) -> Self:
        """Return the consent after it was withdrawn; the first time counts."""
        if self.withdrawn:
            return self
        return replace(self, withdrawn_at=now, withdrawn_by=by)


def named_alike(one: str, other: str) -> bool:
    """Return whether two names are the same but for spaces, and for capital letters."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def withdrawn_scopes(consents: Iterable[Consent]) -> frozenset[ConsentScope]:
    """Return what somebody does not agree to any more, and was not asked about again."""
    return frozenset(consent.scope for consent in consents if consent.withdrawn)


def with_withdrawn(
    consents: tuple[Consent, ...],
    withdrawal: Consent,
    now: datetime,
    by: str | None,
) -> tuple[Consent, ...]:
    """Return consents after somebody withdrew theirs.

    Args:
        consents: What was agreed to.
        withdrawal: Who withdraws what. It is noted where nobody had noted that they agreed; without the
            name where so many have withdrawn theirs that there is no room.
        now: When.
        by: The id of the user who says so.
    """
    if not any(one.is_of(withdrawal.who, withdrawal.scope) for one in consents):
        if sum(one.withdrawn for one in consents) >= MOST_CONSENTS:
            withdrawal = replace(withdrawal, who="")
        if not any(one.is_of(withdrawal.who, withdrawal.scope) for one in consents):
            return with_noted(consents, withdrawal.withdraw(now, by))
    return tuple(
        one.withdraw(now, by) if one.is_of(withdrawal.who, withdrawal.scope) else one
        for one in consents
    )


def with_noted(consents: tuple[Consent, ...], consent: Consent) -> tuple[Consent, ...]:
    """Return consents with one more, or with a newer one of the same id.

    The oldest makes room; one that is withdrawn never does.
    """
    kept = [one for one in consents if one.consent_id != consent.consent_id]
    spare = [one for one in kept if not one.withdrawn]
    for oldest in spare[: max(0, len(kept) - MOST_CONSENTS + 1)]:
        kept.remove(oldest)
    return (*kept, consent)


def without_consent(
    consents: tuple[Consent, ...], consent_id: str
) -> tuple[Consent, ...]:
    """Return consents without one."""
    return tuple(one for one in consents if one.consent_id != consent_id)
