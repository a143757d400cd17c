"""Checks of what presence is based on, since cameras open by it."""

from typing import Final

from ..check import Check, HouseholdCheck, weak_from_one
from ..finding import Severity
from ..provisions import owasp

PRESENCE: Final[tuple[HouseholdCheck, ...]] = (
    Check(
        check_id="presence_by_connection",
        severity=Severity.MEDIUM,
        judge=weak_from_one(lambda posture: posture.seen_by_connection),
        relates_to=owasp(6),
        doubtful=True,
    ),
)
