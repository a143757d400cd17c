"""Asking on a person's own phone."""

from typing import Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ...const import LOGGER
from ...core.confirmation import users_asked
from ...core.pending import Channel, Pending
from ...phones import Answer, Choice, Phone, Question, Questions, phones_of
from ..live import AsksPeople
from ..manager import AudioManager
from ..person import async_people, person
from ..wording import Wording

_YES: Final = "sound_on"
_NO: Final = "sound_stays_off"


class PhoneChannel(AsksPeople):
    """Asks whoever asked for sound, or whoever else may confirm it, on all of their phones.

    The phones see to it that an answer comes from the phone that was asked, and from its user. What
    proves it here never leaves this object: the notification, which everything in Home Assistant can
    read, holds other secrets.
    """

    def __init__(
        self, hass: HomeAssistant, manager: AudioManager, questions: Questions
    ) -> None:
        """Ask for a manager."""
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
            [(one.user_id, one.is_admin) for one in people],
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
        """Hear no answer any more."""
        self._questions.withdraw(_tag(pending))

    async def _async_ask_on(
        self, phones: list[Phone], question: Question, pending: Pending
    ) -> bool:
        secrets = {
            user_id: self._manager.issue_proof(
                pending.request_id, user_id, Channel.PHONE
            )
            for user_id in {phone.user_id for phone in phones}
        }

        async def answered(answer: Answer) -> None:
            if answer.key == _YES:
                await self._async_confirm(pending, answer, secrets[answer.user_id])
            else:
                self._manager.deny(
                    pending.request_id, channel=Channel.PHONE, context=answer.context
                )

        return await self._questions.async_ask(phones, question, answered)

    async def _async_confirm(
        self, pending: Pending, answer: Answer, secret: str
    ) -> None:
        user = await self._hass.auth.async_get_user(answer.user_id)
        if (who := person(user)) is None:
            return
        try:
            await self._manager.async_confirm(
                pending.request_id,
                who,
                Channel.PHONE,
                secret=secret,
                context=answer.context,
            )
        except HomeAssistantError as error:
            LOGGER.warning("sound was confirmed, and stays off: %s", error)

    async def _async_question(self, pending: Pending) -> Question:
        wording = await Wording.async_load(self._hass)
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
            choices=[
                Choice(key=_YES, title=wording.say("yes"), destructive=True),
                Choice(key=_NO, title=wording.say("no")),
            ],
            tag=_tag(pending),
        )


def _tag(pending: Pending) -> str:
    return f"lens_cap_audio_{pending.wanted.camera_id}"
