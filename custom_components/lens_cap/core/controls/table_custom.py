"""The controls that custom integrations give to cameras, as their public sources have them."""

from typing import Final

from .role import ControlEffect, Role
from .row import NO_READBACK, PUSH, UNTOLD, Integration, Match, polled
from .specs import by_ending, by_key, by_match, own_off

_RECORDS: Final = frozenset({Role.RECORDING, Role.UPLOAD, Role.RECOGNITION})

CUSTOM: Final = (
    Integration(
        domain="frigate",
        title="Frigate",
        source="frigate 5.15",
        verification=PUSH,
        specs=(
            # It states no such feature, but has it since Frigate 0.16.
            own_off(ControlEffect.STOPS, covers=_RECORDS, proven_by_absence=True),
            by_ending(Role.RECORDING, "switch", "_recordings", "off"),
            by_ending(Role.RECORDING, "switch", "_snapshots", "off"),
            by_match(Role.RECOGNITION, "sensor", Match.PART, "recognized_face", ""),
        ),
    ),
    Integration(
        domain="tapo_control",
        title="Tapo: Cameras Control",
        source="tapo_control 7.1",
        verification=UNTOLD,
        specs=(
            by_ending(
                Role.PRIVACY, "switch", "-privacy", "on", effect=ControlEffect.LENS
            ),
            by_ending(Role.MASK, "switch", "-privacyzones", "on"),
            by_ending(Role.MICROPHONE, "switch", "-recordaudio", "off"),
            by_ending(Role.MICROPHONE, "switch", "-microphone-mute", "on"),
            by_ending(Role.RECORDING, "switch", "-recordtosdcard", "off"),
            by_ending(Role.STATUS_LIGHT, "switch", "-indicatorled", "on"),
            by_ending(
                Role.PTZ_PARK,
                "select",
                "-movetopreset",
                "",
                verification=NO_READBACK,
            ),
            own_off(ControlEffect.LENS, verification=NO_READBACK),
        ),
    ),
    Integration(
        domain="eufy_security",
        title="eufy Security",
        source="eufy_security 8.2",
        verification=PUSH,
        specs=(
            by_ending(
                Role.PRIVACY, "switch", "_enabled", "off", effect=ControlEffect.STOPS
            ),
            by_ending(Role.MICROPHONE, "switch", "_microphone", "off"),
            by_ending(Role.MICROPHONE, "switch", "_audioRecording", "off"),
            by_ending(Role.STATUS_LIGHT, "switch", "_statusLed", "on"),
        ),
    ),
    Integration(
        domain="bosch_shc_camera",
        title="Bosch Smart Home Camera",
        source="bosch_shc_camera of May 2026",
        verification=PUSH,
        specs=(
            by_key(
                Role.PRIVACY, "switch", "privacy_mode", "on", effect=ControlEffect.LENS
            ),
            by_key(Role.MICROPHONE, "switch", "record_sound", "off"),
        ),
    ),
    Integration(
        domain="tuya_local",
        title="Tuya Local",
        source="tuya_local 2026.7",
        verification=PUSH,
        specs=(
            by_ending(
                Role.PRIVACY,
                "switch",
                "-switch_camera_privacy",
                "on",
                effect=ControlEffect.STOPS,
            ),
            by_ending(Role.RECORDING, "switch", "-switch_camera_record", "off"),
            own_off(ControlEffect.STOPS),
        ),
    ),
    Integration(
        domain="xiaomi_home",
        title="Xiaomi Home",
        source="xiaomi_home 0.4",
        verification=PUSH,
        cloud=True,
        specs=(
            by_ending(
                Role.PRIVACY, "switch", "_on_p_2_1", "off", effect=ControlEffect.STOPS
            ),
        ),
    ),
    Integration(
        domain="xiaomi_miot",
        title="Xiaomi Miot",
        source="xiaomi_miot 1.1",
        verification=polled(30),
        cloud=True,
        specs=(
            by_match(
                Role.PRIVACY,
                "switch",
                Match.PATTERN,
                r"camera_control[-_.:].*on$",
                "off",
                effect=ControlEffect.STOPS,
            ),
            own_off(ControlEffect.STOPS),
        ),
    ),
    Integration(
        domain="aarlo",
        title="Arlo (aarlo)",
        source="aarlo 0.8",
        verification=PUSH,
        cloud=True,
        specs=(own_off(ControlEffect.STOPS),),
    ),
    Integration(
        domain="wyzeapi",
        title="Wyze",
        source="wyzeapi 0.1",
        verification=UNTOLD,
        cloud=True,
        specs=(own_off(ControlEffect.STOPS),),
    ),
    Integration(
        domain="dahua",
        title="Dahua",
        source="dahua 0.9",
        verification=UNTOLD,
        specs=(by_ending(Role.PTZ_PARK, "select", "_preset_position", ""),),
    ),
)
