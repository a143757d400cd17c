"""Questions in notifications; their buttons close, keep or stay silent, and open nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
import secrets
from typing import Any, Final

from homeassistant.core import (
    CALLBACK_TYPE,
    Context,
    Event,
    EventOrigin,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.http import current_request

from ..ha.texts import HouseholdTexts
from .page import PAGE, PageQuestions
from .phone import Phone, all_phones

EVENT_ANSWER: Final = "mobile_app_notification_action"
_PREFIX: Final = "LENS_CAP"
_EXPIRES: Final = timedelta(minutes=5)
_OVER_ONCE_IN_SECONDS: Final = 60.0


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A button: its key and its text. Whoever knows the phone's address can press it."""

    key: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A notification with buttons.

    `tag` replaces an older one with the same tag. `link` is the text of what leads to our page, where
    a yes can be given. `is_current` says whether what it is about is still so: a button that is
    pressed afterwards does nothing, and that is said.
    """

    title: str
    message: str
    choices: Sequence[Choice]
    tag: str
    link: str | None = None
    expires: timedelta = _EXPIRES
    is_current: Callable[[], bool] = lambda: True


@dataclass(frozen=True, kw_only=True)
class QuestionAnswer:
    """The pressed button's key, whose phone it was, and the context."""

    key: str
    user_id: str
    context: Context


@dataclass(frozen=True, kw_only=True)
class _SentQuestion:
    phone: Phone
    question: Question
    nonces: Mapping[str, str]
    on_answer: Callable[[QuestionAnswer], Awaitable[None]]
    forget: CALLBACK_TYPE


class Questions:
    """Asks, and hears answers.

    Anything in Home Assistant can read what is sent to a phone, and can fire the event that an
    answer is. So an answer counts once, only from outside of Home Assistant, only as the user whose
    phone was asked, and neither through the API for events nor through a websocket. That keeps
    mistakes away, and not somebody who means harm: whoever knows a phone's webhook id can answer for
    it. So no answer of a phone opens anything; `page` holds what is asked for that.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._open: list[_SentQuestion] = []
        self._told_at: dict[str, float] = {}
        self.page = PageQuestions(hass)
        self._stop = hass.bus.async_listen(EVENT_ANSWER, self._heard)

    @callback
    def stop(self) -> None:
        """Drop all questions."""
        self._stop()
        self.page.stop()
        for asked in list(self._open):
            self._forget(asked)

    async def async_ask(
        self,
        phones: Sequence[Phone],
        question: Question,
        on_answer: Callable[[QuestionAnswer], Awaitable[None]],
    ) -> bool:
        """Ask on some phones; the first answer ends the question on all of them.

        Args:
            phones: The phones, each with its own user who may answer.
            question: What to ask.
            on_answer: Called with the answer, at most once.

        Returns:
            Whether at least one phone was reached.
        """
        asked = [self._remember(phone, question, on_answer) for phone in phones]
        # At once: one phone that is out of reach delays no other.
        reached = await asyncio.gather(*map(self._async_deliver, asked))
        for one, arrived in zip(asked, reached, strict=True):
            if not arrived:
                self._forget(one)
        return any(reached)

    @callback
    def withdraw(self, tag: str) -> None:
        """Drop the question with this tag, and take it off the phones."""
        self._end([one for one in self._open if one.question.tag == tag])

    def _remember(
        self,
        phone: Phone,
        question: Question,
        on_answer: Callable[[QuestionAnswer], Awaitable[None]],
    ) -> _SentQuestion:
        @callback
        def expired(_now: Any) -> None:
            self._end([asked])

        asked = _SentQuestion(
            phone=phone,
            question=question,
            on_answer=on_answer,
            nonces={
                f"{_PREFIX}_{choice.key.upper()}_{secrets.token_urlsafe(24)}": choice.key
                for choice in question.choices
            },
            forget=async_call_later(self._hass, question.expires, expired),
        )
        self._open.append(asked)
        return asked

    async def _async_deliver(self, asked: _SentQuestion) -> bool:
        """Send a question, and take it off again if it ended on its way; return whether it arrived."""
        if asked not in self._open:
            return False
        arrived = await self._async_send(asked)
        if asked not in self._open:
            self._clear([asked])
        return arrived

    async def _async_send(self, asked: _SentQuestion) -> bool:
        question = asked.question
        titles = {choice.key: choice.title for choice in question.choices}
        actions: list[dict[str, Any]] = [
            {"action": nonce, "title": titles[key], "authenticationRequired": True}
            for nonce, key in asked.nonces.items()
        ]
        data: dict[str, Any] = {
            "tag": question.tag,
            "actions": actions,
        }
        if question.link is not None:
            # Of itself even where the phone is out of reach by then; only Android knows this.
            data["timeout"] = int(question.expires.total_seconds())
            # `url` is what iOS opens at a tap, `clickAction` what Android does.
            data |= {"url": PAGE, "clickAction": PAGE}
            actions.insert(0, {"action": "URI", "title": question.link, "uri": PAGE})
        return await asked.phone.async_send(
            self._hass, question.title, question.message, data
        )

    def _end(self, over: Sequence[_SentQuestion]) -> None:
        """Forget questions; what asked vanishes from the phones, and what only told stays."""
        for asked in over:
            self._forget(asked)
        self._clear(over)

    def _clear(self, over: Sequence[_SentQuestion]) -> None:
        asking = {
            (one.phone, one.question.tag)
            for one in over
            if one.question.link is not None
        }
        # A newer one stands in the same place.
        asking -= {(one.phone, one.question.tag) for one in self._open}
        for phone, tag in asking:
            _task = self._hass.async_create_task(phone.async_clear(self._hass, tag))

    @callback
    def _forget(self, asked: _SentQuestion) -> None:
        if asked in self._open:
            self._open.remove(asked)
            asked.forget()

    @callback
    def _heard(self, event: Event) -> None:
        pressed = event.data.get("action")
        user_id = event.context.user_id
        if (
            event.origin is not EventOrigin.remote
            or user_id is None
            or not isinstance(pressed, str)
            or not pressed.startswith(f"{_PREFIX}_")
        ):
            return
        for asked in self._open:
            if (
                (key := asked.nonces.get(pressed)) is not None
                and asked.phone.user_id == user_id
                and _comes_from(asked.phone)
            ):
                self._answered(asked, key, event.context)
                return
        self._over(user_id)

    def _answered(self, asked: _SentQuestion, key: str, context: Context) -> None:
        self._end([one for one in self._open if one.question is asked.question])
        if not asked.question.is_current():
            self._over(asked.phone.user_id)
            return
        answer = QuestionAnswer(key=key, user_id=asked.phone.user_id, context=context)
        _task = self._hass.async_create_task(_async_run(asked.on_answer, answer))

    def _over(self, user_id: str) -> None:
        """Notify that the button did nothing, since what it was about is over."""
        now = self._hass.loop.time()
        for phone in all_phones(self._hass):
            told_at = self._told_at.get(phone.device_id)
            if (
                phone.user_id == user_id
                and _comes_from(phone)
                and (told_at is None or now - told_at >= _OVER_ONCE_IN_SECONDS)
            ):
                self._told_at[phone.device_id] = now
                _task = self._hass.async_create_task(_async_say_over(self._hass, phone))


async def _async_run(
    on_answer: Callable[[QuestionAnswer], Awaitable[None]], answer: QuestionAnswer
) -> None:
    await on_answer(answer)


async def _async_say_over(hass: HomeAssistant, phone: Phone) -> None:
    texts = await HouseholdTexts.async_load(hass, "announce_")
    data = {"tag": "lens_cap_over", "url": PAGE, "clickAction": PAGE}
    await phone.async_send(hass, texts.say("title"), texts.say("over"), data)


def _comes_from(phone: Phone) -> bool:
    """Return whether the current request comes from the phone itself.

    Answers that come through the cloud have no request here; those of people who fire events by
    hand have one with another address.
    """
    request = current_request.get()
    return request is None or request.path == f"/api/webhook/{phone.webhook_id}"
