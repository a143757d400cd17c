"""The repair that asks whether guests are there, after that was lost."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import Context

from ..exceptions import NotSavedError
from ..ha.plain_forms import plain_flow
from .repair_running import RunningFlow


@plain_flow
class GuestsUnknownFlow(RunningFlow):
    """Asks whether guests are there; until somebody answers, they may be."""

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask."""
        return self.async_show_menu(
            step_id="init", menu_options=["guests_there", "no_guests"]
        )

    async def async_step_guests_there(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Go on until somebody says that they left."""
        runtime, actor = self._runtime, self._person()
        if not runtime.coordinator.state.guests.doubted:
            return self.async_abort(reason="answered")
        try:
            await runtime.privacy.async_guests_are_there(
                context=Context(user_id=actor.user_id)
            )
        except NotSavedError:
            return self.async_abort(reason="not_saved")
        # An entry would be called a repair, which an answer is not; the doubt has taken its issue along.
        return self.async_abort(reason="guests_there")

    async def async_step_no_guests(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """End the doubt: what else keeps cameras private goes on."""
        runtime, actor = self._runtime, self._person()
        if not runtime.coordinator.state.guests.doubted:
            return self.async_abort(reason="answered")
        try:
            await runtime.privacy.async_guests_left(
                actor, context=Context(user_id=actor.user_id)
            )
        except NotSavedError:
            return self.async_abort(reason="not_saved")
        return self.async_abort(reason="no_guests")
