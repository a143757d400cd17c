"""A camera whose own control never says what it does, and whose pictures are checked."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from PIL import Image

from custom_components.lens_cap.core.controls.role import Role
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .controls import choose, control
from .later import later, settled
from .mock_house import SECRET, SOFA, House, SourceCamera

LENS: Final = "switch.privacy_mode"
STILL_SEES: Final = f"device_still_sees_{SOFA}"
NOT_PRIVATE: Final = f"device_not_private_{SOFA}"


def jpeg(color: str | None, size: tuple[int, int] = (320, 180)) -> bytes:
    """Return a picture of one color, or, without one, of a room: never the same twice."""
    picture = (
        Image.new("RGB", size, color)
        if color is not None
        else Image.effect_noise(size, 200).convert("RGB")
    )
    buffer = BytesIO()
    picture.save(buffer, "JPEG", comment=SECRET)
    return buffer.getvalue()


def lost() -> bytes:
    """Return a picture of a room of which all was lost on its way, and that ends as it should."""
    whole = jpeg(None)
    scan = whole.index(b"\xff\xda")
    length = int.from_bytes(whole[scan + 2 : scan + 4])
    return whole[: scan + 2 + length] + b"\xff\xd9"


def clear() -> bytes:
    """Return a picture through which one looks at whatever lies behind."""
    buffer = BytesIO()
    Image.new("RGBA", (320, 180)).save(buffer, "PNG")
    return buffer.getvalue()


class Filmed:
    """What the sofa's original films, and how often it was asked for that."""

    def __init__(self, source: SourceCamera, film: Callable[[], bytes]) -> None:
        """Film by a function."""
        self.film = film
        self.asked = 0
        self.hangs: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()
        source.async_camera_image = self.image  # type: ignore[method-assign, assignment]

    async def image(self, **_size: int | None) -> bytes:
        """Return the picture of the moment, whatever size is asked for."""
        self.asked += 1
        self.begun.set()
        try:
            if self.hangs is not None:
                await self.hangs.wait()
        finally:
            self.ended.set()
        return self.film()


async def private(house: House) -> None:
    """Make the sofa private by hand, and let its lens have had the time to say that it closed."""
    await house.call("switch.turn_on", "switch.sofa_privacy_mode")
    await settled(house.hass)
    await later(house.hass, 100)


async def allow(house: House, **settings: Any) -> None:
    """Let the owner choose the lens, with settings beside it."""
    lens = control(house.hass, Role.PRIVACY, LENS, "on")
    await choose(house, lens, **settings)
    await settled(house.hass)


def filmed(house: House, film: Callable[[], bytes]) -> Filmed:
    """Let the sofa's original film something."""
    return Filmed(house.sources[SOFA], film)


def issue(hass: HomeAssistant, issue_id: str) -> ir.IssueEntry | None:
    """Return a repair."""
    return ir.async_get(hass).async_get_issue("lens_cap", issue_id)
