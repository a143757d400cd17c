"""One viewer for each camera, and what they are asked meanwhile: is this the right camera, and is it now?"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from lab.home_client import HomeClient
from lab.inventory import LabCamera
from lab.soak.viewers import (
    LongMjpegViewer,
    LongPartViewer,
    LongRelayViewer,
    LongViewer,
)

# Of five viewers, three look at a dashboard, one at an old tablet, and one is a recorder.
MIX = (
    LongPartViewer,
    LongMjpegViewer,
    LongPartViewer,
    LongRelayViewer,
    LongPartViewer,
)
# HLS is some seconds late, and the newest whole part with it.
LATE_SECONDS = 15


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What all viewers saw at a moment: of how many the picture was right, of how many another camera's, of how many old or none."""

    right: int
    foreign: int
    stalled: int


@asynccontextmanager
async def everybody_watches(
    client: HomeClient, cameras: Mapping[str, LabCamera]
) -> AsyncIterator[Mapping[LabCamera, LongViewer]]:
    """Let each camera be watched by somebody in the block. Raises TimeoutError."""
    viewers: dict[LabCamera, LongViewer] = {}
    async with AsyncExitStack() as stack:
        for place, (entity_id, camera) in enumerate(cameras.items()):
            viewer = MIX[place % len(MIX)](client, entity_id)
            await stack.enter_async_context(viewer)
            viewers[camera] = viewer
        await asyncio.gather(*(viewer.until_seeing() for viewer in viewers.values()))
        yield viewers


async def glance(viewers: Mapping[LabCamera, LongViewer]) -> Glance:
    """Return what they see now."""
    right = foreign = stalled = 0
    for camera, viewer in viewers.items():
        reading = await viewer.newest()
        if reading is None or reading.age_seconds() > LATE_SECONDS:
            stalled += 1
        elif reading.camera == camera.number:
            right += 1
        else:
            foreign += 1
    return Glance(right=right, foreign=foreign, stalled=stalled)
