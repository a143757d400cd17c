"""A user who may only read changes nothing, by any action of ours; just as Home Assistant has it."""

from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import Context, HomeAssistant, SupportsResponse
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component

from ...helpers.family import by
from ...helpers.mock_house import House

GUESTS = "switch.lens_cap_guests"
CAMERA = "camera.sofa"


@pytest.fixture
def reader(family: House, visitor: MockUser) -> MockUser:
    """Return somebody with a login who may look at everything, and touch nothing."""
    visitor.mock_policy({"entities": {"all": {"read": True}}})
    return visitor


SPAN = {"start": "2001-01-01 00:00:00", "end": "2100-01-01 00:00:00"}
OURS: Final[dict[str, dict[str, Any]]] = {
    "set_guests": {"present": False},
    "follow_rules": {"entity_id": CAMERA},
    "lift_privacy": {"entity_id": CAMERA},
    "request_audio": {"entity_id": CAMERA},
    "confirm_audio": {"entity_id": CAMERA, "pin": "1234"},
    "deny_audio": {"entity_id": CAMERA},
    "set_privacy": {"entity_id": CAMERA, "level": "private"},
    "withdraw_consent": {"entity_id": CAMERA, "who": "Anna"},
    "run_audit": {},
    "get_findings": {},
    "set_zones": {"entity_id": CAMERA, "zones": []},
    "preview_zones": {"entity_id": CAMERA, "filename": "a.jpg"},
    "export_report": {},
    "make_notice": {"entity_id": CAMERA},
    "start_review": {},
    "make_receipt": SPAN,
    "erase_recordings": SPAN | {"confirm": True},
}


@pytest.mark.parametrize(
    ("action", "data"),
    [
        *((f"lens_cap.{name}", data) for name, data in OURS.items()),
        (
            "lens_cap.set_privacy",
            {"entity_id": CAMERA, "level": "unchanged", "recording_off": True},
        ),
        ("switch.turn_off", {"entity_id": GUESTS}),
        ("switch.turn_off", {"entity_id": "switch.sofa_privacy_mode"}),
        ("switch.turn_off", {"entity_id": "switch.lens_cap_all_privacy_mode"}),
        ("camera.turn_on", {"entity_id": CAMERA}),
        ("button.press", {"entity_id": "button.lens_cap_run_audit"}),
    ],
)
async def test_who_may_only_read(
    family: House, reader: MockUser, action: str, data: dict[str, Any]
) -> None:
    """Is refused each of them, and nothing changes."""
    await family.call("switch.turn_on", GUESTS)
    await family.call("camera.turn_off", CAMERA)
    await family.call("switch.turn_on", "switch.lens_cap_all_privacy_mode")
    before, ran_at = (
        family.coordinator.state,
        family.runtime.auditor.data.ran_at,
    )
    domain, name = action.split(".")
    answers = family.hass.services.supports_response(domain, name)
    with pytest.raises(Unauthorized):
        await family.hass.services.async_call(
            domain,
            name,
            data,
            blocking=True,
            context=by(reader),
            return_response=answers is SupportsResponse.ONLY,
        )
    assert family.coordinator.state is before
    assert family.runtime.auditor.data.ran_at == ran_at


def test_every_action_of_ours_is_tried_here(family: House) -> None:
    """A new one needs rights, too."""
    assert set(family.hass.services.async_services_for_domain("lens_cap")) == set(OURS)


async def test_saying_that_guests_are_there_is_refused_too(
    family: House, reader: MockUser
) -> None:
    """As Home Assistant refuses the switch: anything may close, and who may touch nothing does not."""
    for action, data in (
        ("lens_cap.set_guests", {"present": True}),
        ("switch.turn_on", {"entity_id": GUESTS}),
    ):
        with pytest.raises(Unauthorized):
            await family.call(action, context=by(reader), **data)
    assert family.is_open()


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("set_guests", {"present": True}),
        ("set_privacy", {"entity_id": CAMERA, "level": "private"}),
        ("withdraw_consent", {"entity_id": CAMERA}),
    ],
)
async def test_while_lens_cap_does_not_run_it_is_no_other(
    family: House, reader: MockUser, anna: MockUser, action: str, data: dict[str, Any]
) -> None:
    """Nothing of a reader's is noted for the next start; somebody else's request is."""
    await family.stop()
    with pytest.raises(Unauthorized):
        await family.call(f"lens_cap.{action}", context=by(reader), **data)
    await family.hass.async_block_till_done()
    assert family.noted == []
    await family.call(f"lens_cap.{action}", context=by(anna), **data)
    assert len(family.noted) == 1


async def test_rights_to_that_entity_are_enough(
    family: House, reader: MockUser
) -> None:
    """Guests by the switch for guests, the check of security by its button; no other helps."""
    reader.mock_policy({"entities": {"entity_ids": {GUESTS: {"control": True}}}})
    await family.call("lens_cap.set_guests", present=True, context=by(reader))
    assert family.state(GUESTS).state == "on"
    await family.call("lens_cap.set_guests", present=False, context=by(reader))
    assert family.state(GUESTS).state == "off"
    with pytest.raises(Unauthorized):
        await family.call("lens_cap.run_audit", context=by(reader))
    button = {"button.lens_cap_run_audit": {"control": True}}
    reader.mock_policy({"entities": {"entity_ids": button}})
    await family.call("lens_cap.run_audit", context=by(reader))
    assert family.runtime.auditor.data.ran_at is not None


async def test_a_user_whom_nobody_knows(family: House, hass: HomeAssistant) -> None:
    """A context may name anybody."""
    with pytest.raises(UnknownUser):
        await hass.services.async_call(
            "lens_cap",
            "set_guests",
            {"present": True},
            blocking=True,
            context=Context(user_id="nobody"),
        )


async def test_what_is_said_by_who_may_only_read(
    family: House, hass: HomeAssistant, reader: MockUser, anna: MockUser
) -> None:
    """It closes nothing: for that user, no camera is there. For Anna, one is."""
    assert await async_setup_component(hass, "intent", {})
    await hass.async_block_till_done()
    with pytest.raises(intent.MatchFailedError):
        await intent.async_handle(
            hass, "test", "LensCapTurnOnPrivacy", context=by(reader)
        )
    assert family.is_open()
    await intent.async_handle(hass, "test", "LensCapTurnOnPrivacy", context=by(anna))
    assert family.reason() is ReasonCode.HOLD
