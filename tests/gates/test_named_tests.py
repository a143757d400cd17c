"""Whoever is told by a document that a test shows something finds that test."""

import ast
import re
from typing import Final

import pytest

from .repository import texts

PAGE: Final = "docs/peers.md"
NAMED: Final = re.compile(r"`((?:frontend/)?tests/[\w./-]+)::([^`]+)`")
# Of `it` and `test`, with or without a table of cases before the name.
VITEST: Final = re.compile(r'(?<!describe)\(\s*"([^"]+)",\s*(?:async )?\(')


def _tests(file: str) -> set[str]:
    """Return the names of the tests of a file; none of one that there is not."""
    text = texts().get(file, "")
    if file.endswith(".ts"):
        return set(VITEST.findall(text))
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    tree = ast.parse(text)
    names = {node.name for node in ast.walk(tree) if isinstance(node, functions)}
    return {name for name in names if name.startswith("test_")}


def _missing(text: str) -> list[str]:
    """Return the tests that a text names and that there are not."""
    return [
        f"{file}::{name}"
        for file, name in NAMED.findall(text)
        if name not in _tests(file)
    ]


def test_tests_that_are_named_exist() -> None:
    """In every document, by file and name."""
    assert {
        name: missing
        for name, text in texts().items()
        if name.endswith(".md") and (missing := _missing(text))
    } == {}


def test_every_complaint_has_a_test() -> None:
    """Each row of the page names one at least."""
    rows = re.findall(r"^\| [^|-].*\|$", texts()[PAGE], re.MULTILINE)[1:]
    assert len(rows) == 13
    assert [row for row in rows if NAMED.search(row) is None] == []


@pytest.mark.parametrize(
    ("named", "missing"),
    [
        ("tests/gates/test_named_tests.py::test_tests_that_are_named_exist", False),
        ("tests/gates/test_named_tests.py::test_that_there_is_not", True),
        ("tests/gates/test_that_there_is_not.py::test_it", True),
        ("frontend/tests/zones.test.ts::stay in the picture", False),
        ("frontend/tests/zones.test.ts::a zone named %j: %s", False),
        ("frontend/tests/zones.test.ts::outlines", True),
    ],
)
def test_a_name_that_leads_nowhere_is_found(named: str, missing: bool) -> None:
    """And only that."""
    assert bool(_missing(f"`{named}`")) is missing
