"""Checks whether a camera shows its stream without a login (RTSP).

`DESCRIBE` and not `OPTIONS`: the latter is answered to everybody, by careful cameras too.
"""

from ...core.audit.probe import ProbeId, ProbeOutcome, ProbeResult
from .connection import AGENT, CouldNotCheckError
from .session import ProbeSession
from .target import Endpoint


async def async_probe_rtsp(visit: ProbeSession, endpoint: Endpoint) -> ProbeOutcome:
    """Return whether the stream is described without a login; raises CouldNotCheckError."""
    url = f"{endpoint.scheme}://{endpoint.authority}{endpoint.path}"
    request = (
        f"DESCRIBE {url} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: {AGENT}\r\n"
        "Accept: application/sdp\r\n\r\n"
    )
    async with visit.async_converse(endpoint) as conversation:
        head = await conversation.ask(request.encode())
        if head.status in {401, 403}:
            result = ProbeResult.FINE
        elif (
            head.status == 200
            and "content-length" in head.headers
            and b"m=" in await conversation.body(head)
        ):
            result = ProbeResult.WEAK
        else:
            raise CouldNotCheckError
    return ProbeOutcome(probe=ProbeId.RTSP_ANONYMOUS, result=result)
