"""One camera and its decision."""

from typing import Any

from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision

from ...helpers.mock_house import BED, SOFA, House


async def test_a_decision_that_cannot_be_applied_closes_its_camera(
    house: House,
) -> None:
    """It does not stay as open as it was before; another camera gets its own decision."""
    assert house.is_open(SOFA)
    not_a_zone: Any = object()
    house.guard(SOFA).zones = (not_a_zone,)
    covered = Decision(
        level=PrivacyLevel.MASKED,
        reason=ReasonCode.HOLD,
        zones=frozenset({ZoneId("desk")}),
    )
    decided: dict[CameraId, Decision] = {SOFA: covered, BED: covered}
    closed = house.coordinator.cameras.apply(decided)
    assert house.guard(SOFA).relay_token is None
    assert house.guard(SOFA).refusal() is not None
    assert SOFA in closed
    assert house.guard(BED).decision is covered
