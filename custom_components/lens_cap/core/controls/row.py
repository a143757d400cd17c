"""One known control of one integration."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Final

from .role import ControlEffect, Role, Silences

_ANSWER_SECONDS: Final = 15.0
# Nobody says how often some integrations ask their cameras.
_UNTOLD_SECONDS: Final = 60.0


class Match(Enum):
    """By what a row finds its entity.

    `KEY`: the translation key. `ENDING`, `PART`, `PATTERN`: the end, a part or a regular expression
    of the unique id. `DEVICE`: the unique id is the device's. `NAME`: the end of the name. `OWN`: it
    is the camera's entity itself.
    """

    KEY = auto()
    ENDING = auto()
    PART = auto()
    PATTERN = auto()
    DEVICE = auto()
    NAME = auto()
    OWN = auto()


class Readback(StrEnum):
    """How an integration learns what its camera does; `NONE`: it shows what was asked for, no more."""

    PUSH = "push"
    POLL = "poll"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Verification:
    """How the state of a control is read back, and how often where it is polled."""

    readback: Readback
    seconds: float = 0.0

    @property
    def deadline(self) -> float:
        """Within how many seconds an answer has to come: two polls, and what a camera needs."""
        return 2 * self.seconds + _ANSWER_SECONDS


PUSH: Final = Verification(readback=Readback.PUSH)
UNTOLD: Final = Verification(readback=Readback.POLL, seconds=_UNTOLD_SECONDS)
NO_READBACK: Final = Verification(readback=Readback.NONE)


def polled(seconds: float) -> Verification:
    """Return the verification of an integration that asks every so many seconds."""
    return Verification(readback=Readback.POLL, seconds=seconds)


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A row without what all rows of its integration share."""

    role: Role
    platform: str
    match: Match
    value: str
    safe: str
    effect: ControlEffect
    verification: Verification | None = None
    enabled: bool = True
    proven_by_absence: bool = False
    covers: frozenset[Role] = frozenset()
    silences: Silences | None = None
    unprotected: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One control that an integration is known to give to its cameras.

    `safe` is the state on its private side; empty where the control can only be read, or where its
    owner has to choose one. `source` says where this is known from. `enabled`: its entity is enabled
    from the start. `proven_by_absence`: on the private side the camera's entity is off or
    unavailable, which proves it. `covers`: roles that the private side ends as well, and that ending
    it may move. `silences`: what its private side silences besides. `unprotected`: what it sends can be
    read on the way. `cloud`: commands go through the maker's cloud. `one_by_one`: two commands at once
    undo each other.
    """

    role: Role
    integration: str
    platform: str
    match: Match
    value: str
    safe: str
    effect: ControlEffect
    verification: Verification
    source: str
    enabled: bool = True
    proven_by_absence: bool = False
    covers: frozenset[Role] = frozenset()
    silences: Silences | None = None
    unprotected: bool = False
    cloud: bool = False
    one_by_one: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it may be chosen without a question: it has one safe side and silences nothing else."""
        return bool(self.safe) and self.silences is None


@dataclass(frozen=True, kw_only=True)
class Integration:
    """The rows of one integration, and what they share.

    `source` is where they were read: `core` for the installed Home Assistant, otherwise the version
    of a custom integration that was read.
    """

    domain: str
    title: str
    source: str
    verification: Verification
    specs: tuple[Spec, ...]
    cloud: bool = False
    one_by_one: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, whole."""
        return tuple(
            Row(
                role=spec.role,
                integration=self.domain,
                platform=spec.platform,
                match=spec.match,
                value=spec.value,
                safe=spec.safe,
                effect=spec.effect,
                verification=spec.verification or self.verification,
                source=self.source,
                enabled=spec.enabled,
                proven_by_absence=spec.proven_by_absence,
                covers=spec.covers,
                silences=spec.silences,
                unprotected=spec.unprotected,
                cloud=self.cloud,
                one_by_one=self.one_by_one,
            )
            for spec in self.specs
        )
