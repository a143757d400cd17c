"""One camera with controls: follows its entities, and shows where it needs help."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    EventStateReportedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.event import (
    async_call_later,
    async_track_state_change_event,
    async_track_state_report_event,
)

from ..core.controls.capability import Remembered
from ..core.controls.confirmation import DeviceConfirmation
from ..core.controls.picture_check import PictureCheck, PictureProof
from ..core.controls.plan_inputs import PlanInputs
from ..core.controls.role import Role
from ..core.ids import CameraId
from ..core.settings.camera import CameraConfig
from ..storage.control_memory import ControlMemoryStore
from .camera_controls import CameraControls
from .command_log import CommandLog
from .issues import (
    ControlIssue,
    async_create_control_issue,
    async_delete_control_issues,
)
from .picture_checks import PictureChecks
from .readings import async_capabilities

# A control that is away for a moment, or needs a second try, is no issue yet.
_ISSUE_SECONDS: Final = 20.0


@dataclass(frozen=True, kw_only=True)
class ControlReports:
    """Who is told, each with the camera it is about: see `ControlsListener`.

    `source` returns the present entity id of its source camera. `check` checks one picture of it, for
    as long as what it is given returns True, and raises nothing.
    """

    source: Callable[[CameraId], str | None]
    changed: Callable[[CameraId], None]
    drifted: Callable[[CameraId, Role], None]
    closed_at_camera: Callable[[CameraId], None]
    opened_at_camera: Callable[[CameraId], None]
    check: Callable[[CameraId, Callable[[], bool]], Awaitable[PictureCheck]]


class _MemoryOfCamera:
    """What is remembered of one camera's controls."""

    def __init__(self, store: ControlMemoryStore, camera_id: CameraId) -> None:
        self._store = store
        self._camera_id = camera_id

    def get(self) -> Mapping[str, Remembered]:
        """Return what is remembered."""
        return self._store.of_camera(self._camera_id)

    def elsewhere(self) -> Mapping[str, Remembered]:
        """Return what is remembered of controls for other cameras."""
        return self._store.elsewhere(self._camera_id)

    def set(self, memory: Mapping[str, Remembered]) -> None:
        """Remember something else."""
        self._store.set(self._camera_id, memory)

    async def async_save(self) -> bool:
        """Return once it is on disk, or False where that did not work."""
        return await self._store.async_save()


class ControlledCamera:
    """One camera with controls: follows its entities, and shows where it needs help."""

    def __init__(
        self,
        hass: HomeAssistant,
        config: CameraConfig,
        store: ControlMemoryStore,
        reports: ControlReports,
        log: CommandLog,
    ) -> None:
        self._hass = hass
        self._camera_id = config.camera_id
        self._name = config.name
        self._reports = reports
        self._chosen: set[str] = set()
        self._watched: frozenset[str] = frozenset()
        self._stop_watching: list[CALLBACK_TYPE] = []
        self._issue: ControlIssue | None = None
        self._still_sees = False
        self._showing: CALLBACK_TYPE | None = None
        self._picture_checks = PictureChecks(
            hass, config.name, self._check, self._checked
        )
        self.controls = CameraControls(
            hass, config.name, _MemoryOfCamera(store, config.camera_id), self, log
        )

    @callback
    def configure(self, config: CameraConfig, source: str | None) -> None:
        """Take over what is chosen, and what there is of it now."""
        self._name = config.name
        self._picture_checks.allow(config.confirm_by_picture)
        chosen = {one.entity for one in config.controls}
        self.controls.forget(self._chosen - chosen)
        self._chosen = chosen
        capabilities = async_capabilities(self._hass, config.controls, source)
        self.controls.configure(capabilities, source)
        watched = frozenset(self.controls.entity_ids) if capabilities else frozenset()
        if watched == self._watched:
            return
        self._watched = watched
        self._unwatch()
        if watched:
            # A report without a change proves as much as one with it.
            self._stop_watching = [
                async_track_state_change_event(self._hass, watched, self._reported),
                async_track_state_report_event(self._hass, watched, self._reported),
            ]

    @callback
    def stop(self) -> None:
        """Move nothing any more, follow nothing, and check no picture."""
        self._picture_checks.allow(False)
        self.controls.stop()
        self._unwatch()
        self._cancel_showing()

    @callback
    def forget(self) -> None:
        """Stop for good: the camera is guarded no longer."""
        self.stop()
        _task = self._hass.async_create_task(self.controls.async_switch_off())
        async_delete_control_issues(self._hass, self._camera_id)

    @callback
    def confirmation_changed(self) -> None:
        """Tell it, and show where it goes on to fail."""
        if (issue := self._issue_due()) is not self._issue:
            self._cancel_showing()
            async_delete_control_issues(self._hass, self._camera_id)
            self._issue = issue
            if issue is not None:
                self._showing = async_call_later(self._hass, _ISSUE_SECONDS, self._show)
        self._reports.changed(self._camera_id)

    def _issue_due(self) -> ControlIssue | None:
        if self.controls.confirmation is DeviceConfirmation.FAILED:
            return (
                ControlIssue.STILL_SEES
                if self._still_sees
                else ControlIssue.NOT_PRIVATE
            )
        return ControlIssue.STAYS_CLOSED if self.controls.stays_closed else None

    @callback
    def seen(self, inputs: PlanInputs, *, camera_away: bool) -> PictureProof | None:
        """Return what has been seen of the camera, and check a picture where that is due."""
        found = self._picture_checks.seen(inputs, camera_away=camera_away)
        self._still_sees = found is PictureProof.SEES
        return found

    def _check(self, is_wanted: Callable[[], bool]) -> Awaitable[PictureCheck]:
        return self._reports.check(self._camera_id, is_wanted)

    @callback
    def _checked(self) -> None:
        self.controls.refresh()

    @callback
    def drifted(self, role: Role) -> None:
        """Tell it."""
        self._reports.drifted(self._camera_id, role)

    @callback
    def closed_at_camera(self) -> None:
        """Tell it."""
        self._reports.closed_at_camera(self._camera_id)

    @callback
    def opened_at_camera(self) -> None:
        """Tell it."""
        self._reports.opened_at_camera(self._camera_id)

    @callback
    def _show(self, _now: object) -> None:
        self._showing = None
        if self._issue is not None:
            async_create_control_issue(
                self._hass, self._camera_id, self._name, self._issue
            )

    @callback
    def _cancel_showing(self) -> None:
        if self._showing is not None:
            self._showing()
            self._showing = None

    @callback
    def _reported(
        self, _event: Event[EventStateChangedData] | Event[EventStateReportedData]
    ) -> None:
        self.controls.refresh()

    @callback
    def _unwatch(self) -> None:
        for stop in self._stop_watching:
            stop()
        self._stop_watching = []
