"""What ends privacy, what does not, and what is said then."""

import pytest

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.privacy.hold_request import HoldRequest
from homeassistant.exceptions import ServiceValidationError

from ...helpers.mock_house import BED, HALL, SOFA, House
from ...helpers.subentries import add_camera

ALL = "switch.lens_cap_all_privacy_mode"
WAYS = [
    ("switch.turn_off", "switch.sofa_privacy_mode"),
    ("camera.turn_on", "camera.sofa"),
    ("lens_cap.follow_rules", "camera.sofa"),
    ("button.press", "button.sofa_follow_rules"),
]


@pytest.mark.parametrize(("action", "entity_id"), WAYS)
@pytest.mark.parametrize(
    "origin",
    # Guests' own requests are for people who live here to end: duties/test_guest_page.py.
    sorted(set(HoldOrigin) - {HoldOrigin.GUEST, HoldOrigin.GUEST_SILENCE}),
)
async def test_whatever_was_asked_for_by_hand_can_be_ended(
    house: House, action: str, entity_id: str, origin: HoldOrigin
) -> None:
    """Also what a lost or interrupted store left, and what was meant for all cameras."""
    await house.privacy.async_hold([SOFA, BED], HoldRequest(origin=origin))
    await house.call(action, entity_id)
    assert house.is_open(SOFA)
    assert not house.is_open(BED)
    assert house.coordinator.state.holds.keys() == {BED}
    await house.restart()
    assert house.is_open(SOFA)


@pytest.mark.parametrize(("action", "entity_id"), WAYS)
async def test_ending_privacy_that_is_not_on(
    house: House, action: str, entity_id: str
) -> None:
    """Nothing happens."""
    before, epoch = house.store_file.stat().st_mtime_ns, house.guard().epoch
    await house.call(action, entity_id)
    assert house.is_open()
    assert house.guard().epoch == epoch
    assert house.store_file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("action", "entity_id"),
    [("switch.turn_off", "switch.bed_privacy_mode"), ("camera.turn_on", "camera.bed")],
)
async def test_a_camera_that_is_private_by_its_settings_stays(
    house: House, action: str, entity_id: str
) -> None:
    """That is refused with the reason, and a hold on it is not ended either."""
    await house.call("switch.turn_on", "switch.bed_privacy_mode")
    before = house.coordinator.state
    with pytest.raises(ServiceValidationError) as caught:
        await house.call(action, entity_id)
    assert caught.value.translation_key == "stays_private_base_level"
    assert "Bed stays private, because its settings say so" in str(caught.value)
    assert house.coordinator.state == before
    assert house.reason(BED) is ReasonCode.HOLD
    assert house.state("switch.bed_privacy_mode").state == "on"


async def test_following_rules_leaves_settings_alone(house: House) -> None:
    """The hold ends, and the camera is as private as its settings say; that is no error."""
    await house.call("switch.turn_on", "switch.bed_privacy_mode")
    await house.call("lens_cap.follow_rules", ["camera.bed", "camera.sofa"])
    assert house.reason(BED) is ReasonCode.BASE_LEVEL
    assert not house.coordinator.state.holds


async def test_ending_privacy_before_lens_cap_has_started(house: House) -> None:
    """That is refused, and says to try again."""
    await house.coordinator.async_stop()
    with pytest.raises(ServiceValidationError) as caught:
        await house.call("camera.turn_on", "camera.sofa")
    assert caught.value.translation_key == "stays_private_starting_up"


async def test_all_cameras_at_once(house: House) -> None:
    """On closes each; off releases what it set."""
    await house.call("switch.turn_on", ALL)
    assert house.reason(SOFA) is ReasonCode.HOUSEHOLD_HOLD
    assert house.state(ALL).state == "on"
    await house.call("switch.turn_off", ALL)
    assert house.is_open(SOFA)
    assert house.reason(BED) is ReasonCode.BASE_LEVEL
    assert house.state(ALL).state == "off"


async def test_turning_all_off_releases_only_what_it_set(house: House) -> None:
    """Privacy of one camera that somebody asked for goes on."""
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await house.call("switch.turn_on", ALL)
    await house.call("switch.turn_off", ALL)
    assert house.reason(SOFA) is ReasonCode.HOLD
    assert house.state(ALL).state == "off"


async def test_one_camera_opened_while_all_are_private(house: House) -> None:
    """The others stay, and a restart does not close that one again."""
    add_camera(house, HALL)
    await house.hass.async_block_till_done()
    await house.call("switch.turn_on", ALL)
    await house.call("switch.turn_off", "switch.sofa_privacy_mode")
    assert house.is_open(SOFA)
    assert house.reason(HALL) is ReasonCode.HOUSEHOLD_HOLD
    assert house.state(ALL).state == "on"
    await house.restart()
    assert house.is_open(SOFA)
    assert house.reason(HALL) is ReasonCode.HOUSEHOLD_HOLD


async def test_all_private_goes_on_after_a_restart(house: House) -> None:
    """With the moment and the person that it was asked by."""
    await house.call("switch.turn_on", ALL)
    before = house.coordinator.state
    await house.restart()
    assert house.coordinator.state == before
    assert house.state(ALL).state == "on"
