"""What was about to begin with a camera as it closed does not begin."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp.test_utils import TestClient
from aiohttp.web import Application, Request
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.lens_cap.core.verdict import Door
from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from homeassistant.components.camera.const import CameraEntityFeature

from ...helpers.mock_house import SOFA, House, SourceCamera

type MakeClient = Callable[[], Awaitable[TestClient[Request, Application]]]


WATCHED = "binary_sensor.sofa_being_viewed"


class _SlowAddress:
    """An address that an integration looks up only when it is released."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
        self.asked, self.release = asyncio.Event(), asyncio.Event()
        self.times = 0

        async def look_up(_camera: SourceCamera) -> str | None:
            self.times += 1
            self.asked.set()
            await self.release.wait()
            return address

        monkeypatch.setattr(SourceCamera, "stream_source", look_up)


async def test_a_still_of_the_stream(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No worker is started for it, and the camera is not connected to."""
    slow = _SlowAddress(monkeypatch, house.sources[SOFA].address)
    house.hass.states.async_set("camera.sofa_original", "unavailable")
    picture = asyncio.create_task(house.guard().async_picture(Door.PROXY))
    await slow.asked.wait()
    await house.call("camera.turn_off", "camera.sofa")
    slow.release.set()
    assert (await picture).content == load_placeholder()
    assert slow.times == 1


async def test_a_viewer_of_pictures(
    house: House, hass_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody watches a camera that was closed while they came."""
    house.sources[SOFA]._attr_supported_features = CameraEntityFeature(0)
    slow = _SlowAddress(monkeypatch, None)
    seen = async_capture_events(house.hass, "state_changed")
    client = await hass_client()
    watching = asyncio.create_task(client.get("/api/camera_proxy_stream/camera.sofa"))
    await slow.asked.wait()
    await house.call("camera.turn_off", "camera.sofa")
    slow.release.set()
    answer = await watching
    assert await answer.read() == b""
    watched = [one for one in seen if one.data["entity_id"] == WATCHED]
    assert not any(one.data["new_state"].state == "on" for one in watched)
