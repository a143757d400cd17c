"""A camera of the lab, and a session on its stream."""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from yarl import URL

from custom_components.lens_cap.media.frames import StreamSource
from custom_components.lens_cap.media.session import StreamSession
from homeassistant.core import HomeAssistant
from lab.cameras_process import LabCameras
from lab.inventory import HALLWAY

from ...helpers.sessions import session_on


@pytest.fixture
def hallway(lab: LabCameras) -> StreamSource:
    """Return the address of the hallway camera, with its login."""
    address = lab.addresses[HALLWAY.key]
    url = URL(address.stream_source or "")
    url = url.with_user(HALLWAY.username).with_password(HALLWAY.password)
    return StreamSource(str(url), {"rtsp_transport": "tcp"})


@pytest.fixture
async def session(
    hass: HomeAssistant, hallway: StreamSource
) -> AsyncIterator[StreamSession]:
    """Yield a session on the hallway camera; whatever runs at the end is closed."""
    made = session_on(hass, hallway, name="Hallway")
    yield made
    await made.async_close()


def runs(pid: int | None) -> bool:
    """Return whether a process is there and not only waiting to be buried."""
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    return False


def told_by_proc(pid: int | None) -> bytes:
    """Return arguments and environment of a process, which other programs may read."""
    process = Path(f"/proc/{pid}")
    return (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
