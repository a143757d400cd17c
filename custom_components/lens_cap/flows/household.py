"""The household's options, and what is done beside them."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow

from ..audio import async_hash_pin, is_long_enough
from ..const import CONF_GUEST_PAGE, CONF_PIN
from ..core.plain_text import Markdown
from ..entry.runtime import running
from ..ha.plain_forms import plain_flow
from ..sensing.login import async_people
from ..sensing.people import without_tracker
from .answers import Answers
from .household_form import NAMING, household_schema, read_household, said_names
from .register.options import SHOW_GUEST_PAGE, code_schema


@plain_flow
class HouseholdFlow(OptionsFlow):
    """The options flow: the household's settings, the guest page's address, and a review by hand."""

    _options: dict[str, Any] | None = None

    async def async_step_init(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what to do."""
        return self.async_show_menu(
            step_id="init", menu_options=["household", "guest_page", "review"]
        )

    async def async_step_guest_page(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the address of the guest page, as text and as code, to print or to put on a screen."""
        stored = self.config_entry.options if self._options is None else self._options
        if user_input is not None:
            return self.async_create_entry(data=dict(stored))
        if (runtime := running(self.hass)) is None:
            return self.async_abort(reason="not_running")
        if not stored.get(CONF_GUEST_PAGE):
            return self.async_abort(reason="guest_page_off")
        address = runtime.guest_page.address
        return self.async_show_form(
            step_id="guest_page",
            data_schema=code_schema(address),
            description_placeholders={"address": Markdown(f"`{address}`")},
        )

    async def async_step_review(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a review now; it waits among the repairs."""
        if (runtime := running(self.hass)) is None:
            return self.async_abort(reason="not_running")
        runtime.reviews.async_begin()
        return self.async_abort(reason="review_ready")

    async def async_step_household(
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
            step_id="household",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=answers.errors,
            description_placeholders=answers.placeholders(*NAMING)
            | {"people": said_names(self.hass, trackerless)},
        )
