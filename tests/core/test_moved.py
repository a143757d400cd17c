"""Cameras that look elsewhere than when their privacy zones were drawn."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.facts import CameraFacts
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.truth import Truth

from .generated import NOON, ZONES, house
from .test_decide_zones import masked_camera

HOUR = timedelta(hours=1)


@given(st.integers(min_value=0), st.sampled_from([Truth.MAYBE, Truth.YES]))
def test_what_would_be_covered_is_private(seed: int, away: Truth) -> None:
    """Whatever else is so, and also where it is not known; the rest stays as it is."""
    in_place = house(Random(seed)).looked_at()  # noqa: S311  # only some house
    camera = replace(in_place.camera, away_from_preset=away)
    before, after = in_place.decision(), replace(in_place, camera=camera).decision()
    if before.level is PrivacyLevel.MASKED:
        assert after.level is PrivacyLevel.PRIVATE
        assert after.reason is ReasonCode.CAMERA_MOVED
        assert not after.zones
        assert not after.audio
        assert after.rule in {constraint.rule for constraint in before.trace}
    else:
        assert after.level is before.level
        assert after.audio is before.audio


@pytest.mark.parametrize("away", [Truth.MAYBE, Truth.YES])
def test_lifts_go_first(away: Truth) -> None:
    """A camera of which nothing is to be covered any more may look wherever it wants."""
    lifts = tuple(
        Lift(set_at=NOON, until=NOON + HOUR, zones=frozenset({zone}))
        for zone in ZONES[:2]
    )

    def level(*some: Lift) -> PrivacyLevel:
        camera = CameraFacts(lifts=some, away_from_preset=away)
        return replace(masked_camera(), camera=camera).decision().level

    assert level() is PrivacyLevel.PRIVATE
    assert level(lifts[0]) is PrivacyLevel.PRIVATE
    assert level(*lifts) is PrivacyLevel.OPEN
    assert level(Lift(set_at=NOON, until=NOON + HOUR)) is PrivacyLevel.OPEN
