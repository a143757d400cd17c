"""Each row of the table of controls about Home Assistant itself fits what is installed."""

from functools import cache
import json
from pathlib import Path
import re
from typing import Any, Final

import pytest

from custom_components.lens_cap.core.controls.action import action_for
from custom_components.lens_cap.core.controls.row import Match, Row
from custom_components.lens_cap.core.controls.table import INTEGRATIONS, ROWS
from homeassistant import components

COMPONENTS: Final = Path(components.__path__[0])
CORE: Final = [row for row in ROWS if row.source == "core"]
# Their translation keys stand in the source only.
WITHOUT_TEXT: Final = {
    ("homekit_controller", "mute"),
    ("android_ip_webcam", "video_recording"),
}
# What the source says in other words than the table.
IN_SOURCE: Final = {
    ("tplink", ""): 'key="state"',
    ("tplink", "_led"): 'key="led"',
    ("tplink", "_auto_update_enabled"): 'key="auto_update_enabled"',
    ("amcrest", " Privacy Mode"): 'name="Privacy Mode"',
}


def name_of(row: Row) -> str:
    """Return what a row is called in the report of a test."""
    return f"{row.integration}-{row.role}-{row.value}"


@cache
def source(integration: str) -> str:
    """Return the source of an integration of the installed Home Assistant."""
    files = sorted((COMPONENTS / integration).glob("*.py"))
    return "\n".join(path.read_text() for path in files)


@cache
def installed(integration: str, name: str) -> dict[str, Any]:
    """Return a JSON file of an integration of the installed Home Assistant."""
    found = json.loads((COMPONENTS / integration / name).read_text())
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("row", CORE, ids=name_of)
def test_each_row_is_in_the_installed_source(row: Row) -> None:
    """Its translation key has a text in its platform, or its id stands in the source."""
    if row.match is Match.KEY and (row.integration, row.value) not in WITHOUT_TEXT:
        texts = installed(row.integration, "strings.json")["entity"][row.platform]
        assert row.value in texts
        return
    word = IN_SOURCE.get((row.integration, row.value), re.escape(row.value))
    assert re.search(word, source(row.integration))


@pytest.mark.parametrize(
    "row", [row for row in CORE if row.match is Match.OWN], ids=name_of
)
def test_each_camera_that_turns_off_has_a_method_for_it(row: Row) -> None:
    """`camera.turn_off` is called only where the integration's camera has it."""
    camera = (COMPONENTS / row.integration / "camera.py").read_text()
    assert re.search(r"def (async_)?turn_off\(", camera)
    assert re.search(r"def (async_)?turn_on\(", camera)


@pytest.mark.parametrize("domain", sorted({row.integration for row in CORE}))
def test_titles_and_clouds_are_those_of_the_installed(domain: str) -> None:
    """Whether commands go through a cloud is what the integration says of itself."""
    manifest = installed(domain, "manifest.json")
    assert INTEGRATIONS[domain].title.startswith(manifest["name"])
    assert INTEGRATIONS[domain].cloud is manifest["iot_class"].startswith("cloud")


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_every_action_of_a_control_exists(row: Row) -> None:
    """As Home Assistant itself describes it; for what only can be read there is none."""
    action = action_for(row.platform, row.safe)
    described = COMPONENTS / row.platform / "services.yaml"
    assert (action is not None) is bool(row.safe)
    assert action is None or re.search(
        rf"^{action.name}:", described.read_text(), re.MULTILINE
    )
