"""Answering among the repairs, where nobody has a phone."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap import repairs
from custom_components.lens_cap.audio.channels import AudioRequestFlow
from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.audio.request import Channel
from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ...helpers.mock_house import SOFA
from ...helpers.page import token_of
from .gate import Gate

ISSUE = f"audio_requested_{SOFA}"


@pytest.fixture
async def shown(
    gate: Gate, hass: HomeAssistant, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Return the id of a request that waits among the repairs."""

    async def flow(
        hass: HomeAssistant, issue_id: str, data: dict[str, Any] | None
    ) -> RepairsFlow:
        return AudioRequestFlow(gate.manager, str((data or {})["request_id"]))

    monkeypatch.setattr(repairs, "async_create_fix_flow", flow)
    assert await async_setup_component(hass, "repairs", {})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    return await gate.ask(anna)


class Repairs:
    """The repairs page, as its HTTP calls."""

    def __init__(self, client: Any) -> None:
        """Use a client that is signed in."""
        self._client = client

    async def begin(self) -> tuple[int, dict[str, Any]]:
        """Open the issue."""
        answer = await self._client.post(
            "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": ISSUE}
        )
        return answer.status, await answer.json() if answer.status == 200 else {}

    async def choose(self, flow_id: str, step: str) -> dict[str, Any]:
        """Press a button."""
        answer = await self._client.post(
            f"/api/repairs/issues/fix/{flow_id}", json={"next_step_id": step}
        )
        result: dict[str, Any] = await answer.json()
        return result


async def _repairs(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    user: MockUser,
    *,
    long_lived: bool = False,
) -> Repairs:
    return Repairs(await hass_client(await token_of(hass, user, long_lived=long_lived)))


async def test_yes(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anna: MockUser,
    shown: str,
) -> None:
    """It says what a phone would say; the issue goes away."""
    page = await _repairs(hass, hass_client, anna)
    _, step = await page.begin()
    assert step["menu_options"] == ["confirm", "deny"]
    assert step["description_placeholders"]["purpose"] == "the baby"
    assert not gate.sounds()
    # An entry would be shown as "The issue is repaired!", which nothing is.
    done = await page.choose(step["flow_id"], "confirm")
    assert (done["type"], done["reason"]) == ("abort", "sound_on")
    assert gate.sounds()
    assert gate.events[-1].channel is Channel.REPAIRS
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None


async def test_no(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anna: MockUser,
    shown: str,
) -> None:
    """The request is over."""
    page = await _repairs(hass, hass_client, anna)
    _, step = await page.begin()
    done = await page.choose(step["flow_id"], "deny")
    assert (done["type"], done["reason"]) == ("abort", "sound_stays_off")
    assert gate.kinds()[-1] == "request_ended:denied"
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None


@pytest.mark.parametrize("choice", ["confirm", "deny"])
async def test_a_form_about_a_request_that_is_over(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anna: MockUser,
    shown: str,
    choice: str,
) -> None:
    """As after a reload; whatever is answered, it says so."""
    page = await _repairs(hass, hass_client, anna)
    _, step = await page.begin()
    gate.manager.stop()
    answer = await page.choose(step["flow_id"], choice)
    assert (answer["type"], answer["reason"]) == ("abort", "over")
    assert not gate.sounds()


async def test_a_long_lived_token(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anna: MockUser,
    shown: str,
) -> None:
    """An administrator's program gets no further than the first step, and not into another's flow."""
    program = await _repairs(hass, hass_client, anna, long_lived=True)
    _, step = await program.begin()
    assert (step["type"], step["reason"]) == ("abort", "not_signed_in")
    page = await _repairs(hass, hass_client, anna)
    _, step = await page.begin()
    answer = await program.choose(step["flow_id"], "confirm")
    assert (answer["type"], answer["reason"]) == ("abort", "not_signed_in")
    assert not gate.sounds()


async def test_somebody_who_is_no_administrator(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    ben: MockUser,
    shown: str,
) -> None:
    """Home Assistant itself keeps others away from repairs."""
    page = await _repairs(hass, hass_client, ben)
    assert (await page.begin())[0] == 401
    assert not gate.sounds()


async def test_another_administrator_in_the_same_flow(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anna: MockUser,
    shown: str,
) -> None:
    """Whoever began it answers it."""
    page = await _repairs(hass, hass_client, anna)
    _, step = await page.begin()
    other = MockUser(name="Root", is_owner=True).add_to_hass(hass)
    answer = await (await _repairs(hass, hass_client, other)).choose(
        step["flow_id"], "confirm"
    )
    assert answer["reason"] == "refused"
    assert not gate.sounds()


async def test_it_is_over(
    gate: Gate,
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    anna: MockUser,
    shown: str,
) -> None:
    """Off takes the issue away, and a page that is still open does nothing."""
    page = await _repairs(hass, hass_client, anna)
    _, step = await page.begin()
    gate.manager.off(SOFA)
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None
    answer = await page.choose(step["flow_id"], "confirm")
    assert answer["type"] == "abort"
    assert not gate.sounds()
