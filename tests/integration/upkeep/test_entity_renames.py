"""Entities that are renamed keep their place in rules and options."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from ...helpers.family import BEN, add_rule, set_options
from ...helpers.mock_house import House

PHONE = "device_tracker.phone"
OLD = "binary_sensor.old"
NEW = "binary_sensor.new"


def _register(hass: HomeAssistant, entity_id: str) -> None:
    domain, name = entity_id.split(".")
    er.async_get(hass).async_get_or_create(
        domain, "vendor", name, object_id_base=name, original_name=name
    )
    hass.states.async_set(entity_id, "off")


async def test_every_place_follows(family: House, hass: HomeAssistant) -> None:
    """Lists keep their order, single fields theirs; what is not about the entity stays."""
    for entity_id in (OLD, "binary_sensor.other", "alarm_control_panel.old"):
        _register(hass, entity_id)
    rule_id = add_rule(
        family,
        presence="someone_home",
        occupancy_entities=["binary_sensor.other", OLD],
        while_entity=OLD,
        alarm_entity="alarm_control_panel.old",
        alarm_states=["disarmed"],
    )
    untouched = add_rule(family, presence="ignore", while_entity="binary_sensor.other")
    set_options(family, residents=[BEN], guests_entities=[OLD])
    await hass.async_block_till_done()
    before = family.entry.subentries[untouched]

    registry = er.async_get(hass)
    registry.async_update_entity(OLD, new_entity_id=NEW)
    registry.async_update_entity(
        "alarm_control_panel.old", new_entity_id="alarm_control_panel.new"
    )
    hass.states.async_remove(OLD)
    hass.states.async_set(NEW, "off")
    hass.states.async_set("alarm_control_panel.new", "armed_away")
    await hass.async_block_till_done()

    rule = family.entry.subentries[rule_id].data
    assert rule["occupancy_entities"] == ["binary_sensor.other", NEW]
    assert rule["while_entity"] == NEW
    assert rule["alarm_entity"] == "alarm_control_panel.new"
    assert family.entry.options == {"residents": [BEN], "guests_entities": [NEW]}
    assert family.entry.subentries[untouched] is before
    assert family.is_open()
    hass.states.async_set(NEW, "on")
    assert not family.is_open()
    assert list(ir.async_get(hass).issues) == []


async def test_a_person_who_is_renamed_stays_in_the_rule(
    family: House, hass: HomeAssistant
) -> None:
    """And among the residents."""
    er.async_get(hass).async_get_or_create("person", "person", "1", object_id_base="li")
    hass.states.async_set("person.li", "not_home")
    rule_id = add_rule(family, presence="someone_home", persons=["person.li"])
    set_options(family, residents=["person.li", BEN])
    await hass.async_block_till_done()
    er.async_get(hass).async_update_entity("person.li", new_entity_id="person.lina")
    hass.states.async_remove("person.li")
    hass.states.async_set("person.lina", "home")
    await hass.async_block_till_done()
    assert family.entry.subentries[rule_id].data["persons"] == ["person.lina"]
    assert family.entry.options["residents"] == ["person.lina", BEN]
    assert not family.is_open()


async def test_other_changes_of_entities_change_nothing(
    family: House, hass: HomeAssistant
) -> None:
    """A new name for people is none for rules; entities that no rule names are nobody's business."""
    for entity_id in (OLD, PHONE):
        _register(hass, entity_id)
    add_rule(family, presence="ignore", while_entity=OLD)
    await hass.async_block_till_done()
    before = dict(family.entry.subentries)
    registry = er.async_get(hass)
    registry.async_update_entity(OLD, name="Lamp")
    registry.async_update_entity(PHONE, new_entity_id=f"{PHONE}_2")
    await hass.async_block_till_done()
    assert dict(family.entry.subentries) == before
