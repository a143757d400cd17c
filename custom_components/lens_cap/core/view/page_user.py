"""Who looks at our page or a card: what a person of a role may know of others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageRole(StrEnum):
    """What somebody who is signed in is to the household."""

    ADMINISTRATOR = "administrator"
    RESIDENT = "resident"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class PageUser:
    """Somebody who looks; `signed_in` says that a person did, and no program with a token of theirs."""

    user_id: str
    role: PageRole
    signed_in: bool

    @property
    def is_family(self) -> bool:
        """Whether names, and who did what, are theirs to know."""
        return self.role is not PageRole.OTHER


def told_by(
    askers: Collection[str],
    user: PageUser,
    names: Mapping[str, str],
    *,
    perhaps_others: bool = False,
) -> dict[str, object]:
    """Return who did something, as far as who looks may know: `kind`, and of a user the `name`.

    Args:
        askers: The ids of the users who did it, the one to name first; none means an automation.
        user: Who looks.
        names: What users are called, by their ids.
        perhaps_others: Some of those who did it may be unknown.
    """
    if user.user_id in askers:
        return {"kind": "you"}
    if not user.is_family or perhaps_others:
        return {"kind": "somebody"}
    if not askers:
        return {"kind": "automation"}
    known = [names[one] for one in askers if names.get(one)]
    return {"kind": "user", "name": known[0]} if known else {"kind": "somebody"}


def iso(moment: datetime | None) -> str | None:
    """Return a moment as text with its distance from UTC, or None."""
    return None if moment is None else moment.isoformat()
