"""The result of an audit, and what changed since the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from .finding import Acceptance, CheckState, Finding, FindingKey, acceptance_of


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The outcome of one check for one camera or the household.

    `finding` is set for `FAILED` and `ACCEPTED`, and for `COULD_NOT_CHECK` if it was found before;
    `acceptance` for `ACCEPTED`.
    """

    state: CheckState
    finding: Finding | None = None
    acceptance: Acceptance | None = None


@dataclass(frozen=True, kw_only=True)
class AuditResult:
    """The outcome of every applicable check; others are missing."""

    outcomes: Mapping[FindingKey, Outcome] = field(
        default_factory=dict[FindingKey, Outcome]
    )

    def findings(self, *states: CheckState) -> tuple[Finding, ...]:
        """Return the findings in these states; without any, those that failed."""
        wanted = states or (CheckState.FAILED,)
        return tuple(
            one.finding
            for one in self.outcomes.values()
            if one.finding is not None and one.state in wanted
        )

    def with_kept(self, findings: Mapping[FindingKey, Finding]) -> AuditResult:
        """Return the result in which checks that could not tell keep their earlier finding."""
        return AuditResult(
            outcomes={
                key: replace(one, finding=findings.get(key))
                if one.state is CheckState.COULD_NOT_CHECK
                else one
                for key, one in self.outcomes.items()
            }
        )

    def accepted(self, acceptances: Iterable[Acceptance], now: datetime) -> AuditResult:
        """Return the result with exactly the currently accepted findings marked as accepted."""
        known = tuple(acceptances)
        return AuditResult(
            outcomes={
                key: _judged(one, known, now) for key, one in self.outcomes.items()
            }
        )


def _judged(
    outcome: Outcome, acceptances: tuple[Acceptance, ...], now: datetime
) -> Outcome:
    if outcome.finding is None:
        return outcome
    found = acceptance_of(outcome.finding, acceptances, now)
    state = outcome.state
    if found is not None:
        state = CheckState.ACCEPTED
    elif state is CheckState.ACCEPTED:
        state = CheckState.FAILED
    return replace(outcome, state=state, acceptance=found)


@dataclass(frozen=True, kw_only=True)
class AuditChanges:
    """New, resolved and remaining findings (the latter as they are now)."""

    opened: tuple[Finding, ...] = ()
    closed: tuple[Finding, ...] = ()
    same: tuple[Finding, ...] = ()

    @property
    def open(self) -> Mapping[FindingKey, Finding]:
        """All present findings, including accepted ones; the next `previous`."""
        return {finding.key: finding for finding in (*self.same, *self.opened)}


@dataclass(kw_only=True)
class _Collected:
    opened: list[Finding] = field(default_factory=list[Finding])
    closed: list[Finding] = field(default_factory=list[Finding])
    same: list[Finding] = field(default_factory=list[Finding])


def diff(previous: Mapping[FindingKey, Finding], current: AuditResult) -> AuditChanges:
    """Compare an audit with the findings before it.

    A check that could not tell keeps what was there. A check that passed, does not apply any more,
    or belongs to a camera that is gone closes it.
    """
    found = _Collected()
    for key, before in previous.items():
        if key not in current.outcomes:
            found.closed.append(before)
    for key, outcome in current.outcomes.items():
        earlier = previous.get(key)
        if outcome.finding is not None:
            (found.opened if earlier is None else found.same).append(outcome.finding)
        elif earlier is not None:
            kept = outcome.state is CheckState.COULD_NOT_CHECK
            (found.same if kept else found.closed).append(earlier)
    return AuditChanges(
        opened=tuple(found.opened), closed=tuple(found.closed), same=tuple(found.same)
    )
