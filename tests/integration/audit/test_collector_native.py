"""A camera's own controls are found by what is known about its integration."""

from datetime import timedelta
import logging
from typing import Any

import pytest

from custom_components.lens_cap.audit.native_states import (
    NativeEntity,
    async_native_entities,
    at_rest,
    native_posture,
)
from custom_components.lens_cap.core.audit.posture import (
    NativePosture,
    NativeState,
    YesNoUnknown,
)
from custom_components.lens_cap.core.controls.role import ControlEffect, Role
from custom_components.lens_cap.core.controls.row import Match, Row
from custom_components.lens_cap.core.controls.table import POWER, REFUSED, ROWS
from homeassistant.components.camera import Camera
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import EntityPlatform
from homeassistant.setup import async_setup_component

from ...helpers.residence import (
    add_camera,
    add_device,
    add_entity,
    add_entry,
    add_mjpeg,
    camera_input,
    posture_of,
)

FIELDS = {
    Role.PRIVACY: "privacy",
    Role.MICROPHONE: "microphone",
    Role.RECORDING: "recording",
    Role.UPLOAD: "recording",
    Role.STATUS_LIGHT: "light",
    Role.RECOGNITION: "face_recognition",
    Role.MASK: "mask",
    Role.TELEMETRY: "telemetry",
    Role.SSH: "ssh",
    Role.AUTO_UPDATE: "auto_update",
}
AUDITED = [row for row in ROWS if row.role in FIELDS]


def _unique_id(row: Row) -> str:
    return {
        Match.KEY: "any",
        Match.ENDING: f"0011{row.value}",
        Match.PART: f"a:{row.value}:b",
        Match.PATTERN: "camera_control-2-on",
        Match.NAME: "any",
        Match.DEVICE: "cam",
    }[row.match]


def _add(hass: HomeAssistant, row: Row, state: str | None) -> tuple[str, str]:
    """Add a camera with one control; return both entity ids."""
    entry, device, camera = add_camera(hass, row.integration, {"host": "cam.lan"})
    control = add_entity(
        hass,
        entry,
        device,
        row.platform,
        _unique_id(row),
        state=state,
        translation_key=row.value if row.match is Match.KEY else None,
        original_name=f"Sofa{row.value}" if row.match is Match.NAME else None,
        disabled_by=er.RegistryEntryDisabler.USER if state is None else None,
    )
    return camera, control


def _read(posture: NativePosture, row: Row) -> NativeState:
    found = getattr(posture, FIELDS[row.role])
    assert isinstance(found, NativeState)
    return found


@pytest.mark.parametrize(
    "row", AUDITED, ids=lambda row: f"{row.integration}-{row.role}-{row.value}"
)
async def test_every_known_control_is_found_in_each_state(
    hass: HomeAssistant, row: Row
) -> None:
    """Safe, unsafe, away and disabled are told apart, for each row of the table."""
    camera, control = _add(hass, row, row.safe or "unavailable")
    expected = NativeState.SAFE if row.safe else NativeState.UNKNOWN
    posture = (await posture_of(hass, camera_input(camera))).native
    assert _read(posture, row) is expected
    hass.states.async_set(control, "something else")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert _read(posture, row) is NativeState.UNSAFE
    hass.states.async_set(control, "unavailable")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert _read(posture, row) is NativeState.UNKNOWN
    assert [one.entity_id for one in async_native_entities(hass, camera)] == [control]


async def test_a_privacy_switch_that_is_disabled(hass: HomeAssistant) -> None:
    """It is there, and could be enabled."""
    row = next(row for row in ROWS if row.integration == "ezviz")
    camera, _ = _add(hass, row, None)
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.privacy is NativeState.DISABLED


async def test_one_that_is_disabled_beside_one_that_is_safe(
    hass: HomeAssistant,
) -> None:
    """What a disabled control does is not known, so its safe neighbour does not speak for it; of privacy, one is enough."""
    entry, device, camera = add_camera(hass, "motioneye", {"host": "cam.lan"})
    for key, disabled in (
        ("movies", None),
        ("upload_enabled", er.RegistryEntryDisabler.USER),
    ):
        add_entity(
            hass,
            entry,
            device,
            "switch",
            f"0011_{key}",
            state=None if disabled else "off",
            translation_key=key,
            disabled_by=disabled,
        )
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.DISABLED
    row = next(row for row in ROWS if row.role is Role.PRIVACY)
    found = [
        NativeEntity(row=row, entity_id=f"switch.{state}", state=state)
        for state in (NativeState.DISABLED, NativeState.SAFE)
    ]
    assert native_posture(row.integration, found).privacy is NativeState.SAFE


class _Off(Camera):
    """A camera that says that it is off."""

    _attr_unique_id = "live"
    _attr_is_on = False


async def _switched_off(hass: HomeAssistant, integration: str, camera: str) -> Camera:
    """Let an entity of an integration be a camera that is off, on the same device as before."""
    registry = er.async_get(hass)
    before = registry.async_get(camera)
    assert before is not None
    assert await async_setup_component(hass, "camera", {})
    hass.states.async_remove(camera)
    entity = _Off()
    platform = EntityPlatform(
        hass=hass,
        logger=logging.getLogger(__name__),
        domain="camera",
        platform_name=integration,
        platform=None,
        scan_interval=timedelta(seconds=30),
        entity_namespace=None,
    )
    await platform.async_add_entities([entity])
    assert entity.entity_id == camera
    registry.async_update_entity(camera, device_id=before.device_id)
    return entity


async def test_a_camera_that_is_off_does_nothing(hass: HomeAssistant) -> None:
    """Frigate neither records nor recognizes anybody while its camera says that it is off, whatever switches say."""
    row = next(row for row in ROWS if row.value == "_recordings")
    camera, _ = _add(hass, row, "on")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.UNSAFE
    entity = await _switched_off(hass, "frigate", camera)
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.SAFE
    entity._attr_available = False
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.UNSAFE
    entity._attr_available = True
    entity._attr_is_on = True
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.UNSAFE


@pytest.mark.parametrize(
    ("integration", "value"),
    [("reolink", "record"), ("tapo_control", "-recordtosdcard")],
)
async def test_a_camera_that_goes_on_while_off(
    hass: HomeAssistant, integration: str, value: str
) -> None:
    """With others, off is not known to end recordings: neither without an off of their own, nor by one."""
    row = next(
        row for row in ROWS if (row.integration, row.value) == (integration, value)
    )
    camera, _ = _add(hass, row, "on")
    await _switched_off(hass, integration, camera)
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.UNSAFE


@pytest.mark.parametrize("field", ["recording", "ftp_upload", "face_recognition"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NativeState.UNSAFE, NativeState.SAFE),
        (NativeState.UNKNOWN, NativeState.SAFE),
        (NativeState.SAFE, NativeState.SAFE),
        (NativeState.DISABLED, NativeState.DISABLED),
        (NativeState.ABSENT, NativeState.ABSENT),
    ],
)
def test_what_rests_while_a_camera_is_off(
    field: str, before: NativeState, after: NativeState
) -> None:
    """All that needs its pictures, and nothing else; what it does not have it has not then either."""
    others: dict[str, Any] = dict.fromkeys(
        ("privacy", "microphone", "light", "telemetry", "ssh", "auto_update"),
        NativeState.UNSAFE,
    )
    rest: dict[str, Any] = dict.fromkeys(
        ("recording", "ftp_upload", "face_recognition"), NativeState.SAFE
    )
    found = at_rest(NativePosture(**others | rest | {field: before}))
    assert found == NativePosture(**others | rest | {field: after})


async def test_a_level_of_nothing_is_off(hass: HomeAssistant) -> None:
    """A microphone level counts as a number."""
    row = next(row for row in ROWS if row.value == "microphone_level")
    camera, level = _add(hass, row, "0.0")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.microphone is NativeState.SAFE
    hass.states.async_set(level, "55")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.microphone is NativeState.UNSAFE


async def test_the_worst_of_several_counts(hass: HomeAssistant) -> None:
    """One recording that goes on is enough; an upload by FTP is a recording too."""
    row = next(row for row in ROWS if row.value == "manual_record")
    camera, _ = _add(hass, row, "off")
    entry = er.async_get(hass).async_get(camera)
    assert entry is not None and entry.config_entry_id is not None
    owner = hass.config_entries.async_get_entry(entry.config_entry_id)
    upload = er.async_get(hass).async_get_or_create(
        "switch",
        "reolink",
        "other",
        config_entry=owner,
        device_id=entry.device_id,
        translation_key="ftp_upload",
    )
    hass.states.async_set(upload.entity_id, "on")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.recording is NativeState.UNSAFE
    assert posture.ftp_upload is NativeState.UNSAFE


async def test_black_pictures_and_switches_without_effect(hass: HomeAssistant) -> None:
    """What turning off really does is known for some integrations."""
    row = next(row for row in ROWS if row.effect is ControlEffect.BLACK)
    camera, _ = _add(hass, row, "on")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.picture_only_black is YesNoUnknown.YES
    assert posture.off_without_effect is YesNoUnknown.NOT_APPLICABLE
    works = {*POWER, "tplink"}
    for integration in {*works, *REFUSED}:
        _, _, camera = add_camera(hass, integration, {"host": "cam.lan"})
        posture = (await posture_of(hass, camera_input(camera))).native
        expected = YesNoUnknown.NO if integration in works else YesNoUnknown.YES
        assert posture.off_without_effect is expected


async def test_a_camera_without_known_controls(hass: HomeAssistant) -> None:
    """Nothing is guessed: a plain camera has none."""
    camera = await add_mjpeg(hass)
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.privacy is NativeState.ABSENT
    assert posture.microphone is NativeState.ABSENT
    assert posture.picture_only_black is YesNoUnknown.NOT_APPLICABLE


async def test_controls_on_another_device_of_the_same_camera(
    hass: HomeAssistant,
) -> None:
    """Two integrations know one camera: by its connection or its serial number."""
    mac = {("mac", "00:11:22:33:44:55")}
    entry = add_entry(hass, "onvif", {"host": "cam.lan"})
    device = add_device(hass, entry, connections=mac, serial_number="SN-1")
    camera = add_entity(hass, entry, device)
    other = add_entry(hass, "reolink", {"host": "cam.lan"})
    by_mac = add_device(hass, other, "x", connections=mac)
    add_entity(
        hass,
        other,
        by_mac,
        "switch",
        "privacy",
        state="off",
        translation_key="privacy_mode",
    )
    third = add_entry(hass, "tapo_control", {"host": "cam.lan"})
    by_serial = add_device(hass, third, "y", serial_number="SN-1")
    add_entity(hass, third, by_serial, "camera", "hd")
    add_entity(hass, third, by_serial, "switch", "x-recordaudio", state="on")
    posture = (await posture_of(hass, camera_input(camera))).native
    assert posture.privacy is NativeState.UNSAFE
    assert posture.microphone is NativeState.UNSAFE
