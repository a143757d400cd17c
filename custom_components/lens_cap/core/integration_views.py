"""Where integrations show pictures of their cameras beside the camera entity, out of reach of a seal.

A table of data: each row says where that stands in the integration's source, so that an upgrade of
Home Assistant which changes it is noticed (tests/gates/test_beside.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class IntegrationView(StrEnum):
    """Ways in which an integration shows pictures by itself."""

    MEDIA = "media"
    WEB = "web"
    COMMANDS = "commands"
    ACTIONS = "actions"
    EVENTS = "events"


class Remedy(StrEnum):
    """What the owner can do about it."""

    RECORD_LESS = "record_less"
    TURN_OFF = "turn_off"
    KEEP_ADDRESSES = "keep_addresses"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One way past the camera entity: the file of the integration, and a word that stands in it."""

    outlet: IntegrationView
    file: str
    word: str


@dataclass(frozen=True, kw_only=True)
class IntegrationViews:
    """What one integration shows beside its camera entities: a row of the table.

    `live`: pictures of the moment; else what was recorded. `repository` is where an integration lives
    that is not part of Home Assistant.
    """

    integration: str
    title: str
    live: bool = False
    passages: tuple[Passage, ...]
    remedy: Remedy
    repository: str | None = None

    @property
    def outlets(self) -> tuple[IntegrationView, ...]:
        """The ways in which it shows pictures, each once, in the order of the passages."""
        return tuple(dict.fromkeys(one.outlet for one in self.passages))


def recorded(integration: str, title: str) -> IntegrationViews:
    """Return the row for an integration that has a media source but is not in the table."""
    return IntegrationViews(
        integration=integration,
        title=title,
        passages=(_media("MediaSource"),),
        remedy=Remedy.RECORD_LESS,
    )


def _media(word: str) -> Passage:
    return Passage(outlet=IntegrationView.MEDIA, file="media_source.py", word=word)


def _web(file: str, word: str) -> Passage:
    return Passage(outlet=IntegrationView.WEB, file=file, word=word)


_ROWS: Final = (
    IntegrationViews(
        integration="aarlo",
        title="Aarlo",
        live=True,
        passages=(
            Passage(
                outlet=IntegrationView.COMMANDS,
                file="camera.py",
                word="aarlo_stream_url",
            ),
            Passage(
                outlet=IntegrationView.ACTIONS,
                file="camera.py",
                word="camera_request_snapshot_to_file",
            ),
        ),
        remedy=Remedy.TURN_OFF,
        repository="twrecked/hass-aarlo",
    ),
    IntegrationViews(
        integration="blink",
        title="Blink",
        passages=(
            Passage(
                outlet=IntegrationView.ACTIONS,
                file="camera.py",
                word="async def save_video",
            ),
        ),
        remedy=Remedy.RECORD_LESS,
    ),
    IntegrationViews(
        integration="doorbird",
        title="DoorBird",
        live=True,
        passages=(
            Passage(
                outlet=IntegrationView.EVENTS,
                file="device.py",
                word="rtsp_live_video_url",
            ),
        ),
        remedy=Remedy.KEEP_ADDRESSES,
    ),
    IntegrationViews(
        integration="frigate",
        title="Frigate",
        live=True,
        passages=(
            _web("views.py", "class JSMPEGProxyView"),
            Passage(
                outlet=IntegrationView.COMMANDS,
                file="ws_api.py",
                word="frigate/recordings/get",
            ),
            _media("class FrigateMediaSource"),
        ),
        remedy=Remedy.TURN_OFF,
        repository="blakeblackshear/frigate-hass-integration",
    ),
    IntegrationViews(
        integration="motioneye",
        title="motionEye",
        passages=(_media("class MotionEyeMediaSource"),),
        remedy=Remedy.RECORD_LESS,
    ),
    IntegrationViews(
        integration="mqtt",
        title="MQTT",
        live=True,
        passages=(
            Passage(
                outlet=IntegrationView.COMMANDS,
                file="__init__.py",
                word="mqtt/device/debug_info",
            ),
        ),
        remedy=Remedy.TURN_OFF,
    ),
    IntegrationViews(
        integration="nest",
        title="Google Nest",
        passages=(
            _media("class NestMediaSource"),
            _web("__init__.py", "class NestEventMediaView"),
        ),
        remedy=Remedy.TURN_OFF,
    ),
    IntegrationViews(
        integration="netatmo",
        title="Netatmo",
        passages=(_media("class NetatmoSource"),),
        remedy=Remedy.RECORD_LESS,
    ),
    IntegrationViews(
        integration="reolink",
        title="Reolink",
        passages=(
            _media("class ReolinkVODMediaSource"),
            _web("views.py", "class PlaybackProxyView"),
        ),
        remedy=Remedy.RECORD_LESS,
    ),
    IntegrationViews(
        integration="tapo_control",
        title="Tapo: Cameras Control",
        passages=(_media("class TapoMediaSource"),),
        remedy=Remedy.RECORD_LESS,
        repository="JurajNyiri/HomeAssistant-Tapo-Control",
    ),
    IntegrationViews(
        integration="unifiprotect",
        title="UniFi Protect",
        passages=(
            _media("class ProtectMediaSource"),
            _web("views.py", "class SnapshotProxyView"),
            _web("views.py", "class VideoProxyView"),
        ),
        remedy=Remedy.RECORD_LESS,
    ),
)

BESIDE: Final[Mapping[str, IntegrationViews]] = {row.integration: row for row in _ROWS}

# They have cameras, and addresses, commands or media of their own, which show none of these to users.
OTHERWISE: Final[Mapping[str, str]] = {
    "esphome": "its web addresses give sounds to its speakers",
    "generic": "it shows the preview of its own settings, while an administrator has them open",
    "matter": "its commands take devices into the home, and tell how they are reached",
    "shelly": "its web address takes what devices report",
    "synology_dsm": "its media are the photos of the disk station",
}
