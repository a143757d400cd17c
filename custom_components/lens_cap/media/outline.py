"""Drawing on pictures that have passed the guard: outlines of zones, and a numbered grid."""

from collections.abc import Iterable
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from ..core.zones import Zone
from .frames import GuardedFrame

COLUMNS: Final = 12
ROWS: Final = 9
"""The grid: its cells are numbered from 1, from left to right and then down."""

_LONGEST_SIDE: Final = 960
_BLANK: Final = (960, 540)
_LINE: Final = (255, 196, 0)
_SHADOW: Final = (0, 0, 0)
_QUALITY: Final = 85


def outlined(frame: GuardedFrame, zones: Iterable[Zone]) -> bytes:
    """Return a JPEG with the outlines and names of zones; decodes, so not for the event loop."""
    image = _image(frame)
    draw = ImageDraw.Draw(image)
    width = max(2, max(image.size) // 320)
    font = ImageFont.load_default(max(14, image.height // 30))
    for zone in zones:
        for polygon in zone.polygons:
            points = [(x * image.width, y * image.height) for x, y in polygon]
            draw.line([*points, points[0]], fill=_SHADOW, width=width * 2)
            draw.line([*points, points[0]], fill=_LINE, width=width)
            draw.text(
                min(points),
                zone.name,
                fill=_LINE,
                font=font,
                stroke_width=2,
                stroke_fill=_SHADOW,
            )
    return _jpeg(image)


def gridded(frame: GuardedFrame | None) -> bytes:
    """Return a small JPEG with the numbered grid over a picture, or over none."""
    image = Image.new("RGB", _BLANK, (64, 64, 64)) if frame is None else _image(frame)
    scale = _LONGEST_SIDE / max(image.size)
    image = image.resize((round(image.width * scale), round(image.height * scale)))
    draw = ImageDraw.Draw(image)
    cell_width, cell_height = image.width / COLUMNS, image.height / ROWS
    font = ImageFont.load_default(max(10, int(min(cell_width, cell_height) / 2.6)))
    for number in range(COLUMNS * ROWS):
        row, column = divmod(number, COLUMNS)
        left, top = column * cell_width, row * cell_height
        draw.rectangle((left, top, left + cell_width, top + cell_height), outline=_LINE)
        draw.text(
            (left + 3, top + 1),
            str(number + 1),
            fill=_LINE,
            font=font,
            stroke_width=1,
            stroke_fill=_SHADOW,
        )
    return _jpeg(image)


def _image(frame: GuardedFrame) -> Image.Image:
    with Image.open(BytesIO(frame.content)) as image:
        plain = image.convert("RGB")
    # What the camera wrote beside its picture is not passed on.
    plain.info = {}
    return plain


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
