"""What the processes that decode foreign bytes know of the machine: their own environment, not ours."""

from collections.abc import Mapping
from typing import Final

# What memory, languages, times and certificates are taken from. Nothing else is handed on: Home
# Assistant's own environment holds the key to its Supervisor.
_HANDED_ON: Final = (
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "MALLOC_CONF",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "TZ",
)
# An arena for each thread would use up the address space that is granted without holding anything.
_OWN: Final = {"MALLOC_ARENA_MAX": "2"}


def worker_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a worker that is started with `ours`."""
    return {name: ours[name] for name in _HANDED_ON if name in ours} | _OWN
