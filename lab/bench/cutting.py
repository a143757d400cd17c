"""Makes cameras private while they are watched and recorded: how soon does the last byte come, and how old is it?"""

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
import time

from lab.bench.hls import PartViewer
from lab.bench.household import PROBE, Household, privacy_switch
from lab.bench.loop_lag import LoopLag
from lab.bench.relay import RelayViewer
from lab.bench.rows import PartlyMeasuredError, Row, percentile, quartiles, row
from lab.guarding import original
from lab.home_client import HomeError
from lab.inventory import HALLWAY, LIVING_ROOM
from lab.picture import Reading, frames_of
from lab.sources import entity_id
from lab.viewers import MjpegViewer, Viewer
from lab.webrtc_viewer import WebRtcViewer

NAMES = (
    "frames_after_private",
    "cut_ms_p50",
    "cut_ms_p95",
    "cut_ms_max",
    "cut_end_ms_p95",
    "webrtc_calm_ms_p50",
    "hls_wait_ms_p50",
    "cut_call_ms_p50",
    "loop_lag_ms",
    "home_loop_lag_ms",
    "frames_looked_at",
)
# The same with everybody at the original: by what is shown of it, and by when that ends.
ORIGINAL_NAMES = (
    "frames_after_private_original",
    "original_cut_ms_p50",
    "original_cut_ms_p95",
    "original_cut_ms_max",
    "original_cut_end_ms_p95",
    "original_webrtc_calm_ms_p50",
    "original_cut_call_ms_p50",
    "original_frames_looked_at",
)
WATCHED = (LIVING_ROOM.key, HALLWAY.key)
# A recording is a file only once a segment is whole; most rounds are too short for that.
LONG_EVERY = 20
LONG_PARTS = 8
OPEN_SECONDS = 30
CUT_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One toggle: milliseconds from the call, and what was newer than its return."""

    call: float
    last_byte: float
    ended: float
    calm: float
    waited: float
    lag: float
    home_lag: float
    newer: int
    seen: int


@dataclass(frozen=True, kw_only=True)
class _Call:
    """One call on the loop's clock, when it returned in Unix time too, and the lags in seconds."""

    called: float
    returned: float
    returned_unix: float
    lag: float
    home_lag: float

    def until(self, moment: float | None) -> float:
        """Return the milliseconds from the call to a moment, 0 where it was before."""
        return max(0.0, (moment or self.called) - self.called) * 1000


class Watching:
    """Everybody who watches one camera, or its original, in one round."""

    def __init__(
        self, home: Household, key: str, number: int, *, originals: bool
    ) -> None:
        """Say who watches what in which round."""
        self._home = home
        self._switch = privacy_switch(entity_id(key))
        self.entity_id = original(entity_id(key)) if originals else entity_id(key)
        self._file = home.folder / "media" / f"{self.entity_id}_{number}.mp4"
        self._hls = PartViewer(home.client, self.entity_id)
        self._mjpeg = MjpegViewer(home.client, self.entity_id)
        self._relay = RelayViewer(home.client, self.entity_id)
        self._webrtc = WebRtcViewer(home.client, self.entity_id)
        self._recording: asyncio.Task[None] | None = None
        self._call: _Call | None = None

    async def begin(self, parts: int, stack: AsyncExitStack) -> None:
        """Begin to watch, and wait until every way shows the camera. Raises TimeoutError."""
        for viewer in (self._hls, self._mjpeg, self._relay, self._webrtc):
            await stack.enter_async_context(viewer)
        self._recording = asyncio.create_task(self._record())
        stack.callback(self._recording.cancel)
        await self._hls.until_parts(parts, OPEN_SECONDS)
        await self._relay.until_receiving(OPEN_SECONDS)
        await self._mjpeg.until_moving(2, OPEN_SECONDS)
        if not await self._webrtc.until_moving(2, OPEN_SECONDS):
            raise TimeoutError(f"{self.entity_id}: no picture by WebRTC")

    async def cut(self) -> None:
        """Make the camera private, and wait until its connections end. Raises TimeoutError."""
        client, loop = self._home.client, asyncio.get_running_loop()
        await client.act(f"{PROBE}.begin_lag")
        async with LoopLag() as lag:
            called = loop.time()
            await client.act("switch.turn_on", entity_id=self._switch)
            returned, returned_unix = loop.time(), time.time()
            for viewer in (self._mjpeg, self._relay):
                await self._until_ended(viewer)
            if not await self._webrtc.until_calm(returned, CUT_SECONDS):
                raise TimeoutError(f"{self.entity_id}: WebRTC shows nothing calm")
            await self._webrtc.__aexit__(None, None, None)
        home_lag = await client.act(f"{PROBE}.end_lag", respond=True)
        self._call = _Call(
            called=called,
            returned=returned,
            returned_unix=returned_unix,
            lag=lag.worst,
            home_lag=home_lag["seconds"],
        )

    async def finish(self) -> Cut:
        """Wait for what ends later, and return what all saw. Raises TimeoutError, RuntimeError."""
        if self._call is None or self._recording is None:
            raise RuntimeError("nothing was cut")
        call = self._call
        await self._until_ended(self._hls)
        async with asyncio.timeout(CUT_SECONDS):
            await self._recording
        # The calm picture comes after the last one of the camera, which players may go on showing.
        webrtc = {
            one.reading: one.arrived or one.at
            for one in reversed(self._webrtc.seen)
            if one.reading
        }
        last = max(
            self._hls.last_at,
            self._relay.last_at,
            *(one.at for one in self._mjpeg.seen),
            *webrtc.values(),
        )
        frames = await self._frames()
        self._hls.pieces.clear()
        return Cut(
            call=call.until(call.returned),
            last_byte=call.until(last),
            ended=max(map(call.until, (self._mjpeg.ended_at, self._relay.ended_at))),
            calm=call.until(self._webrtc.first_calm(call.returned)),
            waited=call.until(self._hls.ended_at),
            lag=call.lag * 1000,
            home_lag=call.home_lag * 1000,
            newer=sum(frame.moment() > call.returned_unix for frame in frames),
            seen=len(frames),
        )

    async def _until_ended(self, viewer: Viewer) -> None:
        if not await viewer.until_ended(CUT_SECONDS):
            raise TimeoutError(f"{self.entity_id}: a viewer was not cut off")

    async def _record(self) -> None:
        with suppress(HomeError):
            await self._home.client.act(
                "camera.record",
                entity_id=self.entity_id,
                filename=str(self._file),
                duration=60,
            )

    async def _frames(self) -> list[Reading]:
        recorded = await asyncio.to_thread(_recorded, self._file)
        seen = [*self._mjpeg.seen, *self._webrtc.seen]
        pictures = [one.reading for one in seen if one.reading]
        return [*pictures, *await self._hls.frames(), *recorded]


def _recorded(file: Path) -> list[Reading]:
    if not file.exists():
        return []
    frames = frames_of(file)
    file.unlink()
    return frames


async def measure(
    home: Household, toggles: int, *, originals: bool = False
) -> list[Row]:
    """Return the rows of so many toggles, two cameras in turn.

    Args:
        home: Where.
        toggles: How many.
        originals: All look at the originals of these cameras.

    Raises:
        PartlyMeasuredError: Somebody saw nothing, or was not cut; with the rows of all toggles before.
    """
    cuts: list[Cut] = []
    rows = _rows_of_originals if originals else _rows
    try:
        await _toggle(home, toggles, cuts, originals=originals)
    except (TimeoutError, RuntimeError, HomeError) as error:
        what = str(error) or type(error).__name__
        why = f"after {len(cuts)} of {toggles} toggles: {what}"
        raise PartlyMeasuredError(why, rows(cuts) if cuts else ()) from error
    return rows(cuts)


async def _toggle(
    home: Household, toggles: int, cuts: list[Cut], *, originals: bool
) -> None:
    late: list[Watching] = []
    switches = [privacy_switch(entity_id(key)) for key in WATCHED]
    async with AsyncExitStack() as stack:
        for number in range(-(-toggles // len(WATCHED))):
            keys = WATCHED[: toggles - number * len(WATCHED)]
            long = number % LONG_EVERY == LONG_EVERY - 1
            watching = [
                Watching(home, key, number, originals=originals) for key in keys
            ]
            # Requests for a part that does not come end later; nobody waits for them.
            finished, _ = await asyncio.gather(
                _finish(late), _begin(watching, LONG_PARTS if long else 1, stack)
            )
            cuts += finished
            for one in watching:
                await one.cut()
            await home.client.act("switch.turn_off", entity_id=switches)
            late = watching
        cuts += await _finish(late)


async def _begin(
    watching: Iterable[Watching], parts: int, stack: AsyncExitStack
) -> None:
    await asyncio.gather(*(one.begin(parts, stack) for one in watching))


async def _finish(watching: Iterable[Watching]) -> list[Cut]:
    return await asyncio.gather(*(one.finish() for one in watching))


def _rows(cuts: list[Cut]) -> list[Row]:
    last = [cut.last_byte for cut in cuts]
    newer = [cut.newer for cut in cuts]
    ended = [cut.ended for cut in cuts]
    return [
        Row(name="frames_after_private", value=sum(newer), unit="frames"),
        row("cut_ms_p50", "ms", last),
        Row(name="cut_ms_p95", value=percentile(last, 95), unit="ms"),
        Row(name="cut_ms_max", value=round(max(last), 2), unit="ms"),
        Row(
            name="cut_end_ms_p95",
            value=percentile(ended, 95),
            unit="ms",
            quartiles=quartiles(ended),
        ),
        row("webrtc_calm_ms_p50", "ms", [cut.calm for cut in cuts]),
        row("hls_wait_ms_p50", "ms", [cut.waited for cut in cuts]),
        row("cut_call_ms_p50", "ms", [cut.call for cut in cuts]),
        row("loop_lag_ms", "ms", [cut.lag for cut in cuts]),
        row("home_loop_lag_ms", "ms", [cut.home_lag for cut in cuts]),
        Row(
            name="frames_looked_at",
            value=sum(cut.seen for cut in cuts),
            unit="frames",
        ),
    ]


def _rows_of_originals(cuts: list[Cut]) -> list[Row]:
    """Return what the rows are called where all looked at originals."""
    names = {
        name.removeprefix("original_").removesuffix("_original"): name
        for name in ORIGINAL_NAMES
    }
    return [
        replace(one, name=names[one.name]) for one in _rows(cuts) if one.name in names
    ]
