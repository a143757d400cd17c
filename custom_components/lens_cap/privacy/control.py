"""Every opening that there is, and who may have it: the table of openings as code.

What administrators change through flows (zones, rules, cameras) is not here.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from homeassistant.core import Context
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

from ..const import SIGNAL_OPENING
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.opening import Opening, OpeningKind, of_somebody_else
from ..core.privacy.permission import Actor, Way, may_dismiss_guests, may_end_holds
from ..core.state.hold import Hold, HoldOrigin
from ..exceptions import GuestsStayError, NotNamedError, StaysPrivateError
from ..history import History
from ..phones import Questions
from .closing import ClosingControl
from .lift import LiftControl, holds_of
from .lift_permission import LiftPermission, LiftRequest


class PrivacyControl(ClosingControl):
    """What people, automations and voice can ask for: closing (anybody), opening (the table)."""

    def __init__(
        self, coordinator: GuardCoordinator, questions: Questions, history: History
    ) -> None:
        super().__init__(coordinator)
        self._permission = LiftPermission(coordinator)
        self._lifts = LiftControl(coordinator, self._permission, questions, history)

    async def async_release(
        self,
        camera_ids: Collection[CameraId],
        origins: Collection[HoldOrigin] = tuple(HoldOrigin),
        *,
        actor: Actor,
        context: Context | None = None,
    ) -> None:
        """End holds and lifts of cameras; what else keeps them private goes on.

        That lifts end closes cameras, and needs nobody's permission.

        Raises:
            NotNamedError: The actor may not end holds in this way; none was ended.
            NotSavedError: It could not be saved; no hold was ended.
        """
        self.end_lifts(camera_ids, context=context)
        released = holds_of(
            self._coordinator.state,
            camera_ids,
            origins,
            guests=self._permission.may_end_guest_holds(actor),
        )
        await self.async_release_holds(released, actor=actor, context=context)

    async def async_release_holds(
        self,
        released: Mapping[CameraId, Collection[Hold]],
        *,
        actor: Actor,
        context: Context | None = None,
    ) -> None:
        """End exactly these holds; newer ones, and what else keeps the cameras private, go on.

        Raises:
            NotNamedError: The actor may not end holds in this way; none was ended.
            NotSavedError: It could not be saved; nothing was changed.
        """
        self._refuse_who_names_nothing(released, actor)
        await self._coordinator.async_open(
            lambda state: state.without(released), context=context
        )
        self._tell_of(released, actor)

    async def async_end_privacy(
        self,
        camera_id: CameraId,
        actor: Actor,
        *,
        lifts: bool = True,
        context: Context | None = None,
    ) -> None:
        """Open a camera: end its holds, and lift its rules where the actor may do that.

        Args:
            camera_id: The camera.
            actor: Who asks, and how.
            lifts: Whether what was done may open it against rules at all.
            context: Who did it.

        Raises:
            LiftAskedError: The household wants it to be confirmed first; nothing was changed yet.
            StaysPrivateError: Something keeps the camera private that this actor cannot lift in this
                way; nothing was changed.
            LiftRefusedError, NotNamedError, NotSavedError: As in `async_lift` and `async_release`.
        """
        coordinator = self._coordinator
        camera = coordinator.cameras[camera_id]
        decision = coordinator.evaluator.unasked(
            camera.config, coordinator.state, settled=coordinator.settled
        )
        if decision.level is not PrivacyLevel.PRIVATE:
            self._refuse_against_guests(camera_id, actor)
            await self.async_release([camera_id], actor=actor, context=context)
            return
        if not lifts or not self._may_lift_by_switch(actor):
            raise StaysPrivateError(camera.config.name, decision.reason)
        await self.async_lift([camera_id], actor, context=context)

    async def async_uncover(
        self,
        camera_id: CameraId,
        zone: ZoneId,
        actor: Actor,
        *,
        context: Context | None = None,
    ) -> None:
        """Uncover a privacy zone: end the holds on it, and lift its rules where the actor may do that.

        Raises:
            LiftAskedError: The household wants it to be confirmed first; nothing was changed yet.
            StaysPrivateError: A rule covers the zone that this actor cannot lift in this way; nothing
                was changed.
            LiftRefusedError, NotNamedError, NotSavedError: As in `async_lift` and `async_release`.
        """
        coordinator = self._coordinator
        config = coordinator.cameras[camera_id].config
        decision = coordinator.evaluator.unasked(
            config, coordinator.state, settled=coordinator.settled, in_place=True
        )
        if zone not in decision.zones:
            now = dt_util.utcnow()
            released = {camera_id: coordinator.state.covering(camera_id, {zone}, now)}
            self._refuse_who_names_nothing(released, actor)
            await coordinator.async_open(
                lambda state: state.uncovered(
                    camera_id, {zone}, config.zone_ids, of=released[camera_id]
                ),
                context=context,
            )
            self._tell_of(released, actor)
            return
        if not self._may_lift_by_switch(actor):
            raise StaysPrivateError(config.name, decision.reason)
        await self._lifts.async_lift(
            LiftRequest(camera_ids=(camera_id,), actor=actor, zones=frozenset({zone})),
            context=context,
        )

    async def async_lift(
        self,
        camera_ids: Collection[CameraId],
        actor: Actor,
        *,
        duration: timedelta | None = None,
        context: Context | None = None,
    ) -> None:
        """Open cameras against their rules for a while, and end their holds.

        Args:
            camera_ids: The cameras.
            actor: Who asks, and how.
            duration: How long; by default what the household chose, at most 24 hours.
            context: Who did it.

        Raises:
            LiftAskedError: The household wants it to be confirmed first; nothing was changed yet.
            NotNamedError: It was asked for in a way that opens nothing; nothing was changed.
            LiftRefusedError: The actor may not, guests are there, or there is nobody to ask; nothing
                was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        await self._lifts.async_lift(
            LiftRequest(camera_ids=tuple(camera_ids), actor=actor, duration=duration),
            context=context,
        )

    async def async_guests_left(
        self, actor: Actor, *, context: Context | None = None
    ) -> None:
        """Say that no guests are there, whatever entities say now: what only persons may do.

        Guests who come while that is saved are there.

        Raises:
            GuestsStayError: No person asked, by the switch or the action itself; nothing was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        if not may_dismiss_guests(actor):
            raise GuestsStayError
        since = self._coordinator.state.guests.since
        signal = self._coordinator.evaluator.guests_signal
        await self._coordinator.async_open(
            lambda state: replace(state, guests=state.guests.left(signal, since=since)),
            context=context,
        )
        self._show_doubt()

    async def async_guests_end(
        self, until: datetime, actor: Actor, *, context: Context | None = None
    ) -> None:
        """Say that the guests leave earlier than was said before: what only persons may do.

        Raises:
            GuestsStayError: No person asked, by the entity itself; nothing was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        if not may_dismiss_guests(actor):
            raise GuestsStayError
        since = self._coordinator.state.guests.since
        await self._coordinator.async_open(
            lambda state: replace(
                state, guests=state.guests.ending(until, since=since)
            ),
            context=context,
        )

    async def async_believe(
        self, actor: Actor, *, context: Context | None = None
    ) -> None:
        """Go on from a state that may be an old one: end what is private only because of that doubt.

        Raises:
            NotNamedError: As in `async_release`.
            NotSavedError: It could not be saved; nothing was changed.
        """
        coordinator = self._coordinator
        cameras, doubt = list(coordinator.cameras), [HoldOrigin.STORE_LOST]
        released = holds_of(coordinator.state, cameras, doubt)
        self._refuse_who_names_nothing(released, actor)
        await coordinator.async_open(
            lambda state: replace(
                state.without(released), guests=state.guests.certain()
            ),
            context=context,
        )
        self._show_doubt()
        self._tell_of(released, actor)

    async def async_everyone_left(self) -> None:
        """End the holds that were to last until everyone had left.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """
        now, holds = dt_util.utcnow(), self._coordinator.state.holds
        await self._coordinator.async_open(
            lambda state: state.once_everyone_left(now, of=holds)
        )

    def _tell_of(
        self, released: Mapping[CameraId, Collection[Hold]], actor: Actor
    ) -> None:
        """Tell of what was ended although somebody else had asked for it."""
        if cameras := of_somebody_else(released, actor.user_id):
            opening = Opening(
                kind=OpeningKind.RELEASED, cameras=cameras, by=actor.user_id
            )
            async_dispatcher_send(self._coordinator.hass, SIGNAL_OPENING, opening)

    def _refuse_who_names_nothing(
        self, released: Mapping[CameraId, Collection[Hold]], actor: Actor
    ) -> None:
        """Refuse to end holds, where there are any, for somebody who may not in this way.

        Raises:
            NotNamedError: With the cameras that stay private.
        """
        held = [camera_id for camera_id, holds in released.items() if holds]
        if held and not may_end_holds(actor):
            cameras = self._coordinator.cameras
            raise NotNamedError(", ".join(cameras[one].config.name for one in held))

    def _refuse_against_guests(self, camera_id: CameraId, actor: Actor) -> None:
        """Refuse to open what guests asked to be private, for whoever may not end that.

        Raises:
            StaysPrivateError: With the camera.
        """
        if self._permission.is_kept_by_guests(camera_id, actor, dt_util.utcnow()):
            name = self._coordinator.cameras[camera_id].config.name
            raise StaysPrivateError(name, ReasonCode.GUEST_HOLD)

    def _may_lift_by_switch(self, actor: Actor) -> bool:
        return actor.way is Way.DIRECT and self._permission.permits(actor)
