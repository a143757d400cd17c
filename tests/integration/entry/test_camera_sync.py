"""Cameras that come, change and go while others are watched."""

from collections.abc import Awaitable, Callable

import aiohttp
from aiohttp.test_utils import TestClient
import pytest

from custom_components.lens_cap.const import DOMAIN, SIGNAL_CAMERA_ADDED
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ...helpers.disk import Disk, stored_holds
from ...helpers.mock_house import BED, HALL, SECRET, SOFA, House, registered
from ...helpers.subentries import add_camera, change_camera

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]

ALL = "switch.lens_cap_all_privacy_mode"


@pytest.fixture
async def watched(
    house: House, hass_client: Callable[[], Awaitable[Client]]
) -> aiohttp.ClientResponse:
    """Watch the sofa, and return the running live picture."""
    client = await hass_client()
    viewer = await client.get("/api/camera_proxy_stream/camera.sofa?interval=0.5")
    assert SECRET in await viewer.content.readany()
    return viewer


def _drop(house: House, *cameras: str) -> None:
    for camera_id in cameras:
        house.hass.config_entries.async_remove_subentry(house.entry, camera_id)


async def test_other_cameras_are_not_disturbed(
    hass: HomeAssistant, house: House, watched: aiohttp.ClientResponse
) -> None:
    """Adding, changing and removing cameras cuts no stream of another one."""
    guard = house.guard()
    before = guard.epoch, guard.relay_token, guard.stream_address()
    add_camera(house, HALL)
    await hass.async_block_till_done()
    assert house.is_open(HALL)
    change_camera(house, HALL, placement="outdoor", base_level="private")
    await hass.async_block_till_done()
    assert house.reason(HALL) is ReasonCode.BASE_LEVEL
    _drop(house, HALL, BED)
    await hass.async_block_till_done()
    assert house.coordinator.cameras.keys() == {SOFA}
    assert house.guard() is guard
    assert (guard.epoch, guard.relay_token, guard.stream_address()) == before
    assert guard.viewers == 1
    assert SECRET in await watched.content.readany()


async def test_changed_settings_count_at_once(
    hass: HomeAssistant, house: House, watched: aiohttp.ClientResponse
) -> None:
    """Private in the settings cuts who watches; open in the settings opens."""
    change_camera(house, SOFA, base_level="private")
    change_camera(house, BED, base_level="open")
    await hass.async_block_till_done()
    assert house.reason(SOFA) is ReasonCode.BASE_LEVEL
    assert house.is_open(BED)
    with pytest.raises(aiohttp.ClientError):
        await watched.content.read()


async def test_settings_that_mean_the_same_change_nothing(
    hass: HomeAssistant, house: House, watched: aiohttp.ClientResponse
) -> None:
    """Who watches goes on watching."""
    epoch = house.guard().epoch
    change_camera(house, SOFA, purpose="to see the cat")
    await hass.async_block_till_done()
    assert house.coordinator.cameras[SOFA].config.purpose == "to see the cat"
    assert house.guard().epoch == epoch
    assert house.guard().viewers == 1


async def test_a_camera_that_comes_while_all_are_private(
    hass: HomeAssistant, house: House
) -> None:
    """It is private from its first moment, on disk too, and opens with the others."""
    await house.call("switch.turn_on", ALL)
    opened: list[bool] = []

    @callback
    def note(camera_id: CameraId) -> None:
        opened.append(house.is_open(camera_id))

    async_dispatcher_connect(hass, SIGNAL_CAMERA_ADDED, note)
    add_camera(house, HALL)
    await hass.async_block_till_done()
    assert opened == [False]
    assert house.reason(HALL) is ReasonCode.HOUSEHOLD_HOLD
    assert stored_holds(house.store_file).keys() == {SOFA, BED, HALL}
    await house.call("switch.turn_off", ALL)
    assert house.is_open(HALL)


async def test_all_private_begins_while_a_camera_comes(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not among the cameras that were closed, and is closed nevertheless."""
    disk = Disk(monkeypatch)
    disk.pause()
    add_camera(house, HALL)
    assert HALL not in house.coordinator.cameras
    closing = hass.async_create_task(house.call("switch.turn_on", ALL))
    disk.go_on()
    await closing
    await hass.async_block_till_done()
    assert house.reason(HALL) is ReasonCode.HOUSEHOLD_HOLD


async def test_a_camera_that_cannot_be_taken_over_is_not_touched(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record of what is changed must be on disk first; until it can be, Lens Cap says so."""
    disk = Disk(monkeypatch)
    disk.full = True
    guard = house.guard()
    add_camera(house, HALL)
    await hass.async_block_till_done()
    assert house.entry.state is ConfigEntryState.SETUP_RETRY
    assert guard.refusal() is not None
    assert registered(hass, "camera.hall").platform == "test"
    assert registered(hass, "camera.hall").hidden_by is None
    disk.full = False
    assert await hass.config_entries.async_reload(house.entry.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, "camera.hall").platform == DOMAIN
    assert house.is_open(HALL)


async def test_a_camera_that_goes_is_given_back(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """Its original has its name again, everything else of it is gone, and that is said."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    guard = house.guard()
    _drop(house, SOFA)
    await hass.async_block_till_done()
    assert guard.refusal() is not None
    assert guard.relay_token is None
    assert registered(hass, "camera.sofa").platform == "test"
    assert registered(hass, "camera.sofa").hidden_by is None
    assert er.async_get(hass).async_get("switch.sofa_privacy_mode") is None
    assert (
        dr.async_get(hass).async_get_device_by_identifier(
            (DOMAIN, SOFA), house.entry.entry_id
        )
        is None
    )
    assert house.coordinator.state.holds == {}
    assert house.coordinator.state.take_overs.keys() == {BED}
    assert stored_holds(house.store_file) == {}
    issue = issue_registry.async_get_issue(DOMAIN, "visible_again")
    assert issue is not None
    assert issue.translation_placeholders == {"cameras": "Sofa (camera.sofa)"}
    assert house.entry.state is ConfigEntryState.LOADED


async def test_a_camera_that_goes_is_cut(
    hass: HomeAssistant, house: House, watched: aiohttp.ClientResponse
) -> None:
    """Who watched it sees nothing more, and its guard gives nothing more to anybody."""
    guard = house.guard()
    _drop(house, SOFA)
    await hass.async_block_till_done()
    assert guard.refusal() is not None
    assert guard.relay_token is None
    assert guard.viewers == 0
    with pytest.raises(aiohttp.ClientError):
        await watched.content.read()


@pytest.mark.parametrize("lost", [False, True])
async def test_a_camera_that_went_while_lens_cap_was_off(
    hass: HomeAssistant, house: House, lost: bool
) -> None:
    """What was not undone then is undone at the start, even without the store."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    await house.stop()
    _drop(house, SOFA)
    if lost:
        house.store_file.unlink()
    assert await house.set_up()
    assert SOFA not in house.coordinator.state.holds
    assert registered(hass, "camera.sofa").platform == "test"
    assert registered(hass, "camera.sofa").hidden_by is None
    assert house.coordinator.state.take_overs.keys() == {BED}
