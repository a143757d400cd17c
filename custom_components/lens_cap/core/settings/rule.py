"""Rules: conditions (presence, guests, time, alarm, entity) -> effect on cameras; they only close."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from ..ids import CameraId, RuleId, ZoneId
from ..level import PrivacyLevel
from ..placement import Placement
from ..schedule import Window
from .camera import CameraConfig

"""The id of the rule's subentry."""


class Presence(StrEnum):
    """The presence condition of a rule."""

    SOMEONE_HOME = "someone_home"
    EVERYONE_HOME = "everyone_home"
    NOBODY_HOME = "nobody_home"
    GUESTS_PRESENT = "guests_present"
    IGNORE = "ignore"


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a rule does while it applies.

    `level` is None if the rule leaves the picture as it is. With the level masked, `zones` names the
    privacy zones to cover; an empty set means all zones of a camera. `recording_off` and
    `recognition_off` are about what the cameras themselves do.
    """

    level: PrivacyLevel | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio_off: bool = False
    recording_off: bool = False
    recognition_off: bool = False

    @property
    def does_nothing(self) -> bool:
        """Whether no camera is any different for it."""
        return self.level is None and not (
            self.audio_off or self.recording_off or self.recognition_off
        )


@dataclass(frozen=True, kw_only=True)
class CameraLocation:
    """A camera's area and labels in Home Assistant."""

    area: str | None = None
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The cameras that a rule applies to; all of them if nothing is named."""

    cameras: frozenset[CameraId] = frozenset()
    areas: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    placements: frozenset[Placement] = frozenset()

    def includes(self, camera: CameraConfig, location: CameraLocation) -> bool:
        """Return whether the rule applies to a camera; one match is enough."""
        if not (self.cameras or self.areas or self.labels or self.placements):
            return True
        return (
            camera.camera_id in self.cameras
            or camera.placement in self.placements
            or location.area in self.areas
            or not self.labels.isdisjoint(location.labels)
        )


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule; it applies while all of its conditions hold.

    `persons` are entity ids; an empty set means every resident. `occupancy_entities` count as
    somebody at home while they are on. `while_entity` must be on. `alarm_entity` must be in one of
    `alarm_states`. `leave_delay` is how long the rule stays in force after its presence ended.
    """

    rule_id: RuleId
    name: str
    effect: Effect
    scope: Scope = field(default_factory=Scope)
    presence: Presence = Presence.IGNORE
    persons: frozenset[str] = frozenset()
    occupancy_entities: frozenset[str] = frozenset()
    window: Window | None = None
    while_entity: str | None = None
    alarm_entity: str | None = None
    alarm_states: frozenset[str] = frozenset()
    leave_delay: timedelta = timedelta()

    @property
    def watched(self) -> frozenset[str]:
        """The entity ids that the rule itself names."""
        named = {self.while_entity, self.alarm_entity} - {None}
        return (
            self.persons
            | self.occupancy_entities
            | {entity for entity in named if entity}
        )

    @property
    def needs_inputs(self) -> bool:
        """Whether the rule depends on anything but the time."""
        return bool(self.watched) or self.presence is not Presence.IGNORE

    @property
    def asks_people(self) -> bool:
        """Whether the rule depends on who is at home."""
        return self.presence in {
            Presence.SOMEONE_HOME,
            Presence.EVERYONE_HOME,
            Presence.NOBODY_HOME,
        }
