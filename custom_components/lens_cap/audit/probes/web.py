"""The words of a request to a web server."""

from .connection import AGENT
from .target import Endpoint


def request_to(
    endpoint: Endpoint, *, method: str = "GET", body: bytes = b"", **headers: str
) -> bytes:
    """Return a request as it is sent; names of further headers with underscores for hyphens.

    Raises:
        ValueError: A header would end before its time.
    """
    lines = {
        "Host": endpoint.authority,
        "User-Agent": AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    if body:
        lines["Content-Length"] = str(len(body))
    if any("\r" in value or "\n" in value for value in lines.values()):
        raise ValueError
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {endpoint.path} HTTP/1.1\r\n{head}\r\n".encode() + body
