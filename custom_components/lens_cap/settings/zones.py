"""Privacy zones as they are stored, and as core objects."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..core.coverage import Polygon
from ..core.ids import ZoneId
from ..core.zones import Zone, ZoneProblem, validated

CONF_ID: Final = "id"
CONF_NAME: Final = "name"
CONF_POLYGONS: Final = "polygons"

_WHOLE_PICTURE: Final[Polygon] = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def read_zones(value: object) -> tuple[Zone, ...]:
    """Return the stored zones; never raises.

    What cannot be read of a zone gets its most private meaning: it covers the whole picture.
    """
    if value is None:
        return ()
    stored = value if isinstance(value, (list, tuple)) else [value]
    return tuple(_zone(one, index) for index, one in enumerate(stored))


def stored_zones(zones: Iterable[Zone]) -> list[dict[str, Any]]:
    """Return zones in the form that `read_zones` reads back."""
    return [
        {
            CONF_ID: zone.zone_id,
            CONF_NAME: zone.name,
            CONF_POLYGONS: [
                [list(point) for point in polygon] for polygon in zone.polygons
            ],
        }
        for zone in zones
    ]


def _zone(stored: object, index: int) -> Zone:
    data: Mapping[str, object] = stored if isinstance(stored, Mapping) else {}
    zone_id, name = data.get(CONF_ID), data.get(CONF_NAME)
    return Zone(
        zone_id=ZoneId(zone_id if isinstance(zone_id, str) else f"unreadable_{index}"),
        name=name if isinstance(name, str) else "",
        polygons=_polygons(data.get(CONF_POLYGONS)),
    )


def _polygons(stored: object) -> tuple[Polygon, ...]:
    if not isinstance(stored, (list, tuple)) or not stored:
        return (_WHOLE_PICTURE,)
    found: list[Polygon] = []
    for outline in stored:
        polygon = _polygon(outline)
        if polygon is None:
            return (_WHOLE_PICTURE,)
        found.append(polygon)
    return tuple(found)


def _polygon(stored: object) -> Polygon | None:
    if not isinstance(stored, (list, tuple)):
        return None
    try:
        points = [(float(x), float(y)) for x, y in stored]
    except TypeError, ValueError:
        return None
    polygon = validated(points)
    return None if isinstance(polygon, ZoneProblem) else polygon
