"""Whether somebody closed or opened a camera at the camera itself."""

from collections.abc import Collection

from .capability import Capability, Remembered
from .plan_inputs import PlanInputs


def closed_by_hand(
    inputs: PlanInputs, one: Capability, before: str | None
) -> Remembered | None:
    """Return what to remember of a control that somebody closed at the camera; None where nobody did.

    `before` is what it was last known to be, None where it was not known yet. What Lens Cap closed,
    and has not seen open since, is no hand's work, nor is what is about to be closed.
    """
    if not one.chosen or not one.closes or one.momentary:
        return None
    if one.entity in inputs.memory or one.entity in inputs.left:
        return None
    if inputs.wants_closed(one):
        return None
    reading = inputs.reading(one)
    if not one.is_safe(reading.value) or one.is_safe(before):
        return None
    return Remembered(before=before or one.opposite, told=True)


def is_open_at_camera(inputs: PlanInputs, among: Collection[str] = ()) -> bool:
    """Return whether each control that ends the picture says that it does not.

    `among` are those that somebody closed there: where they are known, what Lens Cap closed with them
    need not be open.
    """
    closing = [one for one in inputs.capabilities if one.chosen and one.closes]
    by_hand = [one for one in closing if one.entity in among] or closing
    values = [(one, inputs.reading(one).value) for one in by_hand]
    return bool(values) and all(
        value is not None and not one.is_safe(value) for one, value in values
    )


def opened_behind_our_back(
    inputs: PlanInputs, one: Capability, before: str | None
) -> bool:
    """Return whether a control that was on its private side, and has to be, is not any more."""
    value = inputs.reading(one).value
    return (
        inputs.wants_closed(one)
        and not one.momentary
        and one.is_safe(before)
        and value is not None
        and not one.is_safe(value)
    )
