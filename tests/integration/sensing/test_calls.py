"""What is seen of how an action came to be called; what was not seen is no sign."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.privacy.caller import Call, Caller, Login, Signs
from custom_components.lens_cap.sensing.calls import CallWitness
from homeassistant.components.websocket_api.connection import (
    ActiveConnection,
    current_connection,
)
from homeassistant.core import (
    Context,
    EventOrigin,
    HomeAssistant,
    ServiceCall,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.callers import by_automation, by_hand, signed_in

type Act = Callable[..., Awaitable[Signs]]


@pytest.fixture
async def seen(hass: HomeAssistant) -> list[Signs]:
    """Let `test.act` be an action; return the signs of each of its calls."""
    assert await async_setup_component(hass, "homeassistant", {})
    witness = CallWitness(hass)
    signs: list[Signs] = []

    async def act(call: ServiceCall) -> None:
        signs.append(await witness.async_signs(call.context))

    hass.services.async_register("test", "act", act)
    return signs


@pytest.fixture
def act(hass: HomeAssistant, seen: list[Signs]) -> Act:
    """Return what calls `test.act`, and returns the signs of it."""

    async def call(context: Context | None = None, **data: Any) -> Signs:
        await hass.services.async_call(
            "test", "act", data, blocking=True, context=context
        )
        return seen.pop()

    return call


@callback
def _nothing(_event: object) -> None:
    """Do nothing; Home Assistant makes an event only if somebody listens."""


def _call(*names: str, by_place: bool = False) -> Call:
    return Call(domain="test", action="act", names=frozenset(names), by_place=by_place)


async def test_entities_are_named_in_every_spelling(
    hass: HomeAssistant, act: Act
) -> None:
    """In a list or a text with commas, in capitals, by registry id; and nothing else is a name."""
    sofa = er.async_get(hass).async_get_or_create(
        "camera", "demo", "sofa", suggested_object_id="sofa"
    )
    for named, expected in (
        ("camera.sofa", {"camera.sofa"}),
        ("Camera.Sofa , camera.bed", {"camera.sofa", "camera.bed"}),
        (["camera.BED", sofa.id], {"camera.bed", "camera.sofa"}),
        ([7, None, "camera.sofa"], {"camera.sofa"}),
        ({"camera.sofa": 1}, set()),
        (None, set()),
    ):
        assert (await act(entity_id=named)).calls == (_call(*expected),)


@pytest.mark.parametrize("place", ["area_id", "device_id", "floor_id", "label_id"])
async def test_places_are_told_apart_from_names(act: Act, place: str) -> None:
    """A call by area, device, floor or label is one, also where it names something besides."""
    data = {place: ["somewhere"], "entity_id": "camera.sofa"}
    assert (await act(**data)).calls == (_call("camera.sofa", by_place=True),)
    assert (await act(**data | {place: []})).calls == (_call("camera.sofa"),)


async def test_the_first_calls_of_a_context_are_kept_in_order(
    hass: HomeAssistant, seen: list[Signs]
) -> None:
    """The first tells what somebody asked for, so no later one takes its place."""

    async def relay(call: ServiceCall) -> None:
        for _ in range(4):
            await hass.services.async_call(
                "test", "act", blocking=True, context=call.context
            )

    hass.services.async_register("test", "relay", relay)
    await hass.services.async_call("test", "relay", blocking=True)
    first = Call(domain="test", action="relay")
    assert [one.calls for one in seen] == [
        (first, _call()),
        (first, _call(), _call()),
        (first, _call(), _call()),
        (first, _call(), _call()),
    ]


async def test_calls_beside_each_other_are_kept_apart(act: Act) -> None:
    """Each context has its own, however many were seen before; of an unknown one nothing is said."""
    kept = Context()
    await act(kept, entity_id="camera.sofa")
    for _ in range(20):
        assert len((await act(entity_id="camera.bed")).calls) == 1
    again = await act(kept, entity_id="camera.hall")
    assert again.calls == (_call("camera.hall"),)


async def test_an_automation_that_was_triggered(
    hass: HomeAssistant, seen: list[Signs]
) -> None:
    """Its step is seen with its target, and that nobody started it."""
    step = {"action": "test.act", "target": {"entity_id": "camera.sofa"}}
    await by_automation(hass, step)
    (signs,) = seen
    assert (signs.by_automation, signs.by_action, signs.in_step) == (True, False, True)
    assert signs.step == _call("camera.sofa")
    assert (signs.caller, signs.starter) == (None, None)


@pytest.mark.parametrize(
    ("event_type", "origin", "user_id", "is_one"),
    [
        ("automation_triggered", EventOrigin.local, None, True),
        ("automation_triggered", EventOrigin.remote, None, False),
        ("automation_triggered", EventOrigin.local, "anna", False),
        ("script_started", EventOrigin.local, None, False),
    ],
)
async def test_what_only_looks_like_an_automation(
    hass: HomeAssistant,
    act: Act,
    event_type: str,
    origin: EventOrigin,
    user_id: str | None,
    *,
    is_one: bool,
) -> None:
    """An event that came from outside, that somebody fired, or another one is no trigger."""
    hass.bus.async_listen(event_type, _nothing)
    context = Context(user_id=user_id)
    hass.bus.async_fire(event_type, origin=origin, context=context)
    assert (await act(context)).by_automation is is_one


async def test_without_a_context_nothing_was_seen(hass: HomeAssistant) -> None:
    """Nobody's hand, and no automation."""
    assert await CallWitness(hass).async_signs(None) == Signs()


async def test_a_call_that_another_makes_is_not_by_hand(
    hass: HomeAssistant, seen: list[Signs], hass_admin_user: MockUser
) -> None:
    """An action may call others in the name of who called it; only the first thing that is done is that person's."""

    async def relay(_call: ServiceCall) -> None:
        await hass.services.async_call(
            "test", "act", blocking=True, context=Context(user_id=hass_admin_user.id)
        )

    hass.services.async_register("test", "relay", relay)
    await by_hand(hass, hass_admin_user.id, "test.relay", {})
    await by_hand(hass, hass_admin_user.id, "test.act", {})
    person = Caller(user_id=hass_admin_user.id, login=Login.PERSON, is_admin=True)
    assert [one.caller for one in seen] == [None, person]


@pytest.mark.parametrize("kind", ["own", "used", "child", "another's", "nobody's"])
async def test_only_a_call_s_own_context_shows_a_hand(
    hass: HomeAssistant, seen: list[Signs], hass_admin_user: MockUser, kind: str
) -> None:
    """Neither one in which something happened before, nor one that came of another, nor another user's."""
    anna = hass_admin_user.id
    context = {
        "own": Context(user_id=anna),
        "used": Context(user_id=anna),
        "child": Context(user_id=anna, parent_id=Context().id),
        "another's": Context(user_id="dora"),
        "nobody's": Context(),
    }[kind]
    before = Context() if kind != "used" else context
    hass.bus.async_listen("something_else", _nothing)
    hass.bus.async_fire("something_else", context=before)
    token = await signed_in(hass, anna)
    connection = ActiveConnection(
        logging.getLogger(__name__),  # type: ignore[arg-type]  # it only adds the connection's number
        hass,
        lambda _answer: None,
        token.user,
        token,
        None,
    )

    async def call() -> None:
        current_connection.set(connection)
        await hass.services.async_call("test", "act", blocking=True, context=context)

    await asyncio.create_task(call(), name="websocket_api.async:handle_call_service")
    assert [one.caller is not None for one in seen] == [kind == "own"]
