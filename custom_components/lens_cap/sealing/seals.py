"""Which cameras are sealed, and who answers for each at the moment."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from weakref import ref

from homeassistant.components.camera import Camera
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .. import compat_sealing as compat
from ..const import DOMAIN, LOGGER
from ..core.camera import CameraConfig, CameraId
from .answer import CameraAnswer
from .doors import CameraDoors, CameraView
from .exchange import UnsealableError, exchange, give_back, is_whole, seal_of
from .images import ImageSeals
from .originals import CameraSeal, Originals, is_source
from .running import abort_requests


class Seals:
    """Seals the originals of guarded cameras: those that are there, and each at its birth.

    A camera is sealed before its guard is ready, while Lens Cap reloads and after it failed: then
    it shows nothing. It is as it was once it is not guarded any more, or Lens Cap was unloaded.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        closed: Callable[[str], CameraAnswer],
        load_placeholder: Callable[[], bytes],
    ) -> None:
        """Seal nothing yet; `closed` makes what answers for a camera whose guard is not there.

        `on_failure` is called when one could not be sealed, when somebody has put something over a seal,
        and when that is over.
        """
        self._hass = hass
        self._closed = closed
        self._guarded: dict[CameraId, Originals] = {}
        self._entry: ConfigEntry[Any] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self.on_failure: Callable[[], None] = lambda: None
        self.images = ImageSeals(
            hass, self._guarded, load_placeholder, self._tell_failure
        )

    @callback
    def attend(self, entry: ConfigEntry[Any], configs: Iterable[CameraConfig]) -> None:
        """Guard these cameras and no others, until the entry is unloaded for good."""
        compat.tell_added_cameras(self._hass, self._added)
        self.images.attend()
        wanted = {config.camera_id: config for config in configs}
        for camera_id in self._guarded.keys() - wanted.keys():
            self.release(camera_id)
        for config in wanted.values():
            self.guard(config)
        if self._entry is not entry:
            self._entry = entry
            entry.async_on_state_change(self._entry_changed)

    @callback
    def guard(self, config: CameraConfig) -> None:
        """Seal a camera's source, whenever it comes; end what was open if it is there already."""
        before = self._guarded.get(config.camera_id)
        if before is not None and before.source == config.source:
            if before.guards_images is not config.guards_images:
                before.guards_images = config.guards_images
                self.images.look()
            return
        if before is not None:
            self.release(config.camera_id)
        guarded = self._guarded[config.camera_id] = Originals(
            source=config.source,
            guards_images=config.guards_images,
            closed=self._closed(config.name),
            camera=before.camera if before else None,
        )
        for camera in compat.added_cameras(self._hass):
            if self._of(camera) is guarded:
                self._seal(config.camera_id, guarded, camera, late=True)
        self.images.look()

    @callback
    def release(self, camera_id: CameraId) -> None:
        """Make the originals of a camera what they were."""
        if (guarded := self._guarded.pop(camera_id, None)) is None:
            return
        for seal in guarded.living():
            camera = seal.entity
            if not give_back(seal):
                LOGGER.warning(
                    "%s stays closed until its integration is reloaded: something else changed it, too",
                    camera.entity_id,
                )
            elif compat.is_added(self._hass, camera):
                with _step(camera):
                    camera.async_update_token()
                self._later(compat.async_show_anew(camera))
        self.images.look()

    @callback
    def release_all(self) -> None:
        """Make every original what it was."""
        for camera_id in list(self._guarded):
            self.release(camera_id)
        self.images.stop()
        compat.tell_no_added_cameras(self._hass)

    @callback
    def answer_by(self, camera_id: CameraId, camera: CameraAnswer | None) -> None:
        """Name the guarded camera that answers from now on, or None while there is none."""
        if (guarded := self._guarded.get(camera_id)) is not None:
            guarded.camera = camera
            self.changed(camera_id)

    @callback
    def changed(
        self,
        camera_id: CameraId,
        *,
        cut: bool = False,
        context: Context | None = None,
    ) -> None:
        """Let the originals show that what they answer has changed, and who changed it.

        `cut`: old links to pictures end, and so does what an original's own way has begun.
        """
        if (guarded := self._guarded.get(camera_id)) is None:
            return
        for seal in guarded.living():
            camera = seal.entity
            if not guarded.failed and not is_whole(seal):
                guarded.failed = True
                self.on_failure()
            if cut:
                self._later(compat.async_end_own_stream(self._hass, camera))
            if not compat.is_added(self._hass, camera):
                continue
            if cut:
                with _step(camera):
                    compat.renew_tokens(camera)
            with _step(camera):
                if context is not None:
                    camera.async_set_context(context)
                camera.async_write_ha_state()
        self.images.changed(camera_id, context)

    def failed(self) -> Collection[CameraId]:
        """Return the cameras whose original, or another picture of it, could not be sealed."""
        originals = {key for key, guarded in self._guarded.items() if guarded.failed}
        return originals | self.images.failed()

    @callback
    def _tell_failure(self) -> None:
        self.on_failure()

    async def async_ended(self) -> None:
        """Wait until what was open before a seal has ended."""
        while self._ending:
            await asyncio.wait(self._ending)

    @callback
    def _added(self, camera: Camera) -> None:
        """Seal a camera that is just being added, if it is the source of a guarded one."""
        for camera_id, guarded in self._guarded.items():
            if is_source(guarded.source, camera):
                self._seal(camera_id, guarded, camera, late=False)

    def _of(self, camera: Camera) -> Originals | None:
        return next(
            (
                guarded
                for guarded in self._guarded.values()
                if is_source(guarded.source, camera)
            ),
            None,
        )

    def _seal(
        self, camera_id: CameraId, guarded: Originals, camera: Camera, *, late: bool
    ) -> None:
        """Seal one camera; `late` where somebody may have asked it already."""
        if seal_of(camera) is not None:
            return
        try:
            seal = exchange(camera, CameraDoors, CameraView, camera_id, guarded.answer)
        except UnsealableError as error:
            guarded.failed = True
            self.on_failure()
            LOGGER.warning("%s cannot be sealed: %s", camera.entity_id, error)
            return
        guarded.seals.append(ref(seal))
        if guarded.failed:
            guarded.failed = False
            self.on_failure()
        if late:
            abort_requests(camera)
            compat.forget_stream(self._hass, camera)
            self._later(self._async_end_older(seal))
            with _step(camera):
                compat.renew_tokens(camera)
            with _step(camera):
                camera.async_write_ha_state()

    async def _async_end_older(self, seal: CameraSeal) -> None:
        """End what was begun with a camera before it was sealed."""
        camera = seal.entity
        await compat.async_end_own_stream(self._hass, camera)
        await compat.async_leave_webrtc_server(camera)
        await compat.async_end_homekit_streams(self._hass, camera.entity_id)

    def _later(self, work: Any) -> None:
        async def attempt() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001
                # These are other people's servers and players; the seal itself is in place.
                LOGGER.warning(
                    "what an original had begun did not end well: %s",
                    type(error).__name__,
                )

        task = self._hass.async_create_task(attempt())
        if not task.done():
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    @callback
    def _entry_changed(self) -> None:
        if self._entry is not None and self._entry.state is ConfigEntryState.NOT_LOADED:
            _task = self._hass.async_create_task(self._async_release(self._entry))

    async def _async_release(self, entry: ConfigEntry[Any]) -> None:
        """Release all once the entry stays unloaded: a reload holds its lock until it is loaded."""
        async with entry.setup_lock:
            if entry.state is ConfigEntryState.NOT_LOADED:
                self.release_all()


@contextmanager
def _step(camera: Camera) -> Iterator[None]:
    """Keep an original's own errors from what else has to be done, for it and for others."""
    try:
        yield
    except Exception as error:  # noqa: BLE001
        LOGGER.warning(
            "%s could not show that it changed: %s",
            camera.entity_id,
            type(error).__name__,
        )


DATA_SEALS: Final = HassKey[Seals](f"{DOMAIN}_seals")


@callback
def async_seals(hass: HomeAssistant) -> Seals:
    """Return the seals of this Home Assistant, which are there as soon as Lens Cap is."""
    return hass.data[DATA_SEALS]


@callback
def is_sealed(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether whoever asks this camera is answered by a guard."""
    return any(
        camera.entity_id == entity_id and seal_of(camera) is not None
        for camera in compat.added_cameras(hass)
    )
