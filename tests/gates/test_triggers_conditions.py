"""Triggers and conditions of the code, their description, their texts and their icons are the same ones."""

from collections.abc import Collection
from dataclasses import dataclass
import json
from typing import Any, Final

import pytest
import voluptuous as vol
import yaml

from custom_components.lens_cap.condition import CONDITIONS
from custom_components.lens_cap.trigger import TRIGGERS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import selector

from .repository import INTEGRATION, Tree, english, texts


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Triggers, or conditions."""

    plural: str
    singular: str
    known: Collection[str]

    def described(self) -> Tree:
        """Return the descriptions; those that begin with a dot are only quoted by others."""
        read: Tree = yaml.safe_load((INTEGRATION / f"{self.plural}.yaml").read_text())
        return {name: one for name, one in read.items() if not name.startswith(".")}

    def icons(self) -> Tree:
        """Return the icons."""
        icons: Tree = json.loads((INTEGRATION / "icons.json").read_text())
        found: Tree = icons[self.plural]
        return found

    def words(self) -> Tree:
        """Return the English texts."""
        found: Tree = english()[self.plural]
        return found


KINDS: Final = [
    Kind(plural="triggers", singular="trigger", known=TRIGGERS),
    Kind(plural="conditions", singular="condition", known=CONDITIONS),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.plural)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Return one kind after the other."""
    found: Kind = request.param
    return found


def test_each_is_described_and_each_described_one_exists(kind: Kind) -> None:
    """The code knows exactly what the file describes, and nothing is told twice."""
    assert set(kind.described()) == set(kind.known)


def test_each_has_its_words(kind: Kind) -> None:
    """Texts exist for each, and for each of its fields, and for no other."""
    assert set(kind.words()) == set(kind.known)
    for name, described in kind.described().items():
        words = kind.words()[name]
        assert {"name", "description"} <= set(words), name
        assert set(words.get("fields", {})) == set(described.get("fields", {})), name
        assert all("name" in field for field in words.get("fields", {}).values()), name


def test_each_has_an_icon(kind: Kind) -> None:
    """The picker shows an icon for each, and none is left over."""
    assert set(kind.icons()) == set(kind.known)
    assert all(icon[kind.singular].startswith("mdi:") for icon in kind.icons().values())


async def test_each_field_has_a_selector(hass: HomeAssistant, kind: Kind) -> None:
    """One that Home Assistant knows."""
    for name, described in kind.described().items():
        for field, asked in described.get("fields", {}).items():
            selector.validate_selector(asked["selector"])
            assert {"required", "default"} <= set(asked), f"{name}.{field}"


def test_each_is_told_in_the_documents(kind: Kind) -> None:
    """People find it by its name."""
    told = texts()["docs/user/automations.md"]
    assert [name for name in kind.known if f"`lens_cap.{name}`" not in told] == []


def test_each_target_is_of_our_own(kind: Kind) -> None:
    """The picker offers entities of ours only."""
    targets: dict[str, Any] = {
        name: described["target"]["entity"]["integration"]
        for name, described in kind.described().items()
        if "target" in described
    }
    assert targets
    assert set(targets.values()) == {"lens_cap"}


def test_a_selector_that_there_is_not_is_found() -> None:
    """The rule for selectors finds what it is for."""
    with pytest.raises(vol.Invalid):
        selector.validate_selector({"no_such_thing": None})
