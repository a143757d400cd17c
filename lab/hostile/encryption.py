"""Certificates and versions of TLS, good and bad ones, made when they are needed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
import ssl
from typing import Final, Literal
import warnings

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

type Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
type Kind = Literal["good", "self_signed", "expired", "weak_key", "old_version"]

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class _Issued:
    certificate: x509.Certificate
    key: Key


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _issue(name: str, key: Key, ends: datetime, by: _Issued | None) -> _Issued:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(by.certificate.subject if by else _name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - 365 * _DAY)
        .not_valid_after(ends)
    )
    signer = by.key if by else key
    return _Issued(builder.sign(signer, hashes.SHA256()), key)


def tls_server(kind: Kind, folder: Path) -> ssl.SSLContext:
    """Return how a server of this kind encrypts; its certificate is written into the folder."""
    now = datetime.now(UTC)  # noqa: TID251
    ends = now - _DAY if kind == "expired" else now + 90 * _DAY
    key: Key = ec.generate_private_key(ec.SECP256R1())
    if kind == "weak_key":
        key = rsa.generate_private_key(65537, 1024)  # noqa: S505
    authority = _issue(
        "lab authority", ec.generate_private_key(ec.SECP256R1()), ends, None
    )
    issued = _issue(
        "lab camera", key, ends, None if kind == "self_signed" else authority
    )
    file = folder / f"{kind}.pem"
    file.write_bytes(
        issued.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + issued.certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(file)
    if kind == "old_version":
        # Python warns of what is old about it, which is the point.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1
    return context
