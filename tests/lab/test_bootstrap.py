"""From nothing: the scripts find or make what a machine lacks, and say what they cannot."""

import os
from pathlib import Path
import shutil
import subprocess
from typing import Final

import pytest

from tests.gates.repository import ROOT

# Whatever a developer has put there by hand and a new machine lacks.
NOT_THERE: Final = ("patchelf", "uv", "uvx", "python3.14", "python3.15")
SYSTEM: Final = ("/usr/sbin", "/usr/bin", "/sbin", "/bin")


def _programs(folder: Path) -> Path:
    """Return a folder with the system's programs, without those that nobody has on a new machine."""
    folder.mkdir()
    for place in SYSTEM:
        for program in Path(place).iterdir():
            link = folder / program.name
            if program.name not in NOT_THERE and not link.is_symlink():
                link.symlink_to(program)
    return folder


def _bare(tmp_path: Path) -> dict[str, str]:
    """Return an environment whose caches are empty; what names mirrors and certificates stays."""
    mine = ("VIRTUAL_ENV", "UV_CACHE_DIR", "UV_PYTHON", "UV_PYTHON_INSTALL_DIR")
    kept = {key: value for key, value in os.environ.items() if key not in mine}
    return kept | {
        "PATH": str(_programs(tmp_path / "programs")),
        "HOME": str(tmp_path / "home"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Return the scripts in a checkout that was never set up."""
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "scripts", checkout / "scripts")
    shutil.copy(ROOT / "pyproject.toml", checkout)
    return checkout / "scripts"


@pytest.mark.timeout(900)
def test_python_is_made_where_there_is_none(tmp_path: Path, scripts: Path) -> None:
    """Without patchelf, uv, a fitting Python, and a place to download one, it is made of Debian's packages."""
    environment = _bare(tmp_path) | {"UV_PYTHON_DOWNLOADS": "never"}
    made = subprocess.run(
        [scripts / "bootstrap-python", tmp_path / "prefix"],
        cwd=scripts.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    python = tmp_path / "prefix" / "usr" / "bin" / "python3.14"
    assert made.stdout.splitlines()[-1:] == [str(python)], made.stderr
    works = "import sys, ssl, sqlite3, venv; print(*sys.version_info[:2])"
    said = subprocess.run([python, "-c", works], capture_output=True, check=True)
    assert said.stdout == b"3 14\n"


def test_an_installation_that_fails_is_said(tmp_path: Path, scripts: Path) -> None:
    """Where uv cannot be had, the run ends with pip's own words, and leaves nothing that looks installed."""
    environment = _bare(tmp_path) | {
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": "",
    }
    ran = subprocess.run(
        [scripts / "uv", "--version"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert "No matching distribution found for uv" in ran.stderr
    assert not (tmp_path / "cache" / "lens-cap" / "uv" / "bin" / "uv").exists()


def test_a_user_without_root_is_told_every_package(
    tmp_path: Path, scripts: Path
) -> None:
    """Where nothing is installed and nothing may be, the command that installs everything is printed."""
    environment = _bare(tmp_path)
    programs = Path(environment["PATH"])
    for name, says in {"dpkg-query": "exit 1", "id": "echo 1000"}.items():
        (programs / name).unlink(missing_ok=True)
        (programs / name).write_text(f"#!/bin/sh\n{says}\n")
        (programs / name).chmod(0o755)
    ran = subprocess.run(
        [scripts / "setup"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    command = ran.stderr.splitlines()[-1]
    assert "sudo apt-get install --no-install-recommends " in command
    named = set(command.partition("--no-install-recommends ")[2].split())
    assert {"ca-certificates", "git", "python3-venv", "ffmpeg", "g++"} < named
