"""What a masked camera gives."""

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.coverage import NOTHING_COVERED, Cover
from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.verdict import (
    Deliver,
    Door,
    Mask,
    Placeholder,
    Refuse,
    cover_under,
    verdict,
)
from custom_components.lens_cap.core.zones import Zone

IDS = [ZoneId(name) for name in "abc"]
SHAPE = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.5))
zones = st.lists(
    st.builds(
        Zone,
        zone_id=st.sampled_from(IDS),
        name=st.just("Zone"),
        polygons=st.sampled_from([(), (SHAPE,), (SHAPE[::-1], SHAPE)]),
    ),
    unique_by=lambda zone: zone.zone_id,
).map(tuple)
decisions = st.builds(
    Decision,
    level=st.sampled_from(PrivacyLevel),
    reason=st.sampled_from(ReasonCode),
    zones=st.frozensets(st.sampled_from(IDS)),
)


@given(decisions, zones, st.sampled_from(Door))
def test_what_a_request_gets(
    decision: Decision, known: tuple[Zone, ...], door: Door
) -> None:
    """The picture under all of its wanted zones; nothing where one of them is not known."""
    given_out = verdict(decision, door, known)
    drawn = {zone.zone_id: zone.polygons for zone in known if zone.polygons}
    if decision.level is PrivacyLevel.OPEN:
        assert given_out == Deliver()
        assert cover_under(decision, known) == NOTHING_COVERED
    elif (
        decision.level is PrivacyLevel.MASKED
        and decision.zones
        and decision.zones <= drawn.keys()
    ):
        wanted = {polygon for zone in decision.zones for polygon in drawn[zone]}
        cover = Cover(polygons=frozenset(wanted))
        assert given_out == Mask(cover=cover)
        assert cover_under(decision, known) == cover
    else:
        assert cover_under(decision, known) is None
        refused = Refuse(reason=decision.reason)
        assert given_out == (Placeholder() if door is Door.PROXY else refused)
