"""Knows the files that were saved from guarded cameras, and deletes them when their time is over."""

import asyncio
from collections.abc import (
    AsyncGenerator,
    Callable,
    Collection,
    Coroutine,
    Generator,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, ISSUE_RECORDINGS_DUE
from ..coordinator import GuardCoordinator
from ..core.duties.recordings import Erasure, SavedBy, SavedFile
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.ids import CameraId
from ..ha.compat_streams import Stream, around_recordings
from ..ha.repair_issues import async_create_issue
from ..ha.steady_clock import SteadyClock
from ..history import History
from ..media.requester import current_requester
from ..sensing.calls import EVENT_AUTOMATION_TRIGGERED
from .erasing import content_of, erase_file
from .saved_list import SavedList
from .snapshot_calls import SnapshotCalls

_GRACE_SECONDS: Final = 2
_FIRST_TIDY: Final = timedelta(hours=1)
_TIDY_EVERY: Final = timedelta(days=1)


class Recordings:
    """Notes what is saved; what is not noted is never deleted."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: GuardCoordinator,
        history: History,
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._history = history
        self.known = SavedList(hass)
        self._calls = SnapshotCalls(hass)
        self._erasing = asyncio.Lock()
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._timer: CALLBACK_TYPE | None = None
        self._under_way: set[asyncio.Future[None]] = set()
        self._clock = SteadyClock(hass)

    async def async_start(self) -> None:
        """Read what is known, and begin to note."""
        await self.known.async_load()
        self._unsubscribe = [self._calls.async_listen()]
        self._wait(_FIRST_TIDY)

    @callback
    def stop(self) -> None:
        """Listen to nothing more, and delete nothing more by itself."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        if self._timer is not None:
            self._timer()
            self._timer = None

    async def async_end(self) -> None:
        """Save what was noted, also what ends now together with its camera's pictures; note nothing more."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_GRACE_SECONDS)
        await self.known.async_end()

    @callback
    def handed_out(self, camera_id: CameraId, still: bytes | None) -> bytes | None:
        """Return a still that a camera gives; where an action saves it, the file is noted afterwards."""
        context = current_requester().context
        if still is not None and context is not None:
            if (search := self._calls.search(context, still)) is not None:
                self._later(self._async_note_snapshot(camera_id, context, search))
        return still

    @callback
    def attend(self, camera_id: CameraId, stream: Stream) -> None:
        """Note what a stream of a camera records."""
        around_recordings(stream, partial(self._async_noting, camera_id))

    @asynccontextmanager
    async def _async_noting(
        self, camera_id: CameraId, video_path: str, lookback: int
    ) -> AsyncGenerator[None]:
        """Note a file before it is recorded, and what is in it once it is whole."""
        context = current_requester().context
        begun = dt_util.utcnow() - timedelta(seconds=lookback)
        path = str(await self._hass.async_add_executor_job(_real, video_path))
        begin = self._saved(camera_id, path, SavedBy.RECORD, begun, context)
        if path not in self.known.now.files:
            self.known.note(begin)
        with self._awaited():
            yield
            await self._async_note_content(begin)

    async def async_note_preview(
        self, camera_id: CameraId, path: str, context: Context
    ) -> None:
        """Note a picture that Lens Cap has written itself."""
        real = str(await self._hass.async_add_executor_job(_real, path))
        now = dt_util.utcnow()
        await self._async_note_content(
            self._saved(camera_id, real, SavedBy.PREVIEW, now, context)
        )

    async def async_erase(
        self, files: Sequence[SavedFile], *, why: str, by: str | None = None
    ) -> dict[str, Erasure]:
        """Delete files as far as they still are what was noted; return what became of each, by path."""
        async with self._erasing:
            erased = await self._hass.async_add_executor_job(self._erase_all, files)
            await self.known.async_keep(self.known.now.after(erased))
        for camera_id in {one.camera_id for one in files}:
            own = [one for one in files if one.camera_id == camera_id]
            count = sum(erased[one.path] is Erasure.ERASED for one in own)
            self._history.add(
                HistoryRecord(
                    kind=HistoryKind.ERASED,
                    at=dt_util.utcnow(),
                    camera_id=camera_id,
                    camera=own[0].camera,
                    by=by,
                    count=count,
                    reason=why,
                )
            )
        return erased

    def keep_days(self, camera_id: CameraId) -> int | None:
        """Return how many days files of a camera are kept; None where that is not limited."""
        camera = self._coordinator.cameras.get(camera_id)
        return None if camera is None else camera.config.keep_days

    def too_old(self, camera_id: CameraId) -> tuple[SavedFile, ...]:
        """Return the files of a camera that its keeping time is over for."""
        if (days := self.keep_days(camera_id)) is None:
            return ()
        return self.known.now.too_old(camera_id, days, dt_util.utcnow())

    async def async_agree(
        self,
        camera_id: CameraId,
        days: int,
        shown: Collection[SavedFile],
        by: str | None,
    ) -> None:
        """Delete what somebody was shown, as far as it is too old; what is later, without asking."""
        files = [one for one in self.too_old(camera_id) if one in shown]
        await self.known.async_keep(self.known.now.agreeing(camera_id, days))
        await self.async_erase(files, why="kept_days", by=by)

    async def async_tidy(self) -> None:
        """Delete what is too old, where somebody has agreed to that; ask where nobody has.

        Not while the clock is in doubt: after it was set, only the next day.
        """
        if not self._clock.is_steady():
            return
        for camera_id, camera in list(self._coordinator.cameras.items()):
            files, days = self.too_old(camera_id), camera.config.keep_days
            issue_id = f"{ISSUE_RECORDINGS_DUE}_{camera_id}"
            if not files or days is None or self.known.now.is_agreed(camera_id, days):
                ir.async_delete_issue(self._hass, DOMAIN, issue_id)
                if files:
                    await self.async_erase(files, why="kept_days")
                continue
            async_create_issue(
                self._hass,
                issue_id,
                is_fixable=True,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_RECORDINGS_DUE,
                translation_placeholders={
                    "camera": camera.config.name,
                    "count": str(len(files)),
                    "days": str(days),
                },
                data={"camera_id": camera_id},
            )

    def _erase_all(self, files: Sequence[SavedFile]) -> dict[str, Erasure]:
        is_allowed = self._hass.config.is_allowed_path
        return {one.path: erase_file(one, is_allowed) for one in files}

    def _saved(
        self,
        camera_id: CameraId,
        path: str,
        way: SavedBy,
        at: datetime,
        context: Context | None,
    ) -> SavedFile:
        camera = self._coordinator.cameras.get(camera_id)
        return SavedFile(
            camera_id=camera_id,
            camera=camera.config.name if camera else "",
            path=path,
            way=way,
            at=at,
            until=dt_util.utcnow(),
            reason=camera.guard.decision.reason.value if camera else "",
            by=context.user_id if context else None,
            automation=_automation(context),
        )

    async def _async_note_snapshot(
        self,
        camera_id: CameraId,
        context: Context,
        search: Callable[[], Collection[Path]],
    ) -> None:
        at = dt_util.utcnow()
        with self._awaited():
            for path in await self._calls.async_found(search):
                saved = self._saved(camera_id, str(path), SavedBy.SNAPSHOT, at, context)
                await self._async_note_content(saved)

    async def _async_note_content(self, file: SavedFile) -> None:
        try:
            size, digest = await self._hass.async_add_executor_job(
                content_of, Path(file.path)
            )
        except OSError:
            # Nothing was written, or it is gone again.
            return
        self.known.note(replace(file, until=dt_util.utcnow(), size=size, digest=digest))
        self._history.add(
            HistoryRecord(
                kind=HistoryKind.SAVED,
                at=file.at,
                camera_id=file.camera_id,
                camera=file.camera,
                by=file.by,
                reason=file.way.value,
                count=1,
            )
        )

    @contextmanager
    def _awaited(self) -> Generator[None]:
        """Let the end wait for what is done within, for a moment."""
        done = self._hass.loop.create_future()
        self._under_way.add(done)
        try:
            yield
        finally:
            self._under_way.discard(done)
            done.set_result(None)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        _task = self._entry.async_create_background_task(
            self._hass, work, "note a snapshot"
        )

    def _wait(self, pause: timedelta) -> None:
        @callback
        def tidy(_now: datetime) -> None:
            self._wait(_TIDY_EVERY)
            _task = self._hass.async_create_task(self.async_tidy())

        self._timer = async_call_later(self._hass, pause, tidy)


def _real(path: str) -> Path:
    """Return a path without links in its folders; the file itself may be one, and is none of ours then."""
    return Path(path).parent.resolve() / Path(path).name


def _automation(context: Context | None) -> str:
    event = context.origin_event if context is not None else None
    if event is None or event.event_type != EVENT_AUTOMATION_TRIGGERED:
        return ""
    return str(event.data.get(ATTR_ENTITY_ID, ""))
