"""Offers that privacy overtakes, players that leave, and servers that fail or are out of reach."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
import json
from types import SimpleNamespace
from typing import override

import pytest
from webrtc_models import RTCIceCandidateInit

from custom_components.lens_cap.camera import GuardedCameraEntity
from custom_components.lens_cap.core.failure import Failure
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import (
    UNPLAYABLE,
    CameraPrivateError,
    LiveEndedError,
    NoPictureError,
    NoStreamError,
)
from custom_components.lens_cap.ha.compat import async_get_preload, async_set_preload
from custom_components.lens_cap.media import live_viewers
from custom_components.lens_cap.media.requester import Consumer
from custom_components.lens_cap.media.worker.protocol import Message, MessageKind
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.components.camera.webrtc import (
    CameraWebRTCProvider,
    WebRTCAnswer,
    WebRTCError,
    WebRTCMessage,
    WebRTCSendMessage,
    async_register_webrtc_provider,
)
from homeassistant.core import HomeAssistant, callback
from tests.helpers.mock_house import SOFA, House, SourceCamera

HERE = "http://localhost:11984/"
NEIGHBOUR = "192.0.2.5"
CANDIDATE = RTCIceCandidateInit("candidate:1 1 udp 1 127.0.0.1 9 typ host")


@dataclass(kw_only=True)
class Server(CameraWebRTCProvider):
    """A go2rtc that answers when a test lets it."""

    answers: asyncio.Event = field(default_factory=asyncio.Event)
    registers: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    message: WebRTCMessage = field(default_factory=lambda: WebRTCAnswer("an answer"))
    error: Exception | None = None
    addresses: list[str | None] = field(default_factory=list[str | None])
    registered: list[str] = field(default_factory=list[str])
    preloads: list[bool] = field(default_factory=list[bool])
    open: list[str] = field(default_factory=list[str])
    candidates: list[str] = field(default_factory=list[str])

    __hash__ = object.__hash__

    @property
    @override
    def domain(self) -> str:
        """Return go2rtc's."""
        return "go2rtc"

    @callback
    @override
    def async_is_supported(self, stream_source: str) -> bool:
        """Take what comes by HTTP."""
        return stream_source.startswith("http:")

    @override
    async def async_handle_async_webrtc_offer(
        self,
        camera: Camera,
        offer_sdp: str,
        session_id: str,
        send_message: WebRTCSendMessage,
    ) -> None:
        """Answer, as soon as it is let."""
        self.addresses.append(await camera.stream_source())
        self.open.append(session_id)
        self.asked.set()
        await self.answers.wait()
        if self.error is not None:
            raise self.error
        send_message(self.message)

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Remember who."""
        self.candidates.append(session_id)

    @callback
    @override
    def async_close_session(self, session_id: str) -> None:
        """Close."""
        self.open.remove(session_id)

    @override
    async def async_register_camera(self, camera: Camera) -> None:
        """Take a while, as whoever asks a server does."""
        await self.registers.wait()
        self.registered.append(camera.entity_id)
        self.preloads.append(await async_get_preload(camera.hass, camera.entity_id))

    @override
    async def async_unregister_camera(self, camera: Camera) -> None:
        """Forget."""
        self.registered.remove(camera.entity_id)


def use(hass: HomeAssistant, url: str = HERE) -> tuple[Server, Callable[[], None]]:
    """Return a server that Home Assistant uses, and how it is taken away."""
    hass.data["go2rtc"] = SimpleNamespace(url=url)
    server = Server()
    server.registers.set()
    return server, async_register_webrtc_provider(hass, server)


@dataclass(kw_only=True)
class Talk:
    """One player, and what it was told."""

    camera: GuardedCameraEntity
    server: Server
    told: list[WebRTCMessage] = field(default_factory=list[WebRTCMessage])

    async def offer(self, session_id: str = "one") -> None:
        """Make an offer, as Home Assistant does for a player."""
        await self.camera.async_handle_async_webrtc_offer(
            "an offer", session_id, self.told.append
        )

    @property
    def errors(self) -> list[str]:
        """Return what it was told that went wrong."""
        return [one.message for one in self.told if isinstance(one, WebRTCError)]


@pytest.fixture
async def house(bare_home: House) -> House:
    """Return a house that runs, without a server yet."""
    assert await bare_home.set_up()
    return bare_home


def guarded(hass: HomeAssistant) -> GuardedCameraEntity:
    """Return the entity of the guarded camera."""
    found = hass.data[DATA_COMPONENT].get_entity("camera.sofa")
    assert isinstance(found, GuardedCameraEntity)
    return found


@pytest.fixture
async def talk(hass: HomeAssistant, house: House) -> Talk:
    """Return a player of the guarded camera."""
    server, _remove = use(hass)
    await hass.async_block_till_done()
    return Talk(camera=guarded(hass), server=server)


async def test_an_offer_is_answered(house: House, talk: Talk) -> None:
    """With the relay's address and no other; the player may leave when it likes."""
    talk.server.answers.set()
    await talk.offer()
    assert talk.told == [WebRTCAnswer("an answer")]
    assert talk.server.addresses[0] != house.guard().stream_address()
    assert str(talk.server.addresses[0]).startswith("http://127.0.0.1:")
    await talk.camera.async_on_webrtc_candidate("one", CANDIDATE)
    assert talk.server.candidates == ["one"]
    talk.camera.close_webrtc_session("one")
    assert talk.server.open == []
    assert house.guard().viewers == 0


@pytest.mark.parametrize("opened_again", [False, True])
async def test_privacy_overtakes_the_answer(
    hass: HomeAssistant, house: House, talk: Talk, opened_again: bool
) -> None:
    """The player gets its answer all the same: what comes by it is the calm picture, or the camera again."""
    asking = hass.async_create_task(talk.offer())
    await talk.server.asked.wait()
    await house.call("camera.turn_off", "camera.sofa")
    if opened_again:
        await house.call("camera.turn_on", "camera.sofa")
    talk.server.answers.set()
    await asking
    assert talk.told == [WebRTCAnswer("an answer")]
    assert house.guard().viewers == int(opened_again)
    talk.camera.close_webrtc_session("one")
    assert talk.server.open == []


async def test_a_server_that_does_not_come_for_the_placeholder(
    house: House, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its player shows an old picture, and is told why that has to end."""
    monkeypatch.setattr(live_viewers, "_COMES_BACK_SECONDS", 0.05)
    talk.server.answers.set()
    await talk.offer()
    await house.call("camera.turn_off", "camera.sofa")
    async with asyncio.timeout(120):
        while not talk.errors:  # noqa: ASYNC110  # nothing else tells
            await asyncio.sleep(0.02)
    assert talk.errors == [str(CameraPrivateError("Sofa", ReasonCode.HOLD))]
    assert talk.server.open == []


async def test_another_codec_than_that_of_the_placeholder(
    house: House, talk: Talk
) -> None:
    """A player that was promised H.265 cannot go on with another, nor the other way round."""
    session = house.guard()._session
    session.codec = "hevc"
    talk.server.answers.set()
    await talk.offer()
    await house.call("camera.turn_off", "camera.sofa")
    assert talk.errors == [str(CameraPrivateError("Sofa", ReasonCode.HOLD))]
    session.codec = None
    await talk.offer("two")
    await house.call("camera.turn_on", "camera.sofa")
    assert house.guard().has_session("two")
    ready = json.dumps({"codec": "hevc"}).encode()
    session.take(Message(kind=MessageKind.READY, payload=ready))
    assert talk.errors[1:] == [str(LiveEndedError("Sofa"))]
    assert talk.server.open == []


async def test_a_player_that_leaves_before_the_answer(
    hass: HomeAssistant, house: House, talk: Talk
) -> None:
    """Nothing is left open at the server, and nothing is delivered."""
    asking = hass.async_create_task(talk.offer())
    await talk.server.asked.wait()
    talk.camera.close_webrtc_session("one")
    assert talk.server.open == ["one"]
    talk.server.answers.set()
    await asking
    assert (talk.told, talk.server.open) == ([], [])


async def test_an_offer_while_private(house: House, talk: Talk) -> None:
    """It is answered with an address of the calm picture; nobody counts as watching the camera."""
    live = house.guard().stream_address(Consumer.WEBRTC)
    talk.server.answers.set()
    await house.call("camera.turn_off", "camera.sofa")
    await talk.offer()
    assert talk.told == [WebRTCAnswer("an answer")]
    assert talk.server.addresses == [house.guard().stream_address(Consumer.WEBRTC)]
    assert talk.server.addresses != [live]
    assert house.guard().viewers == 0


async def test_candidates_after_the_end(house: House, talk: Talk) -> None:
    """They are not passed on, and the error says why."""
    house.guard()._session.codec = "hevc"
    talk.server.answers.set()
    await talk.offer()
    await house.call("camera.turn_off", "camera.sofa")
    with pytest.raises(CameraPrivateError):
        await talk.camera.async_on_webrtc_candidate("one", CANDIDATE)
    await house.call("camera.turn_on", "camera.sofa")
    with pytest.raises(LiveEndedError):
        await talk.camera.async_on_webrtc_candidate("one", CANDIDATE)
    assert talk.server.candidates == []


@pytest.mark.parametrize("raised", [False, True])
async def test_a_server_that_fails(
    house: House, talk: Talk, caplog: pytest.LogCaptureFixture, raised: bool
) -> None:
    """Its own words may hold the stream's address, and go nowhere."""
    address = str(house.guard().stream_address())
    talk.server.answers.set()
    if raised:
        talk.server.error = ValueError(f"cannot open {address}")
        with pytest.raises(NoPictureError) as error:
            await talk.offer()
        assert error.value.__cause__ is None
        assert talk.told == []
    else:
        talk.server.message = WebRTCError("go2rtc", f"cannot open {address}")
        await talk.offer()
        assert talk.errors == [str(NoPictureError("Sofa"))]
    assert talk.server.open == []
    assert house.guard().viewers == 0
    assert "auth=" not in caplog.text


async def test_unloading_tells_the_players(house: House, talk: Talk) -> None:
    """They are not left with their last picture."""
    talk.server.answers.set()
    await talk.offer()
    await house.stop()
    assert len(talk.errors) == 1
    assert talk.server.open == []
    assert "camera.sofa" not in talk.server.registered


@pytest.mark.parametrize(
    ("codec", "offer", "error"),
    [
        ("hevc", "a=rtpmap:96 H264/90000\r\n", UNPLAYABLE),
        ("hevc", "a=rtpmap:49 H265/90000\r\n", Failure.UNREACHABLE),
        ("h264", "a=rtpmap:96 H264/90000\r\n", Failure.UNREACHABLE),
        (None, "a=rtpmap:96 H264/90000\r\n", Failure.UNREACHABLE),
    ],
)
async def test_video_that_the_player_cannot_play(
    talk: Talk, codec: str | None, offer: str, error: str
) -> None:
    """What is wrong is the kind of video, and what helps is said; not that nobody answers."""
    talk.camera._guard._session.codec = codec
    talk.server.message = WebRTCError("go2rtc", "codecs not matched")
    talk.server.answers.set()
    await talk.camera.async_handle_async_webrtc_offer(
        f"v=0\r\n{offer}", "one", talk.told.append
    )
    assert talk.errors == [str(NoPictureError("Sofa", error))]


async def test_a_login_that_is_refused_is_named(talk: Talk) -> None:
    """The server failed because of what is known already."""
    talk.camera._guard._session.health.note_failure("refused")
    talk.server.message = WebRTCError("go2rtc", "no stream")
    talk.server.answers.set()
    await talk.offer()
    assert talk.errors == [str(NoStreamError("Sofa", problem=Failure.REFUSED))]


async def test_webrtc_is_offered_always(house: House, talk: Talk) -> None:
    """A frontend asks once; what it was told holds, open or private."""
    for _ in range(2):
        await house.call("camera.turn_off", "camera.sofa")
        assert len(talk.camera.camera_capabilities.frontend_stream_types) == 2
        await house.call("camera.turn_on", "camera.sofa")
        assert len(talk.camera.camera_capabilities.frontend_stream_types) == 2


async def test_a_server_that_goes_while_it_is_told(
    hass: HomeAssistant, house: House
) -> None:
    """The older search does not win: nobody keeps a server that is gone."""
    server, remove = use(hass)
    server.registers.clear()
    await asyncio.sleep(0)
    remove()
    server.registers.set()
    await hass.async_block_till_done()
    assert guarded(hass).webrtc_provider is None
    assert "camera.sofa" not in server.registered


async def test_a_server_keeps_no_stream_running(
    hass: HomeAssistant, bare_home: House
) -> None:
    """The preference of the original's days is gone before the server hears of the camera."""
    await async_set_preload(hass, "camera.sofa", value=True)
    server, _remove = use(hass)
    assert await bare_home.set_up()
    await hass.async_block_till_done()
    preloads = dict(zip(server.registered, server.preloads, strict=False))
    assert preloads["camera.sofa"] is False


@pytest.mark.parametrize(
    ("url", "here"),
    [
        (HERE, True),
        ("http://127.0.0.1:1984/", True),
        ("http://127.0.0.53:1984/", True),
        ("http://[::1]:1984/", True),
        (f"http://{NEIGHBOUR}:1984/", False),
        ("http://go2rtc.test:1984/", False),
        ("http://localhost.example:1984/", False),
    ],
)
async def test_a_server_elsewhere(
    hass: HomeAssistant,
    house: House,
    caplog: pytest.LogCaptureFixture,
    url: str,
    here: bool,
) -> None:
    """It cannot reach the relay: HLS is offered alone, and that is said once."""
    _server, remove = use(hass, url)
    await hass.async_block_till_done()
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("camera.turn_on", "camera.sofa")
    await hass.async_block_till_done()
    offered = {
        str(one) for one in guarded(hass).camera_capabilities.frontend_stream_types
    }
    assert offered == ({"hls", "web_rtc"} if here else {"hls"})
    said = [one for one in caplog.messages if "go2rtc runs on another machine" in one]
    assert len(said) == (0 if here else 1)
    remove()
    await hass.async_block_till_done()
    assert guarded(hass).webrtc_provider is None


class _NativeCamera(SourceCamera):
    """A camera that speaks WebRTC to browsers by itself, and has no address."""

    stream_source = Camera.stream_source

    @override
    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Answer."""


async def test_a_camera_that_speaks_webrtc_by_itself(
    hass: HomeAssistant, house: House, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can stand between it and the browser: still pictures only, and that is said."""
    source = house.sources[SOFA]
    monkeypatch.setattr(source, "__class__", _NativeCamera)
    source._attr_brand = "Another"
    source.async_write_ha_state()
    await hass.async_block_till_done()
    assert not talk.camera.camera_capabilities.frontend_stream_types
    with pytest.raises(NoStreamError, match="Sofa shows only still pictures"):
        await talk.camera.async_create_stream()
    traits = house.guard().traits()
    assert traits is not None
    assert traits.native_webrtc
    assert await talk.camera.async_camera_image()


class _AddressedCamera(SourceCamera):
    """A camera that speaks WebRTC to browsers by an option of its integration."""

    @override
    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Answer."""


async def test_a_camera_that_speaks_webrtc_and_has_an_address(
    hass: HomeAssistant, house: House, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is what counts: the guarded camera streams it, whatever the option says."""
    source = house.sources[SOFA]
    monkeypatch.setattr(source, "__class__", _AddressedCamera)
    source._attr_brand = "Another"
    source.async_write_ha_state()
    await hass.async_block_till_done()
    traits = house.guard().traits()
    assert traits is not None
    assert (traits.streams, traits.native_webrtc) == (True, False)
    assert talk.camera.camera_capabilities.frontend_stream_types
