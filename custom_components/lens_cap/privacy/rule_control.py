"""Switching rules on (anybody) and off (an opening: administrators and the household's list)."""

from collections.abc import Callable
from dataclasses import replace

from homeassistant.core import Context
from homeassistant.helpers.dispatcher import async_dispatcher_send

from ..const import SIGNAL_OPENING
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId, RuleId
from ..core.privacy.opening import Opening, OpeningKind
from ..core.privacy.permission import Actor, may_switch_rules_off
from ..core.settings.rule import Rule
from ..core.state.household import HouseholdState
from ..exceptions import RuleStaysOnError
from ..sensing.location import camera_location


class RuleControl:
    """Decides which rules are in force; what rules say is changed through flows."""

    def __init__(self, coordinator: GuardCoordinator) -> None:
        self._coordinator = coordinator

    @property
    def known(self) -> frozenset[RuleId]:
        """Return the rules that there are, on or off."""
        return frozenset(one.rule_id for one in self._coordinator.evaluator.rules)

    async def async_switch_on(
        self, rule_id: RuleId, *, context: Context | None = None
    ) -> None:
        """Let a rule close cameras again, at once; lifts of its cameras end.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        rule = self._rule(rule_id)
        await self._coordinator.async_close(
            lambda state: replace(state, rules_off=state.rules_off - {rule_id}),
            [rule_id, *(self._cameras_of(rule) if rule is not None else [])],
            context=context,
        )

    async def async_switch_off(
        self,
        rule_id: RuleId,
        actor: Actor,
        *,
        is_current: Callable[[], bool],
        context: Context | None = None,
    ) -> None:
        """Let a rule close nothing until somebody switches it on; residents are told.

        If it is not current any more once it is saved, because the rule was switched on meanwhile, the
        rule stays on.

        Raises:
            RuleStaysOnError: The actor may not, or not in this way; nothing was changed.
            NotSavedError: It could not be saved; nothing was changed.
        """
        coordinator = self._coordinator
        evaluator = coordinator.evaluator
        residents = evaluator.resident_users().values()
        rule = self._rule(rule_id)
        name = rule.name if rule is not None else ""
        if not may_switch_rules_off(actor, evaluator.household, residents):
            raise RuleStaysOnError(name)
        if rule is None or rule_id in coordinator.state.rules_off:
            return
        known = self.known

        def change(state: HouseholdState) -> HouseholdState:
            off = {rule_id} if is_current() else set()
            return replace(state, rules_off=(state.rules_off & known) | off)

        await coordinator.async_open(change, context=context)
        if rule_id in coordinator.state.rules_off:
            opening = Opening(
                kind=OpeningKind.RULE_OFF,
                cameras=tuple(self._cameras_of(rule)),
                by=actor.user_id,
                rule=name,
            )
            async_dispatcher_send(coordinator.hass, SIGNAL_OPENING, opening)

    def _rule(self, rule_id: RuleId) -> Rule | None:
        rules = self._coordinator.evaluator.rules
        return next((one for one in rules if one.rule_id == rule_id), None)

    def _cameras_of(self, rule: Rule) -> list[CameraId]:
        hass = self._coordinator.hass
        return [
            camera_id
            for camera_id, camera in self._coordinator.cameras.items()
            if rule.scope.includes(camera.config, camera_location(hass, camera_id))
        ]
