"""Our modules in Home Assistant's frontend: the cards, and the page where somebody who is signed in says yes."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import async_panel_exists, async_remove_panel
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.panel_custom import async_register_panel
from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from ..ha.compat_frontend import (
    async_offer_module,
    async_withdraw_module,
    note_digest,
    served_digest,
)
from ..phones import PAGE

_FOLDER: Final = "/lens_cap/frontend"
_ENTRY: Final = "lens-cap.js"
"""What dashboards load: their strategy, which is small and so there in time, and then what the page loads."""
_ELEMENTS: Final = "lens-cap-elements.js"
"""What the page loads: everything else."""
_ELEMENT: Final = "lens-cap-panel"
_TITLE: Final = "Lens Cap"
_ICON: Final = "mdi:eye-lock"
_PANEL: Final = PAGE.removeprefix("/")
_DIGITS: Final = 12


async def async_serve_page(hass: HomeAssistant) -> None:
    """Serve our modules, from now on until Home Assistant ends.

    Guarding does not depend on them: where they cannot be served, that is logged, and no more.
    """
    if served_digest(hass) is not None:
        return
    files = [Path(__file__).with_name(name) for name in (_ENTRY, _ELEMENTS)]
    try:
        digest = await hass.async_add_executor_job(_digest, files)
        # What stands compressed beside a file is sent in its place, by itself; a new version of either
        # has another address.
        await hass.http.async_register_static_paths(
            [
                StaticPathConfig(
                    f"{_FOLDER}/{file.name}", str(file), cache_headers=True
                )
                for file in files
            ]
        )
    except (OSError, RuntimeError) as error:
        LOGGER.error("could not serve the cards and the page (/lens-cap): %s", error)
        return
    note_digest(hass, digest)


def _digest(files: list[Path]) -> str:
    """Return what tells versions of these files apart. Raises OSError."""
    content = b"".join(file.read_bytes() for file in files)
    return sha256(content).hexdigest()[:_DIGITS]


async def async_show_page(hass: HomeAssistant) -> None:
    """Offer the page to everybody who is signed in, and the cards to every dashboard."""
    digest = served_digest(hass)
    if digest is None or "frontend" not in hass.config.components:
        return
    query = f"v={digest}"
    try:
        await async_offer_module(hass, f"{_FOLDER}/{_ENTRY}", query)
    except Exception:  # noqa: BLE001  # whatever dashboards do, cameras have to be guarded
        LOGGER.exception("dashboards cannot be given our cards")
    if async_panel_exists(hass, _PANEL):
        return
    await async_register_panel(
        hass,
        frontend_url_path=_PANEL,
        webcomponent_name=_ELEMENT,
        module_url=f"{_FOLDER}/{_ELEMENTS}?{query}",
        sidebar_title=_TITLE,
        sidebar_icon=_ICON,
        require_admin=False,
    )


@callback
def async_hide_page(hass: HomeAssistant) -> None:
    """Offer the page no longer."""
    async_remove_panel(hass, _PANEL, warn_if_unknown=False)


async def async_withdraw_cards(hass: HomeAssistant) -> None:
    """Have no dashboard load our cards any more."""
    try:
        await async_withdraw_module(hass, f"{_FOLDER}/{_ENTRY}")
    except Exception:  # noqa: BLE001  # whatever dashboards do, the cameras have to be given back
        LOGGER.exception("dashboards cannot be told to forget our cards")
