"""When a camera or Lens Cap leaves, a repair says what to think of, and what stays as it is."""

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.repairs import async_create_fix_flow
from homeassistant.components.repairs import ConfirmRepairFlow
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ...helpers.mock_house import SOFA, House
from ...helpers.subentries import add_camera, change_camera

PLUG = "input_boolean.plug"


def _lists(registry: ir.IssueRegistry) -> list[ir.IssueEntry]:
    return [
        issue
        for (domain, issue_id), issue in registry.issues.items()
        if domain == DOMAIN and issue_id.startswith("camera_left")
    ]


async def _use_plug(house: House) -> None:
    house.hass.states.async_set(PLUG, "off")
    control = {
        "role": "plug",
        "entity": PLUG,
        "safe_value": "off",
        "origin": "picked",
    }
    change_camera(house, SOFA, controls=[control])
    await house.hass.async_block_till_done()


async def test_a_camera_that_goes(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """It is named, with the control that stays on its private side; reading is enough."""
    await _use_plug(house)
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    [issue] = _lists(issue_registry)
    assert issue.translation_placeholders == {
        "cameras": "Sofa",
        "controls": f"- Sofa: {PLUG} is at off",
    }
    assert issue.is_persistent
    assert PLUG not in issue.issue_id
    flow = await async_create_fix_flow(hass, issue.issue_id, None)
    assert isinstance(flow, ConfirmRepairFlow)
    assert hass.states.is_state(PLUG, "off")


async def test_a_camera_that_comes_back(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """It does not leave any more."""
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    assert len(_lists(issue_registry)) == 1
    add_camera(house, SOFA)
    await hass.async_block_till_done()
    assert _lists(issue_registry) == []


async def test_lens_cap_goes(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """One list for all cameras that are left; what nobody read yet stays."""
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    used = "Lens Cap used none."
    assert [issue.translation_placeholders for issue in _lists(issue_registry)] == [
        {"cameras": "Sofa", "controls": used},
        {"cameras": "Bed", "controls": used},
    ]


async def test_a_camera_that_goes_while_lens_cap_does_not_run(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """Its settings are gone; what stays on its private side was remembered, and is named."""
    await _closed_by_us(house)
    await house.stop()
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    assert _lists(issue_registry) == []
    assert await house.set_up()
    [issue] = _lists(issue_registry)
    assert issue.translation_placeholders == {
        "cameras": "Sofa",
        "controls": f"- Sofa: {PLUG} is at off",
    }


async def test_lens_cap_goes_after_a_camera_that_went_unseen(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """The list names it too, whose settings nobody has any more."""
    await _closed_by_us(house)
    await house.stop()
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    [issue] = _lists(issue_registry)
    assert issue.translation_placeholders == {
        "cameras": "Bed, Sofa",
        "controls": f"- Sofa: {PLUG} is at off",
    }


async def _closed_by_us(house: House) -> None:
    """Let the plug be turned off for privacy."""
    await async_setup_component(
        house.hass, "input_boolean", {"input_boolean": {"plug": {"initial": True}}}
    )
    control = {
        "role": "plug",
        "entity": PLUG,
        "safe_value": "off",
        "origin": "picked",
    }
    change_camera(house, SOFA, controls=[control])
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await house.hass.async_block_till_done(wait_background_tasks=True)
    assert house.hass.states.is_state(PLUG, "off")
