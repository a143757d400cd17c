"""How private a camera will be in the days to come, span by span, and what that depends on."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Final

from ..ids import RuleId
from ..level import PrivacyLevel, rank
from ..privacy.bounds import Bounds, bounds
from ..privacy.constraint import Constraint, ReasonCode
from ..privacy.decide import Decision
from ..privacy.judgement import Judgement
from ..settings.camera import CameraConfig
from ..settings.rule import Presence, Rule
from .camera import told_rule
from .page_user import PageUser
from .why import GUESTS, PEOPLE, TIME, depends_on

CAMERA: Final = "camera"
_TIMES: Final = ("from", "to")


def told_week(
    config: CameraConfig,
    last: Judgement,
    user: PageUser,
    *,
    start: datetime,
    end: datetime,
) -> list[dict[str, object]]:
    """Return the spans of one camera, from a moment until another without a gap; moments as in `start`."""
    rules = {rule.rule_id: rule for rule in last.rules}
    found = bounds(
        config,
        last.cameras[config.camera_id],
        last.facts,
        last.household,
        last.rules,
        start=start,
        end=end,
    )
    return joined(_told(one, rules, user, start.tzinfo) for one in found)


def joined(spans: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return spans where neighbors that say the same are one."""
    told: list[dict[str, object]] = []
    for span in spans:
        last = told[-1] if told else None
        if last is not None and last["to"] == span["from"] and _same(last, span):
            last["to"] = span["to"]
        else:
            told.append(dict(span))
    return told


def _same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return all(one[key] == other[key] for key in one if key not in _TIMES)


def in_zone(moment: datetime, zone: tzinfo | None) -> str:
    """Return a moment as text, in a zone."""
    return moment.astimezone(zone).isoformat()


def asking(found: Bounds) -> list[Constraint]:
    """Return what asks for more than is certain; where nothing does, what decides."""
    least, most = found.least, found.most
    more = [
        one
        for one in most.trace
        if rank(one.level) > rank(least.level)
        or (
            one.level is least.level is PrivacyLevel.MASKED
            and most.zones != least.zones
            and not (one.zones and one.zones <= least.zones)
        )
        or (one.recording_off and not least.recording_off)
        or (one.recognition_off and not least.recognition_off)
    ]
    return more or list(least.trace[:1])


def depending(found: Bounds, rules: Mapping[RuleId, Rule]) -> list[str]:
    """Return what it depends on that more is covered, or turned off, than is certain; nothing where that is certain."""
    if is_certain(found):
        return []
    codes: list[str] = []
    for one in asking(found):
        if one.reason is ReasonCode.CAMERA_MOVED:
            codes.append(CAMERA)
        if (rule := _rule(one, rules)) is not None:
            codes += [code for code in depends_on(rule) if code != TIME]
        elif one.reason is ReasonCode.GUESTS_PRESENT:
            codes.append(GUESTS)
        elif one.reason is not ReasonCode.CAMERA_MOVED:
            codes.append(PEOPLE)  # a hold that lasts until everyone has left
    return list(dict.fromkeys(codes))


def is_certain(found: Bounds) -> bool:
    """Return whether nothing that is not known makes a difference."""
    return outcome(found.least) == outcome(found.most)


def outcome(decision: Decision) -> tuple[object, ...]:
    """Return what somebody would notice of a decision: what is covered, and what the camera itself may do."""
    return (
        decision.level,
        decision.zones,
        decision.recording_off,
        decision.recognition_off,
    )


def _told(
    found: Bounds, rules: Mapping[RuleId, Rule], user: PageUser, zone: tzinfo | None
) -> dict[str, object]:
    asks = asking(found)
    about = [rule for one in asks if (rule := _rule(one, rules)) is not None]
    return {
        "from": in_zone(found.start, zone),
        "to": in_zone(found.end, zone),
        "level": found.least.level.value,
        "at_most": found.most.level.value,
        "depends_on": depending(found, rules),
        "reason": _reason(asks[0], rules).value,
        "rules": [
            told_rule(rule_id, rules, user)
            for rule_id in dict.fromkeys(rule.rule_id for rule in about)
        ],
        "zones": sorted(found.most.zones),
        "recording_off": found.least.recording_off,
        "recognition_off": found.least.recognition_off,
        "recording_off_at_most": found.most.recording_off,
        "recognition_off_at_most": found.most.recognition_off,
    }


def _rule(constraint: Constraint, rules: Mapping[RuleId, Rule]) -> Rule | None:
    return None if constraint.rule is None else rules.get(constraint.rule)


def _reason(constraint: Constraint, rules: Mapping[RuleId, Rule]) -> ReasonCode:
    """Return why it would be so: of a rule, what it asks for, and not that this is unknown."""
    if (
        rule := _rule(constraint, rules)
    ) is None or constraint.reason is ReasonCode.CAMERA_MOVED:
        return constraint.reason
    if rule.presence is not Presence.IGNORE:
        return ReasonCode(rule.presence.value)
    if rule.alarm_entity is not None:
        return ReasonCode.ALARM
    if rule.while_entity is not None:
        return ReasonCode.ENTITY
    return ReasonCode.RULE if rule.window is None else ReasonCode.SCHEDULE
