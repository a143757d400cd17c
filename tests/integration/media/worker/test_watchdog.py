"""What becomes of a worker that is stuck."""

from pathlib import Path
import signal
import subprocess
import sys
from typing import Final

import pytest

from custom_components.lens_cap.media.worker import main
from custom_components.lens_cap.media.worker.resource_limits import WATCHDOG

from ....helpers.clips import clip
from .test_mask_worker import covered

REPOSITORY: Final = Path(__file__).parents[4]
WORKER: Final = "custom_components.lens_cap.media.worker"
# A call by way of PyDLL keeps the interpreter, as PyAV does while it frees a decoder.
HOLDS_THE_INTERPRETER: Final = f"""
import ctypes
from {WORKER}.resource_limits import WATCHDOG
WATCHDOG.start(1)
print("stuck", flush=True)
ctypes.PyDLL(None).pause()
"""
TELLS_THE_LEVEL: Final = f"""
import signal
import av
from {WORKER} import main
av.logging.set_level(av.logging.FATAL)
main._listen = lambda *_: None  # the end of the input would end it at once
main._pump = lambda *_: print("level", av.logging.get_level(), "alarm", signal.alarm(0), file=main.sys.stderr)
main.run_worker()
"""


def _python(code: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        input=given,
        capture_output=True,
        check=False,
    )


def test_nothing_python_could_do_ends_it_and_yet_it_ends() -> None:
    """Whatever holds the interpreter, the system ends the process."""
    found = _python(HOLDS_THE_INTERPRETER)
    assert found.stdout == b"stuck\n"
    assert found.returncode == -signal.SIGALRM


def test_a_worker_is_watched_and_logs_nothing() -> None:
    """Else an error that a decoder's thread logs waits for whoever waits for that thread."""
    found = _python(TELLS_THE_LEVEL, b"{}\n")
    words = found.stderr.split()
    assert words[:3] == [b"level", b"None", b"alarm"]
    assert 0 < int(words[3]) <= main._STUCK_SECONDS


def test_every_packet_feeds_it(
    socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only those of which something is sent: a covered picture may stand still for long."""
    fed: list[int] = []
    monkeypatch.setattr(signal, "alarm", fed.append)
    frames = 20
    film = clip("libx264", "mpegts", frames)
    covered(film)
    assert fed == []
    monkeypatch.setattr(WATCHDOG, "_seconds", 60)
    covered(film)
    assert len(fed) >= frames - 1
    assert set(fed) == {60}
