"""That guests are there was lost: they may be there until a person says otherwise."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.flows.repair_guests import GuestsUnknownFlow
from custom_components.lens_cap.repairs import async_create_fix_flow
from homeassistant.core import Context
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir

from ...helpers.callers import asking, signed_in
from ...helpers.disk import Disk
from ...helpers.mock_house import BED, SOFA, House

SWITCH = "switch.lens_cap_guests"


@pytest.fixture
async def doubted(house: House) -> House:
    """Return a house whose note cannot be read, and whose sofa somebody has opened since."""
    await house.stop()
    house.marker_file.write_bytes(b"no note")
    assert await house.set_up()
    await house.call("lens_cap.follow_rules", "camera.sofa")
    return house


async def _ended(house: House) -> None:
    """End the guests in the stored state: what is noted is all that tells of them."""
    user = MockUser(is_owner=True).add_to_hass(house.hass)
    await house.call("switch.turn_off", SWITCH, context=Context(user_id=user.id))
    assert not house.coordinator.data.guests


def _issue(house: House) -> ir.IssueEntry | None:
    return ir.async_get(house.hass).async_get_issue(DOMAIN, "guests_unknown")


async def _flow(house: House) -> GuestsUnknownFlow:
    flow = await async_create_fix_flow(house.hass, "guests_unknown", None)
    assert isinstance(flow, GuestsUnknownFlow)
    flow.hass = house.hass
    return flow


async def _choose(house: House, flow: GuestsUnknownFlow, step: str) -> Any:
    user = MockUser(is_owner=True).add_to_hass(house.hass)
    with asking(await signed_in(house.hass, user.id)):
        return await getattr(flow, f"async_step_{step}")()


def _present(house: House) -> Truth:
    facts = house.coordinator.evaluator.facts(house.coordinator.state, settled=True)
    return facts.guests.present(facts.guests_signal, facts.now)


async def test_they_may_be_there(doubted: House) -> None:
    """The camera stays as private as for guests, also after one more start; a repair asks."""
    assert _present(doubted) is Truth.MAYBE
    assert doubted.reason(SOFA) is ReasonCode.GUESTS_PRESENT
    assert doubted.state(SWITCH).state == "on"
    await doubted.restart()
    assert doubted.reason(SOFA) is ReasonCode.GUESTS_PRESENT
    issue = _issue(doubted)
    assert issue is not None
    assert issue.is_fixable
    assert issue.is_persistent
    step = await (await _flow(doubted)).async_step_init()
    assert step["menu_options"] == ["guests_there", "no_guests"]


async def test_an_automation_does_not_end_it(doubted: House) -> None:
    """Only people know."""
    with pytest.raises(ServiceValidationError):
        await doubted.call("switch.turn_off", SWITCH)
    assert _present(doubted) is Truth.MAYBE


async def test_a_person_ends_it_by_the_switch(doubted: House) -> None:
    """Then nothing is asked any more, and the next start knows."""
    await _ended(doubted)
    assert _issue(doubted) is None
    assert doubted.is_open(SOFA)
    await doubted.restart()
    assert _issue(doubted) is None
    assert doubted.is_open(SOFA)


async def test_no_guests(doubted: House) -> None:
    """What else keeps a camera private goes on."""
    done = await _choose(doubted, await _flow(doubted), "no_guests")
    assert done["reason"] == "no_guests"
    assert _issue(doubted) is None
    assert doubted.is_open(SOFA)
    assert doubted.reason(BED) is ReasonCode.INTERRUPTED


async def test_guests_are_there(doubted: House) -> None:
    """Until somebody says that they left."""
    done = await _choose(doubted, await _flow(doubted), "guests_there")
    assert done["reason"] == "guests_there"
    assert _issue(doubted) is None
    assert _present(doubted) is Truth.YES
    assert doubted.coordinator.state.guests.until is None
    assert not doubted.coordinator.state.guests.doubted


@pytest.mark.parametrize("step", ["guests_there", "no_guests"])
async def test_nobody_is_signed_in(doubted: House, step: str) -> None:
    """A program does not know who is there."""
    flow = await _flow(doubted)
    with asking(None), pytest.raises(AbortFlow) as caught:
        await getattr(flow, f"async_step_{step}")()
    assert caught.value.reason == "not_signed_in"
    assert _present(doubted) is Truth.MAYBE


@pytest.mark.parametrize("step", ["guests_there", "no_guests"])
async def test_the_answer_cannot_be_saved(
    doubted: House, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Then the doubt goes on, or guests are there."""
    Disk(monkeypatch).full = True
    done = await _choose(doubted, await _flow(doubted), step)
    assert done["reason"] == "not_saved"
    assert doubted.coordinator.state.guests.doubted
    assert not doubted.is_open(SOFA)


@pytest.mark.parametrize("step", ["guests_there", "no_guests"])
async def test_somebody_answered_meanwhile(doubted: House, step: str) -> None:
    """An answer to what is not asked any more changes nothing."""
    flow = await _flow(doubted)
    await _ended(doubted)
    await doubted.privacy.async_guests_arrived()
    done = await _choose(doubted, flow, step)
    assert done["reason"] == "answered"
    assert _present(doubted) is Truth.YES


async def test_a_form_that_stayed_open_over_a_reload(doubted: House) -> None:
    """It answers for the Lens Cap that runs now, and says so where none does."""
    flow = await _flow(doubted)
    await doubted.stop()
    with pytest.raises(AbortFlow) as caught:
        await _choose(doubted, flow, "no_guests")
    assert caught.value.reason == "not_running"
    assert await doubted.set_up()
    done = await _choose(doubted, flow, "no_guests")
    assert done["reason"] == "no_guests"
    assert doubted.is_open(SOFA)
