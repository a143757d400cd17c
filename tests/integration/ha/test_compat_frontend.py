"""Our contacts with Home Assistant's dashboards: resources are made, updated and removed by themselves."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.ha.compat_frontend import (
    async_offer_module,
    async_withdraw_module,
    note_digest,
    served_digest,
)
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.lovelace.resources import ResourceStorageCollection
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

OURS = "/lens_cap/frontend/lens-cap.js"
THEIRS = "/local/another-card.js?v=1"


@pytest.fixture
async def dashboards(hass: HomeAssistant, home: None) -> None:
    """Set up dashboards whose resources Home Assistant keeps itself."""
    assert await async_setup_component(hass, "lovelace", {})


@pytest.fixture
async def yaml_dashboards(hass: HomeAssistant, home: None) -> None:
    """Set up dashboards whose resources the owner keeps in YAML."""
    config = {"lovelace": {"resource_mode": "yaml", "resources": []}}
    assert await async_setup_component(hass, "lovelace", config)
    assert await async_setup_component(hass, "frontend", {})


def stored(hass: HomeAssistant) -> ResourceStorageCollection:
    """Return the resources that Home Assistant keeps."""
    resources = hass.data[LOVELACE_DATA].resources
    assert isinstance(resources, ResourceStorageCollection)
    return resources


async def listed(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> list[tuple[str, str]]:
    """Return the resources as a browser gets them."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "lovelace/resources"})
    answer: dict[str, Any] = await client.receive_json()
    return sorted((one["type"], one["url"]) for one in answer["result"])


async def test_a_resource_is_made_updated_and_removed(
    dashboards: None, hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """Once, whatever its version is; and those of others stay."""
    resources = stored(hass)
    await resources.async_create_item({"res_type": "module", "url": THEIRS})
    assert await async_offer_module(hass, OURS, "v=1")
    assert await async_offer_module(hass, OURS, "v=2")
    assert await listed(hass, hass_ws_client) == [
        ("module", f"{OURS}?v=2"),
        ("module", THEIRS),
    ]
    await async_withdraw_module(hass, OURS)
    assert await listed(hass, hass_ws_client) == [("module", THEIRS)]


async def test_what_is_stored_is_read_first(
    dashboards: None, hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """A list that nobody has asked for yet is not overwritten by ours."""
    resources = hass.data[LOVELACE_DATA].resources
    assert not resources.loaded
    await async_offer_module(hass, OURS, "v=1")
    assert resources.loaded


async def test_of_two_of_ours_one_is_left(
    dashboards: None, hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """As a backup, or a hand, may have left them."""
    resources = stored(hass)
    for version in ("v=0", "v=1"):
        await resources.async_create_item(
            {"res_type": "module", "url": f"{OURS}?{version}"}
        )
    await async_offer_module(hass, OURS, "v=2")
    assert await listed(hass, hass_ws_client) == [("module", f"{OURS}?v=2")]


async def test_resources_in_yaml_are_not_ours_to_write(
    yaml_dashboards: None, hass: HomeAssistant
) -> None:
    """Then every page loads our module: one version of it, until it is withdrawn."""
    assert await async_offer_module(hass, OURS, "v=1")
    assert await async_offer_module(hass, OURS, "v=2")
    assert hass.data[DATA_EXTRA_MODULE_URL].urls == {f"{OURS}?v=2"}
    await async_withdraw_module(hass, OURS)
    assert hass.data[DATA_EXTRA_MODULE_URL].urls == frozenset()


async def test_without_dashboards(hass: HomeAssistant, home: None) -> None:
    """Nothing will load it, and that is said."""
    assert not await async_offer_module(hass, OURS, "v=1")
    await async_withdraw_module(hass, OURS)


def test_the_version_that_is_served(hass: HomeAssistant) -> None:
    """It is known only once it is noted."""
    assert served_digest(hass) is None
    note_digest(hass, "abc")
    assert served_digest(hass) == "abc"
