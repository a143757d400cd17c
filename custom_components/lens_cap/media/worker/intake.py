"""Opening a camera, and nothing but the camera.

An address comes from another integration, and what answers it may be anything: a playlist
that points elsewhere must not make us fetch elsewhere, and no protocol but the camera's own
may be opened. For the same reason nobody is followed who redirects us: FFmpeg would go to any
host and port by HTTP, and by RTSP unless `rtsp` is missing from the protocols that RTSP may use.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import av
from av.container import InputContainer
from av.error import (
    ArgumentError,
    EOFError as AvEOFError,
    ExitError,
    HTTPForbiddenError,
    HTTPUnauthorizedError,
    InvalidDataError,
)
from av.video.stream import VideoStream

from .framing import Failure

_OPEN_SECONDS: Final = 10.0
_READ_SECONDS: Final = 10.0

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
        case OSError() | ExitError():  # the latter is PyAV's word for a timeout
            return Failure.UNREACHABLE
        case _:
            return Failure.BROKEN


def open_source(
    url: str, options: dict[str, Any]
) -> tuple[InputContainer, VideoStream]:
    """Open a camera and choose its video.

    Args:
        url: The address, login included.
        options: `rtsp_transport`, `use_wallclock_as_timestamps`, `verify_ssl`, as the source
            camera states them for Home Assistant's own stream.

    Raises:
        IntakeError: The address is not one that may be opened, or there is no video in it.
        FFmpegError: It could not be opened.
    """
    scheme = urlsplit(url).scheme.lower()
    settings = {
        "analyzeduration": "3000000",
        # The frame rate is not worth a wait: a picture would come more than a second later.
        "fpsprobesize": "0",
        # Not `nobuffer`, which throws away what was read to find out about the stream: that
        # would often be the first whole picture.
        "fflags": "discardcorrupt",
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
            # Sound is not even asked for: what is not sent cannot be passed on.
            "allowed_media_types": "video",
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
    except ArgumentError as error:
        # FFmpeg's answer to a format, a protocol or a redirect that is not on the lists.
        raise IntakeError(Failure.NOT_ALLOWED) from error
    if not container.streams.video:
        container.close()
        raise IntakeError(Failure.NO_VIDEO)
    return container, container.streams.video[0]
