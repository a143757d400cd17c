"""The demo, as the README says to start it."""

from pathlib import Path
import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_demo_proves_the_main_job(tmp_path: Path) -> None:
    """`--check` sees pictures when open and nothing when private, and leaves nothing running."""
    ended = subprocess.run(
        [sys.executable, "-m", "lab.demo", "--check", "--config", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "The cameras follow the tiles about people." in ended.stdout
    commands = [_command_line(process) for process in Path("/proc").glob("[0-9]*")]
    assert not [command for command in commands if str(tmp_path) in command]
    assert (tmp_path / "demo.json").stat().st_mode & 0o077 == 0


def _command_line(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
