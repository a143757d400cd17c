"""Stream sessions on whatever a test says the source is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from custom_components.lens_cap.media.frames import StreamSource
from custom_components.lens_cap.media.session import StreamSession
from custom_components.lens_cap.media.slots import Slots
from custom_components.lens_cap.media.worker_process import find_library
from custom_components.lens_cap.media.worker_supervisor import WorkerInputs
from homeassistant.core import HomeAssistant


@dataclass
class Source:
    """A source camera whose address is told by `open`."""

    open: Callable[[], Awaitable[StreamSource]]

    async def async_stream(self) -> StreamSource:
        """Return the address, or fail."""
        return await self.open()


@dataclass
class Permission:
    """Whether sound may pass, as a test says."""

    audio: bool


def session_on(
    hass: HomeAssistant,
    source: StreamSource | Callable[[], Awaitable[StreamSource]],
    changed: Callable[[], None] = lambda: None,
    *,
    name: str = "Sofa",
    permission: Permission | None = None,
    slots: Slots | None = None,
) -> StreamSession:
    """Return a session on a source, or on what tells one; nothing runs yet."""

    async def known() -> StreamSource:
        assert isinstance(source, StreamSource)
        return source

    inputs = WorkerInputs(
        name=name,
        library=find_library(),
        source=Source(known if isinstance(source, StreamSource) else source),
        permission=permission or Permission(audio=False),
        slots=slots or Slots(),
    )
    return StreamSession(hass, inputs, changed)


@dataclass
class Entity:
    """A camera entity that has `withdraw` take its stream back."""

    withdraw: Callable[[], Awaitable[None]]
    orientation: int = 1

    async def async_withdraw_stream(self) -> None:
        """Take it back, or fail."""
        await self.withdraw()
