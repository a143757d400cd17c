"""Our module in Home Assistant's frontend: the cards, and the page where somebody who is signed in says yes."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
import re
from typing import Final

from homeassistant.components.frontend import async_panel_exists, async_remove_panel
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.panel_custom import async_register_panel
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..ha.compat_frontend import async_offer_module, async_withdraw_module, note_digest
from ..phones import PAGE

_FOLDER: Final = "/lens_cap/frontend"
_MODULE: Final = "lens-cap.js"
_PAGE_ONLY: Final = "lens-cap-panel.js"
"""What serves the page where the module does not make one."""
_ELEMENT: Final = "lens-cap-panel"
_MAKES_PAGE: Final = re.compile(rb"""["'`]lens-cap-panel["'`]""")
_TITLE: Final = "Lens Cap"
_ICON: Final = "mdi:eye-lock"
_PATH: Final = PAGE.removeprefix("/")
_SERVED: Final = HassKey["_Served"](f"{DOMAIN}_frontend_served")


@dataclass(frozen=True, kw_only=True)
class _Script:
    """A script of ours: its name, what tells its versions apart, and whether it makes the page."""

    name: str
    digest: str
    makes_page: bool

    @property
    def path(self) -> str:
        return f"{_FOLDER}/{self.name}"

    @property
    def query(self) -> str:
        return f"v={self.digest}"


@dataclass(frozen=True, kw_only=True)
class _Served:
    """The scripts that are served until Home Assistant ends: our module, and what makes the page."""

    module: _Script | None
    page: _Script | None


async def async_serve_page(hass: HomeAssistant) -> None:
    """Serve our scripts, from now on until Home Assistant ends.

    Guarding does not depend on it: where they cannot be served, that is logged, and no more.
    """
    if _SERVED in hass.data:
        return
    folder = Path(__file__).parent
    scripts = await hass.async_add_executor_job(_scripts, folder)
    try:
        # One that stands compressed beside it is sent in its place, by itself; a new version has
        # another address.
        await hass.http.async_register_static_paths(
            [
                StaticPathConfig(one.path, str(folder / one.name), cache_headers=True)
                for one in scripts
            ]
        )
    except RuntimeError as error:
        LOGGER.error("could not serve the cards and the page (/lens-cap): %s", error)
    module = next((one for one in scripts if one.name == _MODULE), None)
    hass.data[_SERVED] = _Served(
        module=module, page=next((one for one in scripts if one.makes_page), None)
    )
    if module is not None:
        note_digest(hass, module.digest)


def _scripts(folder: Path) -> list[_Script]:
    """Return the scripts that are there; read in the executor."""
    found: list[_Script] = []
    for name in (_MODULE, _PAGE_ONLY):
        if (file := folder / name).is_file():
            content = file.read_bytes()
            found.append(
                _Script(
                    name=name,
                    digest=sha256(content).hexdigest()[:12],
                    makes_page=_MAKES_PAGE.search(content) is not None,
                )
            )
    return found


async def async_show_page(hass: HomeAssistant) -> None:
    """Offer the page to everybody who is signed in, and the cards to every dashboard."""
    served = hass.data.get(_SERVED)
    if served is None or "frontend" not in hass.config.components:
        return
    if (module := served.module) is not None:
        try:
            await async_offer_module(hass, module.path, module.query)
        except Exception:  # noqa: BLE001  # whatever dashboards do, cameras have to be guarded
            LOGGER.exception("dashboards cannot be given our cards")
    if served.page is None or async_panel_exists(hass, _PATH):
        return
    in_menu = served.page is served.module
    await async_register_panel(
        hass,
        frontend_url_path=_PATH,
        webcomponent_name=_ELEMENT,
        module_url=f"{served.page.path}?{served.page.query}",
        sidebar_title=_TITLE if in_menu else None,
        sidebar_icon=_ICON if in_menu else None,
        require_admin=False,
    )


@callback
def async_hide_page(hass: HomeAssistant) -> None:
    """Offer the page no longer."""
    async_remove_panel(hass, _PATH, warn_if_unknown=False)


async def async_withdraw_cards(hass: HomeAssistant) -> None:
    """Have no dashboard load our cards any more."""
    try:
        await async_withdraw_module(hass, f"{_FOLDER}/{_MODULE}")
    except Exception:  # noqa: BLE001  # whatever dashboards do, the cameras have to be given back
        LOGGER.exception("dashboards cannot be told to forget our cards")
