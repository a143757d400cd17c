"""Facts become decisions, decisions are put in force, and entities are told."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .const import DOMAIN, LOGGER
from .core.camera import CameraConfig, CameraId
from .core.decide import decide
from .core.facts import Facts
from .core.hold import Hold, HoldOrigin
from .core.level import PrivacyLevel
from .core.state import HouseholdState
from .core.view import HouseholdView
from .exceptions import NotSavedError, StaysPrivateError
from .guarded_camera import GuardedCamera
from .media.engine import MediaEngine
from .store import SaveError, StateStore

type LensCapConfigEntry = ConfigEntry[GuardCoordinator]

_WITHDRAW_SECONDS: Final = 10.0


class GuardCoordinator(DataUpdateCoordinator[HouseholdView]):
    """Holds the household's state and keeps every guard at its decision."""

    config_entry: LensCapConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: LensCapConfigEntry,
        store: StateStore,
        engine: MediaEngine,
    ) -> None:
        """Prepare; everything is private until `settle` was called."""
        super().__init__(hass, LOGGER, config_entry=entry, name=DOMAIN)
        self.cameras: dict[CameraId, GuardedCamera] = {}
        self.state = HouseholdState()
        self.data = HouseholdView()
        self.change_context: Context | None = None
        self._store = store
        self._engine = engine
        self._settled = False
        self._deciding = False
        self._stopped = False
        self._added: list[Callable[[CameraId], None]] = []
        self._timer: CALLBACK_TYPE | None = None

    async def async_stop(self) -> None:
        """Close every camera and end everything that runs.

        Nothing is told: nobody made a camera private, and nobody stopped watching.
        """
        self._stopped = True
        self._settled = False
        self._stop_timer()
        for camera in self.cameras.values():
            camera.close()
        await self._async_withdraw(list(self.cameras))
        await self._engine.async_stop()

    @callback
    def settle(self, state: HouseholdState) -> None:
        """Take over the stored state; from now on decisions may open cameras."""
        self.state = state
        self._settled = True
        self._decide()
        self._publish()

    @callback
    def add_camera(self, config: CameraConfig) -> None:
        """Guard one more camera; tells whoever makes entities."""
        self.cameras[config.camera_id] = GuardedCamera.create(
            self.hass, config, self._engine, self._publish
        )
        self._decide()
        self._publish()
        for added in self._added:
            added(config.camera_id)

    async def async_drop_camera(self, camera_id: CameraId) -> None:
        """Guard a camera no longer; its streams are cut."""
        camera = self.cameras.pop(camera_id)
        camera.close()
        await camera.guard.async_withdraw()
        self._publish()

    async def async_reconfigure(self, config: CameraConfig) -> None:
        """Put changed settings of a camera in force, without touching any other camera."""
        camera = self.cameras[config.camera_id]
        self.cameras[config.camera_id] = camera.configured(config)
        closed = self._decide()
        self._publish()
        await self._async_withdraw(closed)

    def on_camera_added(self, added: Callable[[CameraId], None]) -> CALLBACK_TYPE:
        """Call `added` for every camera that comes later; return how to stop that."""
        self._added.append(added)
        return lambda: self._added.remove(added)

    async def async_hold(
        self,
        camera_ids: Collection[CameraId],
        origin: HoldOrigin,
        *,
        until: datetime | None = None,
        context: Context | None = None,
    ) -> None:
        """Make cameras private.

        The cameras are closed before this first waits for anything. It returns once that is
        saved and nothing of them is shown any more.

        Raises:
            NotSavedError: They are private, but a restart may open them again.
        """
        hold = Hold(
            level=PrivacyLevel.PRIVATE,
            origin=origin,
            set_at=dt_util.utcnow(),
            until=until,
            set_by=context.user_id if context else None,
        )
        self.state = self.state.held(camera_ids, hold)
        closed = self._decide()
        # Both go on when whoever asked for this is gone.
        saving = self.hass.async_create_task(
            self._async_save(lambda: self.state, closing=camera_ids)
        )
        withdrawing = self.hass.async_create_task(self._async_withdraw(closed))
        self._publish(context)
        await asyncio.wait([saving, withdrawing])
        saving.result()

    async def async_release(
        self,
        camera_ids: Collection[CameraId],
        origins: Collection[HoldOrigin] = tuple(HoldOrigin),
        *,
        context: Context | None = None,
    ) -> None:
        """End holds of cameras; what else keeps them private goes on.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """
        released: Mapping[CameraId, Collection[Hold]] = {
            camera_id: [
                hold
                for hold in self.state.holds_of(camera_id)
                if hold.origin in origins
            ]
            for camera_id in camera_ids
        }
        await self.async_change(lambda state: state.without(released))
        self._decide()
        self._publish(context)

    async def async_end_privacy(
        self, camera_id: CameraId, *, context: Context | None = None
    ) -> None:
        """End the holds of a camera that nothing else keeps private.

        Raises:
            StaysPrivateError: Something else does; nothing was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        camera = self.cameras[camera_id]
        without_holds = decide(
            camera.config, Facts(now=dt_util.utcnow(), settled=self._settled)
        )
        if without_holds.level is not PrivacyLevel.OPEN:
            raise StaysPrivateError(camera.config.name, without_holds.reason)
        await self.async_release([camera_id], context=context)

    async def async_change(
        self, change: Callable[[HouseholdState], HouseholdState]
    ) -> None:
        """Save a change that neither opens nor closes a camera (records of take-overs).

        It is made to the newest state twice, on disk and then here: what became private
        meanwhile stays so.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """
        await self._async_save(lambda: change(self.state))
        self.state = change(self.state)

    async def _async_save(
        self,
        newest: Callable[[], HouseholdState],
        closing: Collection[CameraId] = (),
    ) -> None:
        try:
            await self._store.async_save(newest, closing=closing)
        except SaveError as error:
            raise NotSavedError(closing=bool(closing)) from error

    async def _async_withdraw(self, camera_ids: Collection[CameraId]) -> None:
        """Take back what closed cameras had given; the gate itself is shut already."""
        waiting = [
            self.hass.async_create_task(self.cameras[camera_id].guard.async_withdraw())
            for camera_id in camera_ids
        ]
        if waiting:
            done, late = await asyncio.wait(waiting, timeout=_WITHDRAW_SECONDS)
            for error in [task.exception() for task in done if not task.cancelled()]:
                if error is not None:
                    LOGGER.error("a stream did not end well: %s", type(error).__name__)
            if late:
                LOGGER.warning("%s streams have not ended yet", len(late))

    @callback
    def _decide(self, _now: datetime | None = None) -> list[CameraId]:
        """Put every camera at its decision; return those that this closed."""
        now = dt_util.utcnow()
        # What a cut tells about viewers is told with the decision, and with who made it.
        self._deciding = True
        closed: list[CameraId] = []
        checks: list[datetime] = []
        try:
            for camera_id, camera in self.cameras.items():
                facts = Facts(
                    now=now, settled=self._settled, holds=self.state.holds_of(camera_id)
                )
                decision = decide(camera.config, facts)
                if camera.guard.apply(decision):
                    closed.append(camera_id)
                if decision.next_check_at is not None:
                    checks.append(decision.next_check_at)
        finally:
            self._deciding = False
        self._stop_timer()
        if checks:
            self._timer = async_track_point_in_utc_time(
                self.hass, self._look_again, min(checks)
            )
        return closed

    @callback
    def _look_again(self, _now: datetime) -> None:
        self._timer = None
        self._decide()
        self._publish()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None

    @callback
    def _publish(self, context: Context | None = None) -> None:
        """Tell entities what is so now, unless they know; `context` says who did it."""
        if self._deciding or self._stopped or (view := self._view()) == self.data:
            return
        self.change_context = context
        self.async_set_updated_data(view)
        self.change_context = None

    def _view(self) -> HouseholdView:
        return HouseholdView(
            cameras={
                camera_id: camera.view() for camera_id, camera in self.cameras.items()
            },
            all_private=bool(self.state.all_held_by(HoldOrigin.HOUSEHOLD)),
        )

    @override
    async def _async_update_data(self) -> HouseholdView:
        """Return what is so now: nothing is polled, all is told."""
        return self._view()
