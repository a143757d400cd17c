"""The household's options."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow

from ..audio import async_hash_pin, is_long_enough
from ..const import CONF_PIN
from ..core.plain_text import Markdown
from ..entry.runtime import running
from ..ha.plain_forms import plain_flow
from ..sensing.login import async_people
from ..sensing.people import without_tracker
from .answers import Answers
from .household_form import NAMING, household_schema, read_household, said_names
from .register.options import SHOW_GUEST_PAGE


@plain_flow
class HouseholdFlow(OptionsFlow):
    """The options flow: who lives here, what means guests, who may open cameras."""

    _options: dict[str, Any]

    async def async_step_guest_page(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the address of the guest page, to print or to put on a screen."""
        if user_input is not None:
            return self.async_create_entry(data=self._options)
        if (runtime := running(self.hass)) is None:
            return self.async_abort(reason="not_running")
        return self.async_show_form(
            step_id="guest_page",
            description_placeholders={
                "address": Markdown(f"`{runtime.guest_page.address}`")
            },
        )

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for everything about the household."""
        stored = self.config_entry.options
        users = await async_people(self.hass)
        trackerless = without_tracker(self.hass)
        answers = Answers(user_input or {})
        if user_input is not None:
            options = read_household(self.hass, answers, users, trackerless, stored)
            given = str(user_input.get(CONF_PIN) or "")
            if given and not is_long_enough(given):
                answers.wrong(CONF_PIN, "pin_too_short")
            if not answers.errors:
                if given:
                    options[CONF_PIN] = await async_hash_pin(self.hass, given)
                if answers.flag(SHOW_GUEST_PAGE, default=False):
                    self._options = options
                    return await self.async_step_guest_page()
                return self.async_create_entry(data=options)
        schema = household_schema(users, trackerless)
        # Neither the stored hash nor what was just typed is shown again.
        shown = dict(stored if user_input is None else user_input)
        shown.pop(CONF_PIN, None)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=answers.errors,
            description_placeholders=answers.placeholders(*NAMING)
            | {"people": said_names(self.hass, trackerless)},
        )
