"""Weaknesses that somebody decided to live with, for a reason and for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..ids import CameraId
from .finding import Finding, FindingKey


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """One accepted finding; `by` is the id of the user, `fingerprint` what was accepted."""

    check_id: str
    camera_id: CameraId | None
    reason: str
    until: datetime
    accepted_at: datetime
    by: str
    fingerprint: str

    @property
    def key(self) -> FindingKey:
        """Return what was accepted."""
        return FindingKey(self.check_id, self.camera_id)


def acceptance_of(
    finding: Finding, acceptances: Iterable[Acceptance], now: datetime
) -> Acceptance | None:
    """Return the acceptance that covers a finding now, of several the one that lasts longest.

    It must not be over, and the facts must still be those that were accepted.
    """
    return max(
        (
            one
            for one in acceptances
            if one.key == finding.key
            and one.fingerprint == finding.fingerprint
            and now < one.until
        ),
        key=lambda one: one.until,
        default=None,
    )
