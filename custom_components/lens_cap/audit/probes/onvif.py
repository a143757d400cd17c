"""Checks whether a camera reveals its settings without a login (ONVIF).

Asked are its profiles. The time of day, which ONVIF tells to everybody, proves nothing.
"""

from dataclasses import replace
import re
from typing import Final

from yarl import URL

from ...core.audit.probe import ProbeId, ProbeOutcome, ProbeResult
from .connection import CouldNotCheckError, request_to
from .session import ProbeSession
from .target import Endpoint

_ENVELOPE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>{}</s:Body></s:Envelope>'
)
_PROFILES: Final = '<GetProfiles xmlns="http://www.onvif.org/ver10/media/wsdl"/>'
_SERVICES: Final = (
    '<GetCapabilities xmlns="http://www.onvif.org/ver10/device/wsdl">'
    "<Category>Media</Category></GetCapabilities>"
)
_TOLD: Final = b"GetProfilesResponse"
_REFUSED: Final = re.compile(rb"NotAuthorized|FailedAuthentication|InvalidSecurity")
# Apart, since together they would look through a hostile answer once for each of its beginnings.
_MEDIA: Final = re.compile(rb"<(?:\w+:)?Media>")
_ADDRESS: Final = re.compile(rb"<(?:\w+:)?XAddr>([^<]+)<")


async def async_probe_onvif(visit: ProbeSession, endpoint: Endpoint) -> ProbeOutcome:
    """Return whether the profiles are told without a login; raises CouldNotCheckError.

    Most cameras answer at one address for all. For the others, the address of their media service is
    asked for; only its path counts, so that nobody sends us elsewhere.
    """
    result = await _async_profiles(visit, endpoint)
    if result is None:
        answer, _ = await _async_ask(visit, endpoint, _SERVICES)
        path = _path_of_media(answer)
        if path in {"", endpoint.path}:
            raise CouldNotCheckError
        result = await _async_profiles(visit, replace(endpoint, path=path))
    if result is None:
        raise CouldNotCheckError
    return ProbeOutcome(probe=ProbeId.ONVIF_ANONYMOUS, result=result)


def _path_of_media(answer: bytes) -> str:
    media = _MEDIA.search(answer)
    found = _ADDRESS.search(answer, media.end()) if media else None
    return URL(found[1].decode("latin-1").strip()).raw_path if found else ""


async def _async_profiles(
    visit: ProbeSession, endpoint: Endpoint
) -> ProbeResult | None:
    answer, status = await _async_ask(visit, endpoint, _PROFILES)
    if status == 200 and _TOLD in answer:
        return ProbeResult.WEAK
    if status in {401, 403} or _REFUSED.search(answer):
        return ProbeResult.FINE
    return None


async def _async_ask(
    visit: ProbeSession, endpoint: Endpoint, question: str
) -> tuple[bytes, int]:
    request = request_to(
        endpoint,
        method="POST",
        body=_ENVELOPE.format(question).encode(),
        Content_Type="application/soap+xml; charset=utf-8",
    )
    async with visit.async_converse(endpoint) as conversation:
        head = await conversation.ask(request)
        if head.status in {401, 403}:
            return b"", head.status
        return await conversation.body(head), head.status
