"""Small clips in the formats that cameras send, and a server that hands them out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
import threading
from typing import cast, override

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
import numpy as np

WIDTH, HEIGHT, RATE = 320, 180, 15
_OPTIONS: dict[str, dict[str, object]] = {
    "libx264": {"preset": "veryfast", "bf": "2", "x264-params": "scenecut=0"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:open-gop=0"},
}


@lru_cache(maxsize=32)
def clip(
    codec: str,
    container: str,
    frames: int = 45,
    *,
    audio: str | None = None,
    tone: int | None = None,
    rate: int = 8000,
    begins: float = 0.0,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> bytes:
    """Return a clip whose frames grow brighter, 50 at a time; with a keyframe each second.

    Its sound is silence, or a tone (Hz) that begins after some seconds, interleaved as it is
    by a camera that sends both as they happen.
    """
    width, height = size
    buffer = BytesIO()
    with av.open(buffer, "w", format=container) as output:
        video = cast(VideoStream, output.add_stream(codec, rate=RATE))
        video.width, video.height = size
        video.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        video.gop_size = RATE
        video.options = _OPTIONS.get(codec, {})
        sound = (
            cast(AudioStream, output.add_stream(audio, rate=rate)) if audio else None
        )
        for number in range(frames):
            light = 20 + number * 4 % 200
            picture = np.full((height, width, 3), light, dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(video.encode(frame))
            if sound is not None:
                output.mux(sound.encode(_heard(number, rate, tone, begins)))
        output.mux(video.encode(None))
        if sound is not None:
            output.mux(sound.encode(None))
    return buffer.getvalue()


def _heard(number: int, rate: int, tone: int | None, begins: float) -> av.AudioFrame:
    """Return the sound that belongs to one frame."""
    first, last = number * rate // RATE, (number + 1) * rate // RATE
    moments = np.arange(first, last) / rate
    wave = np.sin(2 * np.pi * (tone or 0) * moments) * (moments >= begins) * 0.3
    frame = av.AudioFrame.from_ndarray(
        (wave * 32767).astype(np.int16)[None, :], format="s16", layout="mono"
    )
    frame.rate, frame.pts, frame.time_base = rate, first, Fraction(1, rate)
    return frame


def sound_only() -> bytes:
    """Return a clip without any picture."""
    buffer = BytesIO()
    with av.open(buffer, "w", format="mpegts") as output:
        sound = output.add_stream("aac", rate=8000)
        output.mux(sound.encode(_silence(16_000)))
        output.mux(sound.encode(None))
    return buffer.getvalue()


def _silence(samples: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(
        np.zeros((1, samples), dtype=np.int16), format="s16", layout="mono"
    )
    frame.rate, frame.pts = 8000, 0
    return frame


@dataclass
class ClipServer:
    """Says what was asked of it."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve(
    files: Mapping[str, bytes],
    *,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Iterator[ClipServer]:
    """Serve files by path on a free loopback port."""
    server = ClipServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            body = files.get(self.path, b"")
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        # So that none outlives the server, however busy the machine is.
        listening.daemon_threads = False
        server.url = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
