"""Writes the last audit as a report that people can read and keep."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType

from ..core.audit.checks import CHECKS, THEMES
from ..core.audit.finding import Acceptance, CheckState, Finding, FindingKey
from ..core.audit.result import Outcome
from ..core.audit.score import SCORE_VERSION
from ..core.audit.view import AuditView
from ..core.ids import CameraId
from ..core.plain_text import plain_words
from .texts import FindingTexts

_QUESTIONS: Final = ("port_forwards", "vendor_account", "device_password")
_ORDER: Final = (
    CheckState.FAILED,
    CheckState.COULD_NOT_CHECK,
    CheckState.ACCEPTED,
    CheckState.PASSED,
)


async def async_findings(
    hass: HomeAssistant, view: AuditView, names: Mapping[CameraId, str]
) -> dict[str, JsonValueType]:
    """Return every finding that is open or accepted, the worst first, without a secret."""
    texts = await FindingTexts.async_load(hass, names)
    return {
        "audited_at": local_moment(view.ran_at),
        "by_severity": {
            severity.value: count for severity, count in view.open_by_severity().items()
        },
        "findings": [
            _finding_as_json(one, names) | {"title": texts.title(one.key, one)}
            for one in view.open
        ],
        "accepted": [
            _finding_as_json(one, names)
            | {"title": texts.title(one.key, one)}
            | _acceptance_as_json(acceptance)
            for one, acceptance in view.accepted
        ],
    }


async def async_report(
    hass: HomeAssistant, view: AuditView, names: Mapping[CameraId, str]
) -> dict[str, Any]:
    """Return the report: `markdown` in the household's language, and the same as `data`."""
    texts = await FindingTexts.async_load(hass, names)
    return {
        "markdown": "\n".join(_markdown(view, names, texts)),
        "data": _as_json(view, names, texts),
    }


def local_moment(moment: datetime | None) -> str | None:
    """Return a moment in the household's own time, with its distance from UTC."""
    if moment is None:
        return None
    return dt_util.as_local(moment).isoformat(timespec="seconds")


def local_day(moment: datetime) -> str:
    """Return the household's day in which a moment lies."""
    return dt_util.as_local(moment).date().isoformat()


def _as_json(
    view: AuditView, names: Mapping[CameraId, str], texts: FindingTexts
) -> dict[str, Any]:
    return {
        "audited_at": local_moment(view.ran_at),
        "score": view.score,
        "score_version": SCORE_VERSION,
        "checks": [
            {
                "check": key.check_id,
                "camera": names.get(key.camera_id) if key.camera_id else None,
                "state": outcome.state.value,
                "relates_to": [
                    f"{one.standard.value} {one.clause}"
                    for one in CHECKS[key.check_id].relates_to
                ],
                **_details(outcome, names),
            }
            for key, outcome in view.result.outcomes.items()
        ],
        "questions": [texts.say(f"question_{one}") for one in _QUESTIONS],
    }


def _details(outcome: Outcome, names: Mapping[CameraId, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if outcome.finding is not None:
        found |= _finding_as_json(outcome.finding, names)
    if outcome.acceptance is not None:
        found |= _acceptance_as_json(outcome.acceptance)
    return found


def _acceptance_as_json(acceptance: Acceptance) -> dict[str, Any]:
    return {
        "accepted_until": local_moment(acceptance.until),
        "accepted_because": acceptance.reason,
    }


def _finding_as_json(finding: Finding, names: Mapping[CameraId, str]) -> dict[str, Any]:
    return {
        "check": finding.check_id,
        "camera": names.get(finding.camera_id) if finding.camera_id else None,
        "severity": finding.severity.value,
        "evidence": dict(finding.evidence),
        "places": [
            {"kind": one.kind.value, "name": one.title} for one in finding.references
        ],
    }


def _markdown(
    view: AuditView, names: Mapping[CameraId, str], texts: FindingTexts
) -> Iterator[str]:
    yield f"# {texts.say('title')}"
    yield ""
    ran_at = dt_util.as_local(view.ran_at) if view.ran_at else None
    yield texts.say("audited_at", moment=f"{ran_at:%Y-%m-%d %H:%M}" if ran_at else "-")
    cameras: list[CameraId | None] = [None, *view.cameras]
    for camera_id in cameras:
        yield ""
        name = plain_words(names.get(camera_id, "")) if camera_id else ""
        yield f"## {name or texts.say('household')}"
        for state in _ORDER:
            ended = {
                key: one
                for key, one in view.result.outcomes.items()
                if key.camera_id == camera_id and one.state is state
            }
            if ended:
                yield ""
                yield f"**{texts.say(state.value)}**"
                yield ""
                if state is CheckState.PASSED:
                    yield from _summary(ended, texts)
                else:
                    yield from (_line(key, one, texts) for key, one in ended.items())
    yield ""
    yield f"## {texts.say('questions')}"
    yield ""
    for question in _QUESTIONS:
        yield f"- {texts.say(f'question_{question}')}"
    yield ""


def _summary(passed: Collection[FindingKey], texts: FindingTexts) -> Iterator[str]:
    """Yield what is all right, by theme: a list of problems that are not there would alarm."""
    ids = {key.check_id for key in passed}
    for theme, checks in THEMES.items():
        if count := sum(check.check_id in ids for check in checks):
            yield f"- {texts.say(f'theme_{theme}', count=str(count))}"


def _line(key: FindingKey, outcome: Outcome, texts: FindingTexts) -> str:
    text = f"- {texts.title(key, outcome.finding)}"
    if outcome.finding is not None:
        text += f" ({texts.severity(outcome.finding.severity)})"
    if (accepted := outcome.acceptance) is not None:
        text += f" ({local_day(accepted.until)}: {plain_words(accepted.reason)})"
    return text
