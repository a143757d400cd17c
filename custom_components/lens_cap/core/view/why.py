"""Everything that asks for something of a camera now, and what would make it less private."""

from collections.abc import Mapping
from typing import Final

from ..level import PrivacyLevel
from ..privacy.constraint import Constraint, ReasonCode
from ..settings.rule import Presence, Rule
from .camera import CameraOffers, SeenCamera, told_hold, told_rule
from .opening_button import OpeningButton, opening_button, stays_by
from .page_user import PageUser, iso

PEOPLE: Final = "people"
GUESTS: Final = "guests"
ALARM: Final = "alarm"
ENTITY: Final = "entity"
TIME: Final = "time"

_OPENS: Final = {
    ReasonCode.STARTING_UP: "start_ends",
    ReasonCode.STORE_LOST: "hold_ends",
    ReasonCode.INTERRUPTED: "hold_ends",
    ReasonCode.CONSENT_WITHDRAWN: "they_agree",
    ReasonCode.HOLD: "hold_ends",
    ReasonCode.HOUSEHOLD_HOLD: "hold_ends",
    ReasonCode.GUEST_HOLD: "hold_ends",
    ReasonCode.CLOSED_AT_CAMERA: "hold_ends",
    ReasonCode.GUESTS_PRESENT: "guests_leave",
    ReasonCode.SOMEONE_HOME: "people_leave",
    ReasonCode.EVERYONE_HOME: "somebody_leaves",
    ReasonCode.NOBODY_HOME: "somebody_comes",
    ReasonCode.LEAVING: "time_passes",
    ReasonCode.PRESENCE_UNKNOWN: "people_known",
    ReasonCode.ALARM: "alarm_changes",
    ReasonCode.ENTITY: "entity_changes",
    ReasonCode.INPUT_UNKNOWN: "input_known",
    ReasonCode.SCHEDULE: "time_passes",
    ReasonCode.RULE: "rule_changes",
    ReasonCode.CAMERA_MOVED: "camera_turns_back",
}


def depends_on(rule: Rule) -> list[str]:
    """Return what a rule depends on besides being switched on, in a fixed order."""
    found = {
        PEOPLE: rule.asks_people or bool(rule.persons or rule.occupancy_entities),
        GUESTS: rule.presence is Presence.GUESTS_PRESENT,
        ALARM: rule.alarm_entity is not None,
        ENTITY: rule.while_entity is not None,
        TIME: rule.window is not None,
    }
    return [one for one, does in found.items() if does]


def told_why(
    seen: SeenCamera, user: PageUser, access: CameraOffers, names: Mapping[str, str]
) -> dict[str, object]:
    """Return all that asks for something now, the winning first, and what would open the camera."""
    decision, found = seen.decision, seen.openings
    asks = [
        one for one in decision.trace if one.reason is not ReasonCode.NOTHING_ASKS
    ] or list(decision.trace)
    way = opening_button(decision, found, access.rights)
    opens = [
        _OPENS[one.reason]
        for one in decision.trace
        if one.level is decision.level is not PrivacyLevel.OPEN and one.reason in _OPENS
    ]
    if way is OpeningButton.OPEN_FOR_A_WHILE:
        opens.append("lift")
    return {
        "camera_id": seen.config.camera_id,
        "level": decision.level.value,
        "reason": decision.reason.value,
        "until": iso(decision.next_change),
        "way_out": way.value,
        "stays_by": stays_by(found),
        "asks": [_told(one, seen, user, names) for one in asks],
        "opens": list(dict.fromkeys(opens)),
    }


def _told(
    constraint: Constraint,
    seen: SeenCamera,
    user: PageUser,
    names: Mapping[str, str],
) -> dict[str, object]:
    rule = seen.rules.get(constraint.rule) if constraint.rule is not None else None
    return {
        "level": constraint.level.value,
        "reason": constraint.reason.value,
        "until": iso(constraint.until),
        "rule": told_rule(constraint.rule, seen.rules, user),
        "zones": sorted(constraint.zones),
        "audio_off": constraint.audio_off,
        "hold": told_hold(constraint, seen, user, names),
        "depends_on": [] if rule is None else depends_on(rule),
    }
