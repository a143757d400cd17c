"""Opening a camera, and nothing but the camera.

An address comes from another integration, and what answers it may be anything: a playlist
that points elsewhere must not make us fetch elsewhere, and no protocol but the camera's own
may be opened. For the same reason nobody is followed who redirects us: FFmpeg would go to any
host and port by HTTP, and by RTSP unless `rtsp` is missing from the protocols that RTSP may use.
"""

from collections.abc import Iterator
from dataclasses import replace
import errno
import re
from time import monotonic
from typing import Any, Final

import av
from av.container import InputContainer
from av.error import (
    ArgumentError,
    EOFError as AvEOFError,
    ExitError,
    FFmpegError,
    HTTPClientError,
    HTTPForbiddenError,
    HTTPNotFoundError,
    HTTPServerError,
    HTTPUnauthorizedError,
    InvalidDataError,
)
from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure
from ...core.picture_size import is_too_large, jpeg_size
from .codecs.sequence_size import coded_sizes
from .jpeg import JPEG_START
from .source_address import HTTP, RTSP, OpenOptions, access_to, may_be_misspelt

_OPEN_SECONDS: Final = 10.0
_READ_SECONDS: Final = 10.0
_SILENT_SECONDS: Final = 9.0

# A part of a stream of pictures that are no JPEGs.
_OTHER_PICTURES: Final = re.compile(
    rb"^content-type:\s*image/", re.IGNORECASE | re.MULTILINE
)


class DemuxerError(Exception):
    """The camera could not be opened; `code` is one of `Failure`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MotionJpegError(DemuxerError):
    """What comes are single pictures, which are better read by `motion_jpeg`."""

    def __init__(self) -> None:
        super().__init__(Failure.UNSUPPORTED)


def failure_code(error: Exception) -> str:
    """Return the code for an error of PyAV, without its text (which may hold the address)."""
    match error:
        case DemuxerError():
            return error.code
        case HTTPUnauthorizedError() | HTTPForbiddenError():
            return Failure.REFUSED
        case HTTPNotFoundError():
            return Failure.NOT_FOUND
        case HTTPClientError() | HTTPServerError():
            return Failure.BUSY
        case MemoryError():
            return Failure.TOO_LARGE
        case AvEOFError():
            return Failure.ENDED
        case InvalidDataError():
            return Failure.BROKEN
        case OSError() | ExitError():
            # The last one is PyAV's word for a timeout.
            return Failure.UNREACHABLE
        case _:
            return Failure.BROKEN


def open_with_sound(
    url: str, options: dict[str, Any]
) -> tuple[InputContainer, VideoStream]:
    """Open a camera with its sound; without it where only that works.

    Raises:
        DemuxerError: As `open_source`.
        FFmpegError: So too.
    """
    try:
        return open_source(url, options, audio=True)
    except (FFmpegError, OSError) as error:
        if failure_code(error) == Failure.REFUSED:
            raise
    return open_source(url, options)


def open_source(
    url: str, options: dict[str, Any], *, audio: bool = False
) -> tuple[InputContainer, VideoStream]:
    """Open a camera and choose its video.

    Args:
        url: The address, login included.
        options: `rtsp_transport`, `use_wallclock_as_timestamps`, `verify_ssl`, as the source
            camera states them for Home Assistant's own stream.
        audio: Ask for sound, too.

    Raises:
        DemuxerError: The address is not one that may be opened, or there is no video in it.
        FFmpegError: It could not be opened.
    """
    access = _access(url, options, audio=audio)
    container = _opened(url, access)
    videos = container.streams.video
    if not videos:
        container.close()
        raise DemuxerError(Failure.NO_VIDEO)
    codec = videos[0].codec_context
    if access.scheme in HTTP and codec.name == "mjpeg":
        container.close()
        raise MotionJpegError
    sizes = [(videos[0].width, videos[0].height)]
    sizes += coded_sizes(codec.name, codec.extradata or b"")
    if any(map(is_too_large, sizes)):
        container.close()
        raise DemuxerError(Failure.TOO_LARGE)
    return container, videos[0]


def open_bytes(url: str, options: dict[str, Any]) -> InputContainer | None:
    """Open an HTTP address as bytes that mean nothing to FFmpeg; None for any other address.

    Raises:
        DemuxerError: As `open_source`.
        FFmpegError: So too.
    """
    access = _access(url, options)
    if access.scheme not in HTTP:
        return None
    settings = access.settings | {"format_whitelist": "data"}
    return _opened(url, replace(access, settings=settings, container="data"))


def _access(url: str, options: dict[str, Any], *, audio: bool = False) -> OpenOptions:
    access = access_to(url, options, audio=audio)
    if isinstance(access, Failure):
        raise DemuxerError(access)
    return access


def _opened(url: str, access: OpenOptions) -> InputContainer:
    begun = monotonic()
    try:
        return av.open(
            url,
            format=access.container,
            options=access.settings,
            timeout=(_OPEN_SECONDS, _READ_SECONDS),
        )
    except (FFmpegError, OSError) as error:
        # Some protocols have other words for a timeout.
        late = monotonic() - begun > _SILENT_SECONDS
        if late or failure_code(error) == Failure.UNREACHABLE:
            if may_be_misspelt(url):
                raise DemuxerError(Failure.MISSPELT) from error
        if late:
            raise DemuxerError(Failure.UNREACHABLE) from error
        if (special := _special(error, url, access)) is None:
            raise
        raise special from error


def timely(
    packets: Iterator[Packet[VideoStream]],
) -> Iterator[Packet[VideoStream]]:
    """Yield packets for as long as the camera does not fall silent.

    FFmpeg holds the newest picture back until the next one begins. When it gives a camera up, it
    hands that out, old as it is, and waits once more.

    Raises:
        DemuxerError: The camera said nothing for too long.
    """
    while True:
        begun = monotonic()
        packet = next(packets, None)
        if packet is None:
            return
        if monotonic() - begun > _SILENT_SECONDS:
            raise DemuxerError(Failure.UNREACHABLE)
        yield packet


def _special(error: Exception, url: str, access: OpenOptions) -> DemuxerError | None:
    """Return a failure that FFmpeg has no word of its own for; None for any other.

    It calls a format, a protocol or a redirect an argument where it is not on the lists, and what
    it takes for no playlist because of its name simply invalid.
    """
    listed = isinstance(error, ArgumentError)
    if access.scheme in RTSP:
        return DemuxerError(Failure.ELSEWHERE) if listed else None
    if access.scheme not in HTTP:
        return DemuxerError(Failure.NOT_ALLOWED) if listed else None
    # Few cameras come here, and it takes its time to load.
    from .redirects import begin_of, is_list, redirects  # noqa: PLC0415

    if listed or isinstance(error, (InvalidDataError, AvEOFError)):
        begin = begin_of(url, access.settings)
        if is_list(begin):
            return DemuxerError(Failure.ELSEWHERE)
        if JPEG_START in begin:
            return MotionJpegError()
        if listed or _OTHER_PICTURES.search(begin):
            return DemuxerError(Failure.UNSUPPORTED)
        return None
    if isinstance(error, OSError) and error.errno == errno.EIO:
        verify = access.settings["tls_verify"] == "1"
        if redirects(url, verify=verify):
            return DemuxerError(Failure.ELSEWHERE)
    return None


# That many in a row are no hiccup.
_MOST: Final = 30


def only_jpegs(
    packets: Iterator[Packet[VideoStream]],
) -> Iterator[Packet[VideoStream]]:
    """Yield the packets that begin like a JPEG.

    Raises:
        DemuxerError: Nothing else comes, or one is too large.
    """
    others = 0
    for packet in packets:
        if not packet.size or bytes(memoryview(packet)[:3]) == JPEG_START:
            others = 0
            size = jpeg_size(bytes(packet)) if packet.size else None
            if size and is_too_large(size):
                raise DemuxerError(Failure.TOO_LARGE)
            yield packet
            continue
        others += 1
        if others > _MOST:
            raise DemuxerError(Failure.BROKEN)
