"""What is remembered of what controls were before they were told anything, and what they come back to."""

from collections.abc import Iterator
from dataclasses import replace

from .capability import Capability, Remembered
from .microphone import kept_while_on, switches_on
from .plan_inputs import PlanInputs
from .role import Role


def all_remembered(inputs: PlanInputs) -> Iterator[tuple[str, Remembered]]:
    """Yield what is known of before: of all that is closed, or not restored yet, or not there now."""
    there = {one.entity for one in inputs.capabilities}
    for entity, before in inputs.memory.items():
        if entity not in there:
            yield entity, before
    for one in inputs.capabilities:
        known = inputs.memory.get(one.entity)
        if one.entity in inputs.left:
            if (kept := _while_left(inputs, one, known)) is not None:
                yield one.entity, kept
        elif inputs.wants_closed(one) or is_moved_along(inputs, one):
            known = _once_closed(inputs, one, known)
            if one.chosen or not one.closes or known.before is not None:
                yield one.entity, _for_good(inputs, one, known)
        elif (on := switched_on_memory(inputs, one, known)) is not None:
            yield one.entity, on
        elif known is not None and not _is_restored(inputs, one, known):
            yield one.entity, _for_good(inputs, one, known)


def _once_closed(
    inputs: PlanInputs, one: Capability, known: Remembered | None
) -> Remembered:
    """Return what is remembered of a control once it has to be closed."""
    if known is None or (known.before is None and not known.told):
        known = Remembered(before=_before(inputs, one))
    return _not_on_any_more(inputs, one, known)


def _while_left(
    inputs: PlanInputs, one: Capability, known: Remembered | None
) -> Remembered | None:
    """Return what is remembered of a control that is left to other cameras.

    A microphone that is closed for one of them has to be heard again afterwards. Of what is open for
    them, hands may make anything meanwhile: what it was before is learnt anew.
    """
    if one.role in inputs.wanted.closed:
        return None
    if known is None:
        is_heard = one.role is Role.MICROPHONE and inputs.wanted.sound
        return Remembered(before=_before(inputs, one), told=True) if is_heard else None
    return _not_on_any_more(inputs, one, known)


def _before(inputs: PlanInputs, one: Capability) -> str | None:
    """Return what a control is before it is told anything, whichever camera it is told for first.

    One that was not chosen for this camera comes back to what it finds: others may keep it closed.
    """
    elsewhere = inputs.elsewhere.get(one.entity) if one.chosen else None
    if elsewhere is not None and elsewhere.before is not None:
        return elsewhere.before
    return inputs.reading(one).value


def _not_on_any_more(
    inputs: PlanInputs, one: Capability, known: Remembered
) -> Remembered:
    if known.switched_on and one.is_safe(inputs.reading(one).value):
        return replace(known, switched_on=False)
    return known


def switched_on_memory(
    inputs: PlanInputs, one: Capability, known: Remembered | None
) -> Remembered | None:
    """Return what is remembered of a microphone that was off and is on for now; None of any other control."""
    if not switches_on(inputs.wanted, one):
        return None
    return kept_while_on(one, known, inputs.reading(one))


def _for_good(inputs: PlanInputs, one: Capability, known: Remembered) -> Remembered:
    """Return what is known of before, of which nothing can be learnt once something moves the control."""
    if one.momentary or known.before is not None or not any(to_be_opened(inputs, one)):
        return known
    return replace(known, before=one.safe)


def is_moved_along(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether something else that has to be closed may move a control with it."""
    return any(
        one.role in other.covers and inputs.wants_closed(other)
        for other in inputs.capabilities
    )


def _is_restored(inputs: PlanInputs, one: Capability, known: Remembered) -> bool:
    """Return whether nothing is left to be done about a control that is free again."""
    if one.momentary or _was_never_moved(inputs, one, known):
        return True
    if _may_be_moved_yet(inputs, one) or settles_at(inputs, one) is not None:
        return False
    target = restore_target(one, known)
    reading = inputs.reading(one)
    if reading.available and reading.value is None:
        attempt = inputs.attempts.get(one.entity)
        told = attempt is not None and attempt.reached and attempt.value == target
        return told or target == one.safe
    return inputs.is_at(one, target)


def restore_target(one: Capability, known: Remembered) -> str:
    """Return what a control has to be when it is free again: as before, or else the least."""
    return one.safe if known.before is None else one.reachable(known.before)


def _was_never_moved(inputs: PlanInputs, one: Capability, known: Remembered) -> bool:
    """Return whether nothing can have been done to a control: it was away all the while."""
    covered = any(one.role in other.covers for other in inputs.capabilities)
    return known.before is None and not known.told and not covered


def settles_at(inputs: PlanInputs, one: Capability) -> float | None:
    """Return until when the camera may still move a control by itself; None where it does not.

    Some cameras put their microphone and their recording somewhere when their lens is opened again.
    """
    return max(
        (
            attempt.at + other.deadline
            for other in inputs.capabilities
            if one.role in other.covers
            and (attempt := inputs.attempts.get(other.entity)) is not None
            and attempt.value != other.safe
            and attempt.at + other.deadline > inputs.now
        ),
        default=None,
    )


def to_be_opened(
    inputs: PlanInputs, one: Capability
) -> Iterator[tuple[Capability, str, str | None]]:
    """Yield what ends the picture, moves a control, and has to be opened, with its target and its value."""
    for other in inputs.capabilities:
        if (
            (known := inputs.memory.get(other.entity)) is not None
            and one.role in other.covers
            and not inputs.wants_closed(other)
            and (target := restore_target(other, known)) != other.safe
        ):
            yield other, target, inputs.reading(other).value


def _may_be_moved_yet(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether a control may be moved by one that is not open yet: what is away returns some day."""
    opening = to_be_opened(inputs, one)
    return any(not other.is_at(value, target) for other, target, value in opening)
