"""Drawing privacy zones while a camera is reconfigured."""

from base64 import b64decode
from io import BytesIO
from typing import Any

from PIL import Image
import pytest

from custom_components.lens_cap.const import SUBENTRY_RULE
from custom_components.lens_cap.core.level import PrivacyLevel
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ....helpers.family import ANNA, add_rule, go
from ....helpers.mock_house import SECRET, SOFA, House

SETTINGS = {"placement": "living_area", "edit_zones": True}


async def _begin(house: House) -> dict[str, Any]:
    flow = await house.entry.start_subentry_reconfigure_flow(house.hass, SOFA)
    step: dict[str, Any] = await _submit(house, flow, SETTINGS)
    return step


async def _submit(house: House, step: Any, answers: dict[str, Any]) -> dict[str, Any]:
    flows = house.hass.config_entries.subentries
    result: Any = await flows.async_configure(step["flow_id"], answers)
    await house.hass.async_block_till_done()
    shown: dict[str, Any] = result
    return shown


async def test_cells_become_a_zone(family: House, hass: HomeAssistant) -> None:
    """With a switch of its own, and a rule where one was asked for."""
    step = await _begin(family)
    assert step["step_id"] == "zone"
    answers = {"name": "Table", "cells": "1-3, 13-15", "covered": "someone_home"}
    step = await _submit(family, step, answers)
    assert step["step_id"] == "zones"
    step = await _submit(family, step, {"zone": "done"})
    assert step["reason"] == "reconfigure_successful"
    said = step["description_placeholders"]["zones"]
    assert said.endswith("- Table: covered while someone is home")
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    assert zone.name == "Table"
    (outline,) = zone.polygons
    assert list(outline[0]) == [0, 0]
    assert outline[2] == pytest.approx((0.25, 2 / 9), abs=1e-4)
    assert family.state("switch.sofa_zone_table").name == "Sofa Privacy zone Table"
    (rule,) = family.entry.get_subentries_of_type(SUBENTRY_RULE)
    assert rule.title == "Sofa: Table"
    go(hass, ANNA, "home")
    await hass.async_block_till_done()
    assert family.level() is PrivacyLevel.MASKED
    assert family.state("switch.sofa_zone_table").state == "on"


async def test_the_grid_over_the_picture(family: House, hass: HomeAssistant) -> None:
    """While the camera is private, the grid alone."""

    def picture(step: dict[str, Any]) -> Image.Image:
        text: str = step["description_placeholders"]["grid"]
        content = b64decode(text.split("base64,")[1].rstrip(")"))
        assert SECRET not in content
        with Image.open(BytesIO(content)) as image:
            return image.convert("RGB")

    def is_red(image: Image.Image) -> bool:
        red, green, _ = image.resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
        return bool(red > 150 and green < 120)

    assert is_red(picture(await _begin(family)))
    await family.call("camera.turn_off", "camera.sofa")
    assert not is_red(picture(await _begin(family)))


@pytest.mark.parametrize(
    ("answers", "field", "error"),
    [
        ({"name": " "}, "name", "zone_name_length"),
        ({"name": "x" * 51}, "name", "zone_name_length"),
        ({"name": "Table"}, "cells", "zone_empty"),
        ({"name": "Table", "cells": "all"}, "cells", "zone_cells"),
        ({"name": "Table", "cells": "0"}, "cells", "zone_cells"),
        ({"name": "Table", "cells": "109"}, "cells", "zone_cells"),
        ({"name": "Table", "cells": "9-2"}, "cells", "zone_cells"),
        ({"name": "Table", "cells": "9" * 5000}, "cells", "zone_cells"),
        ({"name": "Table", "cells": "1-" + "9" * 5000}, "cells", "zone_cells"),
        ({"name": "Table", "outline": "1 2"}, "outline", "zone_not_a_number"),
        ({"name": "Table", "outline": "nan,0 1,1 2,1"}, "outline", "zone_not_a_number"),
        ({"name": "Table", "outline": "0,0 10,10"}, "outline", "zone_too_few_points"),
        ({"name": "Table", "outline": "0,0 101,0 0,9"}, "outline", "zone_outside"),
        ({"name": "Table", "outline": "0,0 50,50 99,99"}, "outline", "zone_no_area"),
        (
            {"name": "Table", "outline": "0,0 50,50 50,0 0,50"},
            "outline",
            "zone_crosses_itself",
        ),
    ],
)
async def test_what_is_no_zone(
    family: House, answers: dict[str, str], field: str, error: str
) -> None:
    """It is said at its field, and nothing is changed."""
    step = await _submit(family, await _begin(family), answers)
    assert step["errors"] == {field: error}
    assert not family.coordinator.cameras[SOFA].config.zones


async def test_changing_and_removing(family: House, hass: HomeAssistant) -> None:
    """The switch of a zone follows its zone, and goes with it."""
    step = await _begin(family)
    step = await _submit(family, step, {"name": "Table", "cells": "1"})
    await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    step = await _begin(family)
    assert step["step_id"] == "zones"
    step = await _submit(family, step, {"zone": zone.zone_id})
    step = await _submit(
        family, step, {"name": "Pavement", "outline": "0,50 100,50 100,100"}
    )
    step = await _submit(family, step, {"zone": "new"})
    step = await _submit(family, step, {"name": "PAVEMENT", "cells": "2"})
    assert step["errors"] == {"name": "zone_name_twice"}
    step = await _submit(family, step, {"name": "Door", "cells": "2"})
    await _submit(family, step, {"zone": "done"})
    names = {one.name for one in family.coordinator.cameras[SOFA].config.zones}
    assert names == {"Pavement", "Door"}
    switch = family.state("switch.sofa_zone_table")
    assert switch.name == "Sofa Privacy zone Pavement"
    step = await _begin(family)
    step = await _submit(family, step, {"zone": zone.zone_id, "remove": True})
    await _submit(family, step, {"zone": "done"})
    switches = [
        one.entity_id
        for one in er.async_get(hass).entities.values()
        if one.translation_key == "privacy_zone"
    ]
    assert len(switches) == 1


async def test_a_zone_of_several_pieces(family: House) -> None:
    """It is shown as the cells that were chosen, and stays so when nothing is changed."""
    step = await _begin(family)
    step = await _submit(
        family, step, {"name": "Two", "cells": "1 - 2, 107 \u2013 108"}
    )
    await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    assert len(zone.polygons) == 2
    step = await _begin(family)
    step = await _submit(family, step, {"zone": zone.zone_id})
    shown = {
        str(field): field.description["suggested_value"]
        for field in step["data_schema"].schema
        if field.description
    }
    assert shown == {"name": "Two", "cells": "1-2, 107-108"}
    step = await _submit(family, step, shown)
    await _submit(family, step, {"zone": "done"})
    (again,) = family.coordinator.cameras[SOFA].config.zones
    for polygon, before in zip(again.polygons, zone.polygons, strict=True):
        for point, was in zip(polygon, before, strict=True):
            assert point == pytest.approx(was, abs=1e-6)


def _pixels(step: dict[str, Any]) -> bytes:
    text: str = step["description_placeholders"]["grid"]
    with Image.open(BytesIO(b64decode(text.split("base64,")[1].rstrip(")")))) as image:
        return image.convert("RGB").tobytes()


async def test_two_cells_are_the_corners_of_a_rectangle(family: House) -> None:
    """From 14 to 53 it is five columns wide and four rows high; and it is shown so when it is edited."""
    step = await _begin(family)
    empty = _pixels(step)
    step = await _submit(family, step, {"name": "Table", "cells": "14-53"})
    step = await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    (outline,) = zone.polygons
    assert outline[0] == pytest.approx((1 / 12, 1 / 9), abs=1e-4)
    assert outline[2] == pytest.approx((5 / 12, 5 / 9), abs=1e-4)
    step = await _submit(family, await _begin(family), {"zone": zone.zone_id})
    shown = {
        str(field): field.description["suggested_value"]
        for field in step["data_schema"].schema
        if field.description
    }
    assert shown["cells"] == "14-53"
    assert _pixels(step) != empty


async def test_a_new_zone_is_always_covered_unless_something_else_is_chosen(
    family: House,
) -> None:
    """The answer says so; a zone that was left to its switch is so when it is edited."""
    step = await _submit(
        family, await _begin(family), {"name": "Street", "cells": "1-12"}
    )
    step = await _submit(family, step, {"zone": "new"})
    answers = {"name": "Door", "cells": "25", "covered": "by_switch"}
    step = await _submit(family, step, answers)
    step = await _submit(family, step, {"zone": "done"})
    assert step["description_placeholders"]["zones"].splitlines()[-2:] == [
        "- Street: always covered",
        "- Door: not covered until its switch, a rule or an action says so",
    ]
    assert family.level() is PrivacyLevel.MASKED
    street, door = family.coordinator.cameras[SOFA].config.zones
    assert family.coordinator.data.cameras[SOFA].zones == {street.zone_id}
    for zone, covered in ((street, "always"), (door, "by_switch")):
        step = await _submit(family, await _begin(family), {"zone": zone.zone_id})
        (field,) = [one for one in step["data_schema"].schema if one == "covered"]
        assert field.default() == covered


async def test_choosing_the_same_again(family: House) -> None:
    """There is one rule still; another choice has its own in the place of that."""
    step = await _begin(family)
    answers = {"name": "Table", "cells": "1", "covered": "someone_home"}
    step = await _submit(family, step, answers)
    await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    for covered, presence in (
        ("someone_home", ["someone_home"]),
        ("always", ["ignore"]),
        ("always", ["ignore"]),
        ("by_switch", []),
    ):
        step = await _begin(family)
        step = await _submit(family, step, {"zone": zone.zone_id})
        step = await _submit(family, step, answers | {"covered": covered})
        await _submit(family, step, {"zone": "done"})
        rules = family.entry.get_subentries_of_type(SUBENTRY_RULE)
        assert [one.data["presence"] for one in rules] == presence


async def test_a_zone_that_is_left_to_its_switch_is_covered_no_more(
    family: House,
) -> None:
    """It was always; what the answer says is so."""
    answers = {"name": "Table", "cells": "1", "covered": "always"}
    step = await _submit(family, await _begin(family), answers)
    await _submit(family, step, {"zone": "done"})
    assert family.level() is PrivacyLevel.MASKED
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    step = await _submit(family, await _begin(family), {"zone": zone.zone_id})
    step = await _submit(family, step, answers | {"covered": "by_switch"})
    step = await _submit(family, step, {"zone": "done"})
    said = step["description_placeholders"]["zones"]
    assert said.endswith(
        "- Table: not covered until its switch, a rule or an action says so"
    )
    assert family.level() is PrivacyLevel.OPEN


async def test_a_zone_that_a_rule_of_the_household_covers(family: House) -> None:
    """That rule stays whatever is chosen here, and the answer says that it counts."""
    answers = {"name": "Table", "cells": "1", "covered": "by_switch"}
    step = await _submit(family, await _begin(family), answers)
    await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    add_rule(family, effect_level="masked")
    await family.hass.async_block_till_done()
    step = await _submit(family, await _begin(family), {"zone": zone.zone_id})
    step = await _submit(family, step, answers)
    step = await _submit(family, step, {"zone": "done"})
    said = step["description_placeholders"]["zones"]
    assert said.endswith("- Table: covered when other rules say so")
    assert family.level() is PrivacyLevel.MASKED


async def test_the_rule_of_a_zone_goes_with_it(family: House) -> None:
    """A rule about a zone that is not there any more would say nothing."""
    step = await _submit(family, await _begin(family), {"name": "Table", "cells": "1"})
    await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    assert family.entry.get_subentries_of_type(SUBENTRY_RULE)
    answers = {"zone": zone.zone_id, "remove": True}
    step = await _submit(family, await _begin(family), answers)
    await _submit(family, step, {"zone": "done"})
    assert not family.entry.get_subentries_of_type(SUBENTRY_RULE)


async def test_a_zone_that_another_administrator_draws_meanwhile_stays(
    family: House,
) -> None:
    """What was drawn here is refused, whole; drawn anew, both are there."""
    step = await _begin(family)
    step = await _submit(family, step, {"name": "Table", "cells": "1"})
    other = await _begin(family)
    other = await _submit(family, other, {"name": "Window", "cells": "2"})
    await _submit(family, other, {"zone": "done"})
    stored = dict(family.entry.subentries[SOFA].data)
    step = await _submit(family, step, {"zone": "done"})
    assert step["reason"] == "zones_changed_elsewhere"
    assert step["description_placeholders"]["camera"] == "Sofa"
    assert dict(family.entry.subentries[SOFA].data) == stored
    assert len(family.entry.get_subentries_of_type(SUBENTRY_RULE)) == 1
    step = await _submit(family, await _begin(family), {"zone": "new"})
    step = await _submit(family, step, {"name": "Table", "cells": "1"})
    await _submit(family, step, {"zone": "done"})
    names = [one.name for one in family.coordinator.cameras[SOFA].config.zones]
    assert names == ["Window", "Table"]


async def test_settings_that_another_administrator_changed_meanwhile_stay(
    family: House,
) -> None:
    """They are stored together with the zones, and so refused together."""
    step = await _begin(family)
    other = await family.entry.start_subentry_reconfigure_flow(family.hass, SOFA)
    await _submit(family, other, {"placement": "bedroom_bathroom"})
    assert family.level() is PrivacyLevel.PRIVATE
    step = await _submit(family, step, {"name": "Table", "cells": "1"})
    step = await _submit(family, step, {"zone": "done"})
    assert step["reason"] == "changed_elsewhere"
    assert family.level() is PrivacyLevel.PRIVATE
    assert not family.coordinator.cameras[SOFA].config.zones


async def test_a_zone_whose_rule_is_made_stricter_meanwhile(family: House) -> None:
    """When a zone is covered is refused like its shape."""
    answers = {"name": "Table", "cells": "1", "covered": "someone_home"}
    step = await _submit(family, await _begin(family), answers)
    await _submit(family, step, {"zone": "done"})
    (zone,) = family.coordinator.cameras[SOFA].config.zones
    step = await _submit(family, await _begin(family), {"zone": zone.zone_id})
    step = await _submit(family, step, answers | {"covered": "by_switch"})
    (rule,) = family.entry.get_subentries_of_type(SUBENTRY_RULE)
    family.hass.config_entries.async_update_subentry(
        family.entry, rule, data={**rule.data, "presence": "ignore"}
    )
    await family.hass.async_block_till_done()
    step = await _submit(family, step, {"zone": "done"})
    assert step["reason"] == "zones_changed_elsewhere"
    assert family.level() is PrivacyLevel.MASKED


async def test_while_lens_cap_does_not_run(family: House) -> None:
    """There is no picture to draw on."""
    await family.stop()
    step = await _begin(family)
    assert step["reason"] == "not_running"


async def test_rules_about_zones_that_are_there(
    family: House, hass: HomeAssistant
) -> None:
    """A rule that covers all zones makes a camera without zones private."""
    add_rule(family, effect_level="masked")
    await hass.async_block_till_done()
    assert family.level() is PrivacyLevel.PRIVATE
