"""What a process that decodes stills is asked to make of a picture."""

from dataclasses import asdict, dataclass
from typing import Any

from ...core.coverage import NOTHING_COVERED, Cover, Polygon
from ...core.picture_size import Size


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What is drawn around one zone."""

    name: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Outlines to draw, and a grid of `columns` and `rows`; a picture with a grid becomes small."""

    outlines: tuple[Outline, ...] = ()
    columns: int = 0
    rows: int = 0


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is made of a picture.

    `cover` lies on it before it is turned; `orientation` is how the household wants it turned; `wanted`
    is the size at which it will be shown. `tones`: no picture is made of it, its tones are counted.
    """

    cover: Cover = NOTHING_COVERED
    orientation: int = 1
    wanted: Size | None = None
    drawing: Drawing | None = None
    tones: bool = False


def task_to_json(task: Task) -> dict[str, Any]:
    """Return a task as `task_from_json` reads it."""
    return {
        "polygons": sorted(task.cover.polygons),
        "margin": task.cover.margin,
        "orientation": task.orientation,
        "wanted": task.wanted,
        "drawing": task.drawing and asdict(task.drawing),
        "tones": task.tones,
    }


def task_from_json(data: dict[str, Any]) -> Task:
    """Return the task that `task_to_json` wrote."""
    wanted, drawing = data["wanted"], data["drawing"]
    return Task(
        cover=Cover(polygons=frozenset(_polygons(data)), margin=data["margin"]),
        orientation=data["orientation"],
        wanted=wanted and (wanted[0], wanted[1]),
        drawing=drawing
        and Drawing(
            outlines=tuple(
                Outline(name=outline["name"], polygons=_polygons(outline))
                for outline in drawing["outlines"]
            ),
            columns=drawing["columns"],
            rows=drawing["rows"],
        ),
        tones=data["tones"],
    )


def _polygons(data: dict[str, Any]) -> tuple[Polygon, ...]:
    return tuple(tuple((x, y) for x, y in polygon) for polygon in data["polygons"])
