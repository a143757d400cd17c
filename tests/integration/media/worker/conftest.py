"""A worker on a machine that is never too slow."""

from types import SimpleNamespace

import pytest

from custom_components.lens_cap.media.worker import transcoder


@pytest.fixture(autouse=True)
def _time_to_encode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time pass while frames are encoded: which ones are left out is a test of its own."""
    monkeypatch.setattr(transcoder, "time", SimpleNamespace(monotonic=lambda: 0.0))
