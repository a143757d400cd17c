"""Asking on a person's own phone: it says no, or leads to where somebody signed in says yes."""

from typing import Final, override

from homeassistant.core import HomeAssistant, callback

from ...core.audio.confirmation import users_asked
from ...core.audio.request import Channel, Pending
from ...phones import Choice, Phone, Question, QuestionAnswer, Questions, phones_of
from ...sensing.login import async_people
from ..grants import AsksPeople
from ..manager import AudioManager
from ..request_text import RequestText

_NO: Final = "sound_stays_off"


class PhoneChannel(AsksPeople):
    """Asks whoever asked for sound, or whoever else may confirm it, on all of their phones.

    A phone's answer is that of whoever knows its address. So it only says no; the yes is given on
    our page, to which the notification leads.
    """

    def __init__(
        self, hass: HomeAssistant, manager: AudioManager, questions: Questions
    ) -> None:
        self._hass = hass
        self._manager = manager
        self._questions = questions

    @override
    async def async_ask(self, pending: Pending) -> bool:
        """Ask; return whether a phone was reached."""
        people = await async_people(self._hass)
        asked = users_asked(
            pending.wanted,
            self._manager.confirmers,
            [(one.id, one.is_admin) for one in people],
        )
        phones = [
            phone
            for user_id in sorted(asked)
            for phone in phones_of(self._hass, user_id)
        ]
        question = await self._async_question(pending) if phones else None
        if question is None or self._manager.pending_with(pending.request_id) is None:
            return False
        return await self._async_ask_on(phones, question, pending)

    @callback
    @override
    def withdraw(self, pending: Pending) -> None:
        """Hear no answer any more; but a no to what was changed still counts."""
        if self._manager.denied_by(pending.request_id) is None:
            self._questions.withdraw(_tag(pending))

    async def _async_ask_on(
        self, phones: list[Phone], question: Question, pending: Pending
    ) -> bool:
        async def answered(answer: QuestionAnswer) -> None:
            self._manager.deny(
                pending.request_id, channel=Channel.PHONE, context=answer.context
            )

        return await self._questions.async_ask(phones, question, answered)

    async def _async_question(self, pending: Pending) -> Question:
        wording = await RequestText.async_load(self._hass)
        camera_id = pending.wanted.camera_id
        facts = self._manager.facts(camera_id)
        words = await wording.async_request(
            pending, facts.assessment if facts else None
        )
        return Question(
            title=wording.say("title"),
            message=wording.say(
                "ask",
                camera=self._manager.name_of(camera_id),
                length=words.length,
                who=words.who,
                purpose=words.purpose,
                heard=words.heard,
            ),
            choices=[Choice(key=_NO, title=wording.say("no"))],
            tag=_tag(pending),
            link=wording.say("link"),
        )


def _tag(pending: Pending) -> str:
    # So that what somebody changed stands in the place of what it was, and never in that of somebody else's.
    return f"lens_cap_audio_{pending.first_id}"
