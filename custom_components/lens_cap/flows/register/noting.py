"""Notes what somebody answered who was asked, be it in a form or on the page."""

from homeassistant.core import Context

from ...const import CONF_PURPOSE
from ...core.ids import CameraId
from ...core.state.consent import Consent, ConsentScope
from ...duties.consents import ConsentControl, asked_again, new_consent
from ..answers import Answers
from .form import (
    CONF_ANSWER,
    CONF_WAY,
    CONF_WHAT,
    ConsentAnswer,
    read_day,
    read_who,
    read_words,
)


async def async_note_answer(
    consents: ConsentControl,
    camera_id: CameraId,
    known: Consent | None,
    answers: Answers,
    by: str | None,
) -> None:
    """Note an answer; where something is wrong with it, `answers` says so, and nothing is changed.

    Args:
        consents: Changes what people agreed to.
        camera_id: The camera.
        known: What somebody had said before; None where they were never asked.
        answers: What was filled in. Whoever does not agree any more is heard, whatever else it says.
        by: The id of the user who fills it in.

    Raises:
        NotSavedError: It could not be saved.
    """
    context = Context(user_id=by)
    if known is None:
        if consent := _read_new(answers, by):
            await consents.async_note(camera_id, consent, context=context)
        return
    said = answers.choice(
        CONF_ANSWER, ConsentAnswer, "unknown_choice", default=ConsentAnswer.AGREED
    )
    if said is ConsentAnswer.WITHDRAWN:
        await consents.async_withdraw(
            [camera_id], known.who, known.scope, context=context
        )
    elif said is ConsentAnswer.NOT_CONCERNED:
        await consents.async_forget(camera_id, known, context=context)
    elif again := _read_again(known, answers, by):
        await consents.async_note(camera_id, again, instead_of=known, context=context)


def _read_new(answers: Answers, by: str | None) -> Consent | None:
    """Return what somebody agreed to; None where something is wrong with it."""
    scope = answers.choice(
        CONF_WHAT, ConsentScope, "unknown_choice", default=ConsentScope.CAMERA
    )
    consent = new_consent(
        read_who(answers),
        scope,
        read_day(answers),
        way=read_words(answers, CONF_WAY),
        purpose=read_words(answers, CONF_PURPOSE),
        by=by or "",
    )
    return None if answers.errors else consent


def _read_again(known: Consent, answers: Answers, by: str | None) -> Consent | None:
    """Return what somebody agrees to again; None where something is wrong with it."""
    again = asked_again(
        known,
        read_day(answers),
        way=read_words(answers, CONF_WAY),
        purpose=read_words(answers, CONF_PURPOSE),
        by=by or "",
    )
    return None if answers.errors else again
