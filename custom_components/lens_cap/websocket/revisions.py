"""Tells whether somebody has changed something since a page was told of it."""

from collections.abc import Mapping
import hashlib
import json
from typing import Any, Final

_DIGITS: Final = 16


def revision_of(stored: Mapping[str, Any]) -> str:
    """Return what is another one once anything of this was changed."""
    told = json.dumps(stored, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]
