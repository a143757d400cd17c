"""The few uses of Home Assistant's own stream that may break at an upgrade; each has a contract test."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..exceptions import LiveEndedError

if TYPE_CHECKING:
    from homeassistant.components.stream import Stream as _Stream

# Longer than the slowest camera takes to give the first picture, at the second time of asking.
_FIRST_SEGMENT_SECONDS: Final = 60.0

# What is named as a dependency is waited for before we are imported, and originals are sealed only
# then: so `stream` is not named, and not imported either. A contract test compares these.
STREAM_DOMAIN: Final = "stream"
ATTR_STREAMS: Final = "streams"
RECORDER_PROVIDER: Final = "recorder"
HLS_PROVIDER: Final = "hls"
# By name, since streams are loaded when the first one is needed.
RECORDING: Final = "Stream.async_record"
type Stream = _Stream  # looked up by type checkers only


async def async_end_stream(hass: HomeAssistant, stream: Stream, camera: str) -> None:
    """End Home Assistant's stream of a camera with all that it feeds, and forget it.

    `Stream.stop` alone would leave a recording waiting for ever, so its outputs are taken out
    first; and it does not stop the worker while "preload stream" is set, so that is not set
    meanwhile (the preference is shared, and comes back). Whoever holds the stream still, and starts
    it once more, is told that it has ended: LiveEndedError.
    """
    settings = stream.dynamic_stream_settings
    preload, settings.preload_stream = settings.preload_stream, False
    outputs = list(stream.outputs().values())

    async def start() -> None:
        raise LiveEndedError(camera)

    instance: Any = stream
    instance.start = start
    try:
        for output in outputs:
            await stream.remove_provider(output)
        await stream.stop()
    finally:
        settings.preload_stream = preload
        # A segment that the worker had just handed over counts as a sign of life, and its output,
        # which nothing ends any longer, would be waited for again.
        for output in outputs:
            output.cleanup()
    # Home Assistant keeps every stream that was ever made, for the sake of its own shutdown.
    known = hass.data.get(STREAM_DOMAIN, {}).get(ATTR_STREAMS, [])
    if stream in known:
        known.remove(stream)


type AroundRecording = Callable[[str, int], AbstractAsyncContextManager[None]]
"""Gets the path of a file and how many seconds before now it begins; is left once the file is whole."""


class _Record:
    """Stands where `async_record` of one stream was, for everything that has to do with its recordings.

    What is noted of a recording stands around its limit, whichever of them was asked for first.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._record = stream.async_record
        self.around: AroundRecording | None = None
        self.no_picture: Callable[[], HomeAssistantError] | None = None

    async def __call__(
        self, video_path: str, duration: int = 30, lookback: int = 5
    ) -> None:
        """Record, as Home Assistant's own."""
        around = self.around(video_path, lookback) if self.around else nullcontext()
        async with around:
            if self.no_picture is None:
                await self._record(video_path, duration, lookback)
                return
            recording = asyncio.create_task(
                self._record(video_path, duration, lookback)
            )
            try:
                await self._async_expect_picture(recording, self.no_picture)
            finally:
                recording.cancel()

    async def _async_expect_picture(
        self, recording: asyncio.Task[None], error: Callable[[], HomeAssistantError]
    ) -> None:
        """Wait for a recording, and raise the error where it has got no picture after a while."""
        await asyncio.wait([recording], timeout=_FIRST_SEGMENT_SECONDS)
        recorder = self._stream.outputs().get(RECORDER_PROVIDER)
        if not recording.done() and recorder and recorder.last_segment is None:
            await self._stream.remove_provider(recorder)
            raise error()
        await recording


def _record_of(stream: Stream) -> _Record:
    """Return what records for a stream, and is asked in its stead from now on."""
    instance: Any = stream
    record = vars(instance).get("async_record")
    if not isinstance(record, _Record):
        record = instance.async_record = _Record(stream)
    return record


def end_empty_recordings(
    stream: Stream, error: Callable[[], HomeAssistantError]
) -> None:
    """Have recordings of a stream raise an error if no picture comes.

    Home Assistant waits for ever for the first piece of a recording, and the action with it.
    """
    record = _record_of(stream)
    record.no_picture = record.no_picture or error


def around_recordings(stream: Stream, around: AroundRecording) -> None:
    """Have each recording of a stream made inside of what `around` returns; once, however often it is asked."""
    record = _record_of(stream)
    record.around = record.around or around


def hls_token(stream: Stream) -> str | None:
    """Return by what players find a stream; None where it has none, or nobody asks any more."""
    output = stream.outputs().get(HLS_PROVIDER)
    return stream.access_token if output is not None and not output.idle else None


def end_soon(stream: Stream, seconds: int) -> None:
    """Have a stream without players yet end so many seconds after its last one, "preload" or not."""
    stream.dynamic_stream_settings = replace(
        stream.dynamic_stream_settings, preload_stream=False
    )
    stream.add_provider(HLS_PROVIDER, timeout=seconds)


def offer_hls(stream: Stream, token: str, first: int) -> None:
    """Let players find a stream by what they found another; it starts when the first one asks.

    Args:
        stream: It has no players yet.
        token: By what they find it.
        first: The number of its first segment. Players keep the header of segments that they know by
            their numbers, and would decode others with it.
    """
    if stream.access_token is not None:
        return
    stream.access_token = token
    output: Any = stream.add_provider(HLS_PROVIDER)
    put = output.put

    def put_later(segment: Any) -> None:
        segment.sequence += first
        put(segment)

    output.put = put_later
    output.idle_timer.start()


_STREAM_BY_WEBSOCKET: Final = "websocket_api.async:ws_camera_stream"


def asked_by_player() -> bool:
    """Return whether this is the task in which Home Assistant answers a dashboard's player for HLS.

    Actions, the media browser and everything else ask elsewhere.
    """
    task = asyncio.current_task()
    return task is not None and task.get_name() == _STREAM_BY_WEBSOCKET
