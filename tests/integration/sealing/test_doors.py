"""Every door of an original, while its camera is open, private, and not ready."""

from collections.abc import Awaitable, Callable
import errno

from aiohttp import web
import pytest

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.exceptions import CameraPrivateError
from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from custom_components.lens_cap.sealing import async_seals
from homeassistant.components.media_source import Unresolvable
from homeassistant.components.stream import DOMAIN as STREAM
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.exceptions import HomeAssistantError

from ...helpers.doors import PROXIES, USERS, Doors, Knock, browsed, stream_source
from ...helpers.mock_house import PASSWORD, SECRET, SOFA
from .conftest import ORIGINAL

LISTED = f"media-source://camera/{ORIGINAL}"
PATHS = {name: path.replace("camera.sofa", ORIGINAL) for name, path in PROXIES.items()}


async def _private(doors: Doors) -> None:
    await doors.house.call("camera.turn_off", "camera.sofa")


async def _not_ready(doors: Doors) -> None:
    async_seals(doors.hass).answer_by(SOFA, None)


async def _failed(doors: Doors) -> None:
    """Lens Cap was stopped, and finds no free port when it starts: it is tried again later."""

    async def refuse(_site: web.TCPSite) -> None:
        raise OSError(errno.EMFILE, "no more")

    await doors.house.stop()
    with pytest.MonkeyPatch.context() as without_ports:
        without_ports.setattr(web.TCPSite, "start", refuse)
        assert not await doors.house.set_up()


SHUT = [_private, _not_ready, _failed]


@pytest.fixture(params=SHUT, ids=lambda shut: shut.__name__)
async def shut(doors: Doors, request: pytest.FixtureRequest) -> Doors:
    """Return the doors of a camera that shows nothing."""
    shut: Callable[[Doors], Awaitable[None]] = request.param
    await shut(doors)
    return doors


async def offered(doors: Doors) -> list[str]:
    """Return how players may play it; nothing else is offered that a Home Assistant knows of."""
    capabilities = (await doors.ask("camera/capabilities"))["result"]
    ways: list[str] = capabilities.pop("frontend_stream_types")
    assert not any(capabilities.values())
    return ways


async def test_open_the_original_shows_what_the_guarded_camera_does(
    doors: Doors,
) -> None:
    """The same picture, and the address of the relay instead of the camera's own."""
    status, body = await doors.get(PATHS["still"])
    assert status == 200
    assert SECRET in body
    assert SECRET in str(await USERS["get_image"](doors)).encode()
    assert await stream_source(doors) == doors.house.guard().stream_address()
    assert PASSWORD not in (await stream_source(doors) or "")
    assert await offered(doors) == ["hls"]
    assert LISTED in list(await browsed(doors))


async def test_open_both_names_share_one_stream(doors: Doors) -> None:
    """Whoever plays the original plays the guarded camera's stream: one worker for all."""
    first = await doors.ask("camera/stream")
    doors.camera = "camera.sofa"
    second = await doors.ask("camera/stream")
    assert first["result"]["url"] == second["result"]["url"]
    (stream,) = doors.hass.data[STREAM][ATTR_STREAMS]
    assert stream.source.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
async def test_dashboards_get_the_placeholder(shut: Doors, path: str) -> None:
    """A calm picture, and nothing of the camera's own."""
    status, body = await shut.get(path)
    assert status == 200
    assert SECRET not in body
    assert "width" in path or load_placeholder() in body


@pytest.mark.parametrize("knock", USERS.values(), ids=USERS)
async def test_whoever_means_to_use_the_picture_gets_an_error(
    shut: Doors, knock: Knock
) -> None:
    """It says why; no file is written, and no player told."""
    with pytest.raises((HomeAssistantError, Unresolvable)) as caught:
        await knock(shut)
    assert "Sofa is private" in str(caught.value)
    assert not list(shut.file().parent.glob("taken*"))
    assert not shut.played
    assert not shut.hass.data[STREAM][ATTR_STREAMS]


@pytest.mark.parametrize("shut", [_not_ready, _failed], indirect=True)
async def test_nothing_is_offered_while_no_guard_is_there(
    shut: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither to integrations, nor to frontends, nor in the media browser."""
    assert await stream_source(shut) is None
    assert await offered(shut) == []
    assert not (await shut.ask("camera/stream"))["success"]
    assert not (await shut.ask("camera/webrtc/offer", offer="v=0"))["success"]
    assert LISTED not in list(await browsed(shut))
    assert shut.house.state(ORIGINAL).attributes["supported_features"] == 0
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize("shut", [_private], indirect=True)
async def test_only_the_placeholder_is_offered(
    shut: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    """To integrations, frontends and in the media browser alike, by the guarded camera's address."""
    assert await stream_source(shut) == shut.house.guard().stream_address()
    assert await offered(shut) == ["hls"]
    assert (await shut.ask("camera/stream"))["success"]
    assert not (await shut.ask("camera/webrtc/offer", offer="v=0"))["success"]
    assert LISTED in list(await browsed(shut))
    assert shut.house.state(ORIGINAL).attributes["supported_features"] == 2
    assert PASSWORD not in caplog.text


async def test_links_from_before_are_void(doors: Doors) -> None:
    """Addresses with a token need no login; those of before the cut give nothing."""
    old = doors.house.state(ORIGINAL).attributes["entity_picture"]
    headers = {"Authorization": ""}
    answer = await doors.client.get(old, headers=headers)
    assert SECRET in await answer.read()
    await _private(doors)
    answer = await doors.client.get(old, headers=headers)
    assert answer.status in (401, 403)


async def test_a_thread_gets_no_picture_either(shut: Doors) -> None:
    """Old integrations ask for a still from a thread."""
    camera = shut.house.sources[SOFA]
    with pytest.raises(CameraPrivateError) as caught:
        await shut.hass.async_add_executor_job(camera.camera_image)
    assert caught.value.translation_key in {
        "private_hold",
        f"private_{ReasonCode.STARTING_UP.value}",
    }


async def test_what_an_integration_puts_on_the_object_opens_nothing(
    shut: Doors,
) -> None:
    """A method that is replaced on one object comes after the seal, not before it."""

    async def picture(width: int | None = None, height: int | None = None) -> bytes:
        return SECRET

    camera = shut.house.sources[SOFA]
    camera.async_camera_image = picture  # type: ignore[method-assign]
    with pytest.raises(CameraPrivateError):
        await camera.async_camera_image()
