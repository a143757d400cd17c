"""A microphone that was off before, and that is switched on while sound is allowed.

Only where whoever thought about who can be heard said so, and it is off again as soon as sound ends.
"""

from .capability import Capability, ControlReading, Remembered
from .plan_inputs import PlanInputs
from .role import Role
from .wanted import WantedRoles


def switches_on(wanted: WantedRoles, one: Capability) -> bool:
    """Return whether a control is that of a microphone that is switched on now, also where it was off."""
    return (
        wanted.switches_on_microphone
        and not wanted.still
        and one.role is Role.MICROPHONE
        and one.role not in wanted.closed
        and one.chosen
        and one.value_on is not None
    )


def kept_while_on(
    one: Capability, known: Remembered | None, reading: ControlReading
) -> Remembered | None:
    """Return what is remembered of a microphone that is switched on; None of one that was not off.

    It is off again afterwards, and told so anew where nothing is heard of it then.
    """
    if known is None or (known.before is None and not known.told):
        was_off, told_on = one.is_safe(reading.value), False
    else:
        was_off, told_on = _was_off(one, known), known.switched_on
    if not was_off:
        return None
    return Remembered(before=one.safe, told=False, switched_on=told_on)


def is_due(one: Capability, known: Remembered, reading: ControlReading) -> bool:
    """Return whether a microphone has to be told to be on: once, so that it may be switched off there."""
    return not known.switched_on and one.is_safe(reading.value)


def on_for_now(inputs: PlanInputs) -> tuple[Capability, ...]:
    """Return the microphones that are on only since sound is allowed, or are about to be."""
    return tuple(
        one
        for one in inputs.capabilities
        if (known := inputs.memory.get(one.entity)) is not None
        and _was_off(one, known)
        and (known.switched_on or switches_on(inputs.wanted, one))
    )


def microphone_stays_off(inputs: PlanInputs) -> bool:
    """Return whether the camera's microphone was off before, so that it stays off with sound too."""
    return any(
        _stays_off(inputs, one)
        for one in inputs.capabilities
        if one.role is Role.MICROPHONE and one.chosen
    )


def _stays_off(inputs: PlanInputs, one: Capability) -> bool:
    wanted, known = inputs.wanted, inputs.memory.get(one.entity)
    off_now = one.is_safe(inputs.reading(one).value)
    if one.entity in inputs.left and one.role not in wanted.closed:
        return off_now
    if known is None:
        was_off = off_now and not wanted.still and one.role not in wanted.closed
    else:
        was_off = _was_off(one, known)
    if known is not None and known.switched_on and off_now:
        return True
    return was_off and (not wanted.switches_on_microphone or one.value_on is None)


def _was_off(one: Capability, known: Remembered) -> bool:
    return known.before is None or one.is_safe(known.before)
