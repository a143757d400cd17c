"""Asking among Home Assistant's repairs, where no phone could be reached."""

from typing import Final, override

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN
from ...core.audio.request import Channel, Pending
from ...ha.plain_forms import plain_flow
from ...ha.repair_issues import async_create_issue
from ...sensing.login import requesting_person
from ..grants import AsksPeople
from ..manager import AudioManager
from ..request_text import RequestText

AUDIO_ISSUE: Final = "audio_requested"
_REQUEST: Final = "request_id"


class RepairChannel(AsksPeople):
    """Shows a request to administrators, who alone can open what it leads to."""

    def __init__(self, hass: HomeAssistant, manager: AudioManager) -> None:
        self._hass = hass
        self._manager = manager

    @override
    async def async_ask(self, pending: Pending) -> bool:
        """Show the request; return False, since that reaches nobody by itself."""
        async_create_issue(
            self._hass,
            _issue_id(pending),
            data={_REQUEST: pending.request_id},
            is_fixable=True,
            is_persistent=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="audio_requested",
            translation_placeholders={
                "camera": self._manager.name_of(pending.wanted.camera_id)
            },
        )
        return False

    @callback
    @override
    def withdraw(self, pending: Pending) -> None:
        """Show it no longer."""
        ir.async_delete_issue(self._hass, DOMAIN, _issue_id(pending))


@plain_flow
class AudioRequestFlow(RepairsFlow):
    """Lets somebody who is signed in answer a request."""

    def __init__(self, manager: AudioManager, request_id: str) -> None:
        self._manager = manager
        self._request_id = request_id
        self._secret = ""

    async def async_step_init(
        self, _user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Say what is asked, and ask."""
        pending = self._manager.pending_with(self._request_id)
        if pending is None:
            return self.async_abort(reason="over")
        if (who := requesting_person(self.hass)) is None:
            return self.async_abort(reason="not_signed_in")
        self._secret = self._manager.issue_proof(
            self._request_id, who.user_id, Channel.REPAIRS
        )
        wording = await RequestText.async_load(self.hass)
        camera_id = pending.wanted.camera_id
        facts = self._manager.facts(camera_id)
        words = await wording.async_request(
            pending, facts.assessment if facts else None
        )
        return self.async_show_menu(
            step_id="init",
            menu_options=["confirm", "deny"],
            description_placeholders={
                "camera": self._manager.name_of(camera_id),
                "length": words.length,
                "who": words.who,
                "purpose": words.purpose,
                "heard": words.heard,
            },
        )

    async def async_step_confirm(
        self, _user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Turn the sound on."""
        if self._manager.pending_with(self._request_id) is None:
            return self.async_abort(reason="over")
        if (who := requesting_person(self.hass)) is None:
            return self.async_abort(reason="not_signed_in")
        try:
            await self._manager.async_confirm(
                self._request_id,
                who,
                Channel.REPAIRS,
                secret=self._secret,
                context=Context(user_id=who.user_id),
            )
        except HomeAssistantError as error:
            return self.async_abort(
                reason="refused", description_placeholders={"reason": str(error)}
            )
        # An entry would be called a repair, which this is not; the request is gone with its issue.
        return self.async_abort(reason="sound_on")

    async def async_step_deny(
        self, _user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Leave the sound off, whoever says so."""
        who = requesting_person(self.hass)
        denied = self._manager.deny(
            self._request_id,
            channel=Channel.REPAIRS,
            context=Context(user_id=who.user_id if who else None),
        )
        return self.async_abort(reason="sound_stays_off" if denied else "over")


def _issue_id(pending: Pending) -> str:
    return f"{AUDIO_ISSUE}_{pending.wanted.camera_id}"
