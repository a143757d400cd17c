"""The view of the last audit that entities and issues show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ..ids import CameraId
from .checks import CHECKS
from .finding import Acceptance, CheckState, Finding, FixKind, Severity, severity_rank
from .result import AuditResult
from .score import score

_QUICK: Final = frozenset(FixKind) - {
    FixKind.HAND_OVER,
    FixKind.GUIDE,
    # Home Assistant announces updates itself; only one that is pending for long is a problem.
    FixKind.INSTALL_FIRMWARE,
}


@dataclass(frozen=True, kw_only=True)
class AuditView:
    """The last audit; before the first, nothing is known and nothing alerts.

    `ran_at` is when it ended. `cameras` are those that it looked at.
    """

    result: AuditResult = field(default_factory=AuditResult)
    ran_at: datetime | None = None
    cameras: tuple[CameraId, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """Open findings that the owner can act on; worst first.

        An earlier finding that could not be checked now is still open.
        """
        states = CheckState.FAILED, CheckState.COULD_NOT_CHECK
        found = [one for one in self.result.findings(*states) if is_actionable(one)]
        return tuple(sorted(found, key=_worst_first))

    @property
    def alerts(self) -> tuple[Finding, ...]:
        """The open findings that are severe enough for an alert."""
        return tuple(one for one in self.open if is_alert(one))

    @property
    def repairs(self) -> tuple[Finding, ...]:
        """The alerts, and minor open findings that one click fixes."""
        return tuple(one for one in self.open if is_alert(one) or one.fixable in _QUICK)

    @property
    def accepted(self) -> tuple[tuple[Finding, Acceptance], ...]:
        """Return what somebody lives with now, worst first."""
        found = [
            (one.finding, one.acceptance)
            for one in self.result.outcomes.values()
            if one.finding is not None and one.acceptance is not None
        ]
        return tuple(sorted(found, key=lambda one: _worst_first(one[0])))

    def open_by_severity(self) -> dict[Severity, int]:
        """Return how many open findings there are of each severity, worst first."""
        counted = Counter(one.severity for one in self.open)
        return {one: counted[one] for one in reversed(Severity)}

    def alerts_of(self, camera_id: CameraId) -> tuple[Finding, ...]:
        """Return the alerts of one camera."""
        return tuple(one for one in self.alerts if one.camera_id == camera_id)

    @property
    def insecure(self) -> tuple[CameraId, ...]:
        """Return the cameras that have alerts."""
        found = {one.camera_id for one in self.alerts}
        return tuple(camera for camera in self.cameras if camera in found)

    @property
    def score(self) -> int | None:
        """Return 0 to 100; None before the first audit."""
        return None if self.ran_at is None else score(self.open, self.cameras)

    def count(self, state: CheckState) -> int:
        """Return how many checks ended in a state."""
        return sum(one.state is state for one in self.result.outcomes.values())


def is_actionable(finding: Finding) -> bool:
    """Return whether the owner can take a step."""
    return CHECKS[finding.check_id].actionable


def is_alert(finding: Finding) -> bool:
    """Return whether an open finding is worth an alert."""
    bad = severity_rank(finding.severity) >= severity_rank(Severity.MEDIUM)
    return bad and is_actionable(finding)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the worst severity of some findings; None where there are none."""
    return max((one.severity for one in findings), key=severity_rank, default=None)


def _worst_first(finding: Finding) -> tuple[int, str, str]:
    return -severity_rank(finding.severity), finding.check_id, finding.camera_id or ""
