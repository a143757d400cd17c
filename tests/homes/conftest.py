"""What the tests of whole houses share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import pytest_socket

from lab.cameras_process import LabCameras
from lab.go2rtc_process import Go2rtcStandIn
from lab.home_client import HomeClient

from .lab_house import SHORT_SEGMENTS, House, PlayerHouse, guarded_house

FOLDER = Path(__file__).parent
LAST = "test_secrets.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Look for secrets after all else has happened."""
    own = [item for item in items if FOLDER in item.path.parents]
    places = [place for place, item in enumerate(items) if item in own]
    own.sort(key=lambda item: item.path.name == LAST)
    for place, item in zip(places, own, strict=True):
        items[place] = item


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let every test speak to 127.0.0.1."""


def allow_loopback() -> None:
    """Let a fixture that outlives one test speak to 127.0.0.1, and only there."""
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    pytest_socket.enable_socket()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def house(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """Boot one house for all tests that neither kill nor remove; every test leaves it open."""
    allow_loopback()
    async with guarded_house(tmp_path_factory.mktemp("house"), lab_process) as house:
        yield house


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def player_house(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[PlayerHouse]:
    """Boot one house that offers WebRTC, for all tests that need that; every test leaves it open."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("player_house")
    async with (
        Go2rtcStandIn() as stand_in,
        guarded_house(
            folder, lab_process, stand_in.configuration, base=SHORT_SEGMENTS
        ) as house,
    ):
        yield PlayerHouse(house=house, stand_in=stand_in)


@pytest_asyncio.fixture
async def client(house: House, sockets: None) -> AsyncIterator[HomeClient]:
    """Return a session of the administrator of the shared house."""
    async with house.client() as client:
        yield client
