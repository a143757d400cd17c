"""Records to write down, and chains of them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from custom_components.lens_cap.core.history.chain import BEGINNING, anchored, sealed
from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOFA = CameraId("sofa")

texts = st.text(max_size=20)
records = st.builds(
    HistoryRecord,
    kind=st.sampled_from(HistoryKind),
    at=st.integers(-9999, 9999).map(lambda hours: NOW + timedelta(hours=hours)),
    camera_id=st.none() | st.sampled_from(["sofa", "door"]).map(CameraId),
    camera=texts,
    by=st.none() | st.text(min_size=1, max_size=4),
    asked_by=st.none() | st.text(min_size=1, max_size=4),
    level=st.none() | st.sampled_from(PrivacyLevel),
    reason=texts,
    until=st.none() | st.just(NOW),
    count=st.integers(0, 9),
    codes=st.lists(texts, max_size=3).map(tuple),
    rule=texts,
    person=texts,
    note=texts,
)
some = st.lists(records, min_size=1, max_size=8)


def happened(hours: float = 0, **fields: object) -> HistoryRecord:
    """Return a record of some hours after noon."""
    told = {"kind": HistoryKind.STARTED, "at": NOW + timedelta(hours=hours), **fields}
    return HistoryRecord(**told)  # type: ignore[arg-type]


def lines_of(written: list[HistoryRecord]) -> list[bytes]:
    """Return the lines of a file with these records, the anchor first."""
    lines, link = [anchored(BEGINNING)], BEGINNING
    for record in written:
        line, link = sealed(record, link)
        lines.append(line)
    return lines
