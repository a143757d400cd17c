"""Checks pictures of cameras that film: a keyframe of their stream shows whether they have closed."""

from collections.abc import AsyncIterator

import pytest

from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.media import picture_checker
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from lab.cameras_process import LabCameras, Mode
from lab.inventory import LIVING_ROOM

from ...helpers.controls import DEVICE_PRIVACY, add_controls, choose, control
from ...helpers.later import later
from ...helpers.mock_house import SOFA, House
from ...helpers.picture_checks import LENS, STILL_SEES, private
from ...helpers.waiting import until


@pytest.fixture
async def filming(
    house: House, lab: LabCameras, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """Yield a house whose sofa is a camera of the lab, with a lens that never says what it does.

    A check there waits as long as a busy machine takes.
    """
    monkeypatch.setattr(picture_checker, "_SECONDS", 120.0)
    monkeypatch.setattr(picture_checker, "_AWAKE_SECONDS", 0.0)
    source = house.sources[SOFA]
    source.address = lab.addresses[LIVING_ROOM.key].stream_source_with_login
    source.stream_options["rtsp_transport"] = "tcp"
    # It is asked once, and remembered.
    vars(source)["use_stream_for_stills"] = True
    wiring = await add_controls(house.hass, "foscam", {LENS: "off"})
    wiring.say(LENS, "unknown")
    wiring.deaf.add(LENS)
    lens = control(house.hass, Role.PRIVACY, LENS, "on")
    await choose(house, lens, confirm_by_picture=True)
    yield house
    await house.stop()


@pytest.mark.parametrize(
    ("mode", "device_privacy"),
    [
        ("black", "confirmed"),
        ("ok", "failed"),
        ("down", "unconfirmed"),
    ],
)
async def test_what_a_camera_films(
    filming: House,
    lab: LabCameras,
    hass: HomeAssistant,
    mode: Mode,
    device_privacy: str,
) -> None:
    """Black is closed, a room is not, and a camera that is down proves nothing."""
    await lab.control(LIVING_ROOM.key, mode)
    await private(filming)
    for seconds in (11, 61):
        await later(hass, seconds)
    assert filming.state(DEVICE_PRIVACY).state == device_privacy
    await later(hass, 25)
    found = ir.async_get(hass).async_get_issue("lens_cap", STILL_SEES)
    assert (found is not None) is (device_privacy == "failed")
    await until(lambda: not lab.stats_now()[LIVING_ROOM.key]["rtsp_clients"])
