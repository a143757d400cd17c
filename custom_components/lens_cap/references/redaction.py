"""Names that other people gave, made fit to be shown to everybody."""

from collections.abc import Iterable
from dataclasses import replace
import re
from typing import Final

from ..core.reference import Reference

_HIDDEN: Final = "…"
_ADDRESS: Final = re.compile(
    r"\w+://\S+"
    r"|\S*@\S+"
    r"|\b\d{1,3}(?:[._-]\d{1,3}){3}(?::\d+)?\b"
    r"|(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])",
    re.IGNORECASE,
)


class Redactor:
    """Removes addresses, logins, and the names of people, which are nobody else's business.

    `people` are the names of everybody who lives here or has an account.
    """

    def __init__(self, people: Iterable[str]) -> None:
        names = sorted({one.strip() for one in people} - {""}, key=len, reverse=True)
        self._people = (
            re.compile(
                rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE
            )
            if names
            else None
        )

    def harmless(self, name: str) -> str:
        """Return a name without addresses, logins and people; at most 100 characters."""
        clean = _ADDRESS.sub(_HIDDEN, name)
        if self._people is not None:
            clean = self._people.sub(_HIDDEN, clean)
        return clean[:100]

    def redacted(self, references: Iterable[Reference]) -> list[Reference]:
        """Return references with harmless titles."""
        return [replace(one, title=self.harmless(one.title)) for one in references]
