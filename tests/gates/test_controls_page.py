"""The page about the cameras' own controls is what the table in the code says."""

import runpy

from custom_components.lens_cap.core.controls.table import INTEGRATIONS

from .repository import ROOT


def test_the_page_is_current() -> None:
    """Whoever changes the table runs `scripts/controls-page`."""
    script = runpy.run_path(str(ROOT / "scripts" / "controls_page.py"))
    assert script["PAGE"].read_text() == script["page"]()


def test_what_it_says_was_run_has_tests() -> None:
    """Each integration whose own code a test sets up is named so, by its title, and no other is."""
    script = runpy.run_path(str(ROOT / "scripts" / "controls_page.py"))
    files = [
        *ROOT.glob("tests/integration/controls/test_*.py"),
        *ROOT.glob("tests/homes/test_*.py"),
    ]
    tested = {file.stem.removeprefix("test_") for file in files} & INTEGRATIONS.keys()
    assert script["RUN"] == tested
    said = script["page"]().partition("## How each was tried")[2].splitlines()
    run = "".join(one for one in said if one.startswith(("- **With", " own", " to")))
    by_shape = "".join(one for one in said if one.startswith("- **By the shape"))
    for domain in tested:
        title = INTEGRATIONS[domain].title.removesuffix(" Smart Home and Tapo")
        assert title in run
        assert INTEGRATIONS[domain].title not in by_shape
