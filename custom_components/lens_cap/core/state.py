"""The state that must outlive a restart, whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from .camera import CameraId
from .hold import Hold, HoldOrigin
from .takeover import TakeOver


@dataclass(frozen=True, kw_only=True)
class HouseholdState:
    """Holds and take-overs of all cameras; never changed in place."""

    holds: Mapping[CameraId, tuple[Hold, ...]] = field(
        default_factory=dict[CameraId, tuple[Hold, ...]]
    )
    take_overs: Mapping[CameraId, TakeOver] = field(
        default_factory=dict[CameraId, TakeOver]
    )

    def holds_of(self, camera_id: CameraId) -> tuple[Hold, ...]:
        """Return the holds of one camera."""
        return self.holds.get(camera_id, ())

    def held(self, camera_ids: Collection[CameraId], hold: Hold) -> Self:
        """Return the state with a hold on some cameras, joined with one of the same origin."""
        return replace(
            self,
            holds=dict(self.holds)
            | {camera_id: self._with(camera_id, hold) for camera_id in camera_ids},
        )

    def _with(self, camera_id: CameraId, hold: Hold) -> tuple[Hold, ...]:
        kept: list[Hold] = []
        for other in self.holds_of(camera_id):
            if other.origin is not hold.origin:
                kept.append(other)
            elif not other.is_over(hold.set_at):
                hold = hold.joined_with(other)
        return (*kept, hold)

    def without(self, released: Mapping[CameraId, Collection[Hold]]) -> Self:
        """Return the state without exactly these holds; newer ones stay."""
        holds = {
            camera_id: tuple(
                hold for hold in holds if hold not in released.get(camera_id, ())
            )
            for camera_id, holds in self.holds.items()
        }
        return replace(self, holds={key: left for key, left in holds.items() if left})

    def tidied(self, now: datetime) -> Self:
        """Return the state without the holds whose end has come."""
        return self.without(
            {
                camera_id: [hold for hold in holds if hold.is_over(now)]
                for camera_id, holds in self.holds.items()
            }
        )

    def all_held_by(self, origin: HoldOrigin) -> Mapping[CameraId, tuple[Hold, ...]]:
        """Return the holds of one origin, by camera; cameras without one are left out."""
        found = {
            camera_id: tuple(hold for hold in holds if hold.origin is origin)
            for camera_id, holds in self.holds.items()
        }
        return {camera_id: holds for camera_id, holds in found.items() if holds}

    def taken_over(self, camera_id: CameraId, record: TakeOver) -> Self:
        """Return the state with the record of one camera's take-over."""
        return replace(self, take_overs=dict(self.take_overs) | {camera_id: record})

    def forgotten(self, camera_ids: Collection[CameraId]) -> Self:
        """Return the state without anything about some cameras."""
        return replace(
            self,
            holds={
                key: held for key, held in self.holds.items() if key not in camera_ids
            },
            take_overs={
                key: record
                for key, record in self.take_overs.items()
                if key not in camera_ids
            },
        )
