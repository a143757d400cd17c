"""Watches a camera by WebRTC through Home Assistant, as its frontend's player does."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, override

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
import numpy as np
from numpy.typing import NDArray

from lab.go2rtc_stand_in.addresses import use_loopback
from lab.home_client import HomeClient, HomeError
from lab.picture import Look, image_of, pitch_of, read
from lab.rtp_arrivals import RtpArrivals
from lab.viewers import Seen, Viewer


@dataclass(frozen=True, kw_only=True)
class Told:
    """An error that the player was told of, and when on the loop's clock."""

    at: float
    code: str
    message: str


class WebRtcViewer(Viewer):
    """Watches until told of an error; a stubborn one goes on, as other players than the frontend's might."""

    def __init__(
        self,
        client: HomeClient,
        entity_id: str,
        *,
        stubborn: bool = False,
        look: Look = read,
    ) -> None:
        """Say who watches what, and how closely."""
        super().__init__(client, entity_id)
        use_loopback()
        self._stubborn = stubborn
        self._look = look
        self._sound: list[NDArray[np.int16]] = []
        self._rate = 1
        self._news = asyncio.Event()
        self._arrivals: RtpArrivals | None = None
        self._readers: list[asyncio.Task[None]] = []
        self.seen: list[Seen] = []
        self.heard = 0
        self.answers = 0
        self.session_id = ""
        self.told: Told | None = None
        self.refusal = ""
        self._connection = "new"

    @override
    def __repr__(self) -> str:
        """Say how far it came, for whoever saw nothing."""
        readings = {one.reading for one in self.seen if one.reading}
        return (
            f"{self._connection}, {self.answers} answers, {len(self.seen)} pictures, {len(readings)} of them "
            f"of a camera; told: {self.told}; refused: {self.refusal or None}"
        )

    async def until_moving(self, frames: int, seconds: float) -> bool:
        """Wait for some different frames of a camera; return whether they came in time."""
        return await self._until(
            lambda: len({s.reading for s in self.seen if s.reading}) >= frames, seconds
        )

    async def until_heard(self, frames: int, seconds: float) -> bool:
        """Wait for some sound; return whether it came in time."""
        return await self._until(lambda: self.heard >= frames, seconds)

    @property
    def tone(self) -> float | None:
        """Return the pitch in Hz of what was heard last, or None where there was silence."""
        return pitch_of(self._sound, self._rate)

    async def until_told(self, seconds: float) -> bool:
        """Wait for an error; return whether it came in time."""
        return await self._until(lambda: self.told is not None, seconds)

    def first_calm(self, since: float) -> float | None:
        """Return when the first picture of no camera came since a moment on the loop's clock."""
        calm = (one.at for one in self.seen if one.reading is None and one.at > since)
        return next(calm, None)

    async def until_calm(self, since: float, seconds: float) -> bool:
        """Wait for such a picture; return whether it came in time."""
        return await self._until(lambda: self.first_calm(since) is not None, seconds)

    @property
    def _over(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.refusal) or (self.told is not None and not self._stubborn)

    async def _until(self, condition: Any, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not condition() and not self._over:
                    self._news.clear()
                    await self._news.wait()
        return bool(condition())

    @override
    async def _watch(self) -> None:
        peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        peer.on("track", self._take_track)
        peer.on("connectionstatechange", lambda: self._note(peer))
        try:
            video = peer.addTransceiver("video", direction="recvonly")
            peer.addTransceiver("audio", direction="recvonly")
            self._arrivals = RtpArrivals(video.receiver)
            await peer.setLocalDescription(await peer.createOffer())
            async with self.client.subscribe(
                "camera/webrtc/offer",
                entity_id=self.entity_id,
                offer=peer.localDescription.sdp,
            ) as events:
                while self.told is None or self._stubborn:
                    await self._take(await events.get(), peer)
        except HomeError as error:
            self.refusal = str(error)
        finally:
            for reader in self._readers:
                reader.cancel()
            await peer.close()
            self._news.set()

    async def _take(self, event: dict[str, Any], peer: RTCPeerConnection) -> None:
        match event["type"]:
            case "session":
                self.session_id = event["session_id"]
            case "answer":
                self.answers += 1
                answer = RTCSessionDescription(event["answer"], "answer")
                await peer.setRemoteDescription(answer)
            case "error":
                self.told = Told(
                    at=asyncio.get_running_loop().time(),
                    code=event["code"],
                    message=event["message"],
                )
            case _:  # candidates are in the answer
                pass
        self._news.set()

    def _note(self, peer: RTCPeerConnection) -> None:
        self._connection = peer.connectionState

    def _take_track(self, track: MediaStreamTrack) -> None:
        self._readers.append(asyncio.create_task(self._read(track)))

    async def _read(self, track: MediaStreamTrack) -> None:
        with suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, VideoFrame):
                    at = asyncio.get_running_loop().time()
                    reading = self._look(image_of(frame))
                    arrived = self._arrivals.before_newest() if self._arrivals else None
                    self.seen.append(Seen(at=at, reading=reading, arrived=arrived))
                elif isinstance(frame, AudioFrame):
                    self._hear(frame)
                self._news.set()

    def _hear(self, frame: AudioFrame) -> None:
        """Keep one channel; its samples lie side by side with those of the other."""
        self.heard += 1
        self._rate = frame.sample_rate
        samples = frame.to_ndarray().ravel().astype(np.int16)
        self._sound.append(samples[:: frame.layout.nb_channels])
