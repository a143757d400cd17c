"""The table of native controls that integrations give to cameras.

Each row was compared with the texts and sources of its integration; nothing is guessed from names.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from typing import Final, NamedTuple


class Role(StrEnum):
    """What a control is for."""

    PRIVACY = "privacy"
    MASK = "mask"
    MICROPHONE = "microphone"
    RECORDING = "recording"
    FTP_UPLOAD = "ftp_upload"
    LIGHT = "light"
    FACE_RECOGNITION = "face_recognition"
    TELEMETRY = "telemetry"
    SSH = "ssh"
    AUTO_UPDATE = "auto_update"


class Match(Enum):
    """How a row finds its entity: by translation key, or by the end of the unique id."""

    KEY = auto()
    ENDING = auto()
    PART = auto()
    DEVICE = auto()


class Row(NamedTuple):
    """One control. `safe` is the state on its private side, empty where there is none.

    `black`: the picture turns black, but the stream goes on.
    """

    role: Role
    integration: str
    domain: str
    match: Match
    value: str
    safe: str
    black: bool = False


ROWS: Final = (
    Row(Role.PRIVACY, "reolink", "switch", Match.KEY, "privacy_mode", "on"),
    Row(Role.PRIVACY, "unifiprotect", "switch", Match.KEY, "privacy_mode", "on", True),
    Row(Role.PRIVACY, "tuya", "switch", Match.KEY, "privacy_mode", "on"),
    Row(Role.PRIVACY, "ezviz", "switch", Match.KEY, "sleep", "on"),
    Row(Role.PRIVACY, "ezviz", "switch", Match.KEY, "privacy", "on"),
    Row(Role.PRIVACY, "imou", "switch", Match.KEY, "close_camera", "on"),
    Row(Role.PRIVACY, "foscam", "switch", Match.KEY, "sleep_switch", "on"),
    Row(Role.PRIVACY, "shelly", "switch", Match.KEY, "camera_privacy", "on"),
    Row(Role.PRIVACY, "tplink", "switch", Match.DEVICE, "", "off"),
    Row(Role.PRIVACY, "motioneye", "switch", Match.KEY, "video_streaming", "off"),
    Row(Role.PRIVACY, "tapo_control", "switch", Match.ENDING, "-privacy", "on"),
    Row(Role.PRIVACY, "eufy_security", "switch", Match.ENDING, "_enabled", "off"),
    Row(Role.PRIVACY, "bosch_shc_camera", "switch", Match.KEY, "privacy_mode", "on"),
    Row(
        Role.PRIVACY,
        "tuya_local",
        "switch",
        Match.ENDING,
        "-switch_camera_privacy",
        "on",
    ),
    Row(Role.PRIVACY, "xiaomi_home", "switch", Match.ENDING, "_on_p_2_1", "off"),
    Row(Role.MASK, "reolink", "switch", Match.KEY, "privacy_mask", "on"),
    Row(Role.MASK, "reolink", "switch", Match.KEY, "privacy_mask_lens", "on"),
    Row(Role.MASK, "tapo_control", "switch", Match.ENDING, "-privacyzones", "on"),
    Row(Role.MICROPHONE, "reolink", "switch", Match.KEY, "record_audio", "off"),
    Row(Role.MICROPHONE, "ezviz", "switch", Match.KEY, "audio", "off"),
    Row(Role.MICROPHONE, "imou", "switch", Match.KEY, "audio_encode_control", "off"),
    Row(Role.MICROPHONE, "unifiprotect", "number", Match.KEY, "microphone_level", "0"),
    Row(Role.MICROPHONE, "ring", "number", Match.KEY, "mic_volume", "0"),
    Row(Role.MICROPHONE, "homekit_controller", "switch", Match.KEY, "mute", "on"),
    Row(Role.MICROPHONE, "tapo_control", "switch", Match.ENDING, "-recordaudio", "off"),
    Row(
        Role.MICROPHONE,
        "tapo_control",
        "switch",
        Match.ENDING,
        "-microphone-mute",
        "on",
    ),
    Row(Role.MICROPHONE, "eufy_security", "switch", Match.ENDING, "_microphone", "off"),
    Row(
        Role.MICROPHONE,
        "eufy_security",
        "switch",
        Match.ENDING,
        "_audioRecording",
        "off",
    ),
    Row(
        Role.MICROPHONE, "bosch_shc_camera", "switch", Match.KEY, "record_sound", "off"
    ),
    Row(Role.RECORDING, "reolink", "switch", Match.KEY, "record", "off"),
    Row(Role.RECORDING, "reolink", "switch", Match.KEY, "manual_record", "off"),
    Row(Role.RECORDING, "reolink", "switch", Match.KEY, "email", "off"),
    Row(Role.FTP_UPLOAD, "reolink", "switch", Match.KEY, "ftp_upload", "off"),
    Row(Role.RECORDING, "unifiprotect", "select", Match.KEY, "recording_mode", "never"),
    Row(Role.RECORDING, "ezviz", "switch", Match.KEY, "all_day_video_recording", "off"),
    Row(Role.RECORDING, "tuya", "switch", Match.KEY, "video_recording", "off"),
    Row(Role.RECORDING, "tuya", "switch", Match.KEY, "motion_recording", "off"),
    Row(Role.RECORDING, "motioneye", "switch", Match.KEY, "movies", "off"),
    Row(Role.RECORDING, "motioneye", "switch", Match.KEY, "still_images", "off"),
    Row(Role.RECORDING, "motioneye", "switch", Match.KEY, "upload_enabled", "off"),
    Row(
        Role.RECORDING,
        "android_ip_webcam",
        "switch",
        Match.KEY,
        "video_recording",
        "off",
    ),
    Row(Role.RECORDING, "frigate", "switch", Match.ENDING, "_recordings", "off"),
    Row(Role.RECORDING, "frigate", "switch", Match.ENDING, "_snapshots", "off"),
    Row(
        Role.RECORDING, "tapo_control", "switch", Match.ENDING, "-recordtosdcard", "off"
    ),
    Row(Role.LIGHT, "reolink", "light", Match.KEY, "status_led", "on"),
    Row(Role.LIGHT, "unifiprotect", "switch", Match.KEY, "status_light", "on"),
    Row(Role.LIGHT, "ezviz", "switch", Match.KEY, "status_light", "on"),
    Row(Role.LIGHT, "imou", "switch", Match.KEY, "light", "on"),
    Row(Role.LIGHT, "tplink", "switch", Match.ENDING, "_led", "on"),
    Row(Role.LIGHT, "foscam", "switch", Match.KEY, "turn_off_light_switch", "on"),
    Row(Role.LIGHT, "tuya", "light", Match.ENDING, "basic_indicator", "on"),
    Row(Role.LIGHT, "tapo_control", "switch", Match.ENDING, "-indicatorled", "on"),
    Row(Role.LIGHT, "eufy_security", "switch", Match.ENDING, "_statusLed", "on"),
    Row(Role.FACE_RECOGNITION, "reolink", "binary_sensor", Match.KEY, "face", ""),
    Row(
        Role.FACE_RECOGNITION,
        "unifiprotect",
        "switch",
        Match.KEY,
        "detections_license_plate",
        "off",
    ),
    Row(Role.FACE_RECOGNITION, "frigate", "sensor", Match.PART, "recognized_face", ""),
    Row(
        Role.TELEMETRY, "unifiprotect", "switch", Match.KEY, "analytics_enabled", "off"
    ),
    Row(Role.TELEMETRY, "unifiprotect", "switch", Match.KEY, "insights_enabled", "off"),
    Row(Role.SSH, "unifiprotect", "switch", Match.KEY, "ssh_enabled", "off"),
    Row(
        Role.AUTO_UPDATE,
        "tplink",
        "switch",
        Match.ENDING,
        "_auto_update_enabled",
        "on",
    ),
)

# `camera.turn_off` of these does not stop the picture: it stops something else, or fails.
OFF_WITHOUT_EFFECT: Final[Mapping[str, bool]] = {
    "abode": False,
    "agent_dvr": False,
    "amcrest": False,
    "demo": True,
    "eufy_security": True,
    "frigate": False,
    "freebox": True,
    "fully_kiosk": True,
    "netatmo": False,
    "tapo_control": False,
    "tplink": False,
    "tuya_local": False,
    "wyzeapi": False,
    "xiaomi_miot": False,
}

NOTHING_WHILE_OFF: Final = frozenset({"frigate"})
"""Integrations whose cameras neither record nor recognise anything while they are off, whatever else is on."""
