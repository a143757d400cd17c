"""What is said about security problems, in their repairs and in the documentation."""

import ast
from typing import Any, Final

import pytest

from custom_components.lens_cap.core.audit.checks import CAMERA_CHECKS, CHECKS
from custom_components.lens_cap.core.audit.finding import FixKind

from .audit_table import camera_table, household_table
from .repository import ROOT, english, modules

FLOWS: Final = (
    "flows/repair_security.py",
    "flows/repair_running.py",
    "flows/security/acceptance.py",
)
DOCUMENT: Final = ROOT / "docs" / "checks.md"


def _flow_of(check_id: str) -> dict[str, Any]:
    found: dict[str, Any] = english()["issues"][CHECKS[check_id].translation_key]
    return dict(found["fix_flow"])


def _common(check_id: str) -> dict[str, Any]:
    """Return what the flows of all problems say alike."""
    flow = _flow_of(check_id)
    return {
        "accept": flow["step"]["accept"],
        "menu": flow["step"]["init"]["menu_options"],
        "error": flow["error"],
        "abort": flow["abort"],
    }


@pytest.mark.parametrize("check_id", CHECKS)
def test_every_problem_is_dealt_with_in_the_same_words(check_id: str) -> None:
    """Its own are the title and the first step, and a question before cameras restart."""
    assert _common(check_id) == _common("original_visible")
    steps = {"init", "accept"}
    if CHECKS[check_id].fix is FixKind.INSTALL_FIRMWARE:
        steps.add("confirm_install")
    assert set(_flow_of(check_id)["step"]) == steps


def test_the_flow_says_only_what_is_written() -> None:
    """Each end, error and choice of the flow has a text, and no text is left over."""
    said = {
        node.value
        for flow in FLOWS
        for node in ast.walk(modules()[flow])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    common = _common("original_visible")
    for part in ("menu", "error", "abort"):
        assert set(common[part]) <= said, part
    ends = {
        value.value
        for flow in FLOWS
        for node in ast.walk(modules()[flow])
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "reason"
        for value in ast.walk(word.value)
        if isinstance(value, ast.Constant) and value.value in common["abort"]
    }
    assert ends == set(common["abort"])


def test_every_title_begins_with_its_camera() -> None:
    """A list of repairs cuts titles short, and everybody asks first which camera it is."""
    titles = [
        english()["issues"][one.translation_key]["title"] for one in CAMERA_CHECKS
    ]
    assert [title for title in titles if not title.startswith("{camera}")] == []


@pytest.mark.parametrize("table", [camera_table, household_table])
def test_the_documentation_names_every_check(table: Any) -> None:
    """With its severity, its fix and what it relates to, in the order of the code."""
    assert table() in DOCUMENT.read_text(encoding="utf-8")
