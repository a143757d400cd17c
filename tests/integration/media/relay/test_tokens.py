"""An address that others may have seen opens a stream for one viewing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

import aiohttp
import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.media.relay import tokens as passes_module
from custom_components.lens_cap.media.relay.relay import Relay
from custom_components.lens_cap.media.relay.tokens import StreamTokens
from custom_components.lens_cap.media.relay.viewers import Viewer, Wants
from custom_components.lens_cap.media.requester import Consumer

SOFA: Final = CameraId("sofa")
TOKEN: Final = "a" * 64


class Door:
    """A camera whose viewers have one picture, and are gone."""

    def __init__(self) -> None:
        """Begin with nobody who goes on watching."""
        self.expected: set[Consumer] = set()
        self.consumers: list[Consumer] = []

    def relay_tokens(self, _consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the stream now."""
        return (TOKEN,)

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Let one more watch."""
        self.consumers.append(consumer)
        viewer = Viewer(wants, abort)
        viewer.offer(b"picture", start=True)
        asyncio.get_running_loop().call_later(0.05, viewer.end)
        return viewer

    def expects(self, consumer: Consumer) -> bool:
        """Return whether somebody goes on watching without a connection."""
        return consumer in self.expected

    def leave(self, viewer: Viewer) -> None:
        """Let one go."""
        assert viewer.closed


@pytest.fixture
def door() -> Door:
    """Return a camera."""
    return Door()


@pytest.fixture
async def relay(socket_enabled: None, door: Door) -> AsyncIterator[Relay]:
    """Yield a running relay that serves it."""
    made = Relay()
    await made.async_start()
    made.add(SOFA, door)
    yield made
    await made.async_stop()


async def ask(url: str) -> int:
    """Watch to the end; return the status of the answer."""
    async with aiohttp.ClientSession() as client, client.get(url) as response:
        await response.read()
    await asyncio.sleep(0.05)
    return response.status


SEEN: Final = (Consumer.WEBRTC, Consumer.HOMEKIT)
UNSEEN: Final = (Consumer.STREAM, Consumer.OTHER)


@pytest.mark.parametrize("consumer", SEEN)
async def test_after_a_viewing(
    relay: Relay, monkeypatch: pytest.MonkeyPatch, consumer: Consumer
) -> None:
    """The address that was used opens nothing any more; the one that is given out now does."""
    monkeypatch.setattr(passes_module, "_GRACE_SECONDS", 0.0)
    old = relay.url(SOFA, TOKEN, consumer)
    assert await ask(old) == 200
    assert await ask(old) == 403
    assert await ask(relay.url(SOFA, TOKEN, consumer)) == 200


@pytest.mark.parametrize("consumer", SEEN)
async def test_whoever_has_yet_to_connect(relay: Relay, consumer: Consumer) -> None:
    """An address that was given out a moment before the last viewing ended still opens."""
    old = relay.url(SOFA, TOKEN, consumer)
    assert await ask(old) == 200
    assert await ask(old) == 200
    assert relay.url(SOFA, TOKEN, consumer) != old


@pytest.mark.parametrize("consumer", UNSEEN)
async def test_whoever_keeps_the_address(
    relay: Relay, monkeypatch: pytest.MonkeyPatch, consumer: Consumer
) -> None:
    """Those who do not ask anew come back by the same one."""
    monkeypatch.setattr(passes_module, "_GRACE_SECONDS", 0.0)
    old = relay.url(SOFA, TOKEN, consumer)
    assert [await ask(old), await ask(old)] == [200, 200]
    assert relay.url(SOFA, TOKEN, consumer) == old


async def test_a_server_that_lost_its_connection(
    relay: Relay, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its players go on watching, it comes back by the same address."""
    monkeypatch.setattr(passes_module, "_GRACE_SECONDS", 0.0)
    door.expected = {Consumer.WEBRTC}
    old = relay.url(SOFA, TOKEN, Consumer.WEBRTC)
    assert [await ask(old), await ask(old)] == [200, 200]
    door.expected = set()
    assert [await ask(old), await ask(old)] == [200, 403]


def test_with_the_token_all_are_void(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that would have been good for a while yet."""
    passes = StreamTokens(Consumer.WEBRTC)
    first = passes.current(TOKEN)
    passes.viewing_ended()
    assert not passes.opens(first, "b" * 64)
    assert not passes.opens(passes.current(TOKEN), "b" * 64)
    monkeypatch.setattr(passes_module, "monotonic", lambda: 10**9)
    assert not passes.opens(first, TOKEN)


def test_a_viewing_that_begins_as_another_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its address was given out before, and stays good for as long as it lasts."""
    moments = [100.0]
    monkeypatch.setattr(passes_module, "monotonic", lambda: moments[-1])
    passes = StreamTokens(Consumer.WEBRTC)
    given = passes.current(TOKEN)
    passes.viewing_ended()
    assert passes.opens(given, TOKEN)
    moments.append(5000.0)
    assert passes.opens(given, TOKEN)
    passes.viewing_ended()
    moments.append(5031.0)
    assert not passes.opens(given, TOKEN)
