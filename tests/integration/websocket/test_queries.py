"""Why, week, what if and findings: asked by whoever may, and nothing changes by it."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant

from ...helpers.family import ANNA, BEN, add_rule, by
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import BED, SOFA, House

EVERYWHERE: list[tuple[str, dict[str, object]]] = [
    ("why", {"camera_id": SOFA}),
    ("week", {}),
    ("what_if", {}),
]


@pytest.fixture
async def ruled(family: House, hass: HomeAssistant) -> House:
    """Return a house with two rules: by the clock, and by an alarm, an entity and people."""
    add_rule(family, name="Night", start="22:00:00", end="07:00:00", presence="ignore")
    hass.states.async_set("alarm_control_panel.home", "armed_away")
    hass.states.async_set("binary_sensor.tv", "off")
    add_rule(
        family,
        name="Film",
        presence="someone_home",
        while_entity="binary_sensor.tv",
        alarm_entity="alarm_control_panel.home",
        alarm_states=["armed_away"],
        cameras=[SOFA],
    )
    await hass.async_block_till_done()
    return family


@pytest.fixture
async def ben_asks(
    ruled: House, hass: HomeAssistant, hass_ws_client: WebSocketGenerator, ben: MockUser
) -> OpenFeed:
    """Return what Ben, a resident, has open."""
    return await open_feed(hass, hass_ws_client, ben)


async def test_why(ruled: House, ben_asks: OpenFeed, anna: MockUser) -> None:
    """All that asks for privacy, with who did."""
    await ruled.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(anna))
    told = await ben_asks.asks("why", camera_id=SOFA)
    assert told["asks"][0]["hold"]["by"] == {"kind": "user", "name": "Anna"}
    assert told["opens"][0] == "hold_ends"


async def test_week(ben_asks: OpenFeed) -> None:
    """Seven days of each camera, from the household's midnight, without a gap."""
    told = await ben_asks.asks("week")
    assert [one["name"] for one in told["cameras"]] == ["Sofa", "Bed"]
    sofa = told["cameras"][0]["spans"]
    assert (sofa[0]["from"], sofa[-1]["to"]) == (told["from"], told["to"])
    assert {one["at_most"] for one in sofa} == {"private"}
    assert {tuple(sorted(one["depends_on"])) for one in sofa} >= {
        (),
        ("alarm", "entity", "guests", "people"),
    }
    (only,) = (await ben_asks.asks("week", camera_id=BED))["cameras"]
    assert only["camera_id"] == BED


async def test_what_if(ruled: House, ben_asks: OpenFeed) -> None:
    """By the same decisions: the rule that watches all three, and nothing changes."""
    now = await ben_asks.asks("what_if")
    assert [one["entity_id"] for one in now["facts"]["people"]] == [ANNA, BEN]
    assert now["facts"]["entities"] == [
        {"entity_id": "binary_sensor.tv", "name": "tv", "state": "off"}
    ]
    assert now["facts"]["alarms"][0]["state"] == "armed_away"
    assert not any(one["changed"] for one in now["cameras"])
    facts: dict[str, Any] = {
        "people": {ANNA: "home"},
        "entities": {"binary_sensor.tv": "on"},
        "alarms": {"alarm_control_panel.home": "armed_away"},
        "guests": "no",
        "at": now["facts"]["at"],
    }
    told = await ben_asks.asks("what_if", facts=facts)
    sofa = told["cameras"][0]
    assert (sofa["level"], sofa["changed"]) == ("private", ruled.is_open())
    assert told["facts"]["people"][0]["where"] == "home"
    facts["alarms"] = {"alarm_control_panel.home": None}
    told = await ben_asks.asks("what_if", facts=facts)
    assert told["facts"]["alarms"][0]["state"] is None
    assert told["cameras"][0]["level"] == "private"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ([], "facts"),
        ({"at": "tomorrow"}, "at"),
        ({"at": "2026-99-99T99:99:99"}, "at"),
        ({"at": "1999-01-01T00:00:00+00:00"}, "at"),
        ({"at": 5}, "at"),
        ({"guests": "perhaps"}, "guests"),
        ({"people": {ANNA: "upstairs"}}, "people"),
        ({"people": {"person.nobody": "home"}}, "people"),
        ({"people": ["person.anna"]}, "people"),
        ({"entities": {"lock.door": "on"}}, "entities"),
        ({"alarms": {"alarm_control_panel.home": "boiling"}}, "alarms"),
        ({"alarms": {"alarm_control_panel.home": {}}}, "alarms"),
    ],
)
async def test_what_if_asked_wrongly(
    ben_asks: OpenFeed, facts: object, field: str
) -> None:
    """The field is named, in a text that is translated."""
    answer = await ben_asks.says("what_if", facts=facts)
    assert answer["error"]["translation_key"] == "request_wrong"
    assert answer["error"]["translation_placeholders"] == {"field": field}


@pytest.mark.parametrize("camera_id", [None, 5, "", "x", ["x"], {}, "x" * 5000])
async def test_a_camera_that_there_is_not(
    ben_asks: OpenFeed, camera_id: object
) -> None:
    """Whatever is sent instead of one."""
    key = await ben_asks.refused("why", camera_id=camera_id)
    assert key in {"unknown_camera", "request_wrong"}


async def test_findings(
    ruled: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> None:
    """For administrators: what the action gives."""
    feed = await open_feed(hass, hass_ws_client, anna)
    told = await feed.asks("findings")
    assert told.keys() == {"audited_at", "by_severity", "findings", "accepted"}


async def test_findings_are_not_for_residents(ben_asks: OpenFeed) -> None:
    """Which they are would tell a guest how to get in."""
    assert await ben_asks.refused("findings") == "only_administrators"


async def test_others_learn_nothing(
    ruled: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
) -> None:
    """Whose home it is not is told neither why, nor when, nor what if."""
    feed = await open_feed(hass, hass_ws_client, visitor)
    for command, data in EVERYWHERE:
        assert await feed.refused(command, **data) == "only_residents"
    assert await feed.refused("findings") == "only_administrators"


async def test_a_camera_that_is_not_ones_to_see(
    ruled: House, ben: MockUser, hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """A resident who may not read a camera in Home Assistant is told nothing of it here."""
    ben.mock_policy({"entities": {"entity_ids": {"camera.sofa": {"read": True}}}})
    feed = await open_feed(hass, hass_ws_client, ben)
    assert await feed.refused("why", camera_id=BED) == "unknown_camera"
    for command in ("week", "what_if"):
        told = await feed.asks(command)
        assert [one["name"] for one in told["cameras"]] == ["Sofa"]


async def test_while_it_does_not_run(ruled: House, ben_asks: OpenFeed) -> None:
    """That is said."""
    await ruled.stop()
    for command, data in EVERYWHERE:
        assert await ben_asks.refused(command, **data) == "not_running"
