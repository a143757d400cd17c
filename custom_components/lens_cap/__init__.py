"""Lens Cap: guarded cameras, whose privacy holds on every path."""

from .entry.early_sealing import async_begin_sealing

# isort: split
from collections import Counter
from contextlib import suppress

from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv, issue_registry as ir
from homeassistant.helpers.typing import ConfigType
from homeassistant.setup import async_setup_component

from .announcements import Announcer
from .announcements.absence import AbsenceWatch
from .audio import AudioLog, AudioManager
from .audio.channels import async_register_commands
from .audio.control import DATA_AUDIO, AudioControl
from .audit.auditor import async_forget_issues
from .audit.history_store import AuditHistoryStore
from .const import (
    CONF_INITIALISED,
    DOMAIN,
    ISSUE_GUESTS_UNKNOWN,
    ISSUE_NOT_SAVED,
    ISSUE_STORE_LOST,
    ISSUE_STORE_RESTORED,
)
from .coordinator import GuardCoordinator, LensCapConfigEntry
from .core.state.hold import HoldOrigin
from .entry.auditing import create_auditor
from .entry.camera_sync import CameraSync, async_say_what_is_visible, configured_cameras
from .entry.recovery import recover, remembered_state
from .exceptions import NotSavedError
from .frontend import async_hide_page, async_serve_page, async_show_page
from .ha import compat
from .ha.repair_issues import async_keep_issues_shown, async_load_issue_key
from .media.engine import MediaEngine
from .privacy.unheard_calls import async_make_private, async_note_closing_calls
from .sealing import async_seals
from .sensing.actor import async_witness_calls
from .services import async_register_services
from .settings import household, rules
from .storage.closing_note import closing_note
from .storage.restore_detection import async_note_restore
from .storage.saving import async_forget_unsaved
from .storage.state_store import StateStore
from .storage.verified_store import SaveError
from .takeover import async_undo
from .upkeep import Upkeep, async_forget_issues_of_upkeep
from .websocket import async_register_questions

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CAMERA,
    Platform.DATETIME,
    Platform.EVENT,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Seal the originals, and register the actions, which are there whether or not the entry is loaded."""
    async_begin_sealing(hass)
    # Not in the manifest: Home Assistant would import us only after them, and a camera may be there then.
    for needed in ("camera", "stream"):
        if not await async_setup_component(hass, needed, config):
            return False
    await async_load_issue_key(hass)
    async_keep_issues_shown(hass)
    async_register_services(hass)
    async_witness_calls(hass)
    async_note_closing_calls(hass)
    async_register_commands(hass, lambda: _audio_manager(hass))
    async_register_questions(hass)
    await async_serve_page(hass)
    await async_note_restore(hass)
    return True


def _audio_manager(hass: HomeAssistant) -> AudioManager | None:
    """Return what takes requests for sound, while Lens Cap runs."""
    audio = hass.data.get(DATA_AUDIO)
    return None if audio is None else audio.manager


async def async_setup_entry(hass: HomeAssistant, entry: LensCapConfigEntry) -> bool:
    """Guard the cameras; they stay private until what is stored was read and saved again."""
    async_seals(hass).attend(entry, configured_cameras(entry).values())
    store = StateStore(hass)
    try:
        loaded = await store.async_load()
        state = recover(hass, entry, loaded)
        await store.async_save(lambda: state)
        async_forget_unsaved(hass)
        engine = await MediaEngine.async_start(hass)
    except (SaveError, OSError, ModuleNotFoundError) as error:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="cannot_start"
        ) from error
    coordinator = entry.runtime_data = GuardCoordinator(hass, entry, store, engine)
    auditor = coordinator.auditor = create_auditor(hass, entry, coordinator)
    roster = CameraSync(hass, entry, coordinator)
    try:
        if not entry.data.get(CONF_INITIALISED):
            await compat.async_save_config_entries(hass)
        coordinator.configure(household(entry), rules(entry))
        coordinator.settle(state, written_at=loaded.saved_at)
        await _async_make_up(hass, coordinator)
        await roster.async_sync()
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    except NotSavedError as error:
        await coordinator.async_stop()
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="cannot_start"
        ) from error
    except BaseException:
        await coordinator.async_stop()
        raise
    try:
        await _async_attend(hass, entry, coordinator, roster)
    except BaseException:
        await auditor.async_end()
        await coordinator.async_stop()
        await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
        raise
    return True


async def _async_make_up(hass: HomeAssistant, coordinator: GuardCoordinator) -> None:
    """Put in force what was asked for since the stored state was read.

    Raises:
        NotSavedError: It could not be saved; the note still tells of it.
    """
    note = closing_note(hass)
    if missed := note.take_missed():
        # Who asked was not noted.
        await async_make_private(hass, missed, origin=HoldOrigin.INTERRUPTED)
        with suppress(OSError):
            await note.async_remove(Counter(missed))


async def _async_attend(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    coordinator: GuardCoordinator,
    roster: CameraSync,
) -> None:
    """Begin what goes on beside the guarding of cameras, and follow the settings."""
    auditor = coordinator.auditor
    if not entry.data.get(CONF_INITIALISED):
        hass.config_entries.async_update_entry(
            entry, data={**entry.data, CONF_INITIALISED: True}
        )

    audio = await AudioControl.async_start(hass, entry, coordinator)
    entry.async_on_unload(audio.stop)
    await auditor.async_begin()
    announcer = Announcer(hass, coordinator)
    coordinator.on_opening = announcer.announce
    entry.async_on_unload(AbsenceWatch(hass, coordinator, announcer).stop)
    await async_show_page(hass)
    entry.async_on_unload(lambda: async_hide_page(hass))
    upkeep = await Upkeep.async_start(hass, coordinator)
    entry.async_on_unload(upkeep.stop)

    async def changed(hass: HomeAssistant, entry: LensCapConfigEntry) -> None:
        try:
            # First, since a new rule must not wait for a camera that is taken over.
            coordinator.configure(household(entry), rules(entry))
            await roster.async_sync()
            upkeep.look()
        except NotSavedError:
            # Setting up again says what is wrong, and is tried until the disk works.
            hass.config_entries.async_schedule_reload(entry.entry_id)

    async def stop(_event: Event) -> None:
        await auditor.async_end()
        await coordinator.async_stop()

    entry.async_on_unload(entry.add_update_listener(changed))
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop))


async def async_unload_entry(hass: HomeAssistant, entry: LensCapConfigEntry) -> bool:
    """Take the guarded cameras away, with every stream of theirs."""
    if unloaded := await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        await entry.runtime_data.auditor.async_end()
        await entry.runtime_data.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: LensCapConfigEntry) -> None:
    """Give the original cameras back, and say which can be seen again."""
    async_seals(hass).release_all()
    store = StateStore(hass)
    state = remembered_state(hass, await store.async_load())
    async_say_what_is_visible(
        hass,
        [
            await async_undo(hass, record, camera_id)
            for camera_id, record in state.take_overs.items()
        ],
    )
    for issue_id in (
        ISSUE_GUESTS_UNKNOWN,
        ISSUE_STORE_LOST,
        ISSUE_STORE_RESTORED,
        ISSUE_NOT_SAVED,
    ):
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    async_forget_issues(hass)
    await AuditHistoryStore(hass).async_remove()
    await AudioLog(hass).async_remove()
    async_forget_issues_of_upkeep(hass)
    await store.async_remove()
