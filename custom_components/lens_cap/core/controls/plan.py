"""What a camera's controls have to be told now, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .capability import Capability, ControlReading, Remembered
from .command_limits import due_at
from .microphone import is_due, kept_while_on, switches_on
from .order import closing_rank, opening_rank
from .plan_inputs import PlanInputs


@dataclass(frozen=True, kw_only=True)
class Command:
    """What one control is told.

    `closing`: that leads to its private side, or away from it. `switches_on`: it is a microphone that
    was off before.
    """

    entity: str
    value: str
    closing: bool
    switches_on: bool = False


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to do.

    `memory` has to be saved before the first of `commands` is sent. `again_at` is when something
    may have to be told although nothing happens.
    """

    memory: Mapping[str, Remembered]
    commands: tuple[Command, ...] = ()
    again_at: float | None = None


def plan(inputs: PlanInputs) -> Plan:
    """Return what to tell the controls: closings first, each once, and nothing that is so already.

    What ends is restored to what it was before; where that is not known, it stays on its private side.
    """
    if inputs.wanted.still:
        return Plan(memory=inputs.memory)
    memory = dict(_remembered(inputs))
    orders = [
        *_closings(inputs, memory),
        *_restorings(inputs, memory),
    ]
    due: list[Command] = []
    later = [
        at
        for one in inputs.capabilities
        if one.entity in memory
        and not inputs.wants_closed(one)
        and (at := _settles_at(inputs, one)) is not None
    ]
    for capability, command in orders:
        sent = () if command.closing else inputs.sent.get(command.entity, ())
        attempt = inputs.attempts.get(command.entity)
        at = due_at(capability, command.value, attempt, sent, inputs.now)
        if at <= inputs.now:
            due.append(command)
        else:
            later.append(at)
    return Plan(memory=memory, commands=tuple(due), again_at=min(later, default=None))


def at_once(
    inputs: PlanInputs,
    commands: tuple[Command, ...],
    under_way: tuple[Command, ...] = (),
) -> tuple[Command, ...]:
    """Return those of a plan's commands that are sent now, before it is planned anew.

    What closes waits for nothing that is under way, but where two commands at once undo each other,
    and for a command to the same control. All else is sent one after another.
    """
    busy = {one.entity for one in under_way}
    closing = [one for one in commands if one.closing and one.entity not in busy]
    alone = {one.entity for one in inputs.capabilities if one.one_by_one}
    in_turn = [one for one in closing if one.entity in alone and not alone & busy]
    together = [one for one in closing if one.entity not in alone]
    first = () if under_way else commands[:1]
    return tuple(together + in_turn[:1]) or first


def _remembered(inputs: PlanInputs) -> Iterator[tuple[str, Remembered]]:
    """Yield what is known of before: of all that is closed, or not restored yet, or not there now."""
    there = {one.entity for one in inputs.capabilities}
    for entity, before in inputs.memory.items():
        if entity not in there:
            yield entity, before
    for one in inputs.capabilities:
        known = inputs.memory.get(one.entity)
        if inputs.wants_closed(one) or _is_moved_along(inputs, one):
            if known is None or (known.before is None and not known.told):
                known = Remembered(before=inputs.reading(one).value)
            if known.switched_on and one.is_safe(inputs.reading(one).value):
                known = replace(known, switched_on=False)
            if one.chosen or not one.closes or known.before is not None:
                yield one.entity, _for_good(inputs, one, known)
        elif (on := _switched_on(inputs, one, known)) is not None:
            yield one.entity, on
        elif known is not None and not _is_restored(inputs, one, known):
            yield one.entity, _for_good(inputs, one, known)


def _switched_on(
    inputs: PlanInputs, one: Capability, known: Remembered | None
) -> Remembered | None:
    """Return what is remembered of a microphone that was off and is on for now; None of any other control."""
    if not switches_on(inputs.wanted, one):
        return None
    return kept_while_on(one, known, inputs.reading(one))


def _for_good(inputs: PlanInputs, one: Capability, known: Remembered) -> Remembered:
    """Return what is known of before, of which nothing can be learnt once something moves the control."""
    if one.momentary or known.before is not None or not any(_to_be_opened(inputs, one)):
        return known
    return replace(known, before=one.safe)


def _is_moved_along(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether something else that has to be closed may move a control with it."""
    return any(
        one.role in other.covers and inputs.wants_closed(other)
        for other in inputs.capabilities
    )


def _is_restored(inputs: PlanInputs, one: Capability, known: Remembered) -> bool:
    """Return whether nothing is left to be done about a control that is free again."""
    if one.momentary or _was_never_moved(inputs, one, known):
        return True
    if _may_be_moved_yet(inputs, one) or _settles_at(inputs, one) is not None:
        return False
    target = _target(one, known)
    reading = inputs.reading(one)
    if reading.available and reading.value is None:
        attempt = inputs.attempts.get(one.entity)
        told = attempt is not None and attempt.reached and attempt.value == target
        return told or target == one.safe
    return inputs.is_at(one, target)


def _target(one: Capability, known: Remembered) -> str:
    """Return what a control has to be when it is free again: as before, or else the least."""
    return one.safe if known.before is None else one.reachable(known.before)


def _was_never_moved(inputs: PlanInputs, one: Capability, known: Remembered) -> bool:
    """Return whether nothing can have been done to a control: it was away all the while."""
    covered = any(one.role in other.covers for other in inputs.capabilities)
    return known.before is None and not known.told and not covered


def _settles_at(inputs: PlanInputs, one: Capability) -> float | None:
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


def _in_order(
    inputs: PlanInputs, *, closed: bool
) -> Iterator[tuple[Capability, ControlReading]]:
    for one in sorted(
        inputs.capabilities,
        key=lambda one: closing_rank(one.role) if closed else opening_rank(one.role),
    ):
        if inputs.wants_closed(one) is closed:
            yield one, inputs.reading(one)


def _closings(
    inputs: PlanInputs, memory: Mapping[str, Remembered]
) -> Iterator[tuple[Capability, Command]]:
    for one, reading in _in_order(inputs, closed=True):
        if not reading.available or one.entity in inputs.yielded:
            continue
        if inputs.is_at(one, one.safe) and not one.momentary:
            continue
        blind = one.momentary or reading.value is None
        if blind and memory[one.entity].told:
            continue
        if not is_covered(inputs, one):
            yield one, Command(entity=one.entity, value=one.safe, closing=True)


def _restorings(
    inputs: PlanInputs, memory: Mapping[str, Remembered]
) -> Iterator[tuple[Capability, Command]]:
    for one, reading in _in_order(inputs, closed=False):
        if (known := memory.get(one.entity)) is None or not reading.available:
            continue
        if _is_moved_along(inputs, one):
            # It is restored together with what moves it.
            continue
        target = _target(one, known)
        due = not inputs.is_at(one, target)
        if on := _switched_on(inputs, one, known) is not None:
            target, due = one.value_on or one.safe, is_due(one, known, reading)
        if due and not _waits_for_closing(inputs, one):
            yield (
                one,
                Command(entity=one.entity, value=target, closing=False, switches_on=on),
            )


def is_covered(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether another control ends what this one is for, or is about to."""
    return any(
        other.entity != one.entity
        and one.role in other.covers
        and inputs.wants_closed(other)
        and not _has_failed(inputs, other)
        for other in inputs.capabilities
    )


def _has_failed(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether a control did not get to its private side when it was told to."""
    reading = inputs.reading(one)
    if one.is_safe(reading.value):
        return False
    attempt = inputs.attempts.get(one.entity)
    return (
        not reading.available
        or one.entity in inputs.yielded
        or (
            attempt is not None
            and attempt.value == one.safe
            and (not attempt.reached or inputs.now >= attempt.at + one.deadline)
        )
    )


def _to_be_opened(
    inputs: PlanInputs, one: Capability
) -> Iterator[tuple[Capability, str, str | None]]:
    """Yield what ends the picture, moves a control, and has to be opened, with its target and its value."""
    for other in inputs.capabilities:
        if (
            (known := inputs.memory.get(other.entity)) is not None
            and one.role in other.covers
            and not inputs.wants_closed(other)
            and (target := _target(other, known)) != other.safe
        ):
            yield other, target, inputs.reading(other).value


def _may_be_moved_yet(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether a control may be moved by one that is not open yet: what is away returns some day."""
    opening = _to_be_opened(inputs, one)
    return any(not other.is_at(value, target) for other, target, value in opening)


def _waits_for_closing(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether what ends the picture has to be restored first, since it moves this one too."""
    opening = _to_be_opened(inputs, one)
    return any(other.is_safe(value) for other, _, value in opening)
