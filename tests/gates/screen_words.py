"""Words of Home Assistant's own screens that our texts and documents send people to.

Each with the key of its text in the frontend that is installed, or in a component of the core.
"""

from functools import cache
from importlib.util import find_spec
import json
from pathlib import Path
import re
from typing import Final

import homeassistant.components

from .repository import english, leaves, texts

FRONTEND: Final = {
    "Add card": "ui.panel.lovelace.editor.edit_card.add",
    "Add integration": "ui.panel.config.integrations.add_integration",
    "Camera stream orientation": "ui.dialogs.entity_registry.editor.stream.stream_orientation",
    "Configure": "ui.panel.config.integrations.config_entry.configure",
    "Continue on error": "ui.panel.config.automation.editor.actions.continue_on_error",
    "Delete": "ui.panel.config.integrations.config_entry.delete",
    "Devices": "ui.panel.lovelace.strategy.home.devices",
    "Devices & services": "ui.panel.config.dashboard.devices.main",
    "Download diagnostics": "ui.panel.config.integrations.config_entry.download_diagnostics",
    "Enable debug logging": "ui.panel.config.integrations.config_entry.enable_debug_logging",
    "Enabled": "ui.dialogs.entity_registry.editor.enabled_label",
    "Entities": "ui.panel.config.entities.picker.header",
    "Hidden": "ui.panel.config.entities.picker.status.hidden",
    "Ignore": "ui.panel.config.repairs.dialog.ignore",
    "Manual": "ui.panel.lovelace.editor.card.generic.manual",
    "Network": "ui.panel.config.network.caption",
    "Overview": "panel.home",
    "People": "ui.panel.config.dashboard.people.main",
    "Perform action": "ui.panel.lovelace.editor.action-editor.actions.perform-action",
    "Preload camera stream": "ui.dialogs.entity_registry.editor.stream.preload_stream",
    "Repairs": "ui.panel.config.repairs.caption",
    "Search Home Assistant": "ui.dialogs.quick-bar.title",
    "Security": "ui.panel.profile.tabs.security",
    "Settings": "panel.config",
    "Submit": "ui.panel.config.integrations.config_flow.submit",
    "System": "ui.panel.config.dashboard.system.main",
    "Tools": "ui.panel.config.dashboard.tools.main",
    "Unknown": "state.default.unknown",
    "Visible": "ui.dialogs.entity_registry.editor.visible_label",
    "Voice assistants": "ui.panel.config.dashboard.voice_assistants.main",
}
# The page of the sidebar is called as our event entity.
ACTIVITY_KEY: Final = "panel.logbook"
CORE: Final = {
    "OK": ("binary_sensor", "entity_component.problem.state.off"),
}
INTEGRATIONS: Final = {
    "FFmpeg": "ffmpeg",
    "Generic Camera": "generic",
    "Home Assistant Cloud": "cloud",
    "MJPEG IP Camera": "mjpeg",
    "MQTT": "mqtt",
    "Mobile App": "mobile_app",
    "ONVIF": "onvif",
}
# What people may still know, and no screen says any more.
GONE: Final = {
    "Developer tools",
    "Devices and services",
    "Camera orientation",
    "Logbook",
    "Preload stream",
}
# Words of another program, which no text here can be compared with.
ELSEWHERE: Final = {"Custom repositories", "Integration"}


def frontend_folder() -> Path:
    """Return where the installed frontend lies."""
    found = find_spec("hass_frontend")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


@cache
def frontend_texts() -> dict[str, str]:
    """Return every English text of the installed frontend, all of its parts together."""
    found: dict[str, str] = {}
    for path in (frontend_folder() / "static" / "translations").rglob("en-*.json"):
        if not path.name.startswith("en-GB"):
            found |= leaves(json.loads(path.read_text(encoding="utf-8")))
    return found


def core_text(component: str, key: str) -> str | None:
    """Return an English text of a component of the core, or None."""
    folder = Path(homeassistant.components.__file__ or "").parent / component
    strings = json.loads((folder / "translations" / "en.json").read_text("utf-8"))
    return leaves(strings).get(key)


def integration_name(domain: str) -> str:
    """Return how Home Assistant calls an integration of its own."""
    folder = Path(homeassistant.components.__file__ or "").parent / domain
    name: str = json.loads((folder / "manifest.json").read_text("utf-8"))["name"]
    return name


def on_system_page() -> set[str]:
    """Return what is listed under Settings, System, by its caption."""
    for path in (frontend_folder() / "frontend_latest").glob("app.*.js"):
        listed = re.search(
            r'general:\[(\{path:"/config/general".*?)\]', path.read_text()
        )
        if listed:
            keys = re.findall(r'translationKey:"(\w+)"', listed[1])
            return {
                frontend_texts().get(f"ui.panel.config.{key}.caption", "")
                for key in keys
            }
    return set()


@cache
def own_texts() -> frozenset[str]:
    """Return every text of ours, blueprints included."""
    blueprints = "\n".join(
        text for name, text in texts().items() if name.startswith("blueprints/")
    )
    names = re.findall(r"^ +name: (.+)$", blueprints, re.MULTILINE)
    return frozenset(leaves(english()).values()) | frozenset(names)


def own_labels() -> set[str]:
    """Return those texts of ours that are names: of fields, entities, choices."""
    return {
        text for text in own_texts() if len(text.split()) <= 12 and text[-1:] != "."
    }


def theirs() -> set[str]:
    """Return every word of Home Assistant's screens that we may send people to."""
    return {*FRONTEND, *CORE, *INTEGRATIONS}
