"""The cameras' web server (stills and MJPEG behind digest login) and the lab's own control port."""

# The system's Python may be too old to know `override`.
# mypy: disable-error-code="explicit-override"

from collections.abc import Mapping
import hashlib
import hmac
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
import re
import secrets
import sys
import threading
import time
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from lab.cameras.state import DROP_SECONDS, MODES, CameraState, until_next_frame

REALM = "lab"
BOUNDARY = "lab-frame"
NONCE = secrets.token_hex(16)
_DRIP_BYTES, _DRIP_PAUSE_SECONDS = 16, 0.25
_FIELD = re.compile(r'(\w+)=(?:"([^"]*)"|([^,\s]+))')


def _digest(*parts: str) -> str:
    # MD5 is what such cameras speak.
    return hashlib.md5(":".join(parts).encode()).hexdigest()  # noqa: S324


class Handler(BaseHTTPRequestHandler):
    """What both servers share: quiet, short answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # A client that neither reads nor leaves is dropped.
    timeout = 10
    states: ClassVar[Mapping[str, CameraState]] = {}

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def answer(
        self, status: HTTPStatus, body: bytes, kind: str, **headers: str
    ) -> None:
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status: HTTPStatus, **headers: str) -> None:
        """Send an error."""
        self.answer(status, status.phrase.encode(), "text/plain", **headers)


class CameraHandler(Handler):
    """A camera's own pages."""

    def do_GET(self) -> None:
        """Serve `/CAMERA/snapshot.jpg` and `/CAMERA/video.mjpg`."""
        key, _, page = urlsplit(self.path).path.strip("/").partition("/")
        pages = {"snapshot.jpg": self._snapshot, "video.mjpg": self._mjpeg}
        if (state := self.states.get(key)) is None or page not in pages:
            self.refuse(HTTPStatus.NOT_FOUND)
        elif not self._may_enter(state):
            challenge = (
                f'Digest realm="{REALM}", nonce="{NONCE}", qop="auth", algorithm=MD5'
            )
            self.refuse(HTTPStatus.UNAUTHORIZED, WWW_Authenticate=challenge)
        elif state.mode == "down":
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        elif state.mode == "playlist":
            self._point_elsewhere(state)
        else:
            pages[page](state)

    def _may_enter(self, state: CameraState) -> bool:
        if not state.camera.username:
            return True
        if state.mode == "locked":
            return False
        scheme, _, rest = self.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "digest":
            return False
        given = {name: quoted or bare for name, quoted, bare in _FIELD.findall(rest)}
        user, password = state.camera.username, state.camera.password
        expected = _digest(
            _digest(user, REALM, password),
            NONCE,
            given.get("nc", ""),
            given.get("cnonce", ""),
            "auth",
            _digest(self.command, given.get("uri", "")),
        )
        return (
            given.get("username") == user
            and given.get("nonce") == NONCE
            and given.get("qop") == "auth"
            and given.get("uri") == self.path
            and hmac.compare_digest(given.get("response", ""), expected)
        )

    def _point_elsewhere(self, state: CameraState) -> None:
        host = self.connection.getsockname()[0]
        target = f"http://{host}:{state.elsewhere}/away"
        lines = ("#EXTM3U", "#EXT-X-TARGETDURATION:2", "#EXTINF:2,", f"{target}.ts")
        body = "\n".join((*lines, "#EXT-X-ENDLIST", "")).encode()
        self.answer(HTTPStatus.OK, body, "application/vnd.apple.mpegurl")

    def _snapshot(self, state: CameraState) -> None:
        state.count("snapshots", 1)
        picture = _picture(state)
        if state.mode not in {"drip", "drop"}:
            self.answer(HTTPStatus.OK, picture, "image/jpeg")
            return
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(len(picture)))
        self.end_headers()
        self._write(state, picture, time.monotonic())

    def _write(self, state: CameraState, data: bytes, began: float) -> bool:
        """Send data as a camera in this mode does; return whether it goes on afterwards."""
        if state.mode == "drop" and time.monotonic() - began >= DROP_SECONDS:
            self.wfile.write(data[: len(data) // 2])
            return False
        while state.mode == "drip" and data:
            self.wfile.write(data[:_DRIP_BYTES])
            data = data[_DRIP_BYTES:]
            time.sleep(_DRIP_PAUSE_SECONDS)
        self.wfile.write(data)
        return state.mode not in {"down", "locked"}

    def _mjpeg(self, state: CameraState) -> None:
        self.close_connection = True
        state.count("mjpeg_opened", 1)
        state.count("mjpeg_open", 1)
        began = time.monotonic()
        try:
            self.send_response(HTTPStatus.OK)
            kind = f"multipart/x-mixed-replace;boundary={BOUNDARY}"
            self.send_header("Content-Type", kind)
            self.send_header("Connection", "close")
            self.end_headers()
            going_on = state.mode != "down"
            while going_on:
                jpeg = _picture(state)
                head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                going_on = self._write(state, head.encode() + jpeg + b"\r\n", began)
                time.sleep(until_next_frame(time.time()))
        except OSError:
            # The viewer left.
            pass
        finally:
            state.count("mjpeg_open", -1)


def _picture(state: CameraState) -> bytes:
    """Return the picture of the moment, or as much garbage."""
    jpeg = state.jpeg()
    return secrets.token_bytes(len(jpeg)) if state.mode == "garbage" else jpeg


class ControlHandler(Handler):
    """The lab's own port, without login: who is watching, and which fault to play."""

    def do_GET(self) -> None:
        """Serve `/stats` and `/control?cam=CAMERA&mode=MODE&elsewhere=PORT`."""
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/stats":
            stats = {key: state.stats() for key, state in self.states.items()}
            self.answer(HTTPStatus.OK, json.dumps(stats).encode(), "application/json")
        elif url.path == "/control":
            state, mode = self.states.get(query.get("cam", "")), query.get("mode", "")
            if state is None or mode not in MODES:
                self.refuse(HTTPStatus.BAD_REQUEST)
                return
            state.play(mode, int(query.get("elsewhere", "0")))
            self.answer(HTTPStatus.OK, b"{}", "application/json")
        else:
            self.refuse(HTTPStatus.NOT_FOUND)


class Server(ThreadingHTTPServer):
    """Serves in threads that end with the process; visitors who vanish are nothing to report."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what is not simply a visitor who left."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def serve(
    host: str,
    port: int,
    handler: type[Handler],
    states: Mapping[str, CameraState],
    **more: str,
) -> int:
    """Serve in the background; return the port. Raises OSError if it is taken.

    `more` is what else the handler has to know.
    """
    bound = type(handler.__name__, (handler,), {"states": states, **more})
    server = Server((host, port), bound)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])
