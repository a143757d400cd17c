"""Each kind of camera shows itself when open, covered when masked, and nothing when private."""

import asyncio
from dataclasses import dataclass
import io
import itertools
import time
from typing import Final

import av
from PIL import Image
import pytest

from custom_components.lens_cap.exceptions import CameraPrivateError
from lab.cameras_process import LabCameras
from lab.inventory import ATTIC, EXTRAS, LIVING_ROOM, NURSERY, SHED, STAIRS, LabCamera
from lab.picture import Reading, images_of, open_image, read, shows_secret

from ....helpers.mock_house import House
from ..conftest import runs
from .conftest import Become
from .kinds import address, mask, sofa
from .tape import Tape

SWITCH: Final = "switch.sofa_privacy_mode"
WATCHED_SECONDS: Final = 0.7


def shows(camera: LabCamera, readings: list[Reading], *, since: float) -> None:
    """Assert that pictures are those of a camera, each later than the one before, and newer than a Unix time."""
    assert {reading.camera for reading in readings} == {camera.number}
    frames = [reading.frame for reading in readings]
    assert len(frames) > 2
    assert all(later > earlier for earlier, later in itertools.pairwise(frames))
    assert readings[-1].moment() > since


async def nobody_looks(lab: LabCameras, camera: LabCamera) -> bool:
    """Wait until nobody is connected to a camera; return whether that came."""
    for _ in range(600):
        stats = (await lab.stats())[camera.key]
        if not stats["rtsp_clients"] and not stats["rtsp_media_open"]:
            return True
        await asyncio.sleep(0.1)
    return False


async def first_still(house: House) -> tuple[Reading, tuple[int, int]]:
    """Return what the first still that can be read says, and its size: a busy machine loses parts of some."""
    while True:
        picture = open_image(await sofa(house).async_camera_image() or b"")
        if picture is not None and (reading := read(picture)) is not None:
            return reading, picture.size


@pytest.mark.parametrize("camera", EXTRAS.values(), ids=lambda c: c.key)
async def test_open_and_private(
    become: Become, lab: LabCameras, camera: LabCamera
) -> None:
    """The right camera is seen through stream and still; after the call nothing is, through any door."""
    house = become(camera)
    assert camera.stream is not None
    since = time.time()
    async with Tape(url := await address(house)) as tape:
        await tape.watch(WATCHED_SECONDS if camera.stream.step == 1 else 1)
        seen, size = await first_still(house)
        worker = house.guard().worker_pid
        await house.call("switch.turn_on", SWITCH)
        returned = time.time()
        assert await tape.ended()
    frames = await tape.frames()
    shows(camera, frames, since=since)
    assert all(frame.moment() <= returned for frame in frames)
    assert size == camera.stream.size
    assert seen.camera == camera.number

    assert not runs(worker)
    assert house.guard().relay_token is None
    with pytest.raises(CameraPrivateError):
        await sofa(house).async_camera_image()
    async with Tape(url) as late:
        assert await late.ended()
    assert (late.status, late.data) == (403, b"")
    assert await nobody_looks(lab, camera)


def images(tape: Tape, begin: int = 0) -> list[Image.Image]:
    """Return the pictures on a tape."""
    return list(images_of(tape.data[begin:]))


@pytest.mark.parametrize("camera", [ATTIC, NURSERY, STAIRS, SHED], ids=lambda c: c.key)
async def test_masked(become: Become, camera: LabCamera) -> None:
    """Of whatever shape and codec a picture is, what is to be covered is covered, in stream and still."""
    house = become(camera)
    assert camera.stream is not None
    mask(house)
    since = time.time()
    async with Tape(await address(house)) as tape:
        await tape.watch(WATCHED_SECONDS)
        still = await sofa(house).async_camera_image()
    seen = await asyncio.to_thread(images, tape)
    shows(camera, [r for image in seen if (r := read(image))], since=since)
    assert {image.size for image in seen} == {camera.stream.size}
    assert not any(shows_secret(image) for image in seen)
    assert read(still or b"")
    assert not shows_secret(still or b"")


@dataclass(frozen=True)
class Beginning:
    """What a player is told before it has seen a picture: the size, and all sequence parameter sets."""

    size: tuple[int, int]
    sequences: frozenset[bytes]


def beginning(data: bytes) -> Beginning:
    """Return how a tape of H.264 begins."""
    with av.open(io.BytesIO(data), "r", format="mpegts") as container:
        video = container.streams.video[0].codec_context
        units = (video.extradata or b"").split(b"\0\0\1")
        return Beginning(
            (video.width, video.height),
            frozenset(unit.rstrip(b"\0") for unit in units if unit[:1] == b"\x67"),
        )


def _is_small(pictures: list[Image.Image]) -> bool:
    return pictures[-1].size == (320, 180)


async def test_another_resolution(become: Become, lab: LabCameras) -> None:
    """A camera that changes its resolution goes on being seen; who comes later hears only of the new one."""
    house = become(LIVING_ROOM)
    since = time.time()
    async with Tape(await address(house)) as tape:
        await tape.watch(WATCHED_SECONDS)
        await lab.control(LIVING_ROOM.key, "small")
        await tape.watch(1.5, _is_small)
        async with Tape(await address(house)) as late:
            await late.watch(WATCHED_SECONDS)
        still = await sofa(house).async_camera_image()
    seen = await asyncio.to_thread(images, tape)
    assert [size for size, _ in itertools.groupby(image.size for image in seen)] == [
        (640, 360),
        (320, 180),
    ]
    shows(LIVING_ROOM, [r for image in seen if (r := read(image))], since=since)
    before, after = beginning(tape.data), beginning(late.data)
    assert (before.size, after.size) == ((640, 360), (320, 180))
    assert len(after.sequences) == 1
    assert not before.sequences & after.sequences
    shows(LIVING_ROOM, await late.frames(), since=since)
    picture = open_image(still or b"")
    assert picture is not None
    assert picture.size == (320, 180)


async def test_another_resolution_while_masked(become: Become, lab: LabCameras) -> None:
    """What is covered stays covered while the picture becomes another one."""
    house = become(ATTIC)
    mask(house)
    async with Tape(await address(house)) as tape:
        await tape.watch(WATCHED_SECONDS)
        await lab.control(ATTIC.key, "small")
        await tape.watch(1.5, _is_small)
    seen = await asyncio.to_thread(images, tape)
    assert {image.size for image in seen} == {(640, 360), (320, 180)}
    assert not any(shows_secret(image) for image in seen)
