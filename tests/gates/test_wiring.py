"""Parts find each other as typed objects: no slot for a function, no shelf of Home Assistant's, without a reason."""

import ast
import re
from typing import Final

import pytest

from .repository import ROOT, modules, project, texts

# What has to be there while no entry of ours is loaded, or longer than one is.
SHELVED: Final = {
    "duties/guest_requests.py": "a route is served until Home Assistant ends",
    "entry/early_sealing.py": "originals are sealed before Lens Cap is set up, and while it reloads",
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


# A method of somebody else's object, exchanged for ours, may break at an upgrade: contract tests are in ha/.
CONTACTS: Final = "ha/compat"
# What was in front of a camera and may be seen by nobody yet, and what may be shown, come from these only.
FRAMES: Final = {
    "RawFrame": {"media/session.py", "media/source.py", "media/picture_checker.py"},
    "GuardedFrame": {
        "media/closed_camera.py",
        "media/guard.py",
        "media/stills/worded_placeholder.py",
    },
}


@pytest.mark.parametrize("kind", FRAMES)
def test_frames_are_made_where_it_is_said(kind: str) -> None:
    """Whoever makes one says what may be shown; `media/frames.py` names the same modules."""
    found = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == kind
    }
    assert found == FRAMES[kind]
    (made,) = (
        ast.get_docstring(node) or ""
        for node in modules()["media/frames.py"].body
        if isinstance(node, ast.ClassDef) and node.name == kind
    )
    said = {f"media/{one}" for one in re.findall(r"`([\w/]+\.py)`", made)}
    assert said == FRAMES[kind]


def test_no_method_of_another_object_is_exchanged() -> None:
    """Nothing gets a function of ours as an attribute, but where the contacts with Home Assistant are."""
    found = {
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        if not name.startswith(CONTACTS)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in _given_away(outer)
    }
    assert found == set()


def _given_away(outer: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.Assign]:
    """Return where a function that is defined inside of this one becomes, or gets, an attribute."""
    inner = {
        node.name
        for node in ast.walk(outer)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node is not outer
    }
    found: list[ast.Assign] = []
    for node in ast.walk(outer):
        if not isinstance(node, ast.Assign):
            continue
        given = ast.unparse(node.value) in inner
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                owner = ast.unparse(target.value)
                if owner in inner or (given and owner != "self"):
                    found.append(node)
    return found


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
