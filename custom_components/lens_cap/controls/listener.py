"""Whom the controls of a camera tell, and where they keep what was before."""

from collections.abc import Mapping
from typing import Protocol

from ..core.controls.capability import Remembered
from ..core.controls.picture_check import PictureProof
from ..core.controls.plan_inputs import PlanInputs
from ..core.controls.role import Role


class ControlsListener(Protocol):
    """Whoever is told what happens to the controls of a camera."""

    def confirmation_changed(self) -> None:
        """How far they are has changed."""

    def seen(self, inputs: PlanInputs, *, camera_away: bool) -> PictureProof | None:
        """Return what pictures have shown of what these inputs are about, and check one where that is due."""

    def drifted(self, role: Role) -> None:
        """One was opened at the camera although it has to be closed."""

    def closed_at_camera(self) -> None:
        """Somebody made the camera private at the camera itself."""

    def opened_at_camera(self) -> None:
        """Whoever had closed the camera there has opened it there."""


class ControlMemoryOfCamera(Protocol):
    """What the controls of one camera were before, on disk."""

    def get(self) -> Mapping[str, Remembered]:
        """Return what is remembered."""

    def elsewhere(self) -> Mapping[str, Remembered]:
        """Return what is remembered of controls for other cameras."""

    def set(self, memory: Mapping[str, Remembered]) -> None:
        """Remember something else."""

    async def async_save(self) -> bool:
        """Return once it is on disk, or False where that did not work."""
