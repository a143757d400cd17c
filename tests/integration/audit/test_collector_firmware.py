"""What Home Assistant knows about a camera's firmware."""

from datetime import date, timedelta

import pytest

from custom_components.lens_cap.audit.known_exploited import ExploitedModels
from custom_components.lens_cap.core.audit.posture import FirmwareState, YesNoUnknown
from homeassistant.core import HomeAssistant

from ...helpers.residence import (
    NOW,
    add_camera,
    add_device,
    add_entity,
    add_entry,
    add_mjpeg,
    camera_input,
    posture_of,
)


@pytest.mark.parametrize(
    ("state", "skipped", "expected"),
    [
        ("on", None, FirmwareState.PENDING),
        ("off", None, FirmwareState.CURRENT),
        ("off", "2.0", FirmwareState.SKIPPED),
        ("unavailable", None, FirmwareState.UNKNOWN),
        (None, None, FirmwareState.UNKNOWN),
    ],
)
async def test_an_update_entity_tells(
    hass: HomeAssistant, state: str | None, skipped: str | None, expected: FirmwareState
) -> None:
    """Waiting, none, skipped, and not known."""
    entry, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    add_entity(
        hass,
        entry,
        device,
        "update",
        "fw",
        state=state,
        attributes={"skipped_version": skipped},
    )
    posture = (await posture_of(hass, camera_input(camera))).firmware
    assert posture.state is expected


async def test_how_long_an_update_has_been_waiting(hass: HomeAssistant) -> None:
    """Days are counted from when it was first seen, and only while it waits."""
    entry, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    update = add_entity(hass, entry, device, "update", "fw", state="on")
    told = camera_input(camera, update_seen_at=NOW - timedelta(days=31, hours=3))
    assert (await posture_of(hass, told)).firmware.pending_days == 31
    assert (await posture_of(hass, camera_input(camera))).firmware.pending_days is None
    hass.states.async_set(update, "off")
    assert (await posture_of(hass, told)).firmware.pending_days is None


async def test_a_version_without_news_and_nothing_at_all(hass: HomeAssistant) -> None:
    """A version alone does not say whether there is a newer one."""
    _, _, versioned = add_camera(
        hass, "onvif", {"host": "cam.lan"}, sw_version="1.0", model="M"
    )
    plain = await add_mjpeg(hass)
    entry = add_entry(hass, "axis", {"host": "cam.lan"})
    silent = add_entity(hass, entry, add_device(hass, entry))
    states = [
        (await posture_of(hass, camera_input(one))).firmware.state
        for one in (versioned, plain, silent)
    ]
    assert states == [
        FirmwareState.VERSION_ONLY,
        FirmwareState.UNTOLD,
        FirmwareState.UNTOLD,
    ]


@pytest.mark.parametrize(
    ("maker", "model", "version", "expected"),
    [
        ("HIKVISION", "DS-2CD2042WD-I", "V5.5.52 build 190211", ["CVE-2021-36260"]),
        ("HIKVISION", "DS-2CD2042WD-I", "V5.7.1 build 220302", []),
        ("Hikvision", "DS-2CD2042WD-I", "V5.5.52", ["CVE-2021-36260"]),
        ("Reolink", "RLC-410W", "v3", ["CVE-2019-11001", "CVE-2021-40407"]),
        ("Reolink", "RLC-410WS", "v3", []),
        ("Reolink", "RLC-810A", "v3", []),
        ("Dahua", "IPC-HDW5442", "2.8, Build Date: 2022-03-04", []),
        ("Dahua", "IPC-HDW5442", "build 211331", ["CVE-2021-33044", "CVE-2021-33045"]),
        ("Axis", "M1065", "9.1", []),
    ],
)
async def test_models_that_are_known_to_be_attacked(
    hass: HomeAssistant, maker: str, model: str, version: str, expected: list[str]
) -> None:
    """Maker and model decide; firmware that was built after the repair is left alone."""
    _, _, camera = add_camera(
        hass,
        "onvif",
        {"host": "cam.lan"},
        manufacturer=maker,
        model=model,
        sw_version=version,
    )
    advisories = (await posture_of(hass, camera_input(camera))).firmware.advisories
    assert advisories is not None
    assert [one.title for one in advisories] == expected


async def test_a_camera_without_a_model_is_not_cleared(hass: HomeAssistant) -> None:
    """Without maker and model nobody can tell."""
    camera = await add_mjpeg(hass)
    assert (await posture_of(hass, camera_input(camera))).firmware.advisories is None


def test_the_list_is_whole() -> None:
    """It can be read, has a date, and its rows are distinct attacks."""
    listed = ExploitedModels.load()
    assert listed.dated >= date(2025, 8, 25)
    assert len({one.cve for one in listed.models}) == len(listed.models) >= 19


async def test_integrations_for_dead_products(hass: HomeAssistant) -> None:
    """Products that their makers gave up."""
    _, _, dead = add_camera(hass, "uvc", {"host": "cam.lan"})
    alive = await add_mjpeg(hass)
    found = [
        (
            await posture_of(hass, camera_input(one))
        ).firmware.integration_for_dead_product
        for one in (dead, alive)
    ]
    assert found == [YesNoUnknown.YES, YesNoUnknown.NO]
