"""The feed: all at once, and then what changed, as far as each person may know it."""

import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.duties.guest_page import GuestAsk
from homeassistant.core import HomeAssistant

from ...helpers.family import ANNA, add_rule, by, go, set_options
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import BED, PASSWORD, SOFA, House

SWITCH = "switch.sofa_privacy_mode"


@pytest.fixture
async def feed(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> OpenFeed:
    """Return what Ben, a resident, has open."""
    return await open_feed(hass, hass_ws_client, ben)


async def test_all_is_told_first(feed: OpenFeed) -> None:
    """Every camera, the household, and what the person may do."""
    first = await feed.subscribe()
    assert (first["kind"], first["protocol"], first["status"]) == ("all", 1, "running")
    assert [one["name"] for one in first["cameras"]] == ["Sofa", "Bed"]
    sofa, bed = first["cameras"]
    assert (sofa["level"], sofa["reason"], sofa["way_out"]) == (
        "open",
        "nothing_asks",
        "none",
    )
    assert (bed["level"], bed["stays_by"], bed["way_out"]) == (
        "private",
        "base_level",
        "open_for_a_while",
    )
    assert sofa["entity_id"] == "camera.sofa"
    assert sofa["entities"]["privacy_mode"] == SWITCH
    assert first["you"] == {
        "role": "resident",
        "signed_in": True,
        "may_open": True,
        "may_say_guests": True,
        "may_close_all": True,
        "may_change_rules": False,
    }
    assert first["household"]["guests"] == {"present": "no", "until": None}
    assert PASSWORD not in json.dumps(first)


async def test_only_what_changed_is_told(
    family: House, feed: OpenFeed, anna: MockUser
) -> None:
    """One camera that somebody closes, with who did that, and nothing about the other."""
    await feed.subscribe()
    await family.call("switch.turn_on", SWITCH, context=by(anna))
    event = await feed.next()
    assert event["kind"] == "changed"
    (sofa,) = event["cameras"]
    assert (sofa["camera_id"], sofa["level"], sofa["reason"]) == (
        SOFA,
        "private",
        "hold",
    )
    assert sofa["hold"]["by"] == {"kind": "user", "name": "Anna"}
    assert sofa["way_out"] == "end_privacy"
    assert event["removed"] == []


async def test_whoever_did_it_is_told_so(
    family: House, feed: OpenFeed, ben: MockUser
) -> None:
    """Ben reads that it was him; and opening is told when it is so."""
    await feed.subscribe()
    await family.call("switch.turn_on", SWITCH, context=by(ben))
    closed = await feed.camera(SOFA, level="private")
    assert closed["hold"]["by"] == {"kind": "you"}
    await family.call("switch.turn_off", SWITCH, context=by(ben))
    assert (await feed.camera(SOFA, level="open"))["hold"] is None


async def test_a_lift_says_until_when_and_by_whom(
    family: House, feed: OpenFeed, anna: MockUser
) -> None:
    """The button is for as long as the household chose."""
    first = await feed.subscribe()
    assert first["household"]["open_minutes"] == 15
    await family.call("switch.turn_off", "switch.bed_privacy_mode", context=by(anna))
    bed = await feed.camera(BED, level="open")
    assert bed["reason"] == "lifted"
    assert bed["lift"]["by"] == {"kind": "user", "name": "Anna"}
    assert bed["lift"]["until"] is not None


async def test_guests(family: House, feed: OpenFeed, hass: HomeAssistant) -> None:
    """Guests close what they enter, and whoever says that they left opens it."""
    set_options(family, guests_effect="indoors_private")
    await hass.async_block_till_done()
    await feed.subscribe()
    await family.call("lens_cap.set_guests", present=True)
    sofa = await feed.camera(SOFA, level="private")
    assert (sofa["reason"], sofa["way_out"]) == ("guests_present", "guests_left")


async def test_who_is_home_is_told_to_the_family(
    family: House, feed: OpenFeed, hass: HomeAssistant
) -> None:
    """Each time that somebody comes or goes."""
    first = await feed.subscribe()
    assert [one["where"] for one in first["household"]["people"]] == ["away", "away"]
    go(hass, ANNA, "home")
    event = await feed.next()
    assert event["household"]["people"][0] == {
        "entity_id": ANNA,
        "name": "anna",
        "where": "home",
    }
    assert event["cameras"] == []


async def test_others_learn_no_names_and_no_whereabouts(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
    anna: MockUser,
) -> None:
    """A visitor with a login sees that it is private, and why, and not by whom or which rule."""
    add_rule(family, name="Secret dinner", effect_level="private", cameras=[BED])
    await hass.async_block_till_done()
    feed = await open_feed(hass, hass_ws_client, visitor)
    first = await feed.subscribe()
    assert first["household"]["people"] is None
    bed = first["cameras"][1]
    assert bed["rule"] in (
        None,
        {"rule_id": None, "name": None, "leave_delay_minutes": 5},
    )
    assert (bed["level"], bed["way_out"]) == ("private", "none")
    await family.call("switch.turn_on", SWITCH, context=by(anna))
    sofa = await feed.camera(SOFA, level="private")
    assert sofa["hold"]["by"] == {"kind": "somebody"}
    told = json.dumps([first, sofa])
    assert "Anna" not in told
    assert "Secret dinner" not in told
    assert "person." not in told


async def test_only_some_are_offered_to_end_what_guests_asked_for(
    family: House,
    feed: OpenFeed,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
) -> None:
    """A resident is, a visitor with a login is not; what one asked for oneself both are."""
    other = await open_feed(hass, hass_ws_client, visitor)
    for one in (feed, other):
        await one.subscribe()
    await family.call("switch.turn_on", SWITCH, context=by(visitor))
    for one in (feed, other):
        assert (await one.camera(SOFA, reason="hold"))["way_out"] == "end_privacy"
    await family.call("switch.turn_off", SWITCH, context=by(visitor))
    await family.runtime.guest_page.async_ask(GuestAsk.LOOK_AWAY)
    for one, way in ((feed, "end_privacy"), (other, "none")):
        assert (await one.camera(SOFA, reason="guest_hold"))["way_out"] == way


async def test_a_program_is_offered_nothing_that_opens(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> None:
    """A token made for programs is no person."""
    feed = await open_feed(hass, hass_ws_client, anna, long_lived=True)
    first = await feed.subscribe()
    assert not first["you"]["signed_in"]
    assert not first["you"]["may_open"]
    assert {one["way_out"] for one in first["cameras"]} == {"none"}


async def test_a_camera_that_one_may_not_read(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
) -> None:
    """It is not there, for the feed and for every question."""
    visitor.mock_policy({"entities": {"entity_ids": {"camera.sofa": {"read": True}}}})
    feed = await open_feed(hass, hass_ws_client, visitor)
    first = await feed.subscribe()
    (sofa,) = first["cameras"]
    assert sofa["entity_id"] == "camera.sofa"
    assert not sofa["may_close"]
    assert (first["household"]["guests"], first["household"]["findings"]) == (
        None,
        None,
    )


async def test_reloads(family: House, feed: OpenFeed, hass: HomeAssistant) -> None:
    """While it reloads nothing is known, and all is told anew by what runs then."""
    await feed.subscribe()
    assert await hass.config_entries.async_reload(family.entry.entry_id)
    events = [await feed.next()]
    while events[-1]["status"] != "running":
        events.append(await feed.next())
    assert {one["status"] for one in events[:-1]} <= {"starting", "not_running"}
    assert all(one["cameras"] == [] for one in events[:-1])
    assert len(events[-1]["cameras"]) == 2
    await family.call("switch.turn_on", SWITCH)
    await feed.camera(SOFA, level="private")


async def test_while_it_does_not_run(
    bare_house: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """A page that is open waits, and is told all as soon as Lens Cap runs."""
    assert await hass.config_entries.async_setup(bare_house.entry.entry_id)
    await hass.async_block_till_done()
    await bare_house.stop()
    feed = await open_feed(hass, hass_ws_client, ben)
    first = await feed.subscribe()
    assert (first["status"], first["cameras"], first["household"]) == (
        "not_running",
        [],
        None,
    )
    assert await bare_house.set_up()
    events: list[dict[str, Any]] = [await feed.next()]
    while events[-1]["status"] != "running":
        events.append(await feed.next())
    assert len(events[-1]["cameras"]) == 2


async def test_nothing_is_followed_for_nobody(
    family: House, feed: OpenFeed, hass: HomeAssistant
) -> None:
    """The last page that is closed leaves no listener behind."""
    before = len(family.coordinator._listeners)
    await feed.subscribe()
    assert len(family.coordinator._listeners) == before + 1
    await feed.client.close()
    await hass.async_block_till_done()
    assert len(family.coordinator._listeners) == before


async def test_unsubscribing(family: House, feed: OpenFeed) -> None:
    """Nothing comes any more."""
    await feed.client.send_json_auto_id({"type": "lens_cap/subscribe"})
    result = await feed.client.receive_json()
    await feed.client.receive_json()
    await feed.client.send_json_auto_id(
        {"type": "unsubscribe_events", "subscription": result["id"]}
    )
    assert (await feed.client.receive_json())["success"]
    await family.call("switch.turn_on", SWITCH)
    assert await feed.refused("findings") == "only_administrators"
    assert feed.told == []
