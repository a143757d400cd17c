"""The form about a rule as people see it: sections, more than one presence, and a last page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.const import SUBENTRY_RULE
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from homeassistant.config_entries import ConfigSubentry, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.util import dt as dt_util

from ...helpers.family import ANNA, BEN, add_rule, by, go
from ...helpers.fixtures import bare_house, hass_storage, home, house

from ...helpers.family import anna, ben, family  # isort: skip
from ...helpers.mock_house import SOFA, House

__all__ = ["anna", "bare_house", "ben", "family", "hass_storage", "home", "house"]

EVENING: Final = {"active_choice": "time", "time": "20:00:00"}
NOON: Final = "2026-11-29 12:00:00+00:00"


@pytest.fixture
def no_setup() -> None:
    """Let Lens Cap run: these tests are about what it says."""


@pytest.fixture(autouse=True)
async def at_noon(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let it be noon in a house where clocks show UTC."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(NOON)


async def _start(
    house: House, rule_id: str | None = None, *answers: Mapping[str, Any]
) -> SubentryFlowResult:
    flows = house.hass.config_entries.subentries
    context: Any = (
        {"source": "reconfigure", "subentry_id": rule_id}
        if rule_id
        else {"source": "user"}
    )
    result = await flows.async_init((house.entry.entry_id, "rule"), context=context)
    for one in answers:
        result = await flows.async_configure(result["flow_id"], dict(one))
    await house.hass.async_block_till_done()
    return result


def _said(result: SubentryFlowResult) -> Mapping[str, str]:
    assert result["step_id"] == "summary", result["errors"]
    said = result["description_placeholders"]
    assert said is not None
    return said


def _suggested(result: SubentryFlowResult, name: str) -> dict[str, Any]:
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(marker): (marker.description or {}).get("suggested_value")
        for marker in schema.schema[name].schema.schema
    }


def _rules(house: House) -> dict[str, ConfigSubentry]:
    found = house.entry.get_subentries_of_type(SUBENTRY_RULE)
    return {rule.title: rule for rule in found}


async def test_a_night_rule_is_private_at_night_whoever_is_there(family: House) -> None:
    """The form is sent as it opens, with two times: nobody has to be home for it."""
    result = await _start(
        family,
        None,
        {
            "name": "Night",
            "what": {"placements": ["living_area"]},
            "when": {"start": EVENING, "end": {"active_choice": "sun", "sun": None}},
            "who": {},
            "rest": {},
        },
    )
    assert _said(result)["sentence"] == (
        "Cameras in these places: Living area: private, from 20:00 to the end of the day."
    )
    result = await _start(
        family, None, {"name": "Night", "when": {"start": EVENING}}, {}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert _rules(family)["Night"].data["presence"] == "ignore"
    assert _rules(family)["Night"].data["start"] == "20:00:00"


async def test_a_rule_without_a_condition_says_always(family: House) -> None:
    """And it does what it says."""
    result = await _start(family, None, {"name": "Shut", "what": {}})
    assert _said(result)["sentence"] == "All cameras: private, always."
    assert _said(result)["now"] == "**Now** it applies."
    assert _said(result)["next_day"] == "- Sofa: Private now\n- Bed: Private now"
    assert family.is_open()
    await family.hass.config_entries.subentries.async_configure(result["flow_id"], {})
    await family.hass.async_block_till_done()
    assert family.reason() is ReasonCode.RULE


async def test_the_last_page_tells_the_next_24_hours(family: House) -> None:
    """By the decisions that will be made, with everything else that has a say."""
    end = {"active_choice": "time", "time": "22:30:00"}
    result = await _start(
        family, None, {"name": "Night", "when": {"start": EVENING, "end": end}}
    )
    said = _said(result)
    assert said["now"] == "**Now** it does not apply."
    assert said["next_day"] == (
        "- Sofa: Open now, Private from 20:00, Open from 22:30\n- Bed: Private now"
    )


@pytest.mark.parametrize(
    ("where", "now"),
    [("home", "**Now** it applies."), ("not_home", "**Now** it does not apply.")],
)
async def test_what_the_rule_asks_for_first_is_looked_at(
    family: House, hass: HomeAssistant, where: str, now: str
) -> None:
    """An entity that no rule named before is read for the page, and people, too."""
    hass.states.async_set("light.desk", "on" if where == "home" else "off")
    result = await _start(
        family, None, {"name": "Desk", "rest": {"while_entity": "light.desk"}}
    )
    assert _said(result)["now"] == now
    go(hass, ANNA, where)
    go(hass, BEN, "not_home")
    await hass.async_block_till_done()
    who = {"presence": "someone_home", "leave_delay_minutes": 0}
    result = await _start(family, None, {"name": "Home", "who": who})
    assert _said(result)["now"] == now


async def test_a_presence_or_another_one_makes_both_rules(
    family: House, hass: HomeAssistant
) -> None:
    """Each says the same for its presence; what guests are not asked is left out."""
    go(hass, ANNA, "not_home")
    who = {
        "presence": "someone_home",
        "or_presence": ["guests_present", "someone_home"],
        "persons": [ANNA],
        "leave_delay_minutes": 0,
    }
    result = await _start(family, None, {"name": "Busy", "who": who})
    assert _said(result)["sentence"] == (
        "All cameras: private, while one of these is home: anna.\n\n"
        "All cameras: private, while guests are here."
    )
    result = await hass.config_entries.subentries.async_configure(result["flow_id"], {})
    await hass.async_block_till_done()
    rules = _rules(family)
    assert rules.keys() == {"Busy", "Busy (Guests are here)"}
    assert rules["Busy"].data["persons"] == [ANNA]
    other = rules["Busy (Guests are here)"].data
    assert (other["presence"], other.get("persons")) == ("guests_present", None)
    assert "or_presence" not in rules["Busy"].data


async def test_always_or_something_makes_no_sense(family: House) -> None:
    """The error is at the section, where the frontend can show it, and the section is open."""
    who = {"or_presence": ["guests_present"]}
    result = await _start(family, None, {"name": "Busy", "who": who})
    assert result["errors"] == {"or_presence": "or_of_always", "who": "or_of_always"}


async def test_what_is_folded_opens_where_it_has_an_error(family: House) -> None:
    """Nobody looks for an error in something that is shut."""
    result = await _start(family)
    schema = result["data_schema"]
    assert schema is not None
    assert schema.schema["rest"].options == {"collapsed": True}
    assert schema.schema["who"].options == {"collapsed": False}
    rest = {"while_entity": "light.gone"}
    result = await _start(family, None, {"name": "Busy", "rest": rest})
    assert result["errors"] == dict.fromkeys(("while_entity", "rest"), "unknown_entity")
    schema = result["data_schema"]
    assert schema is not None
    assert schema.schema["rest"].options == {"collapsed": False}


async def test_alarm_fields_are_there_with_an_alarm_system_only(
    family: House, hass: HomeAssistant
) -> None:
    """Or where the rule has one that is gone."""
    result = await _start(family)
    assert "alarm_entity" not in _suggested(result, "rest")
    old = add_rule(
        family, alarm_entity="alarm_control_panel.gone", alarm_states=["disarmed"]
    )
    result = await _start(family, old)
    assert _suggested(result, "rest")["alarm_entity"] == "alarm_control_panel.gone"
    hass.states.async_set("alarm_control_panel.house", "disarmed")
    assert "alarm_entity" in _suggested(await _start(family), "rest")


async def test_one_can_go_back_from_the_last_page(family: House) -> None:
    """The form opens again as it was filled in, and nothing was saved."""
    result = await _start(
        family,
        None,
        {"name": "Night", "when": {"start": EVENING}},
        {"change": True},
    )
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    assert _suggested(result, "when")["start"] == EVENING
    assert not _rules(family)


async def test_a_rule_that_is_off_says_so(family: House, anna: Any) -> None:
    """Whoever changes it sees that it closes nothing."""
    rule = add_rule(family, name="Night", effect_level="private")
    await family.hass.async_block_till_done()
    switch = "switch.lens_cap_rule_night"
    await family.call("switch.turn_off", switch, context=by(anna))
    result = await _start(family, rule, {"name": "Night", "what": {}})
    assert _said(result)["now"].startswith("It is switched off")
    assert _said(result)["next_day"].startswith("- Sofa: Open now")


OLD_RULES: Final[dict[str, dict[str, Any]]] = {
    "Living areas": {
        "presence": "someone_home",
        "placements": ["living_area"],
        "effect_level": "private",
        "audio_off": False,
        "leave_delay_minutes": 5,
    },
    "Night": {
        "presence": "ignore",
        "start": "22:00:00",
        "end": "sunrise+00:30",
        "weekdays": ["fri", "sat"],
        "effect_level": "private",
        "audio_off": True,
        "leave_delay_minutes": 0,
    },
    "Alarm": {
        "presence": "nobody_home",
        "cameras": [SOFA],
        "alarm_entity": "alarm_control_panel.house",
        "alarm_states": ["disarmed", "armed_home"],
        "effect_level": "unchanged",
        "audio_off": True,
        "leave_delay_minutes": 30,
    },
}


@pytest.mark.parametrize("name", OLD_RULES)
async def test_rules_of_the_version_before_stay_as_they_are(
    family: House, hass: HomeAssistant, name: str
) -> None:
    """Opened in the form, sent as it is shown, and saved: the same is stored."""
    hass.states.async_set("alarm_control_panel.house", "disarmed")
    old = ConfigSubentry(
        data=MappingProxyType(OLD_RULES[name]),
        subentry_type=SUBENTRY_RULE,
        title=name,
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(family.entry, old)
    await hass.async_block_till_done()
    result = await _start(family, old.subentry_id)
    sections = ("what", "when", "who", "rest")
    sent = {
        section: {
            field: value
            for field, value in _suggested(result, section).items()
            if value is not None
        }
        for section in sections
    }
    result = await _start(family, old.subentry_id, {"name": name, **sent}, {})
    assert result["reason"] == "reconfigure_successful"
    assert dict(_rules(family)[name].data) == OLD_RULES[name]
    assert dt_util.utcnow().isoformat(sep=" ") == NOON
