"""Tells what a camera does by restarting from what somebody does at it."""

from collections.abc import Collection
from typing import Final

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN

from ..core.controls.at_camera import is_open_at_camera
from ..core.controls.capability import Capability
from ..core.controls.plan_inputs import PlanInputs

# A server of cameras needs its time until it has a picture again, and only then can it be told anything.
_SECONDS: Final = 120.0


class Restarts:
    """When the controls of one camera came back after they were away.

    Whatever they are at then, the camera or its server has put them there as it started.
    """

    def __init__(self) -> None:
        self._away: set[str] = set()
        self._back: dict[str, float] = {}
        self._keeps = False

    def note(self, inputs: PlanInputs) -> None:
        """See which controls are there now."""
        for one in inputs.capabilities:
            if not inputs.reading(one).available:
                self._away.add(one.entity)
            elif one.entity in self._away:
                self._away.discard(one.entity)
                self._back[one.entity] = inputs.now

    def is_recent(self, inputs: PlanInputs, one: Capability) -> bool:
        """Return whether the camera has restarted just now, as far as a control tells.

        A lens that closes may take other controls away with it, so that only its own control counts.
        Some cameras' own entities are away until they have a picture, also where somebody turned them
        on: they tell nothing of that as long as other controls do.
        """
        witnesses = [one]
        if one.domain == CAMERA_DOMAIN:
            of_all = inputs.capabilities
            others = [other for other in of_all if other.domain != CAMERA_DOMAIN]
            witnesses = others or witnesses
        return any(
            inputs.now <= self._back[witness.entity] + _SECONDS
            for witness in witnesses
            if witness.entity in self._back
        )

    def opened_by_hand(self, inputs: PlanInputs, closed: Collection[str]) -> bool:
        """Return whether somebody opened the camera there; `closed` are the controls closed there.

        One that opened as it restarted was opened by nobody, however long that lasts.
        """
        if not is_open_at_camera(inputs, closed):
            self._keeps = False
            return False
        self._keeps = self._keeps or any(
            self.is_recent(inputs, one)
            for one in inputs.capabilities
            if one.chosen and one.closes
        )
        return not self._keeps
