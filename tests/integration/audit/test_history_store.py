"""What an audit remembers is on disk."""

import asyncio
from dataclasses import replace
from typing import Final

from custom_components.lens_cap.audit.history_store import AuditHistoryStore
from custom_components.lens_cap.core.audit.finding import Acceptance
from homeassistant.core import HomeAssistant

from ...core.audit.test_findings import ACCEPTED, FINDING

OTHER: Final[Acceptance] = replace(ACCEPTED, check_id="mic_on")


async def test_two_acceptances_at_once_are_both_on_disk(hass: HomeAssistant) -> None:
    """Neither is lost to the other."""
    store = AuditHistoryStore(hass)
    await asyncio.gather(store.async_accept([ACCEPTED]), store.async_accept([OTHER]))
    after = AuditHistoryStore(hass)
    await after.async_load()
    assert set(after.history.acceptances) == {ACCEPTED, OTHER}
    assert after.history == store.history


async def test_a_run_that_outlives_its_end_writes_nothing(hass: HomeAssistant) -> None:
    """It would write over what the next one keeps."""
    store = AuditHistoryStore(hass)
    store.see_findings([FINDING])
    await store.async_flush()
    store.see_findings([])
    await hass.async_stop(force=True)
    after = AuditHistoryStore(hass)
    await after.async_load()
    assert after.history.findings == (FINDING,)
