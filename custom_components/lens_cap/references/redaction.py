"""What other people wrote: read without failing, and made fit to be shown to everybody."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
import re
from typing import Final

from ..const import LOGGER

_HIDDEN: Final = "…"
_ADDRESS: Final = re.compile(
    r"\w+://\S+"
    r"|\S*@\S+"
    r"|\b\d{1,3}(?:[._-]\d{1,3}){3}(?::\d+)?\b"
    r"|(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])",
    re.IGNORECASE,
)


class Redactor:
    """Knows the names of people, which are nobody else's business."""

    def __init__(self, people: Iterable[str]) -> None:
        """Take the names of everybody who lives here or has an account."""
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


@contextmanager
def reading_foreign(what: str) -> Iterator[None]:
    """Let nothing out of the block: whatever it would have found stays unknown.

    An error's own text may hold an address or a login, so only its kind is logged.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001
        LOGGER.debug("the audit could not read %s: %s", what, type(error).__name__)
