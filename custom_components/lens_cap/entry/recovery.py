"""What the household's state is at a start, and telling people where it may not be the right one."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ..const import CONF_INITIALISED, ISSUE_STORE_LOST, ISSUE_STORE_RESTORED, LOGGER
from ..core.ids import CameraId, RuleId
from ..core.level import PrivacyLevel
from ..core.state.household import HouseholdState
from ..core.state.recovery import recovered
from ..ha.repair_issues import async_create_issue, async_show_doubt_about_guests
from ..settings import configured_cameras
from ..storage.closing_note import EVERYTHING, GUESTS, RESTORED
from ..storage.state_store import Loaded
from ..takeover import async_marked

_NOT_KNOWN: Final = "-"


@callback
def recover(
    hass: HomeAssistant, entry: ConfigEntry[Any], loaded: Loaded
) -> HouseholdState:
    """Return the state to start with; whatever may be lost is private, and is said."""
    ran_before = bool(entry.data.get(CONF_INITIALISED))
    lost = loaded.unreadable or (loaded.state is None and ran_before)
    restored = loaded.rolled_back or (
        RESTORED in loaded.noted and (ran_before or loaded.state is not None)
    )
    if lost:
        LOGGER.error("what was private is not known any more: every camera is private")
        async_create_issue(
            hass,
            ISSUE_STORE_LOST,
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_STORE_LOST,
        )
    elif restored:
        LOGGER.error("the stored state is an old one: every camera is private")
        async_create_issue(
            hass,
            ISSUE_STORE_RESTORED,
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_STORE_RESTORED,
            translation_placeholders=_what_was(entry, loaded),
        )
    everything = EVERYTHING in loaded.noted
    state = recovered(
        remembered_state(hass, loaded),
        lost=lost or restored,
        interrupted=None if everything else {CameraId(name) for name in loaded.noted},
        cameras=[one.camera_id for one in configured_cameras(entry)],
        now=dt_util.utcnow(),
        guests=GUESTS in loaded.noted,
        rules_on=[RuleId(name) for name in loaded.noted],
    )
    async_show_doubt_about_guests(hass, doubted=state.guests.doubted)
    return state


@callback
def remembered_state(hass: HomeAssistant, loaded: Loaded) -> HouseholdState:
    """Return the stored state, or else what the source cameras still tell of it."""
    return loaded.state or HouseholdState(take_overs=async_marked(hass))


def _what_was(entry: ConfigEntry[Any], loaded: Loaded) -> dict[str, str]:
    """Return what an old state says, for people."""
    now, state = dt_util.utcnow(), loaded.state or HouseholdState()
    private = [
        config.name
        for config in configured_cameras(entry)
        if any(
            not hold.is_over(now) and hold.level is not PrivacyLevel.OPEN
            for hold in state.holds_of(config.camera_id)
        )
    ]
    saved_at = loaded.saved_at
    return {
        "when": f"{dt_util.as_local(saved_at):%Y-%m-%d %H:%M}"
        if saved_at is not None
        else _NOT_KNOWN,
        "private": ", ".join(private) or _NOT_KNOWN,
    }
