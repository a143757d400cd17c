"""Proves through Home Assistant's public API that guarded cameras show when open, and hide when private."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
import time

import av

from lab.cameras_process import LabCameras
from lab.check_table import Fact, Row
from lab.home_client import HomeClient, HomeError
from lab.inventory import CAMERAS
from lab.picture import Reading, frames_of, open_image, read, tracks_of
from lab.sources import PLACES
from lab.viewers import HlsViewer, MjpegViewer, Seen

# How old what is shown may be as somebody begins to look.
FRESH_SECONDS = 5
# Patience, for a machine that has much else to do; what is waited for comes within moments on one that has not.
PICTURE_SECONDS = 60
HLS_SECONDS = 120
CUT_SECONDS = 10


async def check(
    client: HomeClient, lab: LabCameras, cameras: Mapping[str, str], folder: Path
) -> list[Row]:
    """Return what every way to every camera showed; `folder` is one where Home Assistant may write."""
    checks = (
        CameraCheck(client, lab, key, entity_id, folder)
        for key, entity_id in cameras.items()
    )
    rows = await asyncio.gather(*(one.run() for one in checks))
    return [row for camera in rows for row in camera]


class CameraCheck:
    """Follows one camera through open, private and open again."""

    def __init__(
        self,
        client: HomeClient,
        lab: LabCameras,
        key: str,
        entity_id: str,
        folder: Path,
    ) -> None:
        """Say which camera."""
        self._client, self._lab = client, lab
        self._key, self._entity_id, self._folder = key, entity_id, folder
        self._number = CAMERAS[key].number

    async def run(self) -> list[Row]:
        """Return a row for each way to the picture. Raises HomeError where an action fails."""
        client, entity_id = self._client, self._entity_id
        streams = "hls" in await self._stream_types()
        snapshot = await self._open_snapshot()
        started = time.time()
        async with MjpegViewer(client, entity_id) as live:
            seen = await live.until_moving(5, PICTURE_SECONDS)
            mjpeg = _live(seen, self._number, started)
            if streams:
                async with HlsViewer(client, entity_id) as hls:
                    hls_open = await self._open_hls(hls)
                    camera_open = await self._open_camera()
                    done = await self._close()
                    hls_private = await self._private_hls(hls)
                if hls_private.ok:
                    hls_private = await self._private_newcomer(hls_private.text)
            else:
                hls_open = Fact(text="has none")
                camera_open = await self._open_camera()
                done = await self._close()
                hls_private = await self._no_stream()
            mjpeg_private = await self._private_mjpeg(live, done)
        private = {
            "snapshot": await self._private_snapshot(),
            "media": await self._private_media(),
            "actions": await self._private_actions(),
            "camera": await self._private_camera(),
        }
        await client.act("lens_cap.follow_rules", entity_id=entity_id)
        snapshot_again = await self._snapshot_again()
        started = time.time()
        async with MjpegViewer(client, entity_id) as live:
            seen = await live.until_moving(2, PICTURE_SECONDS)
            mjpeg_again = _live(seen, self._number, started)
        name = PLACES[self._key][0]
        return [
            Row(
                camera=name,
                door="snapshot",
                open=snapshot,
                private=private["snapshot"],
                again=snapshot_again,
            ),
            Row(
                camera=name,
                door="live, MJPEG",
                open=mjpeg,
                private=mjpeg_private,
                again=mjpeg_again,
            ),
            Row(camera=name, door="live, HLS", open=hls_open, private=hls_private),
            Row(camera=name, door="media browser", private=private["media"]),
            Row(camera=name, door="actions", private=private["actions"]),
            Row(
                camera=name,
                door="at the camera",
                open=camera_open,
                private=private["camera"],
            ),
        ]

    async def _stream_types(self) -> list[str]:
        capabilities = await self._client.command(
            "camera/capabilities", entity_id=self._entity_id
        )
        types: list[str] = capabilities["frontend_stream_types"]
        return types

    async def _close(self) -> float:
        """Make the camera private; return the Unix time in seconds at which that was answered."""
        await self._client.act(
            "lens_cap.set_privacy", entity_id=self._entity_id, level="private"
        )
        return time.time()

    async def _snapshot(self) -> tuple[int, bytes]:
        answer = await self._client.answer(f"/api/camera_proxy/{self._entity_id}")
        return answer.status, answer.body

    async def _picture_since(self, moment: float) -> Reading | str:
        """Return what the first snapshot says that is later than a Unix time, or what came instead."""
        end = time.monotonic() + PICTURE_SECONDS
        while True:
            status, picture = await self._snapshot()
            reading = read(picture)
            if reading and reading.moment() > moment:
                return reading
            if time.monotonic() > end:
                return f"only {_age(reading)}" if reading else f"no picture ({status})"
            await asyncio.sleep(0.1)

    async def _open_snapshot(self) -> Fact:
        earlier = await self._picture_since(time.time() - FRESH_SECONDS)
        if isinstance(earlier, str):
            return Fact(text=earlier, ok=False)
        later = await self._picture_since(earlier.moment())
        if isinstance(later, str):
            return Fact(text=f"then {later}", ok=False)
        ours = {earlier.camera, later.camera} == {self._number}
        return Fact(text=_age(later), ok=ours)

    async def _private_snapshot(self) -> Fact:
        status, picture = await self._snapshot()
        if (reading := read(picture)) is not None:
            return Fact(text=f"SHOWS THE CAMERA, {_age(reading)}", ok=False)
        image = open_image(picture)
        return Fact(
            text="placeholder" if image else f"refused ({status})",
            ok=image is not None,
        )

    async def _snapshot_again(self) -> Fact:
        start = time.time()
        reading = await self._picture_since(start)
        if isinstance(reading, str):
            return Fact(text=f"did not come back: {reading}", ok=False)
        text = f"back after {time.time() - start:.1f} s"
        return Fact(text=text, ok=reading.camera == self._number)

    async def _private_mjpeg(self, viewer: MjpegViewer, done: float) -> Fact:
        ended = await viewer.until_ended(CUT_SECONDS)
        # By when it was taken: how soon it is read here says more about this machine.
        readings = [one.reading for one in viewer.lab_frames() if one.reading]
        late = sum(reading.moment() > done for reading in readings)
        async with MjpegViewer(self._client, self._entity_id) as newcomer:
            await newcomer.until_ended(1)
        shown = len(newcomer.lab_frames())
        if late or shown:
            return Fact(text=f"SHOWS THE CAMERA, {late + shown} frames", ok=False)
        return Fact(text="cut" if ended else "runs on", ok=ended)

    async def _open_hls(self, viewer: HlsViewer) -> Fact:
        recording = await viewer.until_recorded(1, HLS_SECONDS)
        if not recording:
            return Fact(text="no stream", ok=False)
        try:
            readings = await asyncio.to_thread(frames_of, recording)
            tracks = await asyncio.to_thread(tracks_of, recording)
        except av.FFmpegError as error:
            return Fact(text=f"cannot be played: {error}", ok=False)
        frames = [r.frame for r in readings if r.camera == self._number]
        rising = len(frames) > 5 and frames == sorted(set(frames))
        sound = "SOUND" if "audio" in tracks else "no sound"
        return Fact(
            text=f"{len(frames)} frames, {sound}", ok=rising and tracks == ["video"]
        )

    async def _private_hls(self, viewer: HlsViewer) -> Fact:
        done = asyncio.get_running_loop().time()
        ended = await viewer.until_ended(CUT_SECONDS)
        statuses = await viewer.statuses()
        alive = [path for path, status in statuses.items() if status < 400]
        if alive or not ended:
            return Fact(text=f"{len(alive)} ADDRESSES STILL ANSWER", ok=False)
        after = max(0.0, (viewer.ended_at or done) - done)
        return Fact(text=f"cut after {after:.1f} s, {len(statuses)} addresses gone")

    async def _private_newcomer(self, cut: str) -> Fact:
        """Return what whoever asks for a stream now is given: the calm picture, without sound."""
        async with HlsViewer(self._client, self._entity_id) as viewer:
            recording = await viewer.until_recorded(1, HLS_SECONDS)
        if not recording:
            return Fact(text=f"{cut}, THEN NOTHING", ok=False)
        if shown := await asyncio.to_thread(frames_of, recording):
            return Fact(text=f"SHOWS THE CAMERA, {len(shown)} frames", ok=False)
        silent = await asyncio.to_thread(tracks_of, recording) == ["video"]
        return Fact(text=f"{cut}, then placeholder", ok=silent)

    async def _no_stream(self) -> Fact:
        try:
            await self._client.command("camera/stream", entity_id=self._entity_id)
        except HomeError:
            return Fact(text="refused")
        return Fact(text="GIVES A STREAM", ok=False)

    async def _private_media(self) -> Fact:
        media = f"media-source://camera/{self._entity_id}"
        try:
            resolved = await self._client.command(
                "media_source/resolve_media", media_content_id=media
            )
        except HomeError:
            return Fact(text="refused")
        path = resolved["url"]
        if not path.startswith("/api/camera_proxy_stream/"):
            return Fact(text="GIVES A STREAM", ok=False)
        async with MjpegViewer(self._client, self._entity_id, path) as viewer:
            await viewer.until_ended(1)
        if shown := len(viewer.lab_frames()):
            return Fact(text=f"SHOWS THE CAMERA, {shown} frames", ok=False)
        return Fact(text="placeholder")

    async def _private_actions(self) -> Fact:
        picture = self._folder / f"check_{self._key}.jpg"
        video = self._folder / f"check_{self._key}.mp4"
        open_doors = []
        for action, file in (("camera.snapshot", picture), ("camera.record", video)):
            file.unlink(missing_ok=True)
            try:
                await self._client.act(
                    action, entity_id=self._entity_id, filename=str(file)
                )
                open_doors.append(action)
            except HomeError:
                if file.exists():
                    open_doors.append(f"{action} (file)")
        if open_doors:
            return Fact(text=f"NOT REFUSED: {', '.join(open_doors)}", ok=False)
        return Fact(text="refused")

    async def _connected(self) -> int:
        stats = (await self._lab.stats())[self._key]
        streams = max(stats["rtsp_clients"], stats["rtsp_media_open"])
        return streams + stats["mjpeg_open"]

    async def _open_camera(self) -> Fact:
        return Fact(text=f"{await self._connected()} connected")

    async def _private_camera(self) -> Fact:
        end = time.monotonic() + CUT_SECONDS
        while left := await self._connected():
            if time.monotonic() > end:
                return Fact(text=f"STILL CONNECTED ({left})", ok=False)
            await asyncio.sleep(0.1)
        return Fact(text="nobody connected")


def _age(reading: Reading) -> str:
    return f"{reading.age_seconds():.1f} s old"


def _live(seen: list[Seen], number: int, started: float) -> Fact:
    readings = [s.reading for s in seen if s.reading]
    if len(set(readings)) < 2:
        return Fact(text="nothing moves", ok=False)
    last = readings[-1]
    fresh = last.moment() > started - FRESH_SECONDS
    return Fact(text=f"moves, {_age(last)}", ok=fresh and last.camera == number)
