"""The barrier around what others wrote: a result, or the knowledge that there is none."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest

from custom_components.lens_cap.ha.foreign import ForeignRead, reading_foreign

SECRET = "rtsp://admin:hunter2@camera.invalid/live"


def _read(error: Exception | None) -> ForeignRead:
    with reading_foreign("a thing") as read:
        if error is not None:
            raise error
    return read


async def test_what_fails_is_told_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing gets out but that it failed, and of which kind that was."""
    caplog.set_level("DEBUG")
    assert not _read(ValueError(SECRET)).done
    assert "could not read a thing: ValueError" in caplog.text
    assert SECRET not in caplog.text


async def test_what_does_not_fail_is_done() -> None:
    """Only then does its result count as known."""
    assert _read(None).done


async def test_it_works_outside_of_the_event_loop() -> None:
    """A thread has no task that could be cancelled."""
    assert (await asyncio.to_thread(_read, None)).done
    assert not (await asyncio.to_thread(_read, KeyError(SECRET))).done


async def test_a_cancellation_of_others_is_a_failure_of_theirs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever waits was not cancelled, and goes on."""
    caplog.set_level("DEBUG")
    theirs = asyncio.ensure_future(asyncio.Event().wait())
    theirs.cancel()
    with reading_foreign("a thing") as read:
        await theirs
    assert not read.done
    assert "could not read a thing: CancelledError" in caplog.text


def _fail() -> None:
    raise ValueError(SECRET)


@pytest.mark.parametrize("then", [lambda: None, _fail])
async def test_a_cancellation_that_others_swallow_is_made_good(
    then: Callable[[], None],
) -> None:
    """Whoever was cancelled stays so, however the code of others ends after that."""
    began = asyncio.Event()

    async def swallow() -> None:
        with reading_foreign("a thing"):
            began.set()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            then()

    task = asyncio.create_task(swallow())
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
