"""The history in a home: what happens is written down, and nothing waits for that which closes."""

from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import (
    DOMAIN,
    ISSUE_HISTORY_BROKEN,
    ISSUE_HISTORY_NOT_WRITTEN,
)
from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.history import (
    History,
    HistoryNotWrittenError,
    HistoryQuery,
)
from custom_components.lens_cap.history.history import FILE_NAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ...helpers.disk import break_file, mend_file
from ...helpers.family import by
from ...helpers.mock_house import SOFA, House

ADMINISTRATOR = HistoryViewer(reader=Reader.ADMINISTRATOR)


async def _told(house: House, *kinds: HistoryKind) -> list[HistoryRecord]:
    """Return the records of some kinds, the oldest first."""
    query = HistoryQuery(kinds=frozenset(kinds) if kinds else None, limit=500)
    page = await house.runtime.history.async_page(query, ADMINISTRATOR)
    assert page.unbroken
    return [record for _, record in reversed(page.records)]


def _path(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(".storage", FILE_NAME))


def _issues(hass: HomeAssistant) -> set[str]:
    return {
        issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN
    }


async def test_a_start_says_how_private_each_camera_is(house: House) -> None:
    """With names, and why."""
    first, *levels = await _told(house)
    assert first.kind is HistoryKind.STARTED
    assert {(one.camera, one.level, one.reason) for one in levels} == {
        ("Sofa", "open", "nothing_asks"),
        ("Bed", "private", "base_level"),
    }


async def test_who_closed_and_opened_a_camera_is_known(
    family: House, ben: MockUser
) -> None:
    """By whom, and why; in order."""
    await family.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(ben))
    await family.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(ben))
    levels = [
        one for one in await _told(family, HistoryKind.LEVEL) if one.camera_id == SOFA
    ]
    assert [(one.level, one.by) for one in levels] == [
        ("open", None),
        ("private", ben.id),
        ("open", ben.id),
    ]
    asked = await _told(family, HistoryKind.HOLD, HistoryKind.RELEASED)
    assert [(one.kind, one.by) for one in asked] == [
        ("hold", ben.id),
        ("released", ben.id),
    ]


async def test_guests_and_settings_are_written_down(house: House) -> None:
    """That they came and left; of settings, which."""
    await house.call("lens_cap.set_guests", present=True)
    house.hass.config_entries.async_update_entry(house.entry, options={"pin": "hash"})
    await house.hass.async_block_till_done()
    assert len(await _told(house, HistoryKind.GUESTS_ARRIVED)) == 1
    [changed] = await _told(house, HistoryKind.SETTINGS_CHANGED)
    assert changed.codes == ("pin",)
    assert b"hash" not in _path(house.hass).read_bytes().partition(b"\n")[2].replace(
        b"", b""
    )


async def test_a_restart_goes_on_with_the_same_chain(house: House) -> None:
    """The stop is written, the start too, and nothing is missing."""
    await house.restart()
    kinds = [one.kind.value for one in await _told(house)]
    assert [one for one in kinds if one in ("started", "stopped")] == [
        "started",
        "stopped",
        "started",
    ]


async def test_a_failing_disk_neither_keeps_a_camera_open_nor_goes_unsaid(
    house: House,
) -> None:
    """The camera closes at once; a repair says what is not written; once it can be, it is."""
    path = _path(house.hass)
    content = break_file(path)
    await house.call("lens_cap.set_privacy", "camera.sofa", level="private")
    assert not house.is_open()
    await house.hass.async_block_till_done()
    assert ISSUE_HISTORY_NOT_WRITTEN in _issues(house.hass)
    page = await house.runtime.history.async_page(HistoryQuery(), ADMINISTRATOR)
    assert page.unwritten
    with pytest.raises(HistoryNotWrittenError):
        await house.runtime.history.async_add(
            HistoryRecord(kind=HistoryKind.REVIEWED, at=dt_util.utcnow())
        )
    mend_file(path, content)
    [hold] = await _told(house, HistoryKind.HOLD)
    assert hold.camera == "Sofa"
    assert await _told(house, HistoryKind.REVIEWED) == []
    assert ISSUE_HISTORY_NOT_WRITTEN not in _issues(house.hass)


async def test_a_changed_line_is_said_in_the_repairs(house: House) -> None:
    """And wherever the history is shown; the repair is gone with Lens Cap."""
    await house.stop()
    path = _path(house.hass)
    path.write_bytes(path.read_bytes().replace(b'"Bed"', b'"Bad"'))
    assert await house.set_up()
    page = await house.runtime.history.async_page(HistoryQuery(), ADMINISTRATOR)
    assert page.gaps
    assert ISSUE_HISTORY_BROKEN in _issues(house.hass)
    await house.hass.config_entries.async_remove(house.entry.entry_id)
    assert ISSUE_HISTORY_BROKEN not in _issues(house.hass)
    assert not path.exists()


async def test_what_waits_too_long_is_counted(hass: HomeAssistant) -> None:
    """Memory has a limit, and the history says how many records it lacks."""
    history = History(hass)
    path = _path(hass)
    content = break_file(path)
    record = HistoryRecord(kind=HistoryKind.SAVED, at=dt_util.utcnow())
    history.add(record)
    await hass.async_block_till_done()
    for _ in range(5002):
        history.add(record)
    mend_file(path, content)
    page = await history.async_page(
        HistoryQuery(kinds=frozenset({HistoryKind.HISTORY_BROKEN})), ADMINISTRATOR
    )
    assert [one.count for _, one in page.records] == [3]
    assert page.gaps == ("unwritten",)
    await history.async_stop()


async def test_pages_follow_each_other(house: House) -> None:
    """From the newest to the oldest, each record once."""
    for _ in range(7):
        house.runtime.history.add(
            HistoryRecord(kind=HistoryKind.SAVED, at=dt_util.utcnow())
        )
    numbers: list[int] = []
    before, more = None, True
    while more:
        page = await house.runtime.history.async_page(
            HistoryQuery(before=before, limit=4), ADMINISTRATOR
        )
        numbers += [number for number, _ in page.records]
        before, more = numbers[-1], page.more
    assert numbers == sorted(set(numbers), reverse=True)
    assert numbers[-1] == 1


async def test_residents_and_others_read_as_who_they_are(
    family: House, anna: MockUser, ben: MockUser, visitor: MockUser
) -> None:
    """Names are for administrators and residents."""
    viewer = family.runtime.history_feed.viewer
    assert [viewer(one).reader for one in (anna, ben, visitor)] == [
        Reader.ADMINISTRATOR,
        Reader.RESIDENT,
        Reader.OTHER,
    ]
    await family.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(ben))
    page = await family.runtime.history.async_page(HistoryQuery(), viewer(visitor))
    assert {record.by for _, record in page.records} == {None}
    assert HistoryKind.HOLD not in {record.kind for _, record in page.records}
