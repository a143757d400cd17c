"""What waits for a person's yes, in the words of the page that shows it."""

from collections.abc import Collection
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..audio.control import AudioControl
from ..audio.request_text import RequestText
from ..const import AUDIO_RECORDING, DOMAIN
from ..core.audio.confirmation import may_answer
from ..core.audio.request import Pending
from ..entry.runtime import loaded
from ..ha.texts import HouseholdTexts
from ..phones import PageQuestions
from ..sensing.login import Person

_PAGE_TEXTS: Final = (
    "heading",
    "nothing",
    "menu",
    "gone",
    "answered_yes",
    "answered_no",
)


@callback
def page_questions(hass: HomeAssistant) -> PageQuestions | None:
    """Return the questions of the one entry, or None while Lens Cap does not run."""
    runtime = loaded(hass)
    return None if runtime is None else runtime.questions.page


async def async_question_texts(
    hass: HomeAssistant, who: Person | None, language: str
) -> dict[str, Any]:
    """Return the page's texts, and what a person can say yes to; nobody can to anything.

    `kind` says which commands take the answer: those of `lens_cap/audio` or `lens_cap/questions`.
    """
    texts = await HouseholdTexts.async_load(hass, "announce_", language=language)
    wording = await RequestText.async_load(hass, language)
    requests: list[dict[str, Any]] = []
    user = None if who is None else await hass.auth.async_get_user(who.user_id)
    runtime = loaded(hass)
    if who is not None and user is not None and runtime is not None:
        audio, page = runtime.audio, runtime.questions.page
        requests = [
            await _async_sound(audio, wording, pending)
            for pending in list(audio.manager.state.pending.values())
            if _is_asked(audio, pending, who)
            and may_use(hass, user, [(Platform.SWITCH, _sound_switch(pending))])
        ]
        requests += [
            {
                "kind": "questions",
                "request_id": question_id,
                "message": texts.say(question.message[0], **question.message[1]),
                "yes": texts.say(question.yes),
                "no": texts.say(question.no),
            }
            for question_id, question in page.asked_of(who.user_id).items()
            if may_use(hass, user, question.touches)
        ]
    return {
        "title": texts.say("title"),
        "texts": {key: texts.say(f"page_{key}") for key in _PAGE_TEXTS},
        "requests": requests,
    }


@callback
def may_use(
    hass: HomeAssistant, user: User, touched: Collection[tuple[str, str]]
) -> bool:
    """Return whether a user may control all entities of ours, given by platform and unique id."""
    registry = er.async_get(hass)
    found = [registry.async_get_entity_id(one, DOMAIN, key) for one, key in touched]
    may = user.permissions.check_entity
    return all(one is not None and may(one, POLICY_CONTROL) for one in found)


def _sound_switch(pending: Pending) -> str:
    """Return the unique id of the switch for the sound that is asked for."""
    return f"{pending.wanted.camera_id}_{AUDIO_RECORDING}"


def _is_asked(audio: AudioControl, pending: Pending, who: Person) -> bool:
    refusal = may_answer(
        pending.wanted, audio.manager.confirmers, who.user_id, is_admin=who.is_admin
    )
    return (
        refusal is None and audio.manager.pending_with(pending.request_id) is not None
    )


async def _async_sound(
    audio: AudioControl, wording: RequestText, pending: Pending
) -> dict[str, Any]:
    camera_id = pending.wanted.camera_id
    facts = audio.manager.facts(camera_id)
    words = await wording.async_request(pending, facts.assessment if facts else None)
    return {
        "kind": "audio",
        "request_id": pending.request_id,
        "message": wording.say(
            "ask",
            camera=audio.manager.name_of(camera_id),
            length=words.length,
            who=words.who,
            purpose=words.purpose,
            heard=words.heard,
        ),
        "yes": wording.say("yes"),
        "no": wording.say("no"),
    }
