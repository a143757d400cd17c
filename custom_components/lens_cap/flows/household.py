"""The household's options, and what is done beside them."""

from collections.abc import Mapping
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
from .overwriting import overwritten
from .register.options import SHOW_GUEST_PAGE, code_schema


@plain_flow
class HouseholdFlow(OptionsFlow):
    """The options flow: the household's settings, the guest page's address, and a review by hand."""

    _begun: Mapping[str, Any] | None = None

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
        stored = self.config_entry.options
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
        if user_input is None or self._begun is None:
            self._begun = self.config_entry.options
        users = await async_people(self.hass)
        trackerless = without_tracker(self.hass)
        answers = Answers(user_input or {})
        shown = dict(self._begun if user_input is None else user_input)
        if user_input is not None:
            pin = await self._async_read_pin(user_input, answers)
            # Nothing is waited for from here on: what is compared is what is overwritten.
            stored = self.config_entry.options
            options = read_household(self.hass, answers, users, trackerless, stored)
            options |= pin
            with_address = answers.flag(SHOW_GUEST_PAGE, default=False)
            if with_address and not options.get(CONF_GUEST_PAGE):
                answers.wrong(SHOW_GUEST_PAGE, "guest_page_off")
            if not answers.errors:
                undone = overwritten(self._begun, stored, options)
                if not undone:
                    return await self._async_save(options, with_address=with_address)
                for field in undone:
                    is_pin = field == CONF_PIN
                    answers.wrong(
                        field,
                        "pin_changed_elsewhere" if is_pin else "changed_elsewhere",
                    )
                    shown[field] = stored.get(field)
                # Shown now, and so may be overwritten the next time.
                self._begun = stored
        # Neither the stored hash nor what was just typed is shown again.
        shown.pop(CONF_PIN, None)
        return self.async_show_form(
            step_id="household",
            data_schema=self.add_suggested_values_to_schema(
                household_schema(users, trackerless),
                {name: value for name, value in shown.items() if value is not None},
            ),
            errors=answers.errors,
            description_placeholders=answers.placeholders(*NAMING)
            | {"people": said_names(self.hass, trackerless)},
        )

    async def _async_read_pin(
        self, given: Mapping[str, Any], answers: Answers
    ) -> dict[str, Any]:
        """Return the PIN as it is stored; nothing where none is given."""
        pin = str(given.get(CONF_PIN) or "")
        if pin and not is_long_enough(pin):
            answers.wrong(CONF_PIN, "pin_too_short")
        if not pin or answers.errors:
            return {}
        return {CONF_PIN: await async_hash_pin(self.hass, pin)}

    async def _async_save(
        self, options: dict[str, Any], *, with_address: bool
    ) -> ConfigFlowResult:
        """Save, and go on to the guest page's address where that was asked for and there is one."""
        if not with_address or running(self.hass) is None:
            return self.async_create_entry(data=options)
        self.hass.config_entries.async_update_entry(self.config_entry, options=options)
        return await self.async_step_guest_page()
