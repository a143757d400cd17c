"""The only fetch of raw pictures and raw stream addresses from Home Assistant."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, Protocol

from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT, CameraEntityFeature
from homeassistant.components.camera.helper import get_camera_from_entity_id
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback

from ..core.failure import Failure
from ..ha.foreign import reading_foreign
from ..sealing.unsealed import unsealed
from .frames import NoAddressError, RawFrame, SourceError, StreamSource
from .kept_picture import KeptPicture, keeps_pictures

_STILL_SECONDS: Final = 10
_ADDRESS_SECONDS: Final = 10


@dataclass(frozen=True, kw_only=True)
class SourceTraits:
    """What a source camera can do.

    `streams`: it has an address of its stream. `native_webrtc`: it has a stream, but lets nobody between
    itself and the browser. `pictures_stream`: it has an address that is not for
    core's stream but may send pictures (MJPEG). `stills_from_stream`: core would open its stream
    for a still. `frame_interval` is in seconds.
    """

    streams: bool
    native_webrtc: bool
    pictures_stream: bool
    stills_from_stream: bool
    frame_interval: float


def source_traits(hass: HomeAssistant, entity_id: str) -> SourceTraits:
    """Return what the source can do now.

    Raises:
        SourceError: There is no such camera now, it is switched off, or it fails to say.
    """
    camera = _camera(hass, entity_id)
    # Some speak WebRTC and have an address all the same, by an option of their integration.
    native_webrtc = (
        type(camera).async_handle_async_webrtc_offer
        is not Camera.async_handle_async_webrtc_offer
        and type(camera).stream_source is Camera.stream_source
    )
    with _asking_the_source():
        streams = CameraEntityFeature.STREAM in camera.supported_features
        return SourceTraits(
            streams=streams and not native_webrtc,
            native_webrtc=streams and native_webrtc,
            pictures_stream=not streams,
            stills_from_stream=camera.use_stream_for_stills,
            frame_interval=camera.frame_interval,
        )


async def async_fetch_still(
    hass: HomeAssistant, entity_id: str, width: int | None, height: int | None
) -> RawFrame:
    """Return the source's own still; a source may make it as small as is asked for.

    Raises:
        SourceError: There is none.
    """
    camera = _camera(hass, entity_id)
    with _asking_the_source():
        # Not `async_get_image`: it would decode what comes, in this process, to make it smaller.
        async with asyncio.timeout(_STILL_SECONDS):
            content = await camera.async_camera_image(width=width, height=height)
    # An integration may give anything, whatever it promises.
    if not isinstance(content, bytes | bytearray) or not content:
        raise SourceError
    return RawFrame(bytes(content))


async def async_stream_source(hass: HomeAssistant, entity_id: str) -> StreamSource:
    """Return the source's own stream address and the options that it states.

    Raises:
        NoAddressError: It says that there is none.
        SourceError: It does not say.
    """
    camera = _camera(hass, entity_id)
    with _asking_the_source():
        async with asyncio.timeout(_ADDRESS_SECONDS):
            url = await camera.stream_source()
        pictures = CameraEntityFeature.STREAM not in camera.supported_features
        options = {**camera.stream_options, "pictures_stream": pictures}
    if not url:
        raise NoAddressError
    return StreamSource(url, options)


class FollowedSource(Protocol):
    """Whoever follows a source camera through renames and absences."""

    @property
    def entity_id(self) -> str | None:
        """Its entity id at the moment; None while it has none."""

    @property
    def problem(self) -> Failure | None:
        """What keeps it away as far as Home Assistant knows."""


class SourceCamera:
    """One source camera, whatever its entity id is at the moment."""

    def __init__(self, hass: HomeAssistant, followed: FollowedSource) -> None:
        self._hass = hass
        self._followed = followed
        self._streamed: str | None = None
        self._kept = KeptPicture()

    @callback
    def begin_opening(self) -> None:
        """Note, where its integration keeps pictures, which one is there while more becomes visible."""
        self._kept = KeptPicture()
        with suppress(SourceError):
            if self._keeps_pictures():
                self._kept.note(self._hass, self._async_whole_still)

    def traits(self) -> SourceTraits | None:
        """Return what it can do now, or None while there is no source."""
        try:
            return source_traits(self._hass, self._entity_id())
        except SourceError:
            return None

    def problem(self) -> Failure | None:
        """Return what keeps it away, as far as Home Assistant knows or it tells itself; or None.

        Only one that says so is switched off; one that fails to say is not, nor does it answer.
        """
        if (problem := self._followed.problem) is not None:
            return problem
        if self.traits() is not None:
            return None
        return Failure.SWITCHED_OFF if self._says_off() else Failure.UNREACHABLE

    async def async_stream(self) -> StreamSource:
        """Return its address.

        Raises:
            NoAddressError: It says that there is none.
            SourceError: It does not say; nor is it believed that there is none where there was one.
        """
        entity_id = self._entity_id()
        try:
            source = await async_stream_source(self._hass, entity_id)
        except NoAddressError:
            # Some integrations have none only while they are not connected.
            traits = self.traits()
            if self._streamed == entity_id and traits is not None and traits.streams:
                raise SourceError from None
            raise
        self._streamed = entity_id
        return source

    async def async_has_stream(self) -> bool:
        """Return whether there is an address now."""
        try:
            await self.async_stream()
        except SourceError:
            return False
        return True

    async def async_stills_from_stream(self, *, if_possible: bool) -> bool:
        """Return whether stills have to be made of its stream; or whether they can be.

        Raises:
            SourceError: It is not known whether they can be.
        """
        traits = self.traits()
        away = self._says_unavailable()
        if traits is None:
            if if_possible:
                raise SourceError(Failure.UNAVAILABLE if away else Failure.UNREACHABLE)
            return False
        if traits.stills_from_stream:
            return True
        streams = traits.streams or traits.pictures_stream
        if not (streams and (if_possible or away)):
            return False
        try:
            await self.async_stream()
        except NoAddressError:
            return False
        except SourceError:
            # Its own still may be of another shape than the stream on which zones were drawn.
            if if_possible:
                raise
            return False
        return True

    async def async_picture(
        self,
        size: tuple[int | None, int | None],
        still_of_stream: Callable[[], Awaitable[RawFrame]],
        *,
        from_stream: bool,
        is_wanted: Callable[[], bool],
    ) -> RawFrame:
        """Return its picture: its own still, or one that is made of its stream.

        Args:
            size: How large it will be shown, if that is known.
            still_of_stream: Makes one of the stream.
            from_stream: Prefer the stream.
            is_wanted: Once it returns False, nothing more is begun with the camera.

        Raises:
            SourceError: There is none, or it is not wanted any more.
        """
        from_stream = await self.async_stills_from_stream(if_possible=from_stream)
        raw: RawFrame | None = None
        if is_wanted():
            still = still_of_stream() if from_stream else self.async_still(*size)
            raw = await still
        if raw is None or not is_wanted():
            raise SourceError(Failure.ENDED)
        return raw

    async def async_still(self, width: int | None, height: int | None) -> RawFrame:
        """Return its own still, but none that may be of before the camera was opened.

        Raises:
            SourceError: There is none.
        """
        if self._says_unavailable():
            # Many integrations would give the last picture that they had.
            raise SourceError(Failure.UNAVAILABLE)
        if not self._keeps_pictures():
            return await async_fetch_still(self._hass, self._entity_id(), width, height)
        kept = self._kept
        raw = await kept.async_new(self._async_whole_still)
        if kept is not self._kept:
            raise SourceError(Failure.ENDED)
        return raw

    def _keeps_pictures(self) -> bool:
        camera = _camera(self._hass, self._entity_id())
        with _asking_the_source():
            return keeps_pictures(camera)

    async def _async_whole_still(self) -> RawFrame:
        """Return its own still, whose bytes do not depend on who asks. Raises SourceError."""
        return await async_fetch_still(self._hass, self._entity_id(), None, None)

    def _says_unavailable(self) -> bool:
        state = self._hass.states.get(self._entity_id())
        return state is not None and state.state == STATE_UNAVAILABLE

    def _says_off(self) -> bool:
        component = self._hass.data.get(DATA_COMPONENT)
        camera = component.get_entity(self._entity_id()) if component else None
        if camera is None:
            return False
        try:
            with _asking_the_source():
                return not unsealed(camera).is_on
        except SourceError:
            return False

    def _entity_id(self) -> str:
        entity_id = self._followed.entity_id
        if entity_id is None:
            raise SourceError
        return entity_id


@contextmanager
def _asking_the_source() -> Iterator[None]:
    """Let nothing out of the original's own code but a result, or `SourceError`."""
    with reading_foreign("the original camera") as read:
        yield
    if not read.done:
        raise SourceError from None


def _camera(hass: HomeAssistant, entity_id: str) -> Camera:
    """Return a camera as its integration made it: here alone the seal is passed by."""
    try:
        camera = unsealed(get_camera_from_entity_id(hass, entity_id))
        # A sealed camera is asked also where the original fails to say whether it is on.
        is_on = camera.is_on
    except Exception:  # noqa: BLE001 (whether it is on, its integration says)
        raise SourceError from None
    if not is_on:
        raise SourceError
    return camera
