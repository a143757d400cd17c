"""What entities and issues show of an audit: what is open, the worst first."""

from dataclasses import replace
from typing import Final

from custom_components.lens_cap.core.audit.finding import (
    CheckState,
    Finding,
    FixKind,
    Severity,
)
from custom_components.lens_cap.core.audit.result import AuditResult, Outcome
from custom_components.lens_cap.core.audit.view import AuditView, is_alert, worst
from custom_components.lens_cap.core.ids import CameraId

from .postures import SOFA
from .test_findings import ACCEPTED, FINDING, NOW, failed

BED: Final = CameraId("bed")


def finding(
    check_id: str,
    camera: CameraId | None,
    severity: Severity,
    fix: FixKind = FixKind.GUIDE,
) -> Finding:
    """Return a finding without any facts."""
    return Finding(check_id=check_id, camera_id=camera, severity=severity, fixable=fix)


ALERTS: Final = (
    finding("host_public", SOFA, Severity.CRITICAL),
    finding("ha_external_http", None, Severity.HIGH),
    finding("mic_on", BED, Severity.HIGH, FixKind.MICROPHONE_OFF),
    finding("mic_on", SOFA, Severity.HIGH, FixKind.MICROPHONE_OFF),
    finding("cred_in_url", BED, Severity.MEDIUM, FixKind.HAND_OVER),
)
QUICK: Final = finding("telemetry_on", SOFA, Severity.LOW, FixKind.TELEMETRY_OFF)
MINOR: Final = (
    finding("fw_pending", BED, Severity.LOW, FixKind.INSTALL_FIRMWARE),
    finding("http_plain", BED, Severity.LOW, FixKind.HAND_OVER),
    finding("rtsp_plain", BED, Severity.LOW),
)
BEYOND_REACH: Final = finding("upnp_many", None, Severity.HIGH)


def test_what_is_open_comes_worst_first_and_only_some_of_it_alerts() -> None:
    """Alerts are at least medium; with them, Repairs names what one click mends; nobody hears of what nobody can mend."""
    found = [BEYOND_REACH, QUICK, *reversed(MINOR), *reversed(ALERTS)]
    view = AuditView(
        result=AuditResult(
            outcomes={
                one.key: Outcome(state=CheckState.FAILED, finding=one) for one in found
            }
        ),
        ran_at=NOW,
        cameras=(SOFA, CameraId("hall"), BED),
    )
    assert view.open == (*ALERTS, *MINOR, QUICK)
    assert view.alerts == ALERTS
    assert view.repairs == (*ALERTS, QUICK)
    assert view.insecure == (SOFA, BED)
    assert view.open_by_severity() == {
        Severity.CRITICAL: 1,
        Severity.HIGH: 3,
        Severity.MEDIUM: 1,
        Severity.LOW: 4,
    }
    assert not is_alert(BEYOND_REACH)


def test_the_worst_of_some_findings_is_told() -> None:
    """By how bad it is, whatever it is called; of none there is none."""
    assert worst([QUICK, *reversed(ALERTS), QUICK]) is Severity.CRITICAL
    assert worst([QUICK, ALERTS[-1]]) is Severity.MEDIUM
    assert worst([]) is None


def test_what_is_accepted_is_seen_and_not_counted() -> None:
    """It stands apart, with its acceptance; the open ones are counted by severity, the worst first."""
    before = AuditView(result=failed())
    after = AuditView(result=failed().accepted([ACCEPTED], NOW))
    assert (before.open, before.accepted) == ((FINDING,), ())
    assert (after.open, after.accepted) == ((), ((FINDING, ACCEPTED),))
    assert before.open_by_severity()[FINDING.severity] == 1
    assert set(after.open_by_severity().values()) == {0}
    assert list(after.open_by_severity()) == list(reversed(Severity))


def test_what_could_not_be_checked_again_is_still_open() -> None:
    """It is shown with what was found before; accepting it makes it quiet all the same."""
    unknown = AuditResult(
        outcomes={FINDING.key: Outcome(state=CheckState.COULD_NOT_CHECK)}
    )
    kept = unknown.with_kept({FINDING.key: FINDING})
    view = AuditView(result=kept, ran_at=NOW, cameras=(SOFA,))
    assert view.open == view.alerts == (FINDING,)
    assert view.count(CheckState.COULD_NOT_CHECK) == 1
    assert unknown.with_kept({}) == unknown
    quiet = AuditView(result=kept.accepted([ACCEPTED], NOW), ran_at=NOW)
    assert quiet.open == ()
    assert failed().with_kept({}) == failed()


def test_what_is_shown_of_a_camera_is_its_own() -> None:
    """And a count is of checks, not of cameras."""
    weak = replace(FINDING, severity=Severity.CRITICAL)
    view = AuditView(result=failed(weak), cameras=(SOFA, CameraId("bed")))
    assert view.alerts_of(SOFA) == view.alerts == (weak,)
    assert view.alerts_of(CameraId("bed")) == ()
    assert view.repairs == view.alerts
    assert view.insecure == (SOFA,)
    assert view.score is None
    scored = replace(view, ran_at=NOW).score
    assert scored is not None
    assert scored < 100
    assert view.count(CheckState.FAILED) == 1
    assert view.count(CheckState.PASSED) == 0
