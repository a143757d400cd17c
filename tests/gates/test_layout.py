"""The tree is the table of contents: what lies where, and that a name leads to one place."""

import ast
from collections import Counter, defaultdict
import re
from typing import Final

from tests.conftest import QUICK

from .repository import INTEGRATION, ROOT, modules

# What Home Assistant looks for at an integration's root, and what its integrations keep there.
KNOWN: Final = frozenset(
    {
        "__init__",
        "binary_sensor",
        "button",
        "camera",
        "condition",
        "config_flow",
        "datetime",
        "select",
        "const",
        "coordinator",
        "diagnostics",
        "entity",
        "event",
        "exceptions",
        "intent",
        "repairs",
        "sensor",
        "services",
        "switch",
        "system_health",
        "trigger",
    }
)
MOST_MODULES: Final = 24
# What Home Assistant looks for in more than one module of an integration's root.
DICTATED: Final = frozenset({"async_setup_entry"})


def test_the_root_holds_what_home_assistant_knows() -> None:
    """Every module at the root has a name that Home Assistant, or its integrations, have there."""
    at_root = {path.stem for path in INTEGRATION.glob("*.py")}
    assert at_root - KNOWN == set()


def test_no_folder_is_a_heap() -> None:
    """A folder with too many modules hides what is in it."""
    counts = Counter(path.parent for path in INTEGRATION.rglob("*.py"))
    assert {
        str(folder.relative_to(INTEGRATION)): count
        for folder, count in counts.items()
        if count > MOST_MODULES
    } == {}, "split these by concept"


def test_every_folder_has_its_tests() -> None:
    """Whoever changes a folder finds its tests under the same name."""
    folders = {
        path.parent.name
        for path in INTEGRATION.glob("*/__init__.py")
        if path.parent.name != "core"
    }
    tested = {path.parent.name for path in ROOT.glob("tests/integration/*/__init__.py")}
    assert folders - tested == set()


def test_what_runs_quickly_is_there() -> None:
    """A folder that was renamed would leave `scripts/test quick` without a word."""
    gone = [one for one in QUICK if not (ROOT / "tests").joinpath(*one).is_dir()]
    assert gone == []
    collected = re.findall(
        r"\btests/[a-z/]+(?=[ )])", (ROOT / "scripts/test").read_text()
    )
    assert collected == ["/".join(("tests", *one)) for one in QUICK]


def test_a_public_name_leads_to_one_module() -> None:
    """No two modules have a public function or class of the same name."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                dictated = node.name in DICTATED and "/" not in name
                if not node.name.startswith("_") and not dictated:
                    places[node.name].append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
