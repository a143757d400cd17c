"""Unloading, reloading and removing leave nothing behind."""

import asyncio
import os
from pathlib import Path
import threading

import pytest

from custom_components.lens_cap.const import DOMAIN, LOGGER
from custom_components.lens_cap.privacy.hold_request import BY_HAND
from homeassistant.components.stream import DOMAIN as STREAM
from homeassistant.components.stream.const import ATTR_STREAMS
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.util.async_ import get_scheduled_timer_handles

from ...helpers.mock_house import BED, SOFA, House, registered
from ...helpers.subentries import add_camera

EVENT_LISTENERS = "homeassistant_stop"


def _census(hass: HomeAssistant) -> dict[str, int]:
    """Count whatever a reload could leave behind."""
    return {
        "tasks": len(asyncio.all_tasks()),
        "threads": len(
            [
                thread
                for thread in threading.enumerate()
                if not thread.name.startswith(("SyncWorker", "waitpid", "asyncio"))
            ]
        ),
        "timers": len(
            [
                handle
                for handle in get_scheduled_timer_handles(hass.loop)
                if not handle.cancelled()
            ]
        ),
        "open files": len(list(Path("/proc/self/fd").iterdir())),
        "children": len(
            Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        ),
        "devices": len(dr.async_get(hass).devices),
        "entities": len(er.async_get(hass).entities),
        "states": len(hass.states.async_all()),
        "issues": len(ir.async_get(hass).issues),
        "listeners": sum(hass.bus.async_listeners().values()),
        "streams": len(hass.data[STREAM][ATTR_STREAMS]),
        "files": len(list(Path(hass.config.path(".storage")).iterdir())),
    }


async def _write_what_waits(hass: HomeAssistant) -> None:
    """Have Home Assistant write now what it would write some seconds after a change, in the midst of all this."""
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()


async def test_reloading_fifty_times_leaves_nothing(
    hass: HomeAssistant, house: House
) -> None:
    """No task, thread, process, timer, file, device, state, issue or listener more than before."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    await house.restart()
    await _write_what_waits(hass)
    before, begun = _census(hass), hass.loop.time()
    for _ in range(50):
        await house.restart()
    await _write_what_waits(hass)
    assert _census(hass) == before
    LOGGER.info("50 reloads in %.1f s: %s", hass.loop.time() - begun, before)


async def test_unloading_takes_the_cameras_away(
    hass: HomeAssistant, house: House
) -> None:
    """The guards are shut and the relay is gone; originals stay hidden under their new ids."""
    guard, address = house.guard(), house.guard().stream_address()
    assert address is not None
    await house.stop()
    assert guard.refusal() is not None
    assert guard.relay_token is None
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", int(address.split(":")[2][:5]))
    assert house.state("camera.sofa").state == "unavailable"
    assert registered(hass, "camera.sofa_original").hidden_by is not None


async def test_removing_lens_cap_gives_everything_back(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """Originals, files and registries are as before; which cameras can be seen again is said."""
    await house.privacy.async_hold([SOFA], BY_HAND)
    house.marker_file.write_text("[]")
    ir.async_create_issue(  # noqa: TID251  # as others do
        hass,
        DOMAIN,
        "store_lost",
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key="store_lost",
    )
    entry_id = house.entry.entry_id
    await hass.config_entries.async_remove(entry_id)
    await hass.async_block_till_done()
    assert not house.store_file.exists()
    assert not house.marker_file.exists()
    for slug in ("sofa", "bed"):
        source = registered(hass, f"camera.{slug}")
        assert source.platform == "test"
        assert source.hidden_by is None
        assert DOMAIN not in source.options
        assert er.async_get(hass).async_get(f"camera.{slug}_original") is None
    registries = er.async_get(hass), dr.async_get(hass)
    assert not er.async_entries_for_config_entry(registries[0], entry_id)
    assert not dr.async_entries_for_config_entry(registries[1], entry_id)
    told = {issue_id for domain, issue_id in issue_registry.issues if domain == DOMAIN}
    [left] = told - {"visible_again"}
    assert left.startswith("camera_left_")
    issue = issue_registry.async_get_issue(DOMAIN, "visible_again")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert "Sofa (camera.sofa)" in issue.translation_placeholders["cameras"]
    assert "Bed (camera.bed)" in issue.translation_placeholders["cameras"]


async def test_removal_keeps_what_an_unread_repair_told(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """A camera that could be seen before is still named, until somebody has read of it; over restarts."""
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    issue = issue_registry.async_get_issue(DOMAIN, "visible_again")
    assert issue is not None
    told = {"cameras": "Sofa (camera.sofa), Bed (camera.bed)"}
    assert issue.translation_placeholders == told
    assert issue.is_persistent


async def test_what_is_guarded_again_is_not_told_any_more(
    hass: HomeAssistant, house: House, issue_registry: ir.IssueRegistry
) -> None:
    """The sofa came back before the bed went."""
    hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await hass.async_block_till_done()
    add_camera(house, SOFA)
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(house.entry, BED)
    await hass.async_block_till_done()
    issue = issue_registry.async_get_issue(DOMAIN, "visible_again")
    assert issue is not None
    assert issue.translation_placeholders == {"cameras": "Bed (camera.bed)"}


async def test_removing_lens_cap_without_its_store(
    hass: HomeAssistant, house: House
) -> None:
    """The originals bear marks of their own, so that they are given back all the same."""
    await house.stop()
    house.store_file.write_bytes(b"[]")
    await hass.config_entries.async_remove(house.entry.entry_id)
    await hass.async_block_till_done()
    for slug in ("sofa", "bed"):
        assert registered(hass, f"camera.{slug}").platform == "test"
        assert registered(hass, f"camera.{slug}").hidden_by is None
    assert not house.store_file.exists()
