"""Moves the controls of one camera, one command after another, until all is as it is wanted."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace

from homeassistant.core import HomeAssistant, callback

from ..core.controls.at_camera import closed_by_hand, opened_behind_our_back
from ..core.controls.capability import Capability, ControlReading
from ..core.controls.confirmation import (
    DeviceConfirmation,
    confirmations,
    device_confirmation,
    stays_closed,
)
from ..core.controls.microphone import microphone_stays_off, on_for_now
from ..core.controls.plan import Command, at_once, plan
from ..core.controls.plan_inputs import PlanInputs
from ..core.controls.role import Role
from ..core.controls.wanted import STILL, WantedRoles
from .command_log import CommandLog
from .listener import ControlMemoryOfCamera, ControlsListener
from .readings import async_is_away, async_read, entity_id_of
from .restarts import Restarts
from .send import Sender, async_send
from .wake_timer import WakeTimer


class CameraControls:
    """The controls of one camera: what is wanted of them, and how far they are; none moves before `go_on`."""

    def __init__(
        self,
        hass: HomeAssistant,
        name: str,
        memory: ControlMemoryOfCamera,
        listener: ControlsListener,
        log: CommandLog,
    ) -> None:
        self._hass = hass
        self._name = name
        self._memory = memory
        self._listener = listener
        self._capabilities: tuple[Capability, ...] = ()
        self._source: str | None = None
        self._wanted: WantedRoles = STILL
        self._held = False
        self._left: frozenset[str] = frozenset()
        self._releasing = False
        self._log = log
        self._restarts = Restarts()
        self._by_hand: set[str] = set()
        self._last: dict[str, str] = {}
        self._task: asyncio.Task[None] | None = None
        self._running = False
        self._again = False
        self._sender = Sender(hass, name, self._sent)
        self._timer = WakeTimer(hass, self._wake)
        self._stopped = False
        self._told: object = None
        self.roles: Mapping[Role, DeviceConfirmation] = {}
        self.confirmation = DeviceConfirmation.NOT_NEEDED
        self.stays_closed = False
        self.microphone_stays_off = False

    @property
    def entity_ids(self) -> set[str]:
        """The entities of which every report matters."""
        found = {entity_id_of(self._hass, one.entity) for one in self._capabilities}
        return {one for one in {*found, self._source} if one is not None}

    @property
    def closed_there(self) -> bool:
        """Whether it is no fault that the camera gives no picture: it is, or was just, closed there."""
        known, now = self._memory.get(), self._timer.now
        closing = [one for one in self._capabilities if one.closes]
        return any(one.entity in self._left for one in closing) or (
            any(one.entity in known for one in closing)
            and (self._wanted.private or any(self._log.deadlines(closing, now)))
        )

    @callback
    def configure(
        self, capabilities: tuple[Capability, ...], source: str | None
    ) -> None:
        """Take over what controls there are now."""
        self._source, self._capabilities = source, capabilities
        self.refresh()

    @callback
    def forget(self, entities: Collection[str]) -> None:
        """Forget what controls were that their owner chose no longer.

        They stay as they are, but for a microphone that was off before.
        """
        _task = self._hass.async_create_task(self.async_switch_off(entities))
        known = self._memory.get()
        self._memory.set({key: known[key] for key in known.keys() - set(entities)})

    @callback
    def want(self, wanted: WantedRoles, *, held: bool, left: frozenset[str]) -> bool:
        """Want this from now on, and move nothing before `go_on`; return whether it is anything else.

        Args:
            wanted: What has to be closed.
            held: Whether the camera is private since it was closed at the camera.
            left: The controls that are left to other cameras.
        """
        if (wanted, held, left) == (self._wanted, self._held, self._left):
            return False
        if not held and not wanted.private:
            self._by_hand.clear()
        freed = self._wanted.closed - wanted.closed
        for one in self._capabilities:
            if one.role in freed:
                self._log.yielded.discard(one.entity)
        self._wanted, self._held, self._left = wanted, held, left
        for one in self._capabilities:
            # What closes does not wait until something that opens has given up.
            if one.role in wanted.closed or one.entity in left:
                self._sender.call_off(one.entity)
        return True

    @callback
    def go_on(self) -> None:
        """Move what has to be moved."""
        self._wake()

    @callback
    def released(self) -> None:
        """Go on: what a hand at the camera had asked for has ended, or could not be ended."""
        self._releasing = False
        self._wake()

    @callback
    def stop(self) -> None:
        """Move nothing any more."""
        self._stopped = True
        self._timer.cancel()
        self._sender.stop()
        if self._task is not None:
            self._task.cancel()

    async def async_switch_off(self, among: Collection[str] | None = None) -> None:
        """Switch off what is on only since sound is allowed; `among` are the controls that count."""
        on = [
            one
            for one in on_for_now(self.inputs())
            if among is None or one.entity in among
        ]
        for one in on:
            self._sender.call_off(one.entity)
        await asyncio.gather(
            *(async_send(self._hass, one.entity, one.safe) for one in on)
        )

    @callback
    def refresh(self) -> None:
        """See what the controls say now, and what hands did meanwhile."""
        if self._stopped:
            return
        inputs = self.inputs()
        self._restarts.note(inputs)
        changes = [
            (one, self._last.get(one.entity), inputs.reading(one).value)
            for one in self._capabilities
        ]
        self._last |= {
            one.entity: value for one, _, value in changes if value is not None
        }
        opened = self._restarts.opened_by_hand(inputs, self._by_hand)
        if opened and self._held and not self._releasing:
            self._releasing = True
            self._listener.opened_at_camera()
        for one, before, value in changes:
            if one.is_safe(value):
                self._log.yielded.discard(one.entity)
            self._note_hands(inputs, one, before)
        self._wake()

    def _note_hands(
        self, inputs: PlanInputs, one: Capability, before: str | None
    ) -> None:
        if (hand := closed_by_hand(inputs, one, before)) is not None:
            self._memory.set({**self._memory.get(), one.entity: hand})
            self._by_hand.add(one.entity)
            if not inputs.wanted.private or inputs.wanted.still:
                self._listener.closed_at_camera()
        elif not self._releasing and opened_behind_our_back(inputs, one, before):
            restarted = self._restarts.is_recent(inputs, one)
            if not (restarted and self._log.note_restart(one.entity, inputs.now)):
                self._log.note_drift(one.entity, inputs.now)
                self._listener.drifted(one.role)

    def inputs(self) -> PlanInputs:
        """Return what a plan rests on now."""
        yielded = frozenset(self._log.yielded)
        if self._releasing:
            yielded |= {one.entity for one in self._capabilities if one.closes}
        return PlanInputs(
            capabilities=self._capabilities,
            readings={one.entity: self._read(one) for one in self._capabilities},
            memory=self._memory.get(),
            wanted=self._wanted,
            now=self._timer.now,
            attempts=dict(self._log.attempts),
            sent=dict(self._log.sent),
            yielded=yielded,
            left=self._left,
            elsewhere=self._memory.elsewhere(),
        )

    def _read(self, one: Capability) -> ControlReading:
        return async_read(self._hass, one, self._log.stamp(one.entity))

    @callback
    def _wake(self) -> None:
        """Go on as soon as possible."""
        self._tell()
        if self._stopped:
            return
        self._again = True
        if not self._running:
            self._running = True
            self._task = self._hass.async_create_background_task(
                self._run(), f"lens_cap controls of {self._name}", eager_start=True
            )

    async def _run(self) -> None:
        try:
            while self._again:
                self._again = False
                await self._step()
        finally:
            self._running = False
        self._tell()

    async def _step(self) -> None:
        """Do what has to be done now; what controls were before is saved first."""
        inputs = self.inputs()
        planned = plan(inputs)
        self._memory.set(planned.memory)
        commands = at_once(inputs, planned.commands, self._sender.under_way)
        if not commands:
            self._wake_at(planned.again_at)
            return
        # The gate is shut already; a disk that fails must not keep a lens open.
        await self._memory.async_save()
        if self._again:
            return
        for command in commands:
            entity = command.entity
            if self._log.attempts.get(entity) is not inputs.attempts.get(entity):
                # It was told something for another camera that shares it.
                self._again = True
                continue
            self._log.note_sending(command, self._timer.now)
            self._sender.start(command)

    @callback
    def _sent(self, command: Command, reached: bool) -> None:
        """Remember what became of a command, and go on."""
        self._log.note_result(command, reached=reached)
        known = self._memory.get().get(command.entity)
        if reached and known is not None:
            known = known.once_sent(
                closing=command.closing, switches_on=command.switches_on
            )
            self._memory.set({**self._memory.get(), command.entity: known})
        self._wake()

    def _wake_at(self, at: float | None) -> None:
        """Come back when something may have to be told, or when an answer is overdue."""
        if not self._stopped:
            moments = [*self._log.deadlines(self._capabilities, self._timer.now)]
            self._timer.set(
                min(moments if at is None else [*moments, at], default=None)
            )

    @callback
    def _tell(self) -> None:
        """Tell whoever listens, where it is another than before."""
        inputs = self.inputs()
        away = async_is_away(self._hass, self._source)
        seen = self._listener.seen(inputs, camera_away=away)
        roles = confirmations(replace(inputs, seen=seen), camera_away=away)
        whole = device_confirmation(roles, private=self._wanted.private)
        closed = stays_closed(inputs)
        silent = microphone_stays_off(inputs)
        told = (roles, whole, closed, self.closed_there, silent, seen)
        if told != self._told:
            self._told = told
            self.roles, self.confirmation, self.stays_closed = roles, whole, closed
            self.microphone_stays_off = silent
            self._listener.confirmation_changed()
