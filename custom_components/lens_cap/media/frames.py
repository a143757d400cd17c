"""Pictures and addresses before and after the guard, as types that cannot be mixed up."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class SourceError(Exception):
    """The source gave nothing; `code` says why, and never holds an address."""

    def __init__(self, code: str = "unreachable") -> None:
        super().__init__(code)
        self.code = code


class NoAddressError(SourceError):
    """The source said that it has no address of a stream; it did not fail to say so."""


@dataclass(frozen=True)
class RawFrame:
    """A picture as the source gave it; made in `source.py`, `session.py` and `picture_checker.py` only."""

    content: bytes = field(repr=False)


@dataclass(frozen=True)
class GuardedFrame:
    """A JPEG that may be shown.

    What was in front of a camera becomes one in `guard.py` only; `closed_camera.py` and
    `stills/worded_placeholder.py` make some of pictures of our own.
    """

    content: bytes = field(repr=False)


@dataclass(frozen=True)
class StreamSource:
    """A source's own address, with its login; never shown, never logged."""

    url: str = field(repr=False)
    options: Mapping[str, str | bool | float] = field(default_factory=dict, repr=False)
