"""The demo and the tests run on exactly what Home Assistant itself would install."""

import json
from pathlib import Path
import re
from typing import Final

import homeassistant
from homeassistant import bootstrap
from homeassistant.const import __version__ as ha_version

from .repository import Tree, manifest, project, texts

CORE: Final = Path(homeassistant.__file__).parent / "components"
# What the demo's household is made of, beside the integrations that Home Assistant always loads.
DEMO: Final = (
    "camera",
    "ffmpeg",
    "generic",
    "go2rtc",
    "history",
    "logbook",
    "media_source",
    "mjpeg",
    "mobile_app",
    "onvif",
    "recorder",
    "stream",
)
# What the audit hears of routers from, in households that have it; the demo's has no router.
LISTENED_TO: Final = ("ssdp",)
# Not asked for by any manifest: Home Assistant, and what silences its advice about zlib.
NOT_IN_MANIFESTS: Final = {"homeassistant", "zlib-ng"}


def _name(requirement: str) -> str:
    """Return the normalised name of the package."""
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>!~ \[;]", requirement)[0]).lower()


def _pins() -> dict[str, str]:
    group: list[str] = project()["dependency-groups"]["home-assistant"]
    return {_name(one): one.partition("==")[2] for one in group}


def _asked_for(domains: list[str], *, after: bool = False) -> dict[str, str]:
    """Return name and version of what these integrations and those they need ask for."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    waiting = list(domains)
    while waiting:
        if (domain := waiting.pop()) in seen:
            continue
        seen.add(domain)
        wanted: Tree = json.loads((CORE / domain / "manifest.json").read_text())
        for requirement in wanted.get("requirements", []):
            found[_name(requirement)] = requirement.partition("==")[2]
        waiting += wanted.get("dependencies", [])
        if after:
            waiting += wanted.get("after_dependencies", [])
    return found


def test_pins_are_those_of_home_assistants_own_manifests() -> None:
    """Each pin is the version that Home Assistant asks for; none is missing, none is left over."""
    always = bootstrap.DEFAULT_INTEGRATIONS | bootstrap.CORE_INTEGRATIONS
    always |= set(bootstrap.FRONTEND_INTEGRATIONS)
    always |= bootstrap.LOGGING_AND_HTTP_DEPS_INTEGRATIONS - {"sentry"}
    pins = {
        name: version
        for name, version in _pins().items()
        if name not in NOT_IN_MANIFESTS
    }
    assert pins == _asked_for([*DEMO, *LISTENED_TO, *sorted(always)])


def test_home_assistant_is_the_one_that_is_pinned() -> None:
    """The tests run on the Home Assistant that the project names."""
    assert _pins()["homeassistant"] == ha_version


def test_lens_cap_makes_home_assistant_install_only_what_is_pinned() -> None:
    """Home Assistant installs what dependencies ask for, those of `after_dependencies` too."""
    assert manifest()["requirements"] == project()["dependency-groups"]["integration"]
    named = manifest()["dependencies"] + manifest()["after_dependencies"]
    assert _asked_for(named, after=True).items() <= _pins().items()


def test_lock_files_hold_versions_and_hashes_but_no_address() -> None:
    """A lock names no package index, pins every package, and agrees with the project."""
    locks = {name: text for name, text in texts().items() if name.endswith(".lock")}
    assert set(locks) == {"requirements.lock", "requirements-browser.lock"}
    for name, text in locks.items():
        assert "://" not in text, name
        assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE), name
        packages = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
        assert len(packages) == len(re.findall(r"^\w", text, re.MULTILINE)), name
    locked = {
        _name(name): version
        for name, version in re.findall(
            r"^([\w.-]+)==(\S+)", locks["requirements.lock"], re.MULTILINE
        )
    }
    pinned = {name: version for name, version in _pins().items() if version}
    assert pinned.items() <= locked.items()
