"""The life of a process that decodes stills: one question in, one answer out, until somebody hangs up."""

import json
import os
import signal
import sys
from typing import Any, BinaryIO

from ...core.failure import Failure
from .protocol import MessageKind, pack
from .resource_limits import STILL_MEMORY, confine
from .still_orders import task_from_json


def run_still_worker() -> int:
    """Answer until standard input ends; return the exit code."""
    confine(STILL_MEMORY)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library may print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    questions = sys.stdin.buffer
    while line := questions.readline():
        out.write(_answer(json.loads(line), questions))
        out.flush()
    return 0


def _answer(question: dict[str, Any], rest: BinaryIO) -> bytes:
    # Within the limits: what a library takes up counts, too.
    from .still_encoder import PictureError, drawn, encoded_again  # noqa: PLC0415

    content = rest.read(question["length"])
    task = task_from_json(question)
    # Nobody handles this signal, so that the process ends with it, whatever it is busy with.
    signal.setitimer(signal.ITIMER_PROF, question["seconds"])
    try:
        if not content and task.drawing:
            return pack(MessageKind.STILL, drawn(task.drawing))
        return pack(MessageKind.STILL, encoded_again(content, task))
    except PictureError as error:
        return _failed(error.code)
    except MemoryError:
        return _failed(Failure.TOO_LARGE)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _failed(code: Failure) -> bytes:
    return pack(MessageKind.FAILED, json.dumps({"code": code}).encode())
