"""The repair of a security finding: fixed by a click or by hand, or accepted for a while."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntry
from homeassistant.core import Context, callback
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ..audit.fixes import FIXES, FixOutcome, FixTarget, async_can_fix, async_fix
from ..audit.issues import placeholders
from ..audit.texts import FindingTexts
from ..core.audit.checks import CHECKS
from ..core.audit.finding import Finding, FixKind
from ..core.audit.view import AuditView
from ..core.ids import CameraId
from ..entry.runtime import running
from ..ha.guarded_entity import async_guarded_entity_id
from ..ha.plain_forms import plain_flow
from ..sensing.login import requesting_user_id
from ..storage.verified_store import SaveError
from .repair_running import RunningFlow
from .security.acceptance import (
    CHANGED,
    Shown,
    acceptance_schema,
    acceptances,
    as_shown,
    read_acceptance,
)

_GOES_ON: Final = frozenset(
    {FlowResultType.FORM, FlowResultType.MENU, FlowResultType.EXTERNAL_STEP}
)
"""How the first step of another flow looks where there is something to go on with."""


@plain_flow
class AuditFlow(RunningFlow):
    """Guides through one finding of the household (no cameras), or of one or several cameras."""

    def __init__(self, check_id: str, cameras: list[CameraId]) -> None:
        self._check_id = check_id
        self._cameras: list[CameraId | None] = [*cameras] or [None]
        self._shown: Shown = frozenset()
        self._checking: asyncio.Task[AuditView] | None = None

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Say what is wrong, and ask what to do."""
        fix = CHECKS[self._check_id].fix
        options = ["check_again", "accept"]
        targets = self._targets()
        if fix in FIXES and (
            not targets or any(async_can_fix(self.hass, fix, one) for one in targets)
        ):
            options.insert(0, "fix")
        elif fix is FixKind.HAND_OVER and self._source_entry() is not None:
            options.insert(0, "settings")
        self._shown = as_shown(self._findings())
        return self.async_show_menu(
            step_id="init",
            menu_options=options,
            description_placeholders=self._placeholders(),
        )

    async def async_step_fix(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Fix it at every camera, and check again; ask first if a camera will restart."""
        if CHECKS[self._check_id].fix is FixKind.INSTALL_FIRMWARE:
            return await self.async_step_confirm_install()
        return await self._async_fix()

    async def async_step_confirm_install(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask before cameras restart."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm_install",
                data_schema=vol.Schema({}),
                description_placeholders=self._placeholders(),
            )
        return await self._async_fix()

    async def _async_fix(self) -> RepairsFlowResult:
        fix = CHECKS[self._check_id].fix
        ends = await asyncio.gather(
            *(
                async_fix(self.hass, fix, target, self._check_later)
                for target in self._targets()
            )
        )
        if not ends or FixOutcome.FAILED in ends:
            return self.async_abort(reason="fix_failed")
        if FixOutcome.GOES_ON in ends:
            return self.async_abort(reason="fix_goes_on")
        return await self._async_check_again()

    @callback
    def _check_later(self) -> None:
        """Check again when a fix is done that nobody waited for."""
        if (runtime := running(self.hass)) is not None:
            again = runtime.auditor.async_run([one for one in self._cameras if one])
            self._checking = self.hass.async_create_background_task(
                again, "lens_cap audit after a fix"
            )

    async def async_step_check_again(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Check again after a change by hand."""
        return await self._async_check_again()

    async def async_step_settings(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Go on in the settings of the original camera's own integration."""
        if (entry := self._source_entry()) is not None:
            try:
                next_flow = await self._async_settings_of(entry)
            except HomeAssistantError:
                next_flow = None
            if next_flow is not None:
                return self.async_abort(reason="handed_over", next_flow=next_flow)
        return self.async_abort(reason="no_settings")

    async def _async_settings_of(
        self, entry: ConfigEntry[Any]
    ) -> tuple[FlowType, str] | None:
        """Begin the flow in which logins and addresses of an integration are changed, if there is one."""
        if entry.supports_reconfigure:
            begun = await self.hass.config_entries.flow.async_init(
                entry.domain,
                context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id},
            )
            if begun["type"] in _GOES_ON:
                return FlowType.CONFIG_FLOW, begun["flow_id"]
        if entry.supports_options:
            begun = await self.hass.config_entries.options.async_init(entry.entry_id)
            if begun["type"] in _GOES_ON:
                return FlowType.OPTIONS_FLOW, begun["flow_id"]
        return None

    async def async_step_accept(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Accept the finding for a while, for a reason."""
        errors: Mapping[str, str] = {}
        found, now = self._findings(), ""
        if user_input is not None:
            answer = read_acceptance(user_input)
            errors = answer.errors
            if not as_shown(found) <= self._shown:
                texts = await FindingTexts.async_load(
                    self.hass, self._runtime.auditor.names()
                )
                now = " ".join(map(texts.description, found))
                errors, self._shown = CHANGED, as_shown(found)
            elif not errors and answer.until is not None:
                return await self._async_accept(found, answer.reason, answer.until)
        return self.async_show_form(
            step_id="accept",
            data_schema=self.add_suggested_values_to_schema(
                acceptance_schema(), user_input
            ),
            errors=dict(errors),
            description_placeholders={**self._placeholders(), "now": now},
        )

    async def _async_accept(
        self, found: Collection[Finding], reason: str, until: datetime
    ) -> RepairsFlowResult:
        try:
            await self._runtime.auditor.async_accept(acceptances(found, reason, until))
        except SaveError:
            return self.async_abort(reason="not_saved")
        # An entry would be called a repair, which this is not; the issue goes with the finding's.
        return self.async_abort(reason="accepted")

    async def _async_check_again(self) -> RepairsFlowResult:
        """Audit again; the issue goes only if the weakness did."""
        auditor = self._runtime.auditor
        view = await auditor.async_run([one for one in self._cameras if one])
        if self._findings():
            states = {
                outcome.state.value
                for key, outcome in view.result.outcomes.items()
                if key.check_id == self._check_id and key.camera_id in self._cameras
            }
            return self.async_abort(
                reason="could_not_check"
                if "could_not_check" in states
                else "still_weak",
                description_placeholders=self._placeholders(),
            )
        return self.async_create_entry(data={})

    def _findings(self) -> list[Finding]:
        return self._runtime.auditor.findings_for(self._check_id, self._cameras)

    def _placeholders(self) -> dict[str, str]:
        names = self._runtime.auditor.names()
        cameras = [names.get(one, "") for one in self._cameras if one is not None]
        return {
            **placeholders(self._findings(), names),
            "camera": ", ".join(name for name in cameras if name),
        }

    def _targets(self) -> list[FixTarget]:
        context = Context(user_id=requesting_user_id())
        found: list[FixTarget] = []
        for camera_id in self._cameras:
            camera = (
                self._runtime.coordinator.cameras.get(camera_id) if camera_id else None
            )
            if camera is None or camera.source.entity_id is None:
                continue
            found.append(
                FixTarget(
                    source_entity_id=camera.source.entity_id,
                    guarded_entity_id=async_guarded_entity_id(
                        self.hass, camera.config.camera_id
                    ),
                    context=context,
                )
            )
        return found

    def _source_entry(self) -> ConfigEntry[Any] | None:
        """Return the config entry of the first original camera that has settings to go to."""
        registry = er.async_get(self.hass)
        for target in self._targets():
            entity = registry.async_get(target.source_entity_id)
            if entity is not None and entity.config_entry_id is not None:
                entry = self.hass.config_entries.async_get_entry(entity.config_entry_id)
                if entry is not None and (
                    entry.supports_reconfigure or entry.supports_options
                ):
                    return entry
        return None
