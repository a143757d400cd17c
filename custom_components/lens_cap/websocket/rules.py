"""Rules on the page: what there are, and what one that is being filled in would do."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.alarm_control_panel.const import (
    DOMAIN as ALARM_DOMAIN,
    AlarmControlPanelState,
)
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_NAME, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, label_registry as lr

from ..const import RULE_KEY, SUBENTRY_RULE
from ..core.ids import RuleId
from ..core.placement import Placement
from ..core.privacy.judgement import Judgement, judged
from ..core.privacy.rule_evaluation import evaluated_rules
from ..core.settings.rule import Presence, Rule
from ..core.view.page_user import PageRole
from ..core.view.rule_day import told_rule_day
from ..decisions.rule_preview import previewed
from ..exceptions.page import UnknownRuleError
from ..flows.rule import rule_subentries, rule_subentry
from ..flows.rule_answers import ReadRule, read_rule
from ..flows.rule_templates import RuleTemplate, async_ready_made
from ..flows.rule_words import RuleWords
from ..ha.lookup import own_entity_id
from ..sensing.people import all_persons, name_of
from ..settings import configured_cameras, rule_config
from ..settings.rule import DEFAULT_LEAVE_DELAY_MINUTES, LONGEST_LEAVE_DELAY_MINUTES
from ..upkeep.zone_changes import rule_content
from .access import Connected, expect_administrator, expect_family
from .arguments import page_command, read_mapping, read_optional_text
from .queries import day_begins, last_judgement, seen_of
from .revisions import revision_of

_ALARM_STATES: Final = [state.value for state in AlarmControlPanelState]


@callback
def async_register_rules(hass: HomeAssistant) -> None:
    """Offer the commands that show rules."""
    for command in (_list, _preview):
        async_register_command(hass, command)


@page_command("rules/list")
@async_response
async def _list(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell every rule in a sentence; administrators what it consists of, too, and what there is to choose."""
    who = expect_family(hass, connection)
    words = await async_rule_words(who)
    ready_made = await async_missing(who)
    last = last_judgement(who)
    administers = who.page_user.role is PageRole.ADMINISTRATOR
    applying = {
        one.rule.rule_id
        for one in evaluated_rules(last.rules, last.facts)
        if one.timed is not None and one.timed.is_in_force(last.facts.now)
    }
    connection.send_result(
        msg["id"],
        {
            "rules": [
                _told(who, words, one, last, applies=one.subentry_id in applying)
                | {"fields": fields_of(one) if administers else None}
                for one in stored_rules(who)
            ],
            "ready_made": [
                {"template": template.value, "names": [one.title for one in rules]}
                for template, rules in ready_made.items()
            ]
            if administers
            else [],
            "options": _options(who) if administers else None,
        },
    )


@page_command("rules/preview")
@async_response
async def _preview(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell what a rule that is not saved yet would do, now and on today's day."""
    who = expect_administrator(hass, connection)
    own = own_rule(who, read_optional_text(msg, "rule_id"))
    read = read_fields(who, read_mapping(msg, "fields"), own)
    answer: dict[str, object] = {
        "errors": read.errors,
        "placeholders": read.placeholders,
        "sentence": "",
        "now": None,
        "today": None,
    }
    if not read.errors:
        words = await async_rule_words(who)
        made = rule_subentries(words.presence, other_names(who, own), read, own)
        rules = [rule_config(one) for one in made]
        last = last_judgement(who)
        answer["sentence"] = "\n".join(words.sentence(one) for one in rules)
        answer["now"] = _told_now(who, last, rules)
        answer["today"] = await _async_today(who, last, rules)
    connection.send_result(msg["id"], answer)


def _told_now(who: Connected, last: Judgement, rules: list[Rule]) -> dict[str, object]:
    preview = previewed(who.hass, last, who.runtime.coordinator.state, rules)
    ids = {rule.rule_id for rule in rules}
    others = tuple(rule for rule in last.rules if rule.rule_id not in ids)
    without = judged(
        last.configs.values(), last.cameras, last.facts, last.household, others
    )
    return {
        "applies": preview.applies,
        "cameras": [
            {
                "camera_id": camera_id,
                "name": last.configs[camera_id].name,
                "level": steps[0][1].value,
                "level_without": without[camera_id].level.value,
            }
            for camera_id, steps in preview.cameras.items()
            if who.reads(camera_id)
        ],
    }


async def _async_today(
    who: Connected, last: Judgement, rules: list[Rule]
) -> dict[str, object]:
    start, end = day_begins(0), day_begins(1)
    # Many decisions: not in the event loop.
    found = await who.hass.async_add_executor_job(
        lambda: told_rule_day(last, rules, start=start, end=end)
    )
    return {
        "from": start.isoformat(),
        "to": end.isoformat(),
        "cameras": [
            {
                "camera_id": camera_id,
                "name": last.configs[camera_id].name,
                "spans": spans,
            }
            for camera_id, spans in found.items()
            if who.reads(camera_id)
        ],
    }


def stored_rules(who: Connected) -> list[ConfigSubentry]:
    """Return every rule as it is stored."""
    return list(who.runtime.entry.get_subentries_of_type(SUBENTRY_RULE))


def own_rule(who: Connected, rule_id: str | None) -> ConfigSubentry | None:
    """Return the rule that is meant; None where it is to be a new one.

    Raises:
        UnknownRuleError: There is none with that id.
    """
    if rule_id is None:
        return None
    for one in stored_rules(who):
        if one.subentry_id == rule_id:
            return one
    raise UnknownRuleError


def other_names(who: Connected, own: ConfigSubentry | None) -> list[str]:
    """Return what the other rules are called."""
    return [
        one.title
        for one in stored_rules(who)
        if own is None or one.subentry_id != own.subentry_id
    ]


def read_fields(
    who: Connected, fields: Mapping[str, Any], own: ConfigSubentry | None
) -> ReadRule:
    """Return a rule as it was filled in, read as the form of the settings reads it."""
    cameras = configured_cameras(who.runtime.entry)
    return read_rule(who.hass, cameras, other_names(who, own), fields)


async def async_rule_words(who: Connected) -> RuleWords:
    """Return what says rules, in the household's language."""
    return await RuleWords.async_load(who.hass, configured_cameras(who.runtime.entry))


def fields_of(rule: ConfigSubentry) -> dict[str, Any]:
    """Return what a rule consists of, as `read_fields` reads it."""
    return {CONF_NAME: rule.title, **rule.data}


def rule_revision(rule: ConfigSubentry) -> str:
    """Return what is another one once somebody has changed the rule."""
    return revision_of(fields_of(rule))


async def async_missing(
    who: Connected, alarm_entity: str | None = None
) -> dict[RuleTemplate, list[ConfigSubentry]]:
    """Return the ready-made rules that are not there yet; of those about an alarm, about this one or the first."""
    alarms = sorted(who.hass.states.async_entity_ids(ALARM_DOMAIN))
    if alarm_entity is not None:
        alarms = [one for one in alarms if one == alarm_entity]
    there = [rule_content(one) for one in stored_rules(who)]
    found: dict[RuleTemplate, list[ConfigSubentry]] = {}
    for template in RuleTemplate:
        if template is RuleTemplate.ALARM and not alarms:
            continue
        ready = await async_ready_made(who.hass, [template], next(iter(alarms), None))
        made = [rule_subentry(one["title"], one["data"]) for one in ready]
        if missing := [one for one in made if rule_content(one) not in there]:
            found[template] = missing
    return found


def _told(
    who: Connected,
    words: RuleWords,
    stored: ConfigSubentry,
    last: Judgement,
    *,
    applies: bool,
) -> dict[str, object]:
    rule = rule_config(stored)
    unique_id = f"{who.runtime.entry.entry_id}_{RULE_KEY}{rule.rule_id}"
    is_on = RuleId(rule.rule_id) not in who.runtime.coordinator.state.rules_off
    return {
        "rule_id": rule.rule_id,
        "name": rule.name,
        "on": is_on,
        "applies": is_on and applies,
        "entity_id": own_entity_id(who.hass, Platform.SWITCH, unique_id),
        "cameras": [
            camera_id
            for camera_id in seen_of(who, last)
            if rule.scope.includes(
                last.configs[camera_id], last.cameras[camera_id].place
            )
        ],
        "sentence": words.sentence(rule),
        "revision": rule_revision(stored),
    }


def _options(who: Connected) -> dict[str, object]:
    """Return what there is to choose from."""
    hass, cameras = who.hass, configured_cameras(who.runtime.entry)
    return {
        "cameras": [{"camera_id": one.camera_id, "name": one.name} for one in cameras],
        "areas": [
            {"area_id": one.id, "name": one.name}
            for one in ar.async_get(hass).async_list_areas()
        ],
        "labels": [
            {"label_id": one.label_id, "name": one.name}
            for one in lr.async_get(hass).async_list_labels()
        ],
        "persons": [
            {"entity_id": one, "name": name_of(hass, one)}
            for one in sorted(all_persons(hass))
        ],
        "alarms": [
            {"entity_id": one, "name": name_of(hass, one), "states": _ALARM_STATES}
            for one in sorted(hass.states.async_entity_ids(ALARM_DOMAIN))
        ],
        "zones": [
            {"zone_id": zone.zone_id, "name": zone.name, "camera_id": one.camera_id}
            for one in cameras
            for zone in one.zones
        ],
        "placements": [one.value for one in Placement],
        "presences": [one.value for one in Presence],
        "leave_delay_minutes": DEFAULT_LEAVE_DELAY_MINUTES,
        "leave_delay_minutes_most": LONGEST_LEAVE_DELAY_MINUTES,
    }
