"""A page with our elements in real Chromium, and a server that gives it pictures when a test says so."""

from collections.abc import Mapping
import copy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
from pathlib import Path
import threading
from typing import Any, Final, override

ROOT: Final = Path(__file__).resolve().parents[2]
FIXTURES: Final = ROOT / "frontend" / "tests" / "fixtures"
ENTRY: Final = ROOT / "custom_components/lens_cap/frontend/lens-cap.js"
BUNDLE: Final = ENTRY.with_name("lens-cap-elements.js")
POLICY: Final = "default-src 'self'; img-src 'self' blob:"
FILES: Final = {
    "/": (ROOT / "tests/browser/page/index.html", "text/html"),
    "/harness.js": (ROOT / "tests/browser/page/harness.js", "text/javascript"),
    "/theme.css": (ROOT / "tests/browser/page/theme.css", "text/css"),
    "/lens-cap.js": (ENTRY, "text/javascript"),
    "/lens-cap-elements.js": (BUNDLE, "text/javascript"),
    "/en.json": (
        ROOT / "custom_components/lens_cap/translations/en.json",
        "application/json",
    ),
}
STILL: Final = ROOT / "custom_components/lens_cap/media/stills/placeholder.jpg"

type Payload = dict[str, Any]


class PictureServer(ThreadingHTTPServer):
    """Serves the page; stills wait while `stills` is cleared, everything of ours but the entry while `rest` is."""

    # So that none outlives the server, however busy the machine is.
    daemon_threads = False

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stills = threading.Event()
        self.stills.set()
        self.rest = threading.Event()
        self.rest.set()
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Return where the page is."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: PictureServer
    # A browser may hold a connection open on which it asks nothing.
    timeout = 60

    @override
    def log_message(self, *_: Any) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        """Serve a file of the page, or a still."""
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        if path.startswith("/api/camera_proxy/"):
            self.server.stills.wait(120)
            file, kind = STILL, "image/jpeg"
        elif path in FILES:
            file, kind = FILES[path]
            if file == BUNDLE:
                self.server.rest.wait(120)
        else:
            self.send_response(204)
            self.end_headers()
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)


def everything(role: str = "administrator") -> Payload:
    """Return what the real backend sends first to somebody of a role."""
    found: Payload = json.loads((FIXTURES / f"feed_all_{role}.json").read_text())
    return found


def camera(number: int = 1, /, **change: Any) -> Payload:
    """Return a camera as the real backend tells of one, open unless a test says otherwise."""
    first: Payload = copy.deepcopy(everything()["cameras"][0])
    plain: Payload = {
        "camera_id": f"camera-{number}",
        "entity_id": f"camera.one_{number}",
        "name": f"Camera {number}",
        "level": "open",
        "reason": "nothing_asks",
        "rule": None,
        "until": None,
        "zones": [],
        "problem": None,
        "way_out": "none",
        "stays_by": None,
    }
    return first | plain | change


PRIVATE: Final[Mapping[str, Any]] = {
    "level": "private",
    "reason": "someone_home",
    "way_out": "open_for_a_while",
    "stays_by": "rule",
}

# Who can be heard, as it is told of a request for sound.
HEARING: Final[Payload] = {
    "heard": ["guests", "household"],
    "untold": [],
    "needed_for": "",
    "switches_on_microphone": False,
}


def told(*cameras: Payload, role: str = "administrator", **household: Any) -> Payload:
    """Return a first message about these cameras."""
    message = everything(role)
    message["cameras"] = list(cameras)
    message["household"] |= household
    return message


def sound(**change: Any) -> Payload:
    """Return what is told of a camera's sound."""
    plain: Payload = {"state": "off", "until": None, "by": None, "purpose": None}
    return plain | {"refusal": None, "asked": None} | change


def all_states() -> list[Payload]:
    """Return a camera in every state that a card has words for."""
    soon = "2099-01-01T12:00:00+00:00"
    anna = {"kind": "user", "name": "Anna"}
    hold = {"until": None, "until_everyone_leaves": False, "by": anna}
    reasons = [
        "starting_up",
        "store_lost",
        "interrupted",
        "household_hold",
        "guests_present",
        "someone_home",
        "everyone_home",
        "nobody_home",
        "leaving",
        "presence_unknown",
        "alarm",
        "entity",
        "input_unknown",
        "schedule",
        "rule",
        "camera_moved",
        "base_level",
    ]
    asked = {
        "request_id": "q",
        "by": anna,
        "expires_at": soon,
        "mine": False,
        "may_answer": True,
        "length": "one_hour",
        "seconds": 3600,
        **HEARING,
    }
    zones = [
        {"zone_id": "a", "name": "Table", "covered": True, "entity_id": None},
        {"zone_id": "b", "name": "Door", "covered": False, "entity_id": None},
    ]
    changes: list[Payload] = [
        *({**PRIVATE, "reason": reason} for reason in reasons),
        {**PRIVATE, "reason": "hold", "hold": hold, "way_out": "end_privacy"},
        {**PRIVATE, "reason": "guests_present", "way_out": "guests_left"},
        {**PRIVATE, "way_out": "none"},
        {**PRIVATE, "asked": {"request_id": "q", "expires_at": soon}},
        {**PRIVATE, "problem": "unreachable"},
        {"level": "masked", "reason": "someone_home", "zones": zones},
        {},
        {"viewers": 2, "viewer_kind": "person"},
        {"viewers": 1, "viewer_kind": "link", "sound": sound(state="on", until=soon)},
        {"sound": sound(state="asked", asked=asked)},
        {"lift": {"until": soon, "by": anna}, "reason": "lifted"},
        {"problem": "unreachable"},
        {"live": "native_webrtc"},
        {"findings": {"open": 2, "worst": "high"}},
    ]
    return [camera(number, **change) for number, change in enumerate(changes, 1)]
