"""Questions that change nothing: why, what the week will be like, what if, and what the last audit found."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final

from homeassistant.components.alarm_control_panel.const import AlarmControlPanelState
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..audit.report import async_findings
from ..core.ids import CameraId
from ..core.privacy.decide import Decision
from ..core.privacy.facts import Whereabouts
from ..core.privacy.judgement import Judgement
from ..core.schedule import moment_of
from ..core.truth import Truth
from ..core.view.camera import told_rule
from ..core.view.page_user import iso
from ..core.view.week import outcome, told_week
from ..core.view.what_if import WhatIf, guests_now, what_if
from ..core.view.why import told_why
from ..exceptions import NotRunningError
from ..exceptions.page import WrongRequestError
from ..sensing.people import name_of
from .access import Connected, expect_administrator, expect_camera, expect_family
from .arguments import (
    page_command,
    read_mapping,
    read_moment,
    read_optional_text,
    read_text,
)
from .current_view import rules_by_id, seen_camera

_DAYS: Final = 7
_TRUTHS: Final = {Truth.NO: "no", Truth.MAYBE: "maybe", Truth.YES: "yes"}
_SWITCHED: Final = {Truth.NO: "off", Truth.MAYBE: "unknown", Truth.YES: "on"}
_ALARM_STATES: Final = tuple(state.value for state in AlarmControlPanelState)


@callback
def async_register_queries(hass: HomeAssistant, names: Mapping[str, str]) -> None:
    """Offer the commands; `names` are those of users by their ids."""

    @callback
    @page_command("why")
    def why(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        """Tell all that asks for something of a camera now."""
        who = expect_family(hass, connection)
        camera_id = expect_camera(who, read_text(msg, "camera_id"))
        seen = seen_camera(hass, who.runtime, camera_id)
        access = who.to_camera(camera_id, seen.sound.pending)
        connection.send_result(msg["id"], told_why(seen, who.page_user, access, names))

    for command in (why, _week, _what_if, _findings):
        async_register_command(hass, command)


@page_command("week")
@async_response
async def _week(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell how private cameras will be for a week, from today's midnight."""
    who = expect_family(hass, connection)
    wanted = read_optional_text(msg, "camera_id")
    only = None if wanted is None else expect_camera(who, wanted)
    last = last_judgement(who)
    start, end = day_begins(0), day_begins(_DAYS)
    asked = [one for one in seen_of(who, last) if only in (None, one)]

    def told() -> list[dict[str, object]]:
        return [
            {
                "camera_id": one,
                "name": last.configs[one].name,
                "spans": told_week(
                    last.configs[one], last, who.page_user, start=start, end=end
                ),
            }
            for one in asked
        ]

    connection.send_result(
        msg["id"],
        {
            "from": start.isoformat(),
            "to": end.isoformat(),
            "time_zone": hass.config.time_zone,
            # Many decisions: not in the event loop.
            "cameras": await hass.async_add_executor_job(told),
        },
    )


@callback
@page_command("what_if")
def _what_if(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell what would be decided if something else was so."""
    who = expect_family(hass, connection)
    last = last_judgement(who)
    assumed = _assumed(read_mapping(msg, "facts"), last)
    found = what_if(last, assumed)
    connection.send_result(
        msg["id"],
        {
            "facts": _told_facts(hass, last, assumed),
            "cameras": [
                _told_decision(who, last, camera_id, found[camera_id])
                for camera_id in seen_of(who, last)
            ],
        },
    )


@page_command("findings")
@async_response
async def _findings(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell every finding that is open or accepted."""
    auditor = expect_administrator(hass, connection).runtime.auditor
    found = await async_findings(hass, auditor.data, auditor.names())
    connection.send_result(msg["id"], found)


def last_judgement(who: Connected) -> Judgement:
    """Return the last judgement of all cameras.

    Raises:
        NotRunningError: There is none yet.
    """
    if (last := who.runtime.coordinator.recorder.latest) is None:
        raise NotRunningError
    return last


def seen_of(who: Connected, last: Judgement) -> list[CameraId]:
    """Return the judged cameras that somebody may see."""
    return [camera_id for camera_id in last.configs if who.reads(camera_id)]


def day_begins(ahead: int) -> datetime:
    """Return the household's midnight with which a day begins: today's, or one of those to come."""
    zone = dt_util.get_default_time_zone()
    day = dt_util.now().date() + timedelta(days=ahead)
    return moment_of(day, time(), zone).astimezone(zone)


def _assumed(given: Mapping[str, Any], last: Judgement) -> WhatIf:
    """Return what is assumed; only what rules ask for can be.

    Raises:
        WrongRequestError: Something in it is none of that.
    """
    at = read_moment(given, "at")
    if at is not None:
        if not last.facts.now - timedelta(minutes=1) <= at <= day_begins(_DAYS):
            raise WrongRequestError("at")
    guests = given.get("guests")
    return WhatIf(
        at=at,
        guests=None if guests is None else _one_of(guests, _TRUTHS, "guests"),
        people={
            person: _one_of(where, {one: one.value for one in Whereabouts}, "people")
            for person, where in _about(given, "people", _persons(last)).items()
        },
        entities={
            entity: _one_of(state, _SWITCHED, "entities")
            for entity, state in _about(given, "entities", _entities(last)).items()
        },
        alarms={
            alarm: None
            if state is None
            else _one_of(state, {one: one for one in _ALARM_STATES}, "alarms")
            for alarm, state in _about(given, "alarms", _alarms(last)).items()
        },
    )


def _about(
    given: Mapping[str, Any], field: str, known: frozenset[str]
) -> Mapping[str, Any]:
    found = read_mapping(given, field)
    if not found.keys() <= known:
        raise WrongRequestError(field)
    return found


def _one_of[Value](given: object, values: Mapping[Value, str], field: str) -> Value:
    for value, text in values.items():
        if given == text:
            return value
    raise WrongRequestError(field)


def _persons(last: Judgement) -> frozenset[str]:
    return last.facts.residents.union(*(rule.persons for rule in last.rules))


def _entities(last: Judgement) -> frozenset[str]:
    named = {rule.while_entity for rule in last.rules if rule.while_entity}
    return frozenset(named).union(*(rule.occupancy_entities for rule in last.rules))


def _alarms(last: Judgement) -> frozenset[str]:
    return frozenset(rule.alarm_entity for rule in last.rules if rule.alarm_entity)


def _told_facts(
    hass: HomeAssistant, last: Judgement, assumed: WhatIf
) -> dict[str, object]:
    """Return what the answer rests on, and with it what can be assumed."""
    facts = last.facts
    guests = guests_now(facts) if assumed.guests is None else assumed.guests

    def person(one: str) -> str:
        known = facts.persons.get(one, Whereabouts.UNKNOWN)
        return assumed.people.get(one, known).value

    def entity(one: str) -> str:
        known = facts.entities.get(one, Truth.MAYBE)
        return _SWITCHED[assumed.entities.get(one, known)]

    def alarm(one: str) -> str | None:
        return assumed.alarms[one] if one in assumed.alarms else facts.alarms.get(one)

    return {
        "at": iso(dt_util.as_local(assumed.at or facts.now)),
        "people": [
            {"entity_id": one, "name": name_of(hass, one), "where": person(one)}
            for one in sorted(_persons(last))
        ],
        "guests": _TRUTHS[guests],
        "alarms": [
            {
                "entity_id": one,
                "name": name_of(hass, one),
                "state": alarm(one),
                "states": list(_ALARM_STATES),
            }
            for one in sorted(_alarms(last))
        ],
        "entities": [
            {"entity_id": one, "name": name_of(hass, one), "state": entity(one)}
            for one in sorted(_entities(last))
        ],
    }


def _told_decision(
    who: Connected, last: Judgement, camera_id: CameraId, decision: Decision
) -> dict[str, object]:
    now = last.decisions[camera_id]
    rules = rules_by_id(who.runtime)
    return {
        "camera_id": camera_id,
        "name": last.configs[camera_id].name,
        "level": decision.level.value,
        "reason": decision.reason.value,
        "rule": told_rule(decision.rule, rules, who.page_user),
        "zones": sorted(decision.zones),
        "audio_off": any(one.audio_off for one in decision.trace),
        "recording_off": decision.recording_off,
        "recognition_off": decision.recognition_off,
        "until": iso(decision.next_change),
        "changed": outcome(decision) != outcome(now),
    }
