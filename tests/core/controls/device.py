"""A simulated camera with controls, and a Lens Cap that may be killed between any two of its steps."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from custom_components.lens_cap.core.controls.capability import (
    Attempt,
    Capability,
    ControlReading,
    Remembered,
)
from custom_components.lens_cap.core.controls.command_limits import kept_times
from custom_components.lens_cap.core.controls.plan import Command, Plan, plan
from custom_components.lens_cap.core.controls.plan_inputs import PlanInputs
from custom_components.lens_cap.core.controls.wanted import WantedRoles


@dataclass
class Device:
    """A camera: what its controls are, and which do not answer. `moves`: what opening a lens does."""

    values: dict[str, str]
    away: set[str] = field(default_factory=set[str])
    deaf: set[str] = field(default_factory=set[str])
    blind: set[str] = field(default_factory=set[str])
    moves: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    told: list[Command] = field(default_factory=list[Command])

    def tell(self, command: Command) -> bool:
        """Take a command; return whether it got through."""
        self.told.append(command)
        if command.entity in self.away:
            return False
        if command.entity not in self.deaf:
            self.values[command.entity] = command.value
            if not command.closing:
                self.values |= self.moves.get(command.entity, {})
        return True


@dataclass
class Driver:
    """Follows plans step by step; `saved` is what a restart finds."""

    device: Device
    capabilities: tuple[Capability, ...]
    wanted: WantedRoles
    saved: dict[str, Remembered] = field(default_factory=dict[str, Remembered])
    attempts: dict[str, Attempt] = field(default_factory=dict[str, Attempt])
    sent: dict[str, tuple[float, ...]] = field(
        default_factory=dict[str, tuple[float, ...]]
    )
    now: float = 0.0
    left: frozenset[str] = frozenset()
    elsewhere: dict[str, Remembered] = field(default_factory=dict[str, Remembered])

    def inputs(self) -> PlanInputs:
        """Return what a plan rests on now."""
        return PlanInputs(
            capabilities=self.capabilities,
            readings={
                entity: ControlReading(
                    value=None
                    if entity in self.device.blind | self.device.away
                    else value,
                    available=entity not in self.device.away,
                )
                for entity, value in self.device.values.items()
            },
            memory=dict(self.saved),
            wanted=self.wanted,
            now=self.now,
            attempts=dict(self.attempts),
            sent=dict(self.sent),
            left=self.left,
            elsewhere=self.elsewhere,
        )

    def planned(self) -> Plan:
        """Return what to do now."""
        return plan(self.inputs())

    def step(self, killed_after: int = 3) -> bool:
        """Save, send, note what was sent; a kill leaves out the rest. Return whether anything was sent."""
        planned = self.planned()
        if killed_after < 1:
            return self.restart()
        self.saved = dict(planned.memory)
        if killed_after < 2:
            return self.restart()
        if not planned.commands:
            return False
        command = planned.commands[0]
        reached = self.device.tell(command)
        if killed_after < 3:
            return self.restart()
        before = self.attempts.get(command.entity)
        again = before is not None and before.value == command.value
        self.attempts[command.entity] = Attempt(
            value=command.value,
            at=self.now,
            reached=reached,
            count=before.count + 1 if again and before else 1,
        )
        self.sent[command.entity] = kept_times(
            self.sent.get(command.entity, ()), self.now
        )
        if reached and command.entity in self.saved:
            self.saved[command.entity] = self.saved[command.entity].once_sent(
                closing=command.closing, switches_on=command.switches_on
            )
        return True

    def restart(self) -> bool:
        """Lose what is not saved."""
        self.attempts.clear()
        self.sent.clear()
        return False

    def settle(self, rounds: int = 200) -> int:
        """Go on, and let time pass, until nothing is left to do; return how much was told."""
        begun = len(self.device.told)
        for _ in range(rounds):
            while self.step():
                pass
            at = self.planned().again_at
            if at is None:
                break
            self.now = max(self.now, at)
        self.now += 10_000
        self.step()
        return len(self.device.told) - begun

    def want(self, wanted: WantedRoles) -> None:
        """Change what is wanted."""
        self.wanted = wanted

    def without(self, entities: Iterable[str]) -> None:
        """Let entities vanish for good."""
        self.capabilities = tuple(
            one for one in self.capabilities if one.entity not in set(entities)
        )
