"""Trying a control out: what comes back is told, and it is never left more open than before."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from custom_components.lens_cap.controls.trial import (
    TrialOutcome,
    TrialResult,
    async_try,
)
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError

CAMERA, LENS = "camera.sofa", "switch.lens"
SHORT = 0.05

type Answer = Callable[[str], Awaitable[None]]


@pytest.fixture
def told(hass: HomeAssistant) -> list[str]:
    """Return what a lens was told, which does as it is told; it is open."""
    hass.states.async_set(CAMERA, "idle")
    hass.states.async_set(LENS, "off")
    told: list[str] = []

    async def obey(value: str) -> None:
        hass.states.async_set(LENS, value)

    _answer(hass, told, obey)
    return told


def _answer(hass: HomeAssistant, told: list[str], answer: Answer) -> None:
    async def act(call: ServiceCall) -> None:
        assert call.data == {"entity_id": LENS}
        value = call.service.removeprefix("turn_")
        told.append(value)
        await answer(value)

    for name in ("turn_on", "turn_off"):
        hass.services.async_register("switch", name, act)


async def _try(hass: HomeAssistant) -> TrialResult:
    return await async_try(hass, CAMERA, LENS, "on", seconds=SHORT)


async def test_one_that_does_as_it_is_told(
    hass: HomeAssistant, told: list[str]
) -> None:
    """It closes, says so, and is as it was before."""
    result = await _try(hass)
    assert result == TrialResult(outcome=TrialOutcome.CONFIRMED, put_back=True)
    assert result.has_closed
    assert told == ["on", "off"]
    assert hass.states.is_state(LENS, "off")


async def test_a_camera_that_goes_away(hass: HomeAssistant, told: list[str]) -> None:
    """Where the control itself says nothing, that shows it."""

    async def stop(value: str) -> None:
        hass.states.async_set(CAMERA, "unavailable" if value == "on" else "idle")

    _answer(hass, told, stop)
    result = await _try(hass)
    assert result == TrialResult(outcome=TrialOutcome.CAMERA_GONE, put_back=True)
    assert told == ["on", "off"]


async def test_one_that_says_nothing(hass: HomeAssistant, told: list[str]) -> None:
    """It is put back all the same: it may have closed."""

    async def ignore(_value: str) -> None:
        pass

    _answer(hass, told, ignore)
    result = await _try(hass)
    assert result == TrialResult(outcome=TrialOutcome.NO_ANSWER, put_back=True)
    assert not result.has_closed
    assert told == ["on", "off"]


async def test_a_camera_that_was_gone_before_shows_nothing(
    hass: HomeAssistant, told: list[str]
) -> None:
    """That it is away is no sign of anything then."""
    hass.states.async_set(CAMERA, "unavailable")

    async def ignore(_value: str) -> None:
        pass

    _answer(hass, told, ignore)
    assert (await _try(hass)).outcome is TrialOutcome.NO_ANSWER


async def test_one_that_fails_is_put_back_too(
    hass: HomeAssistant, told: list[str]
) -> None:
    """It may have closed before it failed; where that fails as well, that is said."""

    async def fail(value: str) -> None:
        if value == "on":
            raise HomeAssistantError("no")

    _answer(hass, told, fail)
    failed = TrialResult(outcome=TrialOutcome.FAILED, put_back=True)
    assert await _try(hass) == failed
    assert told == ["on", "off"]

    async def fail_always(_value: str) -> None:
        raise HomeAssistantError("no")

    _answer(hass, told, fail_always)
    assert (await _try(hass)).put_back is False


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("on", TrialOutcome.ALREADY),
        ("unknown", TrialOutcome.NOT_KNOWN),
        ("unavailable", TrialOutcome.NOT_KNOWN),
        ("odd", TrialOutcome.IMPOSSIBLE),
    ],
)
async def test_what_cannot_be_put_back_is_not_moved(
    hass: HomeAssistant, told: list[str], state: str, outcome: TrialOutcome
) -> None:
    """What was closed, or may have been, would be more open afterwards than before."""
    hass.states.async_set(LENS, state)
    assert await _try(hass) == TrialResult(outcome=outcome)
    assert told == []


async def test_a_button_is_not_pressed(hass: HomeAssistant) -> None:
    """Nothing takes that back."""
    result = await async_try(hass, CAMERA, "button.park", "press", seconds=SHORT)
    assert result == TrialResult(outcome=TrialOutcome.MOMENTARY)


async def test_it_is_put_back_when_nobody_waits_any_more(
    hass: HomeAssistant, told: list[str]
) -> None:
    """Whoever closes the form leaves no lens where it is."""
    moved = asyncio.Event()

    async def notice(value: str) -> None:
        hass.states.async_set(LENS, value)
        moved.set()
        await asyncio.sleep(0)

    _answer(hass, told, notice)
    waiting = asyncio.ensure_future(_try(hass))
    await moved.wait()
    waiting.cancel()
    await hass.async_block_till_done()
    assert waiting.cancelled()
    assert told == ["on", "off"]
    assert hass.states.is_state(LENS, "off")
