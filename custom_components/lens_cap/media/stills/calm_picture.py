"""A calm picture that says in words why there is no other; drawn of nothing that a camera sent."""

from collections.abc import AsyncGenerator
from contextlib import nullcontext
from functools import lru_cache
from io import BytesIO
from typing import Final

from aiohttp import web
from PIL import Image, ImageDraw, ImageFont

from homeassistant.core import HomeAssistant

from ...core.failure import Failure
from ...core.verdict import Door
from ...exceptions import NoPictureError
from ...ha.texts import HouseholdTexts
from ..frames import GuardedFrame
from ..guard import CameraGuard
from ..requester import Requester
from .mjpeg import async_serve_pictures

_SIZE: Final = (640, 360)
_PAPER: Final = (32, 36, 40)
_INK: Final = (170, 176, 182)
_LETTERS: Final = 24


async def async_still(
    hass: HomeAssistant,
    guard: CameraGuard,
    door: Door,
    width: int | None,
    height: int | None,
) -> bytes:
    """Return what the guard gives; dashboards get the calm picture while the source is switched off.

    Raises:
        CameraPrivateError, NoPictureError: As the guard does.
    """
    try:
        return (await guard.async_picture(door, width, height)).content
    except NoPictureError:
        calm = await _async_calm(hass, guard) if door is Door.PROXY else None
        if calm is None:
            raise
        return calm


async def async_pictures(
    hass: HomeAssistant,
    guard: CameraGuard,
    request: web.Request,
    who: Requester,
    interval: float | None = None,
) -> web.StreamResponse:
    """Answer a request for MJPEG as the guard does; with the calm picture while the source is off."""
    if (calm := await _async_calm(hass, guard)) is not None:
        return await async_serve_pictures(request, _only(calm), nullcontext())
    return await guard.async_serve_pictures(request, who, interval)


async def _async_calm(hass: HomeAssistant, guard: CameraGuard) -> bytes | None:
    if guard.refusal() is not None or guard.problem is not Failure.SWITCHED_OFF:
        return None
    states = await HouseholdTexts.async_load(
        hass, "sensor.live_picture.state.", category="entity"
    )
    return await hass.async_add_executor_job(_drawn, states.say(Failure.SWITCHED_OFF))


@lru_cache(maxsize=8)
def _drawn(words: str) -> bytes:
    image = Image.new("RGB", _SIZE, _PAPER)
    ImageDraw.Draw(image).text(
        (_SIZE[0] / 2, _SIZE[1] / 2),
        words,
        fill=_INK,
        font=ImageFont.load_default(_LETTERS),
        anchor="mm",
    )
    content = BytesIO()
    image.save(content, "JPEG", quality=80)
    return content.getvalue()


async def _only(picture: bytes) -> AsyncGenerator[GuardedFrame]:
    """Yield one picture, and no more."""
    yield GuardedFrame(picture)
