"""One camera and its decision."""

import asyncio
from typing import Any

from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.media.requester import NOBODY_KNOWN
from homeassistant.components.camera.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.mock_house import BED, SOFA, House

CLOSE_UNWATCHED = {
    "alias": "close",
    "triggers": [
        {
            "trigger": "state",
            "entity_id": "binary_sensor.sofa_being_viewed",
            "to": "off",
        }
    ],
    "actions": [
        {
            "action": "switch.turn_on",
            "target": {"entity_id": "switch.sofa_privacy_mode"},
        }
    ],
}


class _Server:
    """A WebRTC server that takes its time to forget a camera, as go2rtc does."""

    domain = "go2rtc"

    async def async_unregister_camera(self, _camera: Any) -> None:
        """Let others go on first."""
        await asyncio.sleep(0)


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


async def test_it_stays_closed_by_whoever_hears_that_it_begins_anew(
    hass: HomeAssistant, house: House
) -> None:
    """Renaming cuts who watches; an automation closes the camera for that, in the same turn."""
    assert await async_setup_component(
        hass, "automation", {"automation": CLOSE_UNWATCHED}
    )
    await hass.async_block_till_done()
    camera: Any = hass.data[DATA_COMPONENT].get_entity("camera.sofa")
    camera._webrtc_provider = _Server()
    house.guard().begin_session("one", NOBODY_KNOWN, lambda _reason: None)
    await hass.async_block_till_done()
    assert house.is_open()
    er.async_get(hass).async_update_entity("camera.sofa", new_entity_id="camera.den")
    await hass.async_block_till_done()
    assert house.state("automation.close").attributes["last_triggered"] is not None
    assert house.coordinator.state.holds_of(SOFA)
    assert not house.is_open()


async def test_what_begins_anew_is_as_open_as_before(house: House) -> None:
    """Nobody decided meanwhile: the decision is the same one, and what was begun has ended."""
    guard = house.guard()
    decision, token = guard.decision, guard.relay_token
    house.coordinator.cameras[SOFA].begin_anew()
    assert guard.decision is decision
    assert guard.relay_token not in (None, token)
