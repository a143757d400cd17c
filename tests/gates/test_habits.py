"""What developers and their tools find in the repository agrees with what it is about."""

import json
import os
from pathlib import Path
import re
import subprocess
import sys
from typing import Any, Final
import zipfile

import pytest
import yaml

from .repository import INTEGRATION, ROOT, hacs, manifest, texts, tracked

WORKFLOWS: Final = {
    name: text for name, text in texts().items() if name.startswith(".github/workflows")
}
TEMPLATE: Final = ".github/pull_request_template.md"
PINNED: Final = re.compile(r"[\w./-]+@[0-9a-f]{40} # \S.*")
COMMANDS: Final = [
    path.name
    for path in tracked()
    if path.parent == ROOT / "scripts" and os.access(path, os.X_OK)
]


def _run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_hash(name: str) -> None:
    """A tag or branch may point to other code tomorrow; the comment says which one it was."""
    used = re.findall(r"uses: *(.+)", WORKFLOWS[name])
    assert [one for one in used if not PINNED.fullmatch(one)] == []


def test_an_action_has_one_hash() -> None:
    """All workflows use the same commit of an action."""
    pins = {
        pin for text in WORKFLOWS.values() for pin in re.findall(r"uses: *(.+)", text)
    }
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


def test_hashes_are_renewed() -> None:
    """A pin that nobody moves is a weak spot after a while."""
    updates = yaml.safe_load(texts()[".github/dependabot.yml"])["updates"]
    assert [one["package-ecosystem"] for one in updates] == ["github-actions"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_jobs_get_only_the_rights_they_name(name: str) -> None:
    """The whole workflow has none, and each job says what it needs and how long it may take."""
    workflow: dict[str, Any] = yaml.safe_load(WORKFLOWS[name])
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"]


def test_owners_are_those_of_the_manifest() -> None:
    """GitHub asks whom Home Assistant names."""
    lines = texts()[".github/CODEOWNERS"].splitlines()
    assert [one for one in lines if not one.startswith("#")] == [
        f"* {' '.join(manifest()['codeowners'])}"
    ]


def test_a_pull_request_is_measured_by_every_law() -> None:
    """The ticks of the template are the laws of CONTRIBUTING, in their order."""
    laws = re.findall(
        r"^\d\. \*\*(.+?)\.?\*\*", texts()["CONTRIBUTING.md"], re.MULTILINE
    )
    ticks = re.findall(r"^- \[ \] \*\*(.+?)\.?\*\*", texts()[TEMPLATE], re.MULTILINE)
    assert len(laws) == 9
    assert ticks == laws


@pytest.mark.parametrize("name", ["bug.yaml", "feature.yaml"])
def test_issue_forms_are_whole(name: str) -> None:
    """GitHub refuses a form without these, or with an id twice."""
    form = yaml.safe_load(texts()[f".github/ISSUE_TEMPLATE/{name}"])
    assert form.keys() == {"name", "description", "labels", "body"}
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 1


def test_help_lists_every_command() -> None:
    """Each with a sentence of its own."""
    lines = [line.split(maxsplit=1) for line in _run("scripts/help").splitlines()]
    listed = dict(lines)
    assert list(listed) == sorted(COMMANDS)
    assert [
        name for name, line in listed.items() if not line.endswith((".", ")"))
    ] == []


def test_help_tells_all_of_one_command() -> None:
    """And nothing of its code."""
    told = _run("scripts/help", "scripts/demo")
    assert "--check" in told
    assert "set -euo" not in told


def test_the_container_is_the_one_that_ci_runs_in() -> None:
    """What is green in the one is green in the other."""
    container = json.loads(texts()[".devcontainer/devcontainer.json"])
    jobs = yaml.safe_load(WORKFLOWS[".github/workflows/test.yaml"])["jobs"]
    assert container["image"] == jobs["test"]["container"]
    assert container["postCreateCommand"] == "scripts/setup"


def _pack(version: str, output: Path) -> str | None:
    """Return what is wrong, or None."""
    done = subprocess.run(
        [sys.executable, "scripts/release.py", version, "--output", str(output)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr if done.returncode else None


def test_a_release_holds_the_integration_with_its_version(tmp_path: Path) -> None:
    """All that git knows of it and nothing else, and HACS is told the file's name."""
    version = f"{manifest()['version']}b7"
    assert _pack(version, tmp_path / "one.zip") is None
    assert _pack(version, tmp_path / "two.zip") is None
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        names = set(archive.namelist())
        packed = json.loads(archive.read("manifest.json"))
    assert packed == manifest() | {"version": version}
    known = _run("git", "ls-files", str(INTEGRATION)).splitlines()
    assert names == {str((ROOT / name).relative_to(INTEGRATION)) for name in known}
    assert hacs()["zip_release"]
    assert f"build/{hacs()['filename']}" in WORKFLOWS[".github/workflows/release.yaml"]


@pytest.mark.parametrize("version", ["99.0.0", "", "v0.1.0", "0.1.0-b1"])
def test_a_release_of_another_version_is_refused(version: str, tmp_path: Path) -> None:
    """A tag that the manifest does not bear is a mistake."""
    assert "the manifest says" in (_pack(version, tmp_path / "no.zip") or "")
    assert not (tmp_path / "no.zip").exists()
