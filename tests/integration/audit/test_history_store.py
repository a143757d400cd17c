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
    memory = AuditHistoryStore(hass)
    await asyncio.gather(memory.async_accept([ACCEPTED]), memory.async_accept([OTHER]))
    after = AuditHistoryStore(hass)
    await after.async_load()
    assert set(after.memory.acceptances) == {ACCEPTED, OTHER}
    assert after.memory == memory.memory


async def test_a_run_that_outlives_its_end_writes_nothing(hass: HomeAssistant) -> None:
    """It would write over what the next one keeps."""
    memory = AuditHistoryStore(hass)
    memory.see_findings([FINDING])
    await memory.async_flush()
    memory.see_findings([])
    await hass.async_stop(force=True)
    after = AuditHistoryStore(hass)
    await after.async_load()
    assert after.memory.findings == (FINDING,)
