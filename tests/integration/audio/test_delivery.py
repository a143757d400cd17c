"""What Home Assistant hands out of a camera with a microphone, before, during and after a grant."""

import asyncio
import io

import aiohttp
import av
import pytest

from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.components.stream import Stream
from homeassistant.components.stream.core import StreamOutput
from lab.inventory import LabCamera

from ...helpers.mock_house import House
from ...helpers.sounds import hear, holds_tone, loudest_tone, strength
from .conftest import let_sound_pass

CAMERA = "camera.sofa"


async def _stream(house: House) -> tuple[Stream, StreamOutput]:
    camera = house.hass.data[DATA_COMPONENT].get_entity(CAMERA)
    assert camera is not None
    stream = await camera.async_create_stream()
    assert stream is not None
    output = stream.add_provider("hls")
    await stream.start()
    return stream, output


def _segments(output: StreamOutput) -> bytes:
    """Return all that a player could still fetch."""
    found = list(output.get_segments())
    if not found:
        return b""
    return found[0].init + b"".join(
        part.data for segment in found for part in segment.parts
    )


async def _wait_for_segments(output: StreamOutput, seconds: float) -> bytes:
    async with asyncio.timeout(60):
        while sum(segment.duration for segment in output.get_segments()) < seconds:
            await output.recv()
    return _segments(output)


def _kinds(data: bytes, container: str) -> set[str]:
    with av.open(io.BytesIO(data), "r", format=container) as source:
        return {stream.type for stream in source.streams}


@pytest.mark.slow
async def test_hls(heard: House, microphone: LabCamera) -> None:
    """No sound before; the camera's own tone meanwhile; afterwards nothing is left of it."""
    tone = microphone.tone
    assert tone is not None
    _, before = await _stream(heard)
    assert _kinds(await _wait_for_segments(before, 1), "mp4") == {"video"}

    let_sound_pass(heard, 10)
    assert _segments(before) == b""
    _, during = await _stream(heard)
    loud = await _wait_for_segments(during, 3)
    assert _kinds(loud, "mp4") == {"video", "audio"}
    assert loudest_tone(loud, "mp4") == pytest.approx(tone, abs=10)

    let_sound_pass(heard, None)
    # In the same turn of the loop: what was buffered with sound can be fetched no more.
    assert _segments(during) == b""
    assert heard.guard().worker_pid is None
    _, after = await _stream(heard)
    assert during is not after
    silent = await _wait_for_segments(after, 1)
    assert _kinds(silent, "mp4") == {"video"}
    assert not strength(hear(silent, "mp4")[0], tone)


class Ear:
    """Somebody who is connected to the relay."""

    def __init__(self, house: House) -> None:
        """Connect with the address of the moment."""
        self.url = house.guard().stream_address() or ""
        self._parts: list[bytes] = []
        self._more = asyncio.Event()
        self.task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async with aiohttp.ClientSession() as client, client.get(self.url) as response:
            async for chunk in response.content.iter_any():
                self._parts.append(chunk)  # seen while it grows
                self._more.set()

    @property
    def got(self) -> bytes:
        """Return all that has come."""
        return b"".join(self._parts)

    async def listen_for(self, size: int) -> None:
        """Return once so many bytes have come."""
        async with asyncio.timeout(60):
            while len(self.got) < size:
                self._more.clear()
                await self._more.wait()


@pytest.mark.parametrize("how", ["guests", "privacy", "hand"])
async def test_relay(heard: House, microphone: LabCamera, how: str) -> None:
    """Whatever ends it: the connection breaks, the token is void, and a new one is silent."""
    tone = microphone.tone
    assert tone is not None
    let_sound_pass(heard, 10)
    loud = Ear(heard)
    await loud.listen_for(300_000)
    if how == "privacy":
        await heard.call("switch.turn_on", "switch.sofa_privacy_mode")
    elif how == "guests":
        await heard.call("switch.turn_on", "switch.lens_cap_guests")
    else:
        let_sound_pass(heard, None)
    size = len(loud.got)
    with pytest.raises(aiohttp.ClientError):
        async with asyncio.timeout(60):
            await loud.task
    assert loudest_tone(loud.got) == pytest.approx(tone, abs=10)
    assert len(loud.got) - size < 100_000
    async with aiohttp.ClientSession() as client, client.get(loud.url) as response:
        assert response.status == 403
    if how != "hand":
        assert heard.guard().relay_token is None
        return
    silent = Ear(heard)
    await silent.listen_for(200_000)
    silent.task.cancel()
    assert not holds_tone([silent.got], tone)
    assert _kinds(silent.got, "mpegts") == {"video"}


async def test_privacy_beats_a_grant(heard: House) -> None:
    """While private no sound passes, whatever else is said."""
    let_sound_pass(heard, 10)
    assert heard.guard().audio
    await heard.call("switch.turn_on", "switch.sofa_privacy_mode")
    assert not heard.guard().audio
