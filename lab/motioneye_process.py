"""A real motionEye server on 127.0.0.1, with `motion` behind it, that looks at a camera of the lab."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
import sys
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote

import aiohttp
from motioneye_client.client import MotionEyeClient, MotionEyeClientError

from lab.cameras_process import CameraAddress
from lab.ports import HOST, reserve_port
from lab.real_parts import PARTS, RealProcess, environment, program

ADMIN, ADMIN_PASSWORD = "admin", "me-amber-Plover-6021"
VIEWER, VIEWER_PASSWORD = "user", "me-indigo-Heron-3318"
CAMERA_ID = 1

# It was written when processes were forked, as Python 3.14 no longer does by itself.
_LAUNCH: Final = """\
import multiprocessing, sys
multiprocessing.set_start_method("fork")
sys.argv = ["meyectl", "startserver", "-c", sys.argv[1]]
from motioneye.meyectl import main
main()
"""
_SERVER: Final = """\
conf_path {folder}/conf
run_path {folder}/run
log_path {folder}/log
media_path {folder}/media
log_level warning
listen {host}
port {port}
motion_binary {motion}
motion_control_localhost true
motion_control_port {control}
motion_check_interval 2
"""
_MAIN: Final = """\
# @enabled on
# @admin_username {admin}
# @admin_password {admin_password}
# @normal_username {viewer}
# @normal_password {viewer_password}

camera camera-1.conf
webcontrol_port {control}
webcontrol_localhost on
webcontrol_interface 1
webcontrol_parms 2
"""
# It records while something moves, and in the lab something always does: a movie of five seconds
# after the other, and a still a second, for each of which motionEye starts a Python to tell Home Assistant.
_CAMERA: Final = """\
# @id 1
# @enabled on
# @proto netcam
# @storage_device custom-path
# @motion_detection on

camera_name Den
netcam_url {url}
netcam_userpass {login}
width 640
height 360
target_dir {folder}/media/den
framerate 1
stream_localhost off
stream_port {stream}
stream_maxrate 5
stream_quality 90
text_left
text_right
threshold 1
minimum_motion_frames 1
event_gap 5
movie_output on
movie_codec mkv
movie_filename movie-%Y%m%d%H%M%S
movie_max_time 5
picture_output on
picture_filename still-%Y%m%d%H%M%S-%q
picture_quality 90
"""


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """What its own page shows and lets be changed."""

    client: MotionEyeClient
    session: aiohttp.ClientSession

    async def picture(self) -> bytes:
        """Return the picture that it shows now; empty where it shows none."""
        if hasattr(self.client, "async_get_camera_snapshot"):  # from 0.4 on
            try:
                return bytes(await self.client.async_get_camera_snapshot(CAMERA_ID))
            except MotionEyeClientError:
                return b""
        # The address is the same while the stream is off: it is only not made then.
        url = self.client.get_camera_snapshot_url(
            {"id": CAMERA_ID, "video_streaming": True, "streaming_port": 0}
        )
        assert url is not None
        async with self.session.get(url) as response:
            return await response.read() if response.ok else b""

    async def settings(self) -> dict[str, Any]:
        """Return the camera's settings."""
        settings = await self.client.async_get_camera(CAMERA_ID)
        assert settings is not None
        return settings

    async def set(self, **changes: Any) -> None:
        """Change some of them."""
        settings = {**await self.settings(), **changes}
        assert await self.client.async_set_camera(CAMERA_ID, settings) is not None


@dataclass(kw_only=True)
class MotionEye:
    """The server's process, and motion's; both run inside of the `async with` block."""

    folder: Path
    source: CameraAddress
    port: int = field(default=0, init=False)
    stream_port: int = field(default=0, init=False)
    _process: RealProcess | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Return the address that Home Assistant is given."""
        return f"http://{HOST}:{self.port}"

    @property
    def stream_url(self) -> str:
        """Return the address of the camera's stream, which motion itself serves."""
        return f"http://{HOST}:{self.stream_port}/"

    @property
    def recordings(self) -> Path:
        """Return the folder in which it keeps movies and stills."""
        return self.folder / "media" / "den"

    @asynccontextmanager
    async def page(self) -> AsyncIterator[OwnPage]:
        """Yield its own page, as somebody sees it who is signed in there."""
        async with aiohttp.ClientSession() as session:
            client = MotionEyeClient(
                self.url,
                ADMIN,
                ADMIN_PASSWORD,
                VIEWER,
                VIEWER_PASSWORD,
                session=session,
            )
            await client.async_client_login()
            yield OwnPage(client=client, session=session)

    def kept(self) -> set[str]:
        """Return the names of the movies and stills that it has kept."""
        return {
            one.name
            for kind in ("*.mkv", "*.jpg")
            for one in self.recordings.rglob(kind)
        }

    async def __aenter__(self) -> Self:
        """Start, and wait until both answer. Raises RealPartError."""
        self.port, self.stream_port, control = (reserve_port() for _ in range(3))
        await asyncio.to_thread(self._write, control)
        self._process = RealProcess(
            [sys.executable, "-c", _LAUNCH, str(self.folder / "motioneye.conf")],
            environment(PYTHONPATH=str(PARTS)),
            self.folder / "motioneye.log",
        )
        try:
            await self._process.until_listening(self.port)
            await self._process.until_listening(self.stream_port)
        except BaseException:
            self._process.stop()
            raise
        return self

    def _write(self, control: int) -> None:
        camera = self.source.camera
        for name in ("conf", "run", "log", "media/den"):
            (self.folder / name).mkdir(parents=True)
        values = {
            "folder": self.folder,
            "host": HOST,
            "port": self.port,
            "stream": self.stream_port,
            "control": control,
            "motion": program("motion"),
            "admin": ADMIN,
            "admin_password": ADMIN_PASSWORD,
            "viewer": VIEWER,
            "viewer_password": VIEWER_PASSWORD,
            "url": self.source.stream_source,
            "login": f"{camera.username}:{quote(camera.password, safe='')}",
        }
        for name, text in (
            ("motioneye.conf", _SERVER),
            ("conf/motion.conf", _MAIN),
            ("conf/camera-1.conf", _CAMERA),
        ):
            (self.folder / name).write_text(text.format(**values), encoding="utf-8")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop both."""
        if self._process is not None:
            await asyncio.to_thread(self._process.stop)
