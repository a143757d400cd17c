"""Provisions of security standards that checks relate to.

They are written for makers: a check relates to a provision, it never proves that one is met.
"""

from dataclasses import dataclass
from enum import StrEnum


class Standard(StrEnum):
    """A published standard."""

    ETSI = "ETSI EN 303 645"
    OWASP = "OWASP IoT Top 10 (2018)"
    PSTI = "UK PSTI"


@dataclass(frozen=True, kw_only=True)
class Provision:
    """A place in a standard."""

    standard: Standard
    clause: str


def etsi(*provisions: str) -> tuple[Provision, ...]:
    """Return references to provisions, such as `5.1-1`."""
    return tuple(Provision(standard=Standard.ETSI, clause=one) for one in provisions)


def owasp(*items: int) -> tuple[Provision, ...]:
    """Return references to items by their number, 1 to 10."""
    return tuple(Provision(standard=Standard.OWASP, clause=f"I{one}") for one in items)


def psti(requirement: int) -> tuple[Provision, ...]:
    """Return the reference to a requirement: 1 passwords, 2 disclosure, 3 updates."""
    return (Provision(standard=Standard.PSTI, clause=str(requirement)),)
