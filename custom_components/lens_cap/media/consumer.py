"""For whom an address of the stream is asked: the code that asks is Home Assistant's, and does not say."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Consumer(StrEnum):
    """Who connects to the relay: how that is counted, which places it takes, and whether silence is added."""

    STREAM = "stream"  # Home Assistant's own stream: HLS and recordings
    WEBRTC = "webrtc"  # the WebRTC server that Home Assistant uses
    HOMEKIT = "homekit"  # a HomeKit bridge that shows no picture without a sound track
    OTHER = "other"


_current: ContextVar[Consumer] = ContextVar("lens_cap_consumer", default=Consumer.OTHER)


def current_consumer() -> Consumer:
    """Return for whom an address is asked now."""
    return _current.get()


@contextmanager
def asking_for(consumer: Consumer) -> Iterator[None]:
    """Say for whom addresses are asked within the block, however deep in Home Assistant."""
    token = _current.set(consumer)
    try:
        yield
    finally:
        _current.reset(token)
