"""Everything that the core can be given, for Hypothesis."""

from datetime import timedelta
from random import Random

from hypothesis import settings, strategies as st

from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.state.consent import Consent, ConsentScope
from custom_components.lens_cap.core.state.guests import Guests
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.review import (
    Review,
    ReviewAnswer,
    ReviewQuestion,
)
from custom_components.lens_cap.core.state.takeover import TakeOver
from custom_components.lens_cap.core.truth import Truth

from .generated import NOON, ZONES, Given, house

moments = st.integers(-500, 500).map(lambda minutes: NOON + timedelta(minutes=minutes))
levels = st.sampled_from(PrivacyLevel)
camera_ids = st.sampled_from(["sofa", "door", "attic"]).map(CameraId)
# Seeds, and not `st.randoms`: that prefers what is small, and in small houses nothing coincides.
randoms = st.integers(0, 2**64).map(Random)
houses: st.SearchStrategy[Given] = randoms.map(house)
many = settings(max_examples=400)

zones = st.frozensets(st.sampled_from(ZONES), max_size=2)
holds = st.builds(
    Hold,
    level=levels,
    origin=st.sampled_from(HoldOrigin),
    set_at=moments,
    until=st.none() | moments,
    until_everyone_leaves=st.booleans(),
    set_by=st.none() | st.text(max_size=4),
    asked_by=st.frozensets(st.text(max_size=4), max_size=2),
    zones=zones,
    recording_off=st.booleans(),
    recognition_off=st.booleans(),
)
guests = st.builds(
    Guests,
    since=st.none() | moments,
    until=st.none() | moments,
    set_by=st.none() | st.text(max_size=4),
    dismissed=st.sampled_from(Truth),
    doubted=st.booleans(),
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
    platform=st.text(max_size=3),
    unique_id=st.text(max_size=3),
    named=st.none() | st.text(max_size=3),
    name_before=st.none() | st.text(max_size=3),
)
consents = st.builds(
    Consent,
    consent_id=st.text(max_size=3),
    who=st.sampled_from(["Nanny", "nanny ", "Cleaner", ""]),
    scope=st.sampled_from(ConsentScope),
    given_on=st.none() | st.dates(),
    way=st.text(max_size=3),
    purpose=st.text(max_size=3),
    noted_by=st.none() | st.text(max_size=3),
    withdrawn_at=st.none() | moments,
    withdrawn_by=st.none() | st.text(max_size=3),
)
reviews = st.builds(
    Review,
    at=moments,
    by=st.none() | st.text(max_size=3),
    answers=st.dictionaries(
        st.sampled_from(ReviewQuestion), st.sampled_from(ReviewAnswer)
    ),
)
states = st.builds(
    HouseholdState,
    holds=st.dictionaries(
        camera_ids, st.lists(holds, min_size=1, max_size=3).map(tuple), max_size=3
    ),
    take_overs=st.dictionaries(camera_ids, take_overs, max_size=3),
    guests=guests,
    rules_off=st.frozensets(st.text(max_size=3).map(RuleId), max_size=3),
    consents=st.dictionaries(
        camera_ids, st.lists(consents, min_size=1, max_size=3).map(tuple), max_size=2
    ),
    reviews=st.lists(reviews, max_size=2).map(tuple),
    review_since=st.none() | moments,
)
