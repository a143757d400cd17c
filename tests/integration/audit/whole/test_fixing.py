"""Fixing and accepting, through Home Assistant's own API for repairs."""

from datetime import timedelta
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ....helpers.mock_house import SOFA, House
from .conftest import Fix, audit, issues
from .test_audits import PROBLEM, VISIBLE, show_original

FIX = {"next_step_id": "fix"}
CHECK = {"next_step_id": "check_again"}
ACCEPT = {"next_step_id": "accept"}


@pytest.fixture
async def visible(audited: House, hass: HomeAssistant) -> House:
    """Return the house where somebody made an original visible."""
    show_original(hass)
    await audit(audited)
    assert VISIBLE in issues(hass)
    return audited


def _until(days: int) -> str:
    return (dt_util.now() + timedelta(days=days)).date().isoformat()


async def test_one_click(visible: House, hass: HomeAssistant, fix: Fix) -> None:
    """The original is hidden again, and the issue is gone."""
    step = await fix(VISIBLE, FIX)
    assert step["type"] == "create_entry"
    assert VISIBLE not in issues(hass)
    assert visible.state(PROBLEM).state == "off"
    entry = er.async_get(hass).async_get("camera.sofa_original")
    assert entry is not None
    assert entry.hidden


async def test_offered_to_an_assistant(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """It is withheld again."""
    async_expose_entity(
        hass, "conversation", "camera.sofa_original", should_expose=True
    )
    await audit(audited)
    issue_id = f"audit_exposed_assistant_{SOFA}"
    assert issue_id in issues(hass)
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)


async def test_still_so(visible: House, hass: HomeAssistant, fix: Fix) -> None:
    """Who says that something was changed is not just believed."""
    step = await fix(VISIBLE, CHECK)
    assert (step["type"], step["reason"]) == ("abort", "still_weak")
    assert VISIBLE in issues(hass)


async def test_changed_by_hand(visible: House, hass: HomeAssistant, fix: Fix) -> None:
    """It is looked at again, and gone."""
    er.async_get(hass).async_update_entity(
        "camera.sofa_original", hidden_by=er.RegistryEntryHider.USER
    )
    assert (await fix(VISIBLE, CHECK))["type"] == "create_entry"
    assert VISIBLE not in issues(hass)


async def test_a_fix_that_does_not_work(
    visible: House, hass: HomeAssistant, fix: Fix
) -> None:
    """The original is gone: there is nothing to hide, and the issue stays."""
    hass.config_entries.async_update_subentry(
        visible.entry,
        visible.entry.subentries[SOFA],
        data={**visible.entry.subentries[SOFA].data, "source": "gone"},
    )
    await hass.async_block_till_done()
    visible.coordinator.cameras[SOFA].source._source = "gone"
    step = await fix(VISIBLE, FIX)
    assert (step["type"], step["reason"]) == ("abort", "fix_failed")
    assert VISIBLE in issues(hass)


async def test_accepted_for_a_while(
    visible: House, hass: HomeAssistant, fix: Fix, freezer: FrozenDateTimeFactory
) -> None:
    """It is gone until the day, over a restart, and then it is back."""
    answer = {"reason": "The grandparents use it", "until": _until(10)}
    step = await fix(VISIBLE, ACCEPT, answer)
    assert (step["type"], step["reason"]) == ("abort", "accepted")
    assert VISIBLE not in issues(hass)
    assert visible.state(PROBLEM).state == "off"
    report = await hass.services.async_call(
        "lens_cap", "export_report", {}, blocking=True, return_response=True
    )
    assert "The grandparents use it" in str(report)
    await visible.restart()
    (kept,) = visible.runtime.auditor.history_store.history.acceptances
    assert kept.reason == "The grandparents use it"
    show_original(hass)
    await audit(visible)
    assert VISIBLE not in issues(hass)
    freezer.tick(timedelta(days=11))
    await audit(visible)
    assert VISIBLE in issues(hass)


async def test_who_accepts_is_noted(
    visible: House, fix: Fix, hass_admin_user: MockUser
) -> None:
    """It is whoever sent the answer."""
    answer = {"reason": "The grandparents use it", "until": _until(10)}
    await fix(VISIBLE, ACCEPT, answer)
    (kept,) = visible.runtime.auditor.history_store.history.acceptances
    assert kept.by == hass_admin_user.id


async def test_accepted_until_the_facts_change(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """What was accepted was one assistant, not two."""
    async_expose_entity(
        hass, "conversation", "camera.sofa_original", should_expose=True
    )
    await audit(audited)
    issue_id = f"audit_exposed_assistant_{SOFA}"
    await fix(issue_id, ACCEPT, {"reason": "On purpose", "until": _until(10)})
    await audit(audited)
    assert issue_id not in issues(hass)
    async_expose_entity(hass, "cloud.alexa", "camera.sofa_original", should_expose=True)
    await audit(audited)
    assert issue_id in issues(hass)


async def test_what_came_meanwhile_is_shown_before_it_is_accepted(
    audited: House, hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    """The form told of Assist; Alexa came while it was open: it is told too, and accepted only then."""
    assert await async_setup_component(hass, "repairs", {})
    original = "camera.sofa_original"
    async_expose_entity(hass, "conversation", original, should_expose=True)
    await audit(audited)
    about = f"audit_exposed_assistant_{SOFA}"
    client = await hass_client()
    path = "/api/repairs/issues/fix"
    begin = {"handler": "lens_cap", "issue_id": issues(hass)[about].issue_id}
    step = await (await client.post(path, json=begin)).json()
    flow = f"{path}/{step['flow_id']}"
    await client.post(flow, json=ACCEPT)
    async_expose_entity(hass, "cloud.alexa", original, should_expose=True)
    await audit(audited)
    answer = {"reason": "Only Assist, at home", "until": _until(10)}
    step = await (await client.post(flow, json=answer)).json()
    assert (step["type"], step["errors"]) == ("form", {"base": "changed_meanwhile"})
    assert "Alexa" in step["description_placeholders"]["now"]
    assert about in issues(hass)
    step = await (await client.post(flow, json=answer)).json()
    assert (step["type"], step["reason"]) == ("abort", "accepted")
    assert about not in issues(hass)


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"reason": "x", "until": 5}, "reason"),
        ({"reason": "y" * 501, "until": 5}, "reason"),
        ({"reason": "All right", "until": -1}, "until"),
        ({"reason": "All right", "until": 400}, "until"),
    ],
)
async def test_what_cannot_be_accepted(
    visible: House,
    hass: HomeAssistant,
    fix: Fix,
    answer: dict[str, str | int],
    field: str,
) -> None:
    """Without a reason, or for ever."""
    days = answer["until"]
    assert isinstance(days, int)
    step = await fix(VISIBLE, ACCEPT, {**answer, "until": _until(days)})
    assert list(step["errors"]) == [field]
    assert VISIBLE in issues(hass)


async def test_an_acceptance_that_cannot_be_written(
    visible: House, hass: HomeAssistant, fix: Fix
) -> None:
    """It is not accepted, and that is said."""
    stored = Path(hass.config.path(".storage", "lens_cap.audit"))
    await visible.runtime.auditor.history_store.async_flush()
    await hass.async_add_executor_job(stored.unlink, True)
    await hass.async_add_executor_job(stored.mkdir)
    answer = {"reason": "The grandparents use it", "until": _until(10)}
    step = await fix(VISIBLE, ACCEPT, answer)
    assert (step["type"], step["reason"]) == ("abort", "not_saved")
    assert VISIBLE in issues(hass)
    assert visible.runtime.auditor.history_store.history.acceptances == ()
    await hass.async_add_executor_job(stored.rmdir)
