"""What changed from one audit to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .finding import CheckState, Finding, FindingKey
from .result import AuditResult


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """The findings that are new, that are gone, and that are still there (as they are now)."""

    opened: tuple[Finding, ...] = ()
    closed: tuple[Finding, ...] = ()
    same: tuple[Finding, ...] = ()

    @property
    def open(self) -> Mapping[FindingKey, Finding]:
        """Return all findings of the moment, accepted ones included; the next `previous`."""
        return {finding.key: finding for finding in (*self.same, *self.opened)}


@dataclass(kw_only=True)
class _Collected:
    opened: list[Finding] = field(default_factory=list[Finding])
    closed: list[Finding] = field(default_factory=list[Finding])
    same: list[Finding] = field(default_factory=list[Finding])


def diff(previous: Mapping[FindingKey, Finding], current: AuditResult) -> Sweep:
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
    return Sweep(
        opened=tuple(found.opened), closed=tuple(found.closed), same=tuple(found.same)
    )
