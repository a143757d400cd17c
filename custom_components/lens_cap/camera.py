"""The guarded camera: shows what its guard gives, and nothing else."""

from collections.abc import Callable
from math import isfinite
from typing import Any, override

from aiohttp import web

from homeassistant.components.camera import DEFAULT_CONTENT_TYPE
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import ATTR_AUDIO, ATTR_PRIVACY_LEVEL
from .coordinator import GuardCoordinator
from .core.ids import CameraId
from .core.level import PrivacyLevel
from .core.verdict import Deliver, Door, verdict
from .core.view import CameraView
from .entity import add_camera_entities
from .entity.source_attributes import SourceAttributes
from .entry.runtime import LensCapConfigEntry
from .ha.compat import async_get_preload, async_orientation, async_set_preload
from .ha.compat_entities import renew_tokens
from .ha.compat_streams import Stream
from .media.hls import HlsCamera
from .media.requester import current_door, note_call, requester_of
from .media.stills.worded_placeholder import async_pictures, async_still
from .sealing import async_seals

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add one guarded camera per subentry."""
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [GuardedCameraEntity(coordinator, camera_id)],
    )


class GuardedCameraEntity(SourceAttributes, HlsCamera):
    """A camera whose every way to a picture leads through one guard.

    It stays "on" while private, with the same features, and shows a placeholder to dashboards: see
    docs/adr/0028-privacy-changes-no-feature.md. `available` is True always.
    """

    _attr_name = None
    _attr_translation_key = "guarded"

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        self._orientation: Callable[[], int] = lambda: 1
        camera = coordinator.cameras[camera_id]
        HlsCamera.__init__(self, camera.guard)
        SourceAttributes.__init__(
            self, coordinator, camera_id, Platform.CAMERA, "camera"
        )
        self.entity_id = f"{Platform.CAMERA}.{camera.object_id()}"

    @property
    def orientation(self) -> int:
        """How the household wants pictures turned."""
        return self._orientation()

    @property
    def open_epoch(self) -> int | None:
        """Return what changes with each opening; None while not the whole picture may be seen."""
        shown = verdict(self._guard.decision, Door.OTHER, self._guard.zones)
        return self._guard.picture_epoch if isinstance(shown, Deliver) else None

    @property
    def privacy_level(self) -> PrivacyLevel:
        """Return how private the camera is."""
        return self._guard.decision.level

    @property
    def audio(self) -> bool:
        """Return whether sound passes now."""
        return self._guard.audio

    @property
    @override
    def supported_features(self) -> CameraEntityFeature:
        """Return that it can be closed, and that it streams: the placeholder while it is private."""
        features = CameraEntityFeature.ON_OFF
        if self.view.streams:
            features |= CameraEntityFeature.STREAM
        return features

    @property
    @override
    def is_on(self) -> bool:
        """Return True: a camera that is "off" looks broken on dashboards."""
        return True

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return how private it is, until when, and whether sound passes."""
        shown = {ATTR_PRIVACY_LEVEL: self.view.level.value, ATTR_AUDIO: self.view.audio}
        return {**shown, **self.view.ends}

    @property
    @override
    def is_streaming(self) -> bool:
        """Return whether somebody watches live."""
        return self.view.viewers > 0

    @property
    @override
    def use_stream_for_stills(self) -> bool:
        """Return False: stills come through the guard, never from Home Assistant's own stream."""
        return False

    @property
    @override
    def frame_interval(self) -> float:
        """Return the source's usual pause between pictures, in seconds."""
        traits = self._guard.traits()
        return traits.frame_interval if traits else self._attr_frame_interval

    @property  # type: ignore[explicit-override]  # there it is an attribute
    def content_type(self) -> str:
        """Return the kind of a still.

        While private, this raises for all but dashboards: it is the only thing that the media
        browser asks before it hands out the address of a camera that has no stream now.

        Raises:
            CameraPrivateError: The camera is private, and a placeholder would not do.
        """
        if current_door() is not Door.PROXY and (refusal := self._guard.refusal()):
            raise refusal
        return DEFAULT_CONTENT_TYPE

    @content_type.setter
    def content_type(self, value: str) -> None:
        """Leave it: the guard gives JPEG and nothing else."""

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return a still; while private, a placeholder for dashboards and an error for others."""
        still = await async_still(self.hass, self._guard, current_door(), width, height)
        return self.runtime.recordings.handed_out(self.camera_id, still)

    @override
    async def handle_async_still_stream(
        self, request: web.Request, interval: float
    ) -> web.StreamResponse:
        """Serve MJPEG with a picture every `interval` seconds.

        Raises:
            ValueError: That is no number of seconds; Home Assistant answers that the request is bad.
        """
        if not isfinite(interval) or interval <= 0:
            raise ValueError("no interval")
        who = requester_of(request)
        return await async_pictures(self.hass, self._guard, request, who, interval)

    @override
    async def handle_async_mjpeg_stream(
        self, request: web.Request
    ) -> web.StreamResponse:
        """Serve MJPEG as often as the source has new pictures."""
        who = requester_of(request)
        return await async_pictures(self.hass, self._guard, request, who)

    @override
    async def async_create_stream(self) -> Stream | None:
        """Return Home Assistant's stream of the relay, of which recordings are noted.

        Raises:
            CameraPrivateError, NoStreamError: As in `HlsCamera`.
        """
        stream = await super().async_create_stream()
        if stream is not None:
            self.runtime.recordings.attend(self.camera_id, stream)
        return stream

    @callback
    @override
    def async_set_context(self, context: Context) -> None:
        """Remember in whose name an action is performed."""
        super().async_set_context(context)
        note_call(context)

    @override
    async def async_turn_off(self) -> None:
        """Make the camera private; where it was only lifted, end that."""
        context = self._context
        await self.runtime.privacy.async_close_by_hand(self.camera_id, context=context)

    @override
    async def async_turn_on(self) -> None:
        """End what was asked for by hand; what else keeps the camera private goes on."""
        context = self._context
        if (actor := await self.async_switcher(on=True)) is None:
            return
        await self.runtime.privacy.async_end_privacy(
            self.camera_id, actor, lifts=False, context=context
        )

    @override
    async def async_added_to_hass(self) -> None:
        """Let the guard take streams back, and keep none running without a viewer."""
        await super().async_added_to_hass()
        self._guard.attach(self)
        self._orientation = await async_orientation(self.hass, self.entity_id)
        if await async_get_preload(self.hass, self.entity_id):
            await async_set_preload(self.hass, self.entity_id, value=False)
        await self.async_take_providers()
        async_seals(self.hass).answer_by(self.camera_id, self)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Leave no stream behind."""
        async_seals(self.hass).answer_by(self.camera_id, None)
        self._guard.detach()
        await super().async_will_remove_from_hass()

    @callback
    def begin_anew(self) -> None:
        """Let whoever watches ask again: somebody else answers for the original now."""
        self.coordinator.cameras[self.camera_id].begin_anew()

    @callback
    def original_changed(self) -> None:
        """Show what the original can do now, since its own state tells of this camera."""
        self._guard.source_changed()

    @callback
    @override
    def _handle_change(self, before: CameraView, after: CameraView) -> None:
        toggled = before.private != after.private
        if toggled:
            # Two are valid at a time; addresses from before the change must not be.
            renew_tokens(self)
        if _shown(before) != _shown(after):
            async_seals(self.hass).changed(
                self.camera_id, cut=toggled, context=self.coordinator.change_context
            )


def _shown(view: CameraView) -> object:
    """Return what an original has to be told of."""
    return (view.level, view.streams, view.audio)
