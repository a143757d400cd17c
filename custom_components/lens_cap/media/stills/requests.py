"""Those who wait for a still of the stream: one question to the worker answers them all."""

import asyncio

from ...core.failure import Failure
from ..frames import SourceError


class PendingStills:
    """Requests for a still that wait for the same answer."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._waiting: list[asyncio.Future[bytes]] = []
        self._asked = False

    def __bool__(self) -> bool:
        """Return whether anybody waits."""
        return bool(self._waiting)

    def add(self) -> asyncio.Future[bytes]:
        """Return what becomes a JPEG, or `SourceError`."""
        glance: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting.append(glance)
        return glance

    def discard(self, glance: asyncio.Future[bytes]) -> None:
        """Wait for this one no longer."""
        if glance in self._waiting:
            self._waiting.remove(glance)

    def must_ask(self) -> bool:
        """Return whether the worker is to be asked now; the next call says that it was."""
        if self._asked or not self._waiting:
            return False
        self._asked = True
        return True

    def forget_question(self) -> None:
        """Expect no answer to what was asked: the worker is gone."""
        self._asked = False

    def answer(self, still: bytes) -> None:
        """Give everybody the still; an empty one is a failure."""
        if not still:
            self.fail(Failure.BROKEN)
            return
        for glance in self._all():
            glance.set_result(still)

    def fail(self, code: str) -> None:
        """Let everybody know that there is no still."""
        for glance in self._all():
            glance.set_exception(SourceError(code))

    def _all(self) -> list[asyncio.Future[bytes]]:
        waiting, self._waiting = self._waiting, []
        self._asked = False
        return [glance for glance in waiting if not glance.done()]
