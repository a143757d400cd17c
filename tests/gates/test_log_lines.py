"""Whoever searches for a line of the log finds what it means, and what to do."""

import ast
from collections.abc import Iterator
import re
from typing import Final

from .repository import modules, texts

PAGE: Final = "docs/log-lines.md"
TOLD: Final = {"info", "warning", "error", "exception"}


def _lines() -> Iterator[tuple[str, str]]:
    """Yield the level and the text of each line that is logged, but for those that only help to debug."""
    for tree in modules().values():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="LOGGER"), attr=level),
                    args=[ast.Constant(value=str(text)), *_],
                ) if level in TOLD:
                    yield ("error" if level == "exception" else level), text
                case _:
                    pass


def _rows() -> list[tuple[str, str]]:
    """Return the level and the text of each line in the page's table."""
    rows = re.findall(r"^\| (.+?) \| (\w+) \| .+ \|$", texts()[PAGE], re.MULTILINE)
    return [(level, re.sub(r"\*[^*]+\*", "%s", text)) for text, level in rows]


def _is_told(level: str, text: str) -> bool:
    return any(
        level == told
        and (text == row or text.startswith(row.removesuffix("…").strip()))
        for told, row in _rows()
    )


def test_lines_are_found() -> None:
    """The search sees calls, and rows."""
    assert len(list(_lines())) > 15
    assert len(_rows()) > 15


def test_each_line_is_explained() -> None:
    """As it is written in the log, and with its level."""
    assert [line for line in _lines() if not _is_told(*line)] == []


def test_no_line_is_explained_that_is_gone() -> None:
    """A row whose line nobody logs any more leads to nothing."""
    logged = [text for _, text in _lines()]
    assert [
        row
        for _, row in _rows()
        if not any(text.startswith(row.removesuffix("…").strip()) for text in logged)
        and row != "line"
    ] == []
