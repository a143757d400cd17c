"""Who may only read, and does not live here, learns little by our commands, and changes nothing."""

from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant

from ...helpers.family import add_rule, set_options
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import SOFA, House

FIELDS: Final = {"name": "Never", "presence": "ignore", "effect_level": "private"}
NOBODYS: Final = {"request_id": "0" * 16}
TRIED: Final[dict[str, dict[str, Any]]] = {
    "audio/confirm": {**NOBODYS, "proof": "x"},
    "audio/deny": NOBODYS,
    "audio/pending": {},
    "findings": {},
    "history": {},
    "questions/confirm": {**NOBODYS, "proof": "x"},
    "questions/deny": NOBODYS,
    "questions/pending": {},
    "questions/subscribe": {},
    "register/list": {},
    "register/note_consent": {
        "camera_id": SOFA,
        "fields": {"who": "X", "what": "camera", "given_on": "2020-01-01"},
    },
    "register/save": {"camera_id": SOFA, "revision": "x", "fields": {"purpose": "X"}},
    "rules/add_ready_made": {"template": "home"},
    "rules/delete": {"rule_id": "RULE", "revision": "x"},
    "rules/list": {},
    "rules/preview": {"fields": FIELDS},
    "rules/save": {"fields": FIELDS},
    "subscribe": {},
    "week": {"camera_id": SOFA},
    "what_if": {"guests": "yes"},
    "why": {"camera_id": SOFA},
    "zones/get": {"camera_id": SOFA},
    "zones/preview": {"camera_id": SOFA, "zones": []},
    "zones/set": {"camera_id": SOFA, "zones": [], "revision": "x"},
}
# What these tell a stranger is nothing, or what the entities tell; saying no to nothing says so.
ANSWERED: Final = {
    "audio/deny": {"denied": False},
    "audio/pending": {"requests": []},
    "questions/deny": {"denied": False},
    "questions/pending": {"requests": []},
    "questions/subscribe": None,
    "subscribe": None,
}


@pytest.fixture
def reader(family: House, visitor: MockUser) -> MockUser:
    """Return somebody with a login who may look at everything, and touch nothing."""
    visitor.mock_policy({"entities": {"all": {"read": True}}})
    return visitor


def test_every_command_is_tried_here(family: House) -> None:
    """A new one needs its place."""
    offered = family.hass.data["websocket_api"]
    ours = {one.removeprefix("lens_cap/") for one in offered if "lens_cap/" in one}
    assert ours == set(TRIED)


@pytest.mark.parametrize("command", sorted(TRIED))
async def test_a_stranger(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    reader: MockUser,
    command: str,
) -> None:
    """Is refused, or told nothing; and rules, zones and holds stay as they are."""
    rule = add_rule(family, name="Night", effect_level="private", start="22:00:00")
    await hass.async_block_till_done()
    before = dict(family.entry.subentries), family.coordinator.state
    page = await open_feed(hass, hass_ws_client, reader)
    data = {
        key: rule if value == "RULE" else value for key, value in TRIED[command].items()
    }
    answer = await page.says(command, **data)
    assert answer["success"] is (command in ANSWERED)
    assert answer.get("result") == ANSWERED.get(command)
    await hass.async_block_till_done()
    assert (dict(family.entry.subentries), family.coordinator.state) == before


@pytest.mark.parametrize(
    "command", sorted(one for one in TRIED if one.startswith(("rules/", "zones/")))
)
async def test_a_resident_who_does_not_administer(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
    command: str,
) -> None:
    """Reads rules, and changes neither rules nor zones."""
    rule = add_rule(family, name="Night", effect_level="private", start="22:00:00")
    await hass.async_block_till_done()
    before = dict(family.entry.subentries)
    page = await open_feed(hass, hass_ws_client, ben)
    data = {
        key: rule if value == "RULE" else value for key, value in TRIED[command].items()
    }
    answer = await page.says(command, **data)
    assert answer["success"] is (command == "rules/list")
    await hass.async_block_till_done()
    assert dict(family.entry.subentries) == before


async def test_a_program_of_an_administrator(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> None:
    """A token that was made for programs changes no rule and no zone, and says yes to nothing."""
    rule = add_rule(family, name="Night", effect_level="private", start="22:00:00")
    set_options(family, pin=None)
    await hass.async_block_till_done()
    before = dict(family.entry.subentries)
    program: OpenFeed = await open_feed(hass, hass_ws_client, anna, long_lived=True)
    (told,) = (await program.asks("rules/list"))["rules"]
    for command, data in (
        ("rules/delete", {"rule_id": rule, "revision": told["revision"]}),
        ("rules/save", {"fields": FIELDS}),
        ("rules/add_ready_made", {"template": "home"}),
        ("zones/set", TRIED["zones/set"]),
        ("questions/confirm", TRIED["questions/confirm"]),
        ("audio/confirm", TRIED["audio/confirm"]),
    ):
        assert not (await program.says(command, **data))["success"]
    await hass.async_block_till_done()
    assert dict(family.entry.subentries) == before
