"""Ends privacy that lasts until everyone leaves, and reminds of what was forgotten."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..const import LOGGER
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.state.hold import Hold, HoldOrigin
from ..exceptions import NotSavedError
from ..privacy.control import PrivacyControl
from . import FORGOTTEN, GUESTS, Announcer

LEFT_FOR: Final = timedelta(minutes=5)
FORGOTTEN_AFTER: Final = timedelta(minutes=30)
GUESTS_REMINDER: Final = timedelta(hours=24)


class AbsenceWatch:
    """Waits while nobody is home or guests are there; nothing is polled."""

    def __init__(
        self,
        hass: HomeAssistant,
        coordinator: GuardCoordinator,
        announcer: Announcer,
        privacy: PrivacyControl,
    ) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._announcer = announcer
        self._privacy = privacy
        self._away: list[CALLBACK_TYPE] = []
        self._guests: list[CALLBACK_TYPE] = []
        self._nobody_home = False
        self._guests_there = False
        self._reminded: dict[CameraId, list[Hold]] = {}
        self._stop = coordinator.async_add_listener(self._refresh)
        self._refresh()

    @callback
    def stop(self) -> None:
        """Stop watching."""
        self._stop()
        _cancel(self._away)
        _cancel(self._guests)

    @callback
    def _refresh(self) -> None:
        view = self._coordinator.data
        if view.nobody_home is not self._nobody_home:
            self._nobody_home = view.nobody_home
            _cancel(self._away)
            self._announcer.forget(FORGOTTEN)
            if view.nobody_home:
                self._away = [
                    self._later(LEFT_FOR, self._async_everyone_left),
                    self._later(FORGOTTEN_AFTER, self._async_remind_of_holds),
                ]
        self._update_reminder()
        if view.guests is not self._guests_there:
            self._guests_there = view.guests
            _cancel(self._guests)
            self._announcer.forget(GUESTS)
            if view.guests:
                self._guests = [
                    self._later(self._until_reminder(), self._async_remind_of_guests)
                ]

    def _update_reminder(self) -> None:
        """If part of what a reminder names has ended, remind of the rest instead."""
        state, cameras = self._coordinator.state, self._coordinator.cameras
        left = {
            camera_id: held
            for camera_id, holds in self._reminded.items()
            if camera_id in cameras
            and (held := [one for one in holds if one in state.holds_of(camera_id)])
        }
        if left == self._reminded:
            return
        self._reminded = left
        if not self._announcer.reminds(FORGOTTEN):
            return
        self._announcer.forget(FORGOTTEN)
        if left:
            _task = self._coordinator.config_entry.async_create_task(
                self._hass, self._announcer.async_remind_of_holds(left)
            )

    def _until_reminder(self) -> timedelta:
        since = self._coordinator.state.guests.since or dt_util.utcnow()
        return max(since + GUESTS_REMINDER - dt_util.utcnow(), timedelta(minutes=1))

    def _later(
        self, wait: timedelta, do: Callable[[], Coroutine[Any, Any, None]]
    ) -> CALLBACK_TYPE:
        async def now(_now: datetime) -> None:
            await do()

        return async_call_later(self._hass, wait, now)

    async def _async_everyone_left(self) -> None:
        if not any(
            hold.until_everyone_leaves
            for holds in self._coordinator.state.holds.values()
            for hold in holds
        ):
            return
        try:
            await self._privacy.async_everyone_left()
        except NotSavedError as error:
            LOGGER.error(
                "could not end the privacy that lasts until everyone leaves: %s", error
            )

    async def _async_remind_of_holds(self) -> None:
        self._reminded = self._forgotten()
        if self._reminded:
            await self._announcer.async_remind_of_holds(self._reminded)

    async def _async_remind_of_guests(self) -> None:
        # That they may be there is asked among the repairs.
        doubted = self._coordinator.state.guests.doubted
        if self._coordinator.data.guests_until is None and not doubted:
            await self._announcer.async_remind_of_guests()

    def _forgotten(self) -> dict[CameraId, list[Hold]]:
        """Return the holds without an end that somebody set by hand, by camera."""
        found = {
            camera_id: [
                hold
                for hold in holds
                if hold.origin is HoldOrigin.CAMERA
                and hold.is_endless
                and hold.level is not PrivacyLevel.OPEN
            ]
            for camera_id, holds in self._coordinator.state.holds.items()
        }
        return {camera_id: holds for camera_id, holds in found.items() if holds}


def _cancel(waiting: list[CALLBACK_TYPE]) -> None:
    for cancel in waiting:
        cancel()
    waiting.clear()
