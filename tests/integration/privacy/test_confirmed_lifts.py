"""Where the household wants openings to be confirmed, the one who asks is asked back."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from ...helpers.family import ANNA, add_rule, by, go, set_options
from ...helpers.mock_house import SOFA, House
from ...helpers.page import open_page
from ...helpers.phone import GivePhone, LabPhone

SWITCH = "switch.sofa_privacy_mode"


@pytest.fixture
async def asking(family: House, hass: HomeAssistant) -> House:
    """Return the house with a rule that closes the sofa, and lifts that have to be confirmed."""
    add_rule(family, effect_level="private")
    set_options(family, confirm_lifts=True)
    await hass.async_block_till_done()
    return family


@pytest.fixture
async def phone(asking: House, anna: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Anna's phone."""
    return await give_phone(anna)


async def _ask(
    house: House, user: MockUser | None, action: str = "switch.turn_off"
) -> str | None:
    entity_id = SWITCH if action == "switch.turn_off" else "camera.sofa"
    with pytest.raises(ServiceValidationError) as caught:
        await house.call(action, entity_id, context=by(user) if user else None)
    assert not house.is_open()
    return caught.value.translation_key


@pytest.mark.parametrize("action", ["switch.turn_off", "lens_cap.lift_privacy"])
async def test_yes_opens(
    asking: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone, action: str
) -> None:
    """Said on the page to which the phone leads, for as long as the household chose."""
    assert await _ask(asking, anna, action) == "lift_asked"
    shown = await phone.shown()
    assert shown["message"].startswith("Open Sofa for 15 minutes")
    assert shown["data"]["url"] == shown["data"]["clickAction"] == "/lens-cap"
    assert shown["data"]["actions"][0]["uri"] == "/lens-cap"
    (request,) = (await phone.page.shown())["requests"]
    assert request["message"] == shown["message"]
    assert not asking.is_open()
    assert await phone.page.yes("questions") == [None]
    assert asking.reason() is ReasonCode.LIFTED


async def test_no_keeps(
    asking: House, hass: HomeAssistant, anna: MockUser, phone: LabPhone
) -> None:
    """Said on the phone; and the yes of the same question does not count any more."""
    await _ask(asking, anna)
    (request,) = await phone.page.pending("questions")
    await phone.press(await phone.shown())
    await hass.async_block_till_done()
    answer = await phone.page.confirm(
        "questions", request["request_id"], request["proof"]
    )
    assert answer == "question_over"
    assert not asking.is_open()


async def test_somebody_asked_for_privacy_meanwhile(
    asking: House, anna: MockUser, ben: MockUser, phone: LabPhone
) -> None:
    """The yes was about what was before, and ends nothing that is newer."""
    await _ask(asking, anna)
    (request,) = await phone.page.pending("questions")
    await asking.call("switch.turn_on", SWITCH, context=by(ben))
    answer = await phone.page.confirm(
        "questions", request["request_id"], request["proof"]
    )
    assert answer == "question_over"
    assert asking.reason() is ReasonCode.HOLD


async def _leaves_and_comes_back(house: House, hass: HomeAssistant) -> None:
    """Let the rule close nothing any more, and then the camera again."""
    for where in ("not_home", "home"):
        go(hass, ANNA, where)
        await hass.async_block_till_done()
        assert house.is_open() is (where == "not_home")


async def test_what_opened_by_itself_meanwhile(
    family: House, hass: HomeAssistant, anna: MockUser, give_phone: GivePhone
) -> None:
    """Nothing is left to ask, nor once the camera closes again."""
    go(hass, ANNA, "home")
    add_rule(
        family,
        effect_level="private",
        presence="someone_home",
        leave_delay_minutes=0,
    )
    set_options(family, confirm_lifts=True)
    phone = await give_phone(anna)
    await _ask(family, anna)
    (request,) = await phone.page.pending("questions")
    await _leaves_and_comes_back(family, hass)
    assert await phone.page.pending("questions") == []
    answer = await phone.page.confirm(
        "questions", request["request_id"], request["proof"]
    )
    assert answer == "question_over"
    assert not family.runtime.questions._open


async def test_a_longer_opening_is_asked_for_while_another_one_lasts(
    asking: House, anna: MockUser, ben: MockUser, phone: LabPhone
) -> None:
    """That the camera is open by a lift ends no question about the next one."""
    await _ask(asking, anna)
    await phone.page.yes("questions")
    assert asking.is_open()
    with pytest.raises(ServiceValidationError):
        await asking.call(
            "lens_cap.lift_privacy", "camera.sofa", duration={"hours": 1}, context=by(anna)
        )  # fmt: skip
    (request,) = await phone.page.pending("questions")
    await asking.call("switch.turn_on", "switch.bed_privacy_mode", context=by(ben))
    assert [one["request_id"] for one in await phone.page.pending("questions")] == [
        request["request_id"]
    ]


async def test_no_on_the_page_needs_no_proof(
    asking: House, phone: LabPhone, anna: MockUser
) -> None:
    """The question is gone for the phone, too."""
    await _ask(asking, anna)
    (request,) = await phone.page.pending("questions")
    answer = await phone.page.says("questions/deny", request_id=request["request_id"])
    assert answer["result"] == {"denied": True}
    assert await phone.page.pending("questions") == []
    assert not asking.runtime.questions._open


async def test_five_minutes_later_it_is_too_late(
    asking: House,
    hass: HomeAssistant,
    anna: MockUser,
    phone: LabPhone,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Somebody found the phone on the sofa."""
    await _ask(asking, anna)
    (request,) = await phone.page.pending("questions")
    freezer.tick(timedelta(minutes=5, seconds=1))
    assert await phone.page.pending("questions") == []
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    answer = await phone.page.confirm(
        "questions", request["request_id"], request["proof"]
    )
    assert answer == "question_over"
    assert not asking.is_open()


async def test_guests_came_while_it_was_asked(
    asking: House, anna: MockUser, phone: LabPhone
) -> None:
    """What was allowed then is not any more."""
    await _ask(asking, anna)
    await asking.call("switch.turn_on", "switch.lens_cap_guests")
    assert await phone.page.yes("questions") == ["lift_guests_present"]
    assert asking.reason() is ReasonCode.GUESTS_PRESENT


async def test_whom_nobody_can_ask(
    asking: House, visitor: MockUser, phone: LabPhone
) -> None:
    """Automations; and people who may not are not even asked."""
    assert await _ask(asking, None, "lens_cap.lift_privacy") == "lift_needs_person"
    assert await _ask(asking, visitor) == "stays_private_rule"


async def test_without_a_phone(
    asking: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
    phone: LabPhone,
) -> None:
    """The question waits on the page, for the one who asked and nobody else."""
    assert await _ask(asking, ben) == "lift_asked_on_page"
    assert await phone.page.pending("questions") == []
    bens = await open_page(hass, hass_ws_client, ben)
    assert await bens.yes("questions") == [None]
    assert asking.reason() is ReasonCode.LIFTED


async def test_who_may_not_any_more(
    asking: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """What counts is what somebody may do when they say yes."""
    await _ask(asking, ben)
    bens = await open_page(hass, hass_ws_client, ben)
    (request,) = await bens.pending("questions")
    ben.mock_policy({"entities": {"all": {"read": True}}})
    answer = await bens.confirm("questions", request["request_id"], request["proof"])
    assert answer == "unauthorized"
    ben.mock_policy({"entities": True})
    set_options(asking, who_may_open=["somebody"])
    await hass.async_block_till_done()
    assert await bens.yes("questions") == ["lift_not_allowed"]
    assert not asking.is_open()


async def test_two_people_ask(
    asking: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    ben: MockUser,
    phone: LabPhone,
) -> None:
    """Neither pushes the other aside, and each answers for themselves."""
    await _ask(asking, anna)
    tag = (await phone.shown())["data"]["tag"]
    await _ask(asking, ben)
    bens = await open_page(hass, hass_ws_client, ben)
    (theirs,) = await bens.pending("questions")
    (annas,) = await phone.page.pending("questions")
    assert annas["request_id"] != theirs["request_id"]
    assert annas["request_id"] in tag
    answer = await phone.page.confirm("questions", theirs["request_id"], annas["proof"])
    assert answer == "question_over"
    assert await phone.page.yes("questions") == [None]
    assert asking.coordinator.lifts.of(SOFA)[0].set_by == anna.id


async def test_asking_once_more(asking: House, anna: MockUser, phone: LabPhone) -> None:
    """A newer question about the same takes the place of the older one."""
    await _ask(asking, anna)
    (before,) = await phone.page.pending("questions")
    await _ask(asking, anna)
    (after,) = await phone.page.pending("questions")
    answer = await phone.page.confirm(
        "questions", before["request_id"], before["proof"]
    )
    assert answer == "question_over"
    assert await phone.page.yes("questions") == [None]
    assert after["request_id"] != before["request_id"]


async def test_what_no_rule_closes_needs_no_confirmation(
    asking: House, hass: HomeAssistant, ben: MockUser
) -> None:
    """Ending what was asked for by hand is no lift."""
    for subentry_id in list(asking.entry.subentries):
        if asking.entry.subentries[subentry_id].subentry_type == "rule":
            hass.config_entries.async_remove_subentry(asking.entry, subentry_id)
    await hass.async_block_till_done()
    await asking.call("switch.turn_on", SWITCH)
    await asking.call("switch.turn_off", SWITCH, context=by(ben))
    assert asking.is_open()
