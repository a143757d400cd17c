"""Turns facts, rules and configuration into one decision per camera."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from operator import attrgetter, itemgetter
from typing import Final

from ..ids import RuleId, ZoneId
from ..level import PrivacyLevel
from ..schedule import ALWAYS, clip, horizon
from ..settings.camera import CameraConfig
from ..settings.household import Household
from ..state.lift import Lift
from .constraint import Constraint, ReasonCode, TimedConstraint
from .constraints import timed_constraints
from .facts import CameraFacts, HouseholdFacts
from .rule_evaluation import EvaluatedRule


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How private one camera is, why, and when that may change by itself.

    `rule` is the deciding rule, if it was one. `zones` are the privacy zones that are covered
    while the level is masked. `audio` tells whether sound may pass, `audio_until` until when.
    `recording_off` and `recognition_off` tell that the camera itself shall record nothing, and
    recognize nobody; one that is private always shall not.
    `next_change` is when the level changes unless something new happens (None: not within a week);
    `next_check_at` is when anything about the decision may change. `lifted_until` is when the first
    of the lifts that keep the camera open ends. `trace` holds every constraint in force, the deciding
    one first.
    """

    level: PrivacyLevel
    reason: ReasonCode
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio: bool = False
    audio_until: datetime | None = None
    recording_off: bool = False
    recognition_off: bool = False
    next_change: datetime | None = None
    next_check_at: datetime | None = None
    lifted_until: datetime | None = None
    trace: tuple[Constraint, ...] = ()


STARTING_UP: Final = Decision(
    level=PrivacyLevel.PRIVATE,
    reason=ReasonCode.STARTING_UP,
    recording_off=True,
    recognition_off=True,
)


def decide(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    household: Household,
    rules: tuple[EvaluatedRule, ...],
) -> Decision:
    """Decide for one camera; the order of rules and holds does not matter.

    Args:
        config: The camera as configured.
        camera: What is known about it.
        facts: What is known about the household.
        household: The household's options.
        rules: Every rule as `evaluated_rules` found it under the same facts.
    """
    now = facts.now
    constraints = list(timed_constraints(config, camera, facts, household, rules))
    if lifts := [lift for lift in camera.lifts if now < lift.end]:
        constraints = list(_under(lifts, constraints, config.zone_ids, now))
    if camera.away_from_preset.possible:
        constraints = [timed.once_moved for timed in constraints]
    trace = sorted(
        [timed.constraint for timed in constraints if timed.is_in_force(now)],
        key=attrgetter("precedence"),
    )
    level = trace[0].level
    private = level is PrivacyLevel.PRIVATE
    audio = (
        not private
        and camera.sound_until is not None
        and now < camera.sound_until
        and not any(constraint.audio_off for constraint in trace)
    )
    return Decision(
        level=level,
        reason=trace[0].reason,
        rule=trace[0].rule,
        zones=frozenset(
            zone
            for constraint in trace
            if level is constraint.level is PrivacyLevel.MASKED
            for zone in constraint.zones or config.zone_ids
        ),
        audio=audio,
        audio_until=camera.sound_until if audio else None,
        recording_off=private or any(one.recording_off for one in trace),
        recognition_off=private or any(one.recognition_off for one in trace),
        next_change=_next_change(level, constraints, now),
        next_check_at=_next_check(constraints, camera, facts, rules),
        lifted_until=min(
            (
                constraint.until
                for constraint in trace
                if constraint.reason is ReasonCode.LIFTED
                and constraint.until is not None
            ),
            default=None,
        )
        if level is PrivacyLevel.OPEN
        else None,
        trace=tuple(trace),
    )


def _under(
    lifts: Sequence[Lift],
    constraints: Iterable[TimedConstraint],
    own: frozenset[ZoneId],
    now: datetime,
) -> Iterator[TimedConstraint]:
    """Yield what some lifts leave of the constraints, span by span from now on."""
    moments = {moment for lift in lifts for moment in (lift.set_at, lift.end)}
    edges = [now, *sorted(moment for moment in moments if moment > now)]
    pieces = [
        (
            None if start is now else start,
            end,
            [one for one in lifts if one.is_live(start)],
        )
        for start, end in zip_longest(edges, edges[1:])
    ]
    for timed in constraints:
        if not timed.liftable or timed.constraint.level is PrivacyLevel.OPEN:
            yield timed
            continue
        for start, end, live in pieces:
            if spans := clip(timed.spans, start=start, end=end):
                yield TimedConstraint(
                    constraint=_lifted(timed.constraint, live, own), spans=spans
                )


def _lifted(
    constraint: Constraint, lifts: Sequence[Lift], own: frozenset[ZoneId]
) -> Constraint:
    """Return what some lifts leave of a constraint; what else it turns off is never lifted."""
    if not lifts:
        return constraint
    whole = [lift.end for lift in lifts if not lift.zones]
    if constraint.level is PrivacyLevel.MASKED:
        ends = {
            zone: whole + [lift.end for lift in lifts if zone in lift.zones]
            for zone in constraint.zones or own
        }
        if left := frozenset(zone for zone in ends if not ends[zone]):
            return constraint.about(left, constraint.level)
        until = min(max(ends[zone]) for zone in ends)
    elif whole:
        until = max(whole)
    else:
        return constraint
    return Constraint(
        level=PrivacyLevel.OPEN,
        reason=ReasonCode.LIFTED,
        until=until,
        rule=constraint.rule,
        audio_off=constraint.audio_off,
        recording_off=constraint.recording_off,
        recognition_off=constraint.recognition_off,
    )


def _next_check(
    constraints: Iterable[TimedConstraint],
    camera: CameraFacts,
    facts: HouseholdFacts,
    rules: Iterable[EvaluatedRule],
) -> datetime | None:
    """Return the first moment after now at which a constraint, the sound or a known fact ends."""
    moments = [camera.sound_until, facts.guests.until]
    for timed in constraints:
        if (first := timed.spans[0]) is not ALWAYS:
            moments += (first.start, first.end)
    if any(evaluated.rule.window is not None for evaluated in rules):
        moments.append(horizon(facts.calendar, facts.now))
    return min(
        (moment for moment in moments if moment is not None and moment > facts.now),
        default=None,
    )


def _next_change(
    level: PrivacyLevel, constraints: Iterable[TimedConstraint], now: datetime
) -> datetime | None:
    closing = [
        timed
        for timed in constraints
        if timed.constraint.level is not PrivacyLevel.OPEN
    ]
    if level is PrivacyLevel.OPEN:
        return _first_start(closing)
    private = [
        timed for timed in closing if timed.constraint.level is PrivacyLevel.PRIVATE
    ]
    if level is PrivacyLevel.PRIVATE:
        return _end_of_all(private, now)
    rises, falls = _first_start(private), _end_of_all(closing, now)
    return min(rises, falls) if rises and falls else rises or falls


def _first_start(constraints: Iterable[TimedConstraint]) -> datetime | None:
    """Return when the first of these constraints, none of which is in force now, starts."""
    starts = (timed.spans[0].start for timed in constraints)
    return min((start for start in starts if start is not None), default=None)


def _end_of_all(
    constraints: Sequence[TimedConstraint], now: datetime
) -> datetime | None:
    """Return until when at least one of these constraints is in force without a gap."""
    reach = _end_around(constraints, now)
    if reach is None or _end_around(constraints, reach) == reach:
        return reach
    for start, end in sorted(
        [
            (span.start or now, span.end)
            for timed in constraints
            for span in timed.spans
        ],
        key=itemgetter(0),
    ):
        if start > reach:
            break
        if end is None:
            return None
        reach = max(reach, end)
    return reach


def _end_around(
    constraints: Iterable[TimedConstraint], moment: datetime
) -> datetime | None:
    """Return the latest end of the spans that cover a moment, or the moment if none does."""
    reach = moment
    for timed in constraints:
        for span in timed.spans:
            if span.end is None or span.end > moment:
                if span.start is None or span.start <= moment:
                    if span.end is None:
                        return None
                    reach = max(reach, span.end)
                break
    return reach
