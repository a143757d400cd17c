"""Rules on the page: shown in a sentence, tried before they are saved, and never overwritten."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant

from ...helpers.family import add_rule, set_options
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import BED, SOFA, House
from ...helpers.subentries import rules_named

NIGHT = {"name": "Night", "start": "22:00:00", "end": "07:00:00", "cameras": [SOFA]}


@pytest.fixture
async def editor(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> OpenFeed:
    """Return what Anna, an administrator, has open."""
    return await open_feed(hass, hass_ws_client, anna)


async def listed(editor: OpenFeed) -> list[dict[str, Any]]:
    """Return the rules as they are told."""
    rules: list[dict[str, Any]] = (await editor.asks("rules/list"))["rules"]
    return rules


async def test_a_rule_is_added_edited_and_deleted(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """Each is in force at once, and can be seen in the list."""
    (rule_id,) = (await editor.asks("rules/save", fields=NIGHT))["rule_ids"]
    await hass.async_block_till_done()
    (rule,) = await listed(editor)
    assert (rule["rule_id"], rule["name"], rule["on"]) == (rule_id, "Night", True)
    assert rule["cameras"] == [SOFA]
    assert rule["fields"]["cameras"] == [SOFA]
    assert "22:00" in rule["sentence"]
    assert rule["entity_id"] == "switch.lens_cap_rule_night"
    fields = {**rule["fields"], "start": None, "end": None}
    await editor.asks(
        "rules/save", rule_id=rule_id, revision=rule["revision"], fields=fields
    )
    await hass.async_block_till_done()
    assert not family.is_open()
    (rule,) = await listed(editor)
    assert rule["applies"]
    await editor.asks("rules/delete", rule_id=rule_id, revision=rule["revision"])
    await hass.async_block_till_done()
    assert family.is_open()
    assert await listed(editor) == []


async def test_several_presences_are_several_rules(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """As the flow makes them."""
    fields = {
        "name": "X",
        "presence": "someone_home",
        "or_presence": ["guests_present"],
    }
    made = await editor.asks("rules/save", fields=fields)
    await hass.async_block_till_done()
    assert len(made["rule_ids"]) == 2
    assert {one["name"] for one in await listed(editor)} > {"X"}


async def test_a_rule_that_was_changed_elsewhere(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """It is neither overwritten nor deleted."""
    add_rule(family, name="Night", start="22:00:00")
    await hass.async_block_till_done()
    (rule,) = await listed(editor)
    stored = family.entry.subentries[rule["rule_id"]]
    hass.config_entries.async_update_subentry(family.entry, stored, title="Late")
    for command, more in (("save", {"fields": NIGHT}), ("delete", {})):
        key = await editor.refused(
            f"rules/{command}",
            rule_id=rule["rule_id"],
            revision=rule["revision"],
            **more,
        )
        assert key == "rule_changed_elsewhere"
    assert rules_named(family, "Late") == 1


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({}, "name", "no_name"),
        ({"name": "x" * 101}, "name", "name_too_long"),
        ({"name": ["x"]}, "name", "no_name"),
        ({"name": "X", "cameras": ["camera.nowhere"]}, "cameras", "unknown_cameras"),
        ({"name": "X", "cameras": [{}]}, "cameras", "unknown_cameras"),
        ({"name": "X", "presence": "maybe"}, "presence", "unknown_presence"),
        ({"name": "X", "effect_level": "open"}, "effect_level", "unknown_effect_level"),
        ({"name": "X", "effect_level": "masked"}, "effect_level", "no_zones"),
        ({"name": "X", "audio_off": "yes"}, "audio_off", "not_yes_or_no"),
    ],
)
async def test_a_rule_that_makes_no_sense(
    family: House, editor: OpenFeed, fields: dict[str, object], field: str, error: str
) -> None:
    """The form's own codes tell why, while it is tried and when it is saved; nothing changes."""
    tried = await editor.asks("rules/preview", fields=fields)
    assert tried["errors"][field] == error
    assert (tried["now"], tried["today"]) == (None, None)
    answer = await editor.says("rules/save", fields=fields)
    assert answer["error"]["translation_key"] == "rule_wrong"
    assert answer["error"]["translation_placeholders"] == {
        "field": field,
        "error": error,
    }
    assert await listed(editor) == []


@pytest.mark.parametrize("fields", ["all", [], 5])
async def test_no_fields_at_all(editor: OpenFeed, fields: object) -> None:
    """What is no rule is said to be none."""
    assert await editor.refused("rules/save", fields=fields) == "request_wrong"


async def test_rules_that_there_are_not(editor: OpenFeed) -> None:
    """Each command says so."""
    for command in ("save", "delete", "preview"):
        key = await editor.refused(
            f"rules/{command}", rule_id="x", revision="x", fields=NIGHT
        )
        assert key == "unknown_rule"
    assert await editor.refused("rules/delete") == "request_wrong"
    key = await editor.refused("rules/delete", rule_id=SOFA, revision="x")
    assert key == "unknown_rule"


async def test_what_a_rule_would_do(
    family: House, editor: OpenFeed, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Now, and on today's day, by the same decisions; nothing changes."""
    freezer.move_to("2026-11-24T18:30:00+00:00")
    await hass.config.async_set_time_zone("Europe/Berlin")
    set_options(family, guests_effect="sound_off")
    await hass.async_block_till_done()
    tried = await editor.asks("rules/preview", fields=NIGHT)
    assert tried["errors"] == {}
    assert "22:00" in tried["sentence"]
    assert tried["now"]["applies"] is False
    (sofa,) = tried["today"]["cameras"]
    assert [(one["from"][11:16], one["to"][11:16]) for one in sofa["spans"]] == [
        ("00:00", "07:00"),
        ("22:00", "00:00"),
    ]
    always = await editor.asks("rules/preview", fields={"name": "X"})
    assert always["now"] == {
        "applies": True,
        "cameras": [
            {
                "camera_id": SOFA,
                "name": "Sofa",
                "level": "private",
                "level_without": "open",
            },
            {
                "camera_id": BED,
                "name": "Bed",
                "level": "private",
                "level_without": "private",
            },
        ],
    }
    assert family.is_open()
    assert await listed(editor) == []


async def test_ready_made_rules(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """By one tap, each once; that about an alarm only where there is one."""
    offered = (await editor.asks("rules/list"))["ready_made"]
    templates = [one["template"] for one in offered]
    assert templates == [
        "living_areas_private",
        "guests_private_and_silent",
        "night_private",
    ]
    for template in templates:
        made = await editor.asks("rules/add_ready_made", template=template)
        assert made["rule_ids"]
        await hass.async_block_till_done()
    again = await editor.asks("rules/add_ready_made", template=templates[0])
    assert again["rule_ids"] == []
    hass.states.async_set("alarm_control_panel.home", "disarmed")
    offered = (await editor.asks("rules/list"))["ready_made"]
    assert [one["template"] for one in offered] == ["private_unless_armed_away"]
    key = await editor.refused("rules/add_ready_made", template="always_open")
    assert key == "request_wrong"


async def test_a_ready_made_rule_whose_name_is_taken(
    family: House, editor: OpenFeed, hass: HomeAssistant
) -> None:
    """It gets one of its own."""
    offered = (await editor.asks("rules/list"))["ready_made"]
    (night,) = offered[-1]["names"]
    add_rule(family, name=night, start="20:00:00")
    await editor.asks("rules/add_ready_made", template="night_private")
    await hass.async_block_till_done()
    assert {one["name"] for one in await listed(editor)} == {night, f"{night} +"}


async def test_who_may(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    ben: MockUser,
    visitor: MockUser,
) -> None:
    """Residents read what rules there are; administrators, who are signed in, change them."""
    add_rule(family, name="Night", start="22:00:00")
    await hass.async_block_till_done()
    resident = await open_feed(hass, hass_ws_client, ben)
    told = await resident.asks("rules/list")
    assert (told["rules"][0]["fields"], told["options"], told["ready_made"]) == (
        None,
        None,
        [],
    )
    guest = await open_feed(hass, hass_ws_client, visitor)
    assert await guest.refused("rules/list") == "only_residents"
    program = await open_feed(hass, hass_ws_client, anna, long_lived=True)
    for command in ("save", "delete", "add_ready_made"):
        for who in (resident, guest):
            assert await who.refused(f"rules/{command}") == "only_administrators"
        assert await program.refused(f"rules/{command}") == "only_signed_in"
    assert await guest.refused("rules/preview") == "only_administrators"
