"""Our page in Home Assistant's frontend: where somebody who is signed in says yes."""

from pathlib import Path
from typing import Final

from homeassistant.components.frontend import async_panel_exists, async_remove_panel
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.panel_custom import async_register_panel
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_integration
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..phones import PAGE

_FOLDER: Final = "/lens_cap/frontend"
_ELEMENT: Final = "lens-cap-panel"
_FILE: Final = f"{_ELEMENT}.js"
_PATH: Final = PAGE.removeprefix("/")
_SERVED: Final = HassKey[bool](f"{DOMAIN}_page_served")


async def async_serve_page(hass: HomeAssistant) -> None:
    """Serve the page's script, from now on until Home Assistant ends.

    Guarding does not depend on it: where it cannot be served, that is logged, and no more.
    """
    if hass.data.get(_SERVED):
        return
    script = Path(__file__).parent / _FILE
    try:
        await hass.http.async_register_static_paths(
            [StaticPathConfig(f"{_FOLDER}/{_FILE}", str(script), cache_headers=False)]
        )
    except RuntimeError as error:
        LOGGER.error("could not serve the page for answers (/lens-cap): %s", error)
    hass.data[_SERVED] = True


async def async_show_page(hass: HomeAssistant) -> None:
    """Offer the page to everybody who is signed in; it is in no menu."""
    if "frontend" not in hass.config.components or async_panel_exists(hass, _PATH):
        return
    version = (await async_get_integration(hass, DOMAIN)).version
    await async_register_panel(
        hass,
        frontend_url_path=_PATH,
        webcomponent_name=_ELEMENT,
        module_url=f"{_FOLDER}/{_FILE}?v={version}",
        require_admin=False,
    )


@callback
def async_hide_page(hass: HomeAssistant) -> None:
    """Offer the page no longer."""
    async_remove_panel(hass, _PATH, warn_if_unknown=False)
