"""Whether a camera that could not be opened only points somewhere else; asked after it has failed."""

from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
import re
import ssl
from typing import Final
from urllib.parse import urlsplit

import av
from av.error import FFmpegError

_SECONDS: Final = 3.0
_LOOKED_AT: Final = 2048

# How lists begin that name other addresses: HLS, PLS, DASH, ASX, Smooth Streaming, FFmpeg's own, SDP.
_LIST: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:"
    rb"#EXTM3U|\[playlist\]|\[reference\]|ffconcat|v=0\s|"
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:MPD|asx|SmoothStreamingMedia|smil)\b)",
    re.IGNORECASE | re.DOTALL,
)


def begin_of(url: str, settings: dict[str, str]) -> bytes:
    """Return how the answer of an HTTP address begins; nothing where it does not answer.

    It is fetched once more, as bytes that mean nothing to FFmpeg, so that nobody can be followed.

    Args:
        url: The address, login included.
        settings: What it was opened with; redirects stay forbidden.
    """
    kept = ("protocol_whitelist", "max_redirects", "tls_verify")
    options = {key: settings[key] for key in kept if key in settings}
    begin = b""
    try:
        with av.open(
            url, format="data", options=options, timeout=(_SECONDS, _SECONDS)
        ) as container:
            for packet in container.demux():
                begin += bytes(packet)
                if not packet.size or len(begin) >= _LOOKED_AT:
                    break
    except FFmpegError, OSError:
        pass
    return begin


def is_list(begin: bytes) -> bool:
    """Return whether an answer that begins like this is a list of other addresses."""
    return _LIST.match(begin) is not None


def redirects(url: str, *, verify: bool) -> bool:
    """Return whether an HTTP address sends whoever asks, without a login, to another one."""
    parts = urlsplit(url)
    if parts.hostname is None:
        return False
    connection: HTTPConnection
    if parts.scheme.lower() == "https":
        context = ssl.create_default_context()
        if not verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        connection = HTTPSConnection(
            parts.hostname, parts.port, timeout=_SECONDS, context=context
        )
    else:
        connection = HTTPConnection(parts.hostname, parts.port, timeout=_SECONDS)
    with closing(connection):
        try:
            target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("GET", target)
            status = connection.getresponse().status
        except OSError, HTTPException, ValueError:
            return False
    return 300 <= status < 400 and status != 304
