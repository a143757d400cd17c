"""Placeholders that say in words why there is no other picture, and until when; of nothing that a camera sent."""

from base64 import b64encode
from collections.abc import AsyncGenerator
from contextlib import nullcontext
from functools import lru_cache
from io import BytesIO
from typing import Final, Protocol

from aiohttp import web
from PIL import Image, ImageDraw, ImageFont

from homeassistant.core import HomeAssistant

from ...core.failure import Failure
from ...core.level import PrivacyLevel
from ...core.privacy.decide import Decision
from ...core.verdict import Door
from ...exceptions import NO_NEW_PICTURE, CameraPrivateError, NoPictureError
from ...ha.texts import HouseholdTexts, clock_time
from ..frames import GuardedFrame, StreamSource
from ..requester import Requester
from .mjpeg import async_serve_pictures

_PRIVATE_UNTIL: Final = "private_until"
_LINE: Final = 0.88
_LINES: Final = 15
_SIZE: Final = (640, 360)
_PAPER: Final = (32, 36, 40)
_INK: Final = (170, 176, 182)
_LETTERS: Final = 24


class PlaceholderInputs(Protocol):
    """What decides, and what is shown instead."""

    @property
    def decision(self) -> Decision:
        """Return the decision in force."""

    @property
    def placeholder(self) -> GuardedFrame:
        """Return the picture without words."""


class PlaceholderGuard(PlaceholderInputs, Protocol):
    """The guard of a camera."""

    @property
    def problem(self) -> Failure | None:
        """Return what keeps the picture away."""

    def refusal(self) -> CameraPrivateError | None:
        """Return why there is no picture of the camera, or None."""

    async def async_picture(
        self, door: Door, width: int | None = None, height: int | None = None
    ) -> GuardedFrame:
        """Return a picture that may be shown."""

    async def async_serve_pictures(
        self, request: web.Request, who: Requester, interval: float | None = None
    ) -> web.StreamResponse:
        """Answer a request for MJPEG."""


class PlaceholderSource:
    """The placeholder of a private camera, for the worker that makes a stream of it."""

    def __init__(self, hass: HomeAssistant, guard: PlaceholderInputs) -> None:
        self._hass = hass
        self._guard = guard

    async def async_stream(self) -> StreamSource:
        """Return the picture as it is now, with its words; there is no address."""
        picture = await _async_private(self._hass, self._guard)
        return StreamSource("", {"picture": b64encode(picture).decode()})


async def async_still(
    hass: HomeAssistant,
    guard: PlaceholderGuard,
    door: Door,
    width: int | None,
    height: int | None,
) -> bytes:
    """Return what the guard gives; dashboards get a placeholder where it is known why there is none.

    Raises:
        CameraPrivateError, NoPictureError: As the guard does.
    """
    try:
        frame = await guard.async_picture(door, width, height)
        if frame is guard.placeholder:
            return await _async_private(hass, guard)
    except NoPictureError as error:
        if door is not Door.PROXY or guard.refusal() is not None:
            raise
        if error.translation_key == NO_NEW_PICTURE:
            texts = await HouseholdTexts.async_load(hass)
            words = texts.say(NO_NEW_PICTURE)
            return await hass.async_add_executor_job(_drawn, words)
        placeholder = await _async_switched_off(hass, guard)
        if placeholder is None:
            raise
        return placeholder
    return frame.content


async def async_pictures(
    hass: HomeAssistant,
    guard: PlaceholderGuard,
    request: web.Request,
    who: Requester,
    interval: float | None = None,
) -> web.StreamResponse:
    """Answer a request for MJPEG as the guard does; with a placeholder while there is none to show."""
    if guard.refusal() is not None:
        private = await _async_private(hass, guard)
        return await async_serve_pictures(request, _only(private), nullcontext())
    if (placeholder := await _async_switched_off(hass, guard)) is not None:
        return await async_serve_pictures(request, _only(placeholder), nullcontext())
    return await guard.async_serve_pictures(request, who, interval)


async def _async_switched_off(
    hass: HomeAssistant, guard: PlaceholderGuard
) -> bytes | None:
    if guard.refusal() is not None or guard.problem is not Failure.SWITCHED_OFF:
        return None
    states = await HouseholdTexts.async_load(
        hass, "sensor.live_picture.state.", category="entity"
    )
    return await hass.async_add_executor_job(_drawn, states.say(Failure.SWITCHED_OFF))


async def _async_private(hass: HomeAssistant, guard: PlaceholderInputs) -> bytes:
    """Return the placeholder, with the end of privacy in words where that is known."""
    decision, plain = guard.decision, guard.placeholder.content
    if decision.level is not PrivacyLevel.PRIVATE or decision.next_change is None:
        return plain
    texts = await HouseholdTexts.async_load(hass)
    if not texts.text(_PRIVATE_UNTIL, ""):
        return plain
    words = texts.say(_PRIVATE_UNTIL, until=clock_time(decision.next_change))
    return await hass.async_add_executor_job(_written, plain, words)


@lru_cache(maxsize=32)
def _written(picture: bytes, words: str) -> bytes:
    with Image.open(BytesIO(picture)) as image:
        image.load()
        width, height = image.size
        ImageDraw.Draw(image).text(
            (width / 2, height * _LINE),
            words,
            fill=_INK,
            font=ImageFont.load_default(height / _LINES),
            anchor="mm",
        )
        content = BytesIO()
        image.save(content, "JPEG", quality=85)
    return content.getvalue()


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
