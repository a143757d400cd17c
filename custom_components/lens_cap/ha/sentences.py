"""Sentences that are listened to as Home Assistant's own triggers listen to theirs."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_when_setup

if TYPE_CHECKING:
    from homeassistant.components.conversation.models import ConversationInput

type Answer = Callable[[ConversationInput, str | None], Awaitable[str]]
"""Takes what was said, and what stood for `{where}` in it; returns what is answered."""


async def async_when_spoken(
    hass: HomeAssistant, answers: Mapping[tuple[str, ...], Answer]
) -> None:
    """Answer sentences from when Home Assistant's assistant is there, for as long as it runs."""

    async def register(_hass: HomeAssistant, _component: str) -> None:
        # Where there is no assistant, its libraries may be missing.
        from homeassistant.components.conversation.agent_manager import (  # noqa: PLC0415
            get_agent_manager,
        )

        for sentences, answer in answers.items():
            get_agent_manager(hass).register_trigger(list(sentences), _heard(answer))

    async_when_setup(hass, "conversation", register)


def _heard(answer: Answer) -> Callable[..., Awaitable[str | None]]:
    async def heard(said: ConversationInput, result: object) -> str | None:
        entities = getattr(result, "entities", {})
        where = entities.get("where")
        return await answer(said, None if where is None else str(where.value))

    return heard
