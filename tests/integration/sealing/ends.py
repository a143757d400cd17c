"""The ways by which a camera stops being guarded."""

from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.config_entries import ConfigEntryDisabler

from ...helpers.mock_house import SOFA, House

type End = Callable[[House], Awaitable[None]]


async def _remove(house: House) -> None:
    await house.hass.config_entries.async_remove(house.entry.entry_id)


async def _disable(house: House) -> None:
    await house.hass.config_entries.async_set_disabled_by(
        house.entry.entry_id, ConfigEntryDisabler.USER
    )


async def _unload(house: House) -> None:
    await house.stop()


async def _remove_camera(house: House) -> None:
    house.hass.config_entries.async_remove_subentry(house.entry, SOFA)


ENDS: Final[list[End]] = [_remove, _disable, _unload, _remove_camera]
