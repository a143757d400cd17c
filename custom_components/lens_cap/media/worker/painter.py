"""Painting over what may not be seen in a decoded frame."""

from functools import lru_cache
from typing import Final

from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

from ...core.coverage import Cover, Polygon, coverage

_PAINTED: Final = ("yuv420p", "yuvj420p")
_LIGHT: Final = 720
# Scaling down mixes a pixel with its neighbors: in a smaller picture, at least so many pixels
# around a zone are covered, too.
_MIXED: Final = 3
_BRIGHTNESS, _COLOR = b"\x10", b"\x80"

type _Strokes = tuple[tuple[tuple[slice, bytes], ...], ...]


class Painter:
    """Makes covered copies of frames, always on the same canvas."""

    def __init__(self) -> None:
        self._canvas: VideoFrame | None = None

    def forget(self) -> None:
        """Leave the canvas to whoever may still look at it."""
        self._canvas = None

    def painted(self, frame: VideoFrame, cover: Cover, *, light: bool) -> VideoFrame:
        """Return a covered copy of a frame, as encoders take it: planes of 4:2:0, even in size.

        It is overwritten by the next one. The given frame stays as it is, since the decoder builds
        the following ones on it. A `light` copy is smaller.
        """
        size = _light_size(frame) if light else (frame.width, frame.height)
        margin = cover.margin
        given = frame
        if size != (frame.width, frame.height):
            margin = max(margin, _MIXED / max(size))
        if size != (frame.width, frame.height) or frame.format.name not in _PAINTED:
            kind = _PAINTED[frame.format.name.startswith("yuvj")]
            given = frame.reformat(*size, format=kind, interpolation="BILINEAR")
        copy = self._canvas_for(size[0] & ~1, size[1] & ~1, given.format.name)
        lines = tuple(plane.line_size for plane in copy.planes)
        strokes = _strokes(cover.polygons, margin, size, lines, copy.height)
        for source, target, plane in zip(
            given.planes, copy.planes, strokes, strict=True
        ):
            pixels = memoryview(target)
            _copy(source, target, pixels)
            for span, line in plane:
                pixels[span] = line
        copy.color_range = given.color_range
        copy.colorspace = given.colorspace
        return copy

    def _canvas_for(self, width: int, height: int, kind: str) -> VideoFrame:
        canvas = self._canvas
        if canvas is None or (canvas.width, canvas.height, canvas.format.name) != (
            width,
            height,
            kind,
        ):
            canvas = self._canvas = VideoFrame(width, height, kind)
        return canvas


def _light_size(frame: VideoFrame) -> tuple[int, int]:
    """Return a size of the same shape whose shorter side is not longer than that of 720p."""
    shorter = min(frame.width, frame.height)
    if shorter <= _LIGHT:
        return frame.width, frame.height
    width = round(frame.width * _LIGHT / shorter / 2) * 2
    height = round(frame.height * _LIGHT / shorter / 2) * 2
    return width, height


def _copy(source: VideoPlane, target: VideoPlane, pixels: memoryview) -> None:
    """Copy a plane; the target's lines may end earlier, and be fewer."""
    given = memoryview(source)
    if (source.line_size, source.height) == (target.line_size, target.height):
        pixels[:] = given
        return
    for row in range(target.height):
        begin, to = row * source.line_size, row * target.line_size
        pixels[to : to + target.width] = given[begin : begin + target.width]


@lru_cache(maxsize=16)
def _strokes(
    polygons: frozenset[Polygon],
    margin: float,
    size: tuple[int, int],
    lines: tuple[int, ...],
    height: int,
) -> _Strokes:
    """Return for each plane which bytes to paint over, and with what.

    Args:
        polygons: What is covered.
        margin: What is covered around it.
        size: The real size of the picture, which the copy may fall short of by a pixel.
        lines: How many bytes a line of each plane takes up.
        height: How many lines of brightness the copy has.
    """
    planes: list[tuple[tuple[slice, bytes], ...]] = []
    rectangles = coverage(polygons, *size, margin)
    for number, line in enumerate(lines):
        shift = 1 if number else 0
        paint = (_COLOR if number else _BRIGHTNESS) * line
        strokes: list[tuple[slice, bytes]] = []
        for left, top, right, bottom in rectangles:
            begin, length = left >> shift, (min(right, size[0] & ~1) - left) >> shift
            rows = range(top >> shift, min(bottom, height) >> shift)
            strokes += [
                (slice(at, at + length), paint[:length])
                for at in (row * line + begin for row in rows)
                if length > 0
            ]
        planes.append(tuple(strokes))
    return tuple(planes)
