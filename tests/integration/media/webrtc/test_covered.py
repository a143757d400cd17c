"""Whoever watches by WebRTC sees a covered zone as everybody else does: not at all."""

import time

from custom_components.lens_cap.media.cover_control import CoverControl
from lab.pattern import SECRET
from lab.picture import Sight, look_closely
from lab.webrtc_viewer import WebRtcViewer

from .conftest import Watched

CAMERA = "camera.sofa"
START_SECONDS = 120
SWITCH = "switch.sofa_zone_table"
LEFT, TOP, RIGHT, BOTTOM = SECRET
TABLE = {
    "name": "Table",
    "polygon": [[LEFT, TOP], [RIGHT, TOP], [RIGHT, BOTTOM], [LEFT, BOTTOM]],
}


def secrets(viewer: WebRtcViewer) -> list[bool]:
    """Return of each picture of the camera whether the secret patch shows in it."""
    readings = [one.reading for one in viewer.seen]
    return [one.secret for one in readings if isinstance(one, Sight)]


async def test_a_zone(watched: Watched) -> None:
    """It is covered from the call on: who watched is told, and who comes sees the rest."""
    await watched.client.act("lens_cap.set_zones", entity_id=CAMERA, zones=[TABLE])
    await watched.house.hass.async_block_till_done()
    async with WebRtcViewer(watched.client, CAMERA, look=look_closely) as viewer:
        assert await viewer.until_moving(5, START_SECONDS), viewer
        await watched.client.act("switch.turn_on", entity_id=SWITCH)
        covered = time.time()
        assert await viewer.until_ended(5)
    assert all(secrets(viewer))
    assert all(one.reading.moment() < covered for one in viewer.seen if one.reading)
    async with WebRtcViewer(watched.client, CAMERA, look=look_closely) as viewer:
        assert await viewer.until_moving(15, START_SECONDS), viewer
    assert not any(secrets(viewer))


async def test_too_many(watched: Watched) -> None:
    """Where one more would make all stutter, it is said so, and not that the camera is broken."""
    await watched.client.act("lens_cap.set_zones", entity_id=CAMERA, zones=[TABLE])
    await watched.house.hass.async_block_till_done()
    await watched.client.act("switch.turn_on", entity_id=SWITCH)
    slots = watched.house.coordinator.engine.slots
    others = [CoverControl(slots, lambda: None) for _ in range(slots.limit)]
    assert all(map(slots.take, others))
    async with WebRtcViewer(watched.client, CAMERA) as viewer:
        assert await viewer.until_ended(START_SECONDS)
    assert viewer.told is not None
    assert "covers as many live pictures as it can" in viewer.told.message
    assert viewer.seen == []
    for other in others:
        slots.release(other)
