"""The original of a guarded camera, with real streams: as covered, and as silent, as its camera."""

import asyncio
import io
import time

import av
import pytest

from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT
from lab.inventory import ATTIC, HALLWAY, LIVING_ROOM, LabCamera
from lab.picture import read, shows_secret

from ....helpers.mock_house import House
from .conftest import Become
from .kinds import mask
from .tape import Tape
from .test_kinds import WATCHED_SECONDS, images, shows


def _original(house: House) -> Camera:
    camera = house.hass.data[DATA_COMPONENT].get_entity("camera.sofa_original")
    assert camera is not None
    return camera


async def _tape(house: House) -> Tape:
    """Watch what the original gives as the address of its stream for a while."""
    url = await _original(house).stream_source()
    assert url is not None
    async with Tape(url) as tape:
        await tape.watch(WATCHED_SECONDS)
    return tape


@pytest.mark.parametrize("camera", [ATTIC, LIVING_ROOM], ids=lambda c: c.key)
async def test_masked_it_shows_nothing_uncovered(
    become: Become, camera: LabCamera
) -> None:
    """In stream and still; the rest of its picture is seen."""
    house = become(camera)
    mask(house)
    since = time.time()
    tape = await _tape(house)
    still = await _original(house).async_camera_image()
    seen = await asyncio.to_thread(images, tape)
    shows(camera, [r for image in seen if (r := read(image))], since=since)
    assert not any(shows_secret(image) for image in seen)
    assert read(still or b"")
    assert not shows_secret(still or b"")


async def test_open_it_shows_what_would_be_covered(become: Become) -> None:
    """So that the test beside this one means something."""
    house = become(LIVING_ROOM)
    seen = await asyncio.to_thread(images, await _tape(house))
    assert any(shows_secret(image) for image in seen)


@pytest.mark.parametrize("camera", [LIVING_ROOM, HALLWAY], ids=lambda c: c.key)
async def test_without_a_grant_it_has_no_sound(
    become: Become, camera: LabCamera
) -> None:
    """The camera itself has a microphone; there is no track of it, not even a silent one."""
    assert camera.audio is not None
    tape = await _tape(become(camera))
    with av.open(io.BytesIO(tape.data), "r", format="mpegts") as container:
        assert container.streams.video
        assert not container.streams.audio
