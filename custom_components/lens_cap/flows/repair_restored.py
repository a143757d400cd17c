"""The repair for a restored older state: somebody reviews it, and continues from it or not."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import Context
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, ISSUE_STORE_RESTORED
from ..exceptions import NotSavedError
from ..ha.plain_forms import plain_flow
from .repair_running import RunningFlow


@plain_flow
class RestoredFlow(RunningFlow):
    """Shows the restored state, and ends the privacy that is only due to the restore."""

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Say what was so, and ask."""
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, ISSUE_STORE_RESTORED)
        return self.async_show_menu(
            step_id="init",
            menu_options=["believe", "keep"],
            description_placeholders=issue.translation_placeholders if issue else None,
        )

    async def async_step_believe(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Go on from the old state: what else keeps cameras private goes on too."""
        privacy, actor = self._runtime.privacy, self._person()
        if (gone := self._gone()) is not None:
            return gone
        try:
            await privacy.async_believe(actor, context=Context(user_id=actor.user_id))
        except NotSavedError:
            return self.async_abort(reason="not_saved")
        return self._answered("believed")

    async def async_step_keep(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Leave every camera private: each is opened by hand."""
        return self._gone() or self._answered("kept")

    def _answered(self, reason: str) -> RepairsFlowResult:
        """Return the end of the question; an entry would be called a repair, which an answer is not."""
        ir.async_delete_issue(self.hass, DOMAIN, ISSUE_STORE_RESTORED)
        return self.async_abort(reason=reason)

    def _gone(self) -> RepairsFlowResult | None:
        """Return the end of a form about what somebody answered meanwhile."""
        issues = ir.async_get(self.hass)
        if issues.async_get_issue(DOMAIN, ISSUE_STORE_RESTORED) is None:
            return self.async_abort(reason="answered")
        return None
