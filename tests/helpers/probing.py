"""Runs single probes against addresses, with short words for targets and results."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from custom_components.lens_cap.audit.probes.probe import async_probe
from custom_components.lens_cap.audit.probes.target import (
    Endpoint,
    ProbeTarget,
    async_targets,
)
from custom_components.lens_cap.core.audit.probe import (
    ProbeId,
    ProbeOutcome,
    ProbeResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

HOST = "127.0.0.1"
WEAK = ProbeResult.WEAK
FINE = ProbeResult.FINE
COULD_NOT_CHECK = ProbeResult.COULD_NOT_CHECK
NOT_RUN = ProbeResult.NOT_RUN

_FIELDS = {
    ProbeId.RTSP_ANONYMOUS: "rtsp",
    ProbeId.STILL_ANONYMOUS: "still",
    ProbeId.ONVIF_ANONYMOUS: "onvif",
    ProbeId.TLS: "tls",
}


def endpoint(url: str) -> Endpoint:
    """Return where a URL leads."""
    one = URL(url)
    return Endpoint(
        scheme=one.scheme,
        host=one.host or "",
        port=one.explicit_port or 0,
        path=one.raw_path_qs,
    )


def target(probe: ProbeId, url: str) -> ProbeTarget:
    """Return a target with one endpoint."""
    wanted: dict[str, Any] = {_FIELDS[probe]: endpoint(url)}
    return ProbeTarget(**wanted)


async def probe_with(hass: HomeAssistant, probe: ProbeId, url: str) -> ProbeOutcome:
    """Return what one probe tells; all others must have had nothing to do."""
    outcomes = await async_probe(hass, target(probe, url))
    assert set(outcomes) == set(ProbeId)
    assert {one.result for one in outcomes.values() if one.probe is not probe} == {
        NOT_RUN
    }
    return outcomes[probe]


def add_original(
    hass: HomeAssistant,
    integration: str,
    *,
    data: dict[str, Any] | None = None,
    options: dict[str, Any] | None = None,
) -> str:
    """Add a camera with the config entry of its integration; return its entity id."""
    entry = MockConfigEntry(domain=integration, data=data or {}, options=options or {})
    entry.add_to_hass(hass)
    return (
        er.async_get(hass)
        .async_get_or_create("camera", integration, "one", config_entry=entry)
        .entity_id
    )


def target_of(
    hass: HomeAssistant,
    integration: str,
    *,
    data: dict[str, Any] | None = None,
    options: dict[str, Any] | None = None,
) -> ProbeTarget:
    """Return where to probe for a camera with such settings."""
    return async_targets(
        hass, add_original(hass, integration, data=data, options=options)
    )
