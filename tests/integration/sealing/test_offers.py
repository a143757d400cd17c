"""A WebRTC server that knows a camera as it is sealed, and a player whose offer it is answering."""

import asyncio
from typing import override

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from webrtc_models import RTCIceCandidateInit

from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import StreamType
from homeassistant.components.camera.webrtc import (
    CameraWebRTCProvider,
    WebRTCAnswer,
    WebRTCSendMessage,
    async_register_webrtc_provider,
)
from homeassistant.core import HomeAssistant, callback

from ...helpers.mock_house import SOFA, House
from .conftest import ORIGINAL


class _SlowServer(CameraWebRTCProvider):
    """A WebRTC server that looks the original's address up, and answers only when it is released."""

    def __init__(self) -> None:
        self.asked, self.release = asyncio.Event(), asyncio.Event()
        self.ended = asyncio.Event()
        self.played: list[str] = []
        self.known: set[str] = set()

    @property
    @override
    def domain(self) -> str:
        return "slow"

    @callback
    @override
    def async_is_supported(self, stream_source: str) -> bool:
        return stream_source.startswith("rtsp")

    @override
    async def async_register_camera(self, camera: Camera) -> None:
        self.known.add(camera.entity_id)

    @override
    async def async_unregister_camera(self, camera: Camera) -> None:
        self.known.discard(camera.entity_id)

    @override
    async def async_handle_async_webrtc_offer(
        self,
        camera: Camera,
        offer_sdp: str,
        session_id: str,
        send_message: WebRTCSendMessage,
    ) -> None:
        source = await camera.stream_source()
        self.asked.set()
        try:
            await self.release.wait()
            self.played.append(source or "")
            send_message(WebRTCAnswer("v=0"))
        finally:
            self.ended.set()

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Take it."""

    @callback
    @override
    def async_close_session(self, session_id: str) -> None:
        """Do nothing."""


async def test_it_is_not_answered(
    hass: HomeAssistant, house: House, hass_ws_client: WebSocketGenerator
) -> None:
    """The server would go on with the address that it was given before."""
    await house.stop()
    server = _SlowServer()
    async_register_webrtc_provider(hass, server)
    await hass.async_block_till_done()
    client = await hass_ws_client()
    await client.send_json_auto_id(
        {"type": "camera/webrtc/offer", "entity_id": ORIGINAL, "offer": "v=0"}
    )
    await server.asked.wait()
    async with asyncio.timeout(60):
        assert await house.set_up()
    server.release.set()
    await server.ended.wait()
    assert server.played == []


async def test_the_server_knows_the_original_only_while_it_is_not_sealed(
    hass: HomeAssistant, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """It forgets the camera with its address, and everything else that had begun is ended, too."""
    await house.stop()
    server = _SlowServer()
    async_register_webrtc_provider(hass, server)
    await hass.async_block_till_done()
    camera = house.sources[SOFA]
    assert ORIGINAL in server.known
    assert StreamType.WEB_RTC in camera.camera_capabilities.frontend_stream_types
    assert await house.set_up()
    assert ORIGINAL not in server.known
    await house.stop()
    assert ORIGINAL in server.known
    assert StreamType.WEB_RTC in camera.camera_capabilities.frontend_stream_types
    assert "did not end well" not in caplog.text
