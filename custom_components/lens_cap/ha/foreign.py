"""The barrier around code and configurations of others, which may fail in any way."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ..const import LOGGER


@dataclass(kw_only=True)
class ForeignRead:
    """Whether a block inside of the barrier has come to its end."""

    done: bool = False


@contextmanager
def reading_foreign(what: str) -> Iterator[ForeignRead]:
    """Let no error out of the block; what it would have found stays unknown, and `done` False.

    An error's own text may hold an address or a login, so only its type is logged. And some swallow the
    cancellation of whoever waits for them, or let out one of a task of their own: both is made good here.

    Args:
        what: What is read, for the log.

    Raises:
        CancelledError: The task was cancelled meanwhile.
    """
    read = ForeignRead()
    cancelled = _cancellations()
    try:
        yield read
        read.done = True
    except Exception as error:  # noqa: BLE001
        LOGGER.debug("could not read %s: %s", what, type(error).__name__)
    except asyncio.CancelledError as error:
        if _cancellations() > cancelled:
            raise
        LOGGER.debug("could not read %s: %s", what, type(error).__name__)
    if _cancellations() > cancelled:
        raise asyncio.CancelledError


def _cancellations() -> int:
    """Return how often the current task was asked to end; none runs in a thread of its own."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return 0
    return task.cancelling() if task is not None else 0
