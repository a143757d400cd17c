"""How many pictures may be covered and encoded at once, and the repair issue where that is not enough."""

import os
from typing import Final, Protocol

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, ISSUE_TOO_MANY_COVERED
from ..ha.repair_issues import async_create_issue

# A picture of 1080p25 takes up a third of a fast core, and more than a slow one; one core is left to
# Home Assistant.
_SPARED_CORES: Final = 1
_AT_LEAST: Final = 2


class Holder(Protocol):
    """Who may hold a slot."""

    @property
    def needless(self) -> bool:
        """Whether it encodes though nothing is to be covered any more."""

    def cut(self) -> None:
        """Let the slot go, with all who watch."""


class RefusalReporter(Protocol):
    """Who is told that there are too few slots."""

    def refused(self, name: str) -> None:
        """Report that a camera's picture was asked for, and that no slot was free."""

    def resolved(self) -> None:
        """Report that a slot is free again."""


class NobodyTold:
    """Reports nothing."""

    def refused(self, name: str) -> None:
        """Do nothing."""

    def resolved(self) -> None:
        """Do nothing."""


class Slots:
    """A bounded number of slots; whoever holds one without need gives it up to others.

    `limit` says how many; None stands for as many as the machine's cores allow. `light` says that the
    machine is so weak that pictures are covered at 720p and 15 frames a second at most.
    """

    def __init__(
        self,
        limit: int | None = None,
        *,
        light: bool = False,
        reporter: RefusalReporter | None = None,
    ) -> None:
        self.limit = limit or max(_AT_LEAST, (os.cpu_count() or 1) - _SPARED_CORES)
        self.light = light
        self._reporter = reporter or NobodyTold()
        self._refused = False
        self._holders: set[Holder] = set()

    def set_light(self, light: bool) -> None:
        """Cover smaller pictures from now on, or whole ones; whoever watches a covered one starts again."""
        if light is self.light:
            return
        self.light = light
        for holder in tuple(self._holders):
            holder.cut()

    def refused(self, name: str) -> None:
        """Report that a camera's picture was asked for, and that no slot was free."""
        self._refused = True
        self._reporter.refused(name)

    def has_room(self, holder: Holder) -> bool:
        """Return whether `take` would succeed."""
        if holder in self._holders or len(self._holders) < self.limit:
            return True
        return any(other.needless for other in self._holders)

    def take(self, holder: Holder) -> bool:
        """Return whether the holder has a slot from now on."""
        if not self.has_room(holder):
            return False
        if holder not in self._holders and len(self._holders) >= self.limit:
            needless = next(other for other in self._holders if other.needless)
            needless.cut()
            self._holders.discard(needless)
        self._holders.add(holder)
        return True

    def release(self, holder: Holder) -> None:
        """Let a slot go."""
        self._holders.discard(holder)
        self.check_room()

    def check_room(self) -> None:
        """Report where a slot is free again after somebody was refused."""
        if self._refused and (
            len(self._holders) < self.limit
            or any(one.needless for one in self._holders)
        ):
            self.forget_refusal()

    def forget_refusal(self) -> None:
        """Report that nobody lacks a slot any more."""
        self._refused = False
        self._reporter.resolved()


class TooManyCoveredIssue:
    """The repair issue while pictures are refused for want of a slot."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass

    def refused(self, name: str) -> None:
        """Raise it."""
        async_create_issue(
            self._hass,
            ISSUE_TOO_MANY_COVERED,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_TOO_MANY_COVERED,
            translation_placeholders={"camera": name},
        )

    def resolved(self) -> None:
        """Withdraw it."""
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_TOO_MANY_COVERED)
