"""The page about the cameras' own controls is what the table in the code says."""

import importlib.util
from pathlib import Path

from .repository import ROOT


def test_the_page_is_current() -> None:
    """Whoever changes the table runs `scripts/write-controls-page`."""
    path = ROOT / "scripts" / "write_controls_page.py"
    spec = importlib.util.spec_from_file_location("write_controls_page", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page: str = module.page()
    assert Path(module.PAGE).read_text() == page
