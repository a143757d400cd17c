"""What one simulated camera is doing: its fault, its counters, its newest frame and JPEG."""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

from collections.abc import Callable
from dataclasses import asdict, dataclass
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
from gi.repository import Gst, GstApp  # noqa: E402, F401

from lab.cameras.frames import draw, full_range  # noqa: E402
from lab.cameras.scenery import Scene  # noqa: E402
from lab.inventory import LabCamera  # noqa: E402
from lab.pattern import FPS, HEIGHT, WIDTH, frame_at, moment_of  # noqa: E402

# Beside what their names say: "small" halves the stream's size, "garbage" spoils what is sent, "drip"
# sends a little now and then, "drop" throws each viewer out after a moment, "locked" lets nobody in
# (the password was changed), and "playlist" answers for video with a list that points elsewhere.
MODES = (
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
)
DRIP_SECONDS = 2.0
DROP_SECONDS = 1.0
RAW = f"video/x-raw,format=I420,width={WIDTH},height={HEIGHT},framerate={FPS}/1"
ENCODE_TIMEOUT = 5 * Gst.SECOND


@dataclass
class Counters:
    """Who is, and who was, looking at a camera."""

    rtsp_media_open: int = 0
    rtsp_clients: int = 0
    rtsp_plays: int = 0
    snapshots: int = 0
    mjpeg_open: int = 0
    mjpeg_opened: int = 0


class CameraState:
    """One camera, shared by the servers' threads."""

    def __init__(self, camera: LabCamera, scene: Scene) -> None:
        """Start healthy, with nobody looking."""
        self.camera = camera
        self.mode = "ok"
        self.elsewhere = 0
        self._listeners: list[Callable[[str], None]] = []
        self._scene = scene
        self._lock = threading.Lock()
        self._counters = Counters()
        self._drawn = (-1, "", b"")
        self._encode_lock = threading.Lock()
        self._encoded = (-1, "", b"")
        self._encoder = None

    def listen(self, listener: Callable[[str], None]) -> None:
        """Call this with every mode from now on."""
        self._listeners.append(listener)

    def play(self, mode: str, elsewhere: int = 0) -> None:
        """Play a fault, or none with "ok"; `elsewhere` is the port that a playlist points to."""
        self.elsewhere = elsewhere
        self.mode = mode
        for listener in self._listeners:
            listener(mode)

    def count(self, what: str, by: int) -> None:
        """Add to a counter."""
        with self._lock:
            setattr(self._counters, what, getattr(self._counters, what) + by)

    def stats(self) -> dict[str, int | str]:
        """Return the mode and the counters."""
        with self._lock:
            return {"mode": self.mode, **asdict(self._counters)}

    def frame(self) -> tuple[int, bytes]:
        """Return the current frame's number and picture in I420; a frozen one stays as it was."""
        number, mode = frame_at(time.time()), self.mode
        with self._lock:
            drawn, drawn_mode, picture = self._drawn
            if picture and (mode == "freeze" or (drawn, drawn_mode) == (number, mode)):
                return drawn, picture
            picture = draw(
                self._scene, self.camera.number, number, dark=mode == "black"
            )
            self._drawn = number, mode, picture
            return number, picture

    def jpeg(self) -> bytes:
        """Return the current frame as JPEG; however many ask, each frame is encoded once."""
        with self._encode_lock:
            number, picture = self.frame()
            encoded, mode, jpeg = self._encoded
            if (encoded, mode) != (number, self.mode):
                jpeg = self._encode(picture)
                self._encoded = number, self.mode, jpeg
            return jpeg

    def _encode(self, picture: bytes) -> bytes:
        if self._encoder is None:
            width, height = self.camera.still
            self._encoder = Gst.parse_launch(
                f"appsrc name=in format=time caps={RAW} ! videoscale method=nearest-neighbour add-borders=false "
                f"! video/x-raw,width={width},height={height} ! jpegenc quality=85 ! appsink name=out sync=false"
            )
            self._encoder.set_state(Gst.State.PLAYING)
        self._encoder.get_by_name("in").emit(
            "push-buffer", Gst.Buffer.new_wrapped(full_range(picture))
        )
        sample = self._encoder.get_by_name("out").emit(
            "try-pull-sample", ENCODE_TIMEOUT
        )
        if sample is None:
            raise OSError("the JPEG encoder gave nothing")
        buffer = sample.get_buffer()
        return buffer.extract_dup(0, buffer.get_size())


def until_next_frame(after: float) -> float:
    """Return how many seconds it is from `after`, a Unix time, until the next frame is due."""
    return max(0.0, moment_of(frame_at(after) + 1) - after)
