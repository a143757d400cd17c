"""The search of what browsers exchange finds every kind of secret, wherever it is, and names none."""

import json
from types import SimpleNamespace
from typing import Any, Final

import pytest

from lab.cameras_process import CameraAddress
from lab.inventory import CAMERAS
from lab.traffic import Traffic, leaks, secrets_of

ADDRESSES: Final = {
    key: CameraAddress(
        camera=camera,
        stream_source=f"rtsp://127.0.0.1:8554/{key}",
        still=f"http://127.0.0.1:8080/{key}.jpg",
        mjpeg=f"http://127.0.0.1:8080/{key}.mjpg",
    )
    for key, camera in CAMERAS.items()
}
LAB: Any = SimpleNamespace(addresses=ADDRESSES)
SECRETS: Final = secrets_of(LAB, "246813")
HARMLESS: Final = {
    "id": 1,
    "type": "event",
    "event": {
        "cameras": [{"name": "Sofa", "rule": {"rule_id": None, "name": None}}],
        "household": {"people": None, "all_private_by": {"kind": "user"}},
        "entity_picture": "/api/camera_proxy/camera.sofa?token=abc",
    },
}


def walked(role: str, *events: object) -> list[str]:
    """Return what leaked to somebody who was told events by our subscription."""
    traffic = Traffic(role=role)
    traffic.sent(7, json.dumps({"id": 1, "type": "lens_cap/subscribe"}))
    frames = [{"id": 1, "type": "event", "event": one} for one in events]
    traffic.received(7, json.dumps([HARMLESS, *frames]))
    traffic.answered("/static/x.js?v=1", "text/javascript", b"let a;")
    return leaks(traffic, SECRETS)


@pytest.mark.parametrize("role", ["administrator", "resident", "other"])
def test_what_is_harmless_is_not_found(role: str) -> None:
    """Tokens of Home Assistant's own pictures, names of cameras, and who is not named."""
    assert walked(role) == []


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("role", ["administrator", "other"])
def test_each_secret_is_found(name: str, role: str) -> None:
    """Deep in a message; what is said of it does not hold it."""
    found = walked(role, {"cameras": [{"error": f"cannot open {SECRETS[name]} now"}]})
    assert f"{role}: {name} in lens_cap/subscribe" in found
    assert SECRETS[name] not in str(found).replace(name, "")


@pytest.mark.parametrize(
    "text",
    [
        "http://127.0.0.1:4444/x.ts?auth=AAAABBBBCCCCDDDDEEEEFFFF",
        "rtsp://camera.example/live",
        "http://viewer:pass@camera.example/still.jpg",
    ],
)
def test_ways_that_nobody_listed_are_found(text: str) -> None:
    """By their looks: a relay, a stream, a login."""
    assert walked("resident", {"name": text}) != []


@pytest.mark.parametrize(
    "event",
    [
        {"household": {"people": [{"name": "Anna", "where": "home"}]}},
        {"cameras": [{"rule": {"rule_id": "r", "name": "Night"}}]},
        {"cameras": [{"hold": {"by": {"kind": "user", "name": "Anna"}}}]},
        {"records": [{"note": "for the baby"}]},
    ],
)
def test_what_is_for_the_family_is_found_with_others_only(event: object) -> None:
    """Residents may know."""
    assert walked("other", event) != []
    assert walked("resident", event) == []


def test_what_pages_load_is_searched() -> None:
    """Answers of HTTP, too; what is sent, too; a frame that is no message is none."""
    traffic = Traffic(role="resident")
    traffic.answered("/api/x?y", "application/json", SECRETS["given 1"].encode())
    traffic.sent(1, json.dumps({"id": 2, "type": "call_service", "pin": "246813"}))
    traffic.received(1, "no message")
    traffic.answered("/a.jpg", "image/jpeg", b"246813")
    assert leaks(traffic, SECRETS) == [
        "resident: given 1 in /api/x",
        "resident: given 1 in call_service",
    ]
