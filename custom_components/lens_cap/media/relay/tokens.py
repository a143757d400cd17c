"""What opens a camera's stream for one kind of consumer: made from the token of the moment."""

import hmac
from math import inf
from time import monotonic
from typing import Final

from ..requester import Consumer

# These show the address to others: go2rtc in its log and its API, and both give it to an FFmpeg as an
# argument. They ask for it anew for each viewing, so that it need not open anything afterwards.
_FOR_ONE_VIEWING: Final = frozenset({Consumer.WEBRTC, Consumer.HOMEKIT})
# Who was given the address while the last viewing ended has yet to connect.
_GRACE_SECONDS: Final = 30.0
_MAX_OLD: Final = 16


class StreamTokens:
    """What opens one camera's stream for one kind of consumer; void with the token that it is made from."""

    def __init__(self, consumer: Consumer) -> None:
        self._consumer = consumer
        self._serial = 0
        self._old: dict[int, float] = {}

    def current(self, token: str) -> str:
        """Return what opens the stream now."""
        return self._made(token, self._serial)

    def opens(self, given: str, token: str) -> bool:
        """Return whether something opens the stream now; what is used stays good for this viewing."""
        now, found = monotonic(), False
        self._old = {one: until for one, until in self._old.items() if until > now}
        # All of them are compared, so that the time that it takes tells nothing.
        for serial in (self._serial, *self._old):
            made = self._made(token, serial)
            if hmac.compare_digest(made.encode(), given.encode()):
                found = True
                if serial in self._old:
                    self._old[serial] = inf
        return found

    def viewing_ended(self) -> None:
        """Give out another one from now on, where it is asked for anew for each viewing."""
        if self._consumer not in _FOR_ONE_VIEWING:
            return
        end = monotonic() + _GRACE_SECONDS
        old = {one: min(until, end) for one, until in self._old.items()}
        newest = sorted(old)[-_MAX_OLD:]
        self._old = {one: old[one] for one in newest} | {self._serial: end}
        self._serial += 1

    def _made(self, token: str, serial: int) -> str:
        message = f"{self._consumer} {serial}".encode()
        return hmac.digest(token.encode(), message, "sha256").hex()
