"""Encryption, good and bad, by real handshakes."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult, TlsFault
from homeassistant.core import HomeAssistant
from lab.hostile.encryption import Kind, tls_server
from lab.hostile.host import HostileHost
from lab.hostile.manners import never_answers

from .knocking import FINE, HOST, WEAK, knock


@pytest.mark.parametrize("scheme", ["https", "rtsps"])
@pytest.mark.parametrize(
    ("kind", "result", "faults"),
    [
        ("good", FINE, ()),
        ("self_signed", FINE, (TlsFault.SELF_SIGNED,)),
        ("expired", WEAK, (TlsFault.EXPIRED,)),
        ("weak_key", WEAK, (TlsFault.WEAK_KEY,)),
        ("old_version", WEAK, (TlsFault.OLD_VERSION,)),
    ],
)
async def test_each_kind_is_told(
    hass: HomeAssistant,
    tmp_path: Path,
    kind: Kind,
    scheme: str,
    result: ProbeResult,
    faults: Iterable[TlsFault],
) -> None:
    """A certificate that only signed itself is no weakness at home; the rest is."""
    async with HostileHost(never_answers, tls_server(kind, tmp_path)) as host:
        outcome = await knock(hass, ProbeId.TLS, f"{scheme}://{HOST}:{host.port}/")
    assert (outcome.result, outcome.tls_faults) == (result, frozenset(faults))
    assert host.requests == []
