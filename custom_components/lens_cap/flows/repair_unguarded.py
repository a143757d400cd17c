"""The repair of a new, unguarded camera: guard it, or leave it as it is."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_USER
from homeassistant.helpers import issue_registry as ir

from ..const import CONF_CAMERA, DOMAIN, SUBENTRY_CAMERA
from ..entry.runtime import LensCapConfigEntry
from ..ha.plain_forms import plain_flow
from ..takeover.candidates import Source, UnsuitableError, async_find
from ..upkeep.unguarded_cameras import async_decide, guarded_sources


@plain_flow
class UnguardedFlow(RepairsFlow):
    """Asks what to do with the new entities (stored sources) of one camera."""

    def __init__(self, entry: LensCapConfigEntry, sources: list[str]) -> None:
        self._entry = entry
        self._sources = sources

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask."""
        cameras = self._cameras()
        if not cameras:
            return self.async_abort(reason="nothing_left")
        return self.async_show_menu(
            step_id="init",
            menu_options=["guard", "leave"],
            description_placeholders={
                "cameras": ", ".join(camera.name for camera in cameras)
            },
        )

    async def async_step_guard(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Go on where cameras are added, with the first of them chosen already."""
        cameras = self._cameras()
        if not cameras:
            return self.async_abort(reason="nothing_left")
        flow = await self.hass.config_entries.subentries.async_init(
            (self._entry.entry_id, SUBENTRY_CAMERA),
            context={"source": SOURCE_USER},
            data={CONF_CAMERA: cameras[0].entity_id},
        )
        return self.async_abort(
            reason="handed_over",
            next_flow=(FlowType.CONFIG_SUBENTRIES_FLOW, flow["flow_id"]),
        )

    async def async_step_leave(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Remember that they shall not be guarded."""
        async_decide(self.hass, self._entry, self._sources)
        # An entry would be called a repair, which this is not.
        ir.async_delete_issue(self.hass, DOMAIN, self.issue_id)
        return self.async_abort(reason="left")

    def _cameras(self) -> list[Source]:
        found: list[Source] = []
        for source in self._sources:
            try:
                found.append(
                    async_find(self.hass, source, guarded_sources(self._entry))
                )
            except UnsuitableError:
                continue
        return found
