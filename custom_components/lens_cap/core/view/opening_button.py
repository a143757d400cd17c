"""What one button can do about a camera that is not open, for the person who looks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ..ids import CameraId
from ..level import PrivacyLevel, rank
from ..privacy.constraint import ReasonCode
from ..privacy.decide import Decision, decide
from ..privacy.facts import CameraFacts
from ..privacy.judgement import Judgement
from ..privacy.rule_evaluation import evaluated_rules
from ..state.lift import LONGEST_LIFT, Lift


class OpeningButton(StrEnum):
    """What opens a camera; the table of openings decides again when it is asked for."""

    END_PRIVACY = "end_privacy"
    OPEN_FOR_A_WHILE = "open_for_a_while"
    GUESTS_LEFT = "guests_left"
    NONE = "none"


class Stays(StrEnum):
    """What would still close a camera if nobody had asked for privacy."""

    RULE = "rule"
    BASE_LEVEL = "base_level"
    GUESTS = "guests"
    CAMERA_MOVED = "camera_moved"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    STARTING_UP = "starting_up"


_STAYS: Final = {
    ReasonCode.STARTING_UP: Stays.STARTING_UP,
    ReasonCode.BASE_LEVEL: Stays.BASE_LEVEL,
    ReasonCode.CAMERA_MOVED: Stays.CAMERA_MOVED,
}


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What somebody may do with one camera: close it, end privacy, open it against rules, say that guests left.

    `may_end_guest_holds`: they may end privacy that guests asked for on the guest page, too.
    """

    may_close: bool = False
    may_end: bool = False
    may_open: bool = False
    may_dismiss_guests: bool = False
    may_end_guest_holds: bool = False


@dataclass(frozen=True, kw_only=True)
class Openings:
    """What would be decided for a camera that is not open.

    `without_holds`: if nobody had asked for privacy. `lifted`: if it was opened for a while besides.
    """

    without_holds: Decision
    lifted: Decision


def openings(
    judgement: Judgement, camera_ids: Iterable[CameraId]
) -> Mapping[CameraId, Openings]:
    """Return what would open cameras; those that the judgement does not know are left out."""
    active = evaluated_rules(judgement.rules, judgement.facts)
    now = judgement.facts.now
    lift = Lift(set_at=now, until=now + LONGEST_LIFT)

    def decided(camera_id: CameraId, facts: CameraFacts) -> Decision:
        return decide(
            judgement.configs[camera_id],
            facts,
            judgement.facts,
            judgement.household,
            active,
        )

    found: dict[CameraId, Openings] = {}
    for camera_id in camera_ids:
        if (facts := judgement.cameras.get(camera_id)) is not None:
            bare = replace(facts, holds=(), lifts=())
            found[camera_id] = Openings(
                without_holds=decided(camera_id, bare),
                lifted=decided(camera_id, replace(bare, lifts=(lift,))),
            )
    return found


def stays_by(found: Openings | None) -> str | None:
    """Return what would still close a camera if nobody had asked for privacy (a `Stays`), or None."""
    if found is None or found.without_holds.level is PrivacyLevel.OPEN:
        return None
    if _asks(found.without_holds, ReasonCode.CONSENT_WITHDRAWN):
        return Stays.CONSENT_WITHDRAWN.value
    if _asks(found.without_holds, ReasonCode.GUESTS_PRESENT):
        return Stays.GUESTS.value
    return _STAYS.get(found.without_holds.reason, Stays.RULE).value


def opening_button(
    decision: Decision, found: Openings | None, rights: Rights
) -> OpeningButton:
    """Return what the button of a person does.

    Args:
        decision: What is decided for the camera.
        found: What would open it; None where that is not known.
        rights: What the person may do.
    """
    if decision.level is PrivacyLevel.OPEN or found is None or not rights.may_end:
        return OpeningButton.NONE
    without_holds = found.without_holds
    if ReasonCode.STARTING_UP in (decision.reason, without_holds.reason):
        return OpeningButton.NONE
    if _stays_for_all(decision) or _stays_for(decision, rights):
        return OpeningButton.NONE
    if _is_less(without_holds, decision):
        return OpeningButton.END_PRIVACY
    if _is_less(found.lifted, decision):
        return OpeningButton.OPEN_FOR_A_WHILE if rights.may_open else OpeningButton.NONE
    if rights.may_dismiss_guests and _asks(without_holds, ReasonCode.GUESTS_PRESENT):
        return OpeningButton.GUESTS_LEFT
    return OpeningButton.NONE


def _is_less(one: Decision, than: Decision) -> bool:
    """Return whether less is covered by one decision than by another."""
    if one.level is than.level is PrivacyLevel.MASKED:
        return one.zones < than.zones
    return rank(one.level) < rank(than.level)


def _stays_for_all(decision: Decision) -> bool:
    """Return whether nobody at all can open a camera before something else is so."""
    return _asks(decision, ReasonCode.CONSENT_WITHDRAWN)


def _stays_for(decision: Decision, rights: Rights) -> bool:
    """Return whether a person may not end what guests asked for."""
    return not rights.may_end_guest_holds and _asks(decision, ReasonCode.GUEST_HOLD)


def _asks(decision: Decision, reason: ReasonCode) -> bool:
    """Return whether one reason alone would keep a camera as private as it is."""
    return any(
        constraint.reason is reason and constraint.level is decision.level
        for constraint in decision.trace
    )
