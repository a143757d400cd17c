"""What all guarded cameras share to show pictures: the relay, the worker's library, and more."""

from dataclasses import dataclass
from typing import Self

from homeassistant.core import HomeAssistant

from .relay.relay import Relay
from .slots import Slots, TooManyCoveredIssue
from .stills.decoder import StillDecoder
from .stills.placeholder import load_placeholder
from .worker_process import find_library


@dataclass(frozen=True, kw_only=True)
class MediaEngine:
    """The shared parts, ready for use."""

    relay: Relay
    library: str
    decoder: StillDecoder
    placeholder: bytes
    slots: Slots

    @classmethod
    async def async_start(cls, hass: HomeAssistant) -> Self:
        """Return a running engine.

        Raises:
            OSError: There is no loopback port, or a file of Lens Cap is missing.
            ModuleNotFoundError: PyAV or Pillow is not installed.
        """
        library = await hass.async_add_executor_job(find_library)
        pillow = await hass.async_add_executor_job(find_library, "PIL")
        placeholder = await hass.async_add_executor_job(load_placeholder)
        relay = Relay()
        await relay.async_start()
        engine = cls(
            relay=relay,
            library=library,
            decoder=StillDecoder(pillow),
            placeholder=placeholder,
            slots=Slots(reporter=TooManyCoveredIssue(hass)),
        )
        engine.slots.forget_refusal()  # of before a restart
        return engine

    async def async_stop(self) -> None:
        """Stop the relay and the decoder; guards end their own workers."""
        self.slots.forget_refusal()
        await self.relay.async_stop()
        await self.decoder.async_stop()
