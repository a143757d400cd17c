"""Lets the cameras' own controls follow what is decided, and decisions follow hands at the camera."""

from collections.abc import Callable
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)

from ..const import (
    SIGNAL_CAMERA_ADDED,
    SIGNAL_CAMERA_CONFIGURED,
    SIGNAL_DEVICE_DRIFTED,
    SIGNAL_DEVICE_PRIVACY,
)
from ..controls.controlled_camera import ControlReports
from ..controls.household_controls import HouseholdControls, WantedOfCamera
from ..coordinator import GuardCoordinator
from ..core.controls.picture_check import NO_PICTURE, PictureCheck
from ..core.controls.role import Role
from ..core.controls.wanted import WantedRoles, wanted_roles
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.decide import Decision
from ..core.settings.camera import CameraConfig
from ..core.state.hold import Hold, HoldOrigin
from ..core.state.household import HouseholdState
from ..ha.contact import async_may_be_asked
from ..privacy.control import PrivacyControl
from ..privacy.hold_request import HoldRequest
from ..storage.saving import async_log_unsaved

NOT_KNOWN_YET: Final = frozenset(
    {
        ReasonCode.STARTING_UP,
        ReasonCode.PRESENCE_UNKNOWN,
        ReasonCode.INPUT_UNKNOWN,
    }
)
"""Reasons that shut the gate and move no lens."""


def wanted_of(decision: Decision, config: CameraConfig) -> WantedRoles:
    """Return what a decision asks of the camera's own controls."""
    private = [one for one in decision.trace if one.level is PrivacyLevel.PRIVATE]
    known = decision.level is not PrivacyLevel.PRIVATE or any(
        one.reason not in NOT_KNOWN_YET for one in private
    )
    return wanted_roles(
        decision.level,
        known=known and decision.reason is not ReasonCode.STARTING_UP,
        audio=decision.audio,
        microphone_follows=config.microphone_follows,
        recording_off=decision.recording_off,
        recognition_off=decision.recognition_off,
        switches_on_microphone=(
            config.assessment is not None and config.assessment.switches_on_microphone
        ),
    )


class DevicePrivacy:
    """What is decided, at the cameras themselves."""

    def __init__(
        self,
        hass: HomeAssistant,
        coordinator: GuardCoordinator,
        privacy: PrivacyControl,
    ) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._privacy = privacy
        self._stop: list[CALLBACK_TYPE] = []
        self.controls = HouseholdControls(
            hass,
            ControlReports(
                source=self._source,
                changed=self._changed,
                drifted=self._drifted,
                closed_at_camera=self._closed,
                opened_at_camera=self._opened,
                check=self._async_check,
            ),
        )

    async def async_start(self) -> None:
        """Read what was before, and follow decisions from now on."""
        await self.controls.async_load()
        hass = self._hass
        self._stop = [
            self._coordinator.async_add_listener(self.follow),
            # Settings change controls, and nothing that a coordinator tells.
            async_dispatcher_connect(hass, SIGNAL_CAMERA_ADDED, self._configured),
            async_dispatcher_connect(hass, SIGNAL_CAMERA_CONFIGURED, self._configured),
        ]
        self.follow()

    async def async_stop(self) -> None:
        """Follow no more; what is closed at the cameras stays so."""
        while self._stop:
            self._stop.pop()()
        await self.controls.async_stop()

    @callback
    def follow(self) -> None:
        """Want of each camera's controls what is decided now."""
        coordinator = self._coordinator
        self.controls.follow(
            {
                camera_id: WantedOfCamera(
                    config=camera.config,
                    source=camera.source.entity_id,
                    wanted=wanted_of(camera.guard.decision, camera.config),
                    held=bool(self._held(camera_id)),
                )
                for camera_id, camera in coordinator.cameras.items()
            }
        )
        if coordinator.running:
            self.controls.keep_only(coordinator.cameras.keys())

    @callback
    def _configured(self, _camera_id: CameraId) -> None:
        self.follow()

    def _source(self, camera_id: CameraId) -> str | None:
        camera = self._coordinator.cameras.get(camera_id)
        return camera.source.entity_id if camera is not None else None

    async def _async_check(
        self, camera_id: CameraId, is_wanted: Callable[[], bool]
    ) -> PictureCheck:
        """Check one picture of a closed camera, unless that would wake it or reach its maker."""
        camera = self._coordinator.cameras.get(camera_id)
        source = camera.source.entity_id if camera is not None else None
        if (
            camera is None
            or source is None
            or not async_may_be_asked(self._hass, source)
        ):
            return NO_PICTURE
        guard = camera.guard
        return await guard.checker.async_check(
            lambda: guard.closed and is_wanted(), streamed=guard.codec is not None
        )

    def _held(self, camera_id: CameraId) -> tuple[Hold, ...]:
        return tuple(
            hold
            for hold in self._coordinator.state.holds_of(camera_id)
            if hold.origin is HoldOrigin.AT_CAMERA
        )

    @callback
    def _changed(self, camera_id: CameraId) -> None:
        camera = self._coordinator.cameras.get(camera_id)
        controls = self.controls.of_camera(camera_id)
        if camera is not None and controls is not None:
            camera.expect_unavailable(controls.closed_there)
        async_dispatcher_send(self._hass, SIGNAL_DEVICE_PRIVACY, camera_id)

    @callback
    def _drifted(self, camera_id: CameraId, role: Role) -> None:
        async_dispatcher_send(self._hass, SIGNAL_DEVICE_DRIFTED, camera_id, role)

    @callback
    def _closed(self, camera_id: CameraId) -> None:
        """Make a camera private that somebody closed at the camera."""
        if camera_id in self._coordinator.cameras:
            request = HoldRequest(origin=HoldOrigin.AT_CAMERA)
            _task = self._hass.async_create_task(
                async_log_unsaved(self._privacy.async_hold([camera_id], request)),
                # Other cameras that share the control see the same hand before anything is made of it.
                eager_start=False,
            )

    @callback
    def _opened(self, camera_id: CameraId) -> None:
        """End what closing it at the camera has begun; what others asked for goes on."""
        _task = self._hass.async_create_task(self._async_release(camera_id))

    async def _async_release(self, camera_id: CameraId) -> None:
        released = {camera_id: self._held(camera_id)}

        def change(state: HouseholdState) -> HouseholdState:
            return state.without(released)

        try:
            await async_log_unsaved(self._coordinator.async_open(change))
        finally:
            self.follow()
            if (controls := self.controls.of_camera(camera_id)) is not None:
                controls.released()
