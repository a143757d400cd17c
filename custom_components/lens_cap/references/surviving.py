"""Reads what belongs to others, and may be anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..const import LOGGER


@contextmanager
def surviving(what: str) -> Iterator[None]:
    """Let nothing out of the block: whatever it would have found stays unknown.

    An error's own text may hold an address or a login, so only its kind is logged.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001
        LOGGER.debug("the audit could not read %s: %s", what, type(error).__name__)
