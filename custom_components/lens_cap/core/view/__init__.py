"""The frozen snapshot that all entities show, including who is watching."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..failure import Failure
from ..ids import CameraId, RuleId, ZoneId
from ..level import PrivacyLevel
from ..privacy.constraint import ReasonCode
from ..privacy.decide import Decision
from ..privacy.facts import HouseholdFacts
from ..privacy.presence import someone_home
from ..truth import Truth


class ViewerKind(StrEnum):
    """Who started watching; never a name, since guests can read states."""

    PERSON = "person"  # somebody who is signed in
    LINK = "link"  # whoever has the address of a picture
    HOME_ASSISTANT = "home_assistant"  # an automation, a recording, another integration


class Activity(StrEnum):
    """Events of a camera that people may want to know about."""

    PRIVACY_TURNED_ON = "privacy_turned_on"
    PRIVACY_TURNED_OFF = "privacy_turned_off"
    VIEWING_STARTED = "viewing_started"
    VIEWING_ENDED = "viewing_ended"
    VIEWERS_CUT = "viewers_cut"
    AUDIO_TURNED_ON = "audio_turned_on"
    AUDIO_TURNED_OFF = "audio_turned_off"
    SECURITY_PROBLEM_FOUND = "security_problem_found"
    SECURITY_PROBLEM_SOLVED = "security_problem_solved"
    DEVICE_DRIFTED = "device_drifted"


@dataclass(frozen=True, kw_only=True)
class CameraView:
    """The state of one camera that its entities show.

    `viewers` is the number of live viewers; `viewer_kind` tells who started, None without viewers.
    `problem` is why the live picture was missing when it was last requested. `audio_until` is when
    sound that passes ends. `recording_off` and `recognition_off` are what is asked of the camera itself.
    """

    level: PrivacyLevel
    reason: ReasonCode
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio: bool = False
    audio_pending: bool = False
    audio_until: datetime | None = None
    recording_off: bool = False
    recognition_off: bool = False
    next_change: datetime | None = None
    lifted_until: datetime | None = None
    viewers: int = 0
    viewer_kind: ViewerKind | None = None
    streams: bool = False
    problem: Failure | None = None

    @property
    def private(self) -> bool:
        """Whether nothing of the camera may be seen."""
        return self.level is PrivacyLevel.PRIVATE

    @property
    def next_moment(self) -> datetime | None:
        """When it changes next by itself, as people see it: its level, or that sound ends."""
        ends = [one for one in (self.next_change, self.audio_until) if one is not None]
        return min(ends, default=None)

    @property
    def ends(self) -> Mapping[str, datetime | None]:
        """Until when it is private, or open against its rules; None if no end is known."""
        return {
            "private_until": self.next_change if self.private else None,
            "open_until": self.lifted_until,
        }


@dataclass(frozen=True, kw_only=True)
class HouseholdView:
    """All cameras and what the household shows.

    `all_private` says whether all were made private together, `guests` whether guests are (or may
    be) there, `guests_certain` whether that is certain, `nobody_home` whether it is certain that no
    resident is at home. `rules_off` are the rules that somebody switched off.
    """

    cameras: Mapping[CameraId, CameraView] = field(
        default_factory=dict[CameraId, CameraView]
    )
    all_private: bool = False
    nobody_home: bool = False
    guests: bool = False
    guests_certain: bool = False
    guests_until: datetime | None = None
    rules_off: frozenset[RuleId] = frozenset()


def camera_view(
    decision: Decision,
    *,
    viewers: int,
    streams: bool,
    viewer_kind: ViewerKind | None = None,
    problem: Failure | None = None,
    audio_pending: bool = False,
) -> CameraView:
    """Return the view of one camera."""
    return CameraView(
        level=decision.level,
        reason=decision.reason,
        rule=decision.rule,
        zones=decision.zones,
        audio=decision.audio,
        next_change=decision.next_change,
        audio_until=decision.audio_until,
        recording_off=decision.recording_off,
        recognition_off=decision.recognition_off,
        lifted_until=decision.lifted_until,
        viewers=viewers,
        viewer_kind=viewer_kind,
        streams=streams,
        problem=problem,
        audio_pending=audio_pending,
    )


def household_view(
    cameras: Mapping[CameraId, CameraView],
    facts: HouseholdFacts,
    *,
    all_private: bool,
) -> HouseholdView:
    """Return the view of the household."""
    present = facts.guests.present(facts.guests_signal, facts.now)
    return HouseholdView(
        cameras=cameras,
        all_private=all_private,
        nobody_home=someone_home(facts.residents, facts) is Truth.NO,
        guests=present.possible,
        guests_certain=present is Truth.YES,
        guests_until=facts.guests_until if present.possible else None,
        rules_off=facts.rules_off,
    )


def camera_activities(before: CameraView, after: CameraView) -> tuple[Activity, ...]:
    """Return the events between two views, in the order in which they fire."""
    happened: list[Activity] = []
    if after.private and not before.private:
        happened.append(Activity.PRIVACY_TURNED_ON)
        if before.viewers:
            happened.append(Activity.VIEWERS_CUT)
    if before.private and not after.private:
        happened.append(Activity.PRIVACY_TURNED_OFF)
    if before.audio is not after.audio:
        happened.append(
            Activity.AUDIO_TURNED_ON if after.audio else Activity.AUDIO_TURNED_OFF
        )
    if before.viewers and not after.viewers and not after.private:
        happened.append(Activity.VIEWING_ENDED)
    if after.viewers and not before.viewers:
        happened.append(Activity.VIEWING_STARTED)
    return tuple(happened)
