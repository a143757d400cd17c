"""While a camera is private its stream goes on, with a calm picture; no address, no feature changes."""

from datetime import timedelta
from io import BytesIO
from typing import Final

import aiohttp
import av
import numpy as np
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.media.requester import NOBODY_KNOWN as NOBODY, Consumer
from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from custom_components.lens_cap.privacy.hold_request import HoldRequest
from homeassistant.components.stream import DOMAIN as STREAM
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_registry import EVENT_ENTITY_REGISTRY_UPDATED
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ....helpers.doors import CAMERA, Doors, make_doors, stream_source
from ....helpers.mock_house import SOFA, House
from ....helpers.waiting import until

HIDDEN: Final = 12.0
"""How much a picture may differ from another, in steps of brightness, to be the same one."""


@pytest.fixture
async def doors(
    hass: HomeAssistant,
    house: House,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> Doors:
    """Return the doors of the sofa's camera, which is open."""
    for component in ("api", "websocket_api"):
        assert await async_setup_component(hass, component, {})
    return await make_doors(house, hass_client, hass_ws_client)


async def _close(house: House) -> None:
    await house.call("camera.turn_off", CAMERA)


async def _open(house: House) -> None:
    await house.call("camera.turn_on", CAMERA)


async def _status(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status


async def _first_picture(answer: aiohttp.ClientResponse) -> Image.Image:
    """Return the first picture of MPEG-TS that is being received."""
    data = b""
    while True:
        data += await answer.content.readany()
        with av.open(BytesIO(data), "r") as container:
            for frame in container.decode(video=0):
                return frame.to_image()  # type: ignore[no-any-return,no-untyped-call]


def _differs(picture: Image.Image, other: Image.Image) -> float:
    """Return by how much two pictures differ in the mean."""
    one, two = (np.asarray(each.convert("L"), np.int16) for each in (picture, other))
    return float(np.abs(one - two).mean())


def workers(house: House) -> list[int | None]:
    """Return which processes run for the sofa: of its camera, and of the placeholder."""
    guard = house.guard()
    return [guard.worker_pid, guard._placeholder_session.worker_pid]


async def test_the_relay_gives_the_placeholder(doors: Doors) -> None:
    """To whoever asks for the stream; by a worker that ends with the last viewer, and nobody is counted."""
    house = doors.house
    guard = house.guard()
    await _close(house)
    url = await stream_source(doors)
    assert url is not None
    assert workers(house) == [None, None]
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            picture = await _first_picture(answer)
            camera, calm = workers(house)
            assert camera is None
            assert calm is not None
            assert guard.viewers == 0
            assert house.state("binary_sensor.sofa_being_viewed").state == "off"
        with Image.open(BytesIO(load_placeholder())) as placeholder:
            assert _differs(picture, placeholder) < HIDDEN
    await until(lambda: workers(house) == [None, None])


async def test_it_says_until_when(doors: Doors) -> None:
    """In the words that the still has, and in others once that changes: whoever watches begins anew."""
    house = doors.house
    plain = Image.open(BytesIO(load_placeholder()))
    hour = dt_util.utcnow() + timedelta(hours=1)
    await house.privacy.async_hold(
        [SOFA], HoldRequest(origin=HoldOrigin.CAMERA, until=hour)
    )
    async with aiohttp.ClientSession() as session:
        async with session.get(str(await stream_source(doors))) as answer:
            first = await _first_picture(answer)
            assert _differs(first, plain) > 0.5
            await house.privacy.async_hold(
                [SOFA], HoldRequest(origin=HoldOrigin.CAMERA)
            )
            with pytest.raises(aiohttp.ClientError):
                await answer.content.read()
        async with session.get(str(await stream_source(doors))) as answer:
            assert _differs(await _first_picture(answer), first) > 0.5


async def test_opening_ends_it(doors: Doors) -> None:
    """And what opened the placeholder does not open the camera, nor the other way round."""
    house = doors.house
    before = str(await stream_source(doors))
    await _close(house)
    calm = str(await stream_source(doors))
    assert calm != before
    assert await _status(before) == 403
    async with aiohttp.ClientSession() as session, session.get(calm) as answer:
        await _first_picture(answer)
        await _open(house)
        with pytest.raises(aiohttp.ClientError):
            await answer.content.read()
    assert await _status(calm) == 403
    assert house.guard()._placeholder_session.worker_pid is None


async def test_a_server_whose_players_go_on_keeps_its_address(doors: Doors) -> None:
    """Through privacy and back; once the last player has left, it opens nothing any more."""
    house = doors.house
    guard = house.guard()
    address = str(guard.stream_address(Consumer.WEBRTC))
    guard.begin_session("one", NOBODY, lambda _reason: None)
    address = str(guard.stream_address(Consumer.WEBRTC))
    await _close(house)
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
        await _first_picture(answer)
    other = address.replace("for=webrtc", "for=other")
    assert await _status(other) == 403
    await _open(house)
    assert guard.stream_address(Consumer.WEBRTC) == address
    guard.leave_session("one")
    assert guard.stream_address(Consumer.WEBRTC) != address
    await _close(house)
    assert await _status(address) == 403


async def test_no_feature_changes(hass: HomeAssistant, house: House) -> None:
    """Nothing that cards and bridges rebuild themselves for, and no entry of the registry."""
    features = house.state(CAMERA).attributes["supported_features"]
    changes = async_capture_events(hass, EVENT_ENTITY_REGISTRY_UPDATED)
    for _ in range(20):
        await _close(house)
        assert house.state(CAMERA).attributes["supported_features"] == features
        await _open(house)
        assert house.state(CAMERA).attributes["supported_features"] == features
    await hass.async_block_till_done()
    assert features & 2
    assert changes == []


async def test_features_stay_while_the_source_is_away(house: House) -> None:
    """Privacy may switch the original off, too."""
    features = house.state(CAMERA).attributes["supported_features"]
    await _close(house)
    house.hass.states.async_set("camera.sofa_original", "unavailable")
    await house.hass.async_block_till_done()
    assert house.state(CAMERA).attributes["supported_features"] == features
    assert house.guard().streams


async def test_a_player_of_hls_finds_what_there_is_where_it_was(
    hass: HomeAssistant, doors: Doors
) -> None:
    """Dead for ten seconds, so that nothing is played on; then calm, and the camera again."""
    house = doors.house
    url = (await doors.ask("camera/stream"))["result"]["url"]
    token = url.split("/")[3]
    await _close(house)
    assert (await doors.get(url))[0] == 404
    assert hass.data[STREAM][ATTR_STREAMS] == []
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=11))
    await until(lambda: bool(hass.data[STREAM][ATTR_STREAMS]))
    (calm,) = hass.data[STREAM][ATTR_STREAMS]
    assert calm.access_token == token
    assert house.guard()._placeholder_session.worker_pid is None
    assert (await doors.ask("camera/stream"))["result"]["url"] == url
    output = calm.outputs()["hls"]
    await until(lambda: bool(output.sequences))
    assert output.sequences[0] == 1_000_000
    await _open(house)
    await until(lambda: calm not in hass.data[STREAM][ATTR_STREAMS])
    assert (await doors.get(url))[0] == 404
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=11))
    await until(lambda: bool(hass.data[STREAM][ATTR_STREAMS]))
    (live,) = hass.data[STREAM][ATTR_STREAMS]
    assert live.access_token == token
    assert live.source != calm.source


async def test_a_placeholder_is_not_preloaded(
    hass: HomeAssistant, doors: Doors
) -> None:
    """It ends after its last player, also where Home Assistant keeps the camera's stream running."""
    await _close(doors.house)
    await doors.ask("camera/update_prefs", preload_stream=True)
    url = (await doors.ask("camera/stream"))["result"]["url"]
    assert (await doors.get(url))[0] == 200
    (calm,) = hass.data[STREAM][ATTR_STREAMS]
    await doors.ask("camera/update_prefs", preload_stream=True)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=31))
    await until(lambda: calm.outputs() == {})
