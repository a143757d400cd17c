"""From a repair into the settings of the original camera's own integration, and back."""

from datetime import timedelta
from typing import Any, Final, override

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import (
    MockModule,
    async_fire_time_changed,
    mock_config_flow,
    mock_integration,
    mock_platform,
)
import voluptuous as vol

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ....helpers.probing import add_original
from ....helpers.residence import GOOD_PASSWORD, add_generic, add_mjpeg
from .conftest import Fix, audit, issues
from .real_home import guard, named

SETTINGS: Final = {"next_step_id": "settings"}
WEAK: Final = {"username": "admin", "password": "12345"}


async def test_to_the_options(
    freezer: FrozenDateTimeFactory, hass: HomeAssistant, fix: Fix
) -> None:
    """The next flow is that of the camera; what is changed in it is checked by itself."""
    original = await add_mjpeg(hass, **WEAK)
    house = await guard(hass, {"Attic": original}, check_over_network=False)
    await audit(house)
    issue_id = f"audit_cred_default_pair_{named('Attic')}"
    step = await fix(issue_id, SETTINGS)
    assert (step["type"], step["reason"]) == ("abort", "handed_over")
    kind, flow_id = step["next_flow"]
    assert kind == "options_flow"
    flow = hass.config_entries.options.async_get(flow_id)
    source = house.coordinator.cameras[named("Attic")].source.entity_id
    registered = er.async_get(hass).async_get(source or "")
    assert registered is not None
    assert flow["handler"] == registered.config_entry_id
    assert issue_id in issues(hass)
    entry = hass.config_entries.async_get_known_entry(flow["handler"])
    changed = {**entry.options, "username": "viewer", "password": GOOD_PASSWORD}
    hass.config_entries.async_update_entry(entry, options=changed)
    await hass.async_block_till_done()
    freezer.tick(timedelta(seconds=61))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert issue_id not in issues(hass)


class _Flow(ConfigFlow):
    @override
    def is_matching(self, other_flow: ConfigFlow) -> bool:
        return False

    async def async_step_reconfigure(
        self,
        user_input: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> ConfigFlowResult:
        """Ask for the login."""
        return self.async_show_form(step_id="reconfigure", data_schema=vol.Schema({}))


async def test_to_where_the_login_is_changed(hass: HomeAssistant, fix: Fix) -> None:
    """An integration that can be set up anew is: there, more than in its options, is the login."""
    mock_integration(hass, MockModule("nvr"))
    mock_platform(hass, "nvr.config_flow")
    with mock_config_flow("nvr", _Flow):
        original = add_original(hass, "nvr", data={"host": "nvr.test", **WEAK})
        house = await guard(hass, {"Attic": original}, check_over_network=False)
        await audit(house)
        step = await fix(f"audit_cred_weak_{named('Attic')}", SETTINGS)
        assert (step["type"], step["reason"]) == ("abort", "handed_over")
        kind, flow_id = step["next_flow"]
        assert kind == "config_flow"
        assert hass.config_entries.flow.async_get(flow_id)["step_id"] == "reconfigure"


async def test_nowhere_to_go(hass: HomeAssistant, fix: Fix) -> None:
    """Without settings in Home Assistant, there is the text and no such choice."""
    original = add_original(hass, "nvr", data={"host": "nvr.test", **WEAK})
    house = await guard(hass, {"Attic": original}, check_over_network=False)
    await audit(house)
    step = await fix(f"audit_cred_weak_{named('Attic')}")
    assert step["menu_options"] == ["check_again", "accept"]


async def test_a_flow_that_begins_with_its_end(hass: HomeAssistant, fix: Fix) -> None:
    """Then there is nothing to go on with, and that is said."""

    class Refusing(_Flow):
        @override
        async def async_step_reconfigure(
            self, user_input: dict[str, Any] | None = None
        ) -> ConfigFlowResult:
            return self.async_abort(reason="no")

    mock_integration(hass, MockModule("nvr"))
    mock_platform(hass, "nvr.config_flow")
    with mock_config_flow("nvr", Refusing):
        original = add_original(hass, "nvr", data={"host": "nvr.test", **WEAK})
        house = await guard(hass, {"Attic": original}, check_over_network=False)
        await audit(house)
        step = await fix(f"audit_cred_weak_{named('Attic')}", SETTINGS)
    assert (step["type"], step["reason"]) == ("abort", "no_settings")


async def test_a_repair_while_lens_cap_does_not_run(
    hass: HomeAssistant, fix: Fix
) -> None:
    """It cannot be confirmed away."""
    house = await guard(
        hass, {"Cellar": await add_generic(hass)}, check_over_network=False
    )
    await audit(house)
    issue_id = f"audit_cred_none_{named('Cellar')}"
    assert issue_id in issues(hass)
    await house.stop()
    assert (await fix(issue_id, status=404))["message"] == "Unknown flow"
    assert issue_id in issues(hass)
