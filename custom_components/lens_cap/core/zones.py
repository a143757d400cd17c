"""Privacy zones: named polygons in the picture."""

from dataclasses import dataclass
from typing import NewType

ZoneId = NewType("ZoneId", str)
"""The id of a privacy zone, unique in the household."""


@dataclass(frozen=True, kw_only=True)
class Zone:
    """One privacy zone of a camera; points are shares of width and height (0 to 1)."""

    zone_id: ZoneId
    name: str
    polygon: tuple[tuple[float, float], ...]
