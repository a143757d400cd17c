"""What is remembered of earlier audits; immutable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from ..ids import CameraId
from ..reference import Reference, ReferenceKind
from ..state.json_values import (
    Json,
    UnreadableJsonError,
    as_mapping,
    as_text,
    readable_moment,
)
from .finding import Acceptance, Finding, FindingKey, FixKind, Severity
from .probe import Probed, ProbeId, ProbeOutcome, ProbeResult, TlsFault


def finding_to_json(one: Finding) -> dict[str, Json]:
    """Return the finding in a form that `finding_from_json` reads back."""
    return {
        "check_id": one.check_id,
        "camera_id": one.camera_id,
        "severity": one.severity.value,
        "fixable": one.fixable.value,
        "evidence": dict(one.evidence),
        "places": [
            {"kind": each.kind.value, "name": each.title} for each in one.references
        ],
    }


def finding_from_json(data: Json) -> Finding | None:
    """Return the finding, or None if any part of it is unreadable."""
    fields = data if isinstance(data, Mapping) else {}
    check_id, camera_id = fields.get("check_id"), fields.get("camera_id")
    evidence, references = fields.get("evidence"), fields.get("places")
    if (
        not isinstance(check_id, str)
        or not isinstance(camera_id, str | None)
        or not isinstance(evidence, Mapping)
        or not isinstance(references, Sequence)
    ):
        return None
    try:
        return Finding(
            check_id=check_id,
            camera_id=None if camera_id is None else CameraId(camera_id),
            severity=Severity(str(fields.get("severity"))),
            fixable=FixKind(str(fields.get("fixable"))),
            evidence={name: str(value) for name, value in evidence.items()},
            references=tuple(_reference_from_json(one) for one in references),
        )
    except ValueError, UnreadableJsonError:
        return None


def _reference_from_json(data: Json) -> Reference:
    fields = as_mapping(data)
    return Reference(
        kind=ReferenceKind(as_text(fields.get("kind"))),
        title=as_text(fields.get("name")),
    )


@dataclass(frozen=True, kw_only=True)
class AuditHistory:
    """Acceptances, findings, when pending updates were first seen, and results of probes."""

    acceptances: tuple[Acceptance, ...] = ()
    update_seen: Mapping[CameraId, datetime] = field(
        default_factory=dict[CameraId, datetime]
    )
    probed: Mapping[CameraId, Probed] = field(default_factory=dict[CameraId, Probed])
    findings: tuple[Finding, ...] = ()

    def with_accepted(self, acceptances: Iterable[Acceptance]) -> Self:
        """Return the history with more acceptances, which replace older ones of the same finding."""
        added = tuple(acceptances)
        keys = {one.key for one in added}
        kept = tuple(one for one in self.acceptances if one.key not in keys)
        return replace(self, acceptances=(*kept, *added))

    def without_accepted(self, keys: Iterable[FindingKey]) -> Self:
        """Return the memory in which these findings are not accepted any more."""
        gone = set(keys)
        kept = tuple(one for one in self.acceptances if one.key not in gone)
        return replace(self, acceptances=kept)

    def with_updates(
        self, waiting: Mapping[CameraId, bool | None], now: datetime
    ) -> Self:
        """Return the history after updates were read; unchanged if nothing was known."""
        seen = dict(self.update_seen)
        for camera_id, waits in waiting.items():
            if waits:
                seen.setdefault(camera_id, now)
            elif waits is not None:
                seen.pop(camera_id, None)
        return replace(self, update_seen=seen)

    def with_probed(self, probed: Mapping[CameraId, Probed]) -> Self:
        """Return the history with these results of probes in place of earlier ones."""
        return replace(self, probed=dict(probed))

    def with_findings(self, findings: Iterable[Finding]) -> Self:
        """Return the history with these findings in place of earlier ones."""
        return replace(self, findings=tuple(findings))

    def tidied(self, cameras: Iterable[CameraId], now: datetime) -> Self:
        """Return the history without expired entries and without removed cameras."""
        known = set(cameras)
        return replace(
            self,
            acceptances=tuple(
                one
                for one in self.acceptances
                if now < one.until and (one.camera_id is None or one.camera_id in known)
            ),
            update_seen={
                camera_id: moment
                for camera_id, moment in self.update_seen.items()
                if camera_id in known
            },
            probed={
                camera_id: one
                for camera_id, one in self.probed.items()
                if camera_id in known
            },
            findings=tuple(
                one
                for one in self.findings
                if one.camera_id is None or one.camera_id in known
            ),
        )


def history_to_json(memory: AuditHistory) -> dict[str, Json]:
    """Return the history in a form that `history_from_json` reads back."""
    return {
        "acceptances": [_acceptance_to_json(one) for one in memory.acceptances],
        "update_seen": {
            camera_id: moment.isoformat()
            for camera_id, moment in memory.update_seen.items()
        },
        "probed": {
            camera_id: _probed_to_json(one) for camera_id, one in memory.probed.items()
        },
        "findings": [finding_to_json(one) for one in memory.findings],
    }


def history_from_json(data: Json) -> AuditHistory:
    """Return the history; unreadable entries are dropped."""
    fields = data if isinstance(data, Mapping) else {}
    acceptances, seen = fields.get("acceptances"), fields.get("update_seen")
    moments = (
        {CameraId(key): readable_moment(value) for key, value in seen.items()}
        if isinstance(seen, Mapping)
        else {}
    )
    told = fields.get("probed")
    probed = (
        {CameraId(key): _probed_from_json(value) for key, value in told.items()}
        if isinstance(told, Mapping)
        else {}
    )
    read = [_acceptance_from_json(one) for one in _list(acceptances)]
    found = [finding_from_json(one) for one in _list(fields.get("findings"))]
    return AuditHistory(
        acceptances=tuple(one for one in read if one is not None),
        update_seen={key: one for key, one in moments.items() if one is not None},
        probed={key: one for key, one in probed.items() if one is not None},
        findings=tuple(one for one in found if one is not None),
    )


def _list(data: Json) -> Sequence[Json]:
    return data if isinstance(data, Sequence) and not isinstance(data, str) else []


def _acceptance_to_json(one: Acceptance) -> dict[str, Json]:
    return {
        "check_id": one.check_id,
        "camera_id": one.camera_id,
        "reason": one.reason,
        "until": one.until.isoformat(),
        "accepted_at": one.accepted_at.isoformat(),
        "by": one.by,
        "fingerprint": one.fingerprint,
    }


def _acceptance_from_json(data: Json) -> Acceptance | None:
    if not isinstance(data, Mapping):
        return None
    texts = [data.get(key) for key in ("check_id", "reason", "by", "fingerprint")]
    check_id, reason, by, fingerprint = texts
    camera_id = data.get("camera_id")
    until, accepted_at = (
        readable_moment(data.get("until")),
        readable_moment(data.get("accepted_at")),
    )
    if (
        not isinstance(check_id, str)
        or not isinstance(reason, str)
        or not isinstance(by, str)
        or not isinstance(fingerprint, str)
        or not isinstance(camera_id, str | None)
        or until is None
        or accepted_at is None
    ):
        return None
    return Acceptance(
        check_id=check_id,
        camera_id=None if camera_id is None else CameraId(camera_id),
        reason=reason,
        until=until,
        accepted_at=accepted_at,
        by=by,
        fingerprint=fingerprint,
    )


def _probed_to_json(one: Probed) -> dict[str, Json]:
    return {
        "at": one.at.isoformat(),
        "outcomes": [
            {
                "probe": outcome.probe.value,
                "result": outcome.result.value,
                "tls_faults": sorted(fault.value for fault in outcome.tls_faults),
            }
            for outcome in one.outcomes
        ],
    }


def _probed_from_json(data: Json) -> Probed | None:
    fields = data if isinstance(data, Mapping) else {}
    at, outcomes = readable_moment(fields.get("at")), fields.get("outcomes")
    if at is None or not isinstance(outcomes, Sequence):
        return None
    read = [_outcome_from_json(one) for one in outcomes]
    known = tuple(one for one in read if one is not None)
    return Probed(at=at, outcomes=known) if len(known) == len(read) else None


def _outcome_from_json(data: Json) -> ProbeOutcome | None:
    fields = data if isinstance(data, Mapping) else {}
    faults = fields.get("tls_faults")
    if not isinstance(faults, Sequence):
        return None
    try:
        return ProbeOutcome(
            probe=ProbeId(str(fields.get("probe"))),
            result=ProbeResult(str(fields.get("result"))),
            tls_faults=frozenset(TlsFault(str(one)) for one in faults),
        )
    except ValueError:
        return None
