"""Tells when somebody sets the computer's clock."""

import asyncio
from collections.abc import Callable
import os
import time
from typing import Final

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..core.clock import Reading

_FAR_AWAY: Final = 2**33
"""Seconds; a moment that no clock will show."""


class ClockWatch:
    """Waits for the kernel to say that the clock was set; where it cannot, nothing is told."""

    def __init__(self, on_set: Callable[[], None]) -> None:
        """Start to wait."""
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
        """Wait no longer."""
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
    """Return what both clocks say now."""
    return Reading(wall=dt_util.utcnow(), steady=time.monotonic())
