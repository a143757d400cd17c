"""A file of diagnostics that somebody publishes tells nobody who lives where, and what is weak there."""

from datetime import UTC, datetime, timedelta
import json
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.decisions.flight_recorder import replayed
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.sun import get_astral_event_date
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ....helpers.family import ANNA, BEN, add_rule, by, go
from ....helpers.mock_house import House
from .conftest import audit

MARKERS = ("anna", "ben", "quokka", "wombat", "lenscap0", "47.12", "8.65")
WEAKNESSES = ("original_", "cred_", "exposed", "ha_ip_ban", "mqtt_open", "visible")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[0-9:.+-]*")


@pytest.fixture
async def lived_in(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory, anna: MockUser
) -> House:
    """Return a house of known place, after three evenings with a rule that goes with the sun."""
    await hass.config.async_update(latitude=47.123456, longitude=8.654321)
    go(hass, ANNA, "not_home", friendly_name="Anna Quokka")
    add_rule(
        family,
        name="Quokka evening",
        presence="ignore",
        effect_level="private",
        placements=["living_area"],
        start="sunset-00:30",
        end="sunrise",
        while_entity="input_boolean.wombat",
    )
    hass.states.async_set("input_boolean.wombat", "on")
    add_rule(
        family,
        name="Wombat",
        presence="someone_home",
        effect_level="private",
        placements=["bedroom_bathroom"],
    )
    go(hass, BEN, "unknown")
    go(hass, ANNA, "unknown")
    await hass.async_block_till_done()
    for _ in range(3):
        for event in ("sunset", "sunrise"):
            moment = _next(hass, event)
            freezer.move_to(moment + timedelta(milliseconds=3))
            async_fire_time_changed(hass)
            await hass.async_block_till_done()
    freezer.tick(timedelta(minutes=20))
    await family.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(anna))
    er.async_get(hass).async_update_entity("camera.sofa_original", hidden_by=None)
    await audit(family)
    return family


def _next(hass: HomeAssistant, event: str) -> datetime:
    """Return when the rule begins or ends next."""
    offset = timedelta(minutes=-30 if event == "sunset" else 0)
    found = [
        moment + offset
        for ahead in range(3)
        if (moment := get_astral_event_date(hass, event, _day(ahead))) is not None
    ]
    return min(moment for moment in found if moment > dt_util.utcnow())


def _day(ahead: int) -> Any:
    return (dt_util.now() + timedelta(days=ahead)).date()


async def _file(
    house: House, hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> str:
    assert await async_setup_component(hass, "diagnostics", {})
    client = await hass_client()
    path = f"/api/diagnostics/config_entry/{house.entry.entry_id}"
    response = await client.get(path)
    assert response.status == 200
    text: str = await response.text()
    return text


async def test_no_name_and_no_weakness_is_in_it(
    lived_in: House, hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    """Not of residents, rules, entities and places; nor in the ids of issues that Home Assistant adds."""
    told = {issue.translation_key for issue in ir.async_get(hass).issues.values()}
    assert {"person_unknown", "audit_original_visible"} <= told
    found = json.loads(await _file(lived_in, hass, hass_client))
    text = json.dumps([found["data"], found["issues"]]).lower()
    assert len(found["issues"]) >= 2
    assert [marker for marker in MARKERS if marker in text] == []
    # What nobody could look at is told by its id; what is weak is not among that.
    unknown = found["data"]["audit"].pop("could_not_check")
    assert "original_visible" not in unknown
    assert f"audit_{unknown[0]}" not in told
    text = json.dumps([found["data"], found["issues"]]).lower()
    assert [weakness for weakness in WEAKNESSES if weakness in text] == []


async def test_no_time_in_it_is_the_suns(
    lived_in: House, hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    """Neither of a day ahead, nor of one at which something happened; every day has the same ones."""
    records = json.loads(await _file(lived_in, hass, hass_client))["data"]
    real = {
        moment + timedelta(minutes=offset)
        for ahead in range(-12, 12)
        for event in ("sunrise", "sunset")
        for offset in (0, -30)
        if (moment := get_astral_event_date(hass, event, _day(ahead))) is not None
    }
    told = {
        datetime.fromisoformat(one).astimezone(UTC)
        for one in _MOMENT.findall(json.dumps(records))
    }
    assert len(told) > 20
    near = timedelta(minutes=1)
    hit = [one for one in told if any(abs(one - sun) < near for sun in real)]
    assert [one for one in hit if one.minute % 15] == []
    assert {one.replace(second=0, microsecond=0) for one in told} == told
    suns = [
        json.dumps(times).replace(day, "")
        for record in records["decisions"]
        for day, times in record["facts"]["calendar"]["sun"]
    ]
    assert len(suns) > 20
    assert len(set(suns)) == 1


async def test_what_the_sun_did_can_be_decided_again(
    lived_in: House, hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    """At rough times, the same follows as did."""
    found = json.loads(await _file(lived_in, hass, hass_client))["data"]["decisions"]
    reasons = set()
    for record in found:
        kept, again = replayed(record)
        assert again == kept.decisions
        assert kept.exact
        reasons |= {one.reason.value for one in again.values()}
    assert {"entity", "hold"} <= reasons
    assert len(found) >= 6
