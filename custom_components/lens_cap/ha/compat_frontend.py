"""The contacts with Home Assistant's frontend and its dashboards, each with a contract test."""

from typing import Any, Final

from homeassistant.components.frontend import (
    DATA_EXTRA_MODULE_URL,
    add_extra_js_url,
    remove_extra_js_url,
)
from homeassistant.components.lovelace.const import LOVELACE_DATA, MODE_STORAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_DIGEST: Final = HassKey[str](f"{DOMAIN}_frontend_digest")
_URL: Final = "url"
_ID: Final = "id"


@callback
def note_digest(hass: HomeAssistant, digest: str) -> None:
    """Note which version of our module is served, until Home Assistant ends."""
    hass.data[_DIGEST] = digest


@callback
def served_digest(hass: HomeAssistant) -> str | None:
    """Return which version of our module is served, or None where none is."""
    return hass.data.get(_DIGEST)


async def async_offer_module(hass: HomeAssistant, path: str, query: str) -> bool:
    """Have every dashboard load a module of ours; return whether it will.

    It becomes a dashboard resource: that list travels over the websocket and is never stale, and casting
    needs it. Only where the owner keeps resources in YAML, which nobody else writes, it is loaded with
    every page instead. One that is there already is kept, and gets the new query.

    Args:
        hass: Home Assistant.
        path: The address of the module, without its query.
        query: What tells its versions apart.
    """
    url = f"{path}?{query}"
    if (resources := await _async_stored(hass)) is None:
        return _load_with_every_page(hass, path, url)
    _drop_from_every_page(hass, path)
    ours = _ours(resources, path)
    for one in ours[1:]:
        await resources.async_delete_item(one[_ID])
    if not ours:
        await resources.async_create_item({"res_type": "module", _URL: url})
    elif ours[0][_URL] != url:
        await resources.async_update_item(ours[0][_ID], {_URL: url})
    return True


async def async_withdraw_module(hass: HomeAssistant, path: str) -> None:
    """Have no dashboard load a module of ours any more."""
    _drop_from_every_page(hass, path)
    if (resources := await _async_stored(hass)) is not None:
        for one in _ours(resources, path):
            await resources.async_delete_item(one[_ID])


async def _async_stored(hass: HomeAssistant) -> Any:
    """Return the dashboard resources, loaded, or None where they are not Home Assistant's to write."""
    lovelace = hass.data.get(LOVELACE_DATA)
    if lovelace is None or lovelace.resource_mode != MODE_STORAGE:
        return None
    # Without this, what is stored would be overwritten by what is made.
    await lovelace.resources.async_get_info()
    return lovelace.resources


def _ours(resources: Any, path: str) -> list[dict[str, Any]]:
    return [
        one
        for one in resources.async_items()
        if str(one.get(_URL, "")).partition("?")[0] == path
    ]


def _load_with_every_page(hass: HomeAssistant, path: str, url: str) -> bool:
    if DATA_EXTRA_MODULE_URL not in hass.data:
        return False
    _drop_from_every_page(hass, path)
    add_extra_js_url(hass, url)
    return True


def _drop_from_every_page(hass: HomeAssistant, path: str) -> None:
    if (loaded := hass.data.get(DATA_EXTRA_MODULE_URL)) is not None:
        for url in [one for one in loaded.urls if one.partition("?")[0] == path]:
            remove_extra_js_url(hass, url)
