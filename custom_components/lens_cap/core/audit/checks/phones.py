"""Checks of the household's phones: whoever can impersonate one can move its owner."""

from typing import Final

from ..check import Check, HouseholdCheck, weak_from_one
from ..finding import Severity
from ..provisions import etsi, owasp

PHONES: Final[tuple[HouseholdCheck, ...]] = (
    Check(
        check_id="phone_address_open",
        severity=Severity.HIGH,
        judge=weak_from_one(lambda posture: posture.phones_without_encryption),
        relates_to=etsi("5.5-1") + owasp(7),
    ),
)
