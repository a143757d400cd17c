"""Facts, rules and configuration become one decision per camera."""

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

    `rule` is the rule that decided, if one did. `zones` are the privacy zones that are covered
    while the level is masked. `audio` says that sound may pass, `audio_until` until when. `next_change` is the moment at
    which the level changes unless something new happens (None: not within a week);
    `next_check_at` the moment at which anything about the decision may. `lifted_until` is when
    the first of the lifts ends by which the camera is open. `trace` holds every opinion that was
    heard, the most private first.
    """

    level: PrivacyLevel
    reason: ReasonCode
    rule: RuleId | None = None
    zones: frozenset[ZoneId] = frozenset()
    audio: bool = False
    audio_until: datetime | None = None
    next_change: datetime | None = None
    next_check_at: datetime | None = None
    lifted_until: datetime | None = None
    trace: tuple[Constraint, ...] = ()


STARTING_UP: Final = Decision(level=PrivacyLevel.PRIVATE, reason=ReasonCode.STARTING_UP)


def decide(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    household: Household,
    rules: tuple[EvaluatedRule, ...],
) -> Decision:
    """Return the decision for one camera; the order of rules and holds does not matter.

    Args:
        config: The camera as configured.
        camera: What is known about it.
        facts: What is known about the household.
        household: The household's options.
        rules: What `activity.activities` says of every rule under the same facts.
    """
    now = facts.now
    wished = list(timed_constraints(config, camera, facts, household, rules))
    if lifts := [lift for lift in camera.lifts if now < lift.end]:
        wished = list(_under(lifts, wished, config.zone_ids, now))
    if camera.away_from_preset.possible:
        wished = [wish.once_moved for wish in wished]
    trace = sorted(
        [wish.opinion for wish in wished if wish.is_heard(now)],
        key=attrgetter("place"),
    )
    level = trace[0].level
    audio = (
        level is not PrivacyLevel.PRIVATE
        and camera.sound_until is not None
        and now < camera.sound_until
        and not any(opinion.audio_off for opinion in trace)
    )
    return Decision(
        level=level,
        reason=trace[0].reason,
        rule=trace[0].rule,
        zones=frozenset(
            zone
            for opinion in trace
            if level is opinion.level is PrivacyLevel.MASKED
            for zone in opinion.zones or config.zone_ids
        ),
        audio=audio,
        audio_until=camera.sound_until if audio else None,
        next_change=_next_change(level, wished, now),
        next_check_at=_next_check(wished, camera, facts, rules),
        lifted_until=min(
            (
                opinion.until
                for opinion in trace
                if opinion.reason is ReasonCode.LIFTED and opinion.until is not None
            ),
            default=None,
        )
        if level is PrivacyLevel.OPEN
        else None,
        trace=tuple(trace),
    )


def _under(
    lifts: Sequence[Lift],
    wished: Iterable[TimedConstraint],
    own: frozenset[ZoneId],
    now: datetime,
) -> Iterator[TimedConstraint]:
    """Yield what is left of wishes under some lifts, piece by piece from now on."""
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
    for wish in wished:
        if not wish.liftable or wish.opinion.level is PrivacyLevel.OPEN:
            yield wish
            continue
        for start, end, live in pieces:
            if spans := clip(wish.spans, start=start, end=end):
                yield TimedConstraint(
                    opinion=_lifted(wish.opinion, live, own), spans=spans
                )


def _lifted(
    opinion: Constraint, lifts: Sequence[Lift], own: frozenset[ZoneId]
) -> Constraint:
    """Return what is left of an opinion under some lifts; that it silences is never lifted."""
    if not lifts:
        return opinion
    whole = [lift.end for lift in lifts if not lift.zones]
    if opinion.level is PrivacyLevel.MASKED:
        ends = {
            zone: whole + [lift.end for lift in lifts if zone in lift.zones]
            for zone in opinion.zones or own
        }
        if left := frozenset(zone for zone in ends if not ends[zone]):
            return opinion.about(left, opinion.level)
        until = min(max(ends[zone]) for zone in ends)
    elif whole:
        until = max(whole)
    else:
        return opinion
    return Constraint(
        level=PrivacyLevel.OPEN,
        reason=ReasonCode.LIFTED,
        until=until,
        rule=opinion.rule,
        audio_off=opinion.audio_off,
    )


def _next_check(
    wished: Iterable[TimedConstraint],
    camera: CameraFacts,
    facts: HouseholdFacts,
    rules: Iterable[EvaluatedRule],
) -> datetime | None:
    """Return the first moment after now at which an opinion, the sound or what is known ends."""
    moments = [camera.sound_until, facts.guests.until]
    for wish in wished:
        if (first := wish.spans[0]) is not ALWAYS:
            moments += (first.start, first.end)
    if any(activity.rule.window is not None for activity in rules):
        moments.append(horizon(facts.calendar, facts.now))
    return min(
        (moment for moment in moments if moment is not None and moment > facts.now),
        default=None,
    )


def _next_change(
    level: PrivacyLevel, wished: Iterable[TimedConstraint], now: datetime
) -> datetime | None:
    closing = [wish for wish in wished if wish.opinion.level is not PrivacyLevel.OPEN]
    if level is PrivacyLevel.OPEN:
        return _first_start(closing, now)
    private = [wish for wish in closing if wish.opinion.level is PrivacyLevel.PRIVATE]
    if level is PrivacyLevel.PRIVATE:
        return _end_of_all(private, now)
    rises, falls = _first_start(private, now), _end_of_all(closing, now)
    return min(rises, falls) if rises and falls else rises or falls


def _first_start(wished: Iterable[TimedConstraint], now: datetime) -> datetime | None:
    """Return the first moment at which one of some wishes, none of which is heard now, is."""
    return min((wish.spans[0].start or now for wish in wished), default=None)


def _end_of_all(wished: Sequence[TimedConstraint], now: datetime) -> datetime | None:
    """Return the moment up to which one or another of some wishes is heard all the time."""
    reach = _end_around(wished, now)
    if reach is None or _end_around(wished, reach) == reach:
        return reach
    for start, end in sorted(
        [(span.start or now, span.end) for wish in wished for span in wish.spans],
        key=itemgetter(0),
    ):
        if start > reach:
            break
        if end is None:
            return None
        reach = max(reach, end)
    return reach


def _end_around(wished: Iterable[TimedConstraint], moment: datetime) -> datetime | None:
    """Return when the last of the spans ends that cover a moment; that itself if none does."""
    reach = moment
    for wish in wished:
        for span in wish.spans:
            if span.end is None or span.end > moment:
                if span.start is None or span.start <= moment:
                    if span.end is None:
                        return None
                    reach = max(reach, span.end)
                break
    return reach
