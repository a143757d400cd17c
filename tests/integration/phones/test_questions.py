"""A question that ends while it is on its way to the phones, some of which are slow."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from custom_components.lens_cap.phones import (
    Choice,
    Phone,
    Question,
    QuestionAnswer,
    Questions,
)
from homeassistant.core import HomeAssistant, ServiceCall

TAG: Final = "lens_cap_sound"
type Asking = asyncio.Task[bool]


@dataclass
class Ways:
    """The ways to two phones, of which one is slow; `shown` is what they show."""

    hass: HomeAssistant
    questions: Questions
    arrives: asyncio.Event = field(default_factory=asyncio.Event)
    shown: dict[str, str] = field(default_factory=dict[str, str])

    def phone(self, name: str) -> Phone:
        """Return a phone that is reached by its way."""
        return Phone(device_id=name, user_id="anna", webhook_id=name, action=name)

    def way(self, name: str) -> Callable[[ServiceCall], Coroutine[Any, Any, None]]:
        """Return what brings a notification to a phone, and takes it off."""

        async def bring(call: ServiceCall) -> None:
            if call.data["message"] == "clear_notification":
                self.shown.pop(name, None)
                return
            if name == "slow":
                await self.arrives.wait()
            self.shown[name] = call.data["message"]

        return bring

    def ask(self, message: str = "Old", link: str | None = "Answer") -> Asking:
        """Begin to ask both phones, and go on once the fast one shows it."""
        question = Question(
            title="Sound",
            message=message,
            choices=[Choice(key="no", title="No")],
            tag=TAG,
            link=link,
        )

        async def answered(_answer: QuestionAnswer) -> None:
            raise AssertionError

        phones = [self.phone("slow"), self.phone("fast")]
        return self.hass.async_create_task(
            self.questions.async_ask(phones, question, answered)
        )

    async def go_on(self) -> None:
        """Let all that is not held up happen."""
        for _ in range(10):
            await asyncio.sleep(0)


@pytest.fixture
async def ways(hass: HomeAssistant) -> Ways:
    """Return the ways to the phones."""
    made = Ways(hass, Questions(hass))
    for name in ("slow", "fast"):
        hass.services.async_register("notify", name, made.way(name))
    return made


async def test_a_slow_phone_delays_no_other(ways: Ways) -> None:
    """Each is sent the question by itself."""
    asking = ways.ask()
    await ways.go_on()
    assert ways.shown == {"fast": "Old"}
    ways.arrives.set()
    assert await asking
    assert ways.shown == {"fast": "Old", "slow": "Old"}
    ways.questions.stop()


async def test_what_ends_on_its_way_leaves_the_phone(
    ways: Ways, hass: HomeAssistant
) -> None:
    """Else it would stay there, and its buttons would do nothing."""
    asking = ways.ask()
    await ways.go_on()
    ways.questions.withdraw(TAG)
    ways.arrives.set()
    await asking
    await hass.async_block_till_done()
    assert ways.shown == {}


async def test_what_only_told_stays(ways: Ways, hass: HomeAssistant) -> None:
    """It was no question that somebody has to answer."""
    asking = ways.ask(link=None)
    await ways.go_on()
    ways.questions.withdraw(TAG)
    ways.arrives.set()
    await asking
    await hass.async_block_till_done()
    assert ways.shown == {"fast": "Old", "slow": "Old"}


async def test_what_ends_before_it_is_sent_is_not(ways: Ways) -> None:
    """No phone rings for it."""
    ways.arrives.set()
    phones = [ways.phone("fast")]
    question = Question(title="Sound", message="Old", choices=[], tag=TAG)

    async def answered(_answer: QuestionAnswer) -> None:
        raise AssertionError

    # Begun, and nothing of it sent yet.
    asking = asyncio.ensure_future(ways.questions.async_ask(phones, question, answered))
    await asyncio.sleep(0)
    ways.questions.withdraw(TAG)
    assert not await asking
    assert ways.shown == {}


async def test_a_newer_one_in_its_place_stays(ways: Ways, hass: HomeAssistant) -> None:
    """It has the same tag, and is still asked."""
    old = ways.ask()
    await ways.go_on()
    ways.questions.withdraw(TAG)
    new = ways.ask("New")
    await ways.go_on()
    ways.arrives.set()
    await asyncio.gather(old, new)
    await hass.async_block_till_done()
    assert ways.shown == {"fast": "New", "slow": "New"}
    ways.questions.stop()
