"""Whatever the code says to people exists in English, and what exists is said."""

import ast
from functools import cache
import json
import re
from typing import Any, Final

import pytest

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.settings.household import GuestsEffect
from custom_components.lens_cap.core.settings.rule import Presence
from custom_components.lens_cap.core.view import Activity
from custom_components.lens_cap.flows.rule_fields import EffectLevel
from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState

from .keys import Reader, Use
from .repository import INTEGRATION, Tree, english, modules


@cache
def _uses() -> list[Use]:
    reader = Reader(modules())
    found = reader.uses()
    assert reader.unreadable == []
    described = (INTEGRATION / "services.yaml").read_text()
    return found + [
        Use(section="selector", key=key, place="services.yaml")
        for key in re.findall(r"translation_key: (\w+)", described)
    ]


@cache
def _icons() -> Tree:
    found: Tree = json.loads((INTEGRATION / "icons.json").read_text())
    return found


def _at(tree: Tree, path: str) -> Tree:
    """Return the part of a tree at a dotted path, empty where there is none."""
    part: Any = tree
    for key in path.split("."):
        part = part.get(key, {})
    found: Tree = part
    return found


def test_every_key_that_is_used_exists() -> None:
    """No entity, error, issue or selector names a text that is missing."""
    assert [
        f"{use.place}: {use.section}.{use.key}"
        for use in _uses()
        if use.key not in _at(english(), use.section)
    ] == []


def test_every_key_that_exists_is_used() -> None:
    """No text is left over from something that is gone."""
    used = {(use.section, use.key) for use in _uses()}
    sections = ["exceptions", "issues", "selector", "device"]
    sections += [f"entity.{platform}" for platform in _at(english(), "entity")]
    assert [
        f"{section}.{key}"
        for section in sections
        for key in _at(english(), section)
        if (section, key) not in used
    ] == []


def _placeholders(tree: Tree) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", json.dumps(tree)))


def test_errors_and_issues_fill_their_placeholders() -> None:
    """Whoever raises an error or an issue gives what its text asks for, and nothing else."""
    wrong: list[str] = []
    for use in _uses():
        if use.section in ("exceptions", "issues") and use.given is not None:
            text = _at(english(), f"{use.section}.{use.key}")
            # A flow that repairs something may fill in more than its issue knows.
            flow = text.get("fix_flow", {})
            asked = _placeholders({key: text[key] for key in text if key != "fix_flow"})
            if not asked <= use.given <= asked | _placeholders(flow):
                wrong.append(f"{use.place}: {use.section}.{use.key}")
    assert wrong == []


def test_every_entity_has_an_icon() -> None:
    """An entity has an icon of ours, unless its device class brings one or it is the camera."""
    assert [
        f"{use.section}.{use.key}"
        for use in _uses()
        if use.section.startswith("entity.") and use.section != "entity.camera"
        if not use.pictured
        and "default" not in _at(_icons(), f"{use.section}.{use.key}")
    ] == []


def test_every_icon_belongs_to_something() -> None:
    """No icon is left over; states with icons are states that exist."""
    for platform, keys in _at(_icons(), "entity").items():
        known = _at(english(), f"entity.{platform}")
        assert set(keys) <= set(known), platform
        for key, icon in keys.items():
            states = set(icon.get("state", {}))
            if states and "state" in known[key]:
                assert states <= set(known[key]["state"]), f"{platform}.{key}"


@pytest.mark.parametrize(
    ("path", "members"),
    [
        ("entity.sensor.privacy_reason.state", ReasonCode),
        ("entity.sensor.privacy_level.state", PrivacyLevel),
        ("entity.event.activity.state_attributes.event_type.state", Activity),
        ("selector.placement.options", Placement),
        ("selector.presence.options", Presence),
        ("selector.effect_level.options", EffectLevel),
        ("selector.alarm_states.options", AlarmControlPanelState),
        ("selector.guests_effect.options", GuestsEffect),
    ],
)
def test_every_member_has_its_words(path: str, members: Any) -> None:
    """Every code that people get to see has a text, and no text is without its code."""
    assert set(_at(english(), path)) == {member.value for member in members}


EXAMPLE: Final = {
    "const.py": 'ISSUE: Final = "lost"',
    "exceptions.py": """
_BY_REASON: Final = {Reason.A: "because_a", Reason.B: "because_b"}
class One(HomeAssistantError):
    def __init__(self, reason):
        super().__init__(translation_key=_BY_REASON[reason], translation_placeholders={"camera": 1})
class Two(HomeAssistantError):
    def __init__(self, key, camera):
        super().__init__(translation_key=key)
""",
    "services.py": 'raise Two("refused", camera)',
    "switch.py": """
SWITCHES = (SwitchEntityDescription(key="a", translation_key="mode", device_class=Kind.SWITCH),)
class All(SwitchEntity):
    _attr_translation_key = "all_mode"
""",
    "__init__.py": "ir.async_create_issue(hass, translation_key=ISSUE)",
}


def test_the_reader_finds_every_way_to_name_a_key() -> None:
    """Constants, dicts, choices, parameters, descriptions and attributes are all read."""
    reader = Reader({name: ast.parse(code) for name, code in EXAMPLE.items()})
    assert {(use.section, use.key) for use in reader.uses()} == {
        ("exceptions", "because_a"),
        ("exceptions", "because_b"),
        ("exceptions", "refused"),
        ("entity.switch", "mode"),
        ("entity.switch", "all_mode"),
        ("issues", "lost"),
    }
    assert reader.unreadable == []


def test_the_reader_says_what_it_cannot_read() -> None:
    """A key that is put together at run time is not passed over in silence."""
    reader = Reader({"switch.py": ast.parse('f(translation_key=f"a_{b}")')})
    assert list(reader.uses()) == []
    assert len(reader.unreadable) == 1
