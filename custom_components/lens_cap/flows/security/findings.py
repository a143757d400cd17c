"""Every security finding by a click: the small ones, which are no repairs, and the accepted ones."""

from collections.abc import Collection, Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.core import callback
from homeassistant.helpers import selector

from ...audit.auditor import Auditor
from ...audit.report import local_day
from ...audit.texts import FindingTexts
from ...core.audit.finding import Acceptance, Finding, FindingKey
from ...core.ids import CameraId
from ...entry.runtime import LensCapConfigEntry
from ...ha.plain_forms import plain_flow
from ...storage.verified_store import SaveError
from .acceptance import (
    CHANGED,
    Shown,
    acceptance_schema,
    acceptances,
    as_shown,
    read_acceptance,
)

CONF_FINDING: Final = "finding"


@plain_flow
class SecurityFlow(ConfigSubentryFlow):
    """Shows findings to administrators, takes acceptances and takes them back; it adds nothing."""

    _chosen: FindingKey
    _shown: Shown = frozenset()

    async def async_step_user(
        self, user_input: Mapping[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which finding to look at."""
        if (auditor := self._auditor()) is None or auditor.data.ran_at is None:
            return self.async_abort(reason="not_looked_yet")
        choices = await self._async_choices(auditor)
        if not choices:
            return self.async_abort(reason="nothing_found")
        if user_input is not None and user_input[CONF_FINDING] in choices:
            check_id, _, camera_id = str(user_input[CONF_FINDING]).partition(":")
            self._chosen = FindingKey(
                check_id, CameraId(camera_id) if camera_id else None
            )
            if self._accepted() is not None:
                return await self.async_step_accepted()
            return await self.async_step_finding()
        options = [
            selector.SelectOptionDict(value=value, label=label)
            for value, label in choices.items()
        ]
        return self.async_show_form(
            step_id="user",
            data_schema=vol.Schema(
                {
                    vol.Required(CONF_FINDING): selector.SelectSelector(
                        selector.SelectSelectorConfig(
                            options=options, mode=selector.SelectSelectorMode.LIST
                        )
                    )
                }
            ),
        )

    async def async_step_finding(
        self, user_input: Mapping[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what was found, and ask what to do."""
        if (auditor := self._auditor()) is None or (finding := self._open()) is None:
            return self.async_abort(reason="solved")
        self._shown = as_shown([finding])
        return self.async_show_menu(
            step_id="finding",
            menu_options=["check_again", "accept", "user"],
            description_placeholders=await self._async_told(auditor, finding),
        )

    async def async_step_accepted(
        self, user_input: Mapping[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what was accepted, until when and why, and offer to take that back."""
        if (auditor := self._auditor()) is None or (found := self._accepted()) is None:
            return self.async_abort(reason="solved")
        finding, acceptance = found
        return self.async_show_menu(
            step_id="accepted",
            menu_options=["take_back", "user"],
            description_placeholders=await self._async_told(auditor, finding)
            | {"until": local_day(acceptance.until), "reason": acceptance.reason},
        )

    async def async_step_check_again(
        self, user_input: Mapping[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Look again, since somebody changed something."""
        if (auditor := self._auditor()) is None:
            return self.async_abort(reason="not_looked_yet")
        camera_id = self._chosen.camera_id
        await auditor.async_run([camera_id] if camera_id else [])
        return self.async_abort(reason="still_weak" if self._open() else "solved")

    async def async_step_accept(
        self, user_input: Mapping[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Live with it for a while, for a reason."""
        errors: Mapping[str, str] = {}
        now = ""
        if user_input is not None:
            auditor, finding = self._auditor(), self._open()
            if auditor is None or finding is None:
                return self.async_abort(reason="solved")
            answer = read_acceptance(user_input)
            errors = answer.errors
            if not as_shown([finding]) <= self._shown:
                now = (await self._async_told(auditor, finding))["description"]
                errors, self._shown = CHANGED, as_shown([finding])
            elif not errors and answer.until is not None:
                given = acceptances([finding], answer.reason, answer.until)
                return await self._async_accept(auditor, given)
        return self.async_show_form(
            step_id="accept",
            data_schema=self.add_suggested_values_to_schema(
                acceptance_schema(), user_input
            ),
            errors=dict(errors),
            description_placeholders={"now": now},
        )

    async def async_step_take_back(
        self, user_input: Mapping[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell of it again."""
        if (auditor := self._auditor()) is None:
            return self.async_abort(reason="not_looked_yet")
        try:
            await auditor.async_take_back([self._chosen])
        except SaveError:
            return self.async_abort(reason="not_saved")
        return self.async_abort(reason="taken_back")

    async def _async_accept(
        self, auditor: Auditor, given: Collection[Acceptance]
    ) -> SubentryFlowResult:
        try:
            await auditor.async_accept(given)
        except SaveError:
            return self.async_abort(reason="not_saved")
        return self.async_abort(reason="accepted")

    async def _async_choices(self, auditor: Auditor) -> dict[str, str]:
        """Return what can be chosen, worst first, and what is accepted last."""
        texts = await FindingTexts.async_load(self.hass, auditor.names())
        choices = {
            _value(one): texts.say(
                "choice",
                title=texts.title(one.key, one),
                severity=texts.severity(one.severity),
            )
            for one in auditor.data.open
        }
        return choices | {
            _value(one): texts.say(
                "choice_accepted",
                title=texts.title(one.key, one),
                until=local_day(acceptance.until),
            )
            for one, acceptance in auditor.data.accepted
        }

    async def _async_told(self, auditor: Auditor, finding: Finding) -> dict[str, str]:
        texts = await FindingTexts.async_load(self.hass, auditor.names())
        return {
            "title": texts.title(finding.key, finding),
            "severity": texts.severity(finding.severity),
            "description": texts.description(finding),
        }

    @callback
    def _auditor(self) -> Auditor | None:
        entry: LensCapConfigEntry = self._get_entry()
        running = entry.state is ConfigEntryState.LOADED
        return entry.runtime_data.auditor if running else None

    @callback
    def _open(self) -> Finding | None:
        auditor = self._auditor()
        found = auditor.data.open if auditor else ()
        return next((one for one in found if one.key == self._chosen), None)

    @callback
    def _accepted(self) -> tuple[Finding, Acceptance] | None:
        auditor = self._auditor()
        found = auditor.data.accepted if auditor else ()
        return next((one for one in found if one[0].key == self._chosen), None)


def _value(finding: Finding) -> str:
    return f"{finding.check_id}:{finding.camera_id or ''}"
