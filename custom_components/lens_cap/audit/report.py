"""Writes the last audit as a report that people can read and keep."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util.json import JsonValueType

from ..core.audit.checks import CHECKS
from ..core.audit.finding import CheckState, Finding, FindingKey
from ..core.audit.result import Outcome
from ..core.audit.score import SCORE_VERSION
from ..core.audit.view import AuditView
from ..core.ids import CameraId
from ..core.plain_text import Markdown, plain_words
from ..ha.texts import HouseholdTexts
from .issues import placeholders

_QUESTIONS: Final = ("port_forwards", "vendor_account", "device_password")
_ORDER: Final = (
    CheckState.FAILED,
    CheckState.COULD_NOT_CHECK,
    CheckState.ACCEPTED,
    CheckState.PASSED,
)


def findings_as_json(
    view: AuditView, names: Mapping[CameraId, str]
) -> list[JsonValueType]:
    """Return every finding that is not accepted, the worst first, without a secret."""
    return [_finding_as_json(finding, names) for finding in view.open]


async def async_report(
    hass: HomeAssistant, view: AuditView, names: Mapping[CameraId, str]
) -> dict[str, Any]:
    """Return the report: `markdown` in the household's language, and the same as `data`."""
    texts = await HouseholdTexts.async_load(hass, "report_")
    titles = await HouseholdTexts.async_load(hass, "audit_", category="issues")
    return {
        "markdown": "\n".join(_markdown(view, names, texts, titles)),
        "data": _as_json(view, names, texts),
    }


def _as_json(
    view: AuditView, names: Mapping[CameraId, str], texts: HouseholdTexts
) -> dict[str, Any]:
    return {
        "audited_at": view.ran_at.isoformat() if view.ran_at else None,
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
        found["accepted_until"] = outcome.acceptance.until.isoformat()
        found["accepted_because"] = outcome.acceptance.reason
    return found


def _finding_as_json(finding: Finding, names: Mapping[CameraId, str]) -> dict[str, Any]:
    return {
        "check": finding.check_id,
        "camera": names.get(finding.camera_id) if finding.camera_id else None,
        "severity": finding.severity.value,
        "evidence": dict(finding.evidence),
        "places": [
            {"kind": place.kind.value, "name": place.title} for place in finding.places
        ],
    }


def _markdown(
    view: AuditView,
    names: Mapping[CameraId, str],
    texts: HouseholdTexts,
    titles: HouseholdTexts,
) -> Iterator[str]:
    yield f"# {texts.say('title')}"
    yield ""
    moment = view.ran_at.isoformat(timespec="minutes") if view.ran_at else "-"
    yield texts.say("audited_at", moment=Markdown(moment))
    cameras: list[CameraId | None] = [None, *view.cameras]
    for camera_id in cameras:
        yield ""
        yield f"## {plain_words(names.get(camera_id, '')) if camera_id else texts.say('household')}"
        of_camera = {
            key: outcome
            for key, outcome in view.result.outcomes.items()
            if key.camera_id == camera_id
        }
        for state in _ORDER:
            ended = {k: one for k, one in of_camera.items() if one.state is state}
            if ended:
                yield ""
                yield f"**{texts.say(state.value)}**"
                for key, outcome in ended.items():
                    yield f"- {_title(key, outcome, names, titles)}"
    yield ""
    yield f"## {texts.say('questions')}"
    yield ""
    for question in _QUESTIONS:
        yield f"- {texts.say(f'question_{question}')}"
    yield ""


def _title(
    key: FindingKey,
    outcome: Outcome,
    names: Mapping[CameraId, str],
    titles: HouseholdTexts,
) -> str:
    """Return what a check is called: its problem, whether or not it is there."""
    filled = {"camera": names.get(key.camera_id, "") if key.camera_id else ""}
    if outcome.finding is not None:
        filled = placeholders([outcome.finding], names)
    text = titles.say(f"{key.check_id}.title", **filled)
    if outcome.acceptance is not None:
        reason = plain_words(outcome.acceptance.reason)
        text += f" ({outcome.acceptance.until:%Y-%m-%d}: {reason})"
    return text
