"""The controls that integrations of Home Assistant itself give to cameras.

Each row was compared with the texts and the source of its integration, and a test compares it with
the installed ones; nothing is guessed from names.
"""

from typing import Final

from .role import ControlEffect, Role, Silences
from .row import NO_READBACK, PUSH, Integration, Match, polled
from .specs import by_ending, by_key, by_match, own_off

_RECORDS: Final = frozenset({Role.RECORDING, Role.UPLOAD, Role.RECOGNITION})

CORE: Final = (
    Integration(
        domain="reolink",
        title="Reolink",
        source="core",
        verification=PUSH,
        specs=(
            by_key(
                Role.PRIVACY,
                "switch",
                "privacy_mode",
                "on",
                effect=ControlEffect.STOPS,
                proven_by_absence=True,
                covers=_RECORDS | {Role.MICROPHONE, Role.PTZ_PARK, Role.MASK},
            ),
            by_key(Role.MASK, "switch", "privacy_mask", "on", verification=polled(60)),
            by_key(
                Role.MASK, "switch", "privacy_mask_lens", "on", verification=polled(60)
            ),
            by_key(Role.MICROPHONE, "switch", "record_audio", "off"),
            by_key(Role.RECORDING, "switch", "record", "off"),
            by_key(Role.RECORDING, "switch", "manual_record", "off"),
            by_key(Role.UPLOAD, "switch", "ftp_upload", "off", unprotected=True),
            by_key(Role.UPLOAD, "switch", "email", "off", silences=Silences.ALARMS),
            by_key(Role.STATUS_LIGHT, "light", "status_led", "on"),
            by_key(Role.PTZ_PARK, "select", "ptz_preset", "", verification=NO_READBACK),
            by_key(
                Role.PTZ_PARK,
                "button",
                "guard_go_to",
                "press",
                verification=NO_READBACK,
            ),
            by_key(
                Role.PTZ_PARK, "switch", "auto_tracking", "off", verification=polled(60)
            ),
            by_key(
                Role.PTZ_PARK, "switch", "ptz_patrol", "off", verification=polled(60)
            ),
            by_key(Role.RECOGNITION, "binary_sensor", "face", ""),
        ),
    ),
    Integration(
        domain="unifiprotect",
        title="UniFi Protect",
        source="core",
        verification=PUSH,
        specs=(
            by_key(
                Role.PRIVACY,
                "switch",
                "privacy_mode",
                "on",
                effect=ControlEffect.BLACK,
                covers=frozenset({Role.MICROPHONE, Role.RECORDING}),
            ),
            by_key(Role.MICROPHONE, "number", "microphone_level", "0"),
            by_key(Role.RECORDING, "select", "recording_mode", "never"),
            by_key(Role.STATUS_LIGHT, "switch", "status_light", "on"),
            by_key(Role.RECOGNITION, "switch", "detections_license_plate", "off"),
            by_key(Role.PTZ_PARK, "select", "ptz_patrol", ""),
            by_key(Role.TELEMETRY, "switch", "analytics_enabled", "off"),
            by_key(Role.TELEMETRY, "switch", "insights_enabled", "off"),
            by_key(Role.SSH, "switch", "ssh_enabled", "off", enabled=False),
        ),
    ),
    Integration(
        domain="tuya",
        title="Tuya",
        source="core",
        verification=PUSH,
        cloud=True,
        specs=(
            by_key(
                Role.PRIVACY, "switch", "privacy_mode", "on", effect=ControlEffect.STOPS
            ),
            by_key(Role.RECORDING, "switch", "video_recording", "off"),
            by_key(Role.RECORDING, "switch", "motion_recording", "off"),
            by_ending(Role.STATUS_LIGHT, "light", "basic_indicator", "on"),
        ),
    ),
    Integration(
        domain="ezviz",
        title="EZVIZ",
        source="core",
        verification=polled(30),
        cloud=True,
        specs=(
            by_key(Role.PRIVACY, "switch", "sleep", "on", effect=ControlEffect.STOPS),
            by_key(Role.PRIVACY, "switch", "privacy", "on", effect=ControlEffect.LENS),
            by_key(Role.MICROPHONE, "switch", "audio", "off"),
            by_key(Role.RECORDING, "switch", "all_day_video_recording", "off"),
            by_key(Role.STATUS_LIGHT, "switch", "status_light", "on"),
            by_key(Role.PTZ_PARK, "switch", "motion_tracking", "off"),
        ),
    ),
    Integration(
        domain="imou",
        title="Imou",
        source="core",
        verification=polled(120),
        cloud=True,
        specs=(
            by_key(
                Role.PRIVACY, "switch", "close_camera", "on", effect=ControlEffect.STOPS
            ),
            by_key(Role.MICROPHONE, "switch", "audio_encode_control", "off"),
            by_key(Role.STATUS_LIGHT, "switch", "light", "on"),
        ),
    ),
    Integration(
        domain="foscam",
        title="Foscam",
        source="core",
        verification=polled(30),
        specs=(
            by_key(
                Role.PRIVACY, "switch", "sleep_switch", "on", effect=ControlEffect.STOPS
            ),
            # On means that the light is on, whatever the key says.
            by_key(Role.STATUS_LIGHT, "switch", "turn_off_light_switch", "on"),
        ),
    ),
    Integration(
        domain="shelly",
        title="Shelly",
        source="core",
        verification=PUSH,
        specs=(
            by_key(
                Role.PRIVACY,
                "switch",
                "camera_privacy",
                "on",
                effect=ControlEffect.STOPS,
                proven_by_absence=True,
            ),
        ),
    ),
    Integration(
        domain="tplink",
        title="TP-Link Smart Home and Tapo",
        source="core",
        verification=polled(5),
        specs=(
            by_match(
                Role.PRIVACY,
                "switch",
                Match.DEVICE,
                "",
                "off",
                effect=ControlEffect.LENS,
            ),
            by_ending(Role.STATUS_LIGHT, "switch", "_led", "on"),
            by_ending(Role.AUTO_UPDATE, "switch", "_auto_update_enabled", "on"),
        ),
    ),
    Integration(
        domain="motioneye",
        title="motionEye",
        source="core",
        verification=polled(30),
        # Each of its switches reads all settings, and writes all of them back.
        one_by_one=True,
        specs=(
            # It closes the stream to other machines; the server's own page shows it all the same.
            by_key(
                Role.PRIVACY,
                "switch",
                "video_streaming",
                "off",
                effect=ControlEffect.PART,
                enabled=False,
            ),
            by_key(Role.RECORDING, "switch", "movies", "off"),
            by_key(Role.RECORDING, "switch", "still_images", "off"),
            by_key(Role.UPLOAD, "switch", "upload_enabled", "off", enabled=False),
        ),
    ),
    Integration(
        domain="amcrest",
        title="Amcrest",
        source="core",
        verification=polled(10),
        specs=(
            by_match(
                Role.PRIVACY,
                "switch",
                Match.NAME,
                " Privacy Mode",
                "on",
                effect=ControlEffect.LENS,
            ),
            own_off(ControlEffect.PART),
        ),
    ),
    Integration(
        domain="ring",
        title="Ring",
        source="core",
        verification=polled(60),
        cloud=True,
        specs=(
            by_key(
                Role.MICROPHONE, "number", "mic_volume", "0", silences=Silences.DOORBELL
            ),
        ),
    ),
    Integration(
        domain="homekit_controller",
        title="HomeKit Device",
        source="core",
        verification=PUSH,
        specs=(by_key(Role.MICROPHONE, "switch", "mute", "on"),),
    ),
    Integration(
        domain="android_ip_webcam",
        title="Android IP Webcam",
        source="core",
        verification=polled(10),
        specs=(by_key(Role.RECORDING, "switch", "video_recording", "off"),),
    ),
    Integration(
        domain="abode",
        title="Abode",
        source="core",
        verification=PUSH,
        cloud=True,
        specs=(own_off(ControlEffect.STOPS, silences=Silences.ALARMS),),
    ),
    Integration(
        domain="agent_dvr",
        title="Agent DVR",
        source="core",
        verification=polled(30),
        specs=(own_off(ControlEffect.STOPS, covers=_RECORDS),),
    ),
    Integration(
        domain="netatmo",
        title="Netatmo",
        source="core",
        verification=NO_READBACK,
        cloud=True,
        specs=(own_off(ControlEffect.STOPS, silences=Silences.ALARMS),),
    ),
)
