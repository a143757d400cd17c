"""How many pictures may be covered and encoded at once, and the repair issue where that is not enough."""

from collections.abc import Callable
import os
from typing import Final, Protocol

from homeassistant.core import HomeAssistant, callback
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
        """Return whether it encodes though nothing is to be covered any more."""

    def cut(self) -> None:
        """Let the slot go, with all who watch."""


class Slots:
    """A bounded number of slots; whoever holds one without need gives it up to others."""

    def __init__(self, limit: int | None = None, *, light: bool = False) -> None:
        """Offer some slots.

        Args:
            limit: How many; None for as many as the machine's cores allow.
            light: Whether the machine is so weak that pictures are covered at 720p and 15 frames a
                second at most.
        """
        self.limit = limit or max(_AT_LEAST, (os.cpu_count() or 1) - _SPARED_CORES)
        self.light = light
        self.on_refused: Callable[[str], None] = lambda _name: None
        self.on_room: Callable[[], None] = lambda: None
        self._refused = False
        self._holders: set[Holder] = set()

    def set_light(self, light: bool) -> None:
        """Cover smaller pictures from now on, or whole ones; who watches such a one starts again."""
        if light is self.light:
            return
        self.light = light
        for holder in tuple(self._holders):
            holder.cut()

    def refused(self, name: str) -> None:
        """Take note that a camera's picture was asked for, and that there was no room for it."""
        self._refused = True
        self.on_refused(name)

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
        self.look()

    def look(self) -> None:
        """Have it told where there is room again after somebody was refused."""
        if self._refused and (
            len(self._holders) < self.limit
            or any(one.needless for one in self._holders)
        ):
            self._refused = False
            self.on_room()


@callback
def async_tell_when_crowded(hass: HomeAssistant, slots: Slots) -> None:
    """Tell people when a picture was refused for want of room, until there is room again."""

    def refused(name: str) -> None:
        async_create_issue(
            hass,
            ISSUE_TOO_MANY_COVERED,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_TOO_MANY_COVERED,
            translation_placeholders={"camera": name},
        )

    def room() -> None:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_TOO_MANY_COVERED)

    slots.on_refused, slots.on_room = refused, room
    room()
