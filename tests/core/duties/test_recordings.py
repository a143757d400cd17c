"""What is known of saved files: which are too old, which show a time, and what is read back."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.duties.recordings import (
    MOST_FILES,
    NOTHING_SAVED,
    Erasure,
    SavedBy,
    SavedFile,
    SavedFiles,
    saved_files_from_json,
    saved_files_to_json,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.state.codec import Json

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOFA, DOOR = CameraId("sofa"), CameraId("door")
moments = st.integers(-9999, 9999).map(lambda hours: NOW + timedelta(hours=hours))
files = st.builds(
    SavedFile,
    camera_id=st.sampled_from([SOFA, DOOR]),
    camera=st.text(max_size=5),
    path=st.text(max_size=5),
    way=st.sampled_from(SavedBy),
    at=moments,
    until=moments,
    reason=st.text(max_size=5),
    by=st.none() | st.text(max_size=5),
    automation=st.text(max_size=5),
    size=st.integers(0, 9),
    digest=st.text(max_size=5),
)


def _saved(*several: SavedFile) -> SavedFiles:
    saved = NOTHING_SAVED
    for one in several:
        saved = saved.with_file(one)
    return saved


def _file(hours: float, path: str = "/media/a", **fields: object) -> SavedFile:
    at = NOW + timedelta(hours=hours)
    told: dict[str, object] = {"camera_id": SOFA, "camera": "Sofa", "path": path}
    told |= {"way": SavedBy.RECORD, "at": at, "until": at, "digest": "x"} | fields
    return SavedFile(**told)  # type: ignore[arg-type]


def _files_in(saved: SavedFiles) -> list[dict[str, Json]]:
    return saved_files_to_json(saved)["files"]  # type: ignore[return-value]


def _read(written: dict[str, Json]) -> Mapping[str, SavedFile]:
    return saved_files_from_json({"files": [written]}).files


@given(st.lists(files, max_size=5))
def test_they_are_read_as_they_were_written(several: list[SavedFile]) -> None:
    """With what was agreed to."""
    saved = _saved(*several).agreeing(SOFA, 30)
    assert saved_files_from_json(saved_files_to_json(saved)) == saved


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"files": "x", "agreed": []},
        {"files": [None, {}, {"camera_id": "a", "path": "b", "size": 1}]},
        {"files": [{"camera_id": "a", "path": "b", "size": "1"}], "agreed": {"a": "b"}},
        {"files": [{"at": "x"}, {"at": "2026-05-04T12:00:00"}, {"at": 5}]},
    ],
)
def test_what_cannot_be_read_is_unknown(data: object) -> None:
    """And so is never deleted."""
    assert saved_files_from_json(data) == NOTHING_SAVED  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        *[(key, None) for key in ("camera_id", "path", "way", "at", "until", "size")],
        *[(key, "2026-05-04T12:00:00") for key in ("at", "until")],
        ("way", "by hand"),
    ],
)
def test_a_file_of_which_one_thing_is_not_certain_is_unknown(
    key: str, stored: str | None
) -> None:
    """Whose it is, where, how it came about, when, or how large: without any of these nothing is deleted."""
    [written] = _files_in(_saved(_file(0)))
    assert _read({**written, key: stored}) == {}


def test_what_is_only_told_of_a_file_may_be_missing() -> None:
    """It says less then; above all, no digest is made up by which it could be deleted."""
    written = _files_in(_saved(_file(0, reason="open", by="ben", automation="Bell")))[0]
    told: dict[str, Json] = dict.fromkeys(
        ("camera", "reason", "by", "automation", "digest"), 5
    )
    assert _read({**written, **told}) == {"/media/a": _file(0, camera="", digest="")}


def test_a_file_that_is_written_over_is_another_one() -> None:
    """What lay under the path is gone; the newest are kept where there are too many."""
    assert list(_saved(_file(0), _file(1)).files.values()) == [_file(1)]
    many = {f"/{n}": _file(0, f"/{n}") for n in range(MOST_FILES)}
    saved = SavedFiles(files=many, agreed={}).with_file(_file(0, "/new"))
    assert len(saved.files) == MOST_FILES
    assert "/0" not in saved.files


@pytest.mark.parametrize(
    ("outcome", "stays"),
    [(one, one not in (Erasure.ERASED, Erasure.GONE)) for one in Erasure],
)
def test_what_was_not_deleted_stays_known(outcome: Erasure, stays: bool) -> None:
    """So it is tried, or shown, again."""
    after = _saved(_file(0)).agreeing(SOFA, 30).after({"/media/a": outcome})
    assert bool(after.files) is stays
    assert after.is_agreed(SOFA, 30)


def test_only_the_cameras_own_old_files_are_too_old() -> None:
    """By their end; what is from the future is not, nor what ends before it begins."""
    old = _file(-49, "/old")
    saved = _saved(
        old,
        _file(-47, "/new"),
        _file(-48, "/of the very moment"),
        _file(-49, "/door", camera_id=DOOR),
        _file(-49, "/long", until=NOW),
        _file(99, "/future"),
        _file(-49, "/odd", until=NOW - timedelta(hours=60)),
    )
    assert saved.too_old(SOFA, 2, NOW) == (old,)


def test_a_shorter_time_than_was_agreed_to_is_asked_again() -> None:
    """A longer one deletes nothing that was not seen."""
    saved = NOTHING_SAVED.agreeing(SOFA, 30)
    assert not NOTHING_SAVED.is_agreed(SOFA, 30)
    assert saved.is_agreed(SOFA, 30)
    assert saved.is_agreed(SOFA, 31)
    assert not saved.is_agreed(SOFA, 29)
    assert not saved.is_agreed(DOOR, 30)


def test_files_that_show_a_time_are_found() -> None:
    """Those that reach into it; of some cameras, or of all."""
    inside = _file(1, "/inside")
    reaching = _file(-1, "/reaching", until=NOW)
    saved = _saved(
        inside,
        reaching,
        _file(2, "/at the end"),
        _file(-1, "/before"),
        _file(1, "/door", camera_id=DOOR),
    )
    end = NOW + timedelta(hours=2)
    assert saved.showing([SOFA], NOW, end) == (inside, reaching)
    assert len(saved.showing(None, NOW, end)) == 3
    assert saved.showing([], NOW, end) == ()
