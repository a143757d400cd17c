"""While a camera is private, every door gives a placeholder or a clear error, and no secret."""

from io import BytesIO
import logging

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from homeassistant.components.camera import async_request_stream  # noqa: TID251
from homeassistant.components.camera.const import DATA_CAMERA_PREFS
from homeassistant.components.media_source import Unresolvable
from homeassistant.components.stream import DOMAIN as STREAM
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component

from ....helpers.doors import (
    CAMERA,
    PROXIES,
    USERS,
    Doors,
    Knock,
    browsed,
    make_doors,
    stream_source,
)
from ....helpers.mock_house import PASSWORD, SECRET, House

LISTED = f"media-source://camera/{CAMERA}"


@pytest.fixture
async def doors(
    hass: HomeAssistant,
    house: House,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> Doors:
    """Return the doors of the sofa's camera, which is open still."""
    for component in ("api", "media_source", "websocket_api"):
        assert await async_setup_component(hass, component, {})
    doors = await make_doors(house, hass_client, hass_ws_client)
    doors.played = async_mock_service(hass, "media_player", "play_media")
    return doors


@pytest.fixture
async def shut(doors: Doors) -> Doors:
    """Return the same doors, the camera being private."""
    await doors.house.call("camera.turn_off", CAMERA)
    return doors


@pytest.mark.parametrize("path", [PROXIES["still"], PROXIES["scaled still"]])
async def test_open_the_proxy_gives_the_picture(doors: Doors, path: str) -> None:
    """So that the tests below mean something."""
    status, body = await doors.get(path)
    assert status == 200
    assert body.startswith(b"\xff\xd8\xff")
    assert (SECRET in body) is ("?" not in path)
    with Image.open(BytesIO(body)) as picture:
        red, green, blue = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert red > 200
    assert green < 50
    assert blue < 50


@pytest.mark.parametrize("name", ["snapshot", "get_image"])
async def test_open_a_picture_can_be_used(doors: Doors, name: str) -> None:
    """As a file, and by other integrations."""
    assert SECRET in str(await USERS[name](doors)).encode()
    assert (await stream_source(doors) or "").startswith("http://127.0.0.1:")


@pytest.mark.parametrize("path", PROXIES.values(), ids=PROXIES)
async def test_dashboards_get_the_placeholder(shut: Doors, path: str) -> None:
    """A calm picture, complete, and nothing of the camera's own."""
    status, body = await shut.get(path)
    assert status == 200
    assert SECRET not in body
    start = body.index(b"\xff\xd8\xff")
    with Image.open(BytesIO(body[start:])) as picture:
        assert picture.convert("RGB").resize((1, 1)).getpixel((0, 0)) != (254, 0, 0)
    if "width" not in path:
        assert load_placeholder() in body


@pytest.mark.parametrize("knock", USERS.values(), ids=USERS)
async def test_whoever_means_to_use_the_picture_gets_an_error(
    shut: Doors, knock: Knock
) -> None:
    """It names the camera and says why; no file is written, and no player told."""
    with pytest.raises((HomeAssistantError, Unresolvable)) as caught:
        await knock(shut)
    assert "Sofa is private: somebody asked for privacy" in str(caught.value)
    assert not list(shut.file().parent.glob("taken*"))
    assert not shut.played
    assert not shut.hass.data[STREAM][ATTR_STREAMS]


async def test_other_integrations_get_another_address(doors: Doors) -> None:
    """The relay's, for the calm picture: neither the original's, nor the one that opens the camera."""
    before = await stream_source(doors)
    await doors.house.call("camera.turn_off", CAMERA)
    calm = await stream_source(doors)
    assert calm is not None
    assert calm.startswith("http://127.0.0.1:")
    assert calm != before


async def test_the_frontend_is_offered_the_same(doors: Doors) -> None:
    """Open or private: a card that is told of another way to play goes on with that for good."""
    offered = (await doors.ask("camera/capabilities"))["result"]
    assert offered["frontend_stream_types"] == ["hls"]
    await doors.house.call("camera.turn_off", CAMERA)
    assert (await doors.ask("camera/capabilities"))["result"] == offered
    await doors.house.call("camera.turn_on", CAMERA)
    assert (await doors.ask("camera/capabilities"))["result"] == offered


async def test_only_players_get_a_stream(
    shut: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    """It has the calm picture; whoever asks otherwise is told why not, even while that runs."""
    answer = await shut.ask("camera/stream")
    assert answer["success"]
    with pytest.raises(HomeAssistantError, match="Sofa is private"):
        await async_request_stream(shut.hass, CAMERA, "hls")
    with pytest.raises(HomeAssistantError, match="Sofa is private"):
        await USERS["record"](shut)
    assert PASSWORD not in caplog.text


async def test_the_media_browser_lists_it_and_plays_nothing(doors: Doors) -> None:
    """What is listed follows from features, which stay; what is asked for is refused (see above)."""
    await doors.house.call("camera.turn_off", CAMERA)
    assert LISTED in list(await browsed(doors))
    with pytest.raises(Unresolvable, match="Sofa is private"):
        await USERS["resolve"](doors)


async def test_actions_over_http_are_no_dashboard(shut: Doors) -> None:
    """A request for an action is refused like the action, and gets no placeholder."""
    answer = await shut.client.post(
        "/api/services/camera/snapshot",
        json={"entity_id": CAMERA, "filename": str(shut.file())},
    )
    assert answer.status >= 400
    assert not shut.file().exists()


async def test_an_address_from_before_is_void(doors: Doors) -> None:
    """Addresses with a token need no login; those from before the change give nothing."""
    old = doors.house.state(CAMERA).attributes["entity_picture"]
    headers = {"Authorization": ""}
    answer = await doors.client.get(old, headers=headers)
    assert SECRET in await answer.read()
    await doors.house.call("camera.turn_off", CAMERA)
    answer = await doors.client.get(old, headers=headers)
    assert answer.status in (401, 403)
    new = doors.house.state(CAMERA).attributes["entity_picture"]
    answer = await doors.client.get(new, headers=headers)
    assert answer.status == 200
    assert SECRET not in await answer.read()


async def test_preloading_starts_no_stream(
    doors: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    """It would keep a stream running without a viewer: each start takes the preference back."""
    hass, house = doors.hass, doors.house
    answer = await doors.ask("camera/update_prefs", preload_stream=True)
    assert answer["success"]
    await house.restart()
    preferences = hass.data[DATA_CAMERA_PREFS]
    assert not (await preferences.get_dynamic_stream_settings(CAMERA)).preload_stream
    caplog.set_level(logging.ERROR)
    caplog.clear()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert not hass.data[STREAM][ATTR_STREAMS]
    assert not caplog.records
