"""The log of sound of earlier versions: all of it is in the history afterwards, whatever interrupts that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
import json
from pathlib import Path
from typing import Final

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.audio import FormerAudioLog
from custom_components.lens_cap.core.audio.endings import Ending
from custom_components.lens_cap.core.audio.log import (
    AudioEvent,
    AudioEventKind,
    event_to_json,
)
from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.history.sound import record_of_sound, sound_events
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.history import History, HistoryQuery
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.disk import HistoryDisk, break_file, mend_file
from ...helpers.mock_house import HALL, SOFA, House

_MANY: Final = 450


@dataclass(frozen=True)
class Former:
    """The file that earlier versions wrote."""

    path: Path

    @property
    def is_there(self) -> bool:
        """Whether it was not moved yet."""
        return self.path.exists()

    @property
    def is_aside(self) -> bool:
        """Whether what nobody can read was put aside."""
        return self.path.with_name("lens_cap.audio.unreadable").exists()

    def write(self, events: Sequence[AudioEvent]) -> None:
        """Write it as those versions did."""
        stored = {"events": [event_to_json(one) for one in events]}
        fields = {"version": 1, "minor_version": 1, "key": "lens_cap.audio"}
        self.write_text(json.dumps(fields | {"data": stored}))

    def write_text(self, content: str) -> None:
        """Write something else."""
        self.path.write_text(content)


@pytest.fixture
def former(hass: HomeAssistant) -> Former:
    """Return where earlier versions wrote."""
    path = Path(hass.config.path(".storage", "lens_cap.audio"))
    path.parent.mkdir(exist_ok=True)
    return Former(path)


def _crash(hass: HomeAssistant, written: int) -> None:
    """Leave the history as a crash does: some of its lines, and a part of one."""
    path = Path(hass.config.path(".storage", "lens_cap.history"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: 1 + written]) + b"half a li")


def _events(count: int) -> list[AudioEvent]:
    begin = dt_util.utcnow() - timedelta(days=9)
    return [
        AudioEvent(
            kind=AudioEventKind.SOUND_ENDED,
            camera_id=(SOFA, HALL)[number % 2],
            at=begin + timedelta(minutes=number),
            by="anna",
            purpose="the baby",
            why=Ending.BY_HAND,
        )
        for number in range(count)
    ]


async def _move(hass: HomeAssistant) -> tuple[AudioEvent, ...]:
    """Start anew; return what the history tells then."""
    history = History(hass)
    await FormerAudioLog(hass).async_move(history, str)
    told = await history.async_read(sound_events)
    await history.async_stop()
    return told


async def test_all_of_it_is_moved_once(hass: HomeAssistant, former: Former) -> None:
    """What the history already tells is not told twice, and the file is gone."""
    events = _events(_MANY)
    former.write(events)
    history = History(hass)
    for one in events[300:400]:
        history.add(record_of_sound(one))
    await history.async_stop()
    told = await _move(hass)
    assert sorted(told, key=lambda one: one.at) == events
    assert not former.is_there
    assert await _move(hass) == told


async def test_what_was_moved_says_nothing_of_how_far_back_the_history_goes(
    hass: HomeAssistant, former: Former
) -> None:
    """It is shown, and the history begins with its own first line."""
    former.write(_events(2))
    await _move(hass)
    history = History(hass)
    reader = HistoryViewer(reader=Reader.ADMINISTRATOR)
    page = await history.async_page(HistoryQuery(), reader)
    assert (len(page.records), page.begins, page.unbroken) == (2, None, True)
    now = dt_util.utcnow()
    history.add(HistoryRecord(kind=HistoryKind.STARTED, at=now))
    page = await history.async_page(HistoryQuery(), reader)
    assert page.begins == now
    await history.async_stop()


@pytest.mark.parametrize("written", [0, 1, 201, _MANY])
async def test_a_crash_midway(
    hass: HomeAssistant, former: Former, written: int
) -> None:
    """Whatever was written by then, the next start makes it whole."""
    events = _events(_MANY)
    former.write(events)
    complete = await _move(hass)
    _crash(hass, written)
    former.write(events)
    told = await _move(hass)
    assert len(told) == len(set(told)) == _MANY
    assert set(told) == set(complete)
    assert not former.is_there


async def test_a_full_disk(
    hass: HomeAssistant, former: Former, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stays until the history has what is in it."""
    events = _events(3)
    former.write(events)
    disk = HistoryDisk(monkeypatch)
    disk.full = True
    assert await _move(hass) == ()
    assert former.is_there
    disk.full = False
    assert list(await _move(hass)) == events
    assert not former.is_there


async def test_what_is_too_old(
    hass: HomeAssistant, former: Former, freezer: FrozenDateTimeFactory
) -> None:
    """Nothing that the household does not keep any more comes back."""
    old, new = _events(2)
    former.write([old, new])
    freezer.move_to(new.at + timedelta(days=90))
    assert await _move(hass) == (new,)
    assert not former.is_there


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"version": 9}',
        '{"version": 9, "minor_version": 1, "key": "lens_cap.audio", "data": {}}',
        '{"version": 1, "minor_version": 1, "key": "lens_cap.audio", "data": {"events": "x"}}',
        '{"version": 1, "minor_version": 1, "key": "lens_cap.audio", "data": []}',
    ],
)
async def test_rubbish(hass: HomeAssistant, former: Former, content: str) -> None:
    """It is met once, and keeps nothing from starting."""
    former.write_text(content)
    assert await _move(hass) == ()
    assert not former.is_there
    await FormerAudioLog(hass).async_remove()
    assert not former.is_aside


async def test_a_file_that_cannot_be_read_now(
    hass: HomeAssistant, former: Former
) -> None:
    """It stays, and is moved once it can be read."""
    events = _events(1)
    former.write(events)
    content = break_file(former.path)
    assert await _move(hass) == ()
    mend_file(former.path, content)
    assert list(await _move(hass)) == events


async def test_in_a_home(house: House, former: Former) -> None:
    """It happens at the start, with the names of cameras; what a restart had ended is said then."""
    await house.stop()
    granted = AudioEvent(
        kind=AudioEventKind.CONFIRMED,
        camera_id=SOFA,
        at=dt_util.utcnow() - timedelta(days=1),
    )
    former.write([granted])
    assert await house.set_up()

    def of_sound(steps: object) -> list[HistoryRecord]:
        return [
            one.entry.record
            for one in steps  # type: ignore[attr-defined]
            if one.entry.record is not None
            and one.entry.record.kind.value.startswith("sound_")
        ]

    on, off = await house.runtime.history.async_read(of_sound)
    assert (on.kind, on.camera, on.at) == (HistoryKind.SOUND_ON, "Sofa", granted.at)
    assert (off.kind, off.reason) == (HistoryKind.SOUND_OFF, "restart")
    assert on.is_moved
    assert not off.is_moved
    assert not former.is_there
    assert not house.guard().decision.audio
