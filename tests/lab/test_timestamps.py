"""A camera of the lab that has just started sends what it films at once."""

import asyncio

from lab.cameras_process import PYTHON, REPOSITORY

# Pushes as early as it may, over and over, and prints the time of each first frame in seconds.
_PUSH = """
import sys
import threading
import gi
gi.require_version("Gst", "1.0")
from gi.repository import Gst
from lab.cameras.pipeline import plays

Gst.init(None)
sys.setswitchinterval(1e-5)
for _ in range(200):
    pipeline = Gst.parse_launch(
        "appsrc name=video is-live=true do-timestamp=true format=time"
        " caps=video/x-raw,format=I420,width=64,height=36,framerate=15/1"
        " ! fakesink name=sink sync=false async=false"
    )
    source, sent = pipeline.get_by_name("video"), threading.Event()

    def note(_pad, info):
        if not sent.is_set():
            print(info.get_buffer().pts / Gst.SECOND)
            sent.set()
        return Gst.PadProbeReturn.OK

    def push():
        while not plays(source):
            pass
        source.emit("push-buffer", Gst.Buffer.new_wrapped(bytes(64 * 36 * 3 // 2)))

    source.get_static_pad("src").add_probe(Gst.PadProbeType.BUFFER, note)
    thread = threading.Thread(target=push, daemon=True)
    thread.start()
    pipeline.set_state(Gst.State.PAUSED)
    pipeline.get_state(0)
    pipeline.set_state(Gst.State.PLAYING)
    thread.join()
    sent.wait(10)
    pipeline.set_state(Gst.State.NULL)
"""


async def test_first_frames() -> None:
    """No first frame bears the time since the machine was booted, which would hold all others back."""
    process = await asyncio.create_subprocess_exec(
        PYTHON, "-c", _PUSH, cwd=REPOSITORY, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    times = [float(line) for line in printed.split()]
    assert len(times) == 200
    assert max(times) < 5
