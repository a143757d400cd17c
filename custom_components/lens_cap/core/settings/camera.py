"""The configuration of one guarded camera."""

from dataclasses import dataclass, field
from functools import cached_property

from ..controls.control import Control
from ..ids import CameraId, ZoneId
from ..level import PrivacyLevel
from ..placement import Placement
from ..zones import Zone
from .assessment import Assessment
from .register import Register

"""The id of the camera's subentry."""


@dataclass(frozen=True, kw_only=True)
class CameraConfig:
    """One guarded camera.

    `source` is the id of the source camera in the entity registry, or its entity id where
    the source has no registry entry (a YAML camera without a unique id). `guards_images`: image
    entities of the same device are guarded with it. `check_over_network`:
    its owner allows to probe the camera now and then, without a login. `zones_preset` is where
    the camera looked when its zones were drawn, None where nothing tells that. `controls` are those of
    the camera's own that Lens Cap may move; `microphone_follows`: its microphone among them is on only
    while sound is. `confirm_by_picture`: single pictures of it may be looked at while it is private, to see
    whether it has closed. `keep_days` is for how long what is saved from it may stay, None for as long as it likes.
    """

    camera_id: CameraId
    name: str
    source: str
    placement: Placement
    base_level: PrivacyLevel
    take_over_id: bool
    guards_images: bool = True
    sees_beyond_property: bool = False
    purpose: str = ""
    notice_shown: bool = False
    people_informed: bool = False
    register: Register = field(default_factory=Register)
    check_over_network: bool = False
    keep_days: int | None = None
    zones: tuple[Zone, ...] = ()
    zones_preset: str | None = None
    controls: tuple[Control, ...] = ()
    microphone_follows: bool = True
    confirm_by_picture: bool = False

    @cached_property
    def zone_ids(self) -> frozenset[ZoneId]:
        """The ids of the camera's privacy zones."""
        return frozenset([zone.zone_id for zone in self.zones])

    assessment: Assessment | None = None
