"""A house whose sofa camera is a real one of the lab, with a microphone."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import override

import pytest
from yarl import URL

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.decisions.audio_gate import SilentGate
from homeassistant.util import dt as dt_util
from lab.cameras_process import LabCameras
from lab.inventory import HALLWAY, LIVING_ROOM, LabCamera

from ...helpers.household import *
from ...helpers.mock_house import SOFA, House
from .gate import gate

__all__ = ["gate"]


@pytest.fixture(params=[LIVING_ROOM, HALLWAY], ids=["aac", "g711"])
def microphone(request: pytest.FixtureRequest) -> LabCamera:
    """Return a camera of the lab that hears its own tone."""
    camera: LabCamera = request.param
    return camera


@pytest.fixture
async def heard(
    house: House, lab: LabCameras, microphone: LabCamera
) -> AsyncIterator[House]:
    """Yield the house; its sofa is a camera that hears something, and no sound passes yet."""
    url = URL(lab.addresses[microphone.key].stream_source or "")
    url = url.with_user(microphone.username).with_password(microphone.password)

    async def stream_source() -> str:
        return str(url)

    source = house.sources[SOFA]
    source.stream_source = stream_source  # type: ignore[method-assign]
    source.stream_options["rtsp_transport"] = "tcp"
    yield house
    await house.stop()


class _SoundUntil(SilentGate):
    """Lets the sound of every camera pass until a moment."""

    def __init__(self, until: datetime | None) -> None:
        """Take the moment; None is for not at all."""
        self._until = until

    @override
    def sound_until(self, _camera_id: CameraId) -> datetime | None:
        return self._until


def let_sound_pass(house: House, minutes: int | None) -> None:
    """Put a grant in force as whoever confirms it would, or end it with None."""
    until = dt_util.utcnow() + timedelta(minutes=minutes) if minutes else None
    house.coordinator.set_audio_gate(_SoundUntil(until))
    house.coordinator.refresh()
