"""What the backend really sends, kept as files from which the frontend is tested."""

import json
import re
from typing import Any, Final

from ..gates.repository import ROOT

FOLDER: Final = ROOT / "frontend" / "tests" / "fixtures"
_RANDOM: Final = re.compile(
    r"(?<![\w-])"  # a token may begin or end with a hyphen
    r"(?:[0-9a-f]{32}|[0-9a-f]{16}|01[0-9A-HJKMNP-TV-Z]{24}|[\w-]{43})"
    r"(?![\w-])"
)
_UI: Final = re.compile(r'"ui": "[0-9a-f]{12}"')
_FIXED: Final = re.compile(r"^01LENSCAP")


def settled(payload: object) -> Any:
    """Return a payload in which every id that is made at random is named by its place instead."""
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        if _FIXED.match(found[0]):
            return found[0]
        return names.setdefault(found[0], f"id-{len(names) + 1}")

    text = _RANDOM.sub(named, json.dumps(payload))
    # The version of the module changes with each build of it.
    return json.loads(_UI.sub('"ui": "0123456789ab"', text))


def is_kept(name: str, payload: object) -> bool:
    """Return whether a file holds this payload; one that does not is written anew."""
    file = FOLDER / f"{name}.json"
    text = json.dumps(settled(payload), indent=2, ensure_ascii=False) + "\n"
    if file.exists() and file.read_text() == text:
        return True
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return False
