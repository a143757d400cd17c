"""Everything that has a say about one camera: opinions, and when each of them is heard."""

from collections.abc import Iterator
from typing import Final

from ..ids import ZoneId
from ..level import PrivacyLevel
from ..placement import INDOORS, Placement
from ..schedule import Span
from ..settings.camera import CameraConfig
from ..settings.household import GuestsEffect, Household
from ..state.hold import Hold, HoldOrigin
from .constraint import Constraint, ReasonCode, TimedConstraint
from .facts import CameraFacts, HouseholdFacts
from .rule_evaluation import EvaluatedRule

_REASON_OF_HOLD: Final = {
    HoldOrigin.CAMERA: ReasonCode.HOLD,
    HoldOrigin.HOUSEHOLD: ReasonCode.HOUSEHOLD_HOLD,
    HoldOrigin.STORE_LOST: ReasonCode.STORE_LOST,
    HoldOrigin.INTERRUPTED: ReasonCode.INTERRUPTED,
}
_NOTHING_ASKS: Final = Constraint(
    level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS
)
_STARTING_UP: Final = Constraint(
    level=PrivacyLevel.PRIVATE, reason=ReasonCode.STARTING_UP, audio_off=True
)


def timed_constraints(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    household: Household,
    rules: tuple[EvaluatedRule, ...],
) -> Iterator[TimedConstraint]:
    """Yield what is to be heard about one camera, now or later, in no certain order."""
    own = config.zone_ids
    yield from _for_camera(_base(config), own)
    if not facts.settled or _waits_for_inputs(config, camera, facts, rules):
        yield TimedConstraint(opinion=_STARTING_UP)
    for hold in camera.holds:
        if not hold.is_over(facts.now):
            yield from _for_camera(_of_hold(hold), own)
    yield from _of_guests(config, facts, household)
    for activity in rules:
        wish = activity.wish
        if wish is not None and activity.rule.scope.includes(config, camera.place):
            if wish.opinion.level is PrivacyLevel.MASKED:
                yield from _for_camera(wish, own)
            else:
                yield wish


def _base(config: CameraConfig) -> TimedConstraint:
    if config.base_level is PrivacyLevel.OPEN:
        return TimedConstraint(opinion=_NOTHING_ASKS)
    opinion = Constraint(level=config.base_level, reason=ReasonCode.BASE_LEVEL)
    return TimedConstraint(opinion=opinion, liftable=True)


def _waits_for_inputs(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    rules: tuple[EvaluatedRule, ...],
) -> bool:
    """Return whether a rule of the camera asks for something that is known only after the start."""
    return not facts.started and any(
        activity.rule.needs_inputs
        and activity.rule.scope.includes(config, camera.place)
        for activity in rules
    )


def _of_hold(hold: Hold) -> TimedConstraint:
    until = None if hold.until_everyone_leaves else hold.until
    return TimedConstraint(
        opinion=Constraint(
            level=hold.level,
            reason=_REASON_OF_HOLD[hold.origin],
            until=until,
            zones=hold.zones,
        ),
        spans=(Span(end=until),),
    )


def _of_guests(
    config: CameraConfig, facts: HouseholdFacts, household: Household
) -> Iterator[TimedConstraint]:
    if not facts.guests.present(facts.guests_signal, facts.now).possible:
        return
    private = (
        household.guests_effect is GuestsEffect.INDOORS_PRIVATE
        and config.placement in INDOORS
    )
    yield TimedConstraint(
        opinion=Constraint(
            level=PrivacyLevel.PRIVATE if private else PrivacyLevel.OPEN,
            reason=ReasonCode.GUESTS_PRESENT,
            until=facts.guests_until,
            audio_off=config.placement is not Placement.ENTRANCE,
        ),
        spans=(Span(end=facts.guests_until),),
    )


def _for_camera(
    wish: TimedConstraint, own: frozenset[ZoneId]
) -> Iterator[TimedConstraint]:
    """Yield the wish for a camera with these zones; nothing where it is about none of them.

    To cover a camera that has no zones at all means to make it private. What is the same for
    several cameras is made once only.
    """
    zones = wish.opinion.zones
    if wish.opinion.level is not PrivacyLevel.MASKED:
        yield wish
    elif not zones:
        yield wish if own else wish.as_private
    elif zones <= own:
        yield wish
    elif zones & own:
        yield wish.about(zones & own, PrivacyLevel.MASKED)
    elif wish.opinion.audio_off:
        yield wish.as_silent
