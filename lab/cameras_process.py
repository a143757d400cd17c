"""Starts and stops the lab's cameras, and talks to their control port."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
import json
from pathlib import Path
import select
import subprocess
import tempfile
from types import TracebackType
from typing import IO, Literal, Self, TypedDict
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import aiohttp

from lab.crowd import CROWD
from lab.hostile.encryption import tls_server
from lab.inventory import CAMERAS, EXTRAS, LabCamera

# The system's Python: GStreamer's bindings come with it and with no other.
PYTHON = "/usr/bin/python3"
REPOSITORY = Path(__file__).parent.parent
HOST = "127.0.0.1"
START_SECONDS = 180
STOP_SECONDS = 5
_MORE = EXTRAS | CROWD

Mode = Literal[
    "ok",
    "freeze",
    "black",
    "down",
    "small",
    "garbage",
    "drip",
    "drop",
    "locked",
    "playlist",
]


class CameraStats(TypedDict):
    """Who is, and who was, looking at a camera."""

    mode: Mode
    rtsp_media_open: int
    rtsp_clients: int
    rtsp_plays: int
    snapshots: int
    mjpeg_open: int
    mjpeg_opened: int


Stats = Mapping[str, CameraStats]


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Where the cameras listen; 0 asks for a free port. The last four are used by extra cameras only."""

    rtsp: int = 0
    http: int = 0
    control: int = 0
    rtsp_open: int = 0
    rtsps: int = 0
    onvif: int = 0
    onvif_open: int = 0


@dataclass(frozen=True, kw_only=True)
class CameraAddress:
    """One running camera; its URLs hold no login."""

    camera: LabCamera
    stream_source: str | None
    still: str
    mjpeg: str

    @property
    def stream_source_with_login(self) -> str:
        """Return the stream's URL as it opens the camera. Raises ValueError where there is no stream."""
        if self.stream_source is None:
            raise ValueError(f"{self.camera.key} has no stream")
        if not self.camera.username:
            return self.stream_source
        login = f"{quote(self.camera.username, safe='')}:{quote(self.camera.password, safe='')}"
        return self.stream_source.replace("://", f"://{login}@", 1)


class CamerasError(Exception):
    """The cameras did not start."""


class LabCameras:
    """The cameras' process; as a context manager it runs inside the block, sync or async."""

    def __init__(self, ports: Ports | None = None, extra: Iterable[str] = ()) -> None:
        """Say where to listen, and which extra cameras there are, by their keys; nothing runs yet."""
        self.ports = ports or Ports()
        self._extra = tuple(extra)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until all cameras answer. Raises CamerasError."""
        with tempfile.TemporaryDirectory(prefix="lens-cap-lab-") as folder:
            options = [f"--extra={key}" for key in self._extra]
            if any(self._encrypts(key) for key in self._extra):
                tls_server("self_signed", Path(folder))
                options.append(f"--certificate={Path(folder, 'self_signed.pem')}")
            self._start(options)

    @staticmethod
    def _encrypts(key: str) -> bool:
        stream = _MORE[key].stream
        return stream is not None and stream.encrypted

    def _start(self, options: list[str]) -> None:
        ports = [
            f"--{name.replace('_', '-')}-port={port}"
            for name, port in asdict(self.ports).items()
        ]
        # Their standard input stays open as long as we live: they end when it does.
        process = subprocess.Popen(  # noqa: S603
            [PYTHON, "-m", "lab.cameras", *ports, *options],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # ^C in the terminal reaches us alone: what depends on the cameras ends before them.
            start_new_session=True,
        )
        self._process = process
        try:
            self.ports = _ports(process.stdout)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the process, gently first; does nothing where none runs."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    @property
    def pid(self) -> int | None:
        """Return the process id, or None where nothing runs."""
        return self._process.pid if self._process else None

    @property
    def addresses(self) -> Mapping[str, CameraAddress]:
        """Return where each camera is, by its key."""
        web = f"http://{HOST}:{self.ports.http}"
        cameras = CAMERAS | {key: _MORE[key] for key in self._extra}
        return {
            key: CameraAddress(
                camera=camera,
                stream_source=self._stream_source(camera),
                still=f"{web}/{key}/snapshot.jpg",
                mjpeg=f"{web}/{key}/video.mjpg",
            )
            for key, camera in cameras.items()
        }

    def _stream_source(self, camera: LabCamera) -> str | None:
        if camera.stream is None:
            return None
        if camera.stream.encrypted:
            return f"rtsps://{HOST}:{self.ports.rtsps}/{camera.key}"
        port = self.ports.rtsp if camera.username else self.ports.rtsp_open
        return f"rtsp://{HOST}:{port}/{camera.key}"

    async def stats(self) -> Stats:
        """Return who is looking at each camera."""
        stats: Stats = await self._ask("/stats")
        return stats

    async def control(self, camera: str, mode: Mode, elsewhere: int = 0) -> None:
        """Let a camera play a fault, or end it with `ok`; a playlist points to the port `elsewhere`."""
        await self._ask(self._control_path(camera, mode, elsewhere))

    def stats_now(self) -> Stats:
        """Return the same as `stats`, for code outside an event loop."""
        stats: Stats = self._ask_now("/stats")
        return stats

    def control_now(self, camera: str, mode: Mode) -> None:
        """Do the same as `control`, for code outside an event loop."""
        self._ask_now(self._control_path(camera, mode))

    @staticmethod
    def _control_path(camera: str, mode: Mode, elsewhere: int = 0) -> str:
        query = {"cam": camera, "mode": mode, "elsewhere": elsewhere}
        return f"/control?{urlencode(query)}"

    @property
    def control_url(self) -> str:
        """Return the address of the control port."""
        return f"http://{HOST}:{self.ports.control}"

    async def _ask(self, path: str) -> Stats:
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.control_url + path) as response,
        ):
            response.raise_for_status()
            answer: Stats = await response.json()
            return answer

    def _ask_now(self, path: str) -> Stats:
        with urlopen(self.control_url + path, timeout=10) as response:  # noqa: S310
            answer: Stats = json.load(response)
            return answer

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    async def __aenter__(self) -> Self:
        """Start without holding the event loop."""
        starting = asyncio.create_task(asyncio.to_thread(self.start))
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            # The thread goes on: wait for what it starts, to end it.
            await asyncio.wait([starting])
            self.stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop without holding the event loop."""
        await asyncio.to_thread(self.stop)


def _ports(stdout: IO[bytes] | None) -> Ports:
    if stdout is None or not select.select([stdout], [], [], START_SECONDS)[0]:
        raise CamerasError("the cameras said nothing")
    if not (line := stdout.readline()):
        raise CamerasError("the cameras did not start; a port may be taken")
    return Ports(**json.loads(line))
