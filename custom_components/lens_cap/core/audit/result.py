"""What a whole audit found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from .acceptance import Acceptance, acceptance_of
from .finding import CheckState, Finding, FindingKey


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one check ended for one camera or the household.

    `finding` is there for `FAILED` and `ACCEPTED`, and for `COULD_NOT_CHECK` where it was found
    before; `acceptance` for `ACCEPTED`.
    """

    state: CheckState
    finding: Finding | None = None
    acceptance: Acceptance | None = None


@dataclass(frozen=True, kw_only=True)
class AuditResult:
    """Every check that applied, with how it ended; a check that did not apply is missing."""

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
        """Return the same result, where checks that could not tell hold what they found before."""
        return AuditResult(
            outcomes={
                key: replace(one, finding=findings.get(key))
                if one.state is CheckState.COULD_NOT_CHECK
                else one
                for key, one in self.outcomes.items()
            }
        )

    def accepted(self, acceptances: Iterable[Acceptance], now: datetime) -> AuditResult:
        """Return the same result, with what is accepted now marked so, and nothing else."""
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
