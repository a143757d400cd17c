"""Which row of the table an entity is."""

from dataclasses import dataclass
import re

from .row import Match, Row
from .table import ROWS


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a registry knows of an entity and its device; `is_camera`: it is the camera itself."""

    integration: str
    platform: str
    unique_id: str = ""
    key: str | None = None
    name: str = ""
    device_ids: frozenset[str] = frozenset()
    is_camera: bool = False


def rows_for(shape: Shape) -> tuple[Row, ...]:
    """Return the rows that an entity is; almost always one or none."""
    return tuple(
        row
        for row in ROWS
        if row.integration == shape.integration
        and row.platform == shape.platform
        and _matches(row, shape)
    )


def _matches(row: Row, shape: Shape) -> bool:
    match row.match:
        case Match.KEY:
            return shape.key == row.value
        case Match.ENDING:
            return shape.unique_id.endswith(row.value)
        case Match.PART:
            return row.value in shape.unique_id
        case Match.PATTERN:
            return re.search(row.value, shape.unique_id) is not None
        case Match.DEVICE:
            return shape.unique_id in shape.device_ids
        case Match.NAME:
            return shape.name.endswith(row.value)
        case _:
            return shape.is_camera
