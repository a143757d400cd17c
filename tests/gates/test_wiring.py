"""Parts find each other as typed objects: no slot for a function, no shelf of Home Assistant's, without a reason."""

import ast
import re
from typing import Final

from .repository import ROOT, modules, project, texts

# What has to be there while no entry of ours is loaded, or longer than one is.
SHELVED: Final = {
    "duties/guest_requests.py": "a route is served until Home Assistant ends",
    "entry/early_sealing.py": "originals are sealed before Lens Cap is set up, and while it reloads",
    "frontend/__init__.py": "a script is served until Home Assistant ends",
    "ha/compat_frontend.py": "which version of our module is served is asked for by pages",
    "ha/compat_entities.py": "what hears of every entity there is, wherever that comes from",
    "ha/repair_issues.py": "repairs are shown where Lens Cap did not start",
    "media/webrtc.py": "said once, however often Lens Cap is loaded",
    "sensing/actor.py": "how a call came about is seen where Lens Cap does not run",
    "storage/closing_note.py": "what is asked for while nothing runs is noted",
}


def test_what_runs_is_on_no_shelf() -> None:
    """What lives as long as the entry is in its runtime data, and not in `hass.data`."""
    found = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and re.search(r"\b_?hass\.data$", ast.unparse(node.value))
    }
    assert found == set(SHELVED)


def test_no_function_is_put_into_another_object() -> None:
    """A part names what it needs of another one, and gets that when it is made."""
    found = {
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Lambda)
        and any(
            isinstance(target, ast.Attribute) and not target.attr.startswith("_")
            for target in (
                node.targets if isinstance(node, ast.Assign) else [node.target]
            )
        )
    }
    assert found == set()


def test_the_architecture_names_files_that_are_there() -> None:
    """Whoever follows a walk through the code finds each file where the page says it stands."""
    named = re.findall(r"`([\w/]+\.py)`", texts()["docs/architecture.md"])
    assert len(named) > 20
    assert [name for name in named if name not in modules()] == []


def test_the_architecture_has_the_layers_that_are_checked() -> None:
    """The page shows them as pyproject.toml has them."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "layers")
    page = texts()["docs/architecture.md"]
    assert f"```text\n{'\n'.join(layers)}\n```" in page


def test_the_architecture_names_all_that_is_at_the_root() -> None:
    """Its tree has every module and every folder of the integration."""
    tree = texts()["docs/architecture.md"].partition("```text")[2].partition("```")[0]
    words = set(re.findall(r"\w+/?", tree))
    there = {name.partition("/")[0] + "/" * ("/" in name) for name in modules()}
    assert {name.removesuffix(".py") for name in there} - words == set()


def test_files_that_are_named_exist() -> None:
    """Whoever is sent to a file of the code or of the tests finds one."""
    pages = {
        name: text
        for name, text in texts().items()
        if (name.endswith((".md", ".yaml")) or name.startswith("scripts/"))
        and name != "CHANGELOG.md"
    }
    missing = {
        f"{name}: {found}"
        for name, text in pages.items()
        for found in re.findall(r"(?<![\w/.{-])\w+/[\w/]+\.py\b", text)
        if found not in modules() and not (ROOT / found).exists()
    } | {
        f"{name}: {found}"
        for name, text in pages.items()
        for found in re.findall(r"(?<![\w/.-])tests/\w+(?:/\w+)*", text)
        if not (ROOT / found).exists() and not (ROOT / f"{found}.py").exists()
    }
    assert missing == set()
