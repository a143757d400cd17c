"""Many cameras: side by side, once a day, and nobody waits for a host that hangs."""

import asyncio
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from typing import Any, cast

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.audit.probes import probe, session
from custom_components.lens_cap.audit.probes.runner import Prober
from custom_components.lens_cap.audit.probes.still import async_probe_still
from custom_components.lens_cap.audit.probes.target import Endpoint, ProbeTarget
from custom_components.lens_cap.core.audit.probe import (
    Probed,
    ProbeId,
    ProbeOutcome,
    ProbeResult,
)
from custom_components.lens_cap.core.ids import CameraId
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from lab.hostile.host import HostileHost, Visitor
from lab.hostile.manners import answers, never_answers

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, endpoint
from .test_upnp import listener

REFUSAL = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
SOFA = CameraId("sofa")
DOOR = CameraId("door")


def _at(port: int, path: str = "still") -> ProbeTarget:
    return ProbeTarget(still=endpoint(f"http://{HOST}:{port}/{path}"))


async def _stills(
    prober: Prober, targets: dict[CameraId, ProbeTarget], *again: CameraId
) -> dict[CameraId, ProbeResult]:
    seen = await prober.async_run(targets, again)
    return {key: one[ProbeId.STILL_ANONYMOUS].result for key, one in seen.items()}


async def test_a_host_that_hangs_delays_nobody_else(hass: HomeAssistant) -> None:
    """Of forty cameras, those that answer have done so long before the others were given up."""
    told: list[str] = []

    async def refuse(visitor: Visitor) -> None:
        await visitor.request()
        told.append("answered")
        await visitor.send(REFUSAL)

    async def hang(visitor: Visitor) -> None:
        await visitor.request()
        with suppress(asyncio.IncompleteReadError, OSError):
            await visitor.request()
        told.append("given up")

    async with AsyncExitStack() as stack:
        targets: dict[CameraId, ProbeTarget] = {}
        for number in range(40):
            hangs = number % 4 == 0
            host = HostileHost(hang if hangs else refuse)
            await stack.enter_async_context(host)
            targets[CameraId(f"{'hangs' if hangs else 'well'}{number}")] = _at(
                host.port
            )
        seen = await _stills(Prober(hass), targets)
    assert seen == {
        key: COULD_NOT_CHECK if key.startswith("hangs") else FINE for key in targets
    }
    first = told.index("given up")
    assert told[:first] == ["answered"] * 30


async def test_a_recorder_that_hangs_takes_one_place(
    hass: HomeAssistant, deadline: float
) -> None:
    """However many cameras it has: it is asked once, and the others go on."""
    async with (
        HostileHost(never_answers) as recorder,
        HostileHost(answers(REFUSAL)) as camera,
    ):
        targets = {
            CameraId(f"channel{number}"): _at(recorder.port, f"{number}")
            for number in range(30)
        }
        seen = await _stills(Prober(hass), targets | {SOFA: _at(camera.port)})
    assert seen.pop(SOFA) is FINE
    assert set(seen.values()) == {COULD_NOT_CHECK}
    assert recorder.connections == 1


async def test_machines_are_bounded_and_one_is_never_crowded(
    hass: HomeAssistant,
) -> None:
    """Never more than 16 machines at once, and one connection to each."""
    now = most = 0

    async def count(visitor: Visitor) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await visitor.request()
        await asyncio.sleep(0.05)
        now -= 1
        await visitor.send(REFUSAL)

    async with AsyncExitStack() as stack:
        targets: dict[CameraId, ProbeTarget] = {}
        for number in range(40):
            host = await stack.enter_async_context(HostileHost(count))
            targets[CameraId(str(number))] = _at(host.port)
        await _stills(Prober(hass), targets)
    assert most == session._MACHINES_AT_ONCE
    now = most = 0
    async with HostileHost(count) as host:
        await _stills(
            Prober(hass),
            {CameraId(str(number)): _at(host.port, f"{number}") for number in range(5)},
        )
        assert (host.connections, most) == (5, 1)


async def test_the_same_question_is_asked_once(hass: HomeAssistant) -> None:
    """Two cameras at one address share the answer."""
    async with HostileHost(answers(REFUSAL)) as host:
        seen = await _stills(Prober(hass), {SOFA: _at(host.port), DOOR: _at(host.port)})
    assert seen == {SOFA: FINE, DOOR: FINE}
    assert host.connections == 1


async def test_nobody_is_asked_twice_a_day(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Unless its owner just changed something, it is gone, or the clock was put back."""
    prober = Prober(hass)
    async with HostileHost(answers(REFUSAL)) as host:
        targets = {SOFA: _at(host.port)}
        for wait, again, connections in (
            (0, (), 1),
            (1, (), 1),
            (18, (), 1),
            (0, (SOFA,), 2),
            (19, (), 2),
            (2, (), 3),
            (-48, (), 4),
        ):
            freezer.tick(timedelta(hours=wait))
            assert await _stills(prober, targets, *again) == {SOFA: FINE}
            assert host.connections == connections
        assert {one.probe for one in prober.async_last(SOFA)} == set(ProbeId)
        assert prober.async_last(DOOR) == ()
        prober.async_forget(SOFA)
        assert prober.async_last(SOFA) == ()
        await _stills(prober, targets)
        assert host.connections == 5


async def test_two_runs_at_once_ask_once(hass: HomeAssistant) -> None:
    """The second waits for the first, and takes what it learned."""
    prober = Prober(hass)
    async with HostileHost(answers(REFUSAL)) as host:
        targets = {SOFA: _at(host.port)}
        first, second = await asyncio.gather(
            _stills(prober, targets), _stills(prober, targets)
        )
    assert first == second == {SOFA: FINE}
    assert host.connections == 1


async def test_what_nobody_thought_of_ends_no_run(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The camera could not be checked, and the others are."""

    async def ask(during: session.ProbeSession, one: Endpoint) -> ProbeOutcome:
        if one.path == "/odd":
            raise RuntimeError
        return await async_probe_still(during, one)

    monkeypatch.setitem(
        cast(dict[ProbeId, Any], probe._ASK), ProbeId.STILL_ANONYMOUS, ask
    )
    async with HostileHost(answers(REFUSAL)) as host:
        targets = {SOFA: _at(host.port, "odd"), DOOR: _at(host.port)}
        seen = await _stills(Prober(hass), targets)
    assert seen == {SOFA: COULD_NOT_CHECK, DOOR: FINE}


@pytest.mark.parametrize(
    ("last", "now"),
    [
        (ProbeResult.WEAK, COULD_NOT_CHECK),
        (COULD_NOT_CHECK, COULD_NOT_CHECK),
        (FINE, ProbeResult.NOT_RUN),
        (ProbeResult.NOT_RUN, ProbeResult.NOT_RUN),
    ],
)
async def test_a_router_that_is_not_heard_takes_nothing_back(
    hass: HomeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    last: ProbeResult,
    now: ProbeResult,
) -> None:
    """What it let through is not closed by its silence."""
    await listener(hass, monkeypatch)
    prober = Prober(hass)
    outcome = ProbeOutcome(probe=ProbeId.UPNP_MAPPING, result=last)
    prober.async_restore({SOFA: Probed(at=dt_util.utcnow(), outcomes=(outcome,))})
    target = ProbeTarget(hosts=frozenset({HOST}))
    for again in ((SOFA,), (SOFA,)):
        seen = await prober.async_run({SOFA: target}, again)
        assert seen[SOFA][ProbeId.UPNP_MAPPING].result is now
    seen = await prober.async_run({SOFA: ProbeTarget()}, (SOFA,))
    assert seen[SOFA][ProbeId.UPNP_MAPPING].result is ProbeResult.NOT_RUN
