"""Opening a camera, and nothing but the camera.

An address comes from another integration, and what answers it may be anything: a playlist
that points elsewhere must not make us fetch elsewhere, and no protocol but the camera's own
may be opened. For the same reason nobody is followed who redirects us: FFmpeg would go to any
host and port by HTTP, and by RTSP unless `rtsp` is missing from the protocols that RTSP may use.
"""

from collections.abc import Iterator
import errno
import re
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
    HTTPNotFoundError,
    HTTPServerError,
    HTTPUnauthorizedError,
    InvalidDataError,
)
from av.packet import Packet
from av.video.stream import VideoStream

from ...core.failure import Failure
from ...core.picture_size import MAX_PIXELS, is_too_large
from .allowed import SOUND_DECODERS
from .sequence_size import coded_sizes

_OPEN_SECONDS: Final = 10.0
_READ_SECONDS: Final = 10.0
_SILENT_SECONDS: Final = 9.0

# A part of a stream of pictures that are no JPEGs.
_OTHER_PICTURES: Final = re.compile(
    rb"^content-type:\s*image/", re.IGNORECASE | re.MULTILINE
)
JPEG_START: Final = b"\xff\xd8\xff"

_RTSP: Final = {"rtsp", "rtsps"}
_RTMP: Final = {"rtmp", "rtmps"}
_HTTP: Final = {"http", "https"}

# FFmpeg's names of formats that carry media themselves; playlists (hls, dash, concat, ...) are
# not among them.
_HTTP_FORMATS: Final = "mpegts,mpjpeg,mjpeg,flv,mov,matroska,webm,h264,hevc,live_flv"

# FFmpeg looks into what comes with a decoder of it, and knows hundreds that no camera needs.
_DECODERS: Final = ",".join(("h264", "hevc", "mjpeg", *SOUND_DECODERS))


type Settings = dict[str, str]


class IntakeError(Exception):
    """The camera could not be opened; `code` is one of `Failure`."""

    def __init__(self, code: str) -> None:
        """Remember why."""
        super().__init__(code)
        self.code = code


class MotionJpegError(IntakeError):
    """What comes are single pictures, which are better read by `motion_jpeg`."""

    def __init__(self) -> None:
        """Have a code for where no JPEG is among them."""
        super().__init__(Failure.UNSUPPORTED)


def failure_code(error: Exception) -> str:
    """Return the code for an error of PyAV, without its text (which may hold the address)."""
    match error:
        case IntakeError():
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
    scheme, settings, container_format = _settings(url, options, audio=audio)
    container = _opened(url, scheme, settings, container_format)
    videos = container.streams.video
    if not videos:
        container.close()
        raise IntakeError(Failure.NO_VIDEO)
    codec = videos[0].codec_context
    if scheme in _HTTP and codec.name == "mjpeg":
        container.close()
        raise MotionJpegError
    sizes = [(videos[0].width, videos[0].height)]
    sizes += coded_sizes(codec.name, codec.extradata or b"")
    if any(map(is_too_large, sizes)):
        container.close()
        raise IntakeError(Failure.TOO_LARGE)
    return container, videos[0]


def open_bytes(url: str, options: dict[str, Any]) -> InputContainer | None:
    """Open an HTTP address as bytes that mean nothing to FFmpeg; None for any other address.

    Raises:
        IntakeError: As `open_source`.
        FFmpegError: So too.
    """
    scheme, settings, _ = _settings(url, options)
    if scheme not in _HTTP:
        return None
    return _opened(url, scheme, settings | {"format_whitelist": "data"}, "data")


def _settings(
    url: str, options: dict[str, Any], *, audio: bool = False
) -> tuple[str, Settings, str | None]:
    """Return the scheme of an address, how to open it, and in which format if that is known.

    Raises:
        IntakeError: It is not one that may be opened.
    """
    scheme = _readable_scheme(url)
    settings = {
        "analyzeduration": "3000000",
        # The frame rate is not worth a wait: a picture would come more than a second later.
        "fpsprobesize": "0",
        # No `fflags`: `nobuffer` throws away what was read to find out about the stream, which would
        # often be the first whole picture; and nobody would miss what `discardcorrupt` takes out.
        "tls_verify": "1" if options.get("verify_ssl") else "0",
        "codec_whitelist": _DECODERS,
        "max_pixels": str(MAX_PIXELS),
    }
    if options.get("use_wallclock_as_timestamps"):
        settings["use_wallclock_as_timestamps"] = "1"
    if scheme in _RTSP:
        transport = options.get("rtsp_transport", "tcp")
        tunnel = ",http,https" if transport == "http" else ""
        return (
            scheme,
            settings
            | {
                "protocol_whitelist": f"rtp,srtp,udp,tcp,tls,crypto{tunnel}",
                "format_whitelist": "rtsp",
                "rtsp_transport": transport,
                # Sound that may not pass is not even asked for.
                "allowed_media_types": "video+audio" if audio else "video",
            },
            "rtsp",
        )
    if scheme in _RTMP:
        allowed = {
            "protocol_whitelist": "rtmp,rtmps,tcp,tls",
            "format_whitelist": "flv",
        }
        return scheme, settings | allowed, "flv"
    if scheme in _HTTP:
        allowed = {
            "protocol_whitelist": "http,https,tcp,tls",
            "max_redirects": "0",
            "format_whitelist": _HTTP_FORMATS,
        }
        return scheme, settings | allowed, None
    raise IntakeError(Failure.NOT_ALLOWED)


def _readable_scheme(url: str) -> str:
    """Return the scheme of an address that can be read.

    Raises:
        IntakeError: A sign such as a slash in a password makes the address end where it was not meant to.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise IntakeError(Failure.MISSPELT) from None
    if parts.netloc.endswith(":") and _may_be_misspelt(url):
        raise IntakeError(Failure.MISSPELT)
    return parts.scheme.lower()


def _may_be_misspelt(url: str) -> bool:
    """Return whether what is taken for a path may hold the end of a login."""
    login = urlsplit(url).netloc
    return "@" not in login and "@" in url


def _opened(
    url: str, scheme: str, settings: Settings, container_format: str | None
) -> InputContainer:
    begun = monotonic()
    try:
        return av.open(
            url,
            format=container_format,
            options=settings,
            timeout=(_OPEN_SECONDS, _READ_SECONDS),
        )
    except (FFmpegError, OSError) as error:
        # Some protocols have other words for a timeout.
        late = monotonic() - begun > _SILENT_SECONDS
        if late or failure_code(error) == Failure.UNREACHABLE:
            if _may_be_misspelt(url):
                raise IntakeError(Failure.MISSPELT) from error
        if late:
            raise IntakeError(Failure.UNREACHABLE) from error
        if (special := _special(error, url, scheme, settings)) is None:
            raise
        raise special from error


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
    error: Exception, url: str, scheme: str, settings: Settings
) -> IntakeError | None:
    """Return a failure that FFmpeg has no word of its own for; None for any other.

    It calls a format, a protocol or a redirect an argument where it is not on the lists, and what
    it takes for no playlist because of its name simply invalid.
    """
    listed = isinstance(error, ArgumentError)
    if scheme in _RTSP:
        return IntakeError(Failure.ELSEWHERE) if listed else None
    if scheme not in _HTTP:
        return IntakeError(Failure.NOT_ALLOWED) if listed else None
    # Few cameras come here, and it takes its time to load.
    from .elsewhere import begin_of, is_list, redirects  # noqa: PLC0415

    if listed or isinstance(error, (InvalidDataError, AvEOFError)):
        begin = begin_of(url, settings)
        if is_list(begin):
            return IntakeError(Failure.ELSEWHERE)
        if JPEG_START in begin:
            return MotionJpegError()
        if listed or _OTHER_PICTURES.search(begin):
            return IntakeError(Failure.UNSUPPORTED)
        return None
    if isinstance(error, OSError) and error.errno == errno.EIO:
        verify = settings["tls_verify"] == "1"
        if redirects(url, verify=verify):
            return IntakeError(Failure.ELSEWHERE)
    return None
