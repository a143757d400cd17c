"""Recordings that a recorder keeps for longer than the owner wrote down, where its integration tells exactly."""

from datetime import timedelta

import pytest

from custom_components.lens_cap.audit.survey import CameraInput
from custom_components.lens_cap.core.audit.posture import (
    RecordingsPosture,
    YesNoUnknown,
)
from custom_components.lens_cap.core.settings.register import Register
from homeassistant.components.unifiprotect.sensor import CAMERA_SENSORS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ...helpers.mock_house import SOFA
from ...helpers.residence import (
    NOW,
    add_camera,
    add_entity,
    camera_input,
    findings,
    posture_of,
)

OLDEST = "oldest_recording"


def _input(camera: str, days: int | None = 7) -> CameraInput:
    return camera_input(camera, register=Register(recording_days=days))


def _add(
    hass: HomeAssistant,
    state: str | None,
    integration: str = "unifiprotect",
    key: str = OLDEST,
) -> str:
    """Add a camera with a sensor, disabled where it has no state; return the camera's entity id."""
    entry, device, camera = add_camera(hass, integration, {"host": "nvr.lan"})
    add_entity(
        hass,
        entry,
        device,
        "sensor",
        f"0011_{key}",
        state=state,
        translation_key=key,
        disabled_by=er.RegistryEntryDisabler.INTEGRATION if state is None else None,
    )
    return camera


def test_the_sensor_is_one_of_the_integration() -> None:
    """It tells the moment at which the oldest recording begins."""
    (oldest,) = (one for one in CAMERA_SENSORS if one.translation_key == OLDEST)
    assert oldest.device_class == "timestamp"
    assert oldest.ufp_value == "stats.video.recording_start"


@pytest.mark.parametrize(
    ("age", "answer"),
    [
        (timedelta(hours=-1), YesNoUnknown.NO),
        (timedelta(), YesNoUnknown.NO),
        (timedelta(days=7, hours=23), YesNoUnknown.NO),
        (timedelta(days=8), YesNoUnknown.YES),
        (timedelta(days=900), YesNoUnknown.YES),
    ],
)
async def test_what_the_sensor_tells(
    hass: HomeAssistant, age: timedelta, answer: YesNoUnknown
) -> None:
    """A day that was begun does not count."""
    camera = _add(hass, (NOW - age).isoformat())
    found = (await posture_of(hass, _input(camera))).recordings
    assert found == RecordingsPosture(kept_too_long=answer, limit_days=7)


@pytest.mark.parametrize(
    "state", [None, "unavailable", "unknown", "", "soon", "2026-01-01T00:00:00"]
)
async def test_a_sensor_that_tells_nothing(
    hass: HomeAssistant, state: str | None
) -> None:
    """Then it is not known, whether it is switched off, away, or says something else."""
    found = await posture_of(hass, _input(_add(hass, state)))
    assert found.recordings.kept_too_long is YesNoUnknown.UNKNOWN


@pytest.mark.parametrize(
    ("integration", "key"),
    [("unifiprotect", "storage_used"), ("reolink", OLDEST)],
)
async def test_what_nobody_tells_is_not_guessed(
    hass: HomeAssistant, integration: str, key: str
) -> None:
    """Neither from another sensor, nor from one that is called alike."""
    camera = _add(hass, (NOW - timedelta(days=90)).isoformat(), integration, key)
    found = await posture_of(hass, _input(camera))
    assert found.recordings.kept_too_long is YesNoUnknown.NOT_APPLICABLE


async def test_without_a_limit_nothing_is_too_long(hass: HomeAssistant) -> None:
    """The owner wrote down no number of days."""
    camera = _add(hass, (NOW - timedelta(days=90)).isoformat())
    found = await posture_of(hass, _input(camera, None))
    assert found.recordings.kept_too_long is YesNoUnknown.NOT_APPLICABLE


async def test_the_finding_stays_the_same_from_day_to_day(hass: HomeAssistant) -> None:
    """It tells the limit, so one that was accepted stays accepted while the recording grows older."""
    told = []
    for age in (8, 80):
        camera = _add(hass, (NOW - timedelta(days=age)).isoformat())
        found = await findings(hass, _input(camera))
        told.append(found["recordings_kept_too_long", SOFA])
    assert told[0] == told[1]
    assert told[0].evidence["days"] == "7"
