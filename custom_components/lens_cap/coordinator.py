"""Facts become decisions, decisions are put in force, and entities are told."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from datetime import datetime
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .const import (
    DOMAIN,
    LOGGER,
    SIGNAL_CAMERA_ADDED,
    SIGNAL_CAMERA_CONFIGURED,
    SIGNAL_GUESTS,
    SIGNAL_STATE,
)
from .core.ids import CameraId, RuleId
from .core.privacy.decide import STARTING_UP, Decision
from .core.privacy.judgement import Judgement
from .core.settings.camera import CameraConfig
from .core.settings.household import Household
from .core.settings.rule import Rule
from .core.state.hold import HoldOrigin
from .core.state.household import HouseholdState, StateChange
from .core.truth import Truth
from .core.view import HouseholdView, household_view
from .decisions.audio_gate import AudioGate, SilentGate
from .decisions.decision_timer import DecisionTimer
from .decisions.evaluator import PrivacyEvaluator
from .decisions.flight_recorder import FlightRecorder
from .decisions.guarded_cameras import GuardedCameras
from .decisions.lifts import LiveLifts
from .exceptions import NotSavedError
from .media.engine import MediaEngine
from .storage.closing_note import async_keep_for_next_start
from .storage.saving import Saving, async_log_unsaved
from .storage.state_store import StateStore


class GuardCoordinator(DataUpdateCoordinator[HouseholdView]):
    """Holds the household's state and keeps every guard at its decision."""

    config_entry: ConfigEntry[Any]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        store: StateStore,
        engine: MediaEngine,
    ) -> None:
        """Keep all private until `settle` was called, which sets `settled`."""
        super().__init__(hass, LOGGER, config_entry=entry, name=DOMAIN)
        self.engine = engine
        self.cameras = GuardedCameras(hass, engine, self._publish)
        self.state = HouseholdState()
        self.lifts = LiveLifts()
        self.evaluator = PrivacyEvaluator(
            hass, self.lifts, self._inputs_changed, self.refresh
        )
        self.recorder = FlightRecorder()
        self.audio: AudioGate = SilentGate()  # asked at each decision
        self.data = HouseholdView()
        self.change_context: Context | None = None
        self._saving = Saving(hass, store, lambda: self.state)
        self.settled = False
        self._started_at = dt_util.utcnow()
        self._guests_signal = Truth.MAYBE
        self._deciding = False
        self._stopped = False
        self._decision_timer = DecisionTimer(hass, self.refresh)

    async def async_stop(self) -> None:
        """Close every camera and end all that decides; nobody is told of that."""
        self._stopped = True
        self.settled = False
        self._decision_timer.stop()
        self.evaluator.stop()
        await self.cameras.async_close()
        await self._saving.async_stop()

    @property
    def running(self) -> bool:
        """Return whether what is asked for is put in force here."""
        return self.settled and not self._stopped

    @callback
    def settle(
        self, state: HouseholdState, *, written_at: datetime | None = None
    ) -> None:
        """Take over the state that was stored at a moment; decisions may open cameras now."""
        signal, since = self.evaluator.guests_signal, state.guests.since
        self.state = state.guests_signalled(Truth.MAYBE, signal, since=since)
        self.evaluator.expect_clock_after(written_at)
        self.settled = True
        self._decide()
        # Nobody is told: guests who were there before are no news.
        self.data = self._view()

    def set_audio_gate(self, gate: AudioGate) -> None:
        """Ask another gate for sound, from the next decision on."""
        self.audio = gate

    @callback
    def configure(self, household: Household, rules: Collection[Rule]) -> None:
        """Put the household's options and rules in force; no stream of an open camera is cut."""
        self.engine.slots.set_light(household.light_masks)
        if self.evaluator.configure(household, rules):
            self._inputs_changed(None)

    @callback
    def refresh(self, context: Context | None = None) -> None:
        """Decide again and tell entities; streams of cameras that this closes are taken back."""
        if closed := self._decide(context):
            self._in_background(self.cameras.async_withdraw(closed))
        self._publish(context)

    @callback
    def add_camera(self, config: CameraConfig) -> None:
        """Guard one more camera; tells whoever makes entities."""
        self.cameras.configure(config)
        self.refresh()
        async_dispatcher_send(self.hass, SIGNAL_CAMERA_ADDED, config.camera_id)

    async def async_drop_camera(self, camera_id: CameraId) -> None:
        """Guard a camera no longer; its streams are cut."""
        await self.cameras.async_drop(camera_id)
        self._publish()

    async def async_reconfigure(self, config: CameraConfig) -> None:
        """Put changed settings of a camera in force, without touching any other camera."""
        self.cameras.configure(config)
        closed = self._decide()
        self._publish()
        async_dispatcher_send(self.hass, SIGNAL_CAMERA_CONFIGURED, config.camera_id)
        await self.cameras.async_withdraw(closed)

    async def async_close(
        self,
        change: StateChange,
        closing: Collection[CameraId | RuleId],
        *,
        context: Context | None = None,
    ) -> None:
        """Make a change that closes cameras, by rules or covering more of them; their lifts end.

        The cameras are closed before this first waits. It returns once that is saved and nothing of them is shown.

        Raises:
            NotSavedError: They are closed, but a restart may open them again.
            NotKeptError: Nothing runs any more, and it cannot be noted for the next start.
        """
        if self._stopped:
            await async_keep_for_next_start(self.hass, closing)
            return
        self._put(change, context)
        self.lifts.end_for(CameraId(one) for one in closing)
        closed = self._decide(context)
        # Both go on when whoever asked for this is gone.
        saving = self.hass.async_create_task(
            self._saving.async_save(lambda: self.state, closing=closing)
        )
        withdrawing = self.hass.async_create_task(self.cameras.async_withdraw(closed))
        self._publish(context)
        await asyncio.wait([saving, withdrawing])
        saving.result()

    async def async_open(
        self,
        change: StateChange,
        *,
        then: Callable[[], None] = lambda: None,
        context: Context | None = None,
    ) -> None:
        """Save a change that may open cameras, and only then make it.

        The change is made to the newest state on disk and then here, and `then` called, in one turn of the event loop.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """
        await self.async_change(change, context=context)
        then()
        self.refresh(context)

    async def async_change(
        self, change: StateChange, *, context: Context | None = None
    ) -> None:
        """Save a change that neither opens nor closes a camera, and make it to the state of then.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """
        if self._stopped:
            raise NotSavedError(closing=False)
        await self._saving.async_save(lambda: change(self.state))
        self._put(change, context)

    def _put(self, change: StateChange, context: Context | None) -> None:
        """Change the state; who follows it is told in the next turn, when it is in force."""
        before, self.state = self.state, change(self.state)
        told = (self.hass, SIGNAL_STATE, before, self.state, context)
        self.hass.loop.call_soon(async_dispatcher_send, *told)

    @callback
    def _inputs_changed(self, context: Context | None) -> None:
        """Put in force what presence, alarms and the like mean now."""
        before, after = self._guests_signal, self.evaluator.guests_signal
        if after is not Truth.MAYBE:
            self._guests_signal = after
        self.refresh(context)
        since = self.state.guests.since

        def change(state: HouseholdState) -> HouseholdState:
            return state.guests_signalled(before, after, since=since)

        if change(self.state) == self.state:
            return
        # That guests have left opens cameras: it is saved first. That a dismissal is over does not.
        self._in_background(
            self.async_open(change, context=context)
            if after is Truth.NO
            else self.async_close(change, (), context=context)
        )

    @callback
    def _decide(self, context: Context | None = None) -> list[CameraId]:
        """Put every camera at its decision; return those that this closed."""
        # What a cut tells about viewers is told with the decision, and with who made it.
        self._deciding = True
        try:
            decisions = self._decisions(context)
            closed = self.cameras.apply(decisions)
        finally:
            self._deciding = False
        self._decision_timer.at(one.next_check_at for one in decisions.values())
        return closed

    def _decisions(self, context: Context | None) -> Mapping[CameraId, Decision]:
        """Return the decision for every camera; where that fails, each is private."""
        try:
            self._follow_clock()
            judgement = self._evaluated()
            if self.audio.observe(judgement, context):
                # Sound that was confirmed has ended by what is so.
                judgement = self._evaluated()
            self.recorder.record(judgement)
        except Exception:  # noqa: BLE001  # whatever it is, it must not leave a camera open
            LOGGER.exception("decisions cannot be made: every camera is private")
            return dict.fromkeys(self.cameras, STARTING_UP)
        return judgement.decisions

    def _follow_clock(self) -> None:
        if jumped := self.evaluator.passed():
            before = dt_util.utcnow() - jumped
            self.state = self.state.after_jump(jumped, self._started_at, before)
            self._started_at += jumped
            if self.running:
                self._saving.save_soon(self.config_entry)
            self.audio.clock_jumped(jumped)

    def _evaluated(self) -> Judgement:
        return self.evaluator.evaluate(
            self.cameras.configs,
            self.state,
            {one: self.audio.sound_until(one) for one in self.cameras},
            settled=self.settled,
        )

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what nobody waits for; that it failed is logged."""
        _task = self.config_entry.async_create_task(self.hass, async_log_unsaved(work))

    @callback
    def _publish(self, context: Context | None = None) -> None:
        """Give entities the present view where it has changed; `context` says who changed it."""
        if self._deciding or self._stopped or (view := self._view()) == self.data:
            return
        before, self.change_context = self.data, context
        self.async_set_updated_data(view)
        if self.settled and view.guests is not before.guests:
            async_dispatcher_send(self.hass, SIGNAL_GUESTS, view.guests, context)
        self.change_context = None

    def _view(self) -> HouseholdView:
        return household_view(
            self.cameras.views(self.audio),
            self.evaluator.facts(self.state, settled=self.settled),
            all_private=bool(self.state.all_held_by(HoldOrigin.HOUSEHOLD)),
        )

    @override
    async def _async_update_data(self) -> HouseholdView:
        """Return what is so now: nothing is polled, all is told."""
        return self._view()
