"""Whether a source's picture comes, and what is said of it in the log."""

from collections.abc import Callable
from typing import Final

from ..const import LOGGER

# A picture that stays away again sooner than this had not come back.
_STEADY_SECONDS: Final = 10.0


class PictureHealth:
    """Follows one source; each failure is logged once, until the picture was steady again."""

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        """Take the camera's name for the log, and a clock in seconds."""
        self._name = name
        self._now = now
        self._moving_since: float | None = None
        self._told: str | None = None
        self.problem: str | None = None

    @property
    def moving(self) -> bool:
        """Return whether pictures come."""
        return self._moving_since is not None

    @property
    def steady(self) -> bool:
        """Return whether pictures have come for a while."""
        since = self._moving_since
        return since is not None and self._now() - since >= _STEADY_SECONDS

    def note_picture(self) -> None:
        """Remember that a picture came."""
        self.problem = None
        if self._moving_since is None:
            self._moving_since = self._now()
        if self._told is not None and self.steady:
            LOGGER.info("the picture from the original of %s is back", self._name)
            self._told = None

    def note_stop(self) -> None:
        """Remember that nothing comes any more, for whatever reason."""
        self._moving_since = None

    def note_failure(self, code: str) -> None:
        """Remember, and say once, why nothing comes; `code` holds no address."""
        self.problem = code
        if code != self._told:
            LOGGER.warning("no picture from the original of %s: %s", self._name, code)
            self._told = code
