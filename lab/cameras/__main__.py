"""Start the cameras: print one JSON line with the ports, serve until SIGTERM or end of stdin."""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

import argparse
import json
import os
import signal
import sys

import gi

gi.require_version("Gst", "1.0")
from gi.repository import GLib, Gst  # noqa: E402

from lab.cameras import http, rtsp  # noqa: E402
from lab.cameras.scenery import scenes  # noqa: E402
from lab.cameras.state import CameraState  # noqa: E402
from lab.inventory import CAMERAS  # noqa: E402

HOST = "127.0.0.1"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("rtsp", "http", "control"):
        parser.add_argument(
            f"--{name}-port", type=int, default=0, help="0 takes a free one"
        )
    return parser.parse_args()


def main() -> None:
    """Run until told to end; whoever holds our stdin takes us along, however it ends."""
    arguments = _arguments()
    Gst.init(None)
    drawn = scenes()
    states = {key: CameraState(camera, drawn[key]) for key, camera in CAMERAS.items()}
    server, rtsp_port = rtsp.serve(HOST, arguments.rtsp_port, states.values())
    ports = {
        "rtsp": rtsp_port,
        "http": http.serve(HOST, arguments.http_port, http.CameraHandler, states),
        "control": http.serve(
            HOST, arguments.control_port, http.ControlHandler, states
        ),
    }
    loop = GLib.MainLoop()

    def stdin_changed(*_args: object) -> bool:
        if os.read(sys.stdin.fileno(), 4096):
            return True
        loop.quit()
        return False

    for number in (signal.SIGTERM, signal.SIGINT):
        GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, loop.quit)
    GLib.io_add_watch(
        sys.stdin.fileno(),
        GLib.PRIORITY_HIGH,
        GLib.IO_IN | GLib.IO_HUP,
        stdin_changed,
    )
    print(json.dumps(ports), flush=True)
    loop.run()
    del server


if __name__ == "__main__":
    main()
