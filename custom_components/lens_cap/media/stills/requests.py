"""Requests for a still of the stream: one question to the worker answers them all."""

import asyncio

from ...core.failure import Failure
from ..frames import SourceError


class PendingStills:
    """Requests for a still that wait for the same answer."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[bytes]] = []
        self._asked = False

    def __bool__(self) -> bool:
        """Whether anybody waits."""
        return bool(self._waiting)

    def add(self) -> asyncio.Future[bytes]:
        """Return a future that becomes a JPEG, or `SourceError`."""
        request: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting.append(request)
        return request

    def discard(self, request: asyncio.Future[bytes]) -> None:
        """Drop a request."""
        if request in self._waiting:
            self._waiting.remove(request)

    def must_ask(self) -> bool:
        """Return whether the worker has to be asked; from then on it counts as asked."""
        if self._asked or not self._waiting:
            return False
        self._asked = True
        return True

    def forget_question(self) -> None:
        """Expect no answer to what was asked: the worker is gone."""
        self._asked = False

    def answer(self, still: bytes) -> None:
        """Answer all requests with the still; an empty one is a failure."""
        if not still:
            self.fail(Failure.BROKEN)
            return
        for request in self._all():
            request.set_result(still)

    def fail(self, code: str) -> None:
        """Fail all requests: there is no still."""
        for request in self._all():
            request.set_exception(SourceError(code))

    def _all(self) -> list[asyncio.Future[bytes]]:
        waiting, self._waiting = self._waiting, []
        self._asked = False
        return [request for request in waiting if not request.done()]
