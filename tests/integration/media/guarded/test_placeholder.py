"""What dashboards show where there is no picture: something calm that says so, and no error."""

from io import BytesIO
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient
from PIL import Image, ImageChops
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from homeassistant.components.camera import async_get_image  # noqa: TID251
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.setup import async_setup_component

from ....helpers.mock_house import SECRET, SOFA, House


async def _switch_off(house: House) -> None:
    source = house.sources[SOFA]
    source._attr_is_on = False
    source.async_write_ha_state()
    await house.hass.async_block_till_done()


def _path(house: House, proxy: str) -> str:
    token = house.state("camera.sofa").attributes["access_token"]
    return f"/api/{proxy}/camera.sofa?token={token}"


@pytest.mark.parametrize("proxy", ["camera_proxy", "camera_proxy_stream"])
async def test_an_original_that_is_switched_off(
    hass: HomeAssistant,
    house: House,
    hass_client_no_auth: ClientSessionGenerator,
    proxy: str,
) -> None:
    """Dashboards say so in a picture; whoever wants to use the picture gets an error."""
    client = await hass_client_no_auth()
    await _switch_off(house)
    answer = await client.get(_path(house, proxy))
    assert answer.status == 200
    content = (await answer.read()).partition(b"\xff\xd8")
    jpeg = content[1] + content[2]
    with Image.open(BytesIO(jpeg)) as image:
        assert image.size == (640, 360)
        assert len(image.convert("L").getcolors(256) or ()) > 8  # words are drawn
    assert jpeg[: len(load_placeholder())] != load_placeholder()
    assert SECRET not in jpeg
    with pytest.raises(HomeAssistantError):
        await async_get_image(hass, "camera.sofa")


async def test_an_original_that_does_not_answer(
    house: House, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """It is not said to be switched off: that is an error, and looks like one."""
    source = house.sources[SOFA]
    source.still, source.address = HomeAssistantError("gone"), None
    client = await hass_client_no_auth()
    answer = await client.get(_path(house, "camera_proxy"))
    assert answer.status == 500
    assert b"\xff\xd8" not in await answer.read()


async def test_one_that_is_switched_off_and_private(
    house: House, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """Privacy comes first."""
    client = await hass_client_no_auth()
    await _switch_off(house)
    await house.call("camera.turn_off", "camera.sofa")
    answer = await client.get(_path(house, "camera_proxy"))
    assert await answer.read() == load_placeholder()


async def _shown(house: House, client: TestClient[Any, Any]) -> bytes:
    answer = await client.get(_path(house, "camera_proxy"))
    assert answer.status == 200
    return bytes(await answer.read())


async def _close_for(house: House, seconds: int) -> None:
    await house.call(
        "lens_cap.set_privacy", "camera.sofa", level="private", duration=seconds
    )


async def test_the_end_of_privacy_stands_in_the_picture(
    house: House, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """Below the placeholder, which is nothing of the camera's; another end is another picture."""
    client = await hass_client_no_auth()
    await _close_for(house, 3600)
    soon = await _shown(house, client)
    await _close_for(house, 7200)
    later = await _shown(house, client)
    assert len({soon, later, load_placeholder()}) == 3
    assert SECRET not in soon + later
    with (
        Image.open(BytesIO(soon)) as said,
        Image.open(BytesIO(load_placeholder())) as plain,
    ):
        changed = ImageChops.difference(said, plain).convert("L")
        box = changed.point(lambda value: 255 if value > 60 else 0).getbbox()
        assert said.size == plain.size
        assert box is not None
        assert box[1] > said.height * 0.8


async def test_no_end_stands_in_the_picture_where_none_is_known(
    house: House, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """A hold without an end outlives one that has one, and no time of before is shown."""
    client = await hass_client_no_auth()
    await _close_for(house, 3600)
    assert await _shown(house, client) != load_placeholder()
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("switch.turn_on", "switch.lens_cap_all_privacy_mode")
    assert await _shown(house, client) == load_placeholder()


class _Poster(HomeAssistantView):
    """As the WebRTC Camera component asks for the still of its card."""

    url = "/api/webrtc/ws"
    name = "api:webrtc:ws"
    requires_auth = False

    async def get(self, request: web.Request) -> web.Response:
        """Return the still, or let the error go up."""
        image = await async_get_image(
            request.app["hass"], request.query.get("poster", "camera.sofa")
        )
        return web.Response(body=image.content, content_type=image.content_type)


async def test_the_poster_of_a_card(
    hass: HomeAssistant, house: House, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """While private, it is the placeholder, and no traceback in the log; the socket beside it gets an error."""
    assert await async_setup_component(hass, "http", {})
    hass.http.register_view(_Poster())
    client = await hass_client_no_auth()
    await house.call("camera.turn_off", "camera.sofa")
    answer = await client.get("/api/webrtc/ws?poster=camera.sofa")
    assert answer.status == 200
    assert await answer.read() == load_placeholder()
    assert (await client.get("/api/webrtc/ws?entity=camera.sofa")).status == 500
