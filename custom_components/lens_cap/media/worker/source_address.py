"""How an address is opened: what it may be, and what FFmpeg may do on the way there."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from ...core.failure import Failure
from ...core.picture_size import MAX_PIXELS

# FFmpeg knows hundreds more decoders, each of which may have a flaw.
SOUND_DECODERS: Final = frozenset(
    {
        "aac",
        "aac_latm",
        "ac3",
        "g722",
        "g726",
        "g726le",
        "mp2",
        "mp2float",
        "mp3",
        "mp3float",
        "opus",
        "pcm_alaw",
        "pcm_mulaw",
        "pcm_s16be",
        "pcm_s16le",
        "vorbis",
    }
)
"""FFmpeg's names of the decoders of sound that cameras need."""

RTSP: Final = {"rtsp", "rtsps"}
RTMP: Final = {"rtmp", "rtmps"}
HTTP: Final = {"http", "https"}

# FFmpeg's names of formats that carry media themselves; playlists (hls, dash, concat, ...) are
# not among them.
_HTTP_FORMATS: Final = "mpegts,mpjpeg,mjpeg,flv,mov,matroska,webm,h264,hevc,live_flv"

# FFmpeg looks into what comes with a decoder of it, and knows hundreds that no camera needs.
_DECODERS: Final = ",".join(("h264", "hevc", "mjpeg", *SOUND_DECODERS))


@dataclass(frozen=True, kw_only=True)
class OpenOptions:
    """How an address is opened; `container` is FFmpeg's name of a format, where that is known."""

    scheme: str
    settings: dict[str, str]
    container: str | None = None


def access_to(
    url: str, options: dict[str, Any], *, audio: bool = False
) -> OpenOptions | Failure:
    """Return how an address is opened, or why it is not.

    Args:
        url: The address, login included.
        options: What the source camera states for Home Assistant's own stream.
        audio: Ask for sound, too.
    """
    scheme = _scheme(url)
    if scheme is None:
        return Failure.MISSPELT
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
    if scheme in RTSP:
        transport = options.get("rtsp_transport", "tcp")
        tunnel = ",http,https" if transport == "http" else ""
        settings |= {
            "protocol_whitelist": f"rtp,srtp,udp,tcp,tls,crypto{tunnel}",
            "format_whitelist": "rtsp",
            "rtsp_transport": transport,
            # Sound that may not pass is not even asked for.
            "allowed_media_types": "video+audio" if audio else "video",
        }
        return OpenOptions(scheme=scheme, settings=settings, container="rtsp")
    if scheme in RTMP:
        settings |= {
            "protocol_whitelist": "rtmp,rtmps,tcp,tls",
            "format_whitelist": "flv",
        }
        return OpenOptions(scheme=scheme, settings=settings, container="flv")
    if scheme in HTTP:
        settings |= {
            "protocol_whitelist": "http,https,tcp,tls",
            "max_redirects": "0",
            "format_whitelist": _HTTP_FORMATS,
        }
        return OpenOptions(scheme=scheme, settings=settings)
    return Failure.NOT_ALLOWED


def _scheme(url: str) -> str | None:
    """Return the scheme of an address, or None where it cannot be read.

    A sign such as a slash in a password makes it end where it was not meant to.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.netloc.endswith(":") and may_be_misspelt(url):
        return None
    return parts.scheme.lower()


def may_be_misspelt(url: str) -> bool:
    """Return whether what is taken for a path may hold the end of a login."""
    return "@" not in urlsplit(url).netloc and "@" in url
