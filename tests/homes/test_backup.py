"""A real backup is made while cameras become private, and restored later: nothing opens by that."""

import asyncio
from collections.abc import AsyncIterator, Mapping
import json
import logging
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from homeassistant.backup_restore import RESTORE_BACKUP_FILE, restore_backup
from lab.cameras_process import LabCameras
from lab.home_client import HomeClient
from lab.sources import entity_id

from .closing import close, reopen, until
from .conftest import allow_loopback
from .lab_house import KEYS, House, guarded_house
from .lookout import Lookout

LOGGER = logging.getLogger(__name__)
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def backed_up(
    lab_process: LabCameras, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """Boot a house of which backups are made."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("backed_up")
    async with guarded_house(folder, lab_process) as house:
        yield house


async def _make_backup(client: HomeClient) -> None:
    """Make a backup while cameras close and open all the time."""
    await client.command(
        "backup/generate", agent_ids=["backup.local"], include_database=False
    )
    toggles = 0

    async def finished() -> bool:
        nonlocal toggles
        await close(client)
        await reopen(client)
        toggles += 1
        info = await client.command("backup/info")
        return bool(info["state"] == "idle")

    assert await until(finished, 120)
    info = await client.command("backup/info")
    LOGGER.info("%s toggles while a backup was made: %s", toggles, info["backups"])
    assert info["last_action_event"]["state"] == "completed"


def _restore(folder: Path) -> None:
    """Do what Home Assistant does at its next start."""
    (backup,) = (folder / "backups").glob("*.tar")
    (folder / RESTORE_BACKUP_FILE).write_text(
        json.dumps(
            {
                "path": str(backup),
                "password": None,
                "remove_after_restore": False,
                "restore_database": False,
                "restore_homeassistant": True,
            }
        )
    )
    # It clears the folder first, and stumbles over a link to a folder.
    (folder / "custom_components").unlink()
    assert restore_backup(str(folder))


async def _go_on(client: HomeClient) -> Mapping[str, Any]:
    """Say in the repair that the old state is to count; return what comes of it."""
    flow = await client.post(
        "/api/repairs/issues/fix",
        {"handler": "lens_cap", "issue_id": "store_restored"},
    )
    assert flow["menu_options"] == ["believe", "keep"]
    ended: Mapping[str, Any] = await client.post(
        f"/api/repairs/issues/fix/{flow['flow_id']}", {"next_step_id": "believe"}
    )
    return ended


async def test_a_restored_backup_opens_nothing(backed_up: House, sockets: None) -> None:
    """What was made private after it is private, and so is all else; an administrator goes on."""
    async with backed_up.client() as client:
        await _make_backup(client)
        await client.act("camera.turn_off", entity_id=entity_id("garden"))
        await asyncio.sleep(1)
    await backed_up.home.stop()
    _restore(backed_up.home.folder)
    async with Lookout(backed_up) as lookout:
        await backed_up.restart()
        await asyncio.sleep(3)
    assert lookout.seen == []
    async with backed_up.client() as client:
        for key in KEYS:
            assert await client.state(f"sensor.{key}_privacy_reason") == "store_lost"
        issues = (await client.command("repairs/list_issues"))["issues"]
        (issue,) = [one for one in issues if one["issue_id"] == "store_restored"]
        assert issue["is_fixable"]
        refused = await _go_on(client)
        assert refused["reason"] == "not_signed_in"
        assert await client.state("sensor.garden_privacy_level") == "private"
        async with backed_up.signed_in() as administrator:
            assert (await _go_on(administrator))["reason"] == "believed"
        # What was so in the backup counts, and that was made while cameras closed and opened.
        for key in KEYS:
            assert await client.state(f"sensor.{key}_privacy_reason") != "store_lost"
