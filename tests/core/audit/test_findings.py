"""What is done with findings: accepted, compared, and counted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import (
    Acceptance,
    CheckState,
    Finding,
    FindingKey,
    FixKind,
    Severity,
    acceptance_of,
)
from custom_components.lens_cap.core.audit.probe import (
    ProbeId,
    ProbeOutcome,
    ProbeResult,
    TlsFault,
)
from custom_components.lens_cap.core.audit.result import AuditResult, Outcome, diff
from custom_components.lens_cap.core.audit.score import score
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.reference import Reference, ReferenceKind

from .postures import (
    GOOD_CAMERA,
    GOOD_HOUSEHOLD,
    SOFA,
    UNKNOWN_CAMERA,
    UNKNOWN_HOUSEHOLD,
    WEAK_CAMERAS,
)

NOW: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)
FINDING: Final = Finding(
    check_id="led_off",
    camera_id=SOFA,
    severity=Severity.MEDIUM,
    fixable=FixKind.LIGHT_ON,
    evidence={"count": "2", "any": "x"},
    references=(
        Reference(kind=ReferenceKind.SCRIPT, title="Night"),
        Reference(kind=ReferenceKind.DASHBOARD, title="Hall"),
    ),
)
ACCEPTED: Final = Acceptance(
    check_id="led_off",
    camera_id=SOFA,
    reason="The light disturbs sleep",
    until=NOW + timedelta(days=90),
    accepted_at=NOW,
    by="user",
    fingerprint=FINDING.fingerprint,
)


def failed(finding: Finding = FINDING) -> AuditResult:
    """Return a result with one finding."""
    return AuditResult(
        outcomes={finding.key: Outcome(state=CheckState.FAILED, finding=finding)}
    )


def test_an_accepted_finding_is_marked_until_the_date() -> None:
    """It is accepted before the date, and failed from the date on."""
    before = failed().accepted([ACCEPTED], ACCEPTED.until - timedelta(seconds=1))
    at = failed().accepted([ACCEPTED], ACCEPTED.until)
    assert before.findings() == ()
    assert before.findings(CheckState.ACCEPTED) == (FINDING,)
    assert before.outcomes[FINDING.key].acceptance is ACCEPTED
    assert at == failed()


@pytest.mark.parametrize(
    "changed",
    [
        replace(FINDING, severity=Severity.HIGH),
        replace(FINDING, evidence={"count": "3", "any": "x"}),
        replace(FINDING, references=FINDING.references[:1]),
        replace(FINDING, camera_id=CameraId("bed")),
        replace(FINDING, check_id="mic_on"),
    ],
)
def test_an_acceptance_is_void_when_the_facts_change(changed: Finding) -> None:
    """Another severity, another count, another place, another camera: it is back."""
    assert failed(changed).accepted([ACCEPTED], NOW) == failed(changed)


def test_the_order_of_facts_does_not_matter() -> None:
    """The same facts in another order have the same fingerprint."""
    other = replace(
        FINDING,
        evidence={"any": "x", "count": "2"},
        references=FINDING.references[::-1],
        fixable=FixKind.GUIDE,
    )
    assert other.fingerprint == FINDING.fingerprint


def test_of_several_acceptances_the_longest_counts() -> None:
    """Accepting again for longer replaces nothing, and still works."""
    longer = replace(ACCEPTED, until=NOW + timedelta(days=365))
    assert acceptance_of(FINDING, [ACCEPTED, longer], NOW) is longer


def test_acceptances_touch_nothing_else() -> None:
    """What passed or could not be checked stays as it is; so does what was accepted before."""
    passed = AuditResult(
        outcomes={FINDING.key: Outcome(state=CheckState.PASSED)},
    )
    assert passed.accepted([ACCEPTED], NOW) == passed
    accepted = failed().accepted([ACCEPTED], NOW)
    assert accepted.accepted([], NOW) == failed()


def test_new_old_and_gone_findings_are_told_apart() -> None:
    """A finding opens once, stays, and closes once."""
    weak = evaluate(GOOD_HOUSEHOLD, {SOFA: WEAK_CAMERAS["mic_on"]})
    well = evaluate(GOOD_HOUSEHOLD, {SOFA: GOOD_CAMERA})
    first = diff({}, weak)
    second = diff(first.open, weak)
    third = diff(second.open, well)
    assert [one.check_id for one in first.opened] == ["mic_on"]
    assert (second.opened, second.closed, len(second.same)) == ((), (), 1)
    assert [one.check_id for one in third.closed] == ["mic_on"]
    assert third.open == {}


def test_an_audit_that_could_not_tell_closes_nothing() -> None:
    """What was found before stays while a check cannot run."""
    weak = evaluate(GOOD_HOUSEHOLD, {SOFA: WEAK_CAMERAS["original_in_dashboard"]})
    opened = diff({}, weak).open
    blind = diff(opened, evaluate(UNKNOWN_HOUSEHOLD, {SOFA: UNKNOWN_CAMERA}))
    assert (blind.opened, blind.closed, blind.open) == ((), (), opened)


def test_findings_of_a_removed_camera_close() -> None:
    """With the camera go its findings."""
    opened = diff({}, evaluate(GOOD_HOUSEHOLD, {SOFA: WEAK_CAMERAS["mic_on"]})).open
    assert len(diff(opened, evaluate(GOOD_HOUSEHOLD, {})).closed) == 1


def test_a_finding_that_stays_is_told_as_it_is_now() -> None:
    """Severity and evidence follow the facts."""
    worse = replace(FINDING, severity=Severity.HIGH)
    assert diff({FINDING.key: FINDING}, failed(worse)).same == (worse,)


def finding(severity: Severity, camera: str | None = None) -> Finding:
    """Return a finding that only has a severity."""
    return Finding(
        check_id="any",
        camera_id=None if camera is None else CameraId(camera),
        severity=severity,
        fixable=FixKind.GUIDE,
    )


@pytest.mark.parametrize(
    ("findings", "cameras", "expected"),
    [
        ([], [], 100),
        ([], ["a", "b"], 100),
        ([finding(Severity.LOW)], [], 98),
        ([finding(Severity.LOW, "a")], ["a", "b"], 99),
        ([finding(Severity.MEDIUM, "a")] * 2, ["a"], 92),
        ([finding(Severity.HIGH, "a")], ["a", "b", "c"], 74),
        ([finding(Severity.CRITICAL, "a")], ["a", "b", "c"], 49),
        ([finding(Severity.CRITICAL, "a")] * 9, ["a"], 49),
        ([finding(Severity.CRITICAL)] * 9 + [finding(Severity.HIGH, "a")], ["a"], 40),
        ([finding(Severity.CRITICAL)] * 3, [], 0),
    ],
)
def test_the_score_follows_its_formula(
    findings: list[Finding], cameras: list[str], expected: int
) -> None:
    """The documented examples come out as documented."""
    assert score(findings, map(CameraId, cameras)) == expected


@given(
    st.lists(st.tuples(st.sampled_from(Severity), st.sampled_from([None, "a", "b"])))
)
def test_one_more_finding_never_raises_the_score(
    planted: list[tuple[Severity, str | None]],
) -> None:
    """The score stays within its bounds and never rewards a weakness."""
    cameras = [CameraId("a"), CameraId("b")]
    findings = [finding(severity, camera) for severity, camera in planted]
    scores = [score(findings[:n], cameras) for n in range(len(findings) + 1)]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] == 100


@given(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(Severity)),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from([*CheckState])),
)
def test_every_finding_is_accounted_for(
    before: Mapping[str, Severity], after: Mapping[str, CheckState]
) -> None:
    """Nothing is lost between two audits: it stays or closes, and what is new opens."""
    previous = {
        FindingKey("any", CameraId(camera)): finding(severity, camera)
        for camera, severity in before.items()
    }
    weak = {CheckState.FAILED, CheckState.ACCEPTED}
    outcomes = {
        FindingKey("any", CameraId(camera)): Outcome(
            state=state,
            finding=finding(Severity.LOW, camera) if state in weak else None,
        )
        for camera, state in after.items()
    }
    sweep = diff(previous, AuditResult(outcomes=outcomes))
    closed = {one.key for one in sweep.closed}
    assert closed | {one.key for one in sweep.same} == set(previous)
    assert not closed & set(sweep.open)
    assert {one.key for one in sweep.opened} == {
        key for key, one in outcomes.items() if one.finding and key not in previous
    }


def test_what_probes_told_is_judged() -> None:
    """It comes to a posture from elsewhere, and takes nothing from it."""
    told = ProbeOutcome(
        probe=ProbeId.TLS,
        result=ProbeResult.WEAK,
        tls_faults=frozenset({TlsFault.SELF_SIGNED}),
    )
    posture = GOOD_CAMERA.probed([told])
    assert posture.probes == {ProbeId.TLS: ProbeResult.WEAK}
    assert posture.tls_faults == told.tls_faults
    assert posture.probed([]).login == GOOD_CAMERA.login
