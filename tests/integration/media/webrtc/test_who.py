"""Who began to watch is told, as far as Home Assistant knows, and without a name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.auth.models import User
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import Context, Event, HomeAssistant
from lab.viewers import MjpegViewer
from lab.webrtc_viewer import WebRtcViewer

from .conftest import Watched

CAMERA = "camera.sofa"
ACTIVITY = "event.sofa_activity"
SECONDS = 20
type Began = tuple[str, str | None]


@pytest.fixture
def began(hass: HomeAssistant, watched: Watched) -> Callable[[], list[Began]]:
    """Return who began to watch since then: the kind, and the id of the user in the context."""
    changes: list[Event[Any]] = async_capture_events(hass, "state_changed")

    def read() -> list[Began]:
        found = [
            (state.attributes["viewer_kind"], state.context.user_id)
            for event in changes
            if (state := event.data["new_state"]) is not None
            and state.entity_id == ACTIVITY
            and state.attributes.get("event_type") == "viewing_started"
        ]
        return list(dict.fromkeys(found))

    return read


async def test_a_player(
    watched: Watched, began: Callable[[], list[Began]], hass_admin_user: User
) -> None:
    """The websocket says who it is; whoever joins later is not told."""
    async with (
        WebRtcViewer(watched.client, CAMERA) as viewer,
        MjpegViewer(watched.client, CAMERA) as other,
    ):
        assert await viewer.until_moving(1, SECONDS), viewer
        assert not await other.until_ended(1)
        assert other.seen
    assert began() == [("person", hass_admin_user.id)]
    attributes = watched.house.state(ACTIVITY).attributes
    assert str(hass_admin_user.name) not in str(dict(attributes))


async def test_hls(
    watched: Watched, began: Callable[[], list[Began]], hass_admin_user: User
) -> None:
    """Who asked for the stream is behind the connection that it then makes."""
    await watched.client.command("camera/stream", entity_id=CAMERA)
    await watched.house.hass.async_block_till_done()
    await _viewed(watched)
    await watched.client.act("camera.turn_off", entity_id=CAMERA)
    assert began() == [("person", hass_admin_user.id)]


async def test_a_recording(
    watched: Watched, began: Callable[[], list[Began]], tmp_path: Any
) -> None:
    """An automation's context has no user."""
    hass = watched.house.hass
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    context = Context()
    task = hass.async_create_task(
        watched.house.call(
            "camera.record",
            CAMERA,
            filename=str(tmp_path / "taken.mp4"),
            duration=60,
            context=context,
        )
    )
    await _viewed(watched)
    assert watched.house.state(ACTIVITY).context == context
    await watched.client.act("camera.turn_off", entity_id=CAMERA)
    await task
    assert began() == [("home_assistant", None)]


@pytest.mark.parametrize("way", ["token", "header", "signed"])
async def test_mjpeg(
    watched: Watched,
    began: Callable[[], list[Began]],
    hass_admin_user: User,
    way: str,
) -> None:
    """The link on a dashboard is anybody's; a signed-in person is known."""
    hass, path = watched.house.hass, f"/api/camera_proxy_stream/{CAMERA}?interval=0.5"
    headers = watched.client.headers if way == "header" else {}
    if way == "token":
        picture = watched.house.state(CAMERA).attributes["entity_picture"]
        path += "&" + picture.partition("?")[2]
    elif way == "signed":
        path = async_sign_path(hass, path, timedelta(minutes=1))
    url = watched.client.url + path
    async with watched.client.session.get(url, headers=headers) as response:
        assert response.status == 200
        await response.content.readany()
    expected = hass_admin_user.id if way == "header" else None
    assert began() == [("person" if expected else "link", expected)]


async def _viewed(watched: Watched) -> None:
    client = watched.client
    await client.until_state("binary_sensor.sofa_being_viewed", "on", seconds=SECONDS)
