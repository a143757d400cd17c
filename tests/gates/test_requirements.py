"""The demo and the tests run on exactly what Home Assistant itself would install."""

from collections.abc import Iterable
import re
from typing import Final

from homeassistant.const import __version__ as ha_version
from lab.requirements import camera_requirements, household_requirements, requirements

from .repository import manifest, project, texts

# Not asked for by any manifest: Home Assistant, and what silences its advice about zlib.
NOT_IN_MANIFESTS: Final = {"homeassistant", "zlib-ng"}


def _name(requirement: str) -> str:
    """Return the normalized name of the package."""
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>!~ \[;]", requirement)[0]).lower()


def _pins() -> dict[str, str]:
    return _versions(project()["dependency-groups"]["home-assistant"])


def _versions(requirements: Iterable[str]) -> dict[str, str]:
    """Return the version that is wanted of each package."""
    return {_name(one): one.partition("==")[2] for one in requirements}


def test_pins_are_those_of_home_assistants_own_manifests() -> None:
    """Each pin is the version that Home Assistant asks for; none is missing, none is left over."""
    pins = {
        name: version
        for name, version in _pins().items()
        if name not in NOT_IN_MANIFESTS
    }
    assert pins == _versions(household_requirements())


def test_cameras_are_set_up_with_what_home_assistant_would_install() -> None:
    """What the integrations ask for whose own code the tests run is pinned as their manifests have it."""
    pins = _versions(project()["dependency-groups"]["cameras"])
    others, asked = _pins(), _versions(camera_requirements())
    assert {k: v for k, v in asked.items() if k not in others} == pins


def test_home_assistant_is_the_one_that_is_pinned() -> None:
    """The tests run on the Home Assistant that the project names."""
    assert _pins()["homeassistant"] == ha_version


def test_lens_cap_makes_home_assistant_install_only_what_is_pinned() -> None:
    """Home Assistant installs what dependencies ask for, those of `after_dependencies` too."""
    assert manifest()["requirements"] == project()["dependency-groups"]["integration"]
    named = manifest()["dependencies"] + manifest()["after_dependencies"]
    asked = _versions(requirements(*named, after=True))
    assert asked.items() <= _pins().items()


def test_lock_files_hold_versions_and_hashes_but_no_address() -> None:
    """A lock names no package index, pins every package, and agrees with the project."""
    locks = {name: text for name, text in texts().items() if name.endswith(".lock")}
    assert set(locks) == {
        f"requirements{rest}.lock"
        for rest in ("", "-browser", "-node", "-parts", "-plot")
    }
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
