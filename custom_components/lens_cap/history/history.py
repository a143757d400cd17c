"""Writes down what happened, in the background and in order; nothing waits for it that closes."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, ISSUE_HISTORY_BROKEN, ISSUE_HISTORY_NOT_WRITTEN, LOGGER
from ..core.history.chain import Step
from ..core.history.keeping import DEFAULT_KEEP
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.history.visible import HistoryViewer
from ..ha.repair_issues import async_create_issue
from ..ha.retry import Retry
from ..ha.steady_clock import SteadyClock
from .chain_file import ChainFile
from .page import HistoryPage, HistoryQuery, page_of

FILE_NAME: Final = f"{DOMAIN}.history"
_AT_ONCE: Final = 200
_MOST_WAITING: Final = 5000
_FIRST_TIDY: Final = timedelta(hours=1)
_TIDY_EVERY: Final = timedelta(days=1)


class HistoryNotWrittenError(Exception):
    """A record is not on disk."""


@dataclass(eq=False)
class _Waiting:
    record: HistoryRecord
    written: asyncio.Future[None] | None = field(default=None)


class History:
    """The history; `keep` returns how long its records are kept."""

    def __init__(
        self, hass: HomeAssistant, keep: Callable[[], timedelta] = lambda: DEFAULT_KEEP
    ) -> None:
        self._hass = hass
        self._keep = keep
        path = Path(hass.config.path(STORAGE_DIR, FILE_NAME))
        self._file = ChainFile(path, apart=Path(hass.config.cache_path()))
        self._queue: deque[_Waiting] = deque()
        self._lost = 0
        self._using = asyncio.Lock()
        self._writing = False
        self._stopped = self._failing = False
        self._retry = Retry(hass, self._async_write_again)
        self._tidy_timer: CALLBACK_TYPE | None = None
        self._clock = SteadyClock(hass)

    @callback
    def start(self) -> None:
        """Look at what is there, and delete what is too old from time to time."""
        self._stopped = False
        self._wait_to_tidy(_FIRST_TIDY)
        self._wake()

    async def async_stop(self) -> None:
        """Write what still waits, for the last time."""
        self._stopped = True
        self._retry.stop()
        if self._tidy_timer is not None:
            self._tidy_timer()
            self._tidy_timer = None
        await self._async_write()
        self._give_up()

    @callback
    def add(self, record: HistoryRecord) -> None:
        """Write a record soon; never waits, and never fails."""
        self._enqueue(_Waiting(record))
        if not self._failing:
            self._wake()

    async def async_add(self, record: HistoryRecord) -> None:
        """Write a record, and return once it is on disk.

        Raises:
            HistoryNotWrittenError: It is not.
        """
        if self._stopped:
            raise HistoryNotWrittenError
        written: asyncio.Future[None] = self._hass.loop.create_future()
        self._enqueue(_Waiting(record, written))
        self._wake()
        await written

    async def async_page(
        self, query: HistoryQuery, viewer: HistoryViewer
    ) -> HistoryPage:
        """Return what a viewer may see of what was asked for; what waits is written first, if it can be."""
        await self._async_settle()
        try:
            page = await self._hass.async_add_executor_job(
                lambda: page_of(self._file.steps(), query, viewer)
            )
        except OSError as error:
            LOGGER.error("could not read the history: %s", type(error).__name__)
            page = HistoryPage(gaps=("unreadable",))
        return replace(page, unwritten=len(self._queue))

    async def async_read[Found](self, read: Callable[[Iterator[Step]], Found]) -> Found:
        """Return what a function makes of the whole lines, the oldest first, in a thread that may wait.

        Raises:
            OSError: They cannot be read.
        """
        await self._async_settle()
        return await self._hass.async_add_executor_job(lambda: read(self._file.steps()))

    def keeps(self, moment: datetime) -> bool:
        """Return whether what happened at a moment is not too old to be kept."""
        return dt_util.utcnow() - moment <= self._keep()

    async def async_tidy(self) -> None:
        """Delete what is too old, unless the clock was set while Lens Cap ran: then the next time."""
        if not self._clock.is_steady():
            return
        now, keep = dt_util.utcnow(), self._keep()
        async with self._using:
            try:
                await self._hass.async_add_executor_job(self._file.prune, now, keep)
            except OSError as error:
                LOGGER.error("could not tidy the history: %s", type(error).__name__)

    async def async_remove(self) -> None:
        """Delete the history.

        Raises:
            OSError: Some of it is still there.
        """
        async with self._using:
            await self._hass.async_add_executor_job(self._file.remove)

    def _enqueue(self, waiting: _Waiting) -> None:
        if len(self._queue) >= _MOST_WAITING:
            self._lost += 1
            _fail(self._queue.popleft())
        self._queue.append(waiting)

    @callback
    def _wake(self) -> None:
        if not self._writing and not self._stopped:
            _task = self._hass.async_create_task(self._async_write())

    async def _async_settle(self) -> None:
        """Write what waits, also if whoever waits for that goes away meanwhile."""
        await asyncio.shield(self._hass.async_create_task(self._async_write()))

    async def _async_write_again(self) -> bool:
        await self._async_write()
        return not self._queue

    async def _async_write(self) -> None:
        """Write what waits; what cannot be written is tried again, unless somebody waits for it."""
        async with self._using:
            self._writing = True
            try:
                while await self._async_write_some():
                    pass
            finally:
                self._writing = False

    async def _async_write_some(self) -> bool:
        """Write some of what waits; return whether there may be more."""
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), _AT_ONCE))]
        now, lost = dt_util.utcnow(), self._lost
        records = [*_of_lost(lost, now), *[one.record for one in batch]]
        try:
            told = await self._hass.async_add_executor_job(
                self._file.append, records, now
            )
        except OSError as error:
            self._queue.extendleft(reversed(batch))
            self._missed(error)
            return False
        for one in batch:
            if one.written is not None and not one.written.done():
                one.written.set_result(None)
        self._lost -= lost
        self._failing = False
        self._retry.stop()
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_HISTORY_NOT_WRITTEN)
        if any(one.kind is HistoryKind.HISTORY_BROKEN for one in told):
            async_create_issue(
                self._hass,
                ISSUE_HISTORY_BROKEN,
                is_fixable=False,
                is_persistent=True,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_HISTORY_BROKEN,
            )
        return bool(self._queue)

    def _missed(self, error: OSError) -> None:
        if not self._failing:
            LOGGER.error("could not write the history: %s", type(error).__name__)
        self._failing = True
        kept: deque[_Waiting] = deque()
        for one in self._queue:
            if one.written is None:
                kept.append(one)
            else:
                _fail(one)
        self._queue = kept
        async_create_issue(
            self._hass,
            ISSUE_HISTORY_NOT_WRITTEN,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_HISTORY_NOT_WRITTEN,
        )
        if not self._stopped:
            self._retry.begin()

    def _give_up(self) -> None:
        for one in self._queue:
            _fail(one)
        self._queue.clear()

    def _wait_to_tidy(self, pause: timedelta) -> None:
        @callback
        def tidy(_now: datetime) -> None:
            self._wait_to_tidy(_TIDY_EVERY)
            _task = self._hass.async_create_task(self.async_tidy())

        self._tidy_timer = async_call_later(self._hass, pause, tidy)


def _fail(waiting: _Waiting) -> None:
    if waiting.written is not None and not waiting.written.done():
        waiting.written.set_exception(HistoryNotWrittenError())


def _of_lost(lost: int, now: datetime) -> list[HistoryRecord]:
    """Return what tells of records that were too many to wait for the disk."""
    if not lost:
        return []
    return [
        HistoryRecord(
            kind=HistoryKind.HISTORY_BROKEN, at=now, count=lost, codes=("unwritten",)
        )
    ]
