"""The question why, and until when, somebody lives with a security finding."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import voluptuous as vol

from homeassistant.helpers import selector
from homeassistant.util import dt as dt_util

from ...core.audit.finding import Acceptance, Finding, FindingKey
from ...sensing.login import requesting_user_id

CONF_REASON: Final = "reason"
CONF_UNTIL: Final = "until"
_DEFAULT: Final = timedelta(days=180)
_LONGEST: Final = timedelta(days=366)
_SHORTEST_REASON: Final = 3
_LONGEST_REASON: Final = 500


@dataclass(frozen=True, kw_only=True)
class AcceptanceAnswer:
    """What was answered; usable where `errors` is empty and `until` is there."""

    reason: str
    until: datetime | None
    errors: Mapping[str, str] = field(default_factory=dict[str, str])


def acceptance_schema() -> vol.Schema:
    """Return the form; half a year is proposed."""
    proposed = (dt_util.now() + _DEFAULT).date().isoformat()
    return vol.Schema(
        {
            vol.Required(CONF_REASON): selector.TextSelector(
                selector.TextSelectorConfig(multiline=True)
            ),
            vol.Required(CONF_UNTIL, default=proposed): selector.DateSelector(),
        }
    )


def read_acceptance(answers: Mapping[str, Any]) -> AcceptanceAnswer:
    """Return the answer, with an error for each field that cannot be taken."""
    errors: dict[str, str] = {}
    reason = str(answers.get(CONF_REASON, "")).strip()
    until = _until(answers.get(CONF_UNTIL))
    if until is None:
        errors[CONF_UNTIL] = "until_range"
    if not _SHORTEST_REASON <= len(reason) <= _LONGEST_REASON:
        errors[CONF_REASON] = "reason_length"
    return AcceptanceAnswer(reason=reason, until=until, errors=errors)


type Shown = frozenset[tuple[FindingKey, str]]

CHANGED: Final[Mapping[str, str]] = {"base": "changed_meanwhile"}
"""The error where something is there to accept that nobody was shown."""


def as_shown(findings: Collection[Finding]) -> Shown:
    """Return what somebody sees who is shown these findings; more or other is not accepted by it."""
    return frozenset((one.key, one.fingerprint) for one in findings)


def acceptances(
    findings: Collection[Finding], reason: str, until: datetime
) -> list[Acceptance]:
    """Return what is kept where whoever sends the request at hand accepts some findings."""
    by = requesting_user_id() or ""
    now = dt_util.utcnow()
    return [
        Acceptance(
            check_id=finding.check_id,
            camera_id=finding.camera_id,
            reason=reason,
            until=until,
            accepted_at=now,
            by=by,
            fingerprint=finding.fingerprint,
        )
        for finding in findings
    ]


def _until(value: object) -> datetime | None:
    """Return the end of the chosen day; None where it is no day of the coming year."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    end = datetime.combine(day, time.max, tzinfo=dt_util.get_default_time_zone())
    now = dt_util.now()
    return dt_util.as_utc(end) if now < end <= now + _LONGEST else None
