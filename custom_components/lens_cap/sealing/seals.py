"""Which cameras are sealed, and who answers for each at the moment."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final
from weakref import ref

from homeassistant.components.camera import Camera
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER, SIGNAL_SEALING
from ..core.ids import CameraId
from ..core.settings.camera import CameraConfig
from ..ha.compat_entities import renew_tokens
from ..ha.compat_images import IMAGES
from ..ha.compat_sealing import CAMERAS, forget_stream
from .answer import CameraAnswer
from .camera_members import CameraMembers, UnsealedCamera
from .exchange import UnsealableError, exchange, give_back, is_whole, seal_of
from .images import ImageSeals
from .originals import (
    CameraSeal,
    Originals,
    guarded_call,
    is_source,
    most_private_answer,
)
from .pending_requests import abort_requests
from .teardown import Teardown


class Seals:
    """Seals the originals of guarded cameras: those that are there, and each at its birth.

    A camera is sealed before its guard is ready, while Lens Cap reloads and after it failed: then
    it shows nothing. It is as it was once it is not guarded any more, or Lens Cap was unloaded.
    `closed` makes what answers for a camera whose guard is not there.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        closed: Callable[[str], CameraAnswer],
        load_placeholder: Callable[[], bytes],
    ) -> None:
        self._hass = hass
        self._closed = closed
        self._guarded: dict[CameraId, Originals] = {}
        self._entry: ConfigEntry[Any] | None = None
        self._stop_listening: CALLBACK_TYPE | None = None
        self._teardown = Teardown(hass)
        self.images = ImageSeals(
            hass, self._guarded, load_placeholder, self._tell_failure
        )

    @callback
    def attend(self, entry: ConfigEntry[Any], configs: Iterable[CameraConfig]) -> None:
        """Guard these cameras and no others, until the entry is unloaded for good."""
        CAMERAS.tell_added(self._hass, self._added)
        if self._stop_listening is None:
            self._stop_listening = self._hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._registry_changed
            )
        self.images.attend()
        wanted = {config.camera_id: config for config in configs}
        gone = [
            self._guarded.pop(camera_id)
            for camera_id in self._guarded.keys() - wanted.keys()
        ]
        gone += filter(None, map(self._note, wanted.values()))
        self._refresh(gone)
        if self._entry is not entry:
            self._entry = entry
            entry.async_on_state_change(self._entry_changed)

    @callback
    def guard(self, config: CameraConfig) -> None:
        """Seal a camera's source, whenever it comes; end what was open if it is there already."""
        before = self._note(config)
        self._refresh([before] if before else [])

    @callback
    def release(self, camera_id: CameraId) -> None:
        """Make the originals of a camera what they were, but those of another guarded camera."""
        if (gone := self._guarded.pop(camera_id, None)) is not None:
            self._refresh([gone])

    @callback
    def release_all(self) -> None:
        """Make every original what it was."""
        gone = list(self._guarded.values())
        self._guarded.clear()
        self._refresh(gone)
        self.images.stop()
        CAMERAS.tell_none_added(self._hass)
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None

    def _note(self, config: CameraConfig) -> Originals | None:
        """Note what a camera guards; return what it guarded before, where its source is another one."""
        before = self._guarded.get(config.camera_id)
        if before is not None and before.source == config.source:
            before.guards_images = config.guards_images
            return None
        self._guarded[config.camera_id] = Originals(
            source=config.source,
            guards_images=config.guards_images,
            closed=self._closed(config.name),
            camera=before.camera if before else None,
        )
        return before

    def _refresh(self, gone: Iterable[Originals]) -> None:
        """Seal what is there and has to be; then give back what nobody guards any more."""
        for camera in CAMERAS.added(self._hass):
            self._seal_for_all(camera, late=True)
        for seal in {seal: None for each in gone for seal in each.live_seals()}:
            if self._of(seal.entity):
                self._show(seal, cut=True)
            else:
                self._give_back(seal)
        self.images.refresh()

    def _give_back(self, seal: CameraSeal) -> None:
        camera = seal.entity
        if give_back(seal) and CAMERAS.is_added(self._hass, camera):
            with guarded_call(camera):
                camera.async_update_token()
            self._teardown.show_anew(camera)

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
        for seal in guarded.live_seals():
            if not is_whole(seal):
                self._tell_whether([guarded], failed=True)
            self._show(seal, cut=cut, context=context)
        self.images.changed(camera_id, context)

    def _show(
        self, seal: CameraSeal, *, cut: bool, context: Context | None = None
    ) -> None:
        """Show what is answered now; where somebody else answers, end what was given before."""
        camera, (before, now) = seal.entity, seal.refresh()
        if before is not None and before is not now:
            cut = True
            with guarded_call(camera):
                before.begin_anew()
        if cut:
            self._teardown.end_own_stream(camera)
        if not CAMERAS.is_added(self._hass, camera):
            return
        if cut:
            with guarded_call(camera):
                renew_tokens(camera)
        with guarded_call(camera):
            if context is not None:
                camera.async_set_context(context)
            camera.async_write_ha_state()

    def failed(self) -> Collection[CameraId]:
        """Return the cameras whose original, or another picture of it, could not be sealed."""
        originals = {key for key, guarded in self._guarded.items() if guarded.failed}
        return originals | self.images.failed()

    @callback
    def _tell_failure(self) -> None:
        """Tell that what `failed` returns may have changed."""
        async_dispatcher_send(self._hass, SIGNAL_SEALING)

    async def async_ended(self) -> None:
        """Wait until what was open before a seal has ended."""
        await self._teardown.async_ended()

    @callback
    def _added(self, camera: Camera) -> None:
        """Seal a camera that is just being added, if it is the source of a guarded one."""
        self._seal_for_all(camera, late=False)

    @callback
    def _registry_changed(
        self, event: Event[er.EventEntityRegistryUpdatedData]
    ) -> None:
        """Seal a camera that gets the id of a source: from 2026.11 on it is not added anew by that."""
        if event.data["action"] == "update" and "old_entity_id" in event.data:
            self._refresh([])

    def _of(self, camera: Camera) -> list[Originals]:
        """Return the guarded cameras for which a sealed original is."""
        return [each for each in self._guarded.values() if each.holds(camera)]

    def _answer(self, camera: Camera, closed: CameraAnswer) -> CameraAnswer:
        answers = [each.answer() for each in self._of(camera)]
        return most_private_answer(answers, closed) if answers else closed

    def _seal_for_all(self, camera: Camera, *, late: bool) -> None:
        """Seal a camera for each guarded camera whose source it is."""
        owners = [
            each for each in self._guarded.values() if is_source(each.source, camera)
        ]
        if owners and seal_of(camera) is None:
            self._seal(owners, camera, late=late)
        seal: CameraSeal | None = seal_of(camera)
        if seal is None:
            return
        if new := [each for each in owners if not each.holds(camera)]:
            for each in new:
                each.seals.append(ref(seal))
            self._show(seal, cut=True)

    def _seal(
        self, owners: Collection[Originals], camera: Camera, *, late: bool
    ) -> None:
        """Seal one camera; `late` where somebody may have asked it already."""
        closed = next(iter(owners)).closed
        try:
            seal = exchange(
                camera,
                CameraMembers,
                UnsealedCamera,
                lambda: self._answer(camera, closed),
            )
        except UnsealableError as error:
            self._tell_whether(owners, failed=True)
            LOGGER.warning("%s cannot be sealed: %s", camera.entity_id, error)
            return
        for each in owners:
            each.seals.append(ref(seal))
        seal.refresh()
        self._tell_whether(owners, failed=False)
        if late:
            abort_requests(camera)
            if (stream := forget_stream(self._hass, camera)) is not None:
                self._teardown.end_stream(stream, camera)
            self._teardown.end_older(camera)
            with guarded_call(camera):
                renew_tokens(camera)
            with guarded_call(camera):
                camera.async_write_ha_state()

    def _tell_whether(self, owners: Iterable[Originals], *, failed: bool) -> None:
        changed = [each for each in owners if each.failed is not failed]
        for each in changed:
            each.failed = failed
        if changed:
            self._tell_failure()

    @callback
    def _entry_changed(self) -> None:
        if self._entry is not None and self._entry.state is ConfigEntryState.NOT_LOADED:
            _task = self._hass.async_create_task(self._async_release(self._entry))

    async def _async_release(self, entry: ConfigEntry[Any]) -> None:
        """Release all once the entry stays unloaded: a reload holds its lock until it is loaded."""
        async with entry.setup_lock:
            if entry.state is ConfigEntryState.NOT_LOADED:
                self.release_all()


DATA_SEALS: Final = HassKey[Seals](f"{DOMAIN}_seals")


@callback
def async_seals(hass: HomeAssistant) -> Seals:
    """Return the seals of this Home Assistant, which are there as soon as Lens Cap is."""
    return hass.data[DATA_SEALS]


@callback
def is_sealed(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether whoever asks this camera, or image, is answered by a guard."""
    return any(
        entity.entity_id == entity_id and seal_of(entity) is not None
        for entity in (*CAMERAS.added(hass), *IMAGES.added(hass))
    )
