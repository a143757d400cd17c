"""Everything that the core can be given, for Hypothesis."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from custom_components.lens_cap.core.camera import CameraConfig, CameraId
from custom_components.lens_cap.core.facts import Facts
from custom_components.lens_cap.core.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.state import HouseholdState
from custom_components.lens_cap.core.takeover import TakeOver

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

moments = st.integers(-500, 500).map(lambda minutes: NOON + timedelta(minutes=minutes))
levels = st.sampled_from(PrivacyLevel)
camera_ids = st.sampled_from(["sofa", "door", "attic"]).map(CameraId)

configs = st.builds(
    CameraConfig,
    camera_id=camera_ids,
    name=st.just("Sofa"),
    source=st.just("source"),
    placement=st.sampled_from(Placement),
    base_level=levels,
    take_over_id=st.booleans(),
)
holds = st.builds(
    Hold,
    level=levels,
    origin=st.sampled_from(HoldOrigin),
    set_at=moments,
    until=st.none() | moments,
    set_by=st.none() | st.text(max_size=4),
)
facts = st.builds(
    Facts,
    now=moments,
    settled=st.booleans(),
    holds=st.lists(holds, max_size=4).map(tuple),
)
take_overs = st.builds(
    TakeOver,
    source_id=st.text(max_size=5),
    original_entity_id=st.just("camera.sofa"),
    renamed_to=st.none() | st.just("camera.sofa_original"),
    hidden=st.booleans(),
    exposure=st.dictionaries(
        st.sampled_from(["conversation", "cloud.alexa"]), st.none() | st.booleans()
    ),
    preload=st.booleans(),
)
states = st.builds(
    HouseholdState,
    holds=st.dictionaries(
        camera_ids, st.lists(holds, min_size=1, max_size=3).map(tuple), max_size=3
    ),
    take_overs=st.dictionaries(camera_ids, take_overs, max_size=3),
)
