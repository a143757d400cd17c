"""Starts and stops the bench's camera, and keeps it running."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from lab.cameras_process import HOST, PYTHON, REPOSITORY

START_SECONDS = 120
STOP_SECONDS = 5


class BenchCameraError(Exception):
    """The camera did not start."""


@asynccontextmanager
async def running(
    *command: str, stdin: int = asyncio.subprocess.DEVNULL
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program in the block; it ends with it, gently if it can."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=REPOSITORY,
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


@asynccontextmanager
async def bench_camera() -> AsyncIterator[str]:
    """Yield the address of a camera that encodes all the time. Raises BenchCameraError."""
    async with running(
        PYTHON, "-m", "lab.bench.camera", stdin=asyncio.subprocess.PIPE
    ) as camera:
        if camera.stdout is None:
            raise BenchCameraError("the bench's camera has no output")
        try:
            async with asyncio.timeout(START_SECONDS):
                line = await camera.stdout.readline()
        except TimeoutError:
            line = b""
        if not line:
            raise BenchCameraError("the bench's camera did not start")
        url = f"rtsp://{HOST}:{int(line)}/bench"
        # A real camera's encoder never rests: without this viewer, it would start with each first one.
        async with copying(url):
            yield url


@asynccontextmanager
async def copying(url: str) -> AsyncIterator[int]:
    """Yield the id of an FFmpeg that copies the video of a stream to nowhere."""
    source = ("-rtsp_transport", "tcp", "-i", url)
    target = ("-c", "copy", "-an", "-f", "mpegts", "-y", "/dev/null")
    async with running(
        "ffmpeg", "-nostdin", "-v", "quiet", *source, *target
    ) as process:
        yield process.pid
