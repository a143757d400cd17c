"""Detects that Home Assistant was restored from a backup: the state may be an old one."""

from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..const import LOGGER
from ..exceptions.not_running import NotKeptError
from .closing_note import RESTORED, async_keep_for_next_start
from .generation_mark import GenerationMark, restore_job

# Home Assistant's own backups are set up in an earlier stage of its start than what people add. To
# depend on them would bring the Supervisor's library to every home.
_BACKUPS: Final = "backup"
_RESTORES: Final = "restore_backup"


async def async_note_restore(hass: HomeAssistant) -> None:
    """Note that a backup was restored, if Home Assistant reports one at start-up.

    It tells so once, whether or not that worked: what came of it is not known then. With the
    Supervisor it tells so again at later starts; each restore counts once.
    """
    manager: Any = hass.data.get(_BACKUPS)
    event: Any = getattr(manager, "last_action_event", None)
    if getattr(event, "manager_state", None) != _RESTORES:
        return
    job = restore_job()
    if job is not None and job == (await GenerationMark(hass).async_read()).restore_job:
        return
    try:
        await async_keep_for_next_start(hass, {RESTORED})
    except NotKeptError as error:
        LOGGER.error(
            "could not note that Home Assistant was restored from a backup: %s", error
        )
