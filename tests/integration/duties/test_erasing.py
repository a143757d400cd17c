"""Only files that still are what was noted are deleted: never a link, never what took their place."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
import os
from pathlib import Path
import shutil
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.lens_cap.core.duties.recordings import (
    Erasure,
    SavedBy,
    SavedFile,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.duties.erasing import content_of, erase_file
from homeassistant.util import dt as dt_util

NOW = dt_util.utcnow()
PICTURE = b"a picture of the garden"


def _noted(path: Path, content: bytes = PICTURE) -> SavedFile:
    """Return what was noted when a file was saved."""
    return SavedFile(
        camera_id=CameraId("garden"),
        camera="Garden",
        path=str(path),
        way=SavedBy.SNAPSHOT,
        at=NOW,
        until=NOW,
        size=len(content),
        digest=sha256(content).hexdigest(),
    )


def _everywhere(_path: str) -> bool:
    return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder without links on its way."""
    inner = tmp_path.resolve() / "media"
    inner.mkdir()
    return inner


def _write(path: Path, content: bytes = PICTURE) -> SavedFile:
    path.write_bytes(content)
    return _noted(path, content)


def test_a_file_that_is_as_it_was_noted_is_deleted(folder: Path) -> None:
    """And nothing beside it; once it is gone, it is gone."""
    (folder / "other.jpg").write_bytes(PICTURE)
    file = _write(folder / "a.jpg")
    assert erase_file(file, _everywhere) is Erasure.ERASED
    assert [one.name for one in folder.iterdir()] == ["other.jpg"]
    assert erase_file(file, _everywhere) is Erasure.GONE


def test_a_file_that_was_replaced_or_written_on_stays(folder: Path) -> None:
    """Also where it is as long as before."""
    file = _write(folder / "a.jpg")
    for content in (PICTURE[::-1], PICTURE + b"!", b""):
        (folder / "a.jpg").write_bytes(content)
        assert erase_file(file, _everywhere) is Erasure.CHANGED
        assert (folder / "a.jpg").read_bytes() == content


def test_a_link_is_not_followed(folder: Path) -> None:
    """Neither instead of the file nor of a folder on the way to it."""
    file = _write(folder / "a.jpg")
    (folder / "a.jpg").rename(folder / "moved.jpg")
    (folder / "a.jpg").symlink_to(folder / "moved.jpg")
    assert erase_file(file, _everywhere) is Erasure.LINK
    inner = folder / "inner"
    inner.mkdir()
    deeper = _write(inner / "b.jpg")
    inner.rename(folder / "elsewhere")
    inner.symlink_to(folder / "elsewhere")
    assert erase_file(deeper, _everywhere) is Erasure.LINK
    assert (folder / "moved.jpg").exists()
    assert (folder / "elsewhere" / "b.jpg").exists()


def test_what_is_no_file_stays(folder: Path) -> None:
    """A folder, a pipe, a folder that is a file now."""
    noted = _noted(folder / "a.jpg")
    (folder / "a.jpg").mkdir()
    assert erase_file(noted, _everywhere) is Erasure.LINK
    os.mkfifo(folder / "pipe")
    assert erase_file(_noted(folder / "pipe"), _everywhere) is Erasure.LINK
    (folder / "file").write_bytes(PICTURE)
    assert erase_file(_noted(folder / "file" / "b"), _everywhere) is Erasure.LINK


@pytest.mark.parametrize(
    "path", ["a.jpg", "../a.jpg", "{folder}/../media/a.jpg", "{folder}/a.jpg\0"]
)
def test_a_path_that_leads_elsewhere_is_not_gone(folder: Path, path: str) -> None:
    """One that is not whole, goes back, or holds what no path holds."""
    _write(folder / "a.jpg")
    noted = _noted(Path(path.format(folder=folder)))
    assert erase_file(noted, _everywhere) is Erasure.OUTSIDE
    assert (folder / "a.jpg").exists()


def test_a_folder_that_is_not_allowed_is_left_alone(folder: Path) -> None:
    """As Home Assistant says at that moment."""
    file = _write(folder / "a.jpg")
    assert erase_file(file, lambda _path: False) is Erasure.OUTSIDE
    assert (folder / "a.jpg").exists()


def test_a_recording_that_was_never_finished_stays(folder: Path) -> None:
    """Nobody knows what it was to become."""
    (folder / "a.mp4").write_bytes(PICTURE)
    noted = _noted(folder / "a.mp4")
    unfinished = SavedFile(**(vars(noted) | {"digest": ""}))
    assert erase_file(unfinished, _everywhere) is Erasure.UNFINISHED
    assert (folder / "a.mp4").exists()


def test_a_file_that_somebody_reads_is_deleted(folder: Path) -> None:
    """Whoever has it open keeps reading; its name is gone."""
    file = _write(folder / "a.jpg")
    with (folder / "a.jpg").open("rb") as reading:
        assert erase_file(file, _everywhere) is Erasure.ERASED
        assert reading.read() == PICTURE
    assert list(folder.iterdir()) == []


def test_what_is_put_in_its_place_meanwhile_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading and deleting, somebody moves another file there."""
    file = _write(folder / "a.jpg")
    (folder / "mine.jpg").write_bytes(b"mine")
    rename = os.rename

    def replaced(source: Any, target: Any, **where: Any) -> None:
        monkeypatch.setattr(os, "rename", rename)
        (folder / "mine.jpg").replace(folder / "a.jpg")
        rename(source, target, **where)

    monkeypatch.setattr(os, "rename", replaced)
    assert erase_file(file, _everywhere) is Erasure.CHANGED
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == {
        "a.jpg": b"mine"
    }


@pytest.mark.parametrize("call", ["open", "fstat", "rename", "stat", "unlink", "fsync"])
@pytest.mark.parametrize("number", range(1, 13))
def test_a_crash_at_any_step_is_finished_the_next_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """Each call once fails; nothing else is ever gone, and in the end the file is."""
    (folder / "other.jpg").write_bytes(b"other")
    file = _write(folder / "a.jpg")
    real, calls = getattr(os, call), [0]

    def crashing(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] == number:
            raise _CrashError
        return real(*args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(os, call, crashing)
        _attempt(file)
    erase_file(file, _everywhere)
    assert [one.name for one in folder.iterdir()] == ["other.jpg"]


class _CrashError(BaseException):
    """Home Assistant ends here."""


def _attempt(file: SavedFile) -> None:
    with suppress(_CrashError):
        erase_file(file, _everywhere)


@pytest.mark.parametrize("error", [28, 5, 13])
def test_a_disk_that_refuses_leaves_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """Full, failing, or read only: it is said, and the file keeps its name."""
    file = _write(folder / "a.jpg")

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise OSError(error, "no")

    monkeypatch.setattr(os, "rename", refuse)
    assert erase_file(file, _everywhere) is Erasure.FAILED
    assert (folder / "a.jpg").read_bytes() == PICTURE


def test_a_file_with_the_name_of_an_attempt_is_not_ours(folder: Path) -> None:
    """What somebody has put there stays, and so does the file."""
    file = _write(folder / "a.jpg")
    tomb = folder / f".lens_cap_erasing_{file.digest[:32]}"
    tomb.write_bytes(b"somebody else's")
    assert erase_file(file, _everywhere) is Erasure.FAILED
    assert tomb.read_bytes() == b"somebody else's"
    assert (folder / "a.jpg").exists()


def test_only_plain_files_have_a_content(folder: Path) -> None:
    """A link has none, whatever it leads to."""
    _write(folder / "a.jpg")
    (folder / "link").symlink_to(folder / "a.jpg")
    assert content_of(folder / "a.jpg") == (len(PICTURE), sha256(PICTURE).hexdigest())
    with pytest.raises(OSError, match="link"):
        content_of(folder / "link")


names = st.sampled_from(["a", "b", "c"])
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
contents = st.sampled_from([b"one", b"two", b"three", b""])
deeds = st.one_of(
    st.tuples(st.just("write"), paths, contents),
    st.tuples(st.just("link"), paths, paths),
    st.tuples(st.just("hard"), paths, paths),
    st.tuples(st.just("move"), paths, paths),
    st.tuples(st.just("delete"), paths, paths),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    saved=st.lists(st.tuples(paths, contents), max_size=5),
    later=st.lists(deeds, max_size=8),
    allowed=names,
)
def test_in_any_tree_nothing_is_deleted_but_what_was_noted(
    saved: list[tuple[str, bytes]], later: list[tuple[str, str, Any]], allowed: str
) -> None:
    """Whatever was written, linked, moved and deleted since: by path, kind and content."""
    with TemporaryDirectory() as made:
        root = Path(made).resolve()
        noted = {
            path: _noted(root / path, content)
            for path, content in saved
            if _do(root, "write", path, content)
        }
        for deed in later:
            _do(root, *deed)
        before = _tree(root)
        gone = {
            path
            for path, file in noted.items()
            if erase_file(file, lambda one: Path(one).is_relative_to(root / allowed))
            is Erasure.ERASED
        }
        expected = {
            path
            for path, file in noted.items()
            if path.split("/")[0] == allowed
            and before.get(path) == ("file", file.digest)
        }
        after = _tree(root)
        assert gone == expected
        assert after == {
            path: one for path, one in before.items() if path not in expected
        }


def _do(root: Path, deed: str, path: str, more: Any) -> bool:
    """Do something to a tree, if it can be done; return whether it could."""
    target = root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        match deed:
            case "write":
                target.write_bytes(more)
            case "link":
                target.symlink_to(root / more)
            case "hard":
                target.hardlink_to(root / more)
            case "move":
                target.rename(root / more)
            case _:
                shutil.rmtree(target) if target.is_dir() else target.unlink()
    except OSError:
        return False
    return True


def _tree(root: Path) -> dict[str, tuple[str, str]]:
    return dict(_walk(root, ""))


def _walk(folder: Path, above: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Return everything below a folder: files with what they hold, links with where they lead."""
    for one in folder.iterdir():
        path = f"{above}{one.name}"
        if one.is_symlink():
            yield path, ("link", str(one.readlink()))
        elif one.is_dir():
            yield path, ("folder", "")
            yield from _walk(one, f"{path}/")
        else:
            yield path, ("file", sha256(one.read_bytes()).hexdigest())
