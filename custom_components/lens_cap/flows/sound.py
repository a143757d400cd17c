"""The step for the assessment of who a camera can hear."""

from collections.abc import Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.components.repairs.const import FlowType
from homeassistant.config_entries import SOURCE_RECONFIGURE, SubentryFlowResult
from homeassistant.helpers import selector
from homeassistant.util import dt as dt_util

from ..const import (
    CONF_ASSESSMENT,
    CONF_EDIT_ASSESSMENT,
    CONF_SEES_BEYOND_PROPERTY,
    SUBENTRY_CAMERA,
)
from ..core.controls.role import Role
from ..core.placement import Placement
from ..core.settings.assessment import Assessment, Hearer
from ..core.settings.camera import CameraConfig
from ..core.truth import Truth
from ..entry.runtime import LensCapConfigEntry
from ..ha.plain_forms import plain_flow
from ..sensing.login import requesting_user_id
from ..settings import camera_config, read_assessment, stored_assessment
from .camera_form import shown_settings
from .overwriting import CameraSettings

CONF_AVOIDABLE: Final = "avoidable"
CONF_NEEDED_FOR: Final = "needed_for"
CONF_TOLD: Final = "told"
CONF_SWITCHES_ON: Final = "switches_on_microphone"
UNSURE: Final = "unsure"

_SHORTEST: Final = 3
_LONGEST: Final = 500
_ANSWERS: Final = {"yes": Truth.YES, "no": Truth.NO, UNSURE: Truth.MAYBE}
_WORDS: Final = {truth: word for word, truth in _ANSWERS.items()}


class SoundStep(CameraSettings):
    """The step `sound`; what was answered is stored together with other settings."""

    _sound_settings: dict[str, Any]

    async def async_begin_sound(self, settings: dict[str, Any]) -> SubentryFlowResult:
        """Begin to ask; `settings` are stored together with the answers."""
        self._sound_settings = settings
        return await self.async_step_sound()

    async def async_step_sound(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask who can be heard, whether it could be avoided, why it is needed, who was told."""
        errors: dict[str, str] = {}
        if user_input is not None:
            assessment = _read(user_input, self._sound_settings, errors)
            if assessment is not None:
                return await self.async_after_sound(
                    self._sound_settings
                    | {CONF_ASSESSMENT: stored_assessment(assessment)}
                )
        subentry = self._get_reconfigure_subentry()
        shown = user_input or _shown(
            read_assessment(subentry.data.get(CONF_ASSESSMENT))
        )
        return self.async_show_form(
            step_id="sound",
            data_schema=self.add_suggested_values_to_schema(
                _schema(has_microphone=_has_microphone(camera_config(subentry))), shown
            ),
            errors=errors,
            description_placeholders={"camera": subentry.title},
        )

    async def async_after_sound(self, settings: dict[str, Any]) -> SubentryFlowResult:
        """Store what was answered."""
        if (refused := self.refuse_settings(settings)) is not None:
            return refused
        subentry = self._get_reconfigure_subentry()
        self.hass.config_entries.async_update_subentry(
            self._get_entry(), subentry, data={**subentry.data, **settings}
        )
        return self.async_abort(
            reason="reconfigure_successful", description_placeholders={"zones": ""}
        )


def _has_microphone(config: CameraConfig) -> bool:
    """Return whether Lens Cap may move a microphone of the camera's own."""
    return config.microphone_follows and any(
        one.role is Role.MICROPHONE for one in config.controls
    )


def _schema(*, has_microphone: bool) -> vol.Schema:
    answer = selector.SelectSelector(
        selector.SelectSelectorConfig(
            options=list(_ANSWERS),
            translation_key="sound_answer",
            mode=selector.SelectSelectorMode.DROPDOWN,
        )
    )
    fields: dict[vol.Marker, Any] = {
        vol.Required(hearer.value, default=UNSURE): answer for hearer in Hearer
    }
    return vol.Schema(
        fields
        | {
            vol.Required(CONF_AVOIDABLE, default=UNSURE): answer,
            vol.Required(CONF_NEEDED_FOR): selector.TextSelector(
                selector.TextSelectorConfig(multiline=True)
            ),
            vol.Optional(CONF_TOLD, default=list): selector.SelectSelector(
                selector.SelectSelectorConfig(
                    options=[hearer.value for hearer in Hearer],
                    multiple=True,
                    translation_key="sound_told",
                )
            ),
        }
        | (
            {vol.Required(CONF_SWITCHES_ON, default=False): selector.BooleanSelector()}
            if has_microphone
            else {}
        )
    )


def _read(
    answers: Mapping[str, Any], settings: Mapping[str, Any], errors: dict[str, str]
) -> Assessment | None:
    """Return what was answered, or None; adds an error for each field that is wrong."""
    needed_for = str(answers.get(CONF_NEEDED_FOR, "")).strip()
    if not _SHORTEST <= len(needed_for) <= _LONGEST:
        errors[CONF_NEEDED_FOR] = "needed_for_length"
        return None
    told = answers.get(CONF_TOLD) or []
    return Assessment(
        heard={
            hearer: _ANSWERS.get(answers.get(hearer.value, UNSURE), Truth.MAYBE)
            for hearer in Hearer
        },
        avoidable=_ANSWERS.get(answers.get(CONF_AVOIDABLE, UNSURE), Truth.MAYBE),
        needed_for=needed_for,
        told=frozenset(hearer for hearer in Hearer if hearer.value in told),
        switches_on_microphone=answers.get(CONF_SWITCHES_ON) is True,
        made_at=dt_util.utcnow(),
        made_by=requesting_user_id() or "",
        placement=Placement(settings["placement"]),
        sees_beyond_property=settings.get(CONF_SEES_BEYOND_PROPERTY) is True,
    )


def _shown(assessment: Assessment | None) -> dict[str, Any]:
    """Return answers as the form shows them."""
    if assessment is None:
        return {}
    return {
        **{hearer.value: _WORDS[one] for hearer, one in assessment.heard.items()},
        CONF_AVOIDABLE: _WORDS[assessment.avoidable],
        CONF_NEEDED_FOR: assessment.needed_for,
        CONF_TOLD: [hearer.value for hearer in assessment.told],
        CONF_SWITCHES_ON: assessment.switches_on_microphone,
    }


@plain_flow
class SoundHintFlow(RepairsFlow):
    """The offer to think about who can be heard by a camera, for whoever wants its sound."""

    def __init__(self, entry: LensCapConfigEntry, camera_id: str) -> None:
        self._entry = entry
        self._camera_id = camera_id

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Go on where the camera is changed, with everything else as it is; nothing is asked here."""
        del user_input
        subentry = self._entry.subentries.get(self._camera_id)
        if subentry is None:
            return self.async_abort(reason="nothing_left")
        flow = await self.hass.config_entries.subentries.async_init(
            (self._entry.entry_id, SUBENTRY_CAMERA),
            context={
                "source": SOURCE_RECONFIGURE,
                "subentry_id": self._camera_id,
            },
            data=shown_settings(subentry.data) | {CONF_EDIT_ASSESSMENT: True},
        )
        return self.async_abort(
            reason="handed_over",
            next_flow=(FlowType.CONFIG_SUBENTRIES_FLOW, flow["flow_id"]),
        )
