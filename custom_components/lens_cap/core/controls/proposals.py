"""Guesses at what an unknown entity of a camera might be; nothing is done by them alone.

The owner confirms a proposal after seeing what the control does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
import re
from typing import Final

from .action import CONTROLLABLE
from .matching import Shape, rows_for
from .role import Role


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What an entity might be: its role, its private side, and how much speaks for it."""

    role: Role
    safe: str
    score: int


@dataclass(frozen=True, kw_only=True)
class _Hint:
    role: Role
    pattern: re.Pattern[str]
    safe: str


def _hint(role: Role, pattern: str, safe: str) -> _Hint:
    return _Hint(role=role, pattern=re.compile(pattern, re.IGNORECASE), safe=safe)


# The first that fits counts: "mute" before "microphone", "privacy" before "record".
_HINTS: Final = (
    _hint(
        Role.PRIVACY,
        r"privacy|private|lens.?(mask|cover)|close.?camera|camera.?off|shutter|incognito|\bsleep\b",
        "on",
    ),
    _hint(Role.MICROPHONE, r"\bmute|mic(rophone)?.?mute", "on"),
    _hint(
        Role.MICROPHONE,
        r"\bmic(rophone)?\b|record.?(audio|sound)|audio.?(record|enable)",
        "off",
    ),
    _hint(Role.UPLOAD, r"\bupload|\bftp\b", "off"),
    _hint(Role.RECORDING, r"\brecord(ing|ings)?\b|sd.?card|\bclips?\b", "off"),
    _hint(Role.STATUS_LIGHT, r"status.?(led|light)|\bindicator", "on"),
    _hint(Role.RECOGNITION, r"\bface|licen[cs]e.?plate|recognition", "off"),
    _hint(Role.PTZ_PARK, r"\bpreset|\bpark\b|home.?position|guard.?(go|point)", ""),
    _hint(
        Role.POWER,
        r"\b(camera|video|stream|live)\b.*\b(enabled?|on|power|streaming)\b|^enabled$|\bon p 2 1$",
        "off",
    ),
)
_REJECTED: Final = re.compile(
    r"mode.?sound|sleep.?aid|\bzones?\b|night|detect|timer|privacy.?(sound|glass)|volume|sensitivity",
    re.IGNORECASE,
)
# What an integration calls a thing weighs more than what a person called it.
_KEY_POINTS: Final = 2
_NAME_POINTS: Final = 1
_SWITCHED: Final = frozenset({"input_boolean", "light", "switch"})


def proposal_for(shape: Shape) -> Proposal | None:
    """Return what an entity of a camera might be; None where nothing speaks for anything.

    What the table knows is never guessed at, nor is what only can be read.
    """
    if shape.platform not in CONTROLLABLE or shape.is_camera or rows_for(shape):
        return None
    words = [
        (_plain(shape.key or ""), _KEY_POINTS),
        (_plain(shape.unique_id), _KEY_POINTS),
        (_plain(shape.name), _NAME_POINTS),
    ]
    if any(_REJECTED.search(text) for text, _ in words):
        return None
    for hint in _HINTS:
        if score := sum(points for text, points in words if hint.pattern.search(text)):
            safe = hint.safe if shape.platform in _SWITCHED else ""
            return Proposal(role=hint.role, safe=safe, score=score)
    return None


def best_first(
    found: Iterable[tuple[str, Proposal]],
) -> tuple[tuple[str, Proposal], ...]:
    """Return proposals with their entities, what most speaks for first."""
    return tuple(sorted(found, key=lambda one: (-one[1].score, one[0])))


def _plain(text: str) -> str:
    """Return an identifier as words."""
    return re.sub(r"[-_.:]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).strip()
