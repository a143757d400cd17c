"""The page about the cameras' own controls is what the table in the code says."""

import runpy

from .repository import ROOT


def test_the_page_is_current() -> None:
    """Whoever changes the table runs `scripts/controls-page`."""
    script = runpy.run_path(str(ROOT / "scripts" / "controls_page.py"))
    assert script["PAGE"].read_text() == script["page"]()
