"""The table of all known controls, and of those that must not be trusted."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .role import Role
from .row import Integration, Row
from .table_core import CORE
from .table_custom import CUSTOM

INTEGRATIONS: Final[Mapping[str, Integration]] = {
    one.domain: one for one in (*CORE, *CUSTOM)
}

ROWS: Final[tuple[Row, ...]] = tuple(
    row for one in INTEGRATIONS.values() for row in one.rows
)

POWER: Final[Mapping[str, Row]] = {
    row.integration: row for row in ROWS if row.role is Role.POWER
}
"""The camera's own off, by integration; where there is no row, `camera.turn_off` is never called."""


class RefusedOff(StrEnum):
    """Why the off of an integration's cameras is no control."""

    NO_METHOD = "no_method"
    MOTION_ONLY = "motion_only"
    SESSION_ONLY = "session_only"
    PRETENCE = "pretence"
    NO_WAY_BACK = "no_way_back"


REFUSED: Final[Mapping[str, RefusedOff]] = {
    # It states the feature, and raises NotImplementedError.
    "freebox": RefusedOff.NO_METHOD,
    # It switches motion detection off; pictures go on.
    "fully_kiosk": RefusedOff.MOTION_ONLY,
    # It ends Home Assistant's own session; the camera goes on.
    "eufy_security": RefusedOff.SESSION_ONLY,
    "demo": RefusedOff.PRETENCE,
    # Its camera is not available while its lens is covered, and such an entity takes no command; its
    # switch does, and a camera that has no switch cannot cover its lens.
    "tplink": RefusedOff.NO_WAY_BACK,
}
"""Integrations whose `camera.turn_off` is refused, also where the owner picks it."""
