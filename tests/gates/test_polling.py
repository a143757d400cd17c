"""Nothing asks again and again: what changes is told, and what is due is waited for."""

import re
from typing import Final

from .repository import texts

POLLS: Final = re.compile(
    r"async_track_time_interval\(|SCAN_INTERVAL|update_interval|should_poll = True"
)
# Once a day, since what is outside of Home Assistant tells nobody that it changed.
ALLOWED: Final = {"custom_components/lens_cap/audit/auditor.py"}


def test_nothing_polls() -> None:
    """Besides the audit."""
    found = {
        path
        for path, text in texts().items()
        if path.startswith("custom_components/") and POLLS.search(text)
    }
    assert found == ALLOWED
