"""Start the cameras: print one JSON line with the ports, serve until SIGTERM or end of stdin."""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

import argparse
from collections.abc import Mapping
import gc
import json
import os
from pathlib import Path
import signal
import sys

import gi

gi.require_version("Gst", "1.0")
from gi.repository import GLib, Gst  # noqa: E402

from lab.cameras import http, onvif, rtsp  # noqa: E402
from lab.cameras.scenery import scenes  # noqa: E402
from lab.cameras.state import CameraState  # noqa: E402
from lab.crowd import CROWD  # noqa: E402
from lab.inventory import CAMERAS, EXTRAS, GARDEN, HALLWAY, LIVING_ROOM  # noqa: E402

HOST = "127.0.0.1"
COLLECT_SECONDS = 5
PORTS = ("rtsp", "http", "control", "rtsp_open", "rtsps", "onvif", "onvif_open")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in PORTS:
        option = f"--{name.replace('_', '-')}-port"
        parser.add_argument(option, type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--extra",
        action="append",
        default=[],
        choices=EXTRAS | CROWD,
        help="a camera beside the usual ones; may be given several times",
    )
    parser.add_argument(
        "--certificate",
        type=Path,
        help="PEM file with certificate and key, for cameras that encrypt",
    )
    return parser.parse_args()


def _states(extra: list[str]) -> dict[str, CameraState]:
    drawn = scenes()
    rooms = [drawn[camera.key] for camera in (LIVING_ROOM, HALLWAY, GARDEN)]
    more = EXTRAS | CROWD
    cameras = CAMERAS | {key: more[key] for key in extra}
    return {
        key: CameraState(camera, drawn.get(key) or rooms[place % len(rooms)])
        for place, (key, camera) in enumerate(cameras.items())
    }


def _stream_servers(
    arguments: argparse.Namespace, states: Mapping[str, CameraState]
) -> tuple[list[object], dict[str, int]]:
    """Start what is needed of the RTSP servers; return them, to be kept, and their ports."""
    groups: dict[str, list[CameraState]] = {}
    for state in states.values():
        if (stream := state.camera.stream) is not None:
            bare = "rtsp" if state.camera.username else "rtsp_open"
            groups.setdefault("rtsps" if stream.encrypted else bare, []).append(state)
    servers, ports = [], {}
    for name, group in groups.items():
        certificate = arguments.certificate if name == "rtsps" else None
        port = getattr(arguments, f"{name}_port")
        server, ports[name] = rtsp.serve(HOST, port, group, certificate)
        servers.append(server)
    return servers, ports


def _collect() -> bool:
    gc.collect()
    return True


def main() -> None:
    """Run until told to end; whoever holds our stdin takes us along, however it ends."""
    arguments = _arguments()
    # What is collected may be the last to hold a media, which then asks for a lock of its factory; a
    # thread that makes a new one has that, and would wait for itself, or for the thread that it starts.
    # The main loop's thread never has it.
    gc.disable()
    GLib.timeout_add_seconds(COLLECT_SECONDS, _collect)
    Gst.init(None)
    states = _states(arguments.extra)
    servers, ports = _stream_servers(arguments, states)
    ports["http"] = http.serve(HOST, arguments.http_port, http.CameraHandler, states)
    ports["control"] = http.serve(
        HOST, arguments.control_port, http.ControlHandler, states
    )
    for key, state in states.items():
        if state.camera.onvif:
            rest = "" if state.camera.username else "_open"
            name = f"onvif{rest}"
            ports[name] = http.serve(
                HOST,
                getattr(arguments, f"{name}_port"),
                onvif.OnvifHandler,
                {key: state},
                stream_uri=f"rtsp://{HOST}:{ports[f'rtsp{rest}']}/{key}",
                still_uri=f"http://{HOST}:{ports['http']}/{key}/snapshot.jpg",
            )
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
    del servers


if __name__ == "__main__":
    main()
