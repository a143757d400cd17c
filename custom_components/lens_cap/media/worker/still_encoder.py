"""Single pictures: decoded, covered, and encoded again without anything else that they carried."""

from io import BytesIO
import struct
from typing import Any, Final, cast

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from ...core.failure import Failure
from ...core.picture_size import is_too_large, scaled_to
from .drawing import draw
from .still_orders import Drawing, Task

# What cameras send, and browsers show. Pillow knows many more kinds, some with a large decoder behind
# them, and some for which it would start another program.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
QUALITY: Final = 88
# In the upper and the lower eighth cameras write their clock and their name.
_EDGE: Final = 8

# How Home Assistant turns the picture of a stream; its numbers are those of Exif, and two of them mean
# something else (`homeassistant.components.stream.core`).
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}

# Larger pictures are checked by us; Pillow would warn of them, and refuse them later than we do.
Image.MAX_IMAGE_PIXELS = None


class PictureError(Exception):
    """It is not a picture, not a whole one, or far too large; `code` is one of `Failure`."""

    def __init__(self, code: Failure) -> None:
        super().__init__(code)
        self.code = code


def encoded_again(content: bytes, task: Task) -> bytes:
    """Return a picture as JPEG, the way up in which it is meant to be seen, and covered.

    A JPEG keeps its fineness, so that what is not covered looks as before. Nothing but the picture
    is kept: no place, no time, no thumbnail. Of a film, the first picture is taken.

    Of a task that asks for its tones, these are returned instead: how many of its pixels have each level
    of red, then of green, then of blue, as 32-bit numbers, and then the same of what lies between its
    upper and its lower edge.

    Raises:
        PictureError: It cannot be decoded.
    """
    try:
        return _tones(content) if task.tones else _encoded_again(content, task)
    except PictureError:
        raise
    except MemoryError:
        raise PictureError(Failure.TOO_LARGE) from None
    except Exception:  # noqa: BLE001 (Pillow stumbles in many ways)
        raise PictureError(Failure.BROKEN) from None


def drawn(drawing: Drawing) -> bytes:
    """Return a drawing without a picture behind it."""
    return _jpeg(draw(None, drawing), quality=QUALITY)


def _tones(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        if is_too_large(opened.size):
            raise PictureError(Failure.TOO_LARGE)
        # Nobody sees what lies behind; it would count as black.
        if opened.has_transparency_data:
            raise PictureError(Failure.BROKEN)
        picture = opened.convert("RGB")
    width, height = picture.size
    edge = height // _EDGE
    between = picture.crop((0, edge, width, height - edge))
    counts = picture.histogram() + between.histogram()
    return struct.pack(f">{len(counts)}I", *counts)


def _encoded_again(content: bytes, task: Task) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        if is_too_large(opened.size):
            raise PictureError(Failure.TOO_LARGE)
        fineness = _fineness(opened)
        if task.wanted and not task.cover:
            # Decoded as small as will do. What is covered is covered at its own size: a smaller
            # picture mixes a pixel with its neighbors.
            opened.draft(None, (max(task.wanted), max(task.wanted)))
        picture: Image.Image = ImageOps.exif_transpose(opened)
        if picture.mode != "RGB":
            picture = picture.convert("RGB")
    for left, top, right, bottom in task.cover.rectangles(*picture.size):
        picture.paste((0, 0, 0), (left, top, right, bottom))
    if (turn := _TURNS.get(task.orientation)) is not None:
        picture = picture.transpose(turn)
    if task.wanted and (size := scaled_to(picture.size, task.wanted)):
        picture = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if task.drawing is not None:
        picture = draw(picture, task.drawing)
    # Pillow would write down again what it finds there.
    picture.info.clear()
    return _jpeg(picture, **fineness)


def _jpeg(picture: Image.Image, **fineness: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", **fineness)
    return buffer.getvalue()


def _fineness(picture: Image.Image) -> dict[str, Any]:
    """Return how a JPEG was quantised, as arguments to do it again so."""
    tables = cast(dict[int, list[int]] | None, getattr(picture, "quantization", None))
    if not tables or max(map(max, tables.values())) > 255:
        return {"quality": QUALITY}
    return {"qtables": tables, "subsampling": get_sampling(picture)}
