"""What a sealed entity's state may tell: nothing that leads to a picture."""

from collections.abc import Mapping
import re
from typing import Any, Final

_ADDRESS: Final = re.compile(
    r"[a-z][a-z0-9+.-]*://|\bdata:[a-z]+/|(?<![\w.-])/(api|local|media)/", re.IGNORECASE
)


def without_addresses(
    attributes: Mapping[str, Any] | None,
) -> Mapping[str, Any] | None:
    """Return attributes without those that hold an address."""
    if attributes is None:
        return None
    return {
        name: value for name, value in attributes.items() if not _holds_address(value)
    }


def _holds_address(value: object) -> bool:
    """Return whether a value is, or holds, an address or a picture, however it is written."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return True
    if isinstance(value, Mapping):
        return any(map(_holds_address, (*value, *value.values())))
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(map(_holds_address, value))
    return _ADDRESS.search(str(value)) is not None
