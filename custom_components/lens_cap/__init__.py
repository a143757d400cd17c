"""Lens Cap: guarded cameras, whose privacy holds on every path."""

from .entry.early_sealing import async_begin_sealing

# isort: split
from functools import partial

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.setup import async_setup_component

from .audio.channels import async_register_commands
from .audio.control import AudioControl
from .const import DOMAIN
from .duties.guest_page import GuestPage
from .duties.guest_requests import async_serve_guest_page
from .entry.missed_calls import async_note_closing_calls
from .entry.removal import async_give_everything_back
from .entry.runtime import LensCapConfigEntry, LensCapData, running
from .frontend import (
    async_hide_page,
    async_serve_page,
    async_show_page,
    async_withdraw_cards,
)
from .ha.repair_issues import async_keep_issues_shown, async_load_issue_key
from .sealing import async_seals
from .sensing.actor import async_witness_calls
from .services import async_register_services
from .settings import configured_cameras
from .storage.restore_detection import async_note_restore
from .websocket import async_register_questions, async_register_views

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
    async_register_commands(hass, partial(_audio, hass))
    async_register_questions(hass)
    await async_register_views(hass)
    await async_serve_page(hass)
    async_serve_guest_page(hass, partial(_guest_page, hass))
    await async_note_restore(hass)
    return True


def _audio(hass: HomeAssistant) -> AudioControl | None:
    """Return what takes requests for sound, and answers, while Lens Cap runs."""
    runtime = running(hass)
    return None if runtime is None else runtime.audio


def _guest_page(hass: HomeAssistant) -> GuestPage | None:
    """Return the page for guests, while Lens Cap runs."""
    runtime = running(hass)
    return None if runtime is None else runtime.guest_page


async def async_setup_entry(hass: HomeAssistant, entry: LensCapConfigEntry) -> bool:
    """Guard the cameras."""
    async_seals(hass).attend(entry, configured_cameras(entry))
    # Before all that would have to be stopped if it failed.
    await async_show_page(hass)
    entry.async_on_unload(partial(async_hide_page, hass))
    await LensCapData.async_start(hass, entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: LensCapConfigEntry) -> bool:
    """Take the guarded cameras away, with every stream of theirs."""
    if unloaded := await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        await entry.runtime_data.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: LensCapConfigEntry) -> None:
    """Give the original cameras back, and say which can be seen again."""
    await async_withdraw_cards(hass)
    await async_give_everything_back(hass, entry)
