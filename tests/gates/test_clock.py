"""Tests wait for what happens: only those marked `realtime` may ask what time it is."""

import re
from typing import Final

from .repository import texts

# By folder; what runs there is marked by tests/conftest.py.
REAL: Final = (
    "tests/homes/",
    "tests/browser/",
    "tests/lab/",
    # With cameras of the lab that film.
    "tests/integration/media/sources/",
    "tests/integration/media/webrtc/",
)
CLOCK: Final = re.compile(r"\btime\.(time|monotonic|perf_counter)(_ns)?\(")


def test_no_other_test_reads_the_clock() -> None:
    """How long something took depends on what else the machine does; `time.process_time` does not."""
    found = {
        name
        for name, text in texts().items()
        if name.startswith("tests/")
        and name.endswith(".py")
        and not name.startswith(REAL)
        and CLOCK.search(text)
    }
    assert found == set()
