"""When pictures have come by RTP, which is before they are seen: a player decodes one once the next begins."""

import asyncio
from typing import Final

from aiortc import RTCRtpReceiver
from aiortc.rtp import RtpPacket

_PICTURES: Final = 2


class RtpArrivals:
    """Notes when the last packet of the newest two pictures came, on the loop's clock."""

    def __init__(self, receiver: RTCRtpReceiver) -> None:
        """Listen to what a receiver is given; nothing public of aiortc tells it."""
        self._arrived: dict[int, float] = {}
        self._handle = receiver._handle_rtp_packet  # noqa: SLF001
        receiver._handle_rtp_packet = self._take  # type: ignore[method-assign] # noqa: SLF001

    def before_newest(self) -> float | None:
        """Return when the picture before the newest had come: the one that is decoded now."""
        return next(iter(self._arrived.values()), None)

    async def _take(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        if len(self._arrived) == _PICTURES and packet.timestamp not in self._arrived:
            del self._arrived[next(iter(self._arrived))]
        self._arrived[packet.timestamp] = asyncio.get_running_loop().time()
        await self._handle(packet, arrival_time_ms=arrival_time_ms)
