"""The steps about a camera's register: why it is there, what it sees and keeps, who agreed."""

from abc import abstractmethod
from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)

from ...const import CONF_EDIT_CONSENTS, CONF_PURPOSE
from ...core.duties.purpose import is_asked_back
from ...core.ids import CameraId
from ...core.state.consent import Consent
from ...duties.consents import ConsentControl
from ...entry.runtime import LensCapConfigEntry
from ...exceptions import NotSavedError
from ...ha.texts import HouseholdTexts
from ...sensing.login import requesting_user_id
from ...settings import camera_config
from ..answers import Answers
from .form import (
    CONF_CONSENT,
    CONF_WAY,
    DONE,
    NEW,
    consent_schema,
    consents_schema,
    read_register_form,
    register_schema,
    shown_register,
)
from .noting import async_note_answer


class RegisterSteps(ConfigSubentryFlow):
    """The steps `register`, `consents` and `consent`; what is said of consents counts at once."""

    _register_settings: dict[str, Any]
    _consent: Consent | None = None
    _asked_back: bool = False
    _edit_register: bool = False

    async def async_begin_register(
        self, settings: dict[str, Any]
    ) -> SubentryFlowResult:
        """Begin to ask; `settings` are stored together with the answers."""
        self._register_settings = settings
        return await self.async_step_register()

    def asks_back(self, purpose: str, stored: str = "") -> bool:
        """Return whether a purpose that says nothing is to be asked about again: once, and kindly."""
        if self._asked_back or not is_asked_back(purpose, stored):
            return False
        self._asked_back = True
        return True

    def must_ask_back(self, settings: dict[str, Any], stored: str = "") -> bool:
        """Return whether the first form asks about a purpose again; where there is none, the register does."""
        purpose: str = settings[CONF_PURPOSE]
        if not purpose or self._edit_register:
            return False
        return self.asks_back(purpose, stored)

    async def async_step_register(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask why the camera is there, what it sees, records and recognizes, and who was told."""
        answers = Answers(user_input or {})
        config = camera_config(self._get_reconfigure_subentry())
        if user_input is not None:
            settings = read_register_form(answers)
            consents = answers.flag(CONF_EDIT_CONSENTS, default=False)
            if not answers.errors and self.asks_back(
                settings[CONF_PURPOSE], config.purpose
            ):
                answers.wrong(CONF_PURPOSE, "purpose_says_nothing")
            if not answers.errors:
                self._register_settings |= settings
                if consents:
                    return await self.async_step_consents()
                return await self.async_after_register(self._register_settings)
        purpose = self._register_settings.get(CONF_PURPOSE) or config.purpose
        return self.async_show_form(
            step_id="register",
            data_schema=self.add_suggested_values_to_schema(
                register_schema(),
                user_input or shown_register(purpose, config.register),
            ),
            errors=answers.errors,
            description_placeholders={"camera": config.name},
        )

    @abstractmethod
    async def async_after_register(
        self, settings: dict[str, Any]
    ) -> SubentryFlowResult:
        """Go on with what else was to be changed."""

    async def async_step_consents(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show who agreed, and ask whose answer is to be noted, or whether that is all."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_running")
        known = {one.consent_id: one for one in self._consents.of(self._camera_id)}
        errors: dict[str, str] = {}
        if user_input is not None:
            chosen = user_input.get(CONF_CONSENT, DONE)
            if chosen == DONE:
                return await self.async_after_register(self._register_settings)
            if chosen == NEW or chosen in known:
                self._consent = known.get(chosen)
                return await self.async_step_consent()
            errors[CONF_CONSENT] = "consent_unknown"
        texts = await HouseholdTexts.async_load(self.hass, "consent_")
        labels = {key: _label(one, texts) for key, one in known.items()}
        return self.async_show_form(
            step_id="consents",
            data_schema=consents_schema(labels),
            errors=errors,
            description_placeholders={
                "camera": self._get_reconfigure_subentry().title,
                "consents": HouseholdTexts.list(
                    texts.say("line", consent=label) for label in labels.values()
                )
                or "-",
            },
        )

    async def async_step_consent(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Note what somebody answered, and go back to the list."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_running")
        known, answers = self._consent, Answers(user_input or {})
        if user_input is not None:
            try:
                await async_note_answer(
                    self._consents,
                    self._camera_id,
                    known,
                    answers,
                    requesting_user_id(),
                )
            except NotSavedError:
                answers.wrong("base", "not_saved")
            if not answers.errors:
                return await self.async_step_consents()
        texts = await HouseholdTexts.async_load(self.hass, "consent_")
        shown = {CONF_WAY: known.way, CONF_PURPOSE: known.purpose} if known else {}
        return self.async_show_form(
            step_id="consent",
            data_schema=self.add_suggested_values_to_schema(
                consent_schema(known), user_input or shown
            ),
            errors=answers.errors,
            description_placeholders={
                "camera": self._get_reconfigure_subentry().title,
                "consent": _label(known, texts) if known else texts.say("new"),
            },
        )

    @property
    def _camera_id(self) -> CameraId:
        return CameraId(self._get_reconfigure_subentry().subentry_id)

    @property
    def _consents(self) -> ConsentControl:
        entry: LensCapConfigEntry = self._get_entry()
        return entry.runtime_data.consents


def _label(consent: Consent, texts: HouseholdTexts) -> str:
    """Return a consent in a line: who, what, and since when it is so."""
    day = consent.given_on.isoformat() if consent.given_on else "-"
    if consent.withdrawn_at is not None:
        day = consent.withdrawn_at.date().isoformat()
    return texts.say(
        "withdrawn" if consent.withdrawn else "given",
        who=consent.who or "-",
        what=texts.say(consent.scope.value),
        day=day,
    )
