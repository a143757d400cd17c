"""The guard's own view of a sealed camera, and classes of every kind."""

import asyncio
from typing import Any, override

import pytest

from custom_components.lens_cap.media.closed_camera import ClosedCamera
from custom_components.lens_cap.sealing import UnsealableError
from custom_components.lens_cap.sealing.camera_members import (
    CameraMembers,
    UnsealedCamera,
)
from custom_components.lens_cap.sealing.exchange import (
    Seal,
    exchange,
    give_back,
    is_whole,
    seal_of,
)
from custom_components.lens_cap.sealing.unsealed import unsealed
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.exceptions import HomeAssistantError

OWN = b"the camera's own"
ADDRESS = "rtsp://127.0.0.1/live"


class Chatty(Camera):
    """Calls itself in every way that integrations do, also from tasks that it starts."""

    _attr_supported_features = CameraEntityFeature.STREAM | CameraEntityFeature.ON_OFF
    _attr_entity_picture = "https://cloud.example/picture"

    def __init__(self) -> None:
        """Keep what was seen."""
        super().__init__()
        self.entity_id = "camera.chatty"
        self.seen: list[Any] = []

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return an address beside harmless things."""
        return {"video_url": ADDRESS, "nested": [{"a": "/api/x"}], "battery": 7}

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Look from tasks that outlive the call, and by `super`."""
        task = asyncio.create_task(self._look())
        await task
        self.seen.append(await super().stream_source())
        return OWN

    async def _look(self) -> None:
        self.seen.append(await self.stream_source())
        await asyncio.sleep(0)
        self.seen.append(self.supported_features)
        self._attr_supported_features = CameraEntityFeature.STREAM
        self.seen.append(self.supported_features)

    @override
    async def stream_source(self) -> str | None:
        """Return the camera's own address."""
        return ADDRESS


class Slotted(Chatty):
    """Keeps something outside of its dictionary."""

    __slots__ = ("place",)

    def __init__(self) -> None:
        """Put it there."""
        super().__init__()
        self.place = "here"

    @override
    async def stream_source(self) -> str | None:
        """Use it."""
        self.place += "!"
        return f"{ADDRESS}/{self.place}"


class Odd(Chatty):
    """Finds its attributes in its own way."""

    @override
    def __getattribute__(self, name: str) -> Any:
        """Return whatever is asked for."""
        return super().__getattribute__(name)


class Jealous(Chatty):
    """Wants no subclass."""

    @override
    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse."""
        raise RuntimeError("no subclass")


class Native(Chatty):
    """Speaks WebRTC by itself."""

    @override
    async def async_handle_async_webrtc_offer(
        self, offer_sdp: str, session_id: str, send_message: Any
    ) -> None:
        """Give its picture to whoever asks."""
        send_message(OWN)


def _seal(camera: Camera) -> Seal[Camera, Any]:
    closed = ClosedCamera("Chatty")
    return exchange(camera, CameraMembers, UnsealedCamera, lambda: closed)


@pytest.mark.parametrize("kind", [Chatty, Slotted])
async def test_the_guard_s_view_is_the_original(kind: type[Chatty]) -> None:
    """Whatever the original calls on itself is its own, in its tasks and later, too."""
    camera = kind()
    seal = _seal(camera)
    view = unsealed(camera)
    assert await view.async_camera_image() == OWN
    first, features, changed, parent = camera.seen
    assert first.startswith(ADDRESS)
    assert features == CameraEntityFeature.STREAM | CameraEntityFeature.ON_OFF
    assert changed == CameraEntityFeature.STREAM
    assert parent is None
    assert vars(view) is vars(camera)
    assert isinstance(view, kind)
    assert seal_of(view) is None
    assert give_back(seal)


async def test_while_the_guard_looks_others_see_nothing() -> None:
    """The view is no state of the task or the object: whoever asks beside it is refused."""
    camera = Chatty()
    _seal(camera)
    looking = asyncio.create_task(unsealed(camera).async_camera_image())
    await asyncio.sleep(0)
    with pytest.raises(HomeAssistantError):
        await camera.async_camera_image()
    assert await camera.stream_source() is None
    assert await looking == OWN


async def test_it_is_still_what_it_was_to_others() -> None:
    """Instance of its class, with its name; features beside the stream, and harmless attributes."""
    camera = Chatty()
    _seal(camera)
    assert isinstance(camera, Chatty)
    assert type(camera).__qualname__ == Chatty.__qualname__
    assert camera.supported_features == CameraEntityFeature.ON_OFF
    assert camera.extra_state_attributes == {"battery": 7}
    assert camera.entity_picture.startswith("/api/camera_proxy/camera.chatty?token=")


@pytest.mark.parametrize("kind", [Odd, Jealous])
def test_a_class_that_cannot_be_exchanged_is_left_alone(kind: type[Chatty]) -> None:
    """It says so, and nothing was changed."""
    camera = object.__new__(kind)
    with pytest.raises(UnsealableError):
        _seal(camera)
    assert type(camera) is kind


async def test_native_webrtc_is_closed_too() -> None:
    """Home Assistant asks the object, which refuses; its own way is not offered either."""
    camera = Native()
    _seal(camera)
    said: list[Any] = []
    await camera.async_handle_async_webrtc_offer("v=0", "one", said.append)
    assert OWN not in said
    assert camera.camera_capabilities.frontend_stream_types == set()


def test_what_comes_over_the_seal_is_noticed() -> None:
    """Somebody else exchanges the class after us: that is seen, and not undone by us."""
    camera = Chatty()
    seal = _seal(camera)
    assert is_whole(seal)

    async def picture(self: Camera) -> bytes:
        return OWN

    camera.__class__ = type("Over", (type(camera),), {"async_camera_image": picture})
    assert not is_whole(seal)
    assert not give_back(seal)


async def test_the_view_shows_no_state_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What an original does to its state within the guard's call is shown as the sealed camera."""
    camera = Chatty()
    _seal(camera)
    shown: list[Camera] = []

    def show(self: Camera) -> None:
        shown.append(self)

    monkeypatch.setattr(Camera, "async_write_ha_state", show)
    unsealed(camera).async_write_ha_state()
    assert shown == [camera]
