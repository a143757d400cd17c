"""What is seen of how an action came to be called; what was not seen is no sign."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from custom_components.lens_cap.core.privacy.caller import Call, Signs
from custom_components.lens_cap.sensing.calls import CallWitness
from homeassistant.core import (
    Context,
    EventOrigin,
    HomeAssistant,
    ServiceCall,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.hands import by_automation

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

    @callback
    def nothing(_event: object) -> None:
        """Do nothing; Home Assistant makes an event only if somebody listens."""

    hass.bus.async_listen(event_type, nothing)
    context = Context(user_id=user_id)
    hass.bus.async_fire(event_type, origin=origin, context=context)
    assert (await act(context)).by_automation is is_one


async def test_without_a_context_nothing_was_seen(hass: HomeAssistant) -> None:
    """Nobody's hand, and no automation."""
    assert await CallWitness(hass).async_signs(None) == Signs()
