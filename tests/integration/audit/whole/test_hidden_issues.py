"""Repairs that say that somebody may see what nobody should: not hidden by just anybody, in plain words."""

import dataclasses

import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_capture_events
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.ha.repair_issues import (
    async_create_issue,
    async_issue_id,
    async_keep_issues_shown,
    async_load_issue_key,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component

from ....helpers.mock_house import SOFA, House
from .conftest import Fix, audit, issues

VISIBLE = f"audit_original_visible_{SOFA}"
NASTY = "[Sofa](http://evil.test) **<img src=x>**"


@pytest.fixture
async def found(audited: House, hass: HomeAssistant) -> House:
    """Return the house with an original that is not hidden."""
    er.async_get(hass).async_update_entity("camera.sofa_original", hidden_by=None)
    await audit(audited)
    assert VISIBLE in issues(hass)
    return audited


async def test_what_a_user_ignores_comes_back(
    found: House,
    hass: HomeAssistant,
    visitor: MockUser,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    """At once, by the time that the answer is there; nobody fights over it."""
    assert await async_setup_component(hass, "repairs", {})
    client = await hass_ws_client(hass, hass_read_only_access_token)
    told = async_capture_events(hass, ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED)
    await client.send_json_auto_id(
        {
            "type": "repairs/ignore_issue",
            "domain": "lens_cap",
            "issue_id": issues(hass)[VISIBLE].issue_id,
            "ignore": True,
        }
    )
    assert (await client.receive_json())["success"]
    await client.send_json_auto_id({"type": "repairs/list_issues"})
    listed = (await client.receive_json())["result"]["issues"]
    shown = [
        one for one in listed if one["translation_key"] == "audit_original_visible"
    ]
    assert [one["ignored"] for one in shown] == [False]
    await hass.async_block_till_done()
    assert len(told) == 2


async def test_what_was_ignored_before_a_start_comes_back(
    found: House, hass: HomeAssistant
) -> None:
    """Ignored while nobody listened, or by an older version."""
    registry = ir.async_get(hass)
    ignored = dataclasses.replace(issues(hass)[VISIBLE], dismissed_version="2026.1.0")
    registry.issues["lens_cap", ignored.issue_id] = ignored
    async_keep_issues_shown(hass)
    assert issues(hass)[VISIBLE].dismissed_version is None


async def test_an_administrator_accepts_it_instead(
    found: House, hass: HomeAssistant, fix: Fix
) -> None:
    """For a reason, and for a time."""
    await fix(
        VISIBLE,
        {"next_step_id": "accept"},
        {"reason": "Nobody else lives here", "until": "2026-12-24"},
    )
    assert VISIBLE not in issues(hass)


async def test_what_only_helps_may_be_ignored(
    hass: HomeAssistant, house: House
) -> None:
    """Too many covered pictures are a nuisance, and nothing is seen for it."""
    async_create_issue(
        hass,
        "too_many_covered",
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="too_many_covered",
    )
    ir.async_ignore_issue(hass, "lens_cap", "too_many_covered", ignore=True)
    issue = ir.async_get(hass).async_get_issue("lens_cap", "too_many_covered")
    assert issue is not None
    assert issue.dismissed_version is not None


async def test_names_are_plain_words(
    found: House, hass: HomeAssistant, fix: Fix
) -> None:
    """In the list of repairs, in the form behind it, and in the report."""
    subentry = found.entry.subentries[SOFA]
    hass.config_entries.async_update_subentry(found.entry, subentry, title=NASTY)
    await hass.async_block_till_done()
    await audit(found)
    placeholders = issues(hass)[VISIBLE].translation_placeholders or {}
    step = await fix(VISIBLE)
    report = await hass.services.async_call(
        "lens_cap", "export_report", blocking=True, return_response=True
    )
    assert report is not None
    for said in (
        placeholders["camera"],
        step["description_placeholders"]["camera"],
        str(report["markdown"]),
    ):
        assert "Sofa" in said
        assert not {"[Sofa]", "http://", "<img", "**<"} & {
            one for one in ("[Sofa]", "http://", "<img", "**<") if one in said
        }


async def test_ids_stay_the_same(hass: HomeAssistant, found: House) -> None:
    """Over restarts, since they come from what Home Assistant calls itself."""
    hass.data.pop("lens_cap_issue_key")
    assert async_issue_id(hass, "audit", "original_visible", SOFA) not in {
        issue.issue_id for issue in issues(hass).values()
    }
    await async_load_issue_key(hass)
    assert issues(hass)[VISIBLE].issue_id == async_issue_id(
        hass, "audit", "original_visible", SOFA
    )
