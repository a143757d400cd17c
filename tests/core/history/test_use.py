"""For how long each camera was open, and why; what nobody knows is never counted as private."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.history.chain import walk
from custom_components.lens_cap.core.history.record import (
    FROM_AUDIO_LOG,
    HistoryKind,
    HistoryRecord,
)
from custom_components.lens_cap.core.history.use import (
    MISSING,
    NOT_RUNNING,
    REMOVED,
    How,
    Period,
    Use,
    use_of,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel

from .records import NOW, SOFA, happened, lines_of, some

DAY = Period(NOW, NOW + timedelta(days=1))
NEXT = Period(DAY.end, DAY.end + timedelta(days=1))
HOUR = 3600
OPEN, PRIVATE = PrivacyLevel.OPEN, PrivacyLevel.PRIVATE


def _level(
    hours: float, level: PrivacyLevel, reason: str, cut: int = 0
) -> HistoryRecord:
    return happened(
        hours,
        kind=HistoryKind.LEVEL,
        camera_id=SOFA,
        camera="Sofa",
        level=level,
        reason=reason,
        count=cut,
    )


def use_of_two_days(
    *written: HistoryRecord, hours: float = 24, missing: int | None = None
) -> Use:
    """Return the use of two days, `hours` after the first began; a line may be missing."""
    lines = lines_of(list(written))
    if missing is not None:
        del lines[missing + 1]
    return use_of(walk(lines), [DAY, NEXT], NOW + timedelta(hours=hours))


def _times(use: Use, day: int = 0) -> dict[How, float]:
    [sofa] = use.cameras[day]
    return dict(sofa.times)


START = happened(kind=HistoryKind.STARTED)
STOP = happened(3, kind=HistoryKind.STOPPED)


def test_each_reason_has_its_time() -> None:
    """Up to now, and each day for itself."""
    use = use_of_two_days(
        START,
        _level(0, OPEN, "nothing_asks"),
        _level(2, PRIVATE, "hold", cut=3),
        _level(5, OPEN, "lifted"),
        hours=30,
    )
    assert _times(use) == {
        How(OPEN, "nothing_asks"): 2 * HOUR,
        How(PRIVATE, "hold"): 3 * HOUR,
        How(OPEN, "lifted"): 19 * HOUR,
    }
    assert _times(use, 1) == {How(OPEN, "lifted"): 6 * HOUR}
    [sofa] = use.cameras[0]
    assert (sofa.camera_id, sofa.name) == (SOFA, "Sofa")
    assert sofa.total(OPEN) == 21 * HOUR
    assert use.cut == 3
    assert use.numbers[HistoryKind.LEVEL] == 3
    assert use.unbroken


def test_cameras_are_told_by_their_names() -> None:
    """In that order, whatever their ids are, and whichever was told of first."""
    attic = replace(
        _level(0, OPEN, "lifted"), camera_id=CameraId("z"), camera="An attic"
    )
    use = use_of_two_days(_level(0, OPEN, "lifted"), attic)
    assert [one.name for one in use.cameras[0]] == ["An attic", "Sofa"]


@pytest.mark.parametrize("restarted", [False, True])
def test_of_a_camera_that_was_removed_nothing_is_known(restarted: bool) -> None:
    """It is guarded no longer, however private it was; another one is told of as before."""
    door = replace(_level(0, OPEN, "lifted"), camera_id=CameraId("door"), camera="Door")
    removed = happened(
        2,
        kind=HistoryKind.SETTINGS_CHANGED,
        camera_id=SOFA,
        camera="Sofa",
        codes=("camera_removed",),
    )
    restart = [happened(3, kind=HistoryKind.STOPPED), happened(3)]
    use = use_of_two_days(
        START,
        _level(0, PRIVATE, "hold"),
        door,
        removed,
        *(restart if restarted else []),
    )
    of_door, of_sofa = use.cameras[0]
    assert of_sofa.times == {
        How(PRIVATE, "hold"): 2 * HOUR,
        How(None, REMOVED): 22 * HOUR,
    }
    assert of_door.total(OPEN) == (3 if restarted else 24) * HOUR


def test_a_camera_that_was_changed_is_as_private_as_before() -> None:
    """Only its settings are others."""
    changed = happened(
        2, kind=HistoryKind.SETTINGS_CHANGED, camera_id=SOFA, codes=("name",)
    )
    use = use_of_two_days(START, _level(0, PRIVATE, "hold"), changed)
    assert _times(use) == {How(PRIVATE, "hold"): 24 * HOUR}


def test_while_lens_cap_did_not_run_nothing_is_known() -> None:
    """It is not counted as private."""
    use = use_of_two_days(
        START,
        _level(0, PRIVATE, "hold"),
        STOP,
        happened(7),
        _level(7, PRIVATE, "hold"),
        hours=8,
    )
    assert _times(use) == {
        How(PRIVATE, "hold"): 4 * HOUR,
        How(None, NOT_RUNNING): 4 * HOUR,
    }


def test_after_a_crash_nothing_is_known_from_the_last_line_on() -> None:
    """No stop was written, so nobody knows when it was."""
    use = use_of_two_days(
        START,
        _level(1, OPEN, "lifted"),
        happened(5),
        _level(5, OPEN, "lifted"),
        hours=6,
    )
    assert _times(use) == {How(None, NOT_RUNNING): 5 * HOUR, How(OPEN, "lifted"): HOUR}


def test_where_a_line_is_missing_nothing_is_known() -> None:
    """Until the camera's next line; and the record is not whole."""
    use = use_of_two_days(
        START,
        _level(0, PRIVATE, "hold"),
        _level(1, OPEN, "lifted"),
        happened(2, kind=HistoryKind.GUESTS_ARRIVED),
        _level(4, PRIVATE, "hold"),
        hours=6,
        missing=2,
    )
    assert _times(use) == {How(None, MISSING): 4 * HOUR, How(PRIVATE, "hold"): 2 * HOUR}
    assert use.breaks == ("2-4",)
    assert not use.unbroken


def test_what_was_told_to_be_missing_counts_as_well() -> None:
    """Such as the end of the file, or what could not be written."""
    broken = happened(3, kind=HistoryKind.HISTORY_BROKEN, codes=("unwritten",))
    use = use_of_two_days(START, _level(0, PRIVATE, "hold"), broken, hours=5)
    assert _times(use) == {How(None, MISSING): 5 * HOUR}
    assert use.breaks == ("unwritten",)
    more = replace(broken, at=NOW + timedelta(hours=4), codes=("3-5", "unwritten"))
    assert use_of_two_days(START, broken, more, hours=5).breaks == ("unwritten", "3-5")


@pytest.mark.parametrize(
    ("from_hour", "to_hour", "counts"),
    [(-2, -1, False), (-1, 0, True), (47, 49, True), (48, 49, False)],
)
def test_what_is_missing_at_the_edge_of_the_days(
    from_hour: float, to_hour: float, *, counts: bool
) -> None:
    """It counts where any of the days may lack something, the very first moment among them."""
    broken = happened(to_hour, kind=HistoryKind.HISTORY_BROKEN, codes=("unwritten",))
    use = use_of_two_days(happened(from_hour), broken, hours=60)
    assert bool(use.breaks) is counts


def test_what_is_missing_at_another_time_does_not_count() -> None:
    """Each receipt is about its own time."""
    broken = happened(-9, kind=HistoryKind.HISTORY_BROKEN, codes=("unwritten",))
    use = use_of_two_days(
        happened(-10), broken, happened(-1), _level(-1, PRIVATE, "hold"), hours=1
    )
    assert use.breaks == ()
    assert use.unbroken


def test_a_history_that_begins_later_is_not_whole() -> None:
    """Of what was before, nothing is known."""
    use = use_of_two_days(happened(2), _level(2, OPEN, "lifted"), hours=3)
    assert not use.unbroken
    assert _times(use) == {How(None, NOT_RUNNING): 2 * HOUR, How(OPEN, "lifted"): HOUR}
    assert not use_of_two_days(hours=3).unbroken


def test_what_else_happened_is_counted() -> None:
    """Within the days; of what was deleted, each file."""
    use = use_of_two_days(
        happened(-1, kind=HistoryKind.LIFTED),
        happened(1, kind=HistoryKind.LIFTED),
        happened(2, kind=HistoryKind.ERASED, count=7),
        happened(3, kind=HistoryKind.ERASED),
        happened(48, kind=HistoryKind.LIFTED),
    )
    assert dict(use.numbers) == {HistoryKind.LIFTED: 1, HistoryKind.ERASED: 7}
    assert use.cut == 0


def test_a_line_of_a_later_version_is_passed_by() -> None:
    """It is part of the chain, and tells nothing."""
    lines = lines_of([START, _level(0, OPEN, "lifted")])
    steps = list(walk(lines))
    unknown = type(steps[0])(
        entry=type(steps[0].entry)(
            link=steps[0].entry.link, before=steps[0].entry.before, record=None
        ),
        end=steps[0].end,
    )
    assert use_of([unknown, *steps], [DAY], NOW).unbroken


@given(some, st.integers(1, 48))
def test_no_period_is_longer_than_it_was(
    written: list[HistoryRecord], hours: int
) -> None:
    """As long as clocks go forward, the times of a camera add up to the time that passed."""
    ordered = sorted(written, key=lambda one: one.at)
    now = max([one.at for one in ordered] + [NOW + timedelta(hours=hours)])
    use = use_of(walk(lines_of(ordered)), [DAY, NEXT], now)
    passed = [_length(one, now) for one in use.periods]
    for cameras, seconds in zip(use.cameras, passed, strict=True):
        assert all(abs(sum(one.times.values()) - seconds) < 2 for one in cameras)


def _length(period: Period, now: datetime) -> float:
    return max(0.0, (min(period.end, now) - period.start).total_seconds())


def test_what_was_moved_into_the_history_says_nothing_of_its_age() -> None:
    """It counts at its own moment; neither the beginning nor what is known of cameras moves back."""
    moved = happened(
        1, kind=HistoryKind.SOUND_ON, camera_id=SOFA, codes=(FROM_AUDIO_LOG,)
    )
    old = replace(moved, at=NOW - timedelta(days=9))
    use = use_of_two_days(
        old,
        happened(2),
        _level(2, OPEN, "nothing_asks"),
        happened(6, kind=HistoryKind.SOUND_OFF, camera_id=SOFA),
        moved,
        old,
        happened(8),
    )
    assert use.begins == NOW + timedelta(hours=2)
    assert use.numbers[HistoryKind.SOUND_ON] == 1
    assert _times(use)[How(OPEN, "nothing_asks")] == 4 * HOUR


def test_a_line_that_is_missing_before_a_moved_one() -> None:
    """It is said, whatever the moved one's moment."""
    moved = happened(
        -99, kind=HistoryKind.SOUND_ON, camera_id=SOFA, codes=(FROM_AUDIO_LOG,)
    )
    assert use_of_two_days(happened(1), happened(2), moved, missing=1).breaks
