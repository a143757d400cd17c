"""Findings as repair issues: shown, kept up to date, and swept away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..core.audit.finding import Finding, Severity
from ..core.audit.view import AuditView, is_alert
from ..core.camera import CameraId

PREFIX: Final = "audit_"
MANY: Final = 3
"""So many cameras with the same weakness share one issue."""

_SEVERITY: Final = {
    Severity.LOW: ir.IssueSeverity.WARNING,
    Severity.MEDIUM: ir.IssueSeverity.WARNING,
    Severity.HIGH: ir.IssueSeverity.ERROR,
    Severity.CRITICAL: ir.IssueSeverity.CRITICAL,
}


@dataclass(frozen=True, kw_only=True)
class AuditIssue:
    """One issue: a check, and the cameras that it is about (None: the household)."""

    check_id: str
    findings: tuple[Finding, ...]

    @property
    def issue_id(self) -> str:
        """Return the id: of one camera, of the household, or of all cameras together."""
        cameras = [one.camera_id for one in self.findings]
        if len(cameras) == 1:
            return f"{PREFIX}{self.check_id}_{cameras[0] or 'household'}"
        return f"{PREFIX}{self.check_id}_cameras"

    @property
    def cameras(self) -> tuple[CameraId, ...]:
        """Return the ids of the cameras."""
        return tuple(one.camera_id for one in self.findings if one.camera_id)


@callback
def async_show_issues(
    hass: HomeAssistant,
    view: AuditView,
    names: Mapping[CameraId, str],
    kept: Iterable[Finding],
) -> None:
    """Make the issues be those of an audit.

    Args:
        hass: Home Assistant.
        view: The audit.
        names: What the cameras are called.
        kept: Findings of earlier audits that could not be looked at this time.

    An issue that is there already is updated, so that one that was ignored stays ignored.
    """
    shown: set[str] = set()
    found = [*view.alerts, *(one for one in kept if is_alert(one))]
    for issue in _issues(found):
        shown.add(issue.issue_id)
        worst = max(_SEVERITY_ORDER.index(one.severity) for one in issue.findings)
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue.issue_id,
            data={
                "check_id": issue.check_id,
                "cameras": ",".join(issue.cameras),
            },
            is_fixable=True,
            severity=_SEVERITY[_SEVERITY_ORDER[worst]],
            translation_key=f"{PREFIX}{issue.check_id}",
            translation_placeholders=placeholders(issue.findings, names),
        )
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(PREFIX) and issue_id not in shown:
            ir.async_delete_issue(hass, domain, issue_id)


def placeholders(
    findings: Sequence[Finding], names: Mapping[CameraId, str]
) -> dict[str, str]:
    """Return what fills the texts about some findings of one check."""
    evidence = {key: value for one in findings for key, value in one.evidence.items()}
    places = sorted({place.name for one in findings for place in one.places})
    cameras = [names.get(one.camera_id, "") for one in findings if one.camera_id]
    return {
        "camera": ", ".join(name for name in cameras if name),
        "places": ", ".join(places),
        "count": "",
        **evidence,
    }


_SEVERITY_ORDER: Final = list(Severity)


def _issues(findings: Iterable[Finding]) -> Iterator[AuditIssue]:
    by_check: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_check[finding.check_id].append(finding)
    for check_id, found in by_check.items():
        if len(found) >= MANY:
            yield AuditIssue(check_id=check_id, findings=tuple(found))
            continue
        for finding in found:
            yield AuditIssue(check_id=check_id, findings=(finding,))
