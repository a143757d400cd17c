"""What Home Assistant's hassfest and HACS demand of a custom integration, and what our files say of each other."""

import ast
from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any, Final

from awesomeversion import AwesomeVersion
import pytest

import homeassistant
from homeassistant.const import __version__ as ha_version

from .repository import INTEGRATION, ROOT, hacs, manifest, modules, project, texts

CORE: Final = Path(homeassistant.__file__).parent / "components"
MANIFEST_KEYS: Final[dict[str, type]] = {
    "domain": str,
    "name": str,
    "after_dependencies": list,
    "bluetooth": list,
    "codeowners": list,
    "config_flow": bool,
    "dependencies": list,
    "dhcp": list,
    "disabled": str,
    "documentation": str,
    "homekit": dict,
    "import_executor": bool,
    "integration_type": str,
    "iot_class": str,
    "issue_tracker": str,
    "loggers": list,
    "mqtt": list,
    "preview_features": dict,
    "quality_scale": str,
    "requirements": list,
    "single_config_entry": bool,
    "ssdp": list,
    "usb": list,
    "version": str,
    "zeroconf": list,
}
HACS_KEYS: Final[dict[str, Any]] = {
    "content_in_root": bool,
    "country": (str, list),
    "filename": str,
    "hacs": str,
    "hide_default_branch": bool,
    "homeassistant": str,
    "name": str,
    "persistent_directory": str,
    "render_readme": bool,
    "zip_release": bool,
}
IOT_CLASSES: Final = {
    "assumed_state",
    "calculated",
    "cloud_polling",
    "cloud_push",
    "local_polling",
    "local_push",
}
INTEGRATION_TYPES: Final = {
    "device",
    "entity",
    "hardware",
    "helper",
    "hub",
    "service",
    "system",
}
# What hassfest lets an integration use without naming it (`ALLOWED_USED_COMPONENTS`, and kinds of entities). What
# is named is waited for: see test_start.py.
NEED_NOT_BE_NAMED: Final = {
    "alarm_control_panel",
    "conversation",
    "device_tracker",
    "diagnostics",
    "group",
    "homeassistant",
    "image",
    "notify",
    "panel_custom",
    "persistent_notification",
    "person",
    "repairs",
    "system_health",
    "update",
    "websocket_api",
    "zone",
}


@pytest.mark.parametrize(
    "key",
    [
        "domain",
        "name",
        "codeowners",
        "documentation",
        "integration_type",
        "iot_class",
        "issue_tracker",
        "version",
    ],
)
def test_manifest_has_what_is_required(key: str) -> None:
    """Hassfest or HACS refuses a manifest without these."""
    assert manifest().get(key)


def test_manifest_has_known_keys_of_the_right_kind_in_order() -> None:
    """Only known keys; the domain, the name, then the alphabet."""
    assert set(manifest()) <= set(MANIFEST_KEYS)
    for key, value in manifest().items():
        assert isinstance(value, MANIFEST_KEYS[key]), key
    rest = sorted(set(manifest()) - {"domain", "name"})
    assert list(manifest()) == ["domain", "name", *rest]


def test_manifest_has_sound_values() -> None:
    """The values are ones that Home Assistant knows, and the domain is ours alone."""
    assert manifest()["domain"] == INTEGRATION.name
    assert not (CORE / manifest()["domain"]).exists()
    assert manifest()["iot_class"] in IOT_CLASSES
    assert manifest()["integration_type"] in INTEGRATION_TYPES
    assert all(owner.startswith("@") for owner in manifest()["codeowners"])
    assert AwesomeVersion(manifest()["version"]).valid
    for key in ("documentation", "issue_tracker"):
        assert manifest()[key].startswith("https://")
        assert "home-assistant.io/integrations" not in manifest()[key]
    if manifest().get("config_flow"):
        assert (INTEGRATION / "config_flow.py").is_file()


def test_manifest_depends_on_what_exists() -> None:
    """Every dependency is an integration of Home Assistant, named once."""
    named = manifest().get("dependencies", []) + manifest().get(
        "after_dependencies", []
    )
    assert [
        name for name in named if not (CORE / name / "manifest.json").exists()
    ] == []
    assert len(named) == len(set(named))
    for key in ("dependencies", "after_dependencies"):
        assert manifest().get(key, []) == sorted(manifest().get(key, []))


def test_what_is_imported_is_named_as_a_dependency() -> None:
    """An integration of Home Assistant that we import, also inside a function, is in the manifest."""
    named = {*manifest().get("dependencies", [])}
    named |= {*manifest().get("after_dependencies", [])}
    platforms = {Path(name).stem for name in modules()}
    used = _imported_integrations()
    assert {
        name: places
        for name, places in used.items()
        if name not in named | platforms | NEED_NOT_BE_NAMED
    } == {}


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but what is for type checkers only, as hassfest does."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case _:
                yield node
                yield from _run(node)


def _imported_integrations() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, tree in modules().items():
        for node in _run(tree):
            names: list[str] = []
            match node:
                case ast.Import(names=aliases):
                    names = [alias.name for alias in aliases]
                case ast.ImportFrom(module=str(module), level=0, names=aliases):
                    names = [f"{module}.{alias.name}" for alias in aliases]
                case _:
                    pass
            for name in names:
                if name.startswith("homeassistant.components."):
                    found.setdefault(name.split(".")[2], []).append(place)
    return found


def test_hacs_file_is_valid() -> None:
    """HACS knows each key, and gets the kind of value that it wants."""
    assert hacs()["name"] == manifest()["name"]
    assert set(hacs()) <= set(HACS_KEYS)
    for key, value in hacs().items():
        assert isinstance(value, HACS_KEYS[key]), key
    assert not hacs().get("zip_release") or hacs().get("filename")


def test_repository_has_the_shape_that_hacs_wants() -> None:
    """One integration, a readme, a license, and an icon of its own."""
    folders = [
        path.parent.name
        for path in (ROOT / "custom_components").glob("*/manifest.json")
    ]
    assert folders == [manifest()["domain"]]
    assert "README.md" in texts()
    assert texts()["LICENSE"].startswith("MIT License")
    assert (INTEGRATION / "brand" / "icon.png").is_file()
    assert not (INTEGRATION / "strings.json").exists(), "custom ones have translations"


def test_version_is_the_same_everywhere() -> None:
    """The manifest, the project and the changelog speak of the same version."""
    version = manifest()["version"]
    assert project()["project"]["version"] == version
    changelog = texts()["CHANGELOG.md"]
    released = re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)
    assert "## [Unreleased]" in changelog
    assert not released or released[0] == version


def test_oldest_home_assistant_is_the_same_everywhere() -> None:
    """What HACS is told about Home Assistant's version is what the documents tell."""
    floor = hacs()["homeassistant"]
    assert AwesomeVersion(floor) <= AwesomeVersion(ha_version)
    told = {
        f"{name}: {version}"
        for name, text in texts().items()
        if name.endswith(".md") and name != "CHANGELOG.md"
        for version in re.findall(r"Home Assistant (20\d\d\.\d+(?:\.\d+)?)", text)
        if version not in (floor, floor.removesuffix(".0"))
    }
    assert told == set()
    assert re.search(
        rf"Home Assistant {floor.removesuffix('.0')}", texts()["README.md"]
    )


def test_there_is_one_manifest() -> None:
    """Hassfest takes every one in the repository for an integration, and checks it."""
    found = {name for name in texts() if Path(name).name == "manifest.json"}
    assert found == {"custom_components/lens_cap/manifest.json"}
