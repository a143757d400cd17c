"""Drawing on pictures that have passed the guard: outlines of zones, and a numbered grid."""

from collections.abc import Iterable
from typing import Final

from ...core.coverage import Cover, Polygon
from ...core.zones import Zone
from ..frames import GuardedFrame, SourceError
from ..worker.still_orders import Drawing, Outline, Task
from .decoder import StillDecoder

COLUMNS: Final = 12
ROWS: Final = 9
"""The grid: its cells are numbered from 1, from left to right and then down."""


async def async_outlined(
    decoder: StillDecoder, frame: GuardedFrame, zones: Iterable[Zone]
) -> bytes:
    """Return a JPEG with the outlines and names of zones.

    Raises:
        SourceError: The picture cannot be decoded.
    """
    task = Task(drawing=Drawing(outlines=_outlines(zones)))
    return await decoder.async_jpeg(frame.content, task)


async def async_covered(
    decoder: StillDecoder, frame: GuardedFrame, polygons: Iterable[Polygon]
) -> bytes:
    """Return a JPEG on which more is covered: some outlines, with their margins.

    Raises:
        SourceError: The picture cannot be decoded.
    """
    task = Task(cover=Cover(polygons=frozenset(polygons)))
    return await decoder.async_jpeg(frame.content, task)


def _outlines(zones: Iterable[Zone]) -> tuple[Outline, ...]:
    return tuple(Outline(name=zone.name, polygons=zone.polygons) for zone in zones)


async def async_gridded(
    decoder: StillDecoder, frame: GuardedFrame | None, zones: Iterable[Zone] = ()
) -> bytes:
    """Return a small JPEG with the numbered grid and some zones over a picture, or over none.

    Raises:
        SourceError: There is not even a grid.
    """
    task = Task(drawing=Drawing(columns=COLUMNS, rows=ROWS, outlines=_outlines(zones)))
    if frame is not None:
        try:
            return await decoder.async_jpeg(frame.content, task)
        except SourceError:
            pass
    return await decoder.async_jpeg(b"", task)
