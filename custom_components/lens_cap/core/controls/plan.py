"""What a camera's controls have to be told now, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .capability import Capability, ControlReading, Remembered
from .command_limits import due_at
from .microphone import is_due
from .plan_inputs import PlanInputs
from .remembered import (
    all_remembered,
    is_moved_along,
    restore_target,
    settles_at,
    switched_on_memory,
    to_be_opened,
)
from .role import closing_rank, opening_rank


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
    memory = dict(all_remembered(inputs))
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
        and (at := settles_at(inputs, one)) is not None
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
        if one.entity in inputs.left or is_moved_along(inputs, one):
            # It is restored by whom it is left to, or together with what moves it.
            continue
        target = restore_target(one, known)
        due = not inputs.is_at(one, target)
        if on := switched_on_memory(inputs, one, known) is not None:
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


def _waits_for_closing(inputs: PlanInputs, one: Capability) -> bool:
    """Return whether what ends the picture has to be restored first, since it moves this one too."""
    opening = to_be_opened(inputs, one)
    return any(other.is_safe(value) for other, _, value in opening)
