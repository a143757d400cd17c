"""The only door of one camera: asks the decision, fetches, asks again, and cuts."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import ExitStack, aclosing
import secrets

from aiohttp import web

from homeassistant.core import HomeAssistant, callback

from ..core.coverage import Cover
from ..core.failure import Failure
from ..core.ids import CameraId
from ..core.privacy.decide import STARTING_UP, Decision
from ..core.verdict import (
    Deliver,
    Door,
    Mask,
    Placeholder,
    Refuse,
    cover_under,
    verdict,
)
from ..core.zones import Zone
from ..exceptions import (
    CameraPrivateError,
    LiveEndedError,
    NoPictureError,
    NoStreamError,
    TooManyMaskedError,
)
from .audience import Audience, TellViewers
from .engine import MediaEngine
from .frames import GuardedFrame, SourceError
from .relay.viewers import Viewer, Wants, cutter
from .requester import Consumer, Requester
from .session import StreamSession
from .source import SourceCamera, SourceTraits
from .stills.jpeg import Stills
from .stills.mjpeg import async_serve_pictures, watch
from .stills.pump import StillPump


class CameraGuard:
    """Holds one camera's decision and everything that shows its picture.

    The decision is private until the coordinator says otherwise. `epoch` grows with every
    change of it that ends streams; whatever was begun in one epoch is not delivered in another.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        camera_id: CameraId,
        name: str,
        *,
        source_entity_id: Callable[[], str | None],
        engine: MediaEngine,
        on_viewers_changed: TellViewers,
    ) -> None:
        self._camera_id = camera_id
        self.name = name
        self.zones: tuple[Zone, ...] = ()
        self.source = SourceCamera(hass, source_entity_id)
        self._relay = engine.relay
        self.placeholder = GuardedFrame(engine.placeholder)
        self._decision = STARTING_UP
        self._cover: Cover | None = None
        self._token: str | None = None
        self._withdraw: Callable[[], Awaitable[None]] | None = None
        self.epoch = self.picture_epoch = 0
        self.source_problem: Callable[[], Failure | None] = lambda: None
        self.audience = Audience(lambda: self.connections, on_viewers_changed)
        self._session = StreamSession(
            hass,
            name,
            engine.library,
            self.source.async_stream,
            self.audience.changed,
            lambda: self.audio,
            engine.slots,
        )
        self.codec: Callable[[], str | None] = lambda: self._session.codec
        self.stills = Stills(engine.decoder, self.audience.changed)
        self._pump = StillPump(hass, name, self._next_picture, self.audience.changed)

    @property
    def decision(self) -> Decision:
        """Return the decision in force."""
        return self._decision

    @property
    def connections(self) -> int:
        """Return how many connections they have, as far as these lead through here."""
        return self._session.viewers + self._pump.viewers

    @property
    def worker_pid(self) -> int | None:
        """Return the id of the running worker process, or None."""
        return self._session.worker_pid

    @property
    def problem(self) -> Failure | None:
        """Return what keeps the source, or its stream, away; or None."""
        health = self._session.health
        return health.problem_besides(self.source_problem()) or self.stills.problem

    @property
    def audio(self) -> bool:
        """Return whether sound may pass now."""
        return self._cover is not None and self._decision.audio

    @property
    def relay_token(self) -> str | None:
        """Return the token that opens the relay now, or None while nothing may pass."""
        return self._token

    def traits(self) -> SourceTraits | None:
        """Return what the source can do, or None while there is no source."""
        return self.source.traits()

    def stream_address(self, consumer: Consumer = Consumer.OTHER) -> str | None:
        """Return the address of the guarded stream, or None while there is none to give."""
        if self._token is None or not self._session.covering.has_room:
            return None
        traits = self.traits()
        gives = traits is not None and traits.streams and self.codec() != "mjpeg"
        if not gives or self._session.health.hopeless:
            return None
        return self._relay.url(self._camera_id, self._token, consumer)

    def no_stream(self) -> NoStreamError | TooManyMaskedError:
        """Return the error for whoever wants a stream where there is none."""
        if self._session.covering.refuses():
            return TooManyMaskedError(self.name)
        native = bool((traits := self.traits()) and traits.native_webrtc)
        return NoStreamError(self.name, native_webrtc=native, problem=self.problem)

    def refusal(self) -> CameraPrivateError | None:
        """Return the error for whoever wants more than the placeholder, or None."""
        closed = CameraPrivateError(self.name, self._decision.reason)
        return closed if self._cover is None else None

    def set_withdraw(self, withdraw: Callable[[], Awaitable[None]] | None) -> None:
        """Name what takes back the streams that Home Assistant built on the address."""
        self._withdraw = withdraw

    @callback
    def apply(self, decision: Decision) -> bool:
        """Put a decision in force; return whether streams have to be taken back for it.

        What it ends has ended when this returns: the token is void, the worker killed or told to
        cover more, and every connection aborted. Sound begins and ends with a new stream; pictures
        go on. Where less is covered than before, all goes on.
        """
        before, was_audio = self._cover, self.audio
        self._decision = decision
        self._cover = cover = cover_under(decision, self.zones)
        new_sound = was_audio != self.audio
        less = cover is not None and before is not None and before.hides(cover)
        new_picture = cover != before and not less
        with ExitStack() as changes:  # each is done, whatever becomes of the others
            if cover is not None:
                changes.callback(self._session.set_cover, cover)
            if not new_picture and not new_sound:
                return False
            self.epoch += 1
            self.picture_epoch += new_picture
            self._token = None if cover is None else secrets.token_hex(32)
            if before is None:
                return False
            if new_picture:
                changes.callback(self._pump.cut)
                changes.callback(self.stills.cut)
            again = self._session.cut if cover is None else self._session.begin_anew
            if cover is None or new_sound:
                changes.callback(again)
            reason = self.refusal() or LiveEndedError(self.name)
            changes.callback(self.audience.sessions.cut, reason)
        return True

    async def async_withdraw(self) -> None:
        """Take back what was built on the address, and see the worker's end."""
        if self._withdraw is not None:
            await self._withdraw()
        await self._session.async_ended()
        await self._pump.async_ended()

    async def async_picture(
        self,
        door: Door,
        width: int | None = None,
        height: int | None = None,
        *,
        drawn_on: bool = False,
    ) -> GuardedFrame:
        """Return a picture that may be shown: the camera's, or the placeholder.

        Zones are drawn on the live picture as it is sent (`drawn_on`): the source's own still may differ
        in shape, and a picture is covered before it is turned.

        Raises:
            CameraPrivateError: The camera is private, and a placeholder would not do.
            NoPictureError: The source gave nothing that can be shown.
        """
        if (instead := self._instead_of_picture(door)) is not None:
            return instead
        epoch = self.picture_epoch
        try:
            raw = await self.source.async_picture(
                (width, height),
                self._session.async_still,
                from_stream=drawn_on or bool(self._cover),
                is_wanted=lambda: epoch == self.picture_epoch,
            )
            wanted = (width, height) if width and height else None
            content = await self.stills.async_jpeg(
                raw, self._cover, wanted, turned=not drawn_on
            )
        except SourceError as error:
            if epoch == self.picture_epoch:
                raise NoPictureError(self.name, error.code) from error
            content = b""
        if (instead := self._instead_of_picture(door)) is not None:
            return instead
        if epoch != self.picture_epoch:  # closed and opened again meanwhile
            raise NoPictureError(self.name)
        return GuardedFrame(content)

    def _instead_of_picture(self, door: Door) -> GuardedFrame | None:
        match verdict(self._decision, door, self.zones):
            case Placeholder():
                return self.placeholder
            case Refuse(reason=reason):
                raise CameraPrivateError(self.name, reason)
            case Deliver() | Mask():
                return None

    async def async_serve_pictures(
        self, request: web.Request, who: Requester, interval: float | None = None
    ) -> web.StreamResponse:
        """Answer a request for MJPEG, at an interval in seconds or as the source has pictures."""
        place = self.audience.places.taken(who.kind, cutter(request))
        pictures = self._pictures(request, who, interval)
        return await async_serve_pictures(request, pictures, place)

    async def _pictures(
        self, request: web.Request, who: Requester, interval: float | None
    ) -> AsyncGenerator[GuardedFrame]:
        traits = self.traits()
        abort = cutter(request)
        if self._token is None:
            yield self.placeholder
        if self._token is None or traits is None or abort is None:
            return
        epoch = self.epoch
        streams = (
            interval is None
            and (traits.pictures_stream or self.codec() == "mjpeg")
            and await self.source.async_has_stream()
        )
        if epoch != self.epoch:
            return
        if streams:
            seen = False
            self.audience.comes(who)
            viewer = self._session.join(Wants.PICTURES, abort)
            async with aclosing(watch(viewer, self._session.leave)) as pictures:
                async for picture in pictures:
                    seen = True
                    yield GuardedFrame(picture)
            if seen or epoch != self.epoch:
                return
        self.audience.comes(who)
        calm = self._pump.join(interval or traits.frame_interval, abort)
        async with aclosing(watch(calm, self._pump.leave)) as pictures:
            async for picture in pictures:
                yield GuardedFrame(picture)

    def join(
        self, wants: Wants, abort: Callable[[], None], consumer: Consumer
    ) -> Viewer:
        """Return a new viewer of the stream, for the relay."""
        return self.audience.connect(consumer, lambda: self._session.join(wants, abort))

    def expects(self, consumer: Consumer) -> bool:
        """Return whether players go on watching by a server, even while it is not connected."""
        return consumer is Consumer.WEBRTC and len(self.audience.sessions) > 0

    def leave(self, viewer: Viewer) -> None:
        """Take a viewer of the stream out."""
        self.audience.disconnected(viewer)
        self._session.leave(viewer)

    async def _next_picture(self) -> GuardedFrame:
        return await self.async_picture(Door.OTHER)
