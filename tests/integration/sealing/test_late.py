"""A picture that was asked for before its camera was guarded, and comes afterwards."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from importlib import import_module
from inspect import iscoroutinefunction, signature
from pathlib import Path
from types import FunctionType
from typing import Any, override

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.sealing.pending_requests import (
    COMMAND,
    ENDED,
    PICTURE_FETCHERS,
    abort_requests,
)
from homeassistant.components import camera as camera_component, image
from homeassistant.components.camera.webrtc import WebRTCAnswer, WebRTCSendMessage
from homeassistant.components.websocket_api import decorators
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component

from ...helpers.mock_house import SOFA, House, SourceCamera, secret_jpeg
from ...helpers.pictures import OwnWay, add_pictures
from ...helpers.subentries import change_camera
from .conftest import ORIGINAL


class SlowCamera(SourceCamera):
    """A camera that takes its time over a still."""

    asked: asyncio.Event
    answers: asyncio.Event

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the picture once it is let."""
        self.asked.set()
        await self.answers.wait()
        return secret_jpeg()

    @override
    async def stream_source(self) -> str | None:
        """Return the address once it is let."""
        self.asked.set()
        await self.answers.wait()
        return self.address

    @override
    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Answer once it is let."""
        self.asked.set()
        await self.answers.wait()
        send_message(WebRTCAnswer("v=0"))


@pytest.fixture
async def slow(house: House) -> SlowCamera:
    """Return the sofa's original, while Lens Cap does not run."""
    await house.stop()
    source: Any = house.sources[SOFA]
    source.__class__ = SlowCamera
    source.asked, source.answers = asyncio.Event(), asyncio.Event()
    camera: SlowCamera = source
    return camera


async def _by_another_integration(hass: HomeAssistant, _folder: Path) -> None:
    still: Callable[..., Coroutine[Any, Any, Any]] = vars(camera_component)[
        "async_get_image"
    ]
    with pytest.raises(HomeAssistantError, match="Unable to get image"):
        await still(hass, ORIGINAL)


async def _by_an_automation(hass: HomeAssistant, folder: Path) -> None:
    file = folder / "taken.jpg"
    step = {
        "action": "camera.snapshot",
        "target": {"entity_id": ORIGINAL},
        "data": {"filename": str(file)},
    }
    assert await async_setup_component(
        hass, "script", {"script": {"take": {"sequence": [step]}}}
    )
    with pytest.raises(HomeAssistantError, match="Unable to get snapshot"):
        await hass.services.async_call("script", "take", blocking=True)
    assert not file.exists()


@pytest.mark.parametrize("ask", [_by_another_integration, _by_an_automation])
async def test_it_is_not_given(
    hass: HomeAssistant,
    house: House,
    slow: SlowCamera,
    tmp_path: Path,
    ask: Callable[[HomeAssistant, Path], Coroutine[Any, Any, None]],
) -> None:
    """Its integration goes on fetching it, and nobody gets it; even where the camera is open."""
    hass.config.allowlist_external_dirs.add(str(tmp_path))
    asking = hass.async_create_background_task(ask(hass, tmp_path), "asks")
    await slow.asked.wait()
    assert await hass.config_entries.async_setup(house.entry.entry_id)
    slow.answers.set()
    async with asyncio.timeout(60):
        await asking


async def test_one_that_sets_no_limit_is_ended(house: House, slow: SlowCamera) -> None:
    """Its task ends then, rather than that it is given the picture."""

    async def _async_get_image(camera: SlowCamera) -> bytes | None:
        return await camera.async_camera_image()

    names = {"__name__": "homeassistant.components.camera"}
    unlimited = FunctionType(_async_get_image.__code__, names)
    asking = asyncio.ensure_future(unlimited(slow))
    await slow.asked.wait()
    abort_requests(slow)
    slow.answers.set()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_whoever_asked_has_limits_of_time_still(
    hass: HomeAssistant, house: House, slow: SlowCamera
) -> None:
    """It was told that there is no picture; its task was not ended, and is not thought to be."""
    still: Callable[..., Coroutine[Any, Any, Any]] = vars(camera_component)[
        "async_get_image"
    ]

    async def ask() -> None:
        async with asyncio.timeout(None) as limit:
            with pytest.raises(HomeAssistantError):
                await still(hass, ORIGINAL)
            await asyncio.sleep(0)
            limit.reschedule(0)
            await asyncio.Event().wait()

    asking = hass.async_create_background_task(ask(), "asks")
    await slow.asked.wait()
    assert await hass.config_entries.async_setup(house.entry.entry_id)
    done, _late = await asyncio.wait([asking], timeout=60)
    assert done == {asking}
    assert isinstance(asking.exception(), TimeoutError)


async def test_a_command_is_answered(
    hass: HomeAssistant,
    house: House,
    slow: SlowCamera,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Whoever sent it does not wait for good: there is no address any more."""
    connection = await hass_ws_client(hass)
    await connection.send_json_auto_id({"type": "camera/stream", "entity_id": ORIGINAL})
    await slow.asked.wait()
    assert await hass.config_entries.async_setup(house.entry.entry_id)
    answer = await connection.receive_json()
    assert not answer["success"]
    assert "open it again" in answer["error"]["message"]


async def test_an_offer_is_answered(
    hass: HomeAssistant,
    house: House,
    slow: SlowCamera,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Its player was told that it goes on, and is told of the end as of any other."""
    vars(slow).update({"_supports_native_async_webrtc": True, "_cache": {}})
    connection = await hass_ws_client(hass)
    await connection.send_json_auto_id(
        {"type": "camera/webrtc/offer", "entity_id": ORIGINAL, "offer": "v=0"}
    )
    assert (await connection.receive_json())["success"]
    assert (await connection.receive_json())["event"]["type"] == "session"
    await slow.asked.wait()
    assert await hass.config_entries.async_setup(house.entry.entry_id)
    told = (await connection.receive_json())["event"]
    assert (told["type"], told["code"]) == ("error", ENDED)


def test_what_answers_a_command_is_where_we_look() -> None:
    """Home Assistant's own variables, which have no names for others."""
    answers = vars(decorators)["_handle_async_response"]
    assert set(COMMAND) <= set(signature(answers).parameters)


async def test_the_same_of_an_image(
    hass: HomeAssistant, house: House, image_doors: None
) -> None:
    """One that is guarded from now on."""
    change_camera(house, SOFA, guard_images=False)
    await hass.async_block_till_done()
    picture = OwnWay(hass, "sofa", "Last person")
    picture.content = secret_jpeg()
    asked, answers = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        asked.set()
        await answers.wait()

    picture.before_it_is_given = wait
    await add_pictures(hass, lambda: [picture])
    get = partial(image.async_get_image, hass, picture.entity_id)
    asking = hass.async_create_background_task(get(), "asks")
    await asked.wait()
    change_camera(house, SOFA, guard_images=True)
    answers.set()
    with pytest.raises(HomeAssistantError, match="Unable to get image"):
        await asking


@pytest.mark.parametrize(("module", "name"), sorted(PICTURE_FETCHERS))
def test_what_fetches_a_picture_is_where_we_look(module: str, name: str) -> None:
    """Home Assistant's own functions, which have no names for others."""
    fetch = vars(import_module(module))[name]
    assert iscoroutinefunction(fetch)
    assert fetch.__module__ == module
