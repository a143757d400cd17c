"""The forms of a camera's register and of its consents, and how their answers are read."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

import voluptuous as vol

from homeassistant.helpers.selector import (
    DateSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelectorConfig,
)
from homeassistant.util import dt as dt_util

from ...const import (
    CONF_EDIT_CONSENTS,
    CONF_NOTICE_SHOWN,
    CONF_PEOPLE_INFORMED,
    CONF_PURPOSE,
    CONF_RECOGNITION,
    CONF_RECORDING,
    CONF_RECORDING_DAYS,
    CONF_SEES,
    CONF_TOLD_HOW,
)
from ...core.settings.camera import CameraConfig
from ...core.settings.register import Recognition, Recording, Register, Seen
from ...core.state.consent import Consent, ConsentScope
from ...settings.register import LONGEST_RECORDING_DAYS, stored_register
from ..answers import Answers
from ..camera_form import PURPOSE_MAX_CHARACTERS
from ..selectors import AnyChoice, AnyFlag, AnyNumber, AnyText

CONF_CONSENT: Final = "consent"
CONF_WHO: Final = "who"
CONF_WHAT: Final = "what"
CONF_WAY: Final = "way"
CONF_GIVEN_ON: Final = "given_on"
CONF_ANSWER: Final = "answer"
NEW: Final = "new"
DONE: Final = "done"

_LONGEST_WORDS: Final = 500
_LONGEST_WHO: Final = 100
_OLDEST_CONSENT: Final = timedelta(days=366 * 30)


class ConsentAnswer(StrEnum):
    """What somebody said who was asked."""

    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    NOT_CONCERNED = "not_concerned"
    """The camera does not see them any more; nobody else may say that of whom it sees."""


def register_schema() -> vol.Schema:
    """Return the form of what is written down of a camera."""
    return vol.Schema(
        {
            vol.Optional(CONF_PURPOSE): AnyText(TextSelectorConfig(multiline=True)),
            vol.Optional(CONF_SEES): AnyChoice(
                SelectSelectorConfig(
                    options=[seen.value for seen in Seen],
                    multiple=True,
                    translation_key="sees",
                    mode=SelectSelectorMode.LIST,
                )
            ),
            vol.Optional(CONF_RECORDING): AnyChoice(
                SelectSelectorConfig(
                    options=[one.value for one in Recording],
                    translation_key="recording",
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_RECORDING_DAYS): AnyNumber(
                NumberSelectorConfig(
                    min=0,
                    max=LONGEST_RECORDING_DAYS,
                    step=1,
                    mode=NumberSelectorMode.BOX,
                    unit_of_measurement="d",
                )
            ),
            vol.Optional(CONF_RECOGNITION): AnyChoice(
                SelectSelectorConfig(
                    options=[one.value for one in Recognition],
                    translation_key="recognition",
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Optional(CONF_TOLD_HOW): AnyText(TextSelectorConfig(multiline=True)),
            vol.Optional(CONF_EDIT_CONSENTS, default=False): AnyFlag(),
        }
    )


def shown_register(purpose: str, register: Register) -> dict[str, Any]:
    """Return what is written down as the form shows it."""
    stored = stored_register(register) | {CONF_PURPOSE: purpose}
    return {field: value for field, value in stored.items() if value not in ("", None)}


def read_register_form(answers: Answers) -> dict[str, Any]:
    """Return what was written down as a subentry stores it."""
    purpose = answers.text(CONF_PURPOSE) or ""
    if len(purpose) > PURPOSE_MAX_CHARACTERS:
        answers.wrong(CONF_PURPOSE, "purpose_too_long")
    told_how = answers.text(CONF_TOLD_HOW) or ""
    if len(told_how) > _LONGEST_WORDS:
        answers.wrong(CONF_TOLD_HOW, "words_too_long")
    sees = answers.choices(CONF_SEES, [seen.value for seen in Seen], "unknown_choice")
    register = Register(
        sees=frozenset(Seen(one) for one in sees),
        recording=answers.choice(
            CONF_RECORDING, Recording, "unknown_choice", default=Recording.NOT_SAID
        ),
        recording_days=_days(answers),
        recognition=answers.choice(
            CONF_RECOGNITION,
            Recognition,
            "unknown_choice",
            default=Recognition.NOT_SAID,
        ),
        told_how=told_how,
    )
    return {CONF_PURPOSE: purpose, **stored_register(register)}


def shown_on_page(config: CameraConfig) -> dict[str, Any]:
    """Return what is written down of a camera, and whether people were told, as the page writes it."""
    return {
        CONF_PURPOSE: config.purpose,
        **stored_register(config.register),
        CONF_NOTICE_SHOWN: config.notice_shown,
        CONF_PEOPLE_INFORMED: config.people_informed,
    }


def read_from_page(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the page wrote as a subentry stores it, and the errors by field."""
    answers = Answers(fields)
    settings = read_register_form(answers)
    for flag in (CONF_NOTICE_SHOWN, CONF_PEOPLE_INFORMED):
        settings[flag] = answers.flag(flag, default=False)
    return settings, answers.errors


def _days(answers: Answers) -> int | None:
    if not answers.is_given(CONF_RECORDING_DAYS):
        return None
    return answers.number(
        CONF_RECORDING_DAYS, 0, LONGEST_RECORDING_DAYS, "not_days", default=0
    )


def consents_schema(consents: Mapping[str, str]) -> vol.Schema:
    """Return the form that asks which consent is changed; labels by id."""
    return vol.Schema(
        {
            vol.Required(CONF_CONSENT, default=DONE): AnyChoice(
                SelectSelectorConfig(
                    options=[
                        SelectOptionDict(value=DONE, label=DONE),
                        SelectOptionDict(value=NEW, label=NEW),
                        *(
                            SelectOptionDict(value=key, label=label)
                            for key, label in consents.items()
                        ),
                    ],
                    translation_key="consent_choice",
                )
            )
        }
    )


def consent_schema(known: Consent | None) -> vol.Schema:
    """Return the form of one consent; who it is of, and for what, stays as it is."""
    new: dict[vol.Marker, object] = {
        vol.Required(CONF_WHO): AnyText(),
        vol.Required(CONF_WHAT, default=ConsentScope.CAMERA.value): AnyChoice(
            SelectSelectorConfig(
                options=[scope.value for scope in ConsentScope],
                translation_key="consent_scope",
            )
        ),
    }
    asked: dict[vol.Marker, object] = {
        vol.Required(CONF_ANSWER, default=ConsentAnswer.AGREED.value): AnyChoice(
            SelectSelectorConfig(
                options=[one.value for one in ConsentAnswer],
                translation_key="consent_answer",
            )
        )
    }
    return vol.Schema(
        {
            **(asked if known is not None else new),
            vol.Required(
                CONF_GIVEN_ON, default=dt_util.now().date().isoformat()
            ): DateSelector(),
            vol.Optional(CONF_WAY): AnyText(),
            vol.Optional(CONF_PURPOSE): AnyText(),
        }
    )


def read_who(answers: Answers) -> str:
    """Return the name or role that was written."""
    who = answers.text(CONF_WHO) or ""
    if not 0 < len(who) <= _LONGEST_WHO:
        answers.wrong(CONF_WHO, "who_length")
    return who


def read_words(answers: Answers, field: str) -> str:
    """Return some words that were written."""
    words = answers.text(field) or ""
    if len(words) > _LONGEST_WORDS:
        answers.wrong(field, "words_too_long")
    return words


def read_day(answers: Answers) -> date:
    """Return the day on which somebody agreed: not in the future."""
    today = dt_util.now().date()
    try:
        found = date.fromisoformat(answers.text(CONF_GIVEN_ON) or "")
    except ValueError:
        answers.wrong(CONF_GIVEN_ON, "day_wrong")
        return today
    if not today - _OLDEST_CONSENT <= found <= today:
        answers.wrong(CONF_GIVEN_ON, "day_wrong")
    return found
