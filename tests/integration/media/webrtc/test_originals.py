"""The original of a guarded camera by WebRTC: watched before it was guarded, and from then on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.core import HomeAssistant
from lab.go2rtc_process import Go2rtcStandIn
from lab.home_client import HomeClient
from lab.webrtc_viewer import WebRtcViewer
from tests.helpers.mock_house import House

from .conftest import Watched, use_go2rtc
from .test_watching import START_SECONDS, calm, close, late, until

ORIGINAL = "camera.sofa_original"


@asynccontextmanager
async def own_server(hass: HomeAssistant) -> AsyncIterator[None]:
    """Run a WebRTC server that no other test shares: it is told an original's address."""
    async with Go2rtcStandIn() as stand_in:
        await use_go2rtc(hass, stand_in.url)
        yield


async def test_who_watched_before_is_ended_by_the_take_over(
    hass: HomeAssistant,
    bare_home: House,
    hass_client: ClientSessionGenerator,
    hass_access_token: str,
) -> None:
    """With picture and sound of the original; its player is told, and its server knows it no more."""
    server = await hass_client()
    url = str(server.make_url("")).rstrip("/")
    async with (
        own_server(hass),
        HomeClient(url, hass_access_token) as client,
        WebRtcViewer(client, "camera.sofa") as viewer,
    ):
        assert await viewer.until_moving(5, START_SECONDS), viewer

        async def heard() -> bool:
            return viewer.heard > 0

        assert await until(heard)
        assert await bare_home.set_up()
        assert await viewer.until_told(START_SECONDS)


async def test_the_original_is_as_silent_as_its_camera(watched: Watched) -> None:
    """The guarded picture, without sound, by the same server; and it is calm with the guarded camera's."""
    async with WebRtcViewer(watched.client, ORIGINAL) as viewer:
        assert await viewer.until_moving(15, START_SECONDS), viewer
        assert viewer.heard == 0
        assert watched.house.guard().viewers == 1
        before = calm(viewer)
        closed = await close(watched)

        async def is_calm() -> bool:
            return calm(viewer) > before + 3

        assert await until(is_calm)
        assert viewer.told is None
    assert late(viewer.seen, closed) == []
    for name, urls in (await watched.stand_in.stats())["streams"].items():
        assert name.startswith("lens_cap_") or "127.0.0.1" in urls[0]
