"""Checks the encryption of a camera by one TLS handshake; nothing is sent after it."""

from datetime import datetime
import ssl
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.hashes import MD5, SHA1

from homeassistant.util import dt as dt_util

from ...core.audit.probe import ProbeId, ProbeOutcome, ProbeResult, TlsFault
from .connection import CouldNotCheckError
from .session import ProbeSession
from .target import Endpoint

_GOOD_VERSIONS: Final = frozenset({"TLSv1.2", "TLSv1.3"})
_RSA_BITS: Final = 2048
_CURVE_BITS: Final = 224


async def async_probe_tls(visit: ProbeSession, endpoint: Endpoint) -> ProbeOutcome:
    """Return what is weak about the encryption; raises CouldNotCheckError."""
    async with visit.async_converse(endpoint) as conversation:
        if (secured := conversation.secured) is None:
            raise CouldNotCheckError
        faults = _faults(secured, dt_util.utcnow())
    weak = faults - {TlsFault.SELF_SIGNED}
    return ProbeOutcome(
        probe=ProbeId.TLS,
        result=ProbeResult.WEAK if weak else ProbeResult.FINE,
        tls_faults=faults,
    )


def _faults(secured: ssl.SSLObject, now: datetime) -> frozenset[TlsFault]:
    faults: set[TlsFault] = set()
    if secured.version() not in _GOOD_VERSIONS:
        faults.add(TlsFault.OLD_VERSION)
    try:
        certificate = x509.load_der_x509_certificate(
            secured.getpeercert(binary_form=True) or b""
        )
        if certificate.not_valid_after_utc < now:
            faults.add(TlsFault.EXPIRED)
        if certificate.issuer == certificate.subject:
            faults.add(TlsFault.SELF_SIGNED)
        if _is_weak(certificate):
            faults.add(TlsFault.WEAK_KEY)
    except (
        ValueError,
        TypeError,
        UnsupportedAlgorithm,
        x509.InvalidVersion,
    ) as error:
        raise CouldNotCheckError from error
    return frozenset(faults)


def _is_weak(certificate: x509.Certificate) -> bool:
    if isinstance(certificate.signature_hash_algorithm, (MD5, SHA1)):
        return True
    match certificate.public_key():
        case rsa.RSAPublicKey(key_size=bits):
            return bits < _RSA_BITS
        case ec.EllipticCurvePublicKey(key_size=bits):
            return bits < _CURVE_BITS
        case dsa.DSAPublicKey():
            return True
        case _:
            return False
