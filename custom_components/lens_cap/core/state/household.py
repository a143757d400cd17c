"""The household's state that must outlive a restart."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from ..ids import CameraId, RuleId, ZoneId
from ..level import PrivacyLevel
from ..truth import Truth
from .consent import Consent
from .guests import Guests
from .hold import Hold, HoldOrigin
from .review import REVIEWS_KEPT, Review
from .takeover import TakeOver


@dataclass(frozen=True, kw_only=True)
class HouseholdState:
    """Holds, take-overs and consents of all cameras, and guests; immutable.

    Lifts are no part of it: none outlives a restart, and the history tells of them.
    `rules_off` are the rules that somebody switched off, until they are switched on. `review_since` is
    from when the time until the next review counts.
    """

    holds: Mapping[CameraId, tuple[Hold, ...]] = field(
        default_factory=dict[CameraId, tuple[Hold, ...]]
    )
    take_overs: Mapping[CameraId, TakeOver] = field(
        default_factory=dict[CameraId, TakeOver]
    )
    guests: Guests = field(default_factory=Guests)
    rules_off: frozenset[RuleId] = frozenset()
    consents: Mapping[CameraId, tuple[Consent, ...]] = field(
        default_factory=dict[CameraId, tuple[Consent, ...]]
    )
    reviews: tuple[Review, ...] = ()
    review_since: datetime | None = None

    def reviewed(self, review: Review) -> Self:
        """Return the state after a person looked at everything again."""
        reviews = (*self.reviews, review)[-REVIEWS_KEPT:]
        return replace(self, reviews=reviews, review_since=review.at)

    def consents_of(self, camera_id: CameraId) -> tuple[Consent, ...]:
        """Return who agreed to what about one camera."""
        return self.consents.get(camera_id, ())

    def with_consents(self, changed: Mapping[CameraId, tuple[Consent, ...]]) -> Self:
        """Return the state with other consents about some cameras."""
        consents = {**self.consents, **changed}
        return replace(
            self, consents={key: one for key, one in consents.items() if one}
        )

    def holds_of(self, camera_id: CameraId) -> tuple[Hold, ...]:
        """Return the holds of one camera."""
        return self.holds.get(camera_id, ())

    def held(self, camera_ids: Collection[CameraId], hold: Hold) -> Self:
        """Return the state with a hold on some cameras, merged with one of the same origin."""
        return replace(
            self,
            holds=dict(self.holds)
            | {camera_id: self._with(camera_id, hold) for camera_id in camera_ids},
        )

    def _with(self, camera_id: CameraId, hold: Hold) -> tuple[Hold, ...]:
        kept: list[Hold] = []
        for other in self.holds_of(camera_id):
            if not hold.is_like(other):
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

    def shown(self, released: Mapping[CameraId, Collection[Hold]]) -> Self:
        """Return the state in which exactly these holds leave the picture alone; newer ones stay.

        What they turn off at the camera besides stays off.
        """
        holds = {
            camera_id: tuple(
                one
                for hold in holds
                if (
                    one := hold.of_picture_ended()
                    if hold in released.get(camera_id, ())
                    else hold
                )
                is not None
            )
            for camera_id, holds in self.holds.items()
        }
        return replace(self, holds={key: left for key, left in holds.items() if left})

    def covering(
        self, camera_id: CameraId, uncovered: Collection[ZoneId], now: datetime
    ) -> tuple[Hold, ...]:
        """Return the holds that cover any of these zones of a camera now."""
        return tuple(
            hold
            for hold in self.holds_of(camera_id)
            if hold.level is PrivacyLevel.MASKED
            and not hold.is_over(now)
            and (not hold.zones or hold.zones & frozenset(uncovered))
        )

    def uncovered(
        self,
        camera_id: CameraId,
        uncovered: Collection[ZoneId],
        all_zones: Collection[ZoneId],
        *,
        of: Collection[Hold],
    ) -> Self:
        """Return the state in which exactly these holds cover some zones of a camera no more.

        One that covered all of the camera's zones goes on for the others; newer ones stay as they are.
        """
        kept: list[Hold] = []
        for hold in self.holds_of(camera_id):
            if hold.level is not PrivacyLevel.MASKED or hold not in of:
                kept.append(hold)
                continue
            left = (hold.zones or frozenset(all_zones)) - frozenset(uncovered)
            rest = replace(hold, zones=left) if left else hold.of_picture_ended()
            if rest is not None:
                kept.append(rest)
        holds = {key: held for key, held in self.holds.items() if key != camera_id}
        if kept:
            holds[camera_id] = tuple(kept)
        return replace(self, holds=holds)

    def tidied(self, now: datetime) -> Self:
        """Return the state without expired holds."""
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

    def guests_holds(self, now: datetime) -> tuple[Hold, ...]:
        """Return what guests asked for and what still lasts, the longest of each kind."""
        found: dict[HoldOrigin, Hold] = {}
        for hold in (one for holds in self.holds.values() for one in holds):
            if hold.is_guests and not hold.is_over(now):
                known = found.get(hold.origin)
                found[hold.origin] = hold.joined_with(known) if known else hold
        return tuple(found.values())

    def once_everyone_left(
        self, now: datetime, *, of: Mapping[CameraId, Collection[Hold]]
    ) -> Self:
        """Return the state after everyone left, for exactly these holds; newer ones wait for the next time."""
        return replace(
            self,
            holds={
                camera_id: tuple(
                    hold.once_everyone_left() if hold in of.get(camera_id, ()) else hold
                    for hold in holds
                )
                for camera_id, holds in self.holds.items()
            },
        ).tidied(now)

    def guests_signalled(
        self, before: Truth, after: Truth, *, since: datetime | None
    ) -> Self:
        """Return the state after the signal of the guests' entities changed; see `Guests`."""
        return replace(self, guests=self.guests.signalled(before, after, since=since))

    def after_jump(self, jump: timedelta, began: datetime, ended: datetime) -> Self:
        """Return the state after the clock was set by `jump`.

        What was requested while the wrong clock ran, from `began` to `ended`, moves along. What is
        older was measured by a clock that was right then.
        """
        return replace(
            self,
            holds={
                camera_id: tuple(
                    hold.after_jump(jump) if began <= hold.set_at <= ended else hold
                    for hold in holds
                )
                for camera_id, holds in self.holds.items()
            },
            guests=self.guests.after_jump(jump)
            if self.guests.since is not None and began <= self.guests.since <= ended
            else self.guests,
            review_since=self.review_since + jump
            if self.review_since is not None and began <= self.review_since <= ended
            else self.review_since,
        )

    def taken_over(self, camera_id: CameraId, record: TakeOver | None) -> Self:
        """Return the state with the record of one camera's take-over; None where there is none."""
        kept = {key: one for key, one in self.take_overs.items() if key != camera_id}
        if record is not None:
            kept[camera_id] = record
        return replace(self, take_overs=kept)

    def forgotten(self, camera_ids: Collection[CameraId]) -> Self:
        """Return the state without these cameras."""
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
            consents={
                key: known
                for key, known in self.consents.items()
                if key not in camera_ids
            },
        )


type StateChange = Callable[[HouseholdState], HouseholdState]
"""Returns the state after a change that may be made more than once, to the newest state each time."""
