"""Who made a call: decided by positive signs, never by the absence of others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .permission import Actor, Way

_ANY_DOMAIN: Final = "homeassistant"
_SCRIPT: Final = "script"
_SWITCHED_AS_A_WHOLE: Final = 2


@dataclass(frozen=True, kw_only=True)
class Call:
    """A called action, and the entities that it names individually.

    What it reaches by areas, labels, floors, devices, groups or `all` is not named. `by_place` says
    that it is about areas, labels, floors or devices, alone or besides.
    """

    domain: str
    action: str
    names: frozenset[str] = frozenset()
    by_place: bool = False


class Login(StrEnum):
    """How a caller from outside authenticated."""

    PERSON = "person"
    PROGRAM = "program"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who called: with a person's login, or with a token made for programs."""

    user_id: str
    login: Login
    is_admin: bool = False


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What Home Assistant reveals of how a call came about.

    `calls` are those that led here, the first one first; none where that was not seen.
    `caller` is who made the first of them, by a websocket's or REST's own way to call an action;
    None for every other way. `in_step` says that a script or automation is doing one of its steps,
    and `step` is what that step calls. `by_automation` says that all began with an automation that
    was triggered, `by_action` that it was an action that did so and none of its own triggers, and
    `starter` who called that action, as `caller` does. `spoken` says that somebody talks to an
    assistant.
    """

    calls: Sequence[Call] = ()
    caller: Caller | None = None
    in_step: bool = False
    step: Call | None = None
    by_automation: bool = False
    by_action: bool = False
    starter: Caller | None = None
    spoken: bool = False


@dataclass(frozen=True, kw_only=True)
class RequestedAction:
    """The request: the actions that mean it, and the entities that they must name.

    `own` says that it is an action of Lens Cap, which nothing calls by chance.
    """

    actions: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()
    own: bool = False


def switched(domain: str, entity_id: str, *, on: bool) -> RequestedAction:
    """Return the request to switch an entity on or off by its name."""
    action = "turn_on" if on else "turn_off"
    return RequestedAction(
        actions=frozenset(
            (where, what)
            for where in (domain, _ANY_DOMAIN)
            for what in (action, "toggle")
        ),
        names=frozenset({entity_id}),
    )


def done_to(domain: str, action: str, entity_id: str) -> RequestedAction:
    """Return that an action of Home Assistant's is called for one entity, by its name."""
    return RequestedAction(
        actions=frozenset({(domain, action)}), names=frozenset({entity_id})
    )


def called(
    domain: str, action: str, names: frozenset[str] = frozenset()
) -> RequestedAction:
    """Return the request that an action of Lens Cap makes for entities by their names."""
    return RequestedAction(actions=frozenset({(domain, action)}), names=names, own=True)


def caller_of(signs: Signs, asked: RequestedAction) -> Actor:
    """Return who asks, and how; nobody if that is not certain.

    A person calls from outside with a person's login, and the first call is the request itself: not a
    script, scene or group that leads to it. An automation, or a script that somebody started, makes
    the request in a step of its own that names the entities. An automation that somebody starts by an
    action counts as a script, whatever its own triggers and conditions are.
    """
    nobody = Actor(way=Way.INDIRECT)
    if signs.spoken:
        return nobody
    caller, way = signs.caller, Way.ACTION if asked.own else Way.NAMED
    if caller is not None and not signs.in_step and _is_itself(signs.calls, asked):
        if caller.login is Login.PERSON:
            return Actor(
                way=Way.ACTION if asked.own else Way.DIRECT,
                user_id=caller.user_id,
                is_admin=caller.is_admin,
                is_person=True,
            )
        return _program(caller, way)
    if signs.step is None or not _means(signs.step, asked):
        return replace(nobody, in_passing=_passes_by(signs.step, asked))
    if signs.by_automation:
        return _started(signs.starter, way) if signs.by_action else Actor(way=way)
    if not signs.calls or signs.calls[0].domain != _SCRIPT:
        return nobody
    return _started(caller, way)


def _started(starter: Caller | None, way: Way) -> Actor:
    """Return who asks if somebody started the script or automation that does it."""
    if starter is None:
        return Actor(way=Way.INDIRECT)
    if starter.login is Login.PROGRAM:
        return _program(starter, way)
    return Actor(way=way, user_id=starter.user_id, is_admin=starter.is_admin)


def _program(caller: Caller, way: Way) -> Actor:
    return Actor(way=way, token_of=caller.user_id, is_admin=caller.is_admin)


def _means(call: Call, asked: RequestedAction) -> bool:
    return (call.domain, call.action) in asked.actions and asked.names <= call.names


def _passes_by(step: Call | None, asked: RequestedAction) -> bool:
    """Return whether a step reaches what is asked for only as one of all that is at a place."""
    return (
        step is not None
        and not asked.own
        and step.by_place
        and (step.domain, step.action) in asked.actions
    )


def _is_itself(calls: Sequence[Call], asked: RequestedAction) -> bool:
    """Return whether the calls are one: what is asked for, or Home Assistant's own way to it."""
    if not calls or not all(_means(call, asked) for call in calls):
        return False
    first, last = calls[0], calls[-1]
    return len(calls) == 1 or (
        len(calls) == _SWITCHED_AS_A_WHOLE
        and first.domain == _ANY_DOMAIN
        and first.action == last.action
    )
