"""The family's house, with what audits need around it."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ....helpers.household import *
from ....helpers.mock_house import House

type Answer = dict[str, Any]
type Fix = Callable[..., Awaitable[Answer]]


@pytest.fixture
async def audited(family: House) -> House:
    """Return the house after its first audit."""
    await audit(family)
    return family


async def audit(house: House) -> None:
    """Look now, as the button does."""
    await house.call("button.press", "button.lens_cap_run_audit")
    await house.hass.async_block_till_done()


def issues(hass: HomeAssistant) -> dict[str, ir.IssueEntry]:
    """Return the issues of audits that are shown, by what they are about; their ids do not tell."""
    return {
        _about(issue.data or {}): issue
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == "lens_cap" and issue_id.startswith("audit_") and issue.active
    }


def _about(data: Mapping[str, Any]) -> str:
    cameras = str(data["cameras"])
    where = "cameras" if "," in cameras else cameras or "household"
    return f"audit_{data['check_id']}_{where}"


@pytest.fixture
async def fix(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> Fix:
    """Return what walks through an issue over Home Assistant's own API for repairs."""
    assert await async_setup_component(hass, "repairs", {})

    async def walk(
        issue_id: str, *answers: Answer, status: int = HTTPStatus.OK
    ) -> Answer:
        client = await hass_client()
        path = "/api/repairs/issues/fix"
        about = issues(hass).get(issue_id)
        issue_id = about.issue_id if about is not None else issue_id
        response = await client.post(
            path, json={"handler": "lens_cap", "issue_id": issue_id}
        )
        step: Answer = await response.json()
        assert response.status == status, step
        if status != HTTPStatus.OK:
            return step
        flow_id = step["flow_id"]
        for answer in answers:
            response = await client.post(f"{path}/{flow_id}", json=answer)
            step = await response.json()
            assert response.status == HTTPStatus.OK, step
        await hass.async_block_till_done()
        return step

    return walk
