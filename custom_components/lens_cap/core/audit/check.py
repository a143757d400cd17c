"""The type of a check, and the few ways in which checks read a posture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..reference import Reference
from .finding import FixKind, Severity
from .posture import CameraPosture, HomeAssistantPosture, NativeState, YesNoUnknown
from .provisions import Provision


@dataclass(frozen=True, kw_only=True)
class Passed:
    """No weakness."""


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A weakness; `severity` if it differs from the check's own."""

    evidence: Mapping[str, str] = field(default_factory=dict[str, str])
    references: tuple[Reference, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """It could not be checked."""


@dataclass(frozen=True, kw_only=True)
class NotApplicable:
    """There is nothing to check."""


type Verdict = Passed | Failed | Unknown | NotApplicable
type Judge[P] = Callable[[P], Verdict]

PASSED: Final = Passed()
FAILED: Final = Failed()
UNKNOWN: Final = Unknown()
NOT_APPLICABLE: Final = NotApplicable()


@dataclass(frozen=True, kw_only=True)
class Check[P: (CameraPosture, HomeAssistantPosture)]:
    """One row of the table.

    `actionable`: the owner can take a step, so it counts for alerts, issues and the score; the rest is
    only reported. `doubtful`: it is often wrong, as its text says. `judge` is total.
    """

    check_id: str
    severity: Severity
    judge: Judge[P]
    fix: FixKind = FixKind.GUIDE
    relates_to: tuple[Provision, ...] = ()
    actionable: bool = True
    doubtful: bool = False

    @property
    def translation_key(self) -> str:
        """The translation key of the check's issue."""
        return f"audit_{self.check_id}"


type CameraCheck = Check[CameraPosture]
type HouseholdCheck = Check[HomeAssistantPosture]


_ANSWERS: Final[Mapping[YesNoUnknown, Verdict]] = {
    YesNoUnknown.YES: FAILED,
    YesNoUnknown.NO: PASSED,
    YesNoUnknown.UNKNOWN: UNKNOWN,
    YesNoUnknown.NOT_APPLICABLE: NOT_APPLICABLE,
}
_STATES: Final[Mapping[NativeState, Verdict]] = {
    NativeState.SAFE: PASSED,
    NativeState.UNSAFE: FAILED,
    NativeState.DISABLED: UNKNOWN,
    NativeState.ABSENT: NOT_APPLICABLE,
    NativeState.UNKNOWN: UNKNOWN,
}


def weak_if[P](read: Callable[[P], YesNoUnknown]) -> Judge[P]:
    """Return a judge that fails on yes."""
    return lambda posture: _ANSWERS[read(posture)]


def weak_unless_safe[P](read: Callable[[P], NativeState]) -> Judge[P]:
    """Return a judge that fails if one of the camera's own controls is not in its safe state."""
    return lambda posture: _STATES[read(posture)]


def weak_where[P](read: Callable[[P], tuple[Reference, ...] | None]) -> Judge[P]:
    """Return a judge that fails if there are references, and names them; None is unknown."""

    def judge(posture: P) -> Verdict:
        references = read(posture)
        if references is None:
            return UNKNOWN
        return Failed(references=references) if references else PASSED

    return judge


def weak_from_one[P](read: Callable[[P], int | None]) -> Judge[P]:
    """Return a judge that fails if a number is not zero, and reports it as `count`."""

    def judge(posture: P) -> Verdict:
        count = read(posture)
        if count is None:
            return UNKNOWN
        return Failed(evidence={"count": str(count)}) if count else PASSED

    return judge
