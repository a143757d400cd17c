"""The repair issue about more covered live pictures than the computer can make."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, ISSUE_TOO_MANY_COVERED
from ..ha.repair_issues import async_create_issue
from .slots import Slots


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
