"""What a rule or an option names and is gone: said in a repair, and never an open camera."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
    label_registry as lr,
)

from ...helpers.family import ANNA, BEN, add_rule, go, set_options
from ...helpers.mock_house import BED, SOFA, House

DOMAIN = "lens_cap"


def _issue(hass: HomeAssistant, issue_id: str) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, issue_id)


async def _missing(hass: HomeAssistant, rule_id: str) -> str | None:
    """Return what the repair about a rule lists, or None where there is none."""
    await hass.async_block_till_done()
    issue = _issue(hass, f"rule_broken_{rule_id}")
    if issue is None:
        return None
    assert not issue.is_fixable
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["rule"] == "Evening"
    return issue.translation_placeholders["missing"]


async def test_a_person_who_is_deleted(family: House, hass: HomeAssistant) -> None:
    """The rule takes that one for someone who may be home; the repair goes when all is well."""
    rule_id = add_rule(family, name="Evening", presence="someone_home", persons=[BEN])
    assert await _missing(hass, rule_id) is None
    hass.states.async_remove(BEN)
    assert await _missing(hass, rule_id) == "- The person person.ben"
    assert not family.is_open()
    hass.states.async_set(BEN, "not_home")
    assert await _missing(hass, rule_id) is None


async def test_entities_that_are_removed_or_disabled(
    family: House, hass: HomeAssistant
) -> None:
    """While one just does not answer, nothing is said."""
    registry = er.async_get(hass)
    for name in ("gone", "off"):
        registry.async_get_or_create("switch", "vendor", name, object_id_base=name)
        hass.states.async_set(f"switch.{name}", "unavailable")
    first = add_rule(family, name="Evening", while_entity="switch.gone")
    second = add_rule(
        family,
        name="Evening",
        presence="someone_home",
        occupancy_entities=["switch.off"],
    )
    assert (await _missing(hass, first), await _missing(hass, second)) == (None, None)
    registry.async_remove("switch.gone")
    hass.states.async_remove("switch.gone")
    registry.async_update_entity(
        "switch.off", disabled_by=er.RegistryEntryDisabler.USER
    )
    assert await _missing(hass, first) == "- switch.gone"
    assert await _missing(hass, second) == "- switch.off"
    registry.async_update_entity("switch.off", disabled_by=None)
    assert await _missing(hass, second) is None
    assert not family.is_open()


async def test_areas_and_labels_that_are_deleted(
    family: House, hass: HomeAssistant
) -> None:
    """They are named as Home Assistant knew them; a rule that is removed is not talked about."""
    areas, labels = ar.async_get(hass), lr.async_get(hass)
    area, label = areas.async_create("Kitchen"), labels.async_create("Indoors")
    rule_id = add_rule(family, name="Evening", areas=[area.id], labels=[label.label_id])
    assert await _missing(hass, rule_id) is None
    areas.async_delete(area.id)
    labels.async_delete(label.label_id)
    assert await _missing(hass, rule_id) == "- The area kitchen\n- The label indoors"
    hass.config_entries.async_remove_subentry(family.entry, rule_id)
    assert await _missing(hass, rule_id) is None


async def test_a_rule_whose_only_camera_is_removed_is_about_no_camera(
    family: House, hass: HomeAssistant
) -> None:
    """It does not turn into a rule about all cameras, and it is said."""
    rule_id = add_rule(family, name="Evening", cameras=[BED], presence="ignore")
    assert await _missing(hass, rule_id) is None
    hass.config_entries.async_remove_subentry(family.entry, BED)
    assert await _missing(hass, rule_id) == "- A camera that is not guarded any more"
    assert family.entry.subentries[rule_id].data["cameras"] == [BED]
    assert family.is_open(SOFA)


async def test_a_rule_goes_on_for_its_other_cameras(
    family: House, hass: HomeAssistant
) -> None:
    """That one of them is gone changes nothing for them."""
    rule_id = add_rule(family, name="Evening", cameras=[BED, SOFA], presence="ignore")
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(family.entry, BED)
    assert await _missing(hass, rule_id) is not None
    assert not family.is_open(SOFA)


async def test_a_zone_that_was_removed(family: House, hass: HomeAssistant) -> None:
    """Its id would tell nobody anything."""
    rule_id = add_rule(
        family, name="Evening", presence="ignore", effect_level="masked", zones=["z1"]
    )
    assert await _missing(hass, rule_id) == "- A privacy zone"


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (
            {"residents": [ANNA, BEN], "guests_entities": ["sensor.wifi"]},
            "- sensor.wifi\n- The person person.ben",
        ),
        ({"announce_to": ["gone"]}, "- A phone that is told of openings"),
    ],
)
async def test_options_that_name_what_is_gone(
    family: House, hass: HomeAssistant, options: dict[str, Any], missing: str
) -> None:
    """One repair for the household; what is gone counts as guests, or as someone home."""
    hass.states.async_set("sensor.wifi", "0")
    set_options(family, **options)
    await hass.async_block_till_done()
    hass.states.async_remove("sensor.wifi")
    hass.states.async_remove(BEN)
    await hass.async_block_till_done()
    issue = _issue(hass, "household_broken")
    assert issue is not None
    assert issue.translation_placeholders == {"missing": missing}
    set_options(family, residents=[ANNA], guests_entities=[], announce_to=[])
    await hass.async_block_till_done()
    assert _issue(hass, "household_broken") is None


async def test_only_a_phone_can_be_told(family: House, hass: HomeAssistant) -> None:
    """A device that belongs to anything else is none; one of the app is, until it is removed."""
    owners = {domain: MockConfigEntry(domain=domain) for domain in ("mobile_app", "x")}
    devices = []
    for domain, owner in owners.items():
        owner.add_to_hass(hass)
        devices.append(
            dr.async_get(hass).async_get_or_create(
                config_entry_id=owner.entry_id, identifiers={(domain, "1")}
            )
        )
    phone, other = devices
    for device, broken in ((phone, False), (other, True), (phone, False)):
        set_options(family, announce_to=[device.id])
        await hass.async_block_till_done()
        assert (_issue(hass, "household_broken") is not None) is broken
    dr.async_get(hass).async_remove_device(phone.id)
    await hass.async_block_till_done()
    assert _issue(hass, "household_broken") is not None


async def test_repairs_go_with_lens_cap_and_not_with_a_restart(
    family: House, hass: HomeAssistant
) -> None:
    """Somebody who ignored one is not told again; once Lens Cap is removed, nothing is left."""
    rule_id = add_rule(family, name="Evening", persons=["person.gone"])
    assert await _missing(hass, rule_id) is not None
    ir.async_ignore_issue(hass, DOMAIN, f"rule_broken_{rule_id}", ignore=True)
    await family.restart()
    issue = _issue(hass, f"rule_broken_{rule_id}")
    assert issue is not None
    assert issue.dismissed_version is not None
    await hass.config_entries.async_remove(family.entry.entry_id)
    await hass.async_block_till_done()
    assert _issue(hass, f"rule_broken_{rule_id}") is None


async def test_meaningless_events_are_passed_over(
    family: House, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People who move about, and a registry that grows, cause no check at all."""
    add_rule(family, name="Evening", presence="someone_home")
    await hass.async_block_till_done()
    looks: list[Any] = []

    def manage_rules(*args: object) -> set[str]:
        looks.append(args)
        return set()

    monkeypatch.setattr(
        "custom_components.lens_cap.upkeep.upkeep.async_manage_rule_issues",
        manage_rules,
    )
    area = ar.async_get(hass).async_create("Kitchen")
    looks.clear()
    ar.async_get(hass).async_update(area.id, name="Attic")
    for number in range(100):
        go(hass, ANNA, "not_home", gps=number)
        er.async_get(hass).async_get_or_create("sensor", "vendor", str(number))
    await hass.async_block_till_done()
    assert looks == []
    hass.states.async_remove(BEN)
    await hass.async_block_till_done()
    assert looks
