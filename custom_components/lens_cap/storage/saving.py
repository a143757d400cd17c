"""Saves the household's state; a failed save that closes cameras is retried until it works."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN, ISSUE_NOT_SAVED, LOGGER
from ..core.ids import CameraId, RuleId
from ..core.state.household import HouseholdState
from ..exceptions import NotSavedError
from ..ha.repair_issues import async_create_issue
from ..ha.retry import Retry
from .state_store import StateStore
from .verified_store import SaveError


class Saving:
    """Writes states to the store, one at a time; `newest` returns the present one."""

    def __init__(
        self,
        hass: HomeAssistant,
        store: StateStore,
        newest: Callable[[], HouseholdState],
    ) -> None:
        self._hass = hass
        self._store = store
        self._newest = newest
        self._stopped = False
        self._running = 0
        self._quiet = asyncio.Event()
        self._retry = Retry(hass, self._async_save_again)

    async def async_save(
        self,
        newest: Callable[[], HouseholdState],
        *,
        closing: Collection[CameraId | RuleId] | None = None,
    ) -> None:
        """Write what `newest` returns, and return once it is on disk.

        Args:
            newest: Asked at the last moment.
            closing: The cameras that this makes private, and rules that it switches on; None for what opens, or neither. What
                closes is in force, and is tried again by itself; people see that in the repairs.

        Raises:
            NotSavedError: It is not on disk.
        """
        self._running += 1
        try:
            # Awaited as it is: whoever waits goes on before the next save asks for the newest state.
            await self._store.async_save(newest, closing=closing or ())
        except SaveError as error:
            if closing is not None:
                self._miss()
            raise NotSavedError(closing=closing is not None) from error
        finally:
            self._running -= 1
            if not self._running:
                self._quiet.set()
        self._retry.stop()
        async_forget_unsaved(self._hass)

    @callback
    def save_soon(self, entry: ConfigEntry[Any]) -> None:
        """Write the newest state, which is in force already; it is tried again until it works."""
        work = async_log_unsaved(self.async_save(self._newest, closing=()))
        _task = entry.async_create_task(self._hass, work)

    async def async_stop(self) -> None:
        """Stop retrying, and wait for a write in progress, so that the next load finds a whole file."""
        self._stopped = True
        self._retry.stop()
        if self._running:
            self._quiet.clear()
            await self._quiet.wait()

    async def _async_save_again(self) -> bool:
        try:
            await self.async_save(self._newest)
        except NotSavedError:
            return False
        return True

    def _miss(self) -> None:
        async_create_issue(
            self._hass,
            ISSUE_NOT_SAVED,
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_NOT_SAVED,
        )
        if not self._stopped:
            self._retry.begin()


@callback
def async_forget_unsaved(hass: HomeAssistant) -> None:
    """Delete the issue about unsaved privacy."""
    ir.async_delete_issue(hass, DOMAIN, ISSUE_NOT_SAVED)


async def async_log_unsaved(work: Awaitable[None]) -> None:
    """Wait for a change that nobody else waits for; where it cannot be saved, that is logged."""
    try:
        await work
    except NotSavedError as error:
        LOGGER.error("could not save a change: %s", error)
