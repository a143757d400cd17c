"""What Home Assistant's own integrations show beside their cameras is what the table says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from custom_components.lens_cap.core.integration_views import (
    BESIDE,
    OTHERWISE,
    IntegrationView,
    IntegrationViews,
)
import homeassistant.components

from .beside_list import beside_list
from .repository import ROOT

COMPONENTS = Path(homeassistant.components.__file__ or "").parent
DOCUMENT = ROOT / "docs" / "user" / "cameras.md"
# They have cameras from Home Assistant 2026.11 on.
NEWER = {"matter"}
OWN = [row for row in BESIDE.values() if row.repository is None]


def _bases(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            yield from (ast.unparse(base).rpartition(".")[2] for base in node.bases)


def _gives_out(file: Path) -> bool:
    """Return whether a module has web addresses, media or commands of its own."""
    text = file.read_text(encoding="utf-8")
    return "websocket_command(" in text or bool(
        {"HomeAssistantView", "MediaSource"} & set(_bases(ast.parse(text)))
    )


@pytest.mark.parametrize("row", OWN, ids=lambda row: row.integration)
def test_each_row_stands_in_the_installed_home_assistant(row: IntegrationViews) -> None:
    """In the file that it names, of an integration that has cameras."""
    folder = COMPONENTS / row.integration
    assert (folder / "camera.py").is_file()
    for passage in row.passages:
        text = (folder / passage.file).read_text(encoding="utf-8")
        assert passage.word in text, passage


def test_no_integration_with_cameras_is_left_out() -> None:
    """One that gives something out of its own is in the table, or a reason says why it is not."""
    found = {
        folder.parent.name
        for folder in COMPONENTS.glob("*/camera.py")
        if any(map(_gives_out, folder.parent.glob("*.py")))
    }
    known = {
        row.integration
        for row in OWN
        if {IntegrationView.MEDIA, IntegrationView.WEB, IntegrationView.COMMANDS}
        & set(row.outlets)
    }
    differing = (known | OTHERWISE.keys()) ^ (found - {"camera", "doorbird"})
    assert differing <= NEWER & OTHERWISE.keys()


def test_the_documentation_has_each_integration() -> None:
    """Row for row of the table, with what can be done about it."""
    assert beside_list() in DOCUMENT.read_text(encoding="utf-8")
