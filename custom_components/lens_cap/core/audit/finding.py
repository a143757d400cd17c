"""What a check found, and the acceptance of a finding for a reason and a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from ..ids import CameraId
from ..reference import Reference


class Severity(StrEnum):
    """How bad a finding is; a total order from `LOW` up to `CRITICAL`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


_RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}


def severity_rank(severity: Severity) -> int:
    """Return the rank of a severity: 0 for low, 3 for critical."""
    return _RANK[severity]


class CheckState(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    ACCEPTED = "accepted"
    COULD_NOT_CHECK = "could_not_check"


class FixKind(StrEnum):
    """How a finding can be fixed.

    `HAND_OVER` goes to the settings of the camera's own integration, `GUIDE` tells what to do;
    all others are one click.
    """

    HIDE_ORIGINAL = "hide_original"
    WITHHOLD_ORIGINAL = "withhold_original"
    WITHHOLD_GUARD = "withhold_guard"
    STOP_PRELOAD = "stop_preload"
    GUARD_IMAGES = "guard_images"
    GUARD_SIBLINGS = "guard_siblings"
    ENABLE_PRIVACY = "enable_privacy"
    MICROPHONE_OFF = "microphone_off"
    RECORDING_OFF = "recording_off"
    LIGHT_ON = "light_on"
    FACE_RECOGNITION_OFF = "face_recognition_off"
    TELEMETRY_OFF = "telemetry_off"
    SSH_OFF = "ssh_off"
    FTP_UPLOAD_OFF = "ftp_upload_off"
    AUTO_UPDATE_ON = "auto_update_on"
    INSTALL_FIRMWARE = "install_firmware"
    CLEAR_SKIPPED = "clear_skipped"
    HAND_OVER = "hand_over"
    GUIDE = "guide"


class FindingKey(NamedTuple):
    """A check at a camera, or of the household (`camera_id` is None)."""

    check_id: str
    camera_id: CameraId | None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One weakness.

    `evidence` maps the placeholders of the finding's text, beside the camera's name and the
    references, to harmless words and numbers.
    """

    check_id: str
    camera_id: CameraId | None
    severity: Severity
    fixable: FixKind
    evidence: Mapping[str, str] = field(default_factory=dict[str, str])
    references: tuple[Reference, ...] = ()

    @property
    def key(self) -> FindingKey:
        """The check and camera of this finding."""
        return FindingKey(self.check_id, self.camera_id)

    @property
    def fingerprint(self) -> str:
        """A text that changes with the facts: severity, evidence and references."""
        facts = [f"{name}={value}" for name, value in sorted(self.evidence.items())]
        facts += [f"{one.kind}:{one.title}" for one in sorted(self.references)]
        return "; ".join([self.severity, *facts])


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
        """The check and camera that were accepted."""
        return FindingKey(self.check_id, self.camera_id)


def acceptance_of(
    finding: Finding, acceptances: Iterable[Acceptance], now: datetime
) -> Acceptance | None:
    """Return the acceptance that covers a finding now; of several, the longest.

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
