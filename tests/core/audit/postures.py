"""Postures of well and of badly kept households, and one of each for every check."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from custom_components.lens_cap.core.audit.posture import (
    BypassPosture,
    CameraPosture,
    FirmwarePosture,
    FirmwareState,
    HomeAssistantPosture,
    LoginBan,
    LoginPosture,
    NativePosture,
    NativeState,
    PasswordStrength,
    Reach,
    RecordingsPosture,
    TransportPosture,
    YesNoUnknown,
)
from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult, TlsFault
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.reference import Reference, ReferenceKind

SOFA: Final = CameraId("sofa")
SOMEWHERE: Final = (Reference(kind=ReferenceKind.DASHBOARD, title="Hall"),)

GOOD_CAMERA: Final = CameraPosture(
    camera_id=SOFA,
    placement=Placement.LIVING_AREA,
    level=PrivacyLevel.PRIVATE,
    audio_granted=YesNoUnknown.NO,
    sees_beyond_property=YesNoUnknown.YES,
    notice_shown=YesNoUnknown.YES,
    recordings=RecordingsPosture.of(7, timedelta(days=7, hours=23)),
    login=LoginPosture(
        without_password=YesNoUnknown.NO,
        factory_pair=YesNoUnknown.NO,
        common_username=YesNoUnknown.NO,
        strength=PasswordStrength.GOOD,
        reused_with=(),
        reused_elsewhere=0,
        in_url=YesNoUnknown.NO,
        basic_over_http=YesNoUnknown.NO,
    ),
    transport=TransportPosture(
        reach=Reach.HOME,
        http_plain=YesNoUnknown.NO,
        stream_plain=YesNoUnknown.NO,
        certificate_unchecked=YesNoUnknown.NO,
        ftp=YesNoUnknown.NO,
        mqtt_open=YesNoUnknown.NO,
        frigate_without_login=YesNoUnknown.NO,
        frigate_restream=YesNoUnknown.NO,
        frigate_open_events=YesNoUnknown.NO,
        open_access_point=YesNoUnknown.NO,
        same_network=YesNoUnknown.NO,
        cloud=YesNoUnknown.NO,
        restreams=(),
    ),
    bypasses=BypassPosture(
        visible=YesNoUnknown.NO,
        reachable=YesNoUnknown.NO,
        preloaded=YesNoUnknown.NO,
        dashboards=(),
        automations=(),
        assistants=(),
        guard_assistants=(),
        homekit=(),
        homekit_past_guard=(),
        pictures_beside=(),
        manual_assistants=(),
        siblings=(),
        images=(),
        live_beside=(),
        recordings_beside=(),
        secret_addresses=(),
        assistants_that_look=(),
        aborting=(),
    ),
    native=NativePosture(
        privacy=NativeState.SAFE,
        picture_only_black=YesNoUnknown.NO,
        off_without_effect=YesNoUnknown.NO,
        microphone=NativeState.SAFE,
        recording=NativeState.SAFE,
        light=NativeState.SAFE,
        mask=NativeState.SAFE,
        face_recognition=NativeState.SAFE,
        telemetry=NativeState.SAFE,
        ssh=NativeState.SAFE,
        ftp_upload=NativeState.SAFE,
        auto_update=NativeState.SAFE,
    ),
    firmware=FirmwarePosture(
        state=FirmwareState.CURRENT,
        advisories=(),
        integration_for_dead_product=YesNoUnknown.NO,
    ),
    probes=dict.fromkeys(ProbeId, ProbeResult.FINE),
)
GOOD_HOUSEHOLD: Final = HomeAssistantPosture(
    remote_access=YesNoUnknown.NO,
    external_http=YesNoUnknown.NO,
    proxies_wide=YesNoUnknown.NO,
    login_ban=LoginBan.ON,
    users_without_second_step=0,
    administrators_without_second_step=0,
    login_bypass=YesNoUnknown.NO,
    any_site_may_ask=YesNoUnknown.NO,
    stale_tokens=0,
    go2rtc_open=YesNoUnknown.NO,
    router_mappings=0,
    public_snapshots=(),
    public_pictures=0,
    old_pictures=0,
    updates=(),
    phones_without_encryption=0,
    seen_by_connection=0,
)

UNKNOWN_CAMERA: Final = CameraPosture(camera_id=SOFA)
UNKNOWN_HOUSEHOLD: Final = HomeAssistantPosture()


def _login(posture: LoginPosture) -> CameraPosture:
    return replace(GOOD_CAMERA, login=posture)


def _transport(posture: TransportPosture) -> CameraPosture:
    return replace(GOOD_CAMERA, transport=posture)


def _doors(posture: BypassPosture) -> CameraPosture:
    return replace(GOOD_CAMERA, bypasses=posture)


def _native(posture: NativePosture) -> CameraPosture:
    return replace(GOOD_CAMERA, native=posture)


def _firmware(posture: FirmwarePosture) -> CameraPosture:
    return replace(GOOD_CAMERA, firmware=posture)


def _probe(probe: ProbeId) -> CameraPosture:
    return replace(GOOD_CAMERA, probes={**GOOD_CAMERA.probes, probe: ProbeResult.WEAK})


_L, _T, _D = GOOD_CAMERA.login, GOOD_CAMERA.transport, GOOD_CAMERA.bypasses
_N, _F = GOOD_CAMERA.native, GOOD_CAMERA.firmware
_BAD: Final = NativeState.UNSAFE

# What makes each check fail at a camera where all else is well.
WEAK_CAMERAS: Final[dict[str, CameraPosture]] = {
    "cred_none": _login(replace(_L, without_password=YesNoUnknown.YES)),
    "cred_default_pair": _login(replace(_L, factory_pair=YesNoUnknown.YES)),
    "cred_default_username": _login(replace(_L, common_username=YesNoUnknown.YES)),
    "cred_weak": _login(replace(_L, strength=PasswordStrength.GUESSABLE)),
    "cred_reused": _login(
        replace(_L, reused_with=(Reference(kind=ReferenceKind.CAMERA, title="Bed"),))
    ),
    "cred_in_url": _login(replace(_L, in_url=YesNoUnknown.YES)),
    "cred_basic_http": _login(replace(_L, basic_over_http=YesNoUnknown.YES)),
    "http_plain": _transport(replace(_T, http_plain=YesNoUnknown.YES)),
    "rtsp_plain": _transport(replace(_T, stream_plain=YesNoUnknown.YES)),
    "tls_verify_off": _transport(replace(_T, certificate_unchecked=YesNoUnknown.YES)),
    "host_public": _transport(replace(_T, reach=Reach.INTERNET)),
    "ftp_integration": _transport(replace(_T, ftp=YesNoUnknown.YES)),
    "mqtt_open": _transport(replace(_T, mqtt_open=YesNoUnknown.YES)),
    "frigate_unauth": _transport(replace(_T, frigate_without_login=YesNoUnknown.YES)),
    "frigate_restream": _transport(replace(_T, frigate_restream=YesNoUnknown.YES)),
    "frigate_open_events": _transport(
        replace(_T, frigate_open_events=YesNoUnknown.YES)
    ),
    "restreamed": _transport(replace(_T, restreams=SOMEWHERE)),
    "vendor_ap_open": _transport(replace(_T, open_access_point=YesNoUnknown.YES)),
    "same_subnet": _transport(replace(_T, same_network=YesNoUnknown.YES)),
    "cloud_dependent": _transport(replace(_T, cloud=YesNoUnknown.YES)),
    "original_visible": _doors(replace(_D, visible=YesNoUnknown.YES)),
    "original_reachable": _doors(replace(_D, reachable=YesNoUnknown.YES)),
    "original_in_dashboard": _doors(replace(_D, dashboards=SOMEWHERE)),
    "original_in_automation": _doors(replace(_D, automations=SOMEWHERE)),
    "original_preloaded": _doors(replace(_D, preloaded=YesNoUnknown.YES)),
    "sibling_unguarded": _doors(replace(_D, siblings=SOMEWHERE)),
    "images_unguarded": _doors(replace(_D, images=SOMEWHERE)),
    "live_beside": _doors(replace(_D, live_beside=SOMEWHERE)),
    "recordings_beside": _doors(replace(_D, recordings_beside=SOMEWHERE)),
    "pictures_beside": _doors(replace(_D, pictures_beside=SOMEWHERE)),
    "exposed_assistant": _doors(replace(_D, assistants=SOMEWHERE)),
    "guard_exposed": _doors(replace(_D, guard_assistants=SOMEWHERE)),
    "homekit_exposes": _doors(replace(_D, homekit=SOMEWHERE)),
    "homekit_own_stream": _doors(replace(_D, homekit_past_guard=SOMEWHERE)),
    "manual_google_alexa": _doors(replace(_D, manual_assistants=SOMEWHERE)),
    "secret_url_in_state": _doors(replace(_D, secret_addresses=SOMEWHERE)),
    "ai_uses_camera": _doors(replace(_D, assistants_that_look=SOMEWHERE)),
    "aborts_while_private": _doors(replace(_D, aborting=SOMEWHERE)),
    "indoor_no_privacy": _native(replace(_N, privacy=NativeState.ABSENT)),
    "native_entity_disabled": _native(replace(_N, privacy=NativeState.DISABLED)),
    "backend_no_effect": _native(replace(_N, off_without_effect=YesNoUnknown.YES)),
    "black_not_stopped": _native(replace(_N, picture_only_black=YesNoUnknown.YES)),
    "mic_on": _native(replace(_N, microphone=_BAD)),
    "led_off": _native(replace(_N, light=_BAD)),
    "mask_missing": _native(replace(_N, mask=_BAD)),
    "record_while_private": _native(replace(_N, recording=_BAD)),
    "biometric_on": _native(replace(_N, face_recognition=_BAD)),
    "telemetry_on": _native(replace(_N, telemetry=_BAD)),
    "notice_missing": replace(GOOD_CAMERA, notice_shown=YesNoUnknown.NO),
    "recordings_kept_too_long": replace(
        GOOD_CAMERA, recordings=RecordingsPosture.of(7, timedelta(days=8))
    ),
    "ssh_enabled": _native(replace(_N, ssh=_BAD)),
    "ftp_upload_on": _native(replace(_N, ftp_upload=_BAD)),
    "fw_pending": _firmware(replace(_F, state=FirmwareState.PENDING, pending_days=3)),
    "fw_skipped": _firmware(replace(_F, state=FirmwareState.SKIPPED)),
    "fw_unknown": _firmware(replace(_F, state=FirmwareState.UNTOLD)),
    "fw_kev": _firmware(
        replace(
            _F,
            advisories=(
                Reference(kind=ReferenceKind.ADVISORY, title="CVE-2021-36260"),
            ),
        )
    ),
    "fw_autoupdate_off": _native(replace(_N, auto_update=_BAD)),
    "fw_eol_integration": _firmware(
        replace(_F, integration_for_dead_product=YesNoUnknown.YES)
    ),
    "rtsp_anonymous": _probe(ProbeId.RTSP_ANONYMOUS),
    "still_anonymous": _probe(ProbeId.STILL_ANONYMOUS),
    "onvif_anonymous": _probe(ProbeId.ONVIF_ANONYMOUS),
    "tls_weak": replace(_probe(ProbeId.TLS), tls_faults=frozenset({TlsFault.EXPIRED})),
    "upnp_mapping": _probe(ProbeId.UPNP_MAPPING),
}
WEAK_HOUSEHOLDS: Final[dict[str, HomeAssistantPosture]] = {
    "ha_external_http": replace(GOOD_HOUSEHOLD, external_http=YesNoUnknown.YES),
    "ha_proxy_trust_wide": replace(GOOD_HOUSEHOLD, proxies_wide=YesNoUnknown.YES),
    "ha_ip_ban_off": replace(GOOD_HOUSEHOLD, login_ban=LoginBan.NO_THRESHOLD),
    "ha_user_no_mfa": replace(GOOD_HOUSEHOLD, users_without_second_step=2),
    "ha_trusted_bypass": replace(GOOD_HOUSEHOLD, login_bypass=YesNoUnknown.YES),
    "ha_cors_wide": replace(GOOD_HOUSEHOLD, any_site_may_ask=YesNoUnknown.YES),
    "ha_stale_token": replace(GOOD_HOUSEHOLD, stale_tokens=1),
    "go2rtc_open": replace(GOOD_HOUSEHOLD, go2rtc_open=YesNoUnknown.YES),
    "upnp_many": replace(GOOD_HOUSEHOLD, router_mappings=4),
    "snapshot_public": replace(GOOD_HOUSEHOLD, public_snapshots=SOMEWHERE),
    "www_has_media": replace(GOOD_HOUSEHOLD, public_pictures=12),
    "media_retention": replace(GOOD_HOUSEHOLD, old_pictures=7),
    "ha_update_pending": replace(GOOD_HOUSEHOLD, updates=SOMEWHERE),
    "phone_address_open": replace(GOOD_HOUSEHOLD, phones_without_encryption=1),
    "presence_by_connection": replace(GOOD_HOUSEHOLD, seen_by_connection=2),
}
