"""Keeps the repair issues of findings up to date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..core.audit.checks import CHECKS
from ..core.audit.finding import CheckState, Finding, Severity
from ..core.audit.view import AuditView
from ..core.ids import CameraId
from ..ha.repair_issues import AUDIT, async_create_issue, async_issue_id

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

    def issue_id(self, hass: HomeAssistant) -> str:
        """Return the id: of one camera, of the household, or of all cameras together."""
        of_one, of_all = _ids(hass, self.check_id, self.findings[0].camera_id)
        return of_one if len(self.findings) == 1 else of_all

    @property
    def cameras(self) -> tuple[CameraId, ...]:
        """Return the ids of the cameras."""
        return tuple(one.camera_id for one in self.findings if one.camera_id)


@callback
def async_show_issues(
    hass: HomeAssistant,
    view: AuditView,
    names: Mapping[CameraId, str],
) -> None:
    """Update the issues to those of an audit.

    Args:
        hass: Home Assistant.
        view: The audit.
        names: What the cameras are called.

    An issue that is there already is updated; one from before a restart that cannot be checked yet
    is left.
    """
    shown: set[str] = set()
    for issue in _issues(view.repairs):
        issue_id = issue.issue_id(hass)
        shown.add(issue_id)
        worst = max(_SEVERITY_ORDER.index(one.severity) for one in issue.findings)
        async_create_issue(
            hass,
            issue_id,
            data={
                "check_id": issue.check_id,
                "cameras": ",".join(issue.cameras),
            },
            is_fixable=True,
            severity=_SEVERITY[_SEVERITY_ORDER[worst]],
            translation_key=CHECKS[issue.check_id].translation_key,
            translation_placeholders=placeholders(issue.findings, names),
        )
    undecided = {
        issue_id
        for key, outcome in view.result.outcomes.items()
        if outcome.state is CheckState.COULD_NOT_CHECK
        for issue_id in _ids(hass, key.check_id, key.camera_id)
    }
    for (domain, issue_id), entry in list(ir.async_get(hass).issues.items()):
        if domain != DOMAIN or not issue_id.startswith(AUDIT) or issue_id in shown:
            continue
        if entry.active or issue_id not in undecided:
            ir.async_delete_issue(hass, domain, issue_id)


def placeholders(
    findings: Sequence[Finding], names: Mapping[CameraId, str]
) -> dict[str, str]:
    """Return the placeholders of the texts about some findings of one check."""
    evidence: defaultdict[str, set[str]] = defaultdict(set)
    for one in findings:
        for key, value in one.evidence.items():
            evidence[key].add(value)
    titles = sorted({each.title for one in findings for each in one.references})
    cameras = [names.get(one.camera_id, "") for one in findings if one.camera_id]
    return {
        "camera": ", ".join(name for name in cameras if name),
        "places": ", ".join(titles),
        **{key: ", ".join(sorted(told, key=_number)) for key, told in evidence.items()},
    }


def _number(text: str) -> tuple[int, str]:
    return (int(text) if text.isdecimal() else 0), text


def _ids(
    hass: HomeAssistant, check_id: str, camera_id: CameraId | None
) -> tuple[str, str]:
    """Return the id of an issue about one camera or the household, and about many cameras."""
    one = async_issue_id(hass, AUDIT, check_id, camera_id or "household")
    return one, async_issue_id(hass, AUDIT, check_id, "cameras")


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
