"""Each kind of fix, tried once on real entities; the actions of other integrations stand in."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.audit import fixes
from custom_components.lens_cap.audit.fixes import FIXES
from custom_components.lens_cap.core.audit.checks import CHECKS
from custom_components.lens_cap.core.audit.finding import FixKind
from custom_components.lens_cap.ha.compat import async_set_preload
from custom_components.lens_cap.sealing import is_sealed
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ....helpers.mock_house import SOFA, House, registered
from ....helpers.pictures import OwnWay, add_pictures
from ....helpers.subentries import change_camera
from ...upkeep.new_cameras import add_unguarded
from .conftest import Fix, audit, issues
from .test_audits import show_original
from .test_fixing import FIX

ORIGINAL: Final = "camera.sofa_original"
RECORDS: Final = f"audit_record_while_private_{SOFA}"
AGREED: Final[dict[str, Any]] = {}

# The check, and a control of the camera's own that fails it: integration, domain, key, state.
CONTROLS: Final = {
    FixKind.MICROPHONE_OFF: ("mic_on", "reolink", "switch", "record_audio", "on"),
    FixKind.RECORDING_OFF: (
        "record_while_private",
        "reolink",
        "switch",
        "record",
        "on",
    ),
    FixKind.LIGHT_ON: ("led_off", "reolink", "light", "status_led", "off"),
    FixKind.FACE_RECOGNITION_OFF: (
        "biometric_on",
        "unifiprotect",
        "switch",
        "detections_license_plate",
        "on",
    ),
    FixKind.TELEMETRY_OFF: (
        "telemetry_on",
        "unifiprotect",
        "switch",
        "analytics_enabled",
        "on",
    ),
    FixKind.SSH_OFF: ("ssh_enabled", "unifiprotect", "switch", "ssh_enabled", "on"),
    FixKind.FTP_UPLOAD_OFF: ("ftp_upload_on", "reolink", "switch", "ftp_upload", "on"),
    FixKind.AUTO_UPDATE_ON: (
        "fw_autoupdate_off",
        "tplink",
        "switch",
        "_auto_update_enabled",
        "off",
    ),
}


def add_control(
    hass: HomeAssistant,
    integration: str,
    domain: str,
    key: str,
    state: str | None,
    **more: Any,
) -> str:
    """Give the sofa's original one more control, as its integration would; return the entity id."""
    entry = MockConfigEntry(domain=integration)
    entry.add_to_hass(hass)
    disabled = er.RegistryEntryDisabler.USER if state is None else None
    control = er.async_get(hass).async_get_or_create(
        domain,
        integration,
        f"0011{key}",
        config_entry=entry,
        device_id=registered(hass, ORIGINAL).device_id,
        translation_key=key,
        disabled_by=disabled,
    )
    if state is not None:
        hass.states.async_set(control.entity_id, state, more)
    return control.entity_id


def obey(hass: HomeAssistant, action: str, state: str) -> list[ServiceCall]:
    """Let an action put its entities in a state; return the calls."""
    calls: list[ServiceCall] = []

    async def act(call: ServiceCall) -> None:
        calls.append(call)
        entity_id = call.data["entity_id"]
        for one in [entity_id] if isinstance(entity_id, str) else entity_id:
            hass.states.async_set(one, state)

    domain, name = action.split(".")
    hass.services.async_register(domain, name, act)
    return calls


@pytest.mark.parametrize("kind", CONTROLS)
async def test_the_cameras_own_controls(
    audited: House, hass: HomeAssistant, fix: Fix, kind: FixKind
) -> None:
    """They are put on their safe side, in the name of who asked; and the repair is gone."""
    check, *row, state = CONTROLS[kind]
    assert CHECKS[check].fix is kind
    if kind is FixKind.RECORDING_OFF:
        await audited.call("camera.turn_off", "camera.sofa")
    control = add_control(hass, row[0], row[1], row[2], state)
    safe = "off" if state == "on" else "on"
    calls = obey(hass, f"{row[1]}.turn_{safe}", safe)
    await audit(audited)
    issue_id = f"audit_{check}_{SOFA}"
    assert issue_id in issues(hass)
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)
    assert [call.data["entity_id"] for call in calls] in ([control], [[control]])
    assert calls[0].context.user_id is not None


async def _not_private_recording(house: House, hass: HomeAssistant) -> str:
    """Let the sofa's Frigate record while it is private; return the control."""
    await house.call("camera.turn_off", "camera.sofa")
    control = add_control(hass, "frigate", "switch", "x_recordings", "on")
    await audit(house)
    assert RECORDS in issues(hass)
    return control


async def test_a_device_that_answers_later(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """An action is over when it was sent; whether it helped is seen when the device says so."""
    control = await _not_private_recording(audited, hass)

    async def send(_call: ServiceCall) -> None:
        hass.loop.call_later(0.2, hass.states.async_set, control, "off")

    hass.services.async_register("switch", "turn_off", send)
    assert (await fix(RECORDS, FIX))["type"] == "create_entry"
    assert RECORDS not in issues(hass)


async def test_a_device_that_never_answers(
    audited: House,
    hass: HomeAssistant,
    fix: Fix,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Then it is still so, and that is said."""
    monkeypatch.setattr(fixes, "_ANSWER_SECONDS", 0.05)
    await _not_private_recording(audited, hass)
    obey(hass, "switch.turn_off", "on")
    step = await fix(RECORDS, FIX)
    assert (step["type"], step["reason"]) == ("abort", "still_weak")
    assert RECORDS in issues(hass)


async def test_the_slowest_of_several_devices_is_waited_for(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """One that answers at once tells nothing about the other; what is safe already is left alone."""
    fast = await _not_private_recording(audited, hass)
    slow = add_control(hass, "frigate", "switch", "x_snapshots", "on")
    add_control(hass, "reolink", "switch", "record", "off")
    told: list[str] = []

    async def send(call: ServiceCall) -> None:
        (entity_id,) = call.data["entity_id"]
        told.append(entity_id)
        later = 0.3 if entity_id == slow else 0.0
        hass.loop.call_later(later, hass.states.async_set, entity_id, "off")

    schema = cv.make_entity_service_schema({})
    hass.services.async_register("switch", "turn_off", send, schema)
    assert (await fix(RECORDS, FIX))["type"] == "create_entry"
    assert sorted(told) == sorted([fast, slow])
    assert RECORDS not in issues(hass)


async def test_what_only_tells_cannot_be_switched(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """Frigate's sensor of faces: no click is offered that would do nothing."""
    add_control(hass, "frigate", "sensor", "x_recognized_face", "Anna")
    await audit(audited)
    step = await fix(f"audit_biometric_on_{SOFA}")
    assert step["menu_options"] == ["check_again", "accept"]


async def test_one_that_fails_keeps_no_other_on(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """Of two recordings the first cannot be switched off: the second is all the same, and the failure is said."""
    first = await _not_private_recording(audited, hass)
    second = add_control(hass, "frigate", "switch", "x_snapshots", "on")
    told: list[str] = []

    async def send(call: ServiceCall) -> None:
        (entity_id,) = call.data["entity_id"]
        told.append(entity_id)
        if len(told) == 1:
            raise HomeAssistantError("not now")
        hass.states.async_set(entity_id, "off")

    schema = cv.make_entity_service_schema({})
    hass.services.async_register("switch", "turn_off", send, schema)
    step = await fix(RECORDS, FIX)
    assert (step["type"], step["reason"]) == ("abort", "fix_failed")
    assert sorted(told) == sorted([first, second])


async def test_an_update_that_fails_keeps_no_other_from_being_installed(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """A camera with two updates: the second is installed although the first cannot be."""
    second = add_control(hass, "tplink", "update", "other", "on")
    await _waiting_update(audited, hass)
    told: list[str] = []

    async def send(call: ServiceCall) -> None:
        told.append(call.data["entity_id"])
        if len(told) == 1:
            raise HomeAssistantError("not now")

    hass.services.async_register("update", "install", send)
    step = await fix(f"audit_fw_pending_{SOFA}", FIX, AGREED)
    assert (step["type"], step["reason"]) == ("abort", "fix_failed")
    assert len(told) == len(set(told)) == 2
    assert second in told


async def test_alarms_by_mail_are_left_on(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """A click about recordings silences no alarm: its owner decides on that, in the form about controls."""
    await audited.call("camera.turn_off", "camera.sofa")
    record = add_control(hass, "reolink", "switch", "record", "on")
    add_control(hass, "reolink", "switch", "email", "on")
    calls = obey(hass, "switch.turn_off", "off")
    await audit(audited)
    step = await fix(RECORDS, FIX)
    assert [call.data["entity_id"] for call in calls] in ([record], [[record]])
    assert (step["type"], step["reason"]) == ("abort", "still_weak")


async def test_no_click_is_offered_that_would_only_silence_alarms(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """Where alarms by mail are all that is left, nothing can be done by a click."""
    await audited.call("camera.turn_off", "camera.sofa")
    add_control(hass, "reolink", "switch", "record", "off")
    add_control(hass, "reolink", "switch", "email", "on")
    await audit(audited)
    step = await fix(RECORDS)
    assert step["menu_options"] == ["check_again", "accept"]


async def test_no_click_is_offered_that_cannot_reach_silence(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """UniFi Protect takes no level of its microphone below 1, at which it still hears."""
    add_control(
        hass, "unifiprotect", "number", "microphone_level", "55", min=1, max=100
    )
    await audit(audited)
    step = await fix(f"audit_mic_on_{SOFA}")
    assert step["menu_options"] == ["check_again", "accept"]


@pytest.mark.parametrize("lowest", [{}, {"min": 0}])
async def test_a_level_that_reaches_silence_is_set(
    audited: House, hass: HomeAssistant, fix: Fix, lowest: dict[str, int]
) -> None:
    """A level that takes 0, or does not say what it takes, is put there."""
    add_control(hass, "unifiprotect", "number", "microphone_level", "55", **lowest)
    calls = obey(hass, "number.set_value", "0")
    await audit(audited)
    issue_id = f"audit_mic_on_{SOFA}"
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert [call.data["value"] for call in calls] == [0]
    assert issue_id not in issues(hass)


async def test_what_is_known_by_the_serial_number_alone_is_fixed_too(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """Two integrations that share nothing else: what was found at the other's device is switched there."""
    registry = er.async_get(hass)
    devices = dr.async_get(hass)
    devices.async_update_device(
        registered(hass, ORIGINAL).device_id or "", serial_number="SN-1"
    )
    entry = MockConfigEntry(domain="reolink")
    entry.add_to_hass(hass)
    device = devices.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("reolink", "x")},
        serial_number="SN-1",
    )
    registry.async_get_or_create(
        "camera",
        "reolink",
        "cam",
        config_entry=entry,
        device_id=device.id,
        disabled_by=er.RegistryEntryDisabler.USER,
    )
    microphone = registry.async_get_or_create(
        "switch",
        "reolink",
        "0011record_audio",
        config_entry=entry,
        device_id=device.id,
        translation_key="record_audio",
    ).entity_id
    hass.states.async_set(microphone, "on")
    obey(hass, "switch.turn_off", "off")
    await audit(audited)
    issue_id = f"audit_mic_on_{SOFA}"
    assert issue_id in issues(hass)
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)


def _expose(entity_id: str) -> Callable[[HomeAssistant], None]:
    def plant(hass: HomeAssistant) -> None:
        async_expose_entity(hass, "conversation", entity_id, should_expose=True)

    return plant


PLANTS: Final[dict[FixKind, tuple[str, Callable[[HomeAssistant], None]]]] = {
    FixKind.HIDE_ORIGINAL: ("original_visible", show_original),
    FixKind.WITHHOLD_ORIGINAL: ("exposed_assistant", _expose(ORIGINAL)),
    FixKind.WITHHOLD_GUARD: ("guard_exposed", _expose("switch.sofa_privacy_mode")),
}


@pytest.mark.parametrize("kind", PLANTS)
async def test_what_home_assistant_keeps(
    audited: House, hass: HomeAssistant, fix: Fix, kind: FixKind
) -> None:
    """What was shown or offered is taken back."""
    check, plant = PLANTS[kind]
    assert CHECKS[check].fix is kind
    plant(hass)
    await audit(audited)
    issue_id = f"audit_{check}_{SOFA}"
    assert issue_id in issues(hass)
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)


async def test_a_stream_that_is_kept_ready(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """It is not any more."""
    await async_set_preload(hass, ORIGINAL, value=True)
    await audit(audited)
    issue_id = f"audit_original_preloaded_{SOFA}"
    assert issue_id in issues(hass)
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)


async def test_pictures_that_nobody_guards(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """They answer through the guard from then on, and are given back with Lens Cap's removal."""
    assert await async_setup_component(hass, "image", {})
    await add_pictures(hass, lambda: [OwnWay(hass, "sofa", "Last person")])
    change_camera(audited, SOFA, guard_images=False)
    await hass.async_block_till_done()
    await audit(audited)
    issue_id = f"audit_images_unguarded_{SOFA}"
    assert issue_id in issues(hass)
    assert not is_sealed(hass, "image.sofa_last_person")
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)
    assert is_sealed(hass, "image.sofa_last_person")
    await hass.config_entries.async_remove(audited.entry.entry_id)
    assert not is_sealed(hass, "image.sofa_last_person")


async def test_a_second_picture_that_nobody_guards(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """It is guarded like the first, but for what was drawn or chosen there, and given back with the removal."""
    control = {"role": "plug", "entity": "switch.plug", "safe_value": "off"}
    table = {"id": "t", "name": "Table", "polygon": [[0, 0], [1, 0], [1, 1]]}
    change_camera(audited, SOFA, placement="outdoor", controls=[control], zones=[table])
    source = add_unguarded(hass, "Sofa sub", ORIGINAL)
    await hass.async_block_till_done()
    await audit(audited)
    issue_id = f"audit_sibling_unguarded_{SOFA}"
    assert issue_id in issues(hass)
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert issue_id not in issues(hass)
    made = [one for one in audited.entry.subentries.values() if one.title == "Sofa sub"]
    assert [one.data["placement"] for one in made] == ["outdoor"]
    assert not {"controls", "zones"} & made[0].data.keys()
    await audited.call("switch.turn_on", "switch.sofa_sub_privacy_mode")
    assert audited.state("sensor.sofa_sub_privacy_level").state == "private"
    await hass.config_entries.async_remove(audited.entry.entry_id)
    assert registered(hass, "camera.sofa_sub").id == source.id


async def test_a_picture_of_several_cameras_is_not_guarded_like_one(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """It stays on the list: somebody has to decide about it."""
    birdseye = add_unguarded(hass, "Birdseye", ORIGINAL)
    registry = er.async_get(hass)
    registry.async_update_entity(birdseye.entity_id, new_unique_id="frigate:birdseye")
    await audit(audited)
    cameras = len(audited.entry.subentries)
    step = await fix(f"audit_sibling_unguarded_{SOFA}", FIX)
    assert (step["type"], step["reason"]) == ("abort", "still_weak")
    assert len(audited.entry.subentries) == cameras


async def test_a_privacy_switch_that_is_disabled(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """It is enabled; until it has a state nobody knows more, and then the repair goes by itself."""
    control = add_control(hass, "reolink", "switch", "privacy_mode", None)
    await audit(audited)
    issue_id = f"audit_native_entity_disabled_{SOFA}"
    step = await fix(issue_id, FIX)
    assert (step["type"], step["reason"]) == ("abort", "could_not_check")
    assert registered(hass, control).disabled_by is None
    assert issue_id in issues(hass)
    assert audited.state("binary_sensor.sofa_security_problem").state == "on"
    hass.states.async_set(control, "off")
    await audit(audited)
    assert issue_id not in issues(hass)


async def _waiting_update(house: House, hass: HomeAssistant) -> None:
    """Let an update wait, first for a moment, which is no problem, and then for a month."""
    add_control(hass, "reolink", "update", "firmware", "on")
    await audit(house)
    assert f"audit_fw_pending_{SOFA}" not in issues(hass)
    memory = house.runtime.auditor.history_store
    memory.see_updates({SOFA: False}, dt_util.utcnow())
    memory.see_updates({SOFA: True}, dt_util.utcnow() - timedelta(days=31))
    await audit(house)


async def test_an_update_is_installed_after_a_question(
    audited: House, hass: HomeAssistant, fix: Fix
) -> None:
    """The camera restarts, so nothing begins before somebody agreed."""
    await _waiting_update(audited, hass)
    calls = obey(hass, "update.install", "off")
    issue_id = f"audit_fw_pending_{SOFA}"
    step = await fix(issue_id, FIX)
    assert (step["type"], step["step_id"]) == ("form", "confirm_install")
    assert step["description_placeholders"]["camera"] == "Sofa"
    assert not calls
    assert (await fix(issue_id, FIX, AGREED))["type"] == "create_entry"
    assert len(calls) == 1
    assert issue_id not in issues(hass)


async def test_an_update_that_takes_long(
    audited: House,
    hass: HomeAssistant,
    fix: Fix,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody waits for it; the repair stays until a check sees that it is done."""
    await _waiting_update(audited, hass)
    monkeypatch.setattr(fixes, "_PATIENCE_SECONDS", 0.05)
    begun: list[ServiceCall] = []

    async def for_ever(call: ServiceCall) -> None:
        begun.append(call)
        await hass.loop.create_future()

    hass.services.async_register("update", "install", for_ever)
    step = await fix(f"audit_fw_pending_{SOFA}", FIX, AGREED)
    assert (step["type"], step["reason"]) == ("abort", "fix_goes_on")
    assert len(begun) == 1
    assert f"audit_fw_pending_{SOFA}" in issues(hass)


async def test_a_fix_that_goes_on_is_looked_at_when_it_is_done(
    audited: House,
    hass: HomeAssistant,
    fix: Fix,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody has to ask: the repair goes by itself."""
    monkeypatch.setattr(fixes, "_PATIENCE_SECONDS", 0.05)
    control = await _not_private_recording(audited, hass)
    go_on = asyncio.Event()

    async def send(_call: ServiceCall) -> None:
        await go_on.wait()
        hass.states.async_set(control, "off")

    hass.services.async_register("switch", "turn_off", send)
    step = await fix(RECORDS, FIX)
    assert (step["type"], step["reason"]) == ("abort", "fix_goes_on")
    assert RECORDS in issues(hass)
    go_on.set()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert RECORDS not in issues(hass)


async def test_a_skipped_update(audited: House, hass: HomeAssistant, fix: Fix) -> None:
    """It is offered again."""
    add_control(hass, "reolink", "update", "firmware", "off", skipped_version="2")
    await audit(audited)
    issue_id = f"audit_fw_skipped_{SOFA}"
    calls = obey(hass, "update.clear_skipped", "on")
    assert (await fix(issue_id, FIX))["type"] == "create_entry"
    assert len(calls) == 1
    assert issue_id not in issues(hass)


async def test_an_action_that_breaks(
    audited: House,
    hass: HomeAssistant,
    fix: Fix,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever another integration raises: it is told, without its words, and the repair stays."""
    add_control(hass, "reolink", "switch", "record_audio", "on")

    async def broken(_call: ServiceCall) -> None:
        raise RuntimeError("rtsp://admin:hunter2@127.0.0.1")

    hass.services.async_register("switch", "turn_off", broken)
    await audit(audited)
    step = await fix(f"audit_mic_on_{SOFA}", FIX)
    assert (step["type"], step["reason"]) == ("abort", "fix_failed")
    assert f"audit_mic_on_{SOFA}" in issues(hass)
    assert "hunter2" not in "".join(
        record.getMessage() for record in caplog.records if "lens_cap" in record.name
    )


def test_every_kind_is_tried_here() -> None:
    """Those that are tried alone are named."""
    alone = {
        FixKind.STOP_PRELOAD,
        FixKind.GUARD_IMAGES,
        FixKind.GUARD_SIBLINGS,
        FixKind.ENABLE_PRIVACY,
        FixKind.INSTALL_FIRMWARE,
        FixKind.CLEAR_SKIPPED,
    }
    assert CONTROLS.keys() | PLANTS.keys() | alone == FIXES.keys()
