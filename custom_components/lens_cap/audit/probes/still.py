"""Checks whether a camera shows a still without a login."""

from typing import Final

from ...core.audit.probe import ProbeId, ProbeOutcome, ProbeResult
from .connection import Connection, CouldNotCheckError, Head, request_to
from .session import ProbeSession
from .target import Endpoint

# How JPEG, PNG, GIF and WebP begin; a few bytes suffice, nobody looks at the picture.
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_MOVING: Final = "multipart/x-mixed-replace"


async def async_probe_still(visit: ProbeSession, endpoint: Endpoint) -> ProbeOutcome:
    """Return whether a picture comes without a login; raises CouldNotCheckError."""
    async with visit.async_converse(endpoint) as conversation:
        head = await conversation.ask(request_to(endpoint))
        if head.status in {401, 403}:
            result = ProbeResult.FINE
        elif head.status == 200 and await _is_picture(conversation, head):
            result = ProbeResult.WEAK
        else:
            raise CouldNotCheckError
    return ProbeOutcome(probe=ProbeId.STILL_ANONYMOUS, result=result)


async def _is_picture(conversation: Connection, head: Head) -> bool:
    if head.content_type == _MOVING:
        return True
    return (await conversation.body(head, 4)).startswith(_PICTURES)
