"""Stores what audits remember between runs and over restarts."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from ..core.audit.finding import Acceptance, Finding, FindingKey
from ..core.audit.history import AuditHistory, history_from_json, history_to_json
from ..core.audit.probe import Probed
from ..core.ids import CameraId
from ..core.state.codec import Json
from ..storage.verified_store import SaveError, UnreadableError, VerifiedStore

STORAGE_KEY: Final = "lens_cap.audit"
_SAVE_SECONDS: Final = 10.0


class AuditHistoryStore:
    """Keeps acceptances, findings, since when updates are pending, and results of probes.

    A lost file is no harm: people are told again what they had accepted.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._file = VerifiedStore(hass, STORAGE_KEY)
        self.history = AuditHistory()
        self._unsaved = False
        self._over = False
        self._accepting = asyncio.Lock()

    async def async_load(self) -> None:
        """Load the history."""
        try:
            self.history = history_from_json(await self._file.async_load())
        except UnreadableError as error:
            LOGGER.warning(
                "could not read the stored security findings and acceptances: %s", error
            )

    async def async_accept(self, acceptances: Collection[Acceptance]) -> None:
        """Add acceptances; they are on disk when this returns.

        Raises:
            SaveError: It could not be written; nothing is accepted.
        """
        # Of two at once, the later would write a file without the earlier.
        async with self._accepting:
            data = dict(history_to_json(self.history.with_accepted(acceptances)))
            await self._file.async_save(
                data,
                lambda found: (
                    set(acceptances) <= set(history_from_json(found).acceptances)
                ),
            )
            self.history = self.history.with_accepted(acceptances)

    async def async_take_back(self, keys: Collection[FindingKey]) -> None:
        """Accept findings no longer; on disk when this returns.

        Raises:
            SaveError: It could not be written; they are accepted as before.
        """
        async with self._accepting:
            taken = self.history.without_accepted(keys)
            await self._file.async_save(
                dict(history_to_json(taken)),
                lambda found: history_from_json(found).acceptances == taken.acceptances,
            )
            self.history = self.history.without_accepted(keys)

    @callback
    def see_updates(
        self, waiting: Mapping[CameraId, bool | None], now: datetime
    ) -> None:
        """Remember since when updates are pending; None means unknown."""
        self._keep(self.history.with_updates(waiting, now))

    @callback
    def see_probes(self, probed: Mapping[CameraId, Probed]) -> None:
        """Remember results of probes, so that a restart does not repeat them."""
        self._keep(self.history.with_probed(probed))

    @callback
    def see_findings(self, findings: Iterable[Finding]) -> None:
        """Remember findings, so that a check that cannot tell after a restart does not clear them."""
        self._keep(self.history.with_findings(findings))

    @callback
    def tidy(self, cameras: Iterable[CameraId], now: datetime) -> None:
        """Drop expired acceptances and removed cameras."""
        self._keep(self.history.tidied(cameras, now))

    def _keep(self, history: AuditHistory) -> None:
        # A run that outlives its end must not write over what the next one keeps.
        if history != self.history and not self._over:
            self.history = history
            self._unsaved = True
            self._file.save_soon(self._data, _SAVE_SECONDS)

    async def async_flush(self) -> None:
        """Write pending changes for the last time; Home Assistant logs a failure."""
        self._over = True
        if self._unsaved:
            self._unsaved = False
            with suppress(SaveError):
                await self._file.async_save(self._data(), lambda _found: True)

    def _data(self) -> dict[str, Json]:
        return dict(history_to_json(self.history))

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._file.async_remove()
