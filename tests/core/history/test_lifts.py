"""Lifts in the numbers of a time: those that did not begin are none."""

from datetime import timedelta

import pytest

from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.ids import CameraId

from .records import NOW, SOFA, happened
from .test_use import use_of_two_days


def _lift(hours: float, kind: HistoryKind, **fields: object) -> HistoryRecord:
    told = {"camera_id": SOFA, "by": "ben", "until": NOW + timedelta(hours=9)}
    return happened(hours, kind=kind, **told | fields)


def test_a_lift_that_did_not_begin_is_no_lift() -> None:
    """It was written down before it could have opened anything; another one still counts."""
    use = use_of_two_days(
        _lift(1, HistoryKind.LIFTED),
        _lift(1, HistoryKind.LIFTED, camera_id=CameraId("door")),
        _lift(1, HistoryKind.LIFTED, by="anna"),
        _lift(1, HistoryKind.LIFT_NOT_BEGUN),
    )
    assert use.numbers[HistoryKind.LIFTED] == 2


@pytest.mark.parametrize(
    ("lifted", "not_begun"),
    [
        pytest.param(-0.1, 0.1, id="it was asked for before the first day"),
        pytest.param(47.9, 48.1, id="that was written after the last day"),
    ],
)
def test_a_lift_that_did_not_begin_at_the_edge_of_the_days(
    lifted: float, not_begun: float
) -> None:
    """It is not counted, and takes nothing from what was counted."""
    use = use_of_two_days(
        _lift(5, HistoryKind.LIFTED, by="anna"),
        _lift(lifted, HistoryKind.LIFTED),
        _lift(not_begun, HistoryKind.LIFT_NOT_BEGUN),
        hours=60,
    )
    assert use.numbers[HistoryKind.LIFTED] == 1


def test_a_lift_that_did_not_begin_twice() -> None:
    """One that says so of no lift takes nothing away: the line of that lift may be missing."""
    use = use_of_two_days(
        _lift(1, HistoryKind.LIFTED, by="anna"),
        _lift(1, HistoryKind.LIFTED),
        *[_lift(1, HistoryKind.LIFT_NOT_BEGUN)] * 2,
    )
    assert use.numbers[HistoryKind.LIFTED] == 1


def test_two_lifts_alike_that_did_not_begin() -> None:
    """Each is taken off, and the third is not."""
    use = use_of_two_days(
        *[_lift(1, HistoryKind.LIFTED)] * 3, *[_lift(1, HistoryKind.LIFT_NOT_BEGUN)] * 2
    )
    assert use.numbers[HistoryKind.LIFTED] == 1
