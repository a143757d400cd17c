"""Encryption, good and bad, by real handshakes."""

from collections.abc import Iterable
from pathlib import Path
import ssl

import pytest

from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult, TlsFault
from homeassistant.core import HomeAssistant
from lab.hostile.encryption import Kind, tls_server
from lab.hostile.host import HostileHost
from lab.hostile.manners import never_answers

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, WEAK, probe_with


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
        outcome = await probe_with(hass, ProbeId.TLS, f"{scheme}://{HOST}:{host.port}/")
    assert (outcome.result, outcome.tls_faults) == (result, frozenset(faults))
    assert host.requests == []


async def test_a_certificate_of_no_known_version(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """What cannot be read of a certificate could not be checked."""
    tls_server("good", tmp_path)
    file, begin = tmp_path / "good.pem", "-----BEGIN CERTIFICATE-----"
    key, _, rest = file.read_text().partition(begin)
    third, eighth = b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x07"
    odd = ssl.PEM_cert_to_DER_cert(begin + rest).replace(third, eighth, 1)
    file.write_text(key + ssl.DER_cert_to_PEM_cert(odd))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    async with HostileHost(never_answers, context) as host:
        outcome = await probe_with(hass, ProbeId.TLS, f"https://{HOST}:{host.port}/")
    assert outcome.result is COULD_NOT_CHECK
