"""The only door of one camera: asks the decision, fetches, asks again, and cuts."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
import secrets

from aiohttp import web

from homeassistant.core import HomeAssistant, callback

from ..core.camera import CameraId
from ..core.decide import STARTING_UP, Decision
from ..core.level import PrivacyLevel
from ..core.media import Deliver, Door, Placeholder, Refuse, verdict
from ..exceptions import CameraPrivateError, NoPictureError
from .connection import cutter
from .engine import MediaEngine
from .frames import GuardedFrame, RawFrame, SourceError, StreamSource
from .mjpeg import async_serve_pictures
from .pump import StillPump
from .session import StreamSession
from .source import SourceTraits, async_fetch_still, async_stream_source, source_traits
from .stills import is_whole_jpeg, to_jpeg
from .viewers import Viewer, Wants

type Withdraw = Callable[[], Awaitable[None]]


class CameraGuard:
    """Holds one camera's decision and everything that shows its picture.

    The decision is private until the coordinator says otherwise. `epoch` grows with every
    change of it; whatever was begun in one epoch is not delivered in another.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        camera_id: CameraId,
        name: str,
        *,
        source_entity_id: Callable[[], str | None],
        engine: MediaEngine,
        on_viewers_changed: Callable[[], None],
    ) -> None:
        """Take what the guard needs; `source_entity_id` returns the source's id of the moment."""
        self._hass = hass
        self._camera_id = camera_id
        self.name = name
        self._source_entity_id = source_entity_id
        self._relay = engine.relay
        self._placeholder = GuardedFrame(engine.placeholder)
        self._decision = STARTING_UP
        self._token: str | None = None
        self._withdraw: Withdraw | None = None
        self.epoch = 0
        self._session = StreamSession(
            hass, name, engine.library, self._open_source, on_viewers_changed
        )
        self._pump = StillPump(hass, name, self._next_picture, on_viewers_changed)

    @property
    def decision(self) -> Decision:
        """Return the decision in force."""
        return self._decision

    @property
    def viewers(self) -> int:
        """Return how many watch live."""
        return self._session.viewers + self._pump.viewers

    @property
    def worker_pid(self) -> int | None:
        """Return the id of the running worker process, or None."""
        return self._session.worker_pid

    @property
    def problem(self) -> str | None:
        """Return the code of what keeps the source's stream away, or None."""
        return self._session.problem

    @property
    def relay_token(self) -> str | None:
        """Return the token that opens the relay now, or None while nothing may pass."""
        return self._token

    def traits(self) -> SourceTraits | None:
        """Return what the source can do, or None while there is no source."""
        try:
            return source_traits(self._hass, self._entity_id())
        except SourceError:
            return None

    def stream_address(self) -> str | None:
        """Return the address of the guarded stream, or None while there is none to give."""
        if self._token is None:
            return None
        traits = self.traits()
        if traits is None or not traits.streams:
            return None
        return self._relay.url(self._camera_id, self._token)

    def refusal(self) -> CameraPrivateError | None:
        """Return the error for whoever wants more than the placeholder, or None."""
        match verdict(self._decision, Door.OTHER):
            case Refuse(reason=reason):
                return CameraPrivateError(self.name, reason)
            case _:
                return None

    def set_withdraw(self, withdraw: Withdraw | None) -> None:
        """Name what takes back the streams that Home Assistant built on the address."""
        self._withdraw = withdraw

    @callback
    def apply(self, decision: Decision) -> bool:
        """Put a decision in force; return whether it closed an open camera.

        Closing takes effect before this returns: the token is void, the worker killed, and
        every connection aborted.
        """
        was_open = self._decision.level is PrivacyLevel.OPEN
        is_open = decision.level is PrivacyLevel.OPEN
        self._decision = decision
        if was_open == is_open:
            return False
        self.epoch += 1
        self._token = secrets.token_hex(32) if is_open else None
        if was_open:
            try:
                self._session.cut()
            finally:
                self._pump.cut()
        return was_open

    async def async_withdraw(self) -> None:
        """Take back what was built on the address, and see the worker's end."""
        if self._withdraw is not None:
            await self._withdraw()
        await self._session.async_ended()
        await self._pump.async_ended()

    async def async_picture(
        self, door: Door, width: int | None = None, height: int | None = None
    ) -> GuardedFrame:
        """Return a picture that may be shown: the camera's, or the placeholder.

        Raises:
            CameraPrivateError: The camera is private, and a placeholder would not do.
            NoPictureError: The source gave nothing that can be shown.
        """
        if (instead := self._instead_of_picture(door)) is not None:
            return instead
        epoch = self.epoch
        try:
            raw = await self._fetch_still(width, height)
            content = raw.content
            if not is_whole_jpeg(content):
                content = await self._hass.async_add_executor_job(to_jpeg, raw)
        except SourceError as error:
            if epoch == self.epoch:
                raise NoPictureError(self.name) from error
            content = b""
        if (instead := self._instead_of_picture(door)) is not None:
            return instead
        if epoch != self.epoch:  # closed and opened again meanwhile
            raise NoPictureError(self.name)
        return GuardedFrame(content)

    def _instead_of_picture(self, door: Door) -> GuardedFrame | None:
        match verdict(self._decision, door):
            case Placeholder():
                return self._placeholder
            case Refuse(reason=reason):
                raise CameraPrivateError(self.name, reason)
            case Deliver():
                return None

    async def async_serve_pictures(
        self, request: web.Request, interval: float | None = None
    ) -> web.StreamResponse:
        """Answer a request for MJPEG; while private, with the placeholder.

        Args:
            request: Whose connection is cut when the camera closes.
            interval: Seconds between pictures; None for as often as the source has new ones.
        """
        return await async_serve_pictures(request, self._pictures(request, interval))

    async def _pictures(
        self, request: web.Request, interval: float | None
    ) -> AsyncGenerator[GuardedFrame]:
        traits = self.traits()
        if self._token is None:
            yield self._placeholder
            return
        abort = cutter(request)
        if traits is None or abort is None:
            return
        epoch = self.epoch
        if interval is None and traits.pictures_stream and await self._has_address():
            if epoch != self.epoch:
                return
            seen = False
            viewer = self._session.join(Wants.PICTURES, abort)
            async with aclosing(
                self._watch(viewer, lambda: self._session.leave(viewer))
            ) as pictures:
                async for picture in pictures:
                    seen = True
                    yield picture
            if seen or epoch != self.epoch:
                return
        calm = self._pump.join(interval or traits.frame_interval, abort)
        async with aclosing(
            self._watch(calm, lambda: self._pump.leave(calm))
        ) as pictures:
            async for picture in pictures:
                yield picture

    async def _watch(
        self, viewer: Viewer, leave: Callable[[], None]
    ) -> AsyncGenerator[GuardedFrame]:
        """Yield a viewer's pictures; no moment lies between taking one and handing it on."""
        try:
            while (content := await viewer.next()) is not None:
                if is_whole_jpeg(content):
                    yield GuardedFrame(content)
        finally:
            leave()

    def join(self, wants: Wants, abort: Callable[[], None]) -> Viewer:
        """Return a new viewer of the stream, for the relay."""
        return self._session.join(wants, abort)

    def leave(self, viewer: Viewer) -> None:
        """Take a viewer of the stream out."""
        self._session.leave(viewer)

    def _entity_id(self) -> str:
        entity_id = self._source_entity_id()
        if entity_id is None:
            raise SourceError
        return entity_id

    async def _has_address(self) -> bool:
        try:
            await self._open_source()
        except SourceError:
            return False
        return True

    async def _open_source(self) -> StreamSource:
        return await async_stream_source(self._hass, self._entity_id())

    async def _fetch_still(
        self, width: int | None = None, height: int | None = None
    ) -> RawFrame:
        """Return a still: the source's own, or our worker's where core would open the stream."""
        entity_id = self._entity_id()
        if source_traits(self._hass, entity_id).stills_from_stream:
            return await self._session.async_still()
        return await async_fetch_still(self._hass, entity_id, width, height)

    async def _next_picture(self) -> GuardedFrame:
        return await self.async_picture(Door.OTHER)
