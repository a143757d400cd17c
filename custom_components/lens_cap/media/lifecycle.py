"""What happens a little after nobody is interested any more."""

import asyncio
from collections.abc import Callable


class Rest:
    """A moment at which something ends, unless it is called off."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, end: Callable[[], None]
    ) -> None:
        """Take what is called at that moment."""
        self._loop = loop
        self._end = end
        self._timer: asyncio.TimerHandle | None = None

    def after(self, seconds: float) -> None:
        """Set the moment; an earlier or later one is forgotten."""
        self.off()
        self._timer = self._loop.call_later(seconds, self._end)

    def off(self) -> None:
        """Call it off."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
