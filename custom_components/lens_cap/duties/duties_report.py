"""What the report says of duties: the register, consents, how long files are kept, and the last review.

It is handed on, so it names nobody: consents are counted, and the one who is responsible is as written for notices.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from homeassistant.core import HomeAssistant

from ..audit.report import local_day
from ..coordinator import GuardCoordinator
from ..core.duties.purpose import says_nothing
from ..core.plain_text import plain_words
from ..core.settings.camera import CameraConfig
from ..core.state.consent import Consent
from ..ha.texts import HouseholdTexts
from .names import async_resident_words, unless_named
from .review import ReviewControl


async def async_duties_report(
    hass: HomeAssistant, coordinator: GuardCoordinator, reviews: ReviewControl
) -> dict[str, Any]:
    """Return what was written down of each camera, as `markdown` lines and as `data`."""
    texts = await HouseholdTexts.async_load(hass, "duties_")
    choices = await HouseholdTexts.async_load(hass, category="selector")
    people = await async_resident_words(hass)
    configs = [camera.config for camera in coordinator.cameras.values()]
    cameras = [
        _camera(config, coordinator.state.consents_of(config.camera_id), people)
        for config in configs
    ]
    last, due = reviews.last, reviews.next_due
    data: dict[str, Any] = {
        "cameras": cameras,
        "last_review": local_day(last.at) if last else None,
        "last_review_answers": {
            question.value: answer.value for question, answer in last.answers.items()
        }
        if last
        else {},
        "next_review": local_day(due) if due else None,
    }
    return {"markdown": list(_markdown(data, texts, choices)), "data": data}


def _camera(
    config: CameraConfig, consents: tuple[Consent, ...], people: frozenset[str]
) -> dict[str, Any]:
    register = config.register
    given = Counter(one.scope.value for one in consents if not one.withdrawn)
    withdrawn = Counter(one.scope.value for one in consents if one.withdrawn)
    purpose = "" if says_nothing(config.purpose) else config.purpose
    return {
        "camera": config.name,
        "purpose": unless_named(purpose, people) or None,
        "sees": sorted(one.value for one in register.sees),
        "sees_beyond_property": config.sees_beyond_property,
        "recording": register.recording.value,
        "recording_days": register.recording_days,
        "recognition": register.recognition.value,
        "sign": config.notice_shown,
        "people_informed": config.people_informed,
        "kept_days": config.keep_days,
        "consents": dict(given),
        "withdrawn": dict(withdrawn),
    }


def _markdown(
    data: dict[str, Any], texts: HouseholdTexts, choices: HouseholdTexts
) -> Iterator[str]:
    yield from ("", f"## {texts.text('title')}")
    for camera in data["cameras"]:
        yield from ("", f"### {plain_words(camera['camera'])}", "")
        yield from (f"- {line}" for line in _lines(camera, texts, choices))
    yield from ("", f"### {texts.text('review')}", "")
    yield texts.say("last_review", day=data["last_review"] or texts.text("none"))
    yield from (
        "",
        texts.say("next_review", day=data["next_review"] or texts.text("never")),
    )
    yield ""


def _lines(
    camera: dict[str, Any], texts: HouseholdTexts, choices: HouseholdTexts
) -> Iterator[str]:
    def chosen(field: str) -> str:
        return choices.text(f"{field}.options.{camera[field]}")

    yield texts.say("purpose", purpose=camera["purpose"] or texts.text("not_written"))
    seen = [choices.text(f"sees.options.{one}") for one in camera["sees"]]
    yield texts.say("sees", sees=", ".join(seen) or texts.text("not_written"))
    yield texts.say("recording", when=chosen("recording"))
    yield texts.say("recognition", what=chosen("recognition"))
    yield texts.text("sign" if camera["sign"] else "no_sign")
    kept = camera["kept_days"]
    yield (
        texts.text("kept_for_good")
        if kept is None
        else texts.say("kept", days=str(kept))
    )
    for key in ("consents", "withdrawn"):
        yield texts.say(key, count=str(sum(camera[key].values())))
