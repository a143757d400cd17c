"""The bench's camera: 1080p25, 4 Mbit/s, encoded live whether somebody watches or not, as cameras do.

Runs on the system's Python, in a process of its own; prints its port, and ends with its standard input.
"""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

import os
import sys
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtsp, GstRtspServer  # noqa: E402, F401

from lab.bench.numbering import (  # noqa: E402
    FPS,
    HEIGHT,
    KILOBITS,
    WIDTH,
    number_at,
    strip,
    until_next_frame,
)
from lab.cameras.pipeline import plays  # noqa: E402

# A buffer of half a second, so that the rate is that of a camera with a fixed one.
PIPELINE = (
    f"( appsrc name=video is-live=true do-timestamp=true format=time max-buffers=4 leaky-type=downstream"
    f" caps=video/x-raw,format=I420,width={WIDTH},height={HEIGHT},framerate={FPS}/1"
    f" ! x264enc tune=zerolatency speed-preset=ultrafast threads=1 bitrate={KILOBITS} vbv-buf-capacity=500 key-int-max={FPS}"
    " ! video/x-h264,profile=constrained-baseline ! h264parse config-interval=-1"
    " ! rtph264pay name=pay0 pt=96 config-interval=-1"
    " alawenc name=sound ! rtppcmapay name=pay1 pt=8"
    " audiotestsrc name=tone is-live=true samplesperbuffer=160 volume=0.3 ! audio/x-raw,rate=8000,channels=1 ! sound. )"
)
GRAIN_ROWS, GRAIN = 90, 12


def grain() -> bytes:
    """Return more rows of a coarse random texture than a picture has, for pictures that scroll."""
    rows = []
    for _ in range(HEIGHT // GRAIN + GRAIN_ROWS):
        row = b"".join(
            bytes([80 + value // 4]) * GRAIN for value in os.urandom(WIDTH // GRAIN)
        )
        rows.append(row * GRAIN)
    return b"".join(rows)


class Scenery:
    """Pictures that are as hard to encode as those of a busy street."""

    def __init__(self) -> None:
        """Draw once what later scrolls by."""
        self._grain = grain()
        self._color = b"\x80" * (WIDTH * HEIGHT // 2)

    def picture(self, number: int) -> bytes:
        """Return one frame in I420."""
        top = number * 5 % (GRAIN_ROWS * GRAIN) * WIDTH
        brightness = bytearray(self._grain[top : top + WIDTH * HEIGHT])
        name = strip(number)
        brightness[: len(name)] = name
        return bytes(brightness) + self._color


class Factory(GstRtspServer.RTSPMediaFactory):
    """Makes the one pipeline that all clients share."""

    def __init__(self) -> None:
        """Let everybody in: it listens on 127.0.0.1 only, and its pictures are noise."""
        super().__init__()
        self.set_shared(True)
        self.set_latency(0)
        self._scenery = Scenery()

    def do_create_element(self, _url: GstRtsp.RTSPUrl) -> Gst.Element:
        """Build the pipeline."""
        element = Gst.parse_launch(PIPELINE)
        element.get_by_name("tone").get_static_pad("src").add_probe(
            Gst.PadProbeType.QUERY_UPSTREAM, _cannot_seek
        )
        return element

    def do_configure(self, media: GstRtspServer.RTSPMedia) -> None:
        """Feed the pipeline for as long as it is in use."""
        GstRtspServer.RTSPMediaFactory.do_configure(self, media)
        source = media.get_element().get_by_name("video")
        threading.Thread(target=self._push, args=(source,), daemon=True).start()

    def _push(self, source: Gst.Element) -> None:
        while True:
            time.sleep(until_next_frame())
            if not plays(source):
                continue
            picture = self._scenery.picture(number_at(time.time()))
            buffer = Gst.Buffer.new_wrapped(picture)
            if source.emit("push-buffer", buffer) != Gst.FlowReturn.OK:
                return


def _cannot_seek(_pad: Gst.Pad, info: Gst.PadProbeInfo) -> Gst.PadProbeReturn:
    # Else PLAY with a Range is answered with 503: the tone can seek, the video cannot.
    seeking = info.get_query().type == Gst.QueryType.SEEKING
    return Gst.PadProbeReturn.DROP if seeking else Gst.PadProbeReturn.OK


def main() -> None:
    """Serve until whoever holds our stdin lets it go."""
    Gst.init(None)
    server = GstRtspServer.RTSPServer.new()
    server.set_address("127.0.0.1")
    server.set_service("0")
    server.get_mount_points().add_factory("/bench", Factory())
    if not server.attach(None):
        raise OSError("no free port")
    loop = GLib.MainLoop()

    def stdin_changed(*_args: object) -> bool:
        if os.read(sys.stdin.fileno(), 4096):
            return True
        loop.quit()
        return False

    GLib.io_add_watch(
        sys.stdin.fileno(), GLib.PRIORITY_HIGH, GLib.IO_IN | GLib.IO_HUP, stdin_changed
    )
    print(server.get_bound_port(), flush=True)
    loop.run()


if __name__ == "__main__":
    main()
