"""What is saved from guarded cameras is noted, kept as long as its owner wants, and erased on demand."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)

from custom_components.lens_cap.const import DOMAIN, ISSUE_RECORDINGS_DUE
from custom_components.lens_cap.core.duties.recordings import (
    SavedBy,
    SavedFile,
    saved_files_to_json,
)
from custom_components.lens_cap.core.history.record import HistoryKind
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.duties import saved_list
from custom_components.lens_cap.duties.erasing import content_of
from custom_components.lens_cap.history import HistoryQuery
from custom_components.lens_cap.repairs import async_create_fix_flow
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ...helpers.family import by
from ...helpers.mock_house import BED, SOFA, House, secret_jpeg

NOW = dt_util.utcnow()


@pytest.fixture
def media(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return a folder that Home Assistant may write to."""
    folder = tmp_path.resolve() / "media"
    folder.mkdir()
    hass.config.allowlist_external_dirs = {str(folder)}
    return folder


def _names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


async def _settled(house: House) -> list[SavedFile]:
    """Wait until everything that was saved is noted."""
    await house.hass.async_block_till_done(wait_background_tasks=True)
    return list(house.runtime.recordings.known.now.files.values())


async def test_a_snapshot_is_noted(family: House, anna: MockUser, media: Path) -> None:
    """With camera, time, reason, caller and where it lies; also under a name that is made anew each time."""
    name = f"{media}/{{{{ now().timestamp() }}}}.jpg"
    await family.hass.services.async_call(
        "camera",
        "snapshot",
        {"entity_id": "camera.sofa", "filename": name},
        blocking=True,
        context=by(anna),
    )
    [file] = await _settled(family)
    assert {Path(file.path).name} == _names(media)
    assert (file.camera_id, file.camera, file.way) == (SOFA, "Sofa", SavedBy.SNAPSHOT)
    assert (file.by, file.reason) == (anna.id, "nothing_asks")
    assert (file.size, file.digest) == content_of(Path(file.path))


async def test_a_picture_that_nobody_saves_is_not_noted(house: House) -> None:
    """It was only looked at."""
    assert await house.hass.async_add_executor_job(secret_jpeg)
    camera = house.hass.data["camera"].get_entity("camera.sofa")
    assert await camera.async_camera_image()
    assert await _settled(house) == []


class _Records:
    """A stream of Home Assistant that writes what it is told to, or fails."""

    def __init__(self, content: bytes | None, end: asyncio.Event | None = None) -> None:
        self.content = content
        self.end = end

    async def async_record(self, video_path: str, *_times: int) -> None:
        if self.content is None:
            raise OSError("no picture")
        if self.end:
            await self.end.wait()
        _write(Path(video_path), self.content)


async def test_a_recording_is_noted_once_it_is_whole(house: House, media: Path) -> None:
    """One that fails is known to be unfinished, and counts as nobody's."""
    whole: Any = _Records(b"video")
    failing: Any = _Records(None)
    for stream in (whole, whole, failing):
        house.runtime.recordings.attend(SOFA, stream)
    await whole.async_record(f"{media}/a.mp4")
    with pytest.raises(OSError, match="no picture"):
        await failing.async_record(f"{media}/b.mp4")
    a, b = await _settled(house)
    assert (a.way, a.size, a.path) == (SavedBy.RECORD, 5, f"{media}/a.mp4")
    assert (b.digest, b.path) == ("", f"{media}/b.mp4")


async def _saved(
    house: House, path: Path, at: datetime, camera_id: CameraId = SOFA
) -> SavedFile:
    """Save something at a moment, and return what is known of it."""
    _write(path, path.name.encode())
    size, digest = content_of(path)
    file = SavedFile(
        camera_id=camera_id,
        camera="Sofa",
        path=str(path),
        way=SavedBy.SNAPSHOT,
        at=at,
        until=at,
        size=size,
        digest=digest,
    )
    house.runtime.recordings.known.note(file)
    return file


async def _erase(house: House, who: MockUser, **data: Any) -> dict[str, Any]:
    span = {"start": (NOW - timedelta(hours=2)).isoformat(), "end": NOW.isoformat()}
    answer = await house.hass.services.async_call(
        DOMAIN,
        "erase_recordings",
        span | data,
        blocking=True,
        context=by(who),
        return_response=True,
    )
    assert answer is not None
    return dict(answer)


async def test_a_time_is_erased_only_once_it_is_confirmed(
    family: House, anna: MockUser, media: Path
) -> None:
    """Before that it is only told; what is outside the time, or was changed, stays."""
    hour = NOW - timedelta(hours=1)
    await _saved(family, media / "in.jpg", hour)
    await _saved(family, media / "before.jpg", NOW - timedelta(hours=3))
    await _saved(family, media / "bed.jpg", hour, camera_id=BED)
    await _saved(family, media / "changed.jpg", hour)
    _write(media / "changed.jpg", b"mine")
    asked = await _erase(family, anna, entity_id="camera.sofa")
    assert (asked["confirmed"], asked["found"], asked["deleted"]) == (False, 2, 0)
    assert {one["result"] for one in asked["files"]} == {"would_delete"}
    assert len(asked["not_reached"]) == 6
    assert len(_names(media)) == 4
    done = await _erase(family, anna, entity_id="camera.sofa", confirm=True)
    assert {Path(one["path"]).name: one["result"] for one in done["files"]} == {
        "in.jpg": "erased",
        "changed.jpg": "changed",
    }
    assert _names(media) == {
        "before.jpg",
        "bed.jpg",
        "changed.jpg",
    }
    page = await family.runtime.history.async_page(
        HistoryQuery(kinds=frozenset({HistoryKind.ERASED})),
        HistoryViewer(reader=Reader.ADMINISTRATOR),
    )
    assert [(one.by, one.count) for _, one in page.records] == [(anna.id, 1)]


async def test_only_administrators_erase(family: House, ben: MockUser) -> None:
    """And only a time that is one, of cameras that are guarded."""
    with pytest.raises(Unauthorized):
        await _erase(family, ben)


@pytest.mark.parametrize(
    "wrong",
    [{"end": "2001-01-01 00:00:00"}, {"entity_id": "camera.sofa_original"}],
)
async def test_what_makes_no_sense_erases_nothing(
    family: House, anna: MockUser, media: Path, wrong: dict[str, str]
) -> None:
    """A time that ends before it begins, or what is no guarded camera."""
    await _saved(family, media / "in.jpg", NOW - timedelta(hours=1))
    with pytest.raises(ServiceValidationError):
        await _erase(family, anna, confirm=True, **wrong)
    assert "in.jpg" in _names(media)


def _keep(house: House, days: int | None) -> None:
    [sofa] = [one for one in house.entry.subentries.values() if one.title == "Sofa"]
    house.hass.config_entries.async_update_subentry(
        house.entry, sofa, data={**sofa.data, "keep_days": days}
    )


def _issue(house: House) -> ir.IssueEntry | None:
    return ir.async_get(house.hass).async_get_issue(
        DOMAIN, f"{ISSUE_RECORDINGS_DUE}_{SOFA}"
    )


async def test_what_is_too_old_goes_once_somebody_has_seen_it(
    house: House, media: Path
) -> None:
    """Asked the first time, by itself after that; a shorter time is asked again."""
    await _saved(house, media / "old.jpg", NOW - timedelta(days=31))
    await _saved(house, media / "new.jpg", NOW - timedelta(days=29))
    _keep(house, 30)
    await house.hass.async_block_till_done()
    await house.runtime.recordings.async_tidy()
    assert "old.jpg" in _names(media)
    issue = _issue(house)
    assert issue is not None
    flow = await async_create_fix_flow(house.hass, issue.issue_id, issue.data)
    flow.hass = house.hass
    shown: Any = await flow.async_step_init(None)  # type: ignore[attr-defined]
    assert "old.jpg" in shown["description_placeholders"]["files"]
    await flow.async_step_init({})  # type: ignore[attr-defined]
    assert _names(media) == {"new.jpg"}
    await _saved(house, media / "older.jpg", NOW - timedelta(days=99))
    await house.runtime.recordings.async_tidy()
    assert _names(media) == {"new.jpg"}
    assert _issue(house) is None
    _keep(house, 7)
    await house.hass.async_block_till_done()
    await house.runtime.recordings.async_tidy()
    assert "new.jpg" in _names(media)
    assert _issue(house) is not None


async def _due_flow(house: House) -> Any:
    """Return the flow of the repair, of which nobody has seen anything yet."""
    await house.hass.async_block_till_done()
    await house.runtime.recordings.async_tidy()
    issue = _issue(house)
    assert issue is not None
    flow = await async_create_fix_flow(house.hass, issue.issue_id, issue.data)
    flow.hass = house.hass
    return flow


async def test_a_shorter_time_than_was_shown_is_shown_before_it_counts(
    house: House, media: Path
) -> None:
    """Somebody else chose it while the repair was open: nothing goes that nobody was shown."""
    await _saved(house, media / "old.jpg", NOW - timedelta(days=40))
    await _saved(house, media / "recent.jpg", NOW - timedelta(days=2))
    _keep(house, 30)
    flow = await _due_flow(house)
    shown = (await flow.async_step_init())["description_placeholders"]
    assert (shown["days"], shown["count"]) == ("30", "1")
    _keep(house, 1)
    await house.hass.async_block_till_done()
    step = await flow.async_step_init({})
    assert step["errors"] == {"base": "keep_days_changed"}
    shown = step["description_placeholders"]
    assert (shown["days"], shown["count"]) == ("1", "2")
    assert _names(media) == {"old.jpg", "recent.jpg"}
    assert not house.runtime.recordings.known.now.agreed
    await flow.async_step_init({})
    assert _names(media) == set()
    assert house.runtime.recordings.known.now.agreed == {SOFA: 1}


async def test_what_is_too_old_only_since_it_was_shown_stays_for_a_day(
    house: House, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes by itself the next time, as was agreed to."""
    await _saved(house, media / "old.jpg", NOW - timedelta(days=40))
    await _saved(house, media / "recent.jpg", NOW - timedelta(days=29))
    _keep(house, 30)
    flow = await _due_flow(house)
    await flow.async_step_init()
    real = dt_util.utcnow
    monkeypatch.setattr(dt_util, "utcnow", lambda: real() + timedelta(days=2))
    await flow.async_step_init({})
    assert _names(media) == {"recent.jpg"}


async def test_a_time_that_is_not_kept_any_more_deletes_nothing(
    house: House, media: Path
) -> None:
    """The field was cleared while the repair was open; or Lens Cap was loaded anew."""
    await _saved(house, media / "old.jpg", NOW - timedelta(days=40))
    _keep(house, 30)
    flow = await _due_flow(house)
    await flow.async_step_init()
    _keep(house, None)
    await house.hass.async_block_till_done()
    assert (await flow.async_step_init({}))["reason"] == "nothing_left"
    _keep(house, 30)
    flow = await _due_flow(house)
    await flow.async_step_init()
    await house.restart()
    assert (await flow.async_step_init({}))["reason"] == "begun_anew"
    assert _names(media) == {"old.jpg"}
    assert not house.runtime.recordings.known.now.agreed


async def test_nothing_is_deleted_by_a_clock_that_was_set(
    house: House, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day after, when it has gone on evenly, it is."""
    await _saved(house, media / "a.jpg", NOW)
    recordings = house.runtime.recordings
    await recordings.known.async_keep(recordings.known.now.agreeing(SOFA, 30))
    _keep(house, 30)
    await house.hass.async_block_till_done()
    real = dt_util.utcnow
    monkeypatch.setattr(dt_util, "utcnow", lambda: real() + timedelta(days=40))
    await recordings.async_tidy()
    assert _names(media) == {"a.jpg"}
    await recordings.async_tidy()
    assert _names(media) == set()


async def test_what_is_known_outlives_a_restart(house: House, media: Path) -> None:
    """What was noted, and agreed to; a file that cannot be read means that nothing is known."""
    recordings = house.runtime.recordings
    await _saved(house, media / "a.jpg", NOW)
    await recordings.known.async_keep(recordings.known.now.agreeing(SOFA, 30))
    before = saved_files_to_json(recordings.known.now)
    await house.restart()
    assert saved_files_to_json(house.runtime.recordings.known.now) == before
    await house.stop()
    path = Path(house.hass.config.path(".storage", "lens_cap.recordings"))
    _write(path, b"{")
    assert await house.set_up()
    assert house.runtime.recordings.known.now.files == {}
    assert "a.jpg" in _names(media)


async def _snapshot(house: House, who: MockUser, path: Path) -> None:
    await house.hass.services.async_call(
        "camera",
        "snapshot",
        {"entity_id": "camera.sofa", "filename": str(path)},
        blocking=True,
        context=by(who),
    )


def _known(house: House) -> set[str]:
    return {Path(one).name for one in house.runtime.recordings.known.now.files}


async def _later(house: House, seconds: int) -> None:
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await house.hass.async_block_till_done()


async def test_what_is_saved_just_before_a_reload_stays_noted(
    family: House, anna: MockUser, media: Path
) -> None:
    """Also where something else is saved soon after it, and Lens Cap begins anew once more."""
    await _snapshot(family, anna, media / "one.jpg")
    await _settled(family)
    await family.restart()
    assert _known(family) == {"one.jpg"}
    await _later(family, 10)
    await _snapshot(family, anna, media / "two.jpg")
    await _settled(family)
    await _later(family, 20)
    await family.restart()
    assert _known(family) == {"one.jpg", "two.jpg"}


async def test_a_snapshot_that_is_looked_for_still_is_noted_before_a_reload(
    family: House, anna: MockUser, media: Path
) -> None:
    """And a recording that ends because of it, as far as both take a moment only."""
    await _snapshot(family, anna, media / "one.jpg")
    end = asyncio.Event()
    family.runtime._while_running.callback(end.set)
    recording: Any = _Records(b"video", end)
    family.runtime.recordings.attend(SOFA, recording)
    task = family.hass.async_create_background_task(
        recording.async_record(f"{media}/two.mp4"), "record"
    )
    await family.hass.async_block_till_done()
    await family.restart()
    await task
    assert _known(family) == {"one.jpg", "two.mp4"}
    assert all(one.digest for one in await _settled(family))


async def test_nothing_is_noted_once_lens_cap_was_removed(
    family: House, anna: MockUser, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what was noted just before, nor what ends after that, brings the list back."""
    monkeypatch.setattr(saved_list, "_SOON_SECONDS", 0.3)
    await _snapshot(family, anna, media / "one.jpg")
    await _settled(family)
    before = family.runtime.recordings
    storage = Path(family.hass.config.path(".storage"))
    await family.hass.config_entries.async_remove(family.entry.entry_id)
    await before.async_note_preview(SOFA, str(media / "one.jpg"), by(anna))
    await asyncio.sleep(0.5)
    await family.hass.async_block_till_done()
    assert "lens_cap.recordings" not in _names(storage)
    await before.async_erase([], why="asked")
    await family.hass.async_block_till_done()
    assert "lens_cap.recordings" not in _names(storage)
