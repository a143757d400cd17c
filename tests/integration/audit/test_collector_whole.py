"""Whole households, from what is really set up to what is found."""

import asyncio
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
import logging
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest

from custom_components.lens_cap.audit import collector, home_assistant as home, survey
from custom_components.lens_cap.audit.siblings import async_siblings
from custom_components.lens_cap.audit.survey import CameraInput
from custom_components.lens_cap.core.audit.checks import CHECKS
from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import Severity, severity_rank
from custom_components.lens_cap.core.audit.posture import (
    BypassPosture,
    CameraPosture,
    FirmwarePosture,
    HomeAssistantPosture,
    LoginPosture,
    NativePosture,
    TransportPosture,
)
from custom_components.lens_cap.core.audit.probe import (
    ProbeId,
    ProbeOutcome,
    ProbeResult,
    TlsFault,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.reference import Reference
from custom_components.lens_cap.references.redaction import Redactor
from homeassistant.auth import auth_manager_from_config
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.http.config import (
    HTTP_STORAGE_SCHEMA,
    async_get_and_load_store,
)
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.residence import (
    GOOD_PASSWORD,
    OTHER_PASSWORD,
    SOFA,
    add_camera,
    add_entity,
    add_entry,
    add_generic,
    add_mjpeg,
    camera_input,
    collect,
    findings,
    posture_of,
)

PERSON: Final = "Annabelle Quist"
PUBLIC: Final = ".".join(map(str, (93, 184, 216, 34)))


async def _second_step_for_all(hass: HomeAssistant) -> None:
    """Give Home Assistant one account, with a second step."""
    hass.auth = await auth_manager_from_config(
        hass,
        [{"type": "homeassistant"}],
        [{"type": "insecure_example", "data": []}],
    )
    user = await hass.auth.async_create_user("A", group_ids=[GROUP_ID_ADMIN])
    module = hass.auth.get_auth_mfa_module("insecure_example")
    assert module is not None
    await module.async_setup_user(user.id, {"pin": "123456"})


async def _http(hass: HomeAssistant, **settings: Any) -> None:
    store = await async_get_and_load_store(hass)
    await store.async_set_pending(HTTP_STORAGE_SCHEMA(settings))
    await store.async_promote_pending()


async def test_a_well_kept_household_has_nothing_above_low(
    hass: HomeAssistant,
) -> None:
    """Good logins, hidden originals, a second step: what is left is small."""
    await _second_step_for_all(hass)
    await _http(hass, login_attempts_threshold=5)
    await hass.config.async_update(external_url="https://home.example.com")
    registry = er.async_get(hass)
    plain = await add_generic(
        hass,
        stream_source="rtsp://shed.test/live",
        username="viewer",
        password=GOOD_PASSWORD,
    )
    entry, device, vendor = add_camera(
        hass,
        "reolink",
        {
            "host": "hall.lan",
            "use_https": True,
            "username": "admin",
            "password": OTHER_PASSWORD,
        },
        manufacturer="Reolink",
        model="RLC-810A",
        sw_version="v3.1",
    )
    for key, domain, state in (
        ("privacy_mode", "switch", "off"),
        ("record_audio", "switch", "off"),
        ("status_led", "light", "on"),
        ("record", "switch", "on"),
    ):
        add_entity(hass, entry, device, domain, key, state=state, translation_key=key)
    add_entity(hass, entry, device, "update", "fw", state="off")
    for one in (plain, vendor):
        registry.async_update_entity(one, hidden_by=er.RegistryEntryHider.INTEGRATION)
    found = await findings(
        hass,
        camera_input(plain, placement=Placement.OUTDOOR),
        camera_input(
            vendor, "hall", name="Hall", sees_beyond_property=True, notice_shown=True
        ),
    )
    worse = {
        key: one.severity
        for key, one in found.items()
        if severity_rank(one.severity) > severity_rank(Severity.LOW)
    }
    assert worse == {}
    alarming = {key[0] for key in found if CHECKS[key[0]].actionable}
    assert alarming == {"rtsp_plain"}


async def _badly_kept(hass: HomeAssistant) -> list[CameraInput]:
    """Set up a household where nobody took care."""
    hass.states.async_set("person.a", "home", {"friendly_name": PERSON})
    await hass.auth.async_create_user(PERSON, group_ids=[GROUP_ID_ADMIN])
    await _http(
        hass,
        ip_ban_enabled=False,
        cors_allowed_origins=["*"],
        use_x_forwarded_for=True,
        trusted_proxies=["198.51.0.0/16"],
    )
    await hass.config.async_update(external_url="http://home.example.com")
    www = Path(hass.config.path("www"))
    await hass.async_add_executor_job(www.mkdir)
    await hass.async_add_executor_job((www / "door.jpg").write_bytes, b"")
    attic = await add_mjpeg(
        hass,
        title=f"{PERSON} {PUBLIC}",
        authentication="basic",
        username="admin",
        password="12345",
        mjpeg_url=f"http://admin:12345@{PUBLIC}/mjpeg",
        still_image_url="",
    )
    bare = await add_generic(hass, stream_source="rtsp://bare.test/live")
    entry, device, vendor = add_camera(
        hass,
        "reolink",
        {"host": "hall.lan", "username": "admin", "password": "12345"},
        manufacturer="Reolink",
        model="RLC-410W",
    )
    for key, domain, state in (
        ("record_audio", "switch", "on"),
        ("status_led", "light", "off"),
        ("record", "switch", "on"),
        ("ftp_upload", "switch", "on"),
        ("face", "binary_sensor", "off"),
    ):
        add_entity(hass, entry, device, domain, key, state=state, translation_key=key)
    add_entity(
        hass, entry, device, "switch", "p", state=None, translation_key="privacy_mode",
        disabled_by=er.RegistryEntryDisabler.USER,
    )  # fmt: skip
    add_entity(hass, entry, device, "update", "fw", state="on")
    add_entity(
        hass,
        entry,
        device,
        unique_id="sub",
        attributes={"friendly_name": f"Sub rtsp://admin:12345@{PUBLIC}/2"},
    )
    hass.states.async_set(vendor, "idle", {"url": f"rtsp://a:12345@{PUBLIC}/1"})
    async_expose_entity(hass, "conversation", attic, should_expose=True)
    add_entry(
        hass,
        "homekit",
        {},
        options={"filter": {"include_domains": ["camera"]}},
        title=f"Bridge of {PERSON}",
    )
    snapshot = {
        "action": "camera.snapshot",
        "target": {"entity_id": attic},
        "data": {"filename": "/config/www/a.jpg"},
    }
    ask = {
        "action": "ai_task.generate_data",
        "data": {"attachments": f"media-source://camera/{attic}"},
    }
    assert await async_setup_component(
        hass,
        "script",
        {
            "script": {
                "a": {
                    "alias": f"Tell {PERSON} of {PUBLIC}",
                    "sequence": [snapshot, ask],
                }
            }
        },
    )
    assert await async_setup_component(hass, "lovelace", {})
    dashboard = hass.data[LOVELACE_DATA].dashboards[None]
    await dashboard.async_save({"cards": [attic, f"rtsp://u:12345@{PUBLIC}/x"]})
    weak = [
        ProbeOutcome(probe=probe, result=ProbeResult.WEAK)
        for probe in ProbeId
        if probe is not ProbeId.TLS
    ]
    tls = ProbeOutcome(
        probe=ProbeId.TLS,
        result=ProbeResult.WEAK,
        tls_faults=frozenset({TlsFault.EXPIRED}),
    )
    return [
        camera_input(attic, sees_beyond_property=True, probes=(*weak, tls)),
        camera_input(bare, "bare", name="Bare"),
        camera_input(vendor, "hall", name="Hall", level=PrivacyLevel.PRIVATE),
    ]


PLANTED: Final = {
    SOFA: {
        "ai_uses_camera",
        "cred_basic_http",
        "cred_default_pair",
        "cred_default_username",
        "cred_in_url",
        "cred_reused",
        "cred_weak",
        "exposed_assistant",
        "homekit_exposes",
        "host_public",
        "http_plain",
        "notice_missing",
        "onvif_anonymous",
        "original_in_automation",
        "original_in_dashboard",
        "original_visible",
        "restreamed",
        "rtsp_anonymous",
        "still_anonymous",
        "tls_weak",
        "upnp_mapping",
    },
    "bare": {"cred_none", "homekit_exposes", "original_visible", "rtsp_plain"},
    "hall": {
        "biometric_on",
        "cred_default_pair",
        "cred_reused",
        "cred_weak",
        "ftp_upload_on",
        "fw_kev",
        "fw_pending",
        "homekit_exposes",
        "http_plain",
        "led_off",
        "mic_on",
        "native_entity_disabled",
        "original_visible",
        "record_while_private",
        "recordings_beside",
        "rtsp_plain",
        "secret_url_in_state",
        "sibling_unguarded",
    },
    None: {
        "ha_cors_wide",
        "ha_external_http",
        "ha_ip_ban_off",
        "ha_proxy_trust_wide",
        "ha_user_no_mfa",
        "snapshot_public",
        "www_has_media",
    },
}
# True of nearly every camera, and nothing that anybody could do about.
ALWAYS: Final = {"fw_unknown", "indoor_no_privacy", "original_reachable"}


async def test_a_badly_kept_household_has_all_that_was_planted(
    hass: HomeAssistant,
) -> None:
    """Every weakness is found where it is, and nothing else."""
    found = await findings(hass, *await _badly_kept(hass))
    assert {
        where: {check for check, camera in found if camera == where} - ALWAYS
        for where in PLANTED
    } == PLANTED
    assert found["cred_default_pair", SOFA].severity is Severity.CRITICAL
    assert found["host_public", SOFA].severity is Severity.CRITICAL


async def test_no_secret_leaves_the_audit(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """No login, address or person is in postures, findings, fingerprints or the log."""
    inputs = await _badly_kept(hass)
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    household, cameras = await collect(hass, *inputs)
    result = evaluate(household, cameras)
    told = repr((household, cameras, result))
    told += repr([one.fingerprint for one in result.findings()])
    told += "\n".join(
        record.getMessage() for record in caplog.records if "lens_cap" in record.name
    )
    for secret in ("12345", PUBLIC, "://", "@", *PERSON.split(), "bare.test"):
        assert secret not in told, secret
    assert "Tell …" in told


def _allowed(value: object) -> bool:
    match value:
        case None | bool() | int() | StrEnum() | Reference():
            return True
        case tuple() | frozenset():
            return all(map(_allowed, value))
        case Mapping():
            return all(_allowed(one) for pair in value.items() for one in pair)
        case _ if is_dataclass(value):
            return all(
                _allowed(getattr(value, field.name))
                for field in fields(value)
                if field.name != "camera_id"
            )
        case _:
            return False


async def test_postures_are_made_of_harmless_kinds_only(hass: HomeAssistant) -> None:
    """Enums, numbers and places: nothing that could hold a text of somebody else."""
    household, cameras = await collect(hass, *await _badly_kept(hass))
    assert _allowed(household)
    assert all(map(_allowed, cameras.values()))
    assert not _allowed("a text")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Hall", "Hall"),
        ("When anna comes", "When … comes"),
        ("Annabelle", "Annabelle"),
        ("See rtsp://a:b@c.test/d now", "See … now"),
        ("cam 198.51.100.7:80", "cam …"),
        ("onvif 198_51_100_7", "onvif …"),
        ("mail a@b.example", "mail …"),
        ("at 2001:db8::7 in", "at … in"),
        ("at 10:30 sharp", "at 10:30 sharp"),
        ("x" * 500, "x" * 100),
    ],
)
def test_names_are_made_harmless(name: str, clean: str) -> None:
    """Addresses, logins and people are taken out, and nothing else."""
    assert Redactor({"Anna", ""}).harmless(name) == clean
    assert Redactor([]).harmless("Anna") == "Anna"


async def test_a_camera_whose_original_is_gone_is_unknown(hass: HomeAssistant) -> None:
    """What the owner said stays known; the rest is neither well nor weak."""
    posture = await posture_of(hass, camera_input(None, sees_beyond_property=True))
    assert posture.bypasses == BypassPosture()
    assert posture.login == LoginPosture()
    assert posture.sees_beyond_property == "yes"


async def test_a_camera_without_a_config_entry(hass: HomeAssistant) -> None:
    """A camera from YAML has no settings that could be read; its doors are still found."""
    hass.states.async_set("camera.attic", "idle")
    posture = await posture_of(hass, camera_input("camera.attic"))
    assert posture.login == LoginPosture()
    assert posture.transport.stream_plain == "unknown"
    assert posture.bypasses.reachable == "yes"


BROKEN: Final[dict[tuple[Any, str], Mapping[str, object]]] = {
    (survey, "async_camera_access_index"): {"bypasses": BypassPosture()},
    (survey, "async_configurations"): {"bypasses": BypassPosture()},
    (survey, "async_yaml_settings"): {},
    (survey, "judge_logins"): {"login": LoginPosture()},
    (collector, "async_known_controls"): {"native": NativePosture()},
    (collector, "async_firmware"): {"firmware": FirmwarePosture()},
    (collector, "async_transport"): {"transport": TransportPosture()},
    (collector, "async_siblings"): {"bypasses": BypassPosture()},
    (home, "async_http"): {},
    (home, "async_outside"): {},
    (home, "async_accounts"): {},
    (home, "async_entities"): {},
    (home, "count_public"): {},
}


@pytest.mark.parametrize(
    ("where", "unknown"), BROKEN.items(), ids=lambda one: str(one)[:40]
)
async def test_what_breaks_stays_unknown_and_breaks_nothing_else(
    hass: HomeAssistant,
    where: tuple[Any, str],
    unknown: Mapping[str, object],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An error in one part is survived, without its text in the log."""
    caplog.set_level(logging.DEBUG)
    camera = await add_mjpeg(hass)
    with patch.object(*where, side_effect=RuntimeError("rtsp://a:hunter2@b.test")):
        household, cameras = await collect(hass, camera_input(camera))
    posture: CameraPosture = cameras[SOFA]
    assert {key: getattr(posture, key) for key in unknown} == unknown
    assert household != HomeAssistantPosture()
    assert "hunter2" not in caplog.text
    assert "RuntimeError" in caplog.text


async def test_many_cameras_leave_others_their_turn(hass: HomeAssistant) -> None:
    """Between two cameras the event loop is free."""
    cameras = [
        camera_input(
            add_camera(
                hass,
                "onvif",
                {"host": f"cam{n}.lan", "username": "u", "password": f"pw of {n}"},
                name=f"cam{n}",
            )[2],
            f"camera{n}",
            name=f"Camera {n}",
        )
        for n in range(100)
    ]
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    seen: list[int] = []

    def watched(*args: Any) -> Any:
        seen.append(turns)
        return async_siblings(*args)

    other = hass.async_create_task(others())
    with patch.object(collector, "async_siblings", watched):
        household, postures = await collect(hass, *cameras)
    other.cancel()
    assert len(set(seen)) == 100
    assert list(postures) == [CameraId(f"camera{n}") for n in range(100)]
    assert len(evaluate(household, postures).findings()) > 100
