"""The worker's life: one order in, then messages out until somebody hangs up."""

from collections.abc import Callable, Iterator
import ctypes
import json
import os
import queue
import signal
import sys
import threading
from typing import Any, Final

import av
from av.error import FFmpegError
from av.packet import Packet
from av.video.stream import VideoStream

from .framing import FLAG_KEYFRAME, Failure, Kind, pack
from .gop import GroupOfPictures
from .intake import IntakeError, failure_code, open_source
from .outlet import PASSED_CODECS, Outlet

_PR_SET_PDEATHSIG: Final = 1
STILL_COMMAND: Final = b"still\n"

type Send = Callable[[bytes], None]
type Wanted = queue.SimpleQueue[bool]
"""True asks for a still, False says that there will be no more."""


def main() -> int:
    """Run until the source ends or standard input does; return the exit code."""
    _die_with_parent()
    av.logging.set_level(av.logging.PANIC)
    order = json.loads(sys.stdin.buffer.readline())
    lock = threading.Lock()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    # What a library may print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def send(message: bytes) -> None:
        view = memoryview(message)
        with lock:
            while view:
                view = view[out.write(view) :]

    wanted: Wanted = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(wanted,), daemon=True).start()
    try:
        _pump(order, send, wanted)
    except (IntakeError, FFmpegError, OSError) as error:
        send(pack(Kind.FAILED, json.dumps({"code": failure_code(error)}).encode()))
        return 1
    send(pack(Kind.FAILED, json.dumps({"code": Failure.ENDED}).encode()))
    return 0


def _die_with_parent() -> None:
    """Ask Linux to end this process with the one that started it, however that one ends."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


def _listen(wanted: Wanted) -> None:
    """Pass on requests for a still; the end of input is the end of the process."""
    for line in sys.stdin.buffer:
        if line == STILL_COMMAND:
            wanted.put(True)
    os._exit(0)


def _serve_stills(pictures: GroupOfPictures, wanted: Wanted, send: Send) -> None:
    while wanted.get():
        send(pack(Kind.STILL, pictures.still() or b""))


def _pump(order: dict[str, Any], send: Send, wanted: Wanted) -> None:
    container, video = open_source(order["url"], order["options"])
    with container:
        codec = video.codec_context.name
        if codec not in PASSED_CODECS and codec != "mjpeg":
            raise IntakeError(Failure.UNSUPPORTED)
        pictures = GroupOfPictures(video)
        outlet = Outlet(video, order["offset"]) if codec in PASSED_CODECS else None
        description = {"codec": codec, "width": video.width, "height": video.height}
        send(pack(Kind.READY, json.dumps(description).encode()))
        stills = threading.Thread(
            target=_serve_stills, args=(pictures, wanted, send), daemon=True
        )
        stills.start()
        try:
            _pass_on(container.demux(video), pictures, outlet, send)
        finally:
            wanted.put(False)
            stills.join()


def _pass_on(
    packets: Iterator[Packet[VideoStream]],
    pictures: GroupOfPictures,
    outlet: Outlet | None,
    send: Send,
) -> None:
    """Hand on every packet from the first keyframe on."""
    started = False
    for packet in packets:
        if not packet.size or packet.is_corrupt:
            continue
        started = started or packet.is_keyframe
        if not started:
            continue
        pictures.add(packet)
        if outlet is None:
            send(pack(Kind.PICTURE, bytes(packet)))
            continue
        flags = FLAG_KEYFRAME if packet.is_keyframe else 0
        chunk, time = outlet.chunk(packet)
        send(pack(Kind.CHUNK, chunk, flags=flags, time=time))
