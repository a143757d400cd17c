"""The home of `scripts/develop` notices what an editor does."""

import asyncio
from pathlib import Path

import pytest

from lab.changes import Changes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a module and a text."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "module.py").write_text("a = 1")
    (tmp_path / "notes.txt").write_text("-")
    return tmp_path


def test_nothing_changed(folder: Path) -> None:
    """Nor does what Home Assistant does not read count, such as compiled modules."""
    changes = Changes(folder)
    (folder / "notes.txt").write_text("changed")
    (folder / "inner" / "module.pyc").write_text("compiled")
    assert changes.found() == []


def test_what_is_saved_added_or_deleted_is_found_once(folder: Path) -> None:
    """Each of these is a change, in inner folders too."""
    changes = Changes(folder)
    module, text = folder / "inner" / "module.py", folder / "en.json"
    module.write_text("a = 22")
    text.write_text("{}")
    assert changes.found() == [text, module]
    assert changes.found() == []
    module.unlink()
    assert changes.found() == [module]


async def test_whoever_waits_is_told_of_all_at_once(folder: Path) -> None:
    """A checkout writes many files, and is one change."""
    changes = Changes(folder)
    waiting = asyncio.ensure_future(changes.wait())
    written = [folder / f"{name}.py" for name in "abc"]
    for path in written:
        path.write_text("b = 2")
    assert await waiting == written
