"""Sound at an entrance is offered by a repair, not by a form at the end of the first set-up."""

from datetime import UTC, datetime

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.assessment import Assessment
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.settings import stored_assessment
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ...helpers.mock_house import SOFA, House
from ...helpers.subentries import change_camera

ISSUE = f"sound_not_considered_{SOFA}"


async def test_an_entrance_that_nobody_listened_to_is_offered(
    house: House, hass: HomeAssistant
) -> None:
    """Until somebody thinks about it, or the camera looks elsewhere; other places are left alone."""
    registry = ir.async_get(hass)
    assert registry.async_get_issue(DOMAIN, ISSUE) is None
    change_camera(house, SOFA, placement="entrance")
    await hass.async_block_till_done()
    issue = registry.async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert (issue.is_fixable, issue.data) == (True, {"camera_id": SOFA})
    assessment = Assessment(
        heard={},
        avoidable=Truth.NO,
        needed_for="Parcels",
        told=frozenset(),
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
        made_by="anna",
        placement=Placement.ENTRANCE,
        sees_beyond_property=False,
    )
    change_camera(house, SOFA, assessment=stored_assessment(assessment))
    await hass.async_block_till_done()
    assert registry.async_get_issue(DOMAIN, ISSUE) is None


async def test_whoever_needs_no_sound_can_ignore_it(
    house: House, hass: HomeAssistant
) -> None:
    """It is an offer: it does not come back."""
    change_camera(house, SOFA, placement="entrance")
    await hass.async_block_till_done()
    ir.async_get(hass).async_ignore(DOMAIN, ISSUE, ignore=True)
    change_camera(house, SOFA, purpose="Parcels")
    await hass.async_block_till_done()
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert issue.dismissed_version is not None
