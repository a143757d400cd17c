"""What an integration kept from before an opening, where it keeps pictures: that one is not shown."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Final

from homeassistant.components.camera import Camera
from homeassistant.core import HomeAssistant, callback

from ..exceptions import NO_NEW_PICTURE
from .frames import RawFrame, SourceError

# Whose cameras give, when they are asked for a still, what was sent or recorded last: at a motion, when
# somebody rang, when an automation sent it. Where an integration has such cameras and others, by their
# translation keys.
KEEPERS: Final[Mapping[str, frozenset[str] | None]] = {
    "abode": None,
    "august": None,
    "blink": None,
    "doorbird": frozenset({"last_motion", "last_ring"}),
    "mqtt": None,
    "prosegur": None,
    "push": None,
    "ring": None,
    "skybell": None,
    "verisure": None,
    "xiaomi": None,
    "xthings_cloud": None,
    "yale": None,
    "yi": None,
}


def keeps_pictures(camera: Camera) -> bool:
    """Return whether this camera gives what it was sent last, instead of what it sees."""
    platform = camera.platform.platform_name
    keys = KEEPERS.get(platform, frozenset())
    return keys is None or camera.translation_key in keys


class KeptPicture:
    """The picture that one camera had when it was opened, or when more of it was shown.

    Nothing in a picture says when it was taken: it is not shown before another one comes.
    """

    def __init__(self) -> None:
        self._mark: bytes | None = None
        self._noting: asyncio.Task[None] | None = None

    @callback
    def note(
        self, hass: HomeAssistant, fetch: Callable[[], Awaitable[RawFrame]]
    ) -> None:
        """Begin to note what is there now, so that what comes next is not taken for it."""
        self._noting = hass.async_create_background_task(
            self._async_note(fetch), "note a kept picture", eager_start=False
        )

    async def async_new(self, fetch: Callable[[], Awaitable[RawFrame]]) -> RawFrame:
        """Return what is fetched, where it is not the picture of before.

        Where that could not be noted, the first one is taken for it.

        Raises:
            SourceError: It is, or there is none.
        """
        if self._noting is not None:
            # First: what would be fetched meanwhile could be another one than is noted.
            await asyncio.wait([self._noting])
        raw = await fetch()
        mark = sha256(raw.content).digest()
        if self._mark is None:
            self._mark = mark
        if mark == self._mark:
            raise SourceError(NO_NEW_PICTURE)
        return raw

    async def _async_note(self, fetch: Callable[[], Awaitable[RawFrame]]) -> None:
        with suppress(SourceError):
            self._mark = sha256((await fetch()).content).digest()
