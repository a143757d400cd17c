"""The tables of checks in the documentation, as they have to be."""

from collections.abc import Iterator
from typing import Final

from custom_components.lens_cap.audit.fixes import FIXES
from custom_components.lens_cap.core.audit.check import CameraCheck, HouseholdCheck
from custom_components.lens_cap.core.audit.checks import CAMERA_CHECKS, HOUSEHOLD_CHECKS
from custom_components.lens_cap.core.audit.finding import FixKind

from .repository import english

_HEAD: Final = (
    "| Check | What is wrong | Severity | Fix | Relates to |",
    "|---|---|---|---|---|",
)


def camera_table() -> str:
    """Return the table of what is checked at each camera."""
    return "\n".join([*_HEAD, *_rows(CAMERA_CHECKS)])


def household_table() -> str:
    """Return the table of what is checked at Home Assistant itself."""
    return "\n".join([*_HEAD, *_rows(HOUSEHOLD_CHECKS)])


def _rows(
    checks: tuple[CameraCheck, ...] | tuple[HouseholdCheck, ...],
) -> Iterator[str]:
    for check in checks:
        title = english()["issues"][check.translation_key]["title"]
        what = title.removeprefix("{camera}: ").replace("{camera}", "The camera", 1)
        what = what[0].upper() + what[1:].replace("{camera}", "the camera")
        relates = [f"{one.standard.name} {one.clause}" for one in check.relates_to]
        yield (
            f"| `{check.check_id}` | {what}{' ¹' if check.doubtful else ''} "
            f"| {check.severity}{'' if check.actionable else ' ²'} "
            f"| {_fix(check.fix)} | {', '.join(relates)} |"
        )


def _fix(kind: FixKind) -> str:
    if kind is FixKind.INSTALL_FIRMWARE:
        return "one click, after a question"
    if kind in FIXES:
        return "one click"
    return "settings" if kind is FixKind.HAND_OVER else "by hand"
