"""A house whose sofa camera becomes any camera of the lab."""

from collections.abc import AsyncIterator, Callable

import pytest

from lab.cameras_process import LabCameras
from lab.inventory import LabCamera

from ....helpers.fixtures import bare_house, hass_storage, home, house
from ....helpers.mock_house import SOFA, House

__all__ = ["bare_house", "hass_storage", "home", "house"]

type Become = Callable[[LabCamera], House]


@pytest.fixture
async def become(house: House, lab: LabCameras) -> AsyncIterator[Become]:
    """Yield what makes the sofa's original a camera of the lab, which has no other still than its stream."""

    def do(camera: LabCamera) -> House:
        source = house.sources[SOFA]
        source.address = lab.addresses[camera.key].stream_source_with_login
        source.stream_options["rtsp_transport"] = "tcp"
        # It is asked once, and remembered.
        vars(source)["use_stream_for_stills"] = True
        return house

    yield do
    await house.stop()
