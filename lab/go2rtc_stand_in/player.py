"""One WebRTC player: its peer connection, and what it is given."""

import asyncio

from aiortc import (
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.sdp import candidate_from_sdp

from lab.go2rtc_stand_in.source import Source, Track

# On a busy machine the two find each other late.
CONNECT_SECONDS = 120.0


class Player:
    """Watches a source from its offer on, until its peer connection ends."""

    def __init__(self, source: Source) -> None:
        """Say what is watched."""
        self._source = source
        self._tracks: list[Track] = []
        self._peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.ended = asyncio.Event()
        self._peer.on("connectionstatechange", self._connection_changed)

    async def answer(self, offer: str) -> str:
        """Return the answer to an offer, both in SDP. Raises TimeoutError where the source is silent."""
        wanted = {kind for kind in ("video", "audio") if f"m={kind} " in offer}
        self._tracks = await self._source.join(wanted)
        for track in self._tracks:
            self._peer.addTrack(track)
        for transceiver in self._peer.getTransceivers():
            if transceiver.kind == "video":
                # Pictures are passed on as they come.
                known = RTCRtpSender.getCapabilities("video").codecs
                transceiver.setCodecPreferences(
                    [codec for codec in known if codec.mimeType == "video/H264"]
                )
        await self._peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await self._peer.setLocalDescription(await self._peer.createAnswer())
        return self._peer.localDescription.sdp

    async def add_candidate(self, line: str) -> None:
        """Take a network address of the player."""
        if line:
            candidate = candidate_from_sdp(line.removeprefix("candidate:"))
            candidate.sdpMid, candidate.sdpMLineIndex = "0", 0
            await self._peer.addIceCandidate(candidate)

    async def until_ended(self) -> None:
        """Wait until the player has left, or never came."""
        try:
            async with asyncio.timeout(CONNECT_SECONDS) as waiting:
                while not self.ended.is_set():
                    if self._peer.connectionState == "connected":
                        waiting.reschedule(None)
                    await asyncio.sleep(0.05)
        except TimeoutError:
            pass
        finally:
            await self.close()

    async def close(self) -> None:
        """End it."""
        self._source.leave(self._tracks)
        await self._peer.close()

    def _connection_changed(self) -> None:
        if self._peer.connectionState in {"closed", "failed"}:
            self.ended.set()
