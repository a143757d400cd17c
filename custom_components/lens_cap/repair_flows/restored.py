"""A state of before came back: somebody looks at it, and goes on from it or not."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.http.const import KEY_HASS_REFRESH_TOKEN_ID
from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.core import Context
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.http import current_request

from ..const import DOMAIN, ISSUE_STORE_RESTORED
from ..coordinator import GuardCoordinator
from ..core.hold import HoldOrigin
from ..core.permission import Actor, Way
from ..exceptions import NotSavedError
from ..openings import async_release
from ..plain_flow import plain_flow
from ..sensing.login import person_with_token


@plain_flow
class RestoredFlow(RepairsFlow):
    """Says what was so, and ends the privacy that only the doubt about it brought."""

    def __init__(self, coordinator: GuardCoordinator) -> None:
        """Be about the household."""
        self._coordinator = coordinator

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
        request = current_request.get()
        token_id = request.get(KEY_HASS_REFRESH_TOKEN_ID) if request else None
        who = person_with_token(self.hass, token_id)
        if who is None:
            return self.async_abort(reason="not_signed_in")
        try:
            await async_release(
                self._coordinator,
                list(self._coordinator.cameras),
                [HoldOrigin.STORE_LOST],
                actor=Actor(
                    way=Way.DIRECT,
                    user_id=who.user_id,
                    is_admin=who.is_admin,
                    is_person=True,
                ),
                context=Context(user_id=who.user_id),
            )
        except NotSavedError:
            return self.async_abort(reason="not_saved")
        return self.async_create_entry(data={})

    async def async_step_keep(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Leave every camera private: each is opened by hand."""
        return self.async_create_entry(data={})
