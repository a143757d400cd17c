"""Lens Cap is configured, and does not run: what can be seen then. See docs/user/without-lens-cap.md."""

from collections.abc import Awaitable, Callable
import errno

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.loader import (
    DATA_COMPONENTS,
    DATA_CUSTOM_COMPONENTS,
    DATA_INTEGRATIONS,
)
from homeassistant.setup import _DATA_SETUP

from ...helpers.mock_house import HALL, SECRET, SOFA, House, build, registered, subentry
from ...helpers.subentries import add_camera

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@pytest.fixture
async def client(house: House, hass_client: Callable[[], Awaitable[Client]]) -> Client:
    """Return somebody who looks."""
    return await hass_client()


def _take_away(house: House) -> None:
    """Let Home Assistant know no custom integration: safe mode, or a folder that was deleted."""
    hass = house.hass
    hass.config.safe_mode = True
    hass.config.components.remove(DOMAIN)
    hass.data.pop(DATA_CUSTOM_COMPONENTS, None)
    for cache in (DATA_INTEGRATIONS, DATA_COMPONENTS):
        hass.data[cache].pop(DOMAIN, None)
    house.entry._integration_for_domain = None


def _give_back(house: House) -> None:
    house.hass.config.safe_mode = False
    house.hass.data.pop(DATA_CUSTOM_COMPONENTS, None)
    house.hass.data[DATA_INTEGRATIONS].pop(DOMAIN, None)
    # Home Assistant would not try again before a restart.
    house.hass.data[_DATA_SETUP].pop(DOMAIN, None)


async def _assert_nothing_is_shown(
    house: House, client: Client, *, sealed: bool
) -> None:
    """The guarded cameras are unavailable; the originals are hidden, and off their old ids."""
    hass = house.hass
    for slug in ("sofa", "bed"):
        assert house.state(f"camera.{slug}").state == "unavailable"
        answer = await client.get(f"/api/camera_proxy/camera.{slug}")
        assert answer.status != 200
        assert SECRET not in await answer.read()
        original = registered(hass, f"camera.{slug}_original")
        assert original.hidden_by is er.RegistryEntryHider.INTEGRATION
        assert original.options["conversation"] == {"should_expose": False}
    # What is written in the document: whoever asks for the original gets it, unless it is sealed.
    answer = await client.get("/api/camera_proxy/camera.sofa_original")
    assert (SECRET in await answer.read()) is not sealed


async def test_it_fails_to_load(
    hass: HomeAssistant, house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No port is free, for example; it is tried again, and all is as before then."""
    await house.stop()

    async def refuse(_site: web.TCPSite) -> None:
        raise OSError(errno.EMFILE, "no more")

    with monkeypatch.context() as without_ports:
        without_ports.setattr(web.TCPSite, "start", refuse)
        assert not await house.set_up()
    assert house.entry.state is ConfigEntryState.SETUP_RETRY
    await _assert_nothing_is_shown(house, client, sealed=True)
    assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    assert house.is_open()


async def test_safe_mode(hass: HomeAssistant, house: House, client: Client) -> None:
    """Home Assistant loads no custom integration; after a normal start all is as before."""
    await house.call("camera.turn_off", "camera.sofa")
    await house.stop()
    _take_away(house)
    assert not await house.set_up()
    assert house.entry.state is not ConfigEntryState.LOADED
    await _assert_nothing_is_shown(house, client, sealed=False)
    _give_back(house)
    assert await house.set_up()
    assert not house.is_open()


async def test_what_cannot_be_hidden_stays_visible(
    hass: HomeAssistant, hass_client: Callable[[], Awaitable[Client]]
) -> None:
    """A camera whose id was not taken over is hidden, and keeps its id; a YAML camera has all it had."""
    house = await build(hass)
    hass.states.async_set("camera.attic", "idle")
    add_camera(house, HALL, take_over_id=False)
    assert await house.set_up()
    await house.stop()
    _take_away(house)
    assert not await house.set_up()
    assert house.state("camera.hall_guarded").state == "unavailable"
    hall = registered(hass, "camera.hall")
    assert (hall.platform, hall.hidden) == ("test", True)
    client = await hass_client()
    answer = await client.get("/api/camera_proxy/camera.hall")
    assert SECRET in await answer.read()
    assert house.state("camera.attic").state == "idle"


async def test_undoing_by_hand_and_beginning_anew(
    hass: HomeAssistant, house: House
) -> None:
    """The folder is gone and the entry deleted: the steps of the document give the originals back."""
    await house.stop()
    _take_away(house)
    assert not await house.set_up()
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    assert registry.async_get("camera.sofa") is None
    assert registered(hass, "camera.sofa_original").hidden
    for slug in ("sofa", "bed"):
        registry.async_update_entity(
            f"camera.{slug}_original", new_entity_id=f"camera.{slug}", hidden_by=None
        )
    await hass.async_block_till_done()
    assert house.state("camera.sofa").state == "idle"
    _give_back(house)
    chosen = subentry(hass, SOFA) | {"subentry_id": "01LENSCAP0000000000000ANEW"}
    again = MockConfigEntry(domain=DOMAIN, subentries_data=[chosen])
    again.add_to_hass(hass)
    assert await hass.config_entries.async_setup(again.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").platform == DOMAIN
    assert registered(hass, "camera.sofa_original").hidden
    await hass.config_entries.async_remove(again.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.sofa").platform == "test"
    assert not registered(hass, "camera.sofa").hidden
