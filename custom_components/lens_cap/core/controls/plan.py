"""What a camera's controls have to be told now, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .capability import Capability, ControlReading, Remembered
from .microphone import is_due, kept_while_on, switches_on
from .order import closing_rank, opening_rank
from .pace import due_at
from .situation import Situation


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

    `memory` has to be saved before the first of `commands` is sent. `look_again_at` is when something
    may have to be told although nothing happens.
    """

    memory: Mapping[str, Remembered]
    commands: tuple[Command, ...] = ()
    look_again_at: float | None = None


def plan(situation: Situation) -> Plan:
    """Return what to tell the controls: closings first, each once, and nothing that is so already.

    What ends is restored to what it was before; where that is not known, it stays on its private side.
    """
    if situation.wanted.still:
        return Plan(memory=situation.memory)
    memory = dict(_remembered(situation))
    orders = [
        *_closings(situation, memory),
        *_restorings(situation, memory),
    ]
    due: list[Command] = []
    later = [
        at
        for one in situation.capabilities
        if one.entity in memory
        and not situation.wants_closed(one)
        and (at := _settles_at(situation, one)) is not None
    ]
    for capability, command in orders:
        sent = () if command.closing else situation.sent.get(command.entity, ())
        attempt = situation.attempts.get(command.entity)
        at = due_at(capability, command.value, attempt, sent, situation.now)
        if at <= situation.now:
            due.append(command)
        else:
            later.append(at)
    return Plan(
        memory=memory, commands=tuple(due), look_again_at=min(later, default=None)
    )


def at_once(situation: Situation, commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Return those of a plan's commands that are sent together, before it is planned anew.

    What closes does not wait for each other, but where two commands at once undo each other.
    """
    closing = [one for one in commands if one.closing]
    alone = {one.entity for one in situation.capabilities if one.one_by_one}
    in_turn = [one for one in closing if one.entity in alone]
    together = [one for one in closing if one.entity not in alone]
    return tuple(together + in_turn[:1]) or commands[:1]


def _remembered(situation: Situation) -> Iterator[tuple[str, Remembered]]:
    """Yield what is known of before: of all that is closed, or not restored yet, or not there now."""
    there = {one.entity for one in situation.capabilities}
    for entity, before in situation.memory.items():
        if entity not in there:
            yield entity, before
    for one in situation.capabilities:
        known = situation.memory.get(one.entity)
        if situation.wants_closed(one) or _is_moved_along(situation, one):
            if known is None or (known.before is None and not known.told):
                known = Remembered(before=situation.reading(one).value)
            if known.switched_on and one.is_safe(situation.reading(one).value):
                known = replace(known, switched_on=False)
            if one.chosen or not one.closes or known.before is not None:
                yield one.entity, _for_good(situation, one, known)
        elif (on := _switched_on(situation, one, known)) is not None:
            yield one.entity, on
        elif known is not None and not _is_restored(situation, one, known):
            yield one.entity, _for_good(situation, one, known)


def _switched_on(
    situation: Situation, one: Capability, known: Remembered | None
) -> Remembered | None:
    """Return what is remembered of a microphone that was off and is on for now; None of any other control."""
    if not switches_on(situation.wanted, one):
        return None
    return kept_while_on(one, known, situation.reading(one))


def _for_good(situation: Situation, one: Capability, known: Remembered) -> Remembered:
    """Return what is known of before, of which nothing can be learnt once something moves the control."""
    if (
        one.momentary
        or known.before is not None
        or not any(_to_be_opened(situation, one))
    ):
        return known
    return replace(known, before=one.safe)


def _is_moved_along(situation: Situation, one: Capability) -> bool:
    """Return whether something else that has to be closed may move a control with it."""
    return any(
        one.role in other.covers and situation.wants_closed(other)
        for other in situation.capabilities
    )


def _is_restored(situation: Situation, one: Capability, known: Remembered) -> bool:
    """Return whether nothing is left to be done about a control that is free again."""
    if one.momentary or _was_never_moved(situation, one, known):
        return True
    if _may_be_moved_yet(situation, one) or _settles_at(situation, one) is not None:
        return False
    target = _target(one, known)
    reading = situation.reading(one)
    if reading.available and reading.value is None:
        attempt = situation.attempts.get(one.entity)
        told = attempt is not None and attempt.reached and attempt.value == target
        return told or target == one.safe
    return situation.is_at(one, target)


def _target(one: Capability, known: Remembered) -> str:
    """Return what a control has to be when it is free again: as before, or else the least."""
    return one.safe if known.before is None else one.reachable(known.before)


def _was_never_moved(situation: Situation, one: Capability, known: Remembered) -> bool:
    """Return whether nothing can have been done to a control: it was away all the while."""
    covered = any(one.role in other.covers for other in situation.capabilities)
    return known.before is None and not known.told and not covered


def _settles_at(situation: Situation, one: Capability) -> float | None:
    """Return until when the camera may still move a control by itself; None where it does not.

    Some cameras put their microphone and their recording somewhere when their lens is opened again.
    """
    return max(
        (
            attempt.at + other.deadline
            for other in situation.capabilities
            if one.role in other.covers
            and (attempt := situation.attempts.get(other.entity)) is not None
            and attempt.value != other.safe
            and attempt.at + other.deadline > situation.now
        ),
        default=None,
    )


def _in_order(
    situation: Situation, *, closed: bool
) -> Iterator[tuple[Capability, ControlReading]]:
    for one in sorted(
        situation.capabilities,
        key=lambda one: closing_rank(one.role) if closed else opening_rank(one.role),
    ):
        if situation.wants_closed(one) is closed:
            yield one, situation.reading(one)


def _closings(
    situation: Situation, memory: Mapping[str, Remembered]
) -> Iterator[tuple[Capability, Command]]:
    for one, reading in _in_order(situation, closed=True):
        if not reading.available or one.entity in situation.yielded:
            continue
        if situation.is_at(one, one.safe) and not one.momentary:
            continue
        blind = one.momentary or reading.value is None
        if blind and memory[one.entity].told:
            continue
        if not is_covered(situation, one):
            yield one, Command(entity=one.entity, value=one.safe, closing=True)


def _restorings(
    situation: Situation, memory: Mapping[str, Remembered]
) -> Iterator[tuple[Capability, Command]]:
    for one, reading in _in_order(situation, closed=False):
        if (known := memory.get(one.entity)) is None or not reading.available:
            continue
        if _is_moved_along(situation, one):
            # It is restored together with what moves it.
            continue
        target = _target(one, known)
        due = not situation.is_at(one, target)
        if on := _switched_on(situation, one, known) is not None:
            target, due = one.value_on or one.safe, is_due(one, known, reading)
        if due and not _waits_for_closing(situation, one):
            yield (
                one,
                Command(entity=one.entity, value=target, closing=False, switches_on=on),
            )


def is_covered(situation: Situation, one: Capability) -> bool:
    """Return whether another control ends what this one is for, or is about to."""
    return any(
        other.entity != one.entity
        and one.role in other.covers
        and situation.wants_closed(other)
        and not _has_failed(situation, other)
        for other in situation.capabilities
    )


def _has_failed(situation: Situation, one: Capability) -> bool:
    """Return whether a control did not get to its private side when it was told to."""
    reading = situation.reading(one)
    if one.is_safe(reading.value):
        return False
    attempt = situation.attempts.get(one.entity)
    return (
        not reading.available
        or one.entity in situation.yielded
        or (
            attempt is not None
            and attempt.value == one.safe
            and (not attempt.reached or situation.now >= attempt.at + one.deadline)
        )
    )


def _to_be_opened(
    situation: Situation, one: Capability
) -> Iterator[tuple[Capability, str, str | None]]:
    """Yield what ends the picture, moves a control, and has to be opened, with its target and its value."""
    for other in situation.capabilities:
        if (
            (known := situation.memory.get(other.entity)) is not None
            and one.role in other.covers
            and not situation.wants_closed(other)
            and (target := _target(other, known)) != other.safe
        ):
            yield other, target, situation.reading(other).value


def _may_be_moved_yet(situation: Situation, one: Capability) -> bool:
    """Return whether a control may be moved by one that is not open yet: what is away returns some day."""
    opening = _to_be_opened(situation, one)
    return any(not other.is_at(value, target) for other, target, value in opening)


def _waits_for_closing(situation: Situation, one: Capability) -> bool:
    """Return whether what ends the picture has to be restored first, since it moves this one too."""
    opening = _to_be_opened(situation, one)
    return any(other.is_safe(value) for other, _, value in opening)
