"""The repository as the gates see it."""

import ast
from functools import cache
import json
from pathlib import Path
import subprocess
import tomllib
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
INTEGRATION: Final = ROOT / "custom_components" / "lens_cap"

type Tree = dict[str, Any]


@cache
def _listed() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return tuple(ROOT / name for name in listed.stdout.decode().split("\0") if name)


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file that is in git or would be added to it."""
    return tuple(sorted(path for path in _listed() if path.is_file()))


@cache
def links() -> frozenset[str]:
    """Return the path of every symbolic link that is in git or would be added to it."""
    return frozenset(
        str(path.relative_to(ROOT)) for path in _listed() if path.is_symlink()
    )


@cache
def texts() -> dict[str, str]:
    """Return the text of every tracked file that is one, by its path in the repository."""
    found: dict[str, str] = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            found[str(path.relative_to(ROOT))] = content.decode()
    return found


@cache
def modules() -> dict[str, ast.Module]:
    """Return the syntax tree of every module of the integration, by its path in there."""
    return {
        str(path.relative_to(INTEGRATION)): ast.parse(path.read_text())
        for path in sorted(INTEGRATION.rglob("*.py"))
    }


@cache
def languages() -> dict[str, Tree]:
    """Return the translations by the name of their language."""
    return {
        path.stem: json.loads(path.read_text())
        for path in sorted((INTEGRATION / "translations").glob("*.json"))
    }


def english() -> Tree:
    """Return the English translations."""
    return languages()["en"]


def leaves(tree: Tree, path: str = "") -> dict[str, str]:
    """Return each text of a tree of translations by its dotted path."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        inner = f"{path}.{key}" if path else key
        found |= leaves(value, inner) if isinstance(value, dict) else {inner: value}
    return found


@cache
def manifest() -> Tree:
    """Return the manifest, in the order in which it is written."""
    found: Tree = json.loads((INTEGRATION / "manifest.json").read_text())
    return found


@cache
def hacs() -> Tree:
    """Return what HACS is told."""
    found: Tree = json.loads((ROOT / "hacs.json").read_text())
    return found


@cache
def project() -> Tree:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())
