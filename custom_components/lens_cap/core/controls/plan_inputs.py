"""All that is known of a camera's controls at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .capability import AWAY, Attempt, Capability, ControlReading, Remembered
from .picture_check import PictureProof
from .wanted import WantedRoles


@dataclass(frozen=True, kw_only=True)
class PlanInputs:
    """All that a plan rests on.

    `memory` holds what controls were before; one that is in it was, or is about to be, told to close.
    `attempts` are the last commands, `sent` when the latest ones were sent, `yielded` the controls that
    somebody keeps opening, and that are closed no more. `seen` is what pictures of the camera have shown
    since it was told to close; None where none was checked, or they showed nothing. `now` is a time in
    seconds, as those of the attempts are. `left` are controls that other guarded cameras share and keep
    where they are; `elsewhere` is what is remembered for those cameras.
    """

    capabilities: tuple[Capability, ...]
    readings: Mapping[str, ControlReading]
    memory: Mapping[str, Remembered]
    wanted: WantedRoles
    now: float = 0.0
    attempts: Mapping[str, Attempt] = field(default_factory=dict[str, Attempt])
    sent: Mapping[str, tuple[float, ...]] = field(
        default_factory=dict[str, tuple[float, ...]]
    )
    yielded: frozenset[str] = frozenset()
    seen: PictureProof | None = None
    left: frozenset[str] = frozenset()
    elsewhere: Mapping[str, Remembered] = field(default_factory=dict[str, Remembered])

    def reading(self, capability: Capability) -> ControlReading:
        """Return what a control says."""
        return self.readings.get(capability.entity, AWAY)

    def wants_closed(self, capability: Capability) -> bool:
        """Return whether a control has to be on its private side, and is not left to others."""
        return (
            capability.chosen
            and capability.role in self.wanted.closed
            and capability.entity not in self.left
        )

    def is_at(self, capability: Capability, value: str) -> bool:
        """Return whether a control says that it has a value, and was told nothing else since it said so."""
        reading, attempt = (
            self.reading(capability),
            self.attempts.get(capability.entity),
        )
        moved = attempt is not None and not capability.is_at(attempt.value, value)
        return capability.is_at(reading.value, value) and (reading.fresh or not moved)
