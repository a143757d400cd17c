"""A worker on a machine that is never too slow, and in a process that logs nothing of FFmpeg's, as its own does."""

from collections.abc import Iterator
from types import SimpleNamespace

import av
import pytest

from custom_components.lens_cap.media.worker import transcoder


@pytest.fixture(autouse=True)
def _time_to_encode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time pass while frames are encoded: which ones are left out is a test of its own."""
    monkeypatch.setattr(transcoder, "time", SimpleNamespace(monotonic=lambda: 0.0))


@pytest.fixture(autouse=True)
def _no_logs() -> Iterator[None]:
    """Take back what Home Assistant's streams set, for all of this process."""
    level = av.logging.get_level()
    av.logging.set_level(None)
    yield
    av.logging.set_level(level)
