"""Cameras that do not answer delay nobody, and many cameras take no time worth speaking of."""

import asyncio
import time
from typing import Any, cast
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.audit.auditor import Auditor
from custom_components.lens_cap.audit.probes import session
from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.audit.finding import CheckState, FindingKey
from custom_components.lens_cap.core.audit.probe import (
    Probed,
    ProbeId,
    ProbeOutcome,
    ProbeResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from lab.hostile.host import HostileHost, Visitor
from lab.hostile.manners import never_answers

from ....helpers.mock_house import SOFA, House
from ....helpers.probing import HOST
from ....helpers.residence import add_camera, add_generic, camera_input
from ....helpers.subentries import change_camera
from .conftest import audit, issues
from .real_home import guard, named
from .test_fixes import add_control

CAMERAS = 100
JPEG = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\n\xff\xd8\xff\xe0"


async def _shows_everybody(visitor: Visitor) -> None:
    await visitor.request()
    await visitor.send(JPEG)


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> float:
    """Let a camera that hangs be given up after this many seconds."""
    monkeypatch.setattr(session, "SECONDS", 2.0)
    return 2.0


@pytest.mark.realtime
async def test_a_camera_that_hangs_delays_nobody(
    hass: HomeAssistant, patience: float
) -> None:
    """What Home Assistant knows is told at once, what others answered as soon as it is given up."""
    async with (
        HostileHost(never_answers) as hanging,
        HostileHost(_shows_everybody) as host,
    ):
        originals = {
            "Attic": await add_generic(
                hass, title="a", still_image_url=f"http://{HOST}:{hanging.port}/still"
            ),
            "Cellar": await add_generic(
                hass, title="b", still_image_url=f"http://{HOST}:{host.port}/still"
            ),
        }
        house = await guard(hass, originals)
        running = asyncio.create_task(house.runtime.auditor.async_run())
        told = asyncio.Event()
        house.runtime.auditor.async_add_listener(told.set)
        await told.wait()
        assert f"audit_cred_none_{named('Cellar')}" in issues(hass)
        assert not running.done()
        outcomes = house.runtime.auditor.data.result.outcomes
        unknown = outcomes[FindingKey("still_anonymous", named("Cellar"))]
        assert unknown.state is CheckState.COULD_NOT_CHECK
        view = await running
    outcomes = view.result.outcomes
    assert outcomes[FindingKey("still_anonymous", named("Attic"))].state is (
        CheckState.COULD_NOT_CHECK
    )
    assert outcomes[FindingKey("still_anonymous", named("Cellar"))].state is (
        CheckState.FAILED
    )
    assert f"audit_still_anonymous_{named('Cellar')}" in issues(hass)


@pytest.mark.realtime
async def test_what_could_not_be_looked_at_again_stays(
    hass: HomeAssistant, patience: float
) -> None:
    """A camera that showed everybody its picture, and hangs now, is no better for it."""
    issue_id = f"audit_still_anonymous_{named('Cellar')}"
    hangs = False

    async def behave(visitor: Visitor) -> None:
        await (never_answers if hangs else _shows_everybody)(visitor)

    async with HostileHost(behave) as host:
        original = await add_generic(
            hass, still_image_url=f"http://{HOST}:{host.port}/still"
        )
        house = await guard(hass, {"Cellar": original})
        await audit(house)
        assert issue_id in issues(hass)
        hangs = True
        view = await house.runtime.auditor.async_run([named("Cellar")])
    assert view.result.outcomes[
        FindingKey("still_anonymous", named("Cellar"))
    ].state is (CheckState.COULD_NOT_CHECK)
    assert issue_id in issues(hass)
    assert [one.check_id for one in view.alerts_of(named("Cellar"))][:1] == [
        "still_anonymous"
    ]
    shown = house.state("binary_sensor.lens_cap_insecure_cameras")
    assert (shown.state, shown.attributes["cameras"]) == ("on", ["Cellar"])


@pytest.mark.parametrize("ended", [False, True])
async def test_nothing_is_told_after_the_end(
    hass: HomeAssistant, *, ended: bool
) -> None:
    """What a camera answers after Lens Cap was taken down makes no issue; before, it does."""
    knocked, go_on = asyncio.Event(), asyncio.Event()

    async def behave(visitor: Visitor) -> None:
        await visitor.request()
        knocked.set()
        await go_on.wait()
        await visitor.send(JPEG)

    async with HostileHost(behave) as host:
        original = await add_generic(
            hass, still_image_url=f"http://{HOST}:{host.port}/still"
        )
        house = await guard(hass, {"Attic": original})
        auditor = house.runtime.auditor
        running = asyncio.create_task(auditor.async_run())
        await knocked.wait()
        assert not auditor.findings_for("still_anonymous", [named("Attic")])
        if ended:
            await house.stop()
        before = set(issues(hass))
        go_on.set()
        await running
    assert auditor.findings_for("still_anonymous", [named("Attic")])
    anonymous = f"audit_still_anonymous_{named('Attic')}"
    assert set(issues(hass)) - before == (set() if ended else {anonymous})


async def test_a_hundred_cameras(hass: HomeAssistant) -> None:
    """In less than five seconds of computing, and nothing else waits for it longer than a moment."""
    inputs = [
        camera_input(
            add_camera(
                hass,
                "onvif",
                {"host": f"cam{n}.test", "username": "u", "password": f"pw of {n}"},
                name=f"cam{n}",
            )[2],
            f"camera{n}",
            name=f"Camera {n}",
        )
        for n in range(CAMERAS)
    ]
    entry = MockConfigEntry(
        domain=DOMAIN,
        subentries_data=[
            cast(
                Any,
                {
                    "data": {},
                    "subentry_id": one.config.camera_id,
                    "subentry_type": "camera",
                    "title": one.config.name,
                    "unique_id": None,
                },
            )
            for one in inputs
        ],
    )
    entry.add_to_hass(hass)
    names = {one.config.camera_id: one.config.name for one in inputs}
    auditor = Auditor(hass, entry, lambda *_: inputs, lambda: names)
    waited = 0.0

    async def others() -> None:
        nonlocal waited
        while True:
            before = time.thread_time()
            await asyncio.sleep(0)
            waited = max(waited, time.thread_time() - before)

    other = asyncio.create_task(others())
    begun = time.process_time()
    view = await auditor.async_run()
    took = time.process_time() - begun
    other.cancel()
    assert len(view.cameras) == CAMERAS
    assert len(view.result.outcomes) > 10 * CAMERAS
    assert took < 5
    assert waited < 0.25


async def test_a_camera_that_is_removed_meanwhile_is_told_of_no_more(
    audited: House, hass: HomeAssistant
) -> None:
    """Its problems went with it, and do not come back when the answers over the network are there."""
    add_control(hass, "reolink", "switch", "record_audio", "on")
    change_camera(audited, SOFA, check_over_network=True)
    await hass.async_block_till_done()
    await audit(audited)
    about = f"audit_mic_on_{SOFA}"
    assert about in issues(hass)
    auditor = audited.runtime.auditor
    asked, go = asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> None:
        asked.set()
        await go.wait()
        weak = ProbeOutcome(probe=ProbeId.RTSP_ANONYMOUS, result=ProbeResult.WEAK)
        auditor.prober.async_restore(
            {SOFA: Probed(at=dt_util.utcnow(), outcomes=(weak,))}
        )

    with patch.object(auditor.prober, "async_run", slow):
        running = hass.async_create_background_task(auditor.async_run([SOFA]), "audit")
        await asked.wait()
        hass.config_entries.async_remove_subentry(audited.entry, SOFA)
        await hass.async_block_till_done()
        assert about not in issues(hass)
        go.set()
        await running
    await hass.async_block_till_done()
    assert about not in issues(hass)
    assert SOFA not in auditor.data.cameras
