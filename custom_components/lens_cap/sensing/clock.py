"""Detects that the system clock was set."""

import asyncio
from collections.abc import Callable
import os
import time
from typing import Final

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..core.clock import Reading

_FAR_AWAY: Final = 2**33
"""Seconds since the epoch that no clock will reach."""


class ClockWatch:
    """Calls `on_set` when the kernel reports that the clock was set; never where it cannot."""

    def __init__(self, on_set: Callable[[], None]) -> None:
        self._on_set = on_set
        self._loop = asyncio.get_running_loop()
        self._fd: int | None = None
        try:
            self._fd = os.timerfd_create(
                time.CLOCK_REALTIME, flags=os.TFD_NONBLOCK | os.TFD_CLOEXEC
            )
            self._arm(self._fd)
            self._loop.add_reader(self._fd, self._woken)
        except AttributeError, OSError:  # not Linux, or no more of them
            self.stop()

    @callback
    def stop(self) -> None:
        """Stop waiting."""
        fd, self._fd = self._fd, None
        if fd is not None:
            self._loop.remove_reader(fd)
            os.close(fd)

    def _arm(self, fd: int) -> None:
        os.timerfd_settime(
            fd,
            flags=os.TFD_TIMER_ABSTIME | os.TFD_TIMER_CANCEL_ON_SET,
            initial=_FAR_AWAY,
        )

    @callback
    def _woken(self) -> None:
        if (fd := self._fd) is None:
            return
        try:
            os.read(fd, 8)
        except BlockingIOError:
            return
        except OSError:
            # ECANCELED: the clock was set.
            self._arm(fd)
        self._on_set()


def read_clock() -> Reading:
    """Return the present reading of both clocks."""
    return Reading(wall=dt_util.utcnow(), steady=time.monotonic())
