"""What entities show: frozen, and the same for all of them at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .camera import CameraId
from .decide import Decision
from .level import PrivacyLevel
from .reason import ReasonCode


class Activity(StrEnum):
    """What can happen to a camera that people may want to hear of."""

    PRIVACY_TURNED_ON = "privacy_turned_on"
    PRIVACY_TURNED_OFF = "privacy_turned_off"
    VIEWING_STARTED = "viewing_started"
    VIEWING_ENDED = "viewing_ended"
    VIEWERS_CUT = "viewers_cut"


@dataclass(frozen=True, kw_only=True)
class CameraView:
    """One camera as its entities show it; `viewers` counts those who watch it live."""

    level: PrivacyLevel
    reason: ReasonCode
    next_change: datetime | None = None
    viewers: int = 0
    streams: bool = False

    @property
    def private(self) -> bool:
        """Return whether nothing of the camera may be seen."""
        return self.level is PrivacyLevel.PRIVATE


@dataclass(frozen=True, kw_only=True)
class HouseholdView:
    """All cameras, and whether all of them were made private together."""

    cameras: Mapping[CameraId, CameraView] = field(
        default_factory=dict[CameraId, CameraView]
    )
    all_private: bool = False


def camera_view(decision: Decision, *, viewers: int, streams: bool) -> CameraView:
    """Return the view of one camera."""
    return CameraView(
        level=decision.level,
        reason=decision.reason,
        next_change=decision.next_change,
        viewers=viewers,
        streams=streams,
    )


def activities(before: CameraView, after: CameraView) -> tuple[Activity, ...]:
    """Return what happened between two views, in the order in which it is told."""
    happened: list[Activity] = []
    if after.private and not before.private:
        happened.append(Activity.PRIVACY_TURNED_ON)
        if before.viewers:
            happened.append(Activity.VIEWERS_CUT)
    if before.private and not after.private:
        happened.append(Activity.PRIVACY_TURNED_OFF)
    if before.viewers and not after.viewers and not after.private:
        happened.append(Activity.VIEWING_ENDED)
    if after.viewers and not before.viewers:
        happened.append(Activity.VIEWING_STARTED)
    return tuple(happened)
