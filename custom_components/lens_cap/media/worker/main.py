"""The worker's life: one order in, then messages out until its input ends."""

from base64 import b64decode
from collections.abc import Iterator
from itertools import chain
import json
import os
import queue
import sys
import threading
from typing import Any, Final

import av
from av.error import FFmpegError
from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure
from ...core.picture_size import is_too_large
from .audio import find_sound, without_sound
from .codecs.one_picture import repeated
from .codecs.sequence_size import coded_sizes
from .demuxer import (
    DemuxerError,
    MotionJpegError,
    failure_code,
    only_jpegs,
    open_bytes,
    open_source,
    open_with_sound,
    timely,
)
from .gop import GroupOfPictures, NewestPicture, Pictures
from .motion_jpeg import motion_jpegs
from .muxer import PASSED_CODECS, TsMuxer
from .pipelines import (
    MaskedMjpeg,
    MaskedTranscode,
    MjpegPassthrough,
    Passthrough,
    Pipeline,
    Send,
)
from .protocol import FLAG_KEYFRAME, LatestOrder, MessageKind, from_json, pack
from .resource_limits import STREAM_MEMORY, WATCHDOG, confine
from .transcoder import CODEC

STILL_COMMAND: Final = b"still\n"
# To open a camera takes several tries, each with limits of ten seconds, and 50 seconds where all of them are used up.
_STUCK_SECONDS: Final = 60

type Wanted = queue.SimpleQueue[bool]
"""True asks for a still, False says that there will be no more."""


def run_worker() -> int:
    """Run until the source ends or standard input does; return the exit code."""
    confine(STREAM_MEMORY)
    WATCHDOG.start(_STUCK_SECONDS)
    # With any level, PyAV takes the interpreter for each error that FFmpeg logs. Whoever frees a decoder holds it,
    # and waits for the decoder's threads, one of which may be about to log an error.
    av.logging.set_level(None)
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
    latest = LatestOrder(from_json(order["cover"])) if order.get("cover") else None
    threading.Thread(target=_listen, args=(wanted, latest), daemon=True).start()
    try:
        _pump(order, send, wanted, latest)
    except (DemuxerError, FFmpegError, OSError, MemoryError) as error:
        send(
            pack(MessageKind.FAILED, json.dumps({"code": failure_code(error)}).encode())
        )
        return 1
    send(pack(MessageKind.FAILED, json.dumps({"code": Failure.ENDED}).encode()))
    return 0


def _listen(wanted: Wanted, latest: LatestOrder | None) -> None:
    """Pass on requests for a still and new orders; the end of input is the end of the process.

    So is an order that makes no sense: what it would have covered must not be seen.
    """
    try:
        for line in sys.stdin.buffer:
            if line == STILL_COMMAND:
                wanted.put(True)
            elif latest is not None:
                latest.put(from_json(json.loads(line)))
    finally:
        os._exit(0)


def _serve_stills(pictures: Pictures, wanted: Wanted, send: Send) -> None:
    while wanted.get():
        send(pack(MessageKind.STILL, pictures.still() or b""))


def _pump(
    order: dict[str, Any], send: Send, wanted: Wanted, latest: LatestOrder | None = None
) -> None:
    url, options = order["url"], order["options"]
    if "picture" in options:
        _repeat(b64decode(options["picture"]), order["offset"], send)
        return
    if options.get("pictures_stream") and _pump_pictures(
        url, options, send, wanted, latest
    ):
        return
    opened = open_with_sound if order.get("audio") else open_source
    try:
        container, video = opened(url, options)
    except MotionJpegError:
        if not _pump_pictures(url, options, send, wanted, latest):
            raise
        return
    with container:
        codec = video.codec_context.name
        if codec not in PASSED_CODECS and codec != "mjpeg":
            raise DemuxerError(Failure.UNSUPPORTED)
        pictures = GroupOfPictures(video)
        muxer: TsMuxer | None = None
        if codec in PASSED_CODECS:
            made = None if latest is None else CODEC
            muxer = TsMuxer(video, order["offset"], codec=made)
            codec = made or codec
        heard = find_sound(container) if order.get("audio") else None
        sound = muxer.add_sound(heard) if muxer else None
        description = {
            "codec": codec,
            "width": video.width,
            "height": video.height,
            "from": video.codec_context.name,
        }
        if sound is not None:
            description["sound"] = sound.codec
        packets = without_sound(container, video, heard, sound, send)
        if codec == "mjpeg":
            packets = only_jpegs(packets)
        pipeline = _pipeline(video, muxer, pictures, latest, send)
        _serve(description, packets, pictures, pipeline, wanted, send)


def _repeat(picture: bytes, offset: float, send: Send) -> None:
    """Send a picture of Lens Cap's own as a stream, for as long as anybody reads it."""
    chunks = repeated(picture, offset)
    description = {"codec": CODEC, "from": CODEC}
    send(pack(MessageKind.READY, json.dumps(description).encode()))
    for chunk, begins, time in chunks:
        WATCHDOG.feed()
        flags = FLAG_KEYFRAME if begins else 0
        send(pack(MessageKind.CHUNK, chunk, flags=flags, time=time))


def _pump_pictures(
    url: str,
    options: dict[str, Any],
    send: Send,
    wanted: Wanted,
    latest: LatestOrder | None,
) -> bool:
    """Hand on what comes as one JPEG after the other; return False where that is not what comes."""
    if (container := open_bytes(url, options)) is None:
        return False
    with container:
        packets = timely(motion_jpegs(container))
        try:
            first = next(packets, None)
        except DemuxerError as error:
            if error.code != Failure.UNSUPPORTED:
                raise
            first = None
        if first is None:
            return False
        pictures = NewestPicture()
        pipeline = (
            MjpegPassthrough(send) if latest is None else MaskedMjpeg(latest, send)
        )
        description: dict[str, Any] = {"codec": "mjpeg", "from": "mjpeg"}
        _serve(description, chain([first], packets), pictures, pipeline, wanted, send)
    return True


def _serve(
    description: dict[str, Any],
    packets: Iterator[Packet[VideoStream]],
    pictures: Pictures,
    pipeline: Pipeline,
    wanted: Wanted,
    send: Send,
) -> None:
    """Announce the stream and hand it on to its end; serve stills meanwhile."""
    if not isinstance(pipeline, MjpegPassthrough | Passthrough):
        description["covered"] = True
    send(pack(MessageKind.READY, json.dumps(description).encode()))
    stills = threading.Thread(
        target=_serve_stills, args=(pictures, wanted, send), daemon=True
    )
    stills.start()
    try:
        _pass_on(packets, pictures, pipeline, description["from"])
    finally:
        wanted.put(False)
        stills.join()


def _pass_on(
    packets: Iterator[Packet[VideoStream]],
    pictures: Pictures,
    pipeline: Pipeline,
    codec: str,
) -> None:
    """Hand on every packet from the first keyframe on.

    Raises:
        DemuxerError: A picture is too large, whatever the ones before were.
    """
    started = False
    for packet in timely(packets):
        WATCHDOG.feed()
        if packet.is_corrupt:
            pictures.miss()
            pipeline.miss()
        if not packet.size or packet.is_corrupt:
            continue
        started = started or packet.is_keyframe
        if not started:
            continue
        if packet.is_keyframe and any(
            map(is_too_large, coded_sizes(codec, bytes(packet)))
        ):
            raise DemuxerError(Failure.TOO_LARGE)
        pictures.add(packet)
        pipeline.take(packet)


def _pipeline(
    video: VideoStream,
    muxer: TsMuxer | None,
    pictures: GroupOfPictures,
    latest: LatestOrder | None,
    send: Send,
) -> Pipeline:
    """Return what the picture goes out through; one that covers where there are orders."""
    if latest is None:
        return MjpegPassthrough(send) if muxer is None else Passthrough(muxer, send)
    if muxer is None:
        return MaskedMjpeg(latest, send)
    return MaskedTranscode(video, muxer, pictures, latest, send)
