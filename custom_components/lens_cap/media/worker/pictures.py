"""Single pictures: decoded, covered, and encoded again without anything else that they carried."""

from io import BytesIO
from typing import Any, Final, cast

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from ...core.coverage import Cover

# Pillow knows formats for which it would start other programs; these are drawn by itself.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
MAX_PIXELS: Final = 64_000_000
QUALITY: Final = 88


class PictureError(Exception):
    """It is not a picture, not a whole one, or far too large."""


def encoded_again(content: bytes, cover: Cover) -> bytes:
    """Return a picture as JPEG, the way up in which it is meant to be seen, and covered.

    A JPEG keeps its fineness, so that what is not covered looks as before. Nothing but the picture
    is kept: no place, no time, no thumbnail.

    Raises:
        PictureError: It cannot be decoded.
    """
    try:
        return _encoded_again(content, cover)
    except Exception:  # noqa: BLE001 (Pillow stumbles in many ways, and warns of huge pictures)
        raise PictureError from None


def _encoded_again(content: bytes, cover: Cover) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise ValueError("too large")
        fineness = _fineness(opened)
        picture: Image.Image = ImageOps.exif_transpose(opened)
        if picture.mode != "RGB":
            picture = picture.convert("RGB")
    for left, top, right, bottom in cover.rectangles(*picture.size):
        picture.paste((0, 0, 0), (left, top, right, bottom))
    # Pillow would write down again what it finds there.
    picture.info.clear()
    buffer = BytesIO()
    picture.save(buffer, "JPEG", **fineness)
    return buffer.getvalue()


def _fineness(picture: Image.Image) -> dict[str, Any]:
    """Return how a JPEG was quantised, as arguments to do it again so."""
    tables = cast(dict[int, list[int]] | None, getattr(picture, "quantization", None))
    if not tables or max(map(max, tables.values())) > 255:
        return {"quality": QUALITY}
    return {"qtables": tables, "subsampling": get_sampling(picture)}
