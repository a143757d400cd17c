"""What a browser was sent and sent itself while somebody walked, and what of it must never be there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
import json
import re
from typing import Any, Final

from lab.cameras_process import LabCameras

_TEXTS: Final = ("json", "javascript", "html", "text")
_RELAY: Final = re.compile(r"[?&]auth=[\w-]{20,}")
_STREAM: Final = re.compile(r"\brtsps?://")
_LOGIN: Final = re.compile(r"https?://[^/\s\"@]+:[^/\s\"@]+@")
_OURS: Final = "lens_cap/"
# What only residents and administrators are told, by its place in our messages.
_INSIDE: Final = frozenset({"people", "rule_id", "note", "person"})


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One message or answer: `about` is the command, for a message, else the address."""

    about: str
    text: str


@dataclass
class Traffic:
    """All that one page exchanged, for somebody of a role."""

    role: str
    pieces: list[Piece] = field(default_factory=list[Piece])
    _commands: dict[tuple[int, int], str] = field(
        default_factory=dict[tuple[int, int], str]
    )

    def sent(self, socket: int, text: str) -> None:
        """Note what the page sent over one of its websockets."""
        for message in _messages(text):
            self._commands[socket, message.get("id", 0)] = str(message.get("type"))
            self._note(str(message.get("type")), message)

    def received(self, socket: int, text: str) -> None:
        """Note what the page received over one of its websockets."""
        for message in _messages(text):
            command = self._commands.get((socket, message.get("id", 0)), "")
            self._note(command, message)

    def answered(self, address: str, kind: str, body: bytes) -> None:
        """Note an answer of HTTP; pictures and videos are looked at by others."""
        if any(one in kind for one in _TEXTS):
            path = address.partition("?")[0]
            self.pieces.append(
                Piece(about=path, text=body.decode("utf-8", errors="replace"))
            )

    def _note(self, about: str, message: dict[str, Any]) -> None:
        # The login itself has to be sent, and is Home Assistant's.
        if message.get("type") in {"auth", "auth_ok", "auth_required"}:
            return
        text = json.dumps(message, ensure_ascii=False)
        self.pieces.append(Piece(about=about, text=text))


def _messages(text: str) -> Iterator[dict[str, Any]]:
    """Yield the messages of a frame; Home Assistant puts several into one."""
    try:
        found = json.loads(text)
    except ValueError:
        return
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            yield one


def secrets_of(lab: LabCameras, *more: str) -> dict[str, str]:
    """Return what names a way to an original, or opens one, by what it is."""
    found = {f"given {number}": one for number, one in enumerate(more, 1)}
    for key, address in lab.addresses.items():
        for number, needle in enumerate(address.camera.needles):
            found[f"password {number} of {key}"] = needle
        found[f"login of {key}"] = address.camera.username
        for name in ("stream_source", "still", "mjpeg"):
            if url := getattr(address, name):
                found[f"{name} of {key}"] = url.split("://", 1)[1]
    return {name: one for name, one in found.items() if one}


def leaks(traffic: Traffic, secrets: dict[str, str]) -> list[str]:
    """Return what was exchanged that must not be, in words that hold none of it."""
    found: list[str] = []
    for piece in traffic.pieces:
        names = [name for name, one in secrets.items() if one in piece.text]
        names += [
            name
            for name, pattern in (
                ("a relay's token", _RELAY),
                ("a stream's address", _STREAM),
                ("an address with a login", _LOGIN),
            )
            if pattern.search(piece.text)
        ]
        if traffic.role == "other" and piece.about.startswith(_OURS):
            names += [f"{one}, which is for residents" for one in inside(piece.text)]
        found += [f"{traffic.role}: {name} in {piece.about}" for name in names]
    return sorted(set(found))


def inside(text: str) -> Collection[str]:
    """Return which fields of a message tell what is not for everybody."""
    found: set[str] = set()

    def visit(value: object) -> None:
        if isinstance(value, dict):
            for name, one in value.items():
                named = name in _INSIDE and one not in (None, "", [])
                by = name in {"by", "all_private_by"} and isinstance(one, dict)
                if named or (by and one.get("name")):
                    found.add(name)
                visit(one)
        elif isinstance(value, list):
            for one in value:
                visit(one)

    for message in _messages(text):
        visit(message)
    return found
