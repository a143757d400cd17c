"""Which image entities are sealed: those on the device of a camera that is guarded with them."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol
from weakref import ref

from homeassistant.components.image import ImageEntity
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN, LOGGER
from ..core.ids import CameraId
from ..ha.compat_entities import renew_tokens
from ..ha.compat_images import IMAGES, forget_cached_image
from ..ha.same_device import devices_by_serial, main_device, same_devices
from .answer import CameraAnswer
from .entity_members import EntityView
from .exchange import (
    Seal,
    UnsealableError,
    exchange,
    give_back,
    is_whole,
    live_seals,
    seal_of,
)
from .image_members import ImageMembers
from .originals import guarded_call
from .pending_requests import abort_requests
from .shown_image import Opening, ShownImage

type ImageSeal = Seal[ImageEntity, ShownImage]


class ImageOwner(Protocol):
    """A guarded camera, as far as the pictures of its device are concerned."""

    @property
    def source(self) -> str:
        """Return the camera's source."""

    @property
    def guards_images(self) -> bool:
        """Return whether its device's other pictures are guarded with it."""

    def answer(self) -> CameraAnswer:
        """Return who answers for the camera now."""


class ImageSeals:
    """Seals the image entities of guarded cameras: those that are there, and each at its birth.

    One that shows pictures of several guarded cameras shows them while all of these are open.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        owners: Mapping[CameraId, ImageOwner],
        load_placeholder: Callable[[], bytes],
        on_change: Callable[[], None],
    ) -> None:
        """Call `on_change` when what `failed` and `names` return changes."""
        self._hass = hass
        self._owners = owners
        self._load_placeholder = load_placeholder
        self._placeholder: bytes | None = None
        self._on_change = on_change
        self._by_device: dict[str, set[CameraId]] | None = None
        self._known: dict[str, set[str]] = {}
        self._owned: dict[int, set[CameraId]] = {}
        self._seals: list[ref[ImageSeal]] = []
        self._failed: set[str] = set()
        self._stop_listening: list[CALLBACK_TYPE] = []
        self._refreshing: asyncio.Handle | None = None
        self._telling: asyncio.Handle | None = None

    @callback
    def attend(self) -> None:
        """Seal from now on what comes, and follow entities and devices that change."""
        IMAGES.tell_added(self._hass, self._added)
        if not self._stop_listening:
            self._stop_listening = [
                self._hass.bus.async_listen(event, self._registry_changed)
                for event in (
                    er.EVENT_ENTITY_REGISTRY_UPDATED,
                    dr.EVENT_DEVICE_REGISTRY_UPDATED,
                )
            ]

    @callback
    def stop(self) -> None:
        """Make every image entity what it was; the owners are gone."""
        self.refresh()
        IMAGES.tell_none_added(self._hass)
        while self._stop_listening:
            self._stop_listening.pop()()

    @callback
    def refresh(self) -> None:
        """Seal what is there and belongs to a guarded camera; give back what does not any more."""
        self._by_device = None
        if self._refreshing is not None:
            self._refreshing.cancel()
            self._refreshing = None
        for seal in self._live_seals():
            if self._owners_of(seal.entity):
                self._refresh_seal(seal, None)
            else:
                self._release(seal)
        for image in IMAGES.added(self._hass):
            if self._owners_of(image):
                self._seal(image, late=True)
            else:
                self._tell_failure(image, failed=False)

    @callback
    def changed(self, camera_id: CameraId, context: Context | None) -> None:
        """Show that a camera was opened, covered or closed, and who did it.

        Links to pictures end, and so do pictures that are just being sent.
        """
        for seal in self._live_seals():
            image = seal.entity
            if camera_id not in self._owners_of(image):
                continue
            self._tell_failure(image, failed=not is_whole(seal))
            self._refresh_seal(seal, context)

    def failed(self) -> set[CameraId]:
        """Return the cameras with an image entity that could not be sealed."""
        return {
            camera_id
            for image in IMAGES.added(self._hass)
            if image.entity_id in self._failed
            for camera_id in self._owners_of(image)
        }

    def names(self) -> Mapping[CameraId, list[str]]:
        """Return the entity ids of what is sealed, sorted, by the cameras with which it is."""
        found: dict[CameraId, list[str]] = {}
        for image in IMAGES.added(self._hass):
            if seal_of(image) is not None:
                for camera_id in self._owners_of(image):
                    found.setdefault(camera_id, []).append(image.entity_id)
        return {camera_id: sorted(names) for camera_id, names in found.items()}

    @callback
    def _added(self, image: ImageEntity) -> None:
        """Seal an image entity that is just being added, if it shows a guarded camera."""
        if self._owners_of(image):
            self._seal(image, late=False)

    @callback
    def _registry_changed(self, _event: Event[Any]) -> None:
        """Refresh, once for all that changes in this turn of the event loop."""
        self._by_device = None
        if self._refreshing is None:
            self._refreshing = self._hass.loop.call_soon(self.refresh)

    @callback
    def _changed(self) -> None:
        """Tell later: whoever is just being added must not wait, or fail, for that."""
        if self._telling is None:
            self._telling = self._hass.loop.call_soon(self._tell)

    @callback
    def _tell(self) -> None:
        self._telling = None
        self._on_change()

    def _owners_of(self, image: ImageEntity) -> Collection[CameraId]:
        """Return the cameras on whose device an image entity is, and that are guarded with it."""
        entry = image.registry_entry
        if entry is None or image.platform.platform_name == DOMAIN:
            return ()
        entry = er.async_get(self._hass).async_get(entry.entity_id) or entry
        if entry.device_id is None:
            return self._owners_before(image)
        if self._by_device is None:
            self._by_device = self._devices()
        owners = set(self._by_device.get(entry.device_id, ()))
        whole = main_device(self._hass, entry.device_id)
        if whole is not None and whole.id != entry.device_id:
            owners |= self._by_device.get(whole.id, set())
        if (seal := seal_of(image)) is not None:
            self._owned[id(seal)] = owners
        return owners

    def _owners_before(self, image: ImageEntity) -> Collection[CameraId]:
        """Return the owners of one that has lost its device: to know less never opens anything."""
        return [
            camera_id
            for camera_id in self._owned.get(id(seal_of(image)), ())
            if (owner := self._owners.get(camera_id)) and owner.guards_images
        ]

    def _devices(self) -> dict[str, set[CameraId]]:
        """Return the guarded cameras by the devices that they are, or were as long as that was known."""
        found: dict[str, set[CameraId]] = {}
        registry = er.async_get(self._hass)
        by_serial = devices_by_serial(self._hass)
        for camera_id, owner in self._owners.items():
            entry = registry.async_get(owner.source)
            if entry is not None and entry.device_id is not None:
                devices = same_devices(self._hass, entry.device_id, by_serial)
                self._known[owner.source] = devices
            if owner.guards_images:
                for device_id in self._known.get(owner.source, ()):
                    found.setdefault(device_id, set()).add(camera_id)
        return found

    def _opening(self, image: ImageEntity) -> Opening | None:
        """Return what names the opening that lasts, or None where one of the cameras is not open."""
        owners = [self._owners.get(each) for each in sorted(self._owners_of(image))]
        epochs = [owner.answer().open_epoch if owner else None for owner in owners]
        if not epochs or any(epoch is None for epoch in epochs):
            return None
        return tuple(epochs)

    def _seal(self, image: ImageEntity, *, late: bool) -> None:
        """Seal one image entity; `late` where somebody may have asked it already."""
        if seal_of(image) is not None:
            return
        shown = ShownImage(lambda: self._opening(image), self._async_placeholder)
        try:
            seal = exchange(image, ImageMembers, EntityView, lambda: shown)
        except UnsealableError as error:
            if image.entity_id not in self._failed:
                LOGGER.warning("%s cannot be sealed: %s", image.entity_id, error)
            self._tell_failure(image, failed=True)
            return
        self._seals.append(ref(seal))
        self._owned[id(seal)] = set(self._owners_of(image))
        self._tell_failure(image, failed=False)
        shown.refresh(seal.view)
        forget_cached_image(image)
        if late:
            with guarded_call(image):
                renew_tokens(image)
            abort_requests(image)
            self._show(image, None)
        self._changed()

    def _release(self, seal: ImageSeal) -> None:
        image = seal.entity
        self._seals = [each for each in self._seals if each() is not seal]
        if not give_back(seal):
            return
        forget_cached_image(image)
        if IMAGES.is_added(self._hass, image):
            with guarded_call(image):
                image.async_update_token()
            self._show(image, None)
        self._changed()

    def _refresh_seal(self, seal: ImageSeal, context: Context | None) -> None:
        """Where another opening lasts now, end links and what is just being sent."""
        if seal.answer().refresh(seal.view):
            with guarded_call(seal.entity):
                renew_tokens(seal.entity)
            abort_requests(seal.entity, but=ShownImage.async_image)
            self._show(seal.entity, context)

    def _show(self, image: ImageEntity, context: Context | None) -> None:
        if not IMAGES.is_added(self._hass, image):
            return
        with guarded_call(image):
            if context is not None:
                image.async_set_context(context)
            image.async_write_ha_state()

    def _tell_failure(self, image: ImageEntity, *, failed: bool) -> None:
        if failed == (image.entity_id in self._failed):
            return
        (self._failed.add if failed else self._failed.discard)(image.entity_id)
        self._changed()

    def _live_seals(self) -> list[ImageSeal]:
        """Return the seals of all objects that are there, those of before a reload included."""
        found = live_seals(self._seals)
        known = {id(seal) for seal in found}
        self._owned = {key: each for key, each in self._owned.items() if key in known}
        return found

    async def _async_placeholder(self) -> bytes:
        if self._placeholder is None:
            self._placeholder = await asyncio.to_thread(self._load_placeholder)
        return self._placeholder
