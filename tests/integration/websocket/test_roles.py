"""Who is told what: every websocket command, as an administrator, a resident, another user, and a program."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from syrupy.assertion import SnapshotAssertion

from custom_components.lens_cap.const import SUBENTRY_RULE
from custom_components.lens_cap.core.audio.grant import Wanted
from custom_components.lens_cap.flows.rule_templates import RuleTemplate
from custom_components.lens_cap.upkeep.zone_changes import revision, zone_state
from custom_components.lens_cap.websocket.register import register_revision
from custom_components.lens_cap.websocket.rules import rule_revision
from homeassistant.components.websocket_api.const import DOMAIN as WEBSOCKET
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.family import ANNA, BEN, add_rule, by, go
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import SOFA, House
from ..audio.household.conftest import assess

PREFIX: Final = "lens_cap/"
ZONE: Final = {"name": "Table", "polygons": [[[0, 0], [0.4, 0], [0.4, 1], [0, 1]]]}
NOON: Final = {"name": "Noon", "start": "11:00:00", "end": "13:00:00"}
# What each command is asked with, those that change nothing first; `{…}` is filled in on the way.
ASKED: Final[dict[str, dict[str, Any]]] = {
    "subscribe": {},
    "questions/subscribe": {},
    "why": {"camera_id": SOFA},
    "week": {},
    "what_if": {},
    "history": {},
    "findings": {},
    "register/list": {},
    "rules/list": {},
    "rules/preview": {"fields": NOON},
    "zones/get": {"camera_id": SOFA},
    "zones/preview": {"camera_id": SOFA, "zones": [ZONE]},
    "audio/pending": {},
    "questions/pending": {},
    "register/save": {
        "camera_id": SOFA,
        "revision": "{register_revision}",
        "fields": {"purpose": "To see the dog"},
    },
    "register/note_consent": {
        "camera_id": SOFA,
        "fields": {"who": "The cleaner", "what": "camera", "given_on": "2020-01-01"},
    },
    "rules/save": {"fields": NOON},
    "rules/add_ready_made": {"template": RuleTemplate.NIGHT.value},
    "rules/delete": {"rule_id": "{rule}", "revision": "{rule_revision}"},
    "zones/set": {"camera_id": SOFA, "revision": "{revision}", "zones": [ZONE]},
    "questions/confirm": {"request_id": "x", "proof": "x"},
    "questions/deny": {"request_id": "x"},
    "audio/confirm": {"request_id": "x", "proof": "x"},
    "audio/deny": {"request_id": "x"},
}


def shape(value: object, path: str = "") -> Iterator[str]:
    """Yield where something is told in an answer, and what kind of thing."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from shape(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        for one in value:
            yield from shape(one, f"{path}[]")
    else:
        yield f"{path}: {type(value).__name__}"


def gist(answer: Any) -> list[str] | str:
    """Return what an answer tells, or how it is refused."""
    if not answer["success"]:
        error = answer["error"]
        return f"refused: {error.get('translation_key') or error['code']}"
    return sorted(set(shape(answer["result"])))


@pytest.fixture
async def lively(family: House, hass: HomeAssistant, ben: MockUser) -> House:
    """Return a house with a rule, somebody at home, sound that somebody asks for, and a hold.

    It is noon there, whenever the test runs.
    """
    await hass.config.async_set_time_zone(f"Etc/GMT{dt_util.utcnow().hour - 12:+d}")
    add_rule(family, name="Night", start="22:00:00", end="07:00:00")
    go(hass, ANNA, "home", friendly_name="Anna")
    go(hass, BEN, "not_home", friendly_name="Ben")
    assess(family)
    await hass.async_block_till_done()
    wanted = Wanted(camera_id=SOFA, purpose="The baby cries", by=ben.id)
    await family.runtime.audio.manager.async_request(wanted, by(ben))
    await family.call("switch.turn_on", "switch.bed_privacy_mode", context=by(ben))
    nanny = {"who": "The nanny", "what": "recognition"}
    await family.call("lens_cap.withdraw_consent", "camera.bed", **nanny)
    await hass.async_block_till_done()
    return family


@pytest.fixture(params=["administrator", "resident", "other", "program"])
async def reader(
    request: pytest.FixtureRequest,
    lively: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    ben: MockUser,
    visitor: MockUser,
) -> OpenFeed:
    """Return what somebody has open; the program has an administrator's token."""
    user = {"resident": ben, "other": visitor}.get(request.param, anna)
    program = request.param == "program"
    return await open_feed(hass, hass_ws_client, user, long_lived=program)


async def asked_of(reader: OpenFeed, house: House, known: dict[str, str]) -> Any:
    """Return what each command tells."""
    told: dict[str, Any] = {}
    for command, fields in ASKED.items():
        filled = {
            name: value.format(**known) if isinstance(value, str) else value
            for name, value in fields.items()
        }
        answer = await reader.says(command, **filled)
        await house.hass.async_block_till_done()
        told[command] = gist(answer)
    return told


async def test_what_each_role_is_told(
    reader: OpenFeed, lively: House, snapshot: SnapshotAssertion
) -> None:
    """All of it, by its places; what is told anew to somebody is a change that has to be looked at."""
    first = await reader.subscribe()
    assert sorted(set(shape(first))) == snapshot(name="feed")
    known = changeable(lively)
    assert await asked_of(reader, lively, known) == snapshot(name="commands")


def changeable(house: House) -> dict[str, str]:
    """Return what names the rule and the zones that are there, as the commands want it."""
    (rule,) = house.entry.get_subentries_of_type(SUBENTRY_RULE)
    zones = zone_state(house.hass, house.entry, house.entry.subentries[SOFA])
    return {
        "rule": rule.subentry_id,
        "rule_revision": rule_revision(rule),
        "revision": revision(zones),
        "register_revision": register_revision(house.entry.subentries[SOFA]),
    }


def test_no_command_is_left_out(lively: House, hass: HomeAssistant) -> None:
    """Each that is registered is asked above."""
    registered = {one for one in hass.data[WEBSOCKET] if one.startswith(PREFIX)}
    assert {one.removeprefix(PREFIX) for one in registered} == set(ASKED)
