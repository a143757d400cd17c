"""The only way to one camera's picture: asks the decision, fetches, asks again, and cuts."""

from collections.abc import AsyncGenerator
from contextlib import ExitStack, aclosing
from typing import override

from aiohttp import web

from homeassistant.core import HomeAssistant, callback

from ..core.failure import Failure
from ..core.privacy.decide import Decision
from ..core.settings.camera import CameraConfig
from ..core.verdict import Deliver, Door, Mask, Placeholder, Refuse, verdict
from ..exceptions import (
    CameraPrivateError,
    LiveEndedError,
    NoPictureError,
    NoStreamError,
    TooManyMaskedError,
)
from .attached import AttachedEntity
from .audience import EndSession, TellViewers, WebRtcSession
from .enforcement import EnforcedDecision
from .engine import MediaEngine
from .frames import GuardedFrame, SourceError
from .live_viewers import LiveViewers
from .picture_checker import PictureChecker
from .relay.viewers import cutter
from .requester import Consumer, Requester
from .source import FollowedSource, SourceCamera, SourceTraits
from .stills.stills import Stills
from .stills.worded_placeholder import PlaceholderSource
from .worker_supervisor import WorkerInputs


class CameraGuard(LiveViewers):
    """Holds one camera's decision and everything that shows its picture.

    The decision is private until the coordinator says otherwise; entities ask here, and nowhere behind.
    `on_viewers_changed` is called when somebody comes or goes, and when the source's problem changes.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        config: CameraConfig,
        *,
        source: FollowedSource,
        engine: MediaEngine,
        on_viewers_changed: TellViewers,
    ) -> None:
        self._camera_id = config.camera_id
        self.configure(config)
        self._source = SourceCamera(hass, source)
        self.checker = PictureChecker(self._source, engine.library, engine.decoder)
        self._relay = engine.relay
        self.placeholder = GuardedFrame(engine.placeholder)
        self._enforced = EnforcedDecision(self._source.begin_opening)
        self._entity: AttachedEntity | None = None
        inputs = WorkerInputs(
            name=config.name,
            library=engine.library,
            source=self._source,
            permission=self._enforced,
            slots=engine.slots,
        )
        shown = PlaceholderSource(hass, self)
        super().__init__(hass, inputs, self._next_picture, on_viewers_changed, shown)
        self._streamed = False
        self._stills = Stills(engine.decoder, self.source_changed)

    def configure(self, config: CameraConfig) -> None:
        """Take over changed settings; zones count with the next decision."""
        self.name = config.name
        self.zones = config.zones

    def attach(self, entity: AttachedEntity) -> None:
        """Take the entity that shows what passes here."""
        self._entity = entity

    def detach(self) -> None:
        """Forget the entity: it is being removed."""
        self._entity = None

    @property
    def decision(self) -> Decision:
        """The decision in force."""
        return self._enforced.decision

    @property
    def epoch(self) -> int:
        """What grows with every change that ends streams."""
        return self._enforced.epoch

    @property
    def picture_epoch(self) -> int:
        """What grows with every such change that is about the picture."""
        return self._enforced.picture_epoch

    @property
    def audio(self) -> bool:
        """Whether sound may pass now."""
        return self._enforced.audio

    @property
    @override
    def closed(self) -> bool:
        """Whether nothing of the camera may pass now."""
        return self._enforced.cover is None

    @property
    def relay_token(self) -> str | None:
        """The token that opens the relay for the camera now; None while nothing of it may pass."""
        return self._enforced.token

    def relay_tokens(self, consumer: Consumer) -> tuple[str, ...]:
        """Return what opens the relay now; a server whose players go on keeps its address."""
        return self._enforced.tokens(going_on=self.expects(consumer))

    @callback
    @override
    def begin_session(
        self, session_id: str, who: Requester, end: EndSession
    ) -> WebRtcSession:
        """Return a new WebRTC session; with the first one, older addresses are void."""
        if not self._audience.sessions:
            self._enforced.begin_viewing()
        return super().begin_session(session_id, who, end)

    @property
    def problem(self) -> Failure | None:
        """What keeps the source, or its stream, away."""
        health = self._session.health
        return health.problem_besides(self._source.problem()) or self._stills.problem

    @property
    def streams(self) -> bool:
        """Whether the source has a stream that can be passed on; single pictures are shown as such.

        While the camera is private, or the source away, that stays: cards and bridges would rebuild all.
        """
        traits = self.traits()
        if traits is not None and (traits.streams or not self.closed):
            self._streamed = traits.streams and self.codec != "mjpeg"
        return self._streamed

    def traits(self) -> SourceTraits | None:
        """Return what the source can do, or None while there is no source."""
        return self._source.traits()

    def stream_address(self, consumer: Consumer = Consumer.OTHER) -> str | None:
        """Return the address of the guarded stream, or None while there is none to give."""
        gives = self.closed or (self.traits() and self._session.is_promising)
        if not (self.streams and gives):
            return None
        token, *_ = self.relay_tokens(consumer)
        return self._relay.url(self._camera_id, token, consumer)

    def no_stream(self) -> NoStreamError | TooManyMaskedError:
        """Return the error for whoever wants a stream where there is none."""
        if self._session.covering.refuses():
            return TooManyMaskedError(self.name)
        native = bool((traits := self.traits()) and traits.native_webrtc)
        return NoStreamError(self.name, native_webrtc=native, problem=self.problem)

    def refusal(self) -> CameraPrivateError | None:
        """Return the error for whoever wants more than the placeholder, or None."""
        private = CameraPrivateError(self.name, self.decision.reason)
        return private if self.closed else None

    @callback
    def apply(self, decision: Decision) -> bool:
        """Put a decision in force; return whether streams have to be taken back for it.

        What it ends has ended when this returns: the token is void, the worker killed or told to cover
        more, every connection aborted. A new stream begins and ends sound; less cover ends nothing.
        """
        before = self.decision
        change = self._enforced.replace(decision, self.zones)
        cover = self._enforced.cover
        with ExitStack() as changes:  # each is done, whatever becomes of the others
            if cover is not None:
                changes.callback(self._session.set_cover, cover)
            if change.was_closed:
                # What the placeholder says may be another thing now.
                again = cover is not None or before.next_change != decision.next_change
                if again:
                    changes.callback(self._end_placeholder)
                return again
            if not change.ends_streams:
                return False
            if change.picture:
                changes.callback(self._pump.cut)
                changes.callback(self._stills.cut)
            if (refusal := self.refusal()) is not None:
                changes.callback(self._begin_placeholder, refusal, sound=change.audio)
                return True
            if change.audio:
                changes.callback(self._session.begin_anew)
            changes.callback(self._audience.sessions.cut, LiveEndedError(self.name))
        return True

    async def async_withdraw(self) -> None:
        """Take back what was built on the address, and wait for the worker's end."""
        if self._entity is not None:
            await self._entity.async_withdraw_stream()
        await self._async_ended()

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
            raw = await self._source.async_picture(
                (width, height),
                self._session.async_still,
                from_stream=drawn_on or bool(self._enforced.cover),
                is_wanted=lambda: epoch == self.picture_epoch,
            )
            entity = None if drawn_on else self._entity
            orientation = 1 if entity is None else entity.orientation
            wanted = (width, height) if width and height else None
            content = await self._stills.async_jpeg(
                raw, self._enforced.cover, wanted, orientation
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
        match verdict(self.decision, door, self.zones):
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
        pictures = self._pictures(request, who, interval)
        return await self._async_serve(request, who, pictures)

    async def _pictures(
        self, request: web.Request, who: Requester, interval: float | None
    ) -> AsyncGenerator[GuardedFrame]:
        traits, abort = self.traits(), cutter(request)
        if self.relay_token is None:
            yield self.placeholder
        if self.relay_token is None or traits is None or abort is None:
            return
        epoch = self.epoch
        streams = (
            interval is None
            and (traits.pictures_stream or self.codec == "mjpeg")
            and await self._source.async_has_stream()
        )
        if epoch != self.epoch:
            return
        if streams:
            seen = False
            async with aclosing(self._watch_stream(who, abort)) as pictures:
                async for picture in pictures:
                    seen = True
                    yield GuardedFrame(picture)
            if seen or epoch != self.epoch:
                return
        pause = interval or traits.frame_interval
        async with aclosing(self._watch_stills(who, pause, abort)) as pictures:
            async for picture in pictures:
                yield GuardedFrame(picture)

    async def _next_picture(self) -> GuardedFrame:
        return await self.async_picture(Door.OTHER)
