"""Questions whose yes opens something, answered on our page by a person who is signed in.

A notification's button is no place for such a yes. Home Assistant takes an answer of a phone from
whoever knows the phone's webhook id, and that id is no secret: the unique ids of the phone's sensors
begin with it, and every user may read them. A phone that does not encrypt can be answered for by all
of them, and even be given a key by them.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
import hashlib
import secrets
from typing import Final

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..const import SIGNAL_QUESTIONS
from ..core.audio.request import Channel, ConfirmationRequest, Proof

PAGE: Final = "/lens-cap"
"""Where our page is, in Home Assistant's frontend."""


@dataclass(frozen=True, kw_only=True)
class Yes:
    """A yes: by whom, and in which context."""

    user_id: str
    is_admin: bool
    context: Context


@dataclass(frozen=True, kw_only=True)
class PageQuestion:
    """A question on the page.

    `about` names what it is about: a newer question about the same takes the place of an older one.
    `message` is the text's key and what is filled into it, `yes` and `no` are the keys of the
    buttons. `touches` are the entities that it opens, as platform and unique id: whoever says yes
    must have the right to control them. `is_current` says whether what it is about is still so: nothing else is acted on.
    """

    about: str
    users: Collection[str]
    message: tuple[str, dict[str, str]]
    yes: str
    no: str
    touches: Collection[tuple[str, str]]
    expires: timedelta
    on_yes: Callable[[Yes], Awaitable[None]]
    on_end: Callable[[], None] = lambda: None
    is_current: Callable[[], bool] = lambda: True


class NotAskedError(Exception):
    """A yes without an open question; nothing was done."""


@dataclass(frozen=True, kw_only=True)
class _OpenQuestion:
    question: PageQuestion
    asked: ConfirmationRequest
    forget: CALLBACK_TYPE


class PageQuestions:
    """Holds open questions; an answer counts once, with a proof for one user and question."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._open: dict[str, _OpenQuestion] = {}

    @callback
    def stop(self) -> None:
        """Drop all questions."""
        for question_id in list(self._open):
            self._end(question_id)

    @callback
    def ask(self, question: PageQuestion) -> str:
        """Add a question; return its id."""
        self.withdraw(question.about)
        question_id = secrets.token_hex(8)
        now = dt_util.utcnow()

        @callback
        def expired(_now: object) -> None:
            self._end(question_id)

        self._open[question_id] = _OpenQuestion(
            question=question,
            asked=ConfirmationRequest(
                question_id=question_id,
                users=frozenset(question.users),
                asked_at=now,
                expires_at=now + question.expires,
            ),
            forget=async_call_later(self._hass, question.expires, expired),
        )
        self._tell()
        return question_id

    @callback
    def withdraw(self, about: str) -> None:
        """Drop the question about this."""
        for question_id, one in list(self._open.items()):
            if one.question.about == about:
                self._end(question_id)

    @callback
    def waits_about(self, about: str) -> bool:
        """Return whether a question about this is still open."""
        return any(one.question.about == about for one in self._open.values())

    @callback
    def asked_of(self, user_id: str) -> dict[str, PageQuestion]:
        """Return the questions that a user can answer with yes, by id."""
        now = dt_util.utcnow()
        return {
            question_id: one.question
            for question_id, one in self._open.items()
            if one.asked.may_answer(user_id, now) and one.question.is_current()
        }

    def question(self, question_id: str) -> PageQuestion | None:
        """Return an open question, whoever is asked; None where there is none."""
        found = self._open.get(question_id)
        return None if found is None else found.question

    def expires_at(self, question_id: str) -> datetime:
        """Return until when an open question waits."""
        return self._open[question_id].asked.expires_at

    @callback
    def issue_proof(self, question_id: str, user_id: str) -> str:
        """Return a new secret with which a user can say yes once; an older one is void.

        Without such a question it is a secret that proves nothing.
        """
        secret = secrets.token_urlsafe(32)
        if question_id in self.asked_of(user_id):
            proof = _proof(secret, user_id)
            self._replace(question_id, self._open[question_id].asked.with_proof(proof))
        return secret

    async def async_confirm(
        self, question_id: str, secret: str, *, is_admin: bool, context: Context
    ) -> None:
        """Carry out a question's yes on behalf of the context's user.

        Raises:
            NotAskedError: The answer does not count; nothing was done.
            HomeAssistantError: What was asked cannot be done now; nothing was done.
        """
        user_id = context.user_id or ""
        one = self._open.get(question_id)
        if (
            one is None
            or not one.question.is_current()
            or not one.asked.is_proved_by(_proof(secret, user_id), dt_util.utcnow())
        ):
            raise NotAskedError
        self._end(question_id)
        await one.question.on_yes(
            Yes(user_id=user_id, is_admin=is_admin, context=context)
        )

    @callback
    def deny(self, question_id: str) -> bool:
        """Close a question with no, which anybody may; return whether it existed."""
        return self._end(question_id)

    def _replace(self, question_id: str, asked: ConfirmationRequest) -> None:
        one = self._open[question_id]
        self._open[question_id] = _OpenQuestion(
            question=one.question, asked=asked, forget=one.forget
        )

    def _end(self, question_id: str) -> bool:
        if (one := self._open.pop(question_id, None)) is None:
            return False
        one.forget()
        one.question.on_end()
        self._tell()
        return True

    def _tell(self) -> None:
        async_dispatcher_send(self._hass, SIGNAL_QUESTIONS)


def _proof(secret: str, user_id: str) -> Proof:
    digest = hashlib.sha256(secret.encode(errors="replace")).hexdigest()
    return Proof(digest=digest, user_id=user_id, channel=Channel.CARD)
