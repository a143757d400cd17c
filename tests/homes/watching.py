"""Watches cameras in every way, and looks whether the secret patch shows."""

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
import time
from typing import Any

import av
from av.error import FFmpegError
import numpy as np
from numpy.typing import NDArray

from lab.cameras_process import CameraAddress
from lab.home_client import HomeClient, HomeError
from lab.pattern import SECRET
from lab.picture import Reading, Sight, image_of, images_of, look_closely
from lab.sources import entity_id
from lab.viewers import MjpegViewer
from lab.webrtc_viewer import WebRtcViewer

from .lab_house import OWNER, PASSWORD, START_SECONDS
from .low_latency import LowLatencyViewer

LEFT, TOP, RIGHT, BOTTOM = SECRET
TABLE = {
    "name": "Table",
    "polygon": [[LEFT, TOP], [RIGHT, TOP], [RIGHT, BOTTOM], [LEFT, BOTTOM]],
}
# The margin around a zone, and a block of the encoder.
_AROUND = 0.05


def zone_switch(key: str) -> str:
    """Return the entity id of the switch for the table's zone of a camera."""
    return f"switch.{key}_zone_table"


async def draw(client: HomeClient, key: str, *zones: dict[str, Any]) -> str:
    """Set a camera's zones, as who is signed in; return the id of the first, or nothing without one."""
    async with HomeClient(client.url) as person:
        await person.log_in(OWNER, PASSWORD)
        answer = await person.act(
            "lens_cap.set_zones",
            respond=True,
            entity_id=entity_id(key),
            zones=list(zones),
        )
    found = [str(zone["id"]) for zone in answer["zones"]]
    return found[0] if found else ""


def sights_in(data: bytes | Path) -> list[Sight]:
    """Return what is seen in a recording, in its order; nothing where it holds no picture."""
    if isinstance(data, Path) and not data.exists():
        return []
    found: list[Sight] = []
    # What ended before its first picture was whole.
    with suppress(FFmpegError):
        found += filter(None, map(look_closely, images_of(data)))
    return found


def secrets_in(readings: Iterable[Reading | None], since: float = 0) -> list[Sight]:
    """Return the pictures that show the secret patch, of those taken since a Unix time."""
    return [
        one
        for one in readings
        if isinstance(one, Sight) and one.secret and one.moment() > since
    ]


@dataclass(frozen=True, kw_only=True)
class Eyes:
    """Whoever watches one camera: by MJPEG, and as far as it streams by HLS, WebRTC and a recording."""

    mjpeg: MjpegViewer
    hls: LowLatencyViewer | None = None
    webrtc: WebRtcViewer | None = None
    file: Path = field(default_factory=Path)
    recording: asyncio.Task[None] | None = None

    async def until_ended(self, seconds: float) -> bool:
        """Wait until all were cut off; return whether that happened in time."""
        if self.recording is not None:
            await asyncio.wait_for(self.recording, seconds)
        viewers = filter(None, (self.mjpeg, self.hls, self.webrtc))
        return all([await viewer.until_ended(seconds) for viewer in viewers])

    async def recorded(self) -> None:
        """Wait until the recording is a file, where there is one."""
        if self.recording is not None:
            await asyncio.wait([self.recording], timeout=START_SECONDS)

    async def sights(self) -> dict[str, list[Sight]]:
        """Return what was seen, by the way in which it came."""
        seen = {"MJPEG": self.mjpeg.seen}
        if self.webrtc is not None:
            seen["WebRTC"] = self.webrtc.seen
        found = {
            way: [one.reading for one in pictures if isinstance(one.reading, Sight)]
            for way, pictures in seen.items()
        }
        if self.hls is not None:
            found["HLS"] = await asyncio.to_thread(sights_in, self.hls.recording)
            found["recording"] = await asyncio.to_thread(sights_in, self.file)
        return found


async def watch(
    client: HomeClient,
    key: str,
    stack: AsyncExitStack,
    file: Path | None = None,
    *,
    seconds: int = 60,
) -> Eyes:
    """Watch a camera, until every way shows it; with a file also by what streams.

    The recording takes so many seconds, unless it is cut before.
    """
    entity = entity_id(key)
    mjpeg = MjpegViewer(client, entity, look=look_closely)
    await stack.enter_async_context(mjpeg)
    if file is None:
        assert await mjpeg.until_moving(3, START_SECONDS), mjpeg
        return Eyes(mjpeg=mjpeg)
    hls = await stack.enter_async_context(LowLatencyViewer(client, entity))
    webrtc = await stack.enter_async_context(
        WebRtcViewer(client, entity, look=look_closely)
    )
    recording = asyncio.create_task(record(client, entity, file, seconds))
    stack.callback(recording.cancel)
    assert await mjpeg.until_moving(3, START_SECONDS), mjpeg
    assert await webrtc.until_moving(3, START_SECONDS), repr(webrtc)
    assert await hls.until_parts(5, START_SECONDS), hls.refusal
    return Eyes(mjpeg=mjpeg, hls=hls, webrtc=webrtc, file=file, recording=recording)


async def record(client: HomeClient, entity: str, file: Path, seconds: int) -> None:
    """Record a camera, with what Home Assistant still has of before."""
    with suppress(HomeError):
        await client.act(
            "camera.record",
            entity_id=entity,
            filename=str(file),
            duration=seconds,
            lookback=20,
        )


def originals(address: CameraAddress, seconds: float) -> dict[int, NDArray[np.uint8]]:
    """Return every second picture that a source streams in some seconds, by their numbers."""
    found: dict[int, NDArray[np.uint8]] = {}
    if address.stream_source is None:
        return found
    url, end = address.stream_source_with_login, time.monotonic() + seconds
    with av.open(url, options={"rtsp_transport": "tcp"}, timeout=10.0) as source:
        for frame in source.decode(video=0):
            image = image_of(frame)
            sight = look_closely(image)
            if sight is not None and sight.frame % 2 == 0:
                found[sight.frame] = np.asarray(image)
            if time.monotonic() > end:
                break
    return found


def likenesses(
    data: bytes | Path, pictures: dict[int, NDArray[np.uint8]]
) -> list[float]:
    """Return the PSNR in dB of a recording's pictures to the originals, outside of the table."""
    found = []
    for image in images_of(data):
        sight = look_closely(image)
        if sight is None or (original := pictures.get(sight.frame)) is None:
            continue
        shown = np.asarray(image).astype(np.int16)
        error = (shown - original).astype(np.float64)
        height, width = error.shape[:2]
        error[
            round((TOP - _AROUND) * height) : round((BOTTOM + _AROUND) * height),
            round((LEFT - _AROUND) * width) : round((RIGHT + _AROUND) * width),
        ] = np.nan
        found.append(float(10 * np.log10(255**2 / np.nanmean(error**2))))
    return found
