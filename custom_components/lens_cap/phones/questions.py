"""Questions on somebody's phone, whose answer counts only from that phone's own user."""

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

from .phone import Phone

EVENT_ANSWER: Final = "mobile_app_notification_action"
_PREFIX: Final = "LENS_CAP"
_EXPIRES: Final = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One button: its key and its text; a dangerous one is red where phones can show that."""

    key: str
    title: str
    destructive: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, and what may be answered; `tag` replaces an older one with the same tag."""

    title: str
    message: str
    choices: Sequence[Choice]
    tag: str
    expires: timedelta | None = _EXPIRES


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The key of the button that was pressed, by whom, and in which context."""

    key: str
    user_id: str
    context: Context


@dataclass(frozen=True, kw_only=True)
class _Open:
    phone: Phone
    question: Question
    nonces: Mapping[str, str]
    on_answer: Callable[[Answer], Awaitable[None]]
    forget: CALLBACK_TYPE


class Questions:
    """Asks, and hears answers.

    Anything in Home Assistant can read what is sent to a phone, and can fire the event that an
    answer is. So an answer counts once, only from outside of Home Assistant, only as the user whose
    phone was asked, and neither through the API for events nor through a websocket.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin to listen."""
        self._hass = hass
        self._open: list[_Open] = []
        self._stop = hass.bus.async_listen(EVENT_ANSWER, self._heard)

    @callback
    def stop(self) -> None:
        """Forget every question."""
        self._stop()
        for asked in list(self._open):
            self._forget(asked)

    async def async_ask(
        self,
        phones: Sequence[Phone],
        question: Question,
        on_answer: Callable[[Answer], Awaitable[None]],
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
        reached = [await self._async_send(one) for one in asked]
        for one, arrived in zip(asked, reached, strict=True):
            if not arrived:
                self._forget(one)
        return any(reached)

    @callback
    def withdraw(self, tag: str) -> None:
        """Forget what was asked with a tag."""
        for asked in [one for one in self._open if one.question.tag == tag]:
            self._forget(asked)

    def _remember(
        self,
        phone: Phone,
        question: Question,
        on_answer: Callable[[Answer], Awaitable[None]],
    ) -> _Open:
        @callback
        def expired(_now: Any) -> None:
            self._open.remove(asked)

        asked = _Open(
            phone=phone,
            question=question,
            on_answer=on_answer,
            nonces={
                f"{_PREFIX}_{choice.key.upper()}_{secrets.token_urlsafe(24)}": choice.key
                for choice in question.choices
            },
            forget=async_call_later(self._hass, question.expires, expired)
            if question.expires is not None
            else lambda: None,
        )
        self._open.append(asked)
        return asked

    async def _async_send(self, asked: _Open) -> bool:
        question = asked.question
        titles = {choice.key: choice for choice in question.choices}
        data: dict[str, Any] = {
            "tag": question.tag,
            "actions": [
                {
                    "action": nonce,
                    "title": titles[key].title,
                    "destructive": titles[key].destructive,
                    "authenticationRequired": True,
                }
                for nonce, key in asked.nonces.items()
            ],
        }
        if question.expires is not None:
            data["timeout"] = int(question.expires.total_seconds())
        return await asked.phone.async_send(
            self._hass, question.title, question.message, data
        )

    @callback
    def _forget(self, asked: _Open) -> None:
        if asked in self._open:
            self._open.remove(asked)
            asked.forget()

    @callback
    def _heard(self, event: Event) -> None:
        pressed = event.data.get("action")
        user_id = event.context.user_id
        if event.origin is not EventOrigin.remote or user_id is None:
            return
        for asked in self._open:
            if (
                isinstance(pressed, str)
                and (key := asked.nonces.get(pressed)) is not None
                and asked.phone.user_id == user_id
                and _comes_from(asked.phone)
            ):
                for other in [
                    one for one in self._open if one.question is asked.question
                ]:
                    self._forget(other)
                answer = Answer(key=key, user_id=user_id, context=event.context)
                _task = self._hass.async_create_task(
                    _async_run(asked.on_answer, answer)
                )
                return


async def _async_run(
    on_answer: Callable[[Answer], Awaitable[None]], answer: Answer
) -> None:
    await on_answer(answer)


def _comes_from(phone: Phone) -> bool:
    """Return whether the request of this moment is the phone's own.

    Answers that come through the cloud have no request here; those of people who fire events by
    hand have one with another address.
    """
    request = current_request.get()
    return request is None or request.path == f"/api/webhook/{phone.webhook_id}"
