"""Drawing on pictures: outlines of zones, and a numbered grid."""

from typing import Final

from PIL import Image, ImageDraw, ImageFont

from .still_orders import Drawing, Outline

_LONGEST_SIDE: Final = 960
_BLANK: Final = (960, 540)
_LINE: Final = (255, 196, 0)
_SHADOW: Final = (0, 0, 0)


def draw(picture: Image.Image | None, drawing: Drawing) -> Image.Image:
    """Return a picture, or none, with a drawing on it."""
    image = picture or Image.new("RGB", _BLANK, (64, 64, 64))
    if drawing.columns and drawing.rows:
        image = _gridded(image, drawing.columns, drawing.rows)
    return _outlined(image, drawing.outlines)


def _outlined(image: Image.Image, outlines: tuple[Outline, ...]) -> Image.Image:
    pen = ImageDraw.Draw(image)
    width = max(2, max(image.size) // 320)
    font = ImageFont.load_default(max(14, image.height // 30))
    for outline in outlines:
        for polygon in outline.polygons:
            points = [(x * image.width, y * image.height) for x, y in polygon]
            pen.line([*points, points[0]], fill=_SHADOW, width=width * 2)
            pen.line([*points, points[0]], fill=_LINE, width=width)
            pen.text(
                min(points),
                outline.name,
                fill=_LINE,
                font=font,
                stroke_width=2,
                stroke_fill=_SHADOW,
            )
    return image


def _gridded(image: Image.Image, columns: int, rows: int) -> Image.Image:
    scale = _LONGEST_SIDE / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    image = image.resize(size, reducing_gap=2.0)
    pen = ImageDraw.Draw(image)
    cell_width, cell_height = image.width / columns, image.height / rows
    font = ImageFont.load_default(max(10, int(min(cell_width, cell_height) / 2.6)))
    for number in range(columns * rows):
        row, column = divmod(number, columns)
        left, top = column * cell_width, row * cell_height
        pen.rectangle((left, top, left + cell_width, top + cell_height), outline=_LINE)
        pen.text(
            (left + 3, top + 1),
            str(number + 1),
            fill=_LINE,
            font=font,
            stroke_width=1,
            stroke_fill=_SHADOW,
        )
    return image
