"""The camera entity, as its guard knows it."""

from typing import Protocol


class AttachedEntity(Protocol):
    """The camera entity by which Home Assistant knows the guarded camera."""

    @property
    def orientation(self) -> int:
        """How the household wants pictures turned, as Home Assistant numbers it."""

    async def async_withdraw_stream(self) -> None:
        """Take back the streams that Home Assistant built on the relay's address."""
