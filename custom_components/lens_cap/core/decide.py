"""Facts, rules and configuration become one decision per camera."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .activity import RuleActivity
from .camera import CameraConfig
from .facts import CameraFacts, HouseholdFacts
from .household import Household
from .level import PrivacyLevel, most_private, rank
from .lift import Lift
from .reason import Opinion, ReasonCode
from .rule import RuleId
from .wish import Wish, wishes
from .zones import ZoneId

_PRECEDENCE: Final = {reason: place for place, reason in enumerate(ReasonCode)}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How private one camera is, why, and when that may change by itself.

    `rule` is the rule that decided, if one did. `zones` are the privacy zones that are covered
    while the level is masked. `audio` says that sound may pass. `next_change` is the moment at
    which the level changes unless something new happens; `next_check_at` the moment at which
    anything about the decision does. `lifted_until` is set while a lift opens the camera.
    `trace` holds every opinion that was heard, the most private first.
    """

    level: PrivacyLevel
    reason: ReasonCode
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio: bool = False
    next_change: datetime | None = None
    next_check_at: datetime | None = None
    lifted_until: datetime | None = None
    trace: tuple[Opinion, ...] = ()


STARTING_UP: Final = Decision(level=PrivacyLevel.PRIVATE, reason=ReasonCode.STARTING_UP)


def decide(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    household: Household,
    rules: tuple[RuleActivity, ...],
) -> Decision:
    """Return the decision for one camera; the order of rules and holds does not matter.

    Args:
        config: The camera as configured.
        camera: What is known about it.
        facts: What is known about the household.
        household: The household's options.
        rules: What `activity.activities` says of every rule under the same facts.
    """
    heard = list(wishes(config, camera, facts, household, rules))
    now = facts.now
    lifts = [lift for lift in camera.lifts if lift.is_live(now)]
    opinions = _heard_at(now, heard, lifts)
    level = most_private(opinion.level for opinion in opinions)
    trace = tuple(sorted(opinions, key=_place))
    zones: frozenset[ZoneId] = frozenset()
    if level is PrivacyLevel.MASKED:
        zones = zones.union(*(opinion.zones for opinion in opinions))
    boundaries = _boundaries(now, heard, lifts)
    checks = [*boundaries[:1], *_other_checks(camera, facts)]
    return Decision(
        level=level,
        reason=trace[0].reason,
        rule=trace[0].rule,
        zones=zones,
        audio=level is not PrivacyLevel.PRIVATE
        and camera.sound_until is not None
        and now < camera.sound_until
        and not any(opinion.audio_off for opinion in opinions),
        next_change=_next_change(level, boundaries, heard, lifts),
        next_check_at=min(checks, default=None),
        lifted_until=max(
            (
                opinion.until
                for opinion in opinions
                if opinion.reason is ReasonCode.LIFTED and opinion.until is not None
            ),
            default=None,
        ),
        trace=trace,
    )


def _heard_at(
    moment: datetime, heard: Sequence[Wish], lifts: Sequence[Lift]
) -> list[Opinion]:
    """Return the opinions that count at a moment; lifts weaken what may be lifted."""
    live = [lift for lift in lifts if lift.is_live(moment)]
    return [
        _lifted(wish.opinion, live) if wish.liftable and live else wish.opinion
        for wish in heard
        if any(span.covers(moment) for span in wish.spans)
    ]


def _lifted(opinion: Opinion, lifts: Sequence[Lift]) -> Opinion:
    """Return what is left of an opinion under some lifts; that it silences is never lifted."""
    if opinion.level is PrivacyLevel.OPEN:
        return opinion
    whole = [lift.until for lift in lifts if not lift.zones]
    if not whole and opinion.level is PrivacyLevel.MASKED:
        uncovered = {zone: lift.until for lift in lifts for zone in lift.zones}
        left = opinion.zones - uncovered.keys()
        if left:
            return _with(
                opinion, PrivacyLevel.MASKED, opinion.reason, opinion.until, left
            )
        whole = [uncovered[zone] for zone in opinion.zones]
    if not whole:
        return opinion
    return _with(opinion, PrivacyLevel.OPEN, ReasonCode.LIFTED, max(whole), frozenset())


def _with(
    opinion: Opinion,
    level: PrivacyLevel,
    reason: ReasonCode,
    until: datetime | None,
    zones: frozenset[ZoneId],
) -> Opinion:
    return Opinion(
        level=level,
        reason=reason,
        until=until,
        rule=opinion.rule,
        zones=zones,
        audio_off=opinion.audio_off,
    )


def _boundaries(
    now: datetime, heard: Iterable[Wish], lifts: Iterable[Lift]
) -> list[datetime]:
    """Return the moments after now at which an opinion begins or ends, in order."""
    found = {lift.until for lift in lifts}
    for wish in heard:
        for span in wish.spans:
            if span.start is not None and span.start > now:
                found.add(span.start)
            if span.end is not None and span.end > now:
                found.add(span.end)
    return sorted(found)


def _other_checks(camera: CameraFacts, facts: HouseholdFacts) -> list[datetime]:
    """Return the moments after now at which the reason or the sound may change."""
    moments = (camera.sound_until, facts.guests.until)
    return [moment for moment in moments if moment is not None and moment > facts.now]


def _next_change(
    level: PrivacyLevel,
    boundaries: Iterable[datetime],
    heard: Sequence[Wish],
    lifts: Sequence[Lift],
) -> datetime | None:
    return next(
        (
            moment
            for moment in boundaries
            if most_private(
                opinion.level for opinion in _heard_at(moment, heard, lifts)
            )
            is not level
        ),
        None,
    )


def _place(opinion: Opinion) -> tuple[int, bool, float, int, str]:
    """Sort the most private first; among equals the one that lasts, then the weightier reason.

    Of all that leaves a camera open a lift is the most worth telling.
    """
    ends = opinion.until is not None and opinion.reason is not ReasonCode.LIFTED
    return (
        -rank(opinion.level),
        ends,
        -opinion.until.timestamp() if opinion.until is not None else 0.0,
        _PRECEDENCE[opinion.reason],
        opinion.rule or "",
    )
