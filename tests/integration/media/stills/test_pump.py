"""Stills as a live picture: shared, in time for the least patient, gone after a cut."""

import asyncio
import math

import pytest

from custom_components.lens_cap.exceptions import NoPictureError
from custom_components.lens_cap.media.frames import GuardedFrame
from custom_components.lens_cap.media.relay.viewers import Viewer
from custom_components.lens_cap.media.stills import pump as pump_module
from custom_components.lens_cap.media.stills.pump import StillPump
from homeassistant.core import HomeAssistant


class Source:
    """Gives numbered pictures, or fails."""

    def __init__(self) -> None:
        """Begin with the first."""
        self.given = 0
        self.fails = False
        self.size = 1

    async def fetch(self) -> GuardedFrame:
        """Return the next picture."""
        if self.fails:
            raise NoPictureError("Sofa")
        self.given += 1
        return GuardedFrame(b"%d" % self.given * self.size)


@pytest.fixture
def source() -> Source:
    """Return a source."""
    return Source()


@pytest.fixture
def pump(hass: HomeAssistant, source: Source) -> StillPump:
    """Return a pump on the source."""
    return StillPump(hass, "Sofa", source.fetch, lambda: None)


def _ignore() -> None:
    """Abort nothing."""


async def _next(viewer: Viewer) -> bytes | None:
    async with asyncio.timeout(60):
        return await viewer.next()


async def test_one_fetch_for_all(pump: StillPump, source: Source) -> None:
    """Two who watch get the same pictures; when they have gone nothing is fetched."""
    viewers = [pump.join(0.05, _ignore) for _ in range(2)]
    assert [await _next(viewer) for viewer in viewers] == [b"1", b"1"]
    assert [await _next(viewer) for viewer in viewers] == [b"2", b"2"]
    for viewer in viewers:
        pump.leave(viewer)
    await pump.async_ended()
    given = source.given
    await asyncio.sleep(0.15)
    assert source.given == given


async def test_the_impatient_do_not_wait_for_the_patient(pump: StillPump) -> None:
    """Who wants a picture an hour does not make others wait an hour."""
    patient = pump.join(3600, _ignore)
    assert await _next(patient) == b"1"
    impatient = pump.join(0.05, _ignore)
    assert await _next(impatient) == b"2"
    assert await _next(impatient) == b"3"
    pump.leave(impatient)
    pump.cut()
    await pump.async_ended()


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e300, 0.0, -1.0])
async def test_what_is_no_interval_holds_nobody_up(
    hass: HomeAssistant, pump: StillPump, odd: float
) -> None:
    """Neither those who watch already, nor those who come, nor a timer of Home Assistant."""
    strange = pump.join(odd, _ignore)
    assert await _next(strange) == b"1"
    patient = pump.join(0.05, _ignore)
    for _ in range(3):
        assert await _next(patient)
    timers = hass.loop._scheduled  # type: ignore[attr-defined]
    assert all(math.isfinite(timer.when()) for timer in timers)
    pump.cut()
    await pump.async_ended()


async def test_a_cut_reaches_all_that_are_left(
    pump: StillPump, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the pictures ended a moment before, the last may be on its way: it is cut too."""
    monkeypatch.setattr(pump_module, "_PAUSE_AFTER_FAILURE_SECONDS", 0.001)
    cuts: list[int] = []
    viewer = pump.join(0.01, lambda: cuts.append(1))
    assert await _next(viewer)
    source.fails = True
    assert await _next(viewer) is None
    assert (pump.viewers, cuts) == (0, [])
    pump.cut()
    assert cuts == [1]


async def test_after_an_end_it_begins_anew(
    pump: StillPump, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes after a failure is served, also while an ended viewer has not left."""
    monkeypatch.setattr(pump_module, "_PAUSE_AFTER_FAILURE_SECONDS", 0.001)
    source.fails = True
    old = pump.join(0.01, _ignore)
    assert await _next(old) is None
    source.fails = False
    new = pump.join(3600, _ignore)
    assert await _next(new) == b"1"
    await asyncio.sleep(0.1)
    assert source.given == 1
    pump.leave(old)
    pump.leave(new)
    await pump.async_ended()


async def test_after_a_fault_of_ours_it_begins_anew(
    pump: StillPump, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever watches is told by the end, and whoever comes later is served."""

    async def fault() -> GuardedFrame:
        raise RuntimeError("a fault")

    monkeypatch.setattr(pump, "_fetch", fault)
    old = pump.join(0.01, _ignore)
    runner = pump._runner
    assert runner
    with pytest.raises(RuntimeError):
        await runner
    assert await _next(old) is None
    monkeypatch.setattr(pump, "_fetch", source.fetch)
    new = pump.join(3600, _ignore)
    assert await _next(new) == b"1"
    pump.leave(old)
    pump.leave(new)
    await pump.async_ended()


async def test_a_picture_too_large_to_queue(pump: StillPump, source: Source) -> None:
    """It ends those who watch; whoever comes later is served."""
    source.size = 17 * 1024 * 1024
    old = pump.join(3600, _ignore)
    assert await _next(old) is None
    source.size = 1
    new = pump.join(3600, _ignore)
    assert await _next(new) == b"2"
    pump.leave(old)
    pump.leave(new)
    await pump.async_ended()
