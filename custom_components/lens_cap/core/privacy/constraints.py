"""Collects every constraint on one camera, with the times at which it is in force."""

from collections.abc import Iterator
from typing import Final

from ..ids import ZoneId
from ..level import PrivacyLevel
from ..placement import INDOORS, Placement
from ..schedule import Span
from ..settings.camera import CameraConfig
from ..settings.household import GuestsEffect, Household
from ..state.consent import ConsentScope
from ..state.hold import Hold, HoldOrigin
from .constraint import Constraint, ReasonCode, TimedConstraint
from .facts import CameraFacts, HouseholdFacts
from .rule_evaluation import EvaluatedRule

_REASON_OF_HOLD: Final = {
    HoldOrigin.CAMERA: ReasonCode.HOLD,
    HoldOrigin.HOUSEHOLD: ReasonCode.HOUSEHOLD_HOLD,
    HoldOrigin.STORE_LOST: ReasonCode.STORE_LOST,
    HoldOrigin.INTERRUPTED: ReasonCode.INTERRUPTED,
    HoldOrigin.GUEST: ReasonCode.GUEST_HOLD,
    HoldOrigin.GUEST_SILENCE: ReasonCode.GUEST_HOLD,
    HoldOrigin.AT_CAMERA: ReasonCode.CLOSED_AT_CAMERA,
}
_NOTHING_ASKS: Final = Constraint(
    level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS
)
_WITHDRAWN: Final = {
    ConsentScope.CAMERA: TimedConstraint(
        constraint=Constraint(
            level=PrivacyLevel.PRIVATE, reason=ReasonCode.CONSENT_WITHDRAWN
        )
    ),
    ConsentScope.SOUND: TimedConstraint(
        constraint=Constraint(
            level=PrivacyLevel.OPEN, reason=ReasonCode.CONSENT_WITHDRAWN, audio_off=True
        )
    ),
    ConsentScope.RECOGNITION: TimedConstraint(
        constraint=Constraint(
            level=PrivacyLevel.OPEN,
            reason=ReasonCode.CONSENT_WITHDRAWN,
            recognition_off=True,
        )
    ),
}
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
    """Yield every constraint on one camera, now or later, in no particular order."""
    own = config.zone_ids
    yield from _for_camera(_base(config), own)
    if not facts.settled or _waits_for_inputs(config, camera, facts, rules):
        yield TimedConstraint(constraint=_STARTING_UP)
    for hold in camera.holds:
        if not hold.is_over(facts.now):
            yield from of_hold(hold, own)
    for scope in camera.withdrawn:
        yield _WITHDRAWN[scope]
    yield from _of_guests(config, facts, household)
    for evaluated in rules:
        timed = evaluated.timed
        if timed is not None and evaluated.rule.scope.includes(config, camera.place):
            if timed.constraint.level is PrivacyLevel.MASKED:
                yield from _for_camera(timed, own)
            else:
                yield timed


def _base(config: CameraConfig) -> TimedConstraint:
    if config.base_level is PrivacyLevel.OPEN:
        return TimedConstraint(constraint=_NOTHING_ASKS)
    constraint = Constraint(level=config.base_level, reason=ReasonCode.BASE_LEVEL)
    return TimedConstraint(constraint=constraint, liftable=True)


def _waits_for_inputs(
    config: CameraConfig,
    camera: CameraFacts,
    facts: HouseholdFacts,
    rules: tuple[EvaluatedRule, ...],
) -> bool:
    """Return whether a rule for this camera needs an input that is not known before start-up ends."""
    return not facts.started and any(
        evaluated.rule.needs_inputs
        and evaluated.rule.scope.includes(config, camera.place)
        for evaluated in rules
    )


def of_hold(hold: Hold, own: frozenset[ZoneId]) -> Iterator[TimedConstraint]:
    """Yield what a hold asks of a camera with these zones, if it asks for anything at all."""
    until = None if hold.until_everyone_leaves else hold.until
    timed = TimedConstraint(
        constraint=Constraint(
            level=hold.level,
            reason=_REASON_OF_HOLD[hold.origin],
            until=until,
            zones=hold.zones,
            recording_off=hold.recording_off,
            recognition_off=hold.recognition_off,
            audio_off=hold.audio_off,
        ),
        spans=(Span(end=until),),
    )
    yield from _for_camera(timed, own)


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
        constraint=Constraint(
            level=PrivacyLevel.PRIVATE if private else PrivacyLevel.OPEN,
            reason=ReasonCode.GUESTS_PRESENT,
            until=facts.guests_until,
            audio_off=config.placement is not Placement.ENTRANCE,
            recording_off=household.guests_recording_off,
            recognition_off=household.guests_recognition_off,
        ),
        spans=(Span(end=facts.guests_until),),
    )


def _for_camera(
    timed: TimedConstraint, own: frozenset[ZoneId]
) -> Iterator[TimedConstraint]:
    """Yield the constraint as it applies to a camera with these zones, if it applies at all.

    Covering a camera without any zones means making it private. Variants that several cameras
    share are built only once.
    """
    zones = timed.constraint.zones
    if timed.constraint.level is not PrivacyLevel.MASKED:
        yield timed
    elif not zones:
        yield timed if own else timed.as_private
    elif zones <= own:
        yield timed
    elif zones & own:
        yield timed.about(zones & own, PrivacyLevel.MASKED)
    elif timed.constraint.turns_off:
        yield timed.as_turned_off
