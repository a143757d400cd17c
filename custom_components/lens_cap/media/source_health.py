"""Whether a source's picture comes, and what the log says about it."""

from collections.abc import Callable
from typing import Final

from ..const import LOGGER
from ..core.failure import HOPELESS, Failure

# A picture that stays away again sooner than this had not come back.
_STEADY_SECONDS: Final = 10.0
# A picture that is older is not shown as one of now.
_FRESH_SECONDS: Final = 5.0
# So long it is not asked again whether somebody has changed what has to be changed.
_HOPELESS_SECONDS: Final = 20.0


class PictureHealth:
    """Follows one source; each failure is logged once, until the picture was steady again.

    `name` is what log lines call the camera, `now` returns seconds, and `on_change` is called when
    `problem` becomes another one.
    """

    def __init__(
        self,
        name: str,
        now: Callable[[], float],
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self._name = name
        self._now = now
        self._on_change = on_change
        self._moving_since: float | None = None
        self._newest = 0.0
        self._failed_at = 0.0
        self._logged: set[str] = set()
        self.problem: Failure | None = None

    @property
    def moving(self) -> bool:
        """Whether pictures come, and the latest is recent."""
        fresh = self._now() - self._newest < _FRESH_SECONDS
        return self._moving_since is not None and fresh

    @property
    def steady(self) -> bool:
        """Whether pictures have come for a while."""
        since = self._moving_since
        return since is not None and self._now() - since >= _STEADY_SECONDS

    @property
    def hopeless(self) -> bool:
        """Whether it failed a moment ago with what only a person can change."""
        return (
            self.problem in HOPELESS
            and self._now() - self._failed_at < _HOPELESS_SECONDS
        )

    def problem_besides(self, source: Failure | None) -> Failure | None:
        """Return what keeps the picture away; what the source says counts while none comes."""
        return self.problem if self.moving else source or self.problem

    def note_picture(self) -> None:
        """Remember that a picture came."""
        self._newest = self._now()
        if self._moving_since is None:
            self._moving_since = self._newest
        if self._logged and self.steady:
            LOGGER.info("the picture from the original of %s is back", self._name)
            self._logged.clear()
        self._note_problem(None)

    def note_stop(self) -> None:
        """Remember that nothing comes any more, for whatever reason."""
        self._moving_since = None

    def note_failure(self, code: str) -> None:
        """Remember, and log once, why nothing comes; `code` holds no address."""
        problem = Failure(code) if code in Failure else Failure.BROKEN
        self._failed_at = self._now()
        if problem not in self._logged:
            LOGGER.warning(
                "no picture from the original of %s: %s", self._name, problem
            )
            self._logged.add(problem)
        self._note_problem(problem)

    def _note_problem(self, problem: Failure | None) -> None:
        if problem is not self.problem:
            self.problem = problem
            self._on_change()
