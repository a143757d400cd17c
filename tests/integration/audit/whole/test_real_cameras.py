"""Whole audits of real cameras: the lab's, in real integrations, with a router and accounts."""

from collections.abc import Iterator
from typing import Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.core.audit.finding import (
    CheckState,
    Severity,
    severity_rank,
)
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from lab.cameras_process import CameraAddress, LabCameras
from lab.inventory import CELLAR, GARAGE, GARDEN, HALLWAY, LIVING_ROOM, PORCH
from lab.router import Mapped, lab_router

from ....helpers.mock_house import House
from ....helpers.probing import HOST, add_original
from ....helpers.residence import add_entry, add_generic, add_mjpeg
from .conftest import audit, issues
from .real_home import accounts, guard, named, web_server


@pytest.fixture(scope="module")
def cameras_process() -> Iterator[LabCameras]:
    """Run cameras of every kind."""
    with LabCameras(extra=(CELLAR.key, GARAGE.key, PORCH.key)) as cameras:
        yield cameras


@pytest.fixture
def cameras(cameras_process: LabCameras, socket_enabled: None) -> LabCameras:
    """Return the running cameras, which the test may talk to."""
    return cameras_process


def _found(house: House) -> dict[tuple[str, str | None], Severity]:
    """Return what is open, with how bad it is, by check and by the camera's name."""
    auditor = house.runtime.auditor
    return {
        (one.check_id, auditor.names()[one.camera_id] if one.camera_id else None): (
            one.severity
        )
        for one in auditor.data.open
    }


async def _generic(
    hass: HomeAssistant, address: CameraAddress, *, still: bool = True
) -> str:
    login = {"username": address.camera.username, "password": address.camera.password}
    return await add_generic(
        hass,
        title=address.camera.key,
        stream_source=address.stream_source,
        **({"still_image_url": address.still} if still else {}),
        **(login if address.camera.username else {}),
    )


PLANTED: Final = {
    ("rtsp_anonymous", "Cellar"),
    ("still_anonymous", "Cellar"),
    ("cred_none", "Cellar"),
    ("upnp_mapping", "Cellar"),
    ("original_visible", "Cellar"),
    ("exposed_assistant", "Cellar"),
    ("cred_basic_http", "Attic"),
    ("cred_default_pair", "Attic"),
    ("cred_weak", "Attic"),
    ("cred_reused", "Attic"),
    ("cred_default_pair", "Shed"),
    ("cred_weak", "Shed"),
    ("cred_reused", "Shed"),
    ("cred_basic_http", "Shed"),
    ("still_anonymous", "Shed"),
    ("onvif_anonymous", "Porch"),
    ("ha_user_no_mfa", None),
    ("ha_external_http", None),
    ("ha_ip_ban_off", None),
}


async def test_a_badly_kept_house_has_all_that_was_planted(
    hass: HomeAssistant, cameras: LabCameras
) -> None:
    """Every weakness from medium on is found where it is, nothing else is, and each is told."""
    await accounts(hass, second_step=False)
    await web_server(hass, ip_ban_enabled=False)
    await hass.config.async_update(external_url="http://home.example.com")
    open_camera, locked = cameras.addresses[CELLAR.key], cameras.addresses[GARDEN.key]
    cellar = await _generic(hass, open_camera)
    weak = {"authentication": "basic", "username": "admin", "password": "12345"}
    attic = await add_mjpeg(
        hass, title="b", mjpeg_url=locked.mjpeg, still_image_url=locked.still, **weak
    )
    shed = await add_mjpeg(
        hass,
        title="c",
        mjpeg_url=open_camera.mjpeg,
        still_image_url=open_camera.mjpeg,
        **weak,
    )
    add_entry(hass, "nvr", {"host": "nvr.test", "username": "me", "password": "12345"})
    login = {"username": PORCH.username, "password": PORCH.password}
    porch = add_original(
        hass, "onvif", data={"host": HOST, "port": cameras.ports.onvif_open, **login}
    )
    way_in = Mapped(
        external_port=8554, internal_client=HOST, internal_port=cameras.ports.rtsp_open
    )
    async with lab_router([way_in]) as location:
        MockConfigEntry(domain="upnp", data={"location": location}).add_to_hass(hass)
        house = await guard(
            hass, {"Cellar": cellar, "Attic": attic, "Shed": shed, "Porch": porch}
        )
        original = house.coordinator.cameras[named("Cellar")].source.entity_id
        assert original is not None
        er.async_get(hass).async_update_entity(original, hidden_by=None)
        async_expose_entity(hass, "conversation", original, should_expose=True)
        await audit(house)
    found = _found(house)
    alarming = {
        key
        for key, severity in found.items()
        if severity_rank(severity) >= severity_rank(Severity.MEDIUM)
    }
    assert alarming == PLANTED
    told = {
        (issue.data or {})["check_id"]
        for issue in issues(hass).values()
        if issue.data is not None
    }
    assert {check for check, _ in PLANTED} <= told
    assert house.state("binary_sensor.lens_cap_insecure_cameras").state == "on"
    stats = await cameras.stats()
    assert stats[CELLAR.key]["rtsp_plays"] == 0


async def test_a_well_kept_house_is_left_in_peace(
    hass: HomeAssistant, cameras: LabCameras
) -> None:
    """Logins, encryption where there is any, a second step: nothing above low, and no alert."""
    await accounts(hass, second_step=True)
    await web_server(hass, login_attempts_threshold=5)
    assert await async_setup_component(hass, "network", {})
    addresses = cameras.addresses
    originals = {
        "Hallway": await _generic(hass, addresses[HALLWAY.key]),
        "Living room": await _generic(hass, addresses[LIVING_ROOM.key], still=False),
        "Garage": await _generic(hass, addresses[GARAGE.key], still=False),
        "Garden": await add_mjpeg(
            hass,
            title="garden",
            mjpeg_url=addresses[GARDEN.key].mjpeg,
            still_image_url=addresses[GARDEN.key].still,
            username=GARDEN.username,
            password=GARDEN.password,
        ),
    }
    login = {"username": PORCH.username, "password": PORCH.password}
    originals["Porch"] = add_original(
        hass, "onvif", data={"host": HOST, "port": cameras.ports.onvif, **login}
    )
    async with lab_router([]) as location:
        MockConfigEntry(domain="upnp", data={"location": location}).add_to_hass(hass)
        house = await guard(hass, originals)
        await audit(house)
    assert {
        key: severity
        for key, severity in _found(house).items()
        if severity is not Severity.LOW
    } == {}
    assert house.state("binary_sensor.lens_cap_insecure_cameras").state == "off"
    assert not issues(hass)
    passed = {
        (key.check_id, key.camera_id)
        for key, outcome in house.runtime.auditor.data.result.outcomes.items()
        if outcome.state is CheckState.PASSED
    }
    assert {
        ("rtsp_anonymous", named("Hallway")),
        ("still_anonymous", named("Hallway")),
        ("rtsp_anonymous", named("Garage")),
        ("tls_weak", named("Garage")),
        ("still_anonymous", named("Garden")),
        ("onvif_anonymous", named("Porch")),
        ("upnp_mapping", named("Hallway")),
        ("ha_user_no_mfa", None),
        ("ha_ip_ban_off", None),
        ("cred_weak", named("Hallway")),
        ("cred_reused", named("Hallway")),
        ("original_visible", named("Hallway")),
        ("exposed_assistant", named("Hallway")),
    } <= passed


async def test_a_restart_is_no_reason_to_knock_again(
    hass: HomeAssistant, cameras: LabCameras
) -> None:
    """What was told is remembered for a day; and a problem that was there before is no news."""
    house = await guard(
        hass, {"Cellar": await _generic(hass, cameras.addresses[CELLAR.key])}
    )
    await audit(house)
    assert ("rtsp_anonymous", "Cellar") in _found(house)
    asked = (await cameras.stats())[CELLAR.key]["snapshots"]
    await house.restart()
    assert house.runtime.auditor.data.ran_at is None
    await audit(house)
    assert ("rtsp_anonymous", "Cellar") in _found(house)
    assert (await cameras.stats())[CELLAR.key]["snapshots"] == asked
