"""What stands between the birth of an original and its seal: nothing slow is waited for, or imported.

Home Assistant imports an integration once all that its manifest names was set up, and imports one after
the other. Until then originals give pictures to whoever asks (docs/adr/0016-seal-the-original.md).
"""

import ast
from pathlib import Path
import subprocess
import sys
from typing import Final

import homeassistant
from homeassistant.bootstrap import STAGE_0_INTEGRATIONS
from homeassistant.util.json import load_json_object

from .repository import INTEGRATION, ROOT, manifest, modules

CORE: Final = Path(homeassistant.__file__).parent / "components"
# What the manifest may name: it is set up before anything that has cameras, so that waiting costs nothing.
WAITED_FOR: Final = {
    "frontend": "the page where somebody signed in says yes is shown in it",
    "http": "the page's script is served by it",
    "lovelace": "dashboards that name an original are read from it",
    "network": "addresses of this machine are read from it; the library is installed with it",
}
# What is loaded of ours, besides `core/`, by the time that an original can be sealed.
LOADED: Final = {
    "": {"const"},
    "entry": {"early_sealing"},
    "ha": {
        "compat_entities",
        "compat_images",
        "compat_sealing",
        "compat_streams",
        "same_device",
    },
    "media": {"closed_camera", "frames", "requester"},
    "media.relay": {"viewers"},
    "media.stills": {"mjpeg", "placeholder"},
    "media.worker": {"jpeg"},
    "sealing": {
        "answer",
        "attributes",
        "camera_members",
        "entity_members",
        "exchange",
        "image_members",
        "images",
        "originals",
        "pending_requests",
        "seals",
        "shown_image",
        "teardown",
    },
    "settings": {
        "assessment",
        "camera",
        "controls",
        "day_time",
        "household",
        "reading",
        "register",
        "rule",
        "zones",
    },
}
_PACKAGE: Final = f"custom_components.{INTEGRATION.name}"
# Home Assistant, its cameras and its images are in memory before there can be an original.
_PROBE: Final = f"""
import sys, types
import homeassistant.bootstrap
from homeassistant.components import camera, image, stream
import custom_components
before = set(sys.modules)
package = types.ModuleType("{_PACKAGE}")
package.__path__ = ["{INTEGRATION}"]
sys.modules["{_PACKAGE}"] = package
import {_PACKAGE}.entry.early_sealing
print(*sys.modules.keys() - before)
"""


def _set_up_early() -> set[str]:
    """Return what Home Assistant sets up in its first stage, with all that this needs."""
    found: set[str] = set()
    left = {
        domain for _name, domains, _limit in STAGE_0_INTEGRATIONS for domain in domains
    }
    while left:
        found.add(domain := left.pop())
        needed = load_json_object(CORE / domain / "manifest.json").get("dependencies")
        left |= {str(one) for one in needed or ()} - found  # type: ignore[union-attr]
    return found


def _named() -> set[str]:
    return {*manifest()["dependencies"], *manifest()["after_dependencies"]}


def test_each_name_that_is_waited_for_has_its_reason() -> None:
    """One more is one more that comes before the seal."""
    assert _named() == set(WAITED_FOR)


def test_nothing_is_waited_for_that_is_set_up_together_with_cameras() -> None:
    """Which of those is imported first is chance; with the assistant it was 6 to 11 pictures a start."""
    assert _named() - _set_up_early() == set()


def test_sealing_is_imported_first() -> None:
    """Whatever came before it, originals would be open meanwhile."""
    first = next(
        node
        for node in modules()["__init__.py"].body
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    assert ast.unparse(first) == "from .entry.early_sealing import async_begin_sealing"


def test_what_is_imported_until_originals_can_be_sealed() -> None:
    """Beside Home Assistant's cameras and images: the sealing itself, and no library."""
    probe = subprocess.run(
        [sys.executable, "-c", _PROBE], cwd=ROOT, capture_output=True, check=True
    )
    new = {name.removeprefix(f"{_PACKAGE}.") for name in probe.stdout.decode().split()}
    ours = {name for name in new if f"{name.replace('.', '/')}.py" in modules()}
    folders = {name for name in new if (INTEGRATION / name.replace(".", "/")).is_dir()}
    assert new - ours - folders == {_PACKAGE}
    by_folder: dict[str, set[str]] = {}
    for folder, _dot, name in (one.rpartition(".") for one in ours):
        by_folder.setdefault(folder, set()).add(name)
    assert {
        folder: names
        for folder, names in by_folder.items()
        if folder.partition(".")[0] != "core"
    } == LOADED
