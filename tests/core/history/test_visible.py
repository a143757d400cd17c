"""Names are for residents and administrators; other users see how private cameras were."""

from hypothesis import given
import pytest

from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.history.visible import (
    HistoryViewer,
    Reader,
    as_seen,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel

from .records import SOFA, happened, records

GUEST = HistoryViewer(reader=Reader.OTHER, user_id="visitor")


@pytest.mark.parametrize("reader", [Reader.ADMINISTRATOR, Reader.RESIDENT])
@given(record=records)
def test_residents_and_administrators_see_all(
    reader: Reader, record: HistoryRecord
) -> None:
    """With names."""
    assert as_seen(record, HistoryViewer(reader=reader)) == record


@pytest.mark.parametrize("reader", Reader)
def test_a_camera_that_may_not_be_read_is_not_seen(reader: Reader) -> None:
    """Whoever asks; what is about no camera is."""
    viewer = HistoryViewer(reader=reader, cameras=frozenset({CameraId("door")}))
    assert as_seen(happened(camera_id=SOFA), viewer) is None
    assert as_seen(happened(camera_id=CameraId("door")), viewer) is not None
    assert as_seen(happened(), viewer) is not None


@given(records)
def test_others_see_no_name(record: HistoryRecord) -> None:
    """Neither of a person nor of a rule, and not when somebody was at home."""
    seen = as_seen(record, GUEST) or happened()
    told = (seen.by, seen.asked_by, seen.person, seen.note, seen.rule)
    assert told == (None, None, "", "", "")


@pytest.mark.parametrize(
    "kind",
    [
        HistoryKind.CONSENT_GIVEN,
        HistoryKind.ERASED,
        HistoryKind.SETTINGS_CHANGED,
        HistoryKind.GUEST_ASKED,
        HistoryKind.SAVED,
        HistoryKind.RULE_OFF,
        HistoryKind.SOUND_ASKED,
    ],
)
def test_others_do_not_see_what_people_did_beside_cameras(kind: HistoryKind) -> None:
    """Consents, erasures, settings, requests."""
    assert as_seen(happened(kind=kind), GUEST) is None


def test_others_see_levels_without_whereabouts() -> None:
    """That a rule closed a camera, and not that somebody was at home."""
    record = happened(
        kind=HistoryKind.LEVEL,
        level=PrivacyLevel.PRIVATE,
        reason="someone_home",
        by="anna",
        count=2,
        codes=("recording_off",),
    )
    seen = as_seen(record, GUEST)
    assert seen == happened(
        kind=HistoryKind.LEVEL, level=PrivacyLevel.PRIVATE, reason="rule"
    )


def test_others_see_what_they_did_themselves() -> None:
    """Their own id is no news for them."""
    for own in (
        happened(by="visitor", reason="hold"),
        happened(kind=HistoryKind.SOUND_ON, asked_by="visitor"),
    ):
        assert as_seen(own, GUEST) == own
