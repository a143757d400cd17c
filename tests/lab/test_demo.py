"""The demo, as the README says to start it."""

import asyncio
import os
from pathlib import Path
import sys

import pytest


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_the_demo_proves_the_main_job(
    tmp_path: Path, socket_enabled: None
) -> None:
    """`--check` sees pictures when open and nothing when private, says so, and leaves nothing running."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "lab.demo",
        "--check",
        "--config",
        str(tmp_path),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    left = [
        path.name
        for path in Path("/proc").iterdir()
        if path.name.isdigit() and str(tmp_path) in _command_line(path)
    ]
    assert left == []
    assert (tmp_path / "demo.json").exists()
    assert os.stat(tmp_path / "demo.json").st_mode & 0o077 == 0


def _command_line(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
