"""How tasks end."""

import asyncio

import pytest

from lab.tasks import end


async def _wait(began: asyncio.Event, patience: asyncio.Event | None = None) -> None:
    began.set()
    try:
        await asyncio.Event().wait()
    finally:
        if patience is not None:
            await patience.wait()


async def test_it_waits_for_the_end() -> None:
    """A task that takes its time to end has ended afterwards; none at all is fine."""
    began, patience = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(_wait(began, patience))
    await began.wait()
    asyncio.get_running_loop().call_soon(patience.set)
    await end(None, task)
    assert task.cancelled()


async def test_who_is_cancelled_while_waiting_is_cancelled() -> None:
    """A loop that ends tasks can itself be ended at any moment."""
    began, patience = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(_wait(began, patience))
    await began.wait()
    ending = asyncio.create_task(end(task))
    # Its first step cancels the task and begins to wait.
    await asyncio.sleep(0)
    assert task.cancelling()
    ending.cancel()
    await asyncio.wait([ending])
    assert ending.cancelled()
    patience.set()
    await asyncio.wait([task])


async def test_what_failed_is_raised() -> None:
    """An error is not lost because its task was to be ended."""

    async def fail() -> None:
        raise ValueError("lost")

    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    with pytest.raises(ValueError, match="lost"):
        await end(task)
