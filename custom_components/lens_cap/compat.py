"""The few contacts with Home Assistant that may break at an upgrade; each has a contract test."""

from homeassistant.components.camera.const import DATA_CAMERA_PREFS
from homeassistant.components.conversation.chat_log import current_chat_log
from homeassistant.components.stream import DOMAIN as STREAM_DOMAIN, Stream
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er


async def async_get_preload(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether "preload stream" is set for the camera with this entity id."""
    if (prefs := hass.data.get(DATA_CAMERA_PREFS)) is None:
        return False
    return (await prefs.get_dynamic_stream_settings(entity_id)).preload_stream


async def async_set_preload(hass: HomeAssistant, entity_id: str, value: bool) -> None:
    """Set "preload stream" for the camera with this entity id; on disk when this returns."""
    if (prefs := hass.data.get(DATA_CAMERA_PREFS)) is not None:
        await prefs.async_update(entity_id, preload_stream=value)


async def async_save_entity_registry(hass: HomeAssistant) -> bool:
    """Write the entity registry to disk now; return whether that was possible.

    Home Assistant would do so ten seconds later (three minutes while it starts), and offers no way
    to ask for it; until then a crash could take back half of a take-over, or of its undoing.
    """
    registry = er.async_get(hass)
    try:
        await registry._store.async_save(registry._data_to_save())  # noqa: SLF001
    except AttributeError:
        return False
    return True


async def async_save_config_entries(hass: HomeAssistant) -> bool:
    """Write the config entries to disk now; return whether that was possible.

    Home Assistant would do so a second or more later. A crash until then would lose the entry, and with
    it every guard, while the original cameras had been moved already.
    """
    entries = hass.config_entries
    try:
        await entries._store.async_save(entries._data_to_save())  # noqa: SLF001
    except AttributeError:
        return False
    return True


async def async_end_stream(hass: HomeAssistant, stream: Stream) -> None:
    """End Home Assistant's stream with all that it feeds, and forget it.

    `Stream.stop` alone would leave a recording waiting for ever, so its outputs are taken out
    first; and it does not stop the worker while "preload stream" is set, so that is not set
    meanwhile (the preference is shared, and comes back).
    """
    settings = stream.dynamic_stream_settings
    preload, settings.preload_stream = settings.preload_stream, False
    try:
        for output in list(stream.outputs().values()):
            await stream.remove_provider(output)
        await stream.stop()
    finally:
        settings.preload_stream = preload
    # Home Assistant keeps every stream that was ever made, for the sake of its own shutdown.
    known = hass.data.get(STREAM_DOMAIN, {}).get(ATTR_STREAMS, [])
    if stream in known:
        known.remove(stream)


def in_conversation() -> bool:
    """Return whether this runs because somebody talked to an assistant.

    The context of such a call is the user's own, as if the user had pressed a switch.
    """
    return current_chat_log.get() is not None
