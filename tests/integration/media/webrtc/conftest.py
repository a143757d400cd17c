"""A guarded camera of the lab in a Home Assistant that uses the stand-in for go2rtc."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import mock_config_flow
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.media import live_viewers
from homeassistant.config_entries import ConfigEntryState, ConfigFlow
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from lab.cameras_process import LabCameras
from lab.go2rtc_process import Go2rtcStandIn
from lab.home_client import HomeClient
from lab.inventory import LIVING_ROOM
from tests.helpers.mock_house import SOFA, House, build


@pytest.fixture(scope="session")
def stand_in_process() -> Iterator[Go2rtcStandIn]:
    """Run the stand-in once for all tests."""
    with Go2rtcStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Let Home Assistant write real files, into the test's own folder."""
    return {}


@pytest.fixture
async def bare_home(hass: HomeAssistant, lab: LabCameras) -> AsyncIterator[House]:
    """Return a house where Lens Cap is configured and does not run; Sofa's original is of the lab."""
    for component in ("homeassistant", "api", "websocket_api", "camera", "stream"):
        assert await async_setup_component(hass, component, {})
    with mock_config_flow("test", ConfigFlow):
        house = await build(hass)
        source = house.sources[SOFA]
        source.address = lab.addresses[LIVING_ROOM.key].stream_source_with_login
        source.stream_options = {"rtsp_transport": "tcp"}
        yield house
        if house.entry.state.recoverable:
            await hass.config_entries.async_unload(house.entry.entry_id)
        await hass.async_block_till_done()


async def use_go2rtc(hass: HomeAssistant, url: str) -> None:
    """Set Home Assistant's own integration up, as the line in the YAML does."""
    assert await async_setup_component(hass, "go2rtc", {"go2rtc": {"url": url}})
    # Its entry is set up in the background; before that no camera has a server.
    await hass.async_block_till_done(wait_background_tasks=True)
    (entry,) = hass.config_entries.async_entries("go2rtc")
    assert entry.state is ConfigEntryState.LOADED


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A house whose camera can be watched by WebRTC, and the administrator's session."""

    house: House
    client: HomeClient
    stand_in: Go2rtcStandIn


@pytest.fixture
async def watched(
    hass: HomeAssistant,
    bare_home: House,
    stand_in_process: Go2rtcStandIn,
    hass_client: ClientSessionGenerator,
    hass_access_token: str,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Watched]:
    """Return a house that runs, and waits for the stand-in as long as a busy machine takes."""
    monkeypatch.setattr(live_viewers, "_COMES_BACK_SECONDS", 60.0)
    await use_go2rtc(hass, stand_in_process.url)
    assert await bare_home.set_up()
    server = await hass_client()
    url = str(server.make_url("")).rstrip("/")
    async with HomeClient(url, hass_access_token) as client:
        yield Watched(house=bare_home, client=client, stand_in=stand_in_process)
