"""A state of before comes back, from a backup or a copy: all is private until somebody looks at it."""

from datetime import timedelta
import json
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.flows.repair_restored import RestoredFlow
from custom_components.lens_cap.repairs import async_create_fix_flow
from custom_components.lens_cap.storage.restore_detection import async_note_restore
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, RefreshToken
from homeassistant.backup_restore import RESTORE_BACKUP_RESULT_FILE
from homeassistant.components.backup import (
    RestoreBackupEvent,
    RestoreBackupState,
    async_get_manager,
)
from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import AbortFlow, FlowResultType, UnknownFlow
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ...helpers.callers import asking, signed_in
from ...helpers.disk import Disk
from ...helpers.mock_house import BED, SOFA, House

SWITCH = "switch.sofa_privacy_mode"


def _mark(house: House) -> Path:
    return Path(house.hass.config.cache_path("lens_cap.generation"))


def _issue(house: House) -> ir.IssueEntry | None:
    return ir.async_get(house.hass).async_get_issue(DOMAIN, "store_restored")


def _assert_doubted(house: House) -> None:
    assert house.reason(SOFA) is ReasonCode.STORE_LOST
    assert house.reason(BED) is ReasonCode.STORE_LOST
    issue = _issue(house)
    assert issue is not None
    assert issue.is_fixable
    assert issue.is_persistent
    assert issue.severity is ir.IssueSeverity.ERROR
    assert house.coordinator.data.guests


async def _flow(house: House) -> RestoredFlow:
    flow = await async_create_fix_flow(house.hass, "store_restored", None)
    assert isinstance(flow, RestoredFlow)
    flow.hass = house.hass
    return flow


async def _login(hass: HomeAssistant) -> RefreshToken:
    user = MockUser(is_owner=True).add_to_hass(hass)
    return await signed_in(hass, user.id)


async def _believe(flow: RestoredFlow) -> RepairsFlowResult:
    """Say as somebody who signed in that the old state is to count."""
    with asking(await _login(flow.hass)):
        return await flow.async_step_believe()


@pytest.fixture
async def rolled_back(house: House) -> House:
    """Return a house that came back with the state of before the bed was made private."""
    await house.call("switch.turn_on", SWITCH)
    older = house.store_file.read_bytes()
    await house.call("switch.turn_off", SWITCH)
    await house.call("camera.turn_off", "camera.bed")
    await house.stop()
    house.store_file.write_bytes(older)
    assert await house.set_up()
    return house


async def test_an_older_state(rolled_back: House) -> None:
    """It says what was private then, and from when it is."""
    _assert_doubted(rolled_back)
    issue = _issue(rolled_back)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["private"] == "Sofa"
    assert issue.translation_placeholders["when"].startswith("20")


@pytest.mark.parametrize(
    "wanted",
    [
        {"level": "private", "duration": 600},
        {"level": "unchanged", "recording_off": True},
    ],
    ids=["over", "recording only"],
)
async def test_an_older_state_in_which_not_all_was_private(
    house: House, freezer: FrozenDateTimeFactory, wanted: dict[str, Any]
) -> None:
    """What ended meanwhile, or was of recordings only, is not said to be; all is private all the same."""
    await house.call("lens_cap.set_privacy", "camera.sofa", **wanted)
    await house.call(
        "lens_cap.set_privacy", "camera.bed", level="private", duration=7200
    )
    older = house.store_file.read_bytes()
    await house.call("switch.turn_on", "switch.lens_cap_all_privacy_mode")
    await house.stop()
    house.store_file.write_bytes(older)
    freezer.tick(timedelta(hours=1))
    assert await house.set_up()
    _assert_doubted(house)
    issue = _issue(house)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["private"] == "Bed"


async def test_going_on_from_it(rolled_back: House) -> None:
    """What it says counts from then on, also after the next start."""
    flow = await _flow(rolled_back)
    step = await flow.async_step_init()
    assert step["type"] is FlowResultType.MENU
    assert step["menu_options"] == ["believe", "keep"]
    done = await _believe(flow)
    assert done["reason"] == "believed"
    assert rolled_back.reason(SOFA) is ReasonCode.HOLD
    assert rolled_back.reason(BED) is ReasonCode.BASE_LEVEL
    assert not rolled_back.coordinator.data.guests
    await rolled_back.restart()
    assert rolled_back.reason(SOFA) is ReasonCode.HOLD
    assert not rolled_back.coordinator.data.guests


async def test_a_program_does_not_go_on_from_it(
    rolled_back: House,
) -> None:
    """Neither a token that was made for programs nor the lack of any shows a person."""
    flow, token = await _flow(rolled_back), await _login(rolled_back.hass)
    program = await rolled_back.hass.auth.async_create_refresh_token(
        token.user,
        client_name="a program",
        token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
        access_token_expiration=timedelta(days=1),
    )
    for one in (program, None):
        with asking(one), pytest.raises(AbortFlow) as caught:
            await flow.async_step_believe()
        assert caught.value.reason == "not_signed_in"
        assert rolled_back.reason(BED) is ReasonCode.STORE_LOST


async def test_keeping_all_private(rolled_back: House) -> None:
    """Also after the next start."""
    done = await (await _flow(rolled_back)).async_step_keep()
    assert done["reason"] == "kept"
    await rolled_back.restart()
    assert rolled_back.reason(SOFA) is ReasonCode.STORE_LOST
    assert rolled_back.reason(BED) is ReasonCode.STORE_LOST


async def test_going_on_cannot_be_saved(
    rolled_back: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing opens."""
    flow = await _flow(rolled_back)
    Disk(monkeypatch).full = True
    done = await _believe(flow)
    assert done["type"] is FlowResultType.ABORT
    assert done["reason"] == "not_saved"
    assert rolled_back.reason(BED) is ReasonCode.STORE_LOST


async def test_not_while_it_does_not_run(rolled_back: House) -> None:
    """Nobody could end anything."""
    await rolled_back.stop()
    with pytest.raises(UnknownFlow):
        await async_create_fix_flow(rolled_back.hass, "store_restored", None)


async def test_a_form_that_stayed_open_over_a_reload(rolled_back: House) -> None:
    """It answers for the Lens Cap that runs now, and says so where none does."""
    flow = await _flow(rolled_back)
    await rolled_back.stop()
    with pytest.raises(AbortFlow) as caught:
        await _believe(flow)
    assert caught.value.reason == "not_running"
    assert await rolled_back.set_up()
    done = await _believe(flow)
    assert done["reason"] == "believed"
    assert rolled_back.reason(BED) is ReasonCode.BASE_LEVEL


@pytest.mark.parametrize("step", ["believe", "keep"])
async def test_a_form_about_what_somebody_answered(
    rolled_back: House, step: str
) -> None:
    """It changes nothing, and says so."""
    flow = await _flow(rolled_back)
    ir.async_delete_issue(rolled_back.hass, DOMAIN, "store_restored")
    with asking(await _login(rolled_back.hass)):
        done = await getattr(flow, f"async_step_{step}")()
    assert done["reason"] == "answered"
    assert rolled_back.reason(BED) is ReasonCode.STORE_LOST


@pytest.mark.parametrize("mark", [None, b"", b"[]", b'{"lineage": "x", "count": 1}'])
async def test_a_state_that_was_not_written_here(
    house: House, mark: bytes | None
) -> None:
    """A backup does not hold the mark, and another copy has another one."""
    await house.stop()
    _mark(house).unlink()
    if mark is not None:
        _mark(house).write_bytes(mark)
    assert await house.set_up()
    _assert_doubted(house)


async def test_a_state_without_a_generation(house: House) -> None:
    """It is from an older version, or from somewhere else."""
    await house.stop()
    stored = json.loads(house.store_file.read_bytes())
    del stored["data"]["generation"]
    house.store_file.write_text(json.dumps(stored))
    assert await house.set_up()
    _assert_doubted(house)


async def test_a_crash_between_state_and_mark(house: House) -> None:
    """A state that is newer than the mark is the newest there is."""
    before = _mark(house).read_bytes()
    await house.call("switch.turn_on", SWITCH)
    await house.stop()
    _mark(house).write_bytes(before)
    assert await house.set_up()
    assert house.reason(SOFA) is ReasonCode.HOLD
    assert _issue(house) is None


async def test_an_upgrade(house: House) -> None:
    """Before, there were neither generations nor a mark; from the next change on there are."""
    await house.stop()
    _mark(house).unlink()
    stored = json.loads(house.store_file.read_bytes())
    del stored["data"]["generation"]
    house.store_file.write_text(json.dumps(stored))
    assert await house.set_up()
    assert house.is_open(SOFA)
    assert _issue(house) is None
    await house.call("switch.turn_on", SWITCH)
    older = house.store_file.read_bytes()
    await house.call("camera.turn_off", "camera.bed")
    await house.stop()
    house.store_file.write_bytes(older)
    assert await house.set_up()
    _assert_doubted(house)


async def test_a_mark_that_cannot_be_written(bare_house: House) -> None:
    """Then nothing can be known, and nothing is said at each start."""
    _block(bare_house)
    assert await bare_house.set_up()
    await bare_house.call("switch.turn_on", SWITCH)
    await bare_house.restart()
    assert bare_house.reason(SOFA) is ReasonCode.HOLD
    assert _issue(bare_house) is None
    _unblock(bare_house)


def _block(house: House) -> None:
    Path(house.hass.config.cache_path()).write_text("no folder")


def _unblock(house: House) -> None:
    Path(house.hass.config.cache_path()).unlink()


def _was_restored(hass: HomeAssistant, *, worked: bool) -> None:
    """Leave on disk what Home Assistant leaves there when it restored a backup."""
    result = {"success": worked, "error": None, "error_type": None}
    Path(hass.config.path(RESTORE_BACKUP_RESULT_FILE)).write_text(json.dumps(result))


def _has_run(house: House) -> None:
    """Leave on disk what a home that ran before has."""
    house.hass.config_entries.async_update_entry(
        house.entry, data={"initialised": True}
    )
    data = {"holds": {}, "take_overs": {}, "saved_at": "2026-10-01T10:00:00+00:00"}
    house.store_file.parent.mkdir(exist_ok=True)
    house.store_file.write_text(json.dumps({"version": 1, "data": data}))


@pytest.mark.parametrize("worked", [True, False])
async def test_home_assistant_tells_of_a_restore(
    hass: HomeAssistant, bare_house: House, worked: bool
) -> None:
    """Also where it failed, since then nobody knows what was restored; and only once."""
    _has_run(bare_house)
    _was_restored(hass, worked=worked)
    assert await async_setup_component(hass, "backup", {})
    assert await bare_house.set_up()
    _assert_doubted(bare_house)
    await _believe(await _flow(bare_house))
    await bare_house.restart()
    assert bare_house.is_open(SOFA)


async def test_a_start_without_a_restore(
    hass: HomeAssistant, bare_house: House
) -> None:
    """Nothing is private that was not."""
    _has_run(bare_house)
    assert await async_setup_component(hass, "backup", {})
    assert await bare_house.set_up()
    assert bare_house.is_open(SOFA)
    assert _issue(bare_house) is None


async def test_set_up_for_the_first_time_after_a_restore(
    hass: HomeAssistant, bare_house: House
) -> None:
    """There was nothing that could have been lost."""
    _was_restored(hass, worked=True)
    assert await async_setup_component(hass, "backup", {})
    assert await bare_house.set_up()
    assert bare_house.is_open(SOFA)


async def test_the_supervisor_tells_of_it_at_every_start(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each restore counts once."""
    monkeypatch.setenv("SUPERVISOR_RESTORE_JOB_ID", "job 1")
    _has_run(bare_house)
    assert await async_setup_component(hass, "backup", {})
    event = RestoreBackupEvent(
        reason=None, stage=None, state=RestoreBackupState.IN_PROGRESS
    )
    async_get_manager(hass).async_on_backup_event(event)
    assert await bare_house.set_up()
    _assert_doubted(bare_house)
    await _believe(await _flow(bare_house))
    await bare_house.stop()
    await async_note_restore(hass)
    assert bare_house.noted == []
    monkeypatch.setenv("SUPERVISOR_RESTORE_JOB_ID", "job 2")
    await async_note_restore(hass)
    assert bare_house.noted == ["restored"]


async def test_nothing_tells_of_backups(hass: HomeAssistant, house: House) -> None:
    """Home Assistant need not have that part."""
    await async_note_restore(hass)
    assert house.noted == []
