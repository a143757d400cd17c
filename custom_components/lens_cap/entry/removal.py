"""What removing Lens Cap gives back, and forgets."""

from contextlib import suppress
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..audio import FormerAudioLog
from ..audit.auditor import async_forget_issues
from ..audit.history_store import AuditHistoryStore
from ..const import (
    DOMAIN,
    ISSUE_GUESTS_UNKNOWN,
    ISSUE_HISTORY_BROKEN,
    ISSUE_HISTORY_NOT_WRITTEN,
    ISSUE_NOT_SAVED,
    ISSUE_STORE_LOST,
    ISSUE_STORE_RESTORED,
)
from ..duties.guest_page import async_forget_guest_page
from ..duties.review import async_forget_reviews
from ..duties.saved_list import async_forget_recordings
from ..history import History
from ..sealing import async_seals
from ..settings import configured_cameras
from ..storage.control_memory import ControlMemoryStore
from ..storage.state_store import StateStore
from ..takeover import Undone, async_undo
from ..upkeep import async_forget_issues_of_upkeep
from .camera_sync import async_say_what_is_visible
from .leaving import Leaving, async_left_meanwhile, async_tell_of_leaving
from .recovery import remembered_state


async def async_give_everything_back(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> None:
    """Give the original cameras back, say which can be seen again, and delete what was kept."""
    async_seals(hass).release_all()
    store = StateStore(hass)
    state = remembered_state(hass, await store.async_load())
    left = {one.camera_id: Leaving.of(one) for one in configured_cameras(entry)}
    visible: list[Undone] = []
    for camera_id, record in state.take_overs.items():
        undone = await async_undo(hass, record, camera_id)
        visible.append(undone)
        if camera_id not in left:
            left[camera_id] = await async_left_meanwhile(
                hass, camera_id, record, undone
            )
    async_say_what_is_visible(hass, visible)
    for issue_id in (
        ISSUE_GUESTS_UNKNOWN,
        ISSUE_STORE_LOST,
        ISSUE_STORE_RESTORED,
        ISSUE_NOT_SAVED,
        ISSUE_HISTORY_BROKEN,
        ISSUE_HISTORY_NOT_WRITTEN,
    ):
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    async_forget_issues(hass)
    async_forget_reviews(hass)
    await AuditHistoryStore(hass).async_remove()
    await async_forget_guest_page(hass)
    await async_forget_recordings(hass)
    await ControlMemoryStore(hass).async_remove()
    with suppress(OSError):
        await FormerAudioLog(hass).async_remove()
    with suppress(OSError):
        await History(hass).async_remove()
    async_forget_issues_of_upkeep(hass)
    await store.async_remove()
    await async_tell_of_leaving(hass, list(left.values()), all_of_them=True)
