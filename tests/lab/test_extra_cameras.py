"""The cameras beside the usual ones are what they claim to be, and none of them is another one."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
import itertools

import aiohttp
import av
from av.video.frame import PictureType
import httpx
from PIL import Image
import pytest
import pytest_asyncio
import pytest_socket

from lab.cameras_process import CameraAddress, LabCameras
from lab.inventory import (
    CAMERAS,
    CELLAR,
    EVERY,
    EXTRAS,
    GARAGE,
    NURSERY,
    SHED,
    LabCamera,
)
from lab.picture import open_image, read

FRAMES = 5
OPTIONS = {
    "rtsp_transport": "tcp",
    "tls_verify": "0",
    "analyzeduration": "1000000",
    "fpsprobesize": "0",
}
BROKEN_LOGIN = (av.HTTPUnauthorizedError, av.HTTPNotFoundError)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a stream showed: its codec, the kinds of its pictures, their sizes, and what they say."""

    codec: str
    kinds: set[str]
    pictures: list[Image.Image]


def watch(address: CameraAddress) -> Watched:
    """Return some pictures of a stream."""
    url = address.stream_source_with_login
    with av.open(url, "r", options=OPTIONS, timeout=(10, 10)) as container:
        video = container.streams.video[0]
        frames = []
        for frame in container.decode(video):
            frames.append(frame)
            if len(frames) == FRAMES:
                break
    return Watched(
        codec=video.codec_context.name,
        kinds={PictureType(frame.pict_type).name for frame in frames},
        pictures=[Image.fromarray(f.to_ndarray(format="rgb24")) for f in frames],
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched(lab_process: LabCameras) -> Mapping[str, Watched]:
    """Watch all of them at the same time."""
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    pytest_socket.enable_socket()
    addresses = [lab_process.addresses[key] for key in EXTRAS]
    seen = await asyncio.gather(*(asyncio.to_thread(watch, one) for one in addresses))
    return dict(zip(EXTRAS, seen, strict=True))


@pytest.mark.parametrize("camera", EXTRAS.values(), ids=lambda c: c.key)
def test_streams(watched: Mapping[str, Watched], camera: LabCamera) -> None:
    """A stream has the codec and size that it should have, and shows one moment after the other."""
    assert camera.stream is not None
    seen = watched[camera.key]
    assert seen.codec == {"h264": "h264", "h265": "hevc"}[camera.stream.codec]
    assert {picture.size for picture in seen.pictures} == {camera.stream.size}
    readings = [read(picture) for picture in seen.pictures]
    assert {one and one.camera for one in readings} == {camera.number}
    frames = [one.frame for one in readings if one]
    # A machine with too much to do leaves some out.
    steps = [later - earlier for earlier, later in itertools.pairwise(frames)]
    assert min(steps) >= max(1, camera.stream.step - 1)


def test_pictures_between_others(watched: Mapping[str, Watched]) -> None:
    """Only one camera sends pictures that are made of a later one."""
    between = {key for key, seen in watched.items() if "B" in seen.kinds}
    assert between == {NURSERY.key}


def test_one_certificate_is_not_to_be_trusted(lab: LabCameras) -> None:
    """Whoever checks the certificate of the encrypted camera does not get in."""
    url = lab.addresses[GARAGE.key].stream_source_with_login
    assert url.startswith("rtsps://")
    with pytest.raises(OSError, match="Input/output error"):
        av.open(url, "r", options=OPTIONS | {"tls_verify": "1"}, timeout=(5, 5))


async def test_one_camera_lets_everybody_in(lab: LabCameras) -> None:
    """The cellar asks nobody for a login, and gives stills and MJPEG as well; no other one does."""
    async with httpx.AsyncClient() as client:
        stills = {
            key: (await client.get(address.still)).status_code
            for key, address in lab.addresses.items()
        }
    async with (
        aiohttp.ClientSession() as session,
        session.get(lab.addresses[CELLAR.key].mjpeg) as moving,
    ):
        assert moving.status == HTTPStatus.OK
        assert b"image/jpeg" in await moving.content.read(200)
    assert {key for key, status in stills.items() if status == HTTPStatus.OK} == {
        CELLAR.key
    }


def test_the_login_of_the_open_camera_opens_no_other(lab: LabCameras) -> None:
    """That one camera has no login does not open the others."""
    for key in set(EVERY) - {CELLAR.key}:
        if (source := lab.addresses[key].stream_source) is None:
            continue
        with pytest.raises(BROKEN_LOGIN):
            av.open(source, "r", options=OPTIONS, timeout=(5, 5))


async def test_an_odd_still(lab: LabCameras) -> None:
    """The shed's still has an odd width and height, unlike its stream."""
    auth = httpx.DigestAuth(SHED.username, SHED.password)
    async with httpx.AsyncClient(auth=auth) as client:
        picture = (await client.get(lab.addresses[SHED.key].still)).content
    image = open_image(picture)
    assert image is not None
    assert image.size == (641, 359)
    reading = read(picture)
    assert reading is not None
    assert reading.camera == SHED.number


def test_extra_cameras_come_only_when_asked_for() -> None:
    """Whoever asks for none gets the usual ones; numbers, users and passwords are all different."""
    assert set(LabCameras().addresses) == set(CAMERAS)
    assert set(LabCameras(extra=[SHED.key]).addresses) == {*CAMERAS, SHED.key}
    locked = [camera for camera in EVERY.values() if camera != CELLAR]
    assert len({camera.number for camera in EVERY.values()}) == len(EVERY)
    assert len({camera.username for camera in locked}) == len(locked)
    assert len({camera.password for camera in locked}) == len(locked)
