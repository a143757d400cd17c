"""Open for a look, and closed again: then rules go on as if nobody had looked."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ...helpers.callers import by_automation
from ...helpers.family import ANNA, add_rule, by, go, set_options
from ...helpers.mock_house import BED, SECRET, SOFA, House

SWITCH = "switch.sofa_privacy_mode"
CAMERA = "camera.sofa"
BUTTON = "button.sofa_follow_rules"


@pytest.fixture
async def watched(family: House, hass: HomeAssistant, anna: MockUser) -> House:
    """Return the house where somebody is home, which closes the sofa, and Anna opened it."""
    go(hass, ANNA, "home")
    add_rule(
        family, effect_level="private", presence="someone_home", leave_delay_minutes=0
    )
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.SOMEONE_HOME
    await family.call("switch.turn_off", SWITCH, context=by(anna))
    assert family.reason() is ReasonCode.LIFTED
    return family


async def _everyone_leaves(house: House) -> None:
    go(house.hass, ANNA, "not_home")
    await house.hass.async_block_till_done()


@pytest.mark.parametrize(
    ("action", "entity_id"),
    [
        ("switch.turn_on", SWITCH),
        ("switch.toggle", SWITCH),
        ("homeassistant.turn_on", SWITCH),
        ("camera.turn_off", CAMERA),
    ],
)
async def test_closing_again_ends_the_lift(
    watched: House, anna: MockUser, action: str, entity_id: str
) -> None:
    """At once, without a hold: once everyone has left, the camera opens as its rule says."""
    await watched.call(action, entity_id, context=by(anna))
    assert watched.reason() is ReasonCode.SOMEONE_HOME
    assert not watched.coordinator.state.holds
    assert not watched.coordinator.lifts.of(SOFA)
    await _everyone_leaves(watched)
    assert watched.is_open()


async def test_where_nothing_else_closes_it_is_a_hold(
    watched: House, anna: MockUser
) -> None:
    """Once the rule is over that was lifted, privacy is what somebody asked for."""
    await _everyone_leaves(watched)
    assert watched.is_open()
    await watched.call("switch.turn_on", SWITCH, context=by(anna))
    assert watched.reason() is ReasonCode.HOLD


async def test_without_a_lift_it_is_a_hold(watched: House, anna: MockUser) -> None:
    """Who asks for privacy while a rule closes wants it to last."""
    await watched.call(BUTTON.split(".", maxsplit=1)[0] + ".press", BUTTON)
    await watched.call("switch.turn_on", SWITCH, context=by(anna))
    await _everyone_leaves(watched)
    assert watched.reason() is ReasonCode.HOLD


async def test_all_cameras_together_is_a_hold(watched: House, anna: MockUser) -> None:
    """Its own switch shows it, and ends it."""
    await watched.call("switch.turn_on", "switch.lens_cap_all_privacy_mode")
    await _everyone_leaves(watched)
    assert watched.reason() is ReasonCode.HOUSEHOLD_HOLD


async def test_what_is_asked_for_meanwhile_does_not_open_it_again(
    watched: House, hass: HomeAssistant, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second lift that is just being saved does not outlive that somebody closed the camera."""
    saving = watched.coordinator._saving
    save = saving.async_save

    async def close_first(*args: Any, **kwargs: Any) -> None:
        monkeypatch.setattr(saving, "async_save", save)
        await watched.call("switch.turn_on", SWITCH)
        await save(*args, **kwargs)

    monkeypatch.setattr(saving, "async_save", close_first)
    await watched.call("lens_cap.lift_privacy", CAMERA, context=by(anna))
    assert watched.reason() is ReasonCode.SOMEONE_HOME


async def test_a_question_from_before_opens_nothing(
    watched: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Asked while the camera was open for a look, and answered after it was closed again."""
    set_options(watched, confirm_lifts=True)
    await hass.async_block_till_done()
    page = watched.runtime.questions.page
    with pytest.raises(HomeAssistantError):
        await watched.call("lens_cap.lift_privacy", CAMERA, context=by(anna))
    (question,) = page.asked_of(anna.id).values()
    assert question.is_current()
    await watched.call("switch.turn_on", SWITCH, context=by(anna))
    assert not question.is_current()


async def test_the_button_ends_all_that_was_asked_for(
    watched: House, anna: MockUser
) -> None:
    """A lift, and a hold; whose hand that may be is as for the switch."""
    await watched.call("button.press", BUTTON)
    assert watched.reason() is ReasonCode.SOMEONE_HOME
    await watched.call("switch.turn_on", SWITCH)
    await _everyone_leaves(watched)
    with pytest.raises(HomeAssistantError) as caught:
        await watched.call("button.press", BUTTON, context=Context())
    assert caught.value.translation_key == "not_named"
    assert watched.reason() is ReasonCode.HOLD
    await watched.call("button.press", BUTTON, context=by(anna))
    assert watched.is_open()


async def test_an_automation_presses_the_button(
    family: House, hass: HomeAssistant
) -> None:
    """By its name it ends a hold, and by a scene or a device it does not."""
    await family.call("switch.turn_on", SWITCH)
    device = hass.states.get(BUTTON)
    assert device is not None
    await by_automation(
        hass, {"action": "button.press", "target": {"label_id": "none_has_it"}}
    )
    assert family.reason() is ReasonCode.HOLD
    await by_automation(
        hass, {"action": "button.press", "target": {"entity_id": BUTTON}}
    )
    assert family.is_open()


async def test_ends_are_shown(watched: House, anna: MockUser) -> None:
    """Until when it is open by hand, and then until when it is private; on the switch and the camera."""
    lift = watched.coordinator.lifts.of(SOFA)[0]
    for entity_id in (SWITCH, CAMERA):
        attributes = watched.state(entity_id).attributes
        assert attributes["open_until"] == lift.until
        assert attributes["private_until"] is None
    end = dt_util.utcnow() + timedelta(hours=2)
    await watched.call(
        "lens_cap.set_privacy", CAMERA, level="private", duration={"hours": 2}
    )
    await _everyone_leaves(watched)
    for entity_id in (SWITCH, CAMERA):
        attributes = watched.state(entity_id).attributes
        assert attributes["open_until"] is None
        assert abs(attributes["private_until"] - end) < timedelta(minutes=1)


@pytest.mark.parametrize("proxy", ["camera_proxy", "camera_proxy_stream"])
async def test_the_placeholder_says_until_when(
    family: House,
    hass_client_no_auth: ClientSessionGenerator,
    proxy: str,
) -> None:
    """In words, where an end is known; drawn once, and of nothing that the camera sent."""
    client = await hass_client_no_auth()

    async def shown(entity_id: str) -> bytes:
        token = family.state(entity_id).attributes["access_token"]
        answer = await client.get(f"/api/{proxy}/{entity_id}?token={token}")
        assert answer.status == 200
        body: bytes = await answer.read()
        content = body.partition(b"\xff\xd8")
        return content[1] + content[2]

    await family.call(
        "lens_cap.set_privacy", CAMERA, level="private", duration={"hours": 2}
    )
    plain, words = await shown("camera.bed"), await shown(CAMERA)
    assert load_placeholder() in plain
    assert load_placeholder() not in words
    assert SECRET not in words
    with (
        Image.open(BytesIO(load_placeholder())) as calm,
        Image.open(BytesIO(words)) as written,
    ):
        assert written.size == calm.size
        line = (0, round(calm.height * 0.82), calm.width, round(calm.height * 0.94))
        lightest = [
            image.convert("L").crop(line).getextrema()[1] for image in (calm, written)
        ]
        assert lightest[1] > lightest[0] + 50  # type: ignore[operator]  # of one band
    assert await shown(CAMERA) == words
    assert family.reason(BED) is ReasonCode.BASE_LEVEL
