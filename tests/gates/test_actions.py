"""The actions of the code, their description, their texts and their icons are the same ones."""

import json
from typing import Final

import yaml

from custom_components.lens_cap.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .repository import INTEGRATION, Tree, english

ICONS: Final = INTEGRATION / "icons.json"


def _described() -> Tree:
    found: Tree = yaml.safe_load((INTEGRATION / "services.yaml").read_text())
    return found


def _fields(action: Tree | None) -> set[str]:
    """Return the fields of a described action, those in sections too."""
    found: set[str] = set()
    for name, field in ((action or {}).get("fields") or {}).items():
        found |= _fields(field) if "fields" in (field or {}) else {name}
    return found


async def test_every_action_is_described_and_every_described_one_exists(
    hass: HomeAssistant,
) -> None:
    """Home Assistant offers exactly the actions of services.yaml."""
    assert await async_setup_component(hass, DOMAIN, {})
    offered = hass.services.async_services_for_domain(DOMAIN)
    assert set(offered) == set(_described())


def test_every_action_has_its_words() -> None:
    """Texts exist for each action and each field, and for no other."""
    texts: Tree = english()["services"]
    assert set(texts) == set(_described())
    for name, action in _described().items():
        assert set(texts[name].get("fields", {})) == _fields(action), name
        assert {"name", "description"} <= set(texts[name]), name
        for field in texts[name].get("fields", {}).values():
            assert {"name", "description"} <= set(field), name


def test_every_action_has_an_icon() -> None:
    """The action picker shows an icon for each, and none is left over."""
    icons: Tree = json.loads(ICONS.read_text())["services"]
    assert set(icons) == set(_described())
    assert all(icon["service"].startswith("mdi:") for icon in icons.values())


def test_every_choice_in_an_action_has_its_words() -> None:
    """A field with choices names a selector whose texts are those of the choices."""
    missing: list[str] = []
    for name, action in _described().items():
        for field, described in ((action or {}).get("fields") or {}).items():
            select: Tree = described.get("selector", {}).get("select", {})
            key = select.get("translation_key")
            texts: Tree = english().get("selector", {}).get(key, {}).get("options", {})
            if not set(select.get("options", [])) <= set(texts):
                missing.append(f"{name}.{field}: selector.{key}")
    assert missing == []
