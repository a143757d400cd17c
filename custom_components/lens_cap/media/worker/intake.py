"""Opening a camera, and nothing but the camera.

An address comes from another integration, and what answers it may be anything: a playlist
that points elsewhere must not make us fetch elsewhere, and no protocol but the camera's own
may be opened. For the same reason nobody is followed who redirects us: FFmpeg would go to any
host and port by HTTP, and by RTSP unless `rtsp` is missing from the protocols that RTSP may use.
"""

from collections.abc import Iterator
import errno
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import av
from av.container import InputContainer
from av.error import (
    ArgumentError,
    EOFError as AvEOFError,
    ExitError,
    FFmpegError,
    HTTPClientError,
    HTTPForbiddenError,
    HTTPServerError,
    HTTPUnauthorizedError,
    InvalidDataError,
)
from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure

_OPEN_SECONDS: Final = 10.0
_READ_SECONDS: Final = 10.0
_SILENT_SECONDS: Final = 9.0

_RTSP: Final = {"rtsp", "rtsps"}
_RTMP: Final = {"rtmp", "rtmps"}
_HTTP: Final = {"http", "https"}

# FFmpeg's names of formats that carry media themselves; playlists (hls, dash, concat, ...) are
# not among them.
_HTTP_FORMATS: Final = "mpegts,mpjpeg,mjpeg,flv,mov,matroska,webm,h264,hevc,live_flv"


class IntakeError(Exception):
    """The camera could not be opened; `code` is one of `Failure`."""

    def __init__(self, code: str) -> None:
        """Remember why."""
        super().__init__(code)
        self.code = code


def failure_code(error: Exception) -> str:
    """Return the code for an error of PyAV, without its text (which may hold the address)."""
    match error:
        case IntakeError():
            return error.code
        case HTTPUnauthorizedError() | HTTPForbiddenError():
            return Failure.REFUSED
        case AvEOFError():
            return Failure.ENDED
        case InvalidDataError():
            return Failure.BROKEN
        case HTTPClientError() | HTTPServerError() | OSError() | ExitError():
            # The last one is PyAV's word for a timeout.
            return Failure.UNREACHABLE
        case _:
            return Failure.BROKEN


def open_with_sound(
    url: str, options: dict[str, Any]
) -> tuple[InputContainer, VideoStream]:
    """Open a camera with its sound; without it where only that works.

    Raises:
        IntakeError: As `open_source`.
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
        IntakeError: The address is not one that may be opened, or there is no video in it.
        FFmpegError: It could not be opened.
    """
    scheme = urlsplit(url).scheme.lower()
    settings = {
        "analyzeduration": "3000000",
        # The frame rate is not worth a wait: a picture would come more than a second later.
        "fpsprobesize": "0",
        # No `fflags`: `nobuffer` throws away what was read to find out about the stream, which would
        # often be the first whole picture; and nobody would miss what `discardcorrupt` takes out.
        "tls_verify": "1" if options.get("verify_ssl") else "0",
    }
    if options.get("use_wallclock_as_timestamps"):
        settings["use_wallclock_as_timestamps"] = "1"
    if scheme in _RTSP:
        container_format = "rtsp"
        transport = options.get("rtsp_transport", "tcp")
        tunnel = ",http,https" if transport == "http" else ""
        settings |= {
            "protocol_whitelist": f"rtp,srtp,udp,tcp,tls,crypto{tunnel}",
            "rtsp_transport": transport,
            # Sound that may not pass is not even asked for.
            "allowed_media_types": "video+audio" if audio else "video",
        }
    elif scheme in _RTMP:
        container_format = "flv"
        settings["protocol_whitelist"] = "rtmp,rtmps,tcp,tls"
    elif scheme in _HTTP:
        container_format = None
        settings |= {
            "protocol_whitelist": "http,https,tcp,tls",
            "max_redirects": "0",
            "format_whitelist": _HTTP_FORMATS,
        }
    else:
        raise IntakeError(Failure.NOT_ALLOWED)
    try:
        container = av.open(
            url,
            format=container_format,
            options=settings,
            timeout=(_OPEN_SECONDS, _READ_SECONDS),
        )
    except (FFmpegError, OSError) as error:
        if (code := _special(error, url, scheme, settings)) is None:
            raise
        raise IntakeError(code) from error
    if not container.streams.video:
        container.close()
        raise IntakeError(Failure.NO_VIDEO)
    return container, container.streams.video[0]


def timely(
    packets: Iterator[Packet[VideoStream]],
) -> Iterator[Packet[VideoStream]]:
    """Yield packets for as long as the camera does not fall silent.

    FFmpeg holds the newest picture back until the next one begins. When it gives a camera up, it
    hands that out, old as it is, and waits once more.

    Raises:
        IntakeError: The camera said nothing for too long.
    """
    while True:
        begun = monotonic()
        packet = next(packets, None)
        if packet is None:
            return
        if monotonic() - begun > _SILENT_SECONDS:
            raise IntakeError(Failure.UNREACHABLE)
        yield packet


def _special(
    error: Exception, url: str, scheme: str, settings: dict[str, str]
) -> Failure | None:
    """Return the code of a failure that FFmpeg has no word of its own for; None for any other.

    It calls a format, a protocol or a redirect an argument where it is not on the lists, and what
    it takes for no playlist because of its name simply invalid.
    """
    listed = isinstance(error, ArgumentError)
    if scheme in _RTSP:
        return Failure.ELSEWHERE if listed else None
    if scheme not in _HTTP:
        return Failure.NOT_ALLOWED if listed else None
    # Few cameras come here, and it takes its time to load.
    from .elsewhere import is_list, redirects  # noqa: PLC0415

    if listed or isinstance(error, InvalidDataError):
        if is_list(url, settings):
            return Failure.ELSEWHERE
        return Failure.UNSUPPORTED if listed else None
    if isinstance(error, OSError) and error.errno == errno.EIO:
        verify = settings["tls_verify"] == "1"
        return Failure.ELSEWHERE if redirects(url, verify=verify) else None
    return None
