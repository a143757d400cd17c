"""All probes of one camera."""

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from typing import Final

from homeassistant.core import HomeAssistant

from ...core.audit.probe import ProbeId, ProbeOutcome, ProbeResult
from ...ha.foreign import reading_foreign
from .connection import CouldNotCheckError
from .onvif import async_probe_onvif
from .rtsp import async_probe_rtsp
from .session import Ask, ProbeSession
from .still import async_probe_still
from .target import Endpoint, ProbeTarget
from .tls import async_probe_tls
from .upnp import Routers

_ASK: Final[Mapping[ProbeId, Ask]] = {
    ProbeId.RTSP_ANONYMOUS: async_probe_rtsp,
    ProbeId.STILL_ANONYMOUS: async_probe_still,
    ProbeId.ONVIF_ANONYMOUS: async_probe_onvif,
    ProbeId.TLS: async_probe_tls,
}


async def async_probe(
    hass: HomeAssistant, target: ProbeTarget
) -> Mapping[ProbeId, ProbeOutcome]:
    """Return what every probe tells about one camera, without a login and in a few seconds.

    Never raises for what hosts do: a probe that learns nothing is `COULD_NOT_CHECK`, one that has
    nothing to ask `NOT_RUN`.
    """
    visit = ProbeSession(hass)
    return await async_probe_during(visit, Routers(visit), target)


async def async_probe_during(
    visit: ProbeSession, routers: Routers, target: ProbeTarget
) -> Mapping[ProbeId, ProbeOutcome]:
    """Do the same as `async_probe`, as one of several cameras of a visit."""
    outcomes = await asyncio.gather(
        *(_async_outcome(visit, routers, target, probe) for probe in ProbeId)
    )
    return {outcome.probe: outcome for outcome in outcomes}


async def _async_outcome(
    visit: ProbeSession, routers: Routers, target: ProbeTarget, probe: ProbeId
) -> ProbeOutcome:
    if probe in target.unaskable:
        return ProbeOutcome(probe=probe, result=ProbeResult.COULD_NOT_CHECK)
    asking: Awaitable[ProbeOutcome] | None = None
    if probe is ProbeId.UPNP_MAPPING:
        asking = routers.async_probe(target) if target.hosts else None
    elif (endpoint := _endpoint(target, probe)) is not None:
        asking = visit.async_outcome(_ASK[probe], endpoint)
    if asking is None:
        return ProbeOutcome(probe=probe, result=ProbeResult.NOT_RUN)
    with reading_foreign("what a probe was told"), suppress(CouldNotCheckError):
        return await asking
    return ProbeOutcome(probe=probe, result=ProbeResult.COULD_NOT_CHECK)


def _endpoint(target: ProbeTarget, probe: ProbeId) -> Endpoint | None:
    match probe:
        case ProbeId.RTSP_ANONYMOUS:
            return target.rtsp
        case ProbeId.STILL_ANONYMOUS:
            return target.still
        case ProbeId.ONVIF_ANONYMOUS:
            return target.onvif
        case ProbeId.TLS:
            return target.tls
        case ProbeId.UPNP_MAPPING:
            return None
