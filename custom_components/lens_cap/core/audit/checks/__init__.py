"""The table of all checks."""

from collections.abc import Mapping
from typing import Final

from ..check import CameraCheck, HouseholdCheck
from .bypasses import BYPASSES
from .credentials import CREDENTIALS
from .firmware import FIRMWARE
from .home_assistant import HOME_ASSISTANT
from .phones import PHONES
from .presence import PRESENCE
from .privacy import PRIVACY
from .probes import PROBES
from .transport import TRANSPORT

CAMERA_CHECKS: Final[tuple[CameraCheck, ...]] = (
    *CREDENTIALS,
    *TRANSPORT,
    *BYPASSES,
    *PRIVACY,
    *FIRMWARE,
    *PROBES,
)
HOUSEHOLD_CHECKS: Final[tuple[HouseholdCheck, ...]] = (
    *HOME_ASSISTANT,
    *PHONES,
    *PRESENCE,
)
THEMES: Final[Mapping[str, tuple[CameraCheck | HouseholdCheck, ...]]] = {
    "credentials": CREDENTIALS,
    "transport": TRANSPORT,
    "bypasses": BYPASSES,
    "privacy": PRIVACY,
    "firmware": FIRMWARE,
    "probes": PROBES,
    "home_assistant": HOME_ASSISTANT,
    "phones": PHONES,
    "presence": PRESENCE,
}
"""What checks are about, as the report sums them up."""

CHECKS: Final[Mapping[str, CameraCheck | HouseholdCheck]] = {
    **{check.check_id: check for check in CAMERA_CHECKS},
    **{check.check_id: check for check in HOUSEHOLD_CHECKS},
}
"""Every check by its id."""
