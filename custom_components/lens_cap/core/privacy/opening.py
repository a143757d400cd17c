"""Which openings are announced, and to whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..ids import CameraId
from ..state.hold import Hold
from .facts import Whereabouts


class OpeningKind(StrEnum):
    """Kinds of openings that are announced."""

    LIFTED = "lifted"
    RELEASED = "released"
    SOUND_ON = "sound_on"
    RULE_OFF = "rule_off"


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One opening: of which cameras, by whom (a user's id; None for an automation), until when.

    `rule` is the name of the rule that was switched off.
    """

    kind: OpeningKind
    cameras: tuple[CameraId, ...]
    by: str | None = None
    until: datetime | None = None
    rule: str = ""


def of_somebody_else(
    released: Mapping[CameraId, Collection[Hold]], by: str | None
) -> tuple[CameraId, ...]:
    """Return the cameras whose ended holds another user had, or may have, asked for."""
    return tuple(
        camera_id
        for camera_id, holds in released.items()
        if any(hold.is_anybodys or hold.askers - {by} for hold in holds)
    )


def is_told(
    user_id: str, opening: Opening, whereabouts: Mapping[str, Whereabouts]
) -> bool:
    """Return whether an opening is announced to a user.

    Those are who may be at home, but for the one who did it. Users who are nobody's person are
    told: the household named their phone.
    """
    return user_id != opening.by and whereabouts.get(user_id) is not Whereabouts.AWAY
