"""Sound in the history: all of it is told, and what a log of its own told before is moved in once."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.audio.endings import Ending
from custom_components.lens_cap.core.audio.grant import Length
from custom_components.lens_cap.core.audio.log import (
    AudioEvent,
    AudioEventKind,
    ended_by_restart,
    of_ending,
    of_grant,
    of_request,
)
from custom_components.lens_cap.core.audio.request import Channel
from custom_components.lens_cap.core.audio.state import Ended
from custom_components.lens_cap.core.history.chain import Step, walk
from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.history.sound import (
    record_of_sound,
    sound_events,
    sound_of,
    to_move,
)
from custom_components.lens_cap.core.ids import CameraId

from ..sound_of_sofa import asked, granted
from .records import NOW, SOFA, happened, lines_of

ASKED = of_request(asked())
ON = of_grant(granted(), Channel.PHONE)
OFF = of_ending(Ended(camera_id=SOFA, what=granted(), why=Ending.GUESTS), NOW, None)

events = st.builds(
    AudioEvent,
    kind=st.sampled_from(AudioEventKind),
    camera_id=st.sampled_from(["sofa", "door"]).map(CameraId),
    at=st.integers(-9, 9).map(lambda hours: NOW + timedelta(hours=hours)),
    by=st.none() | st.sampled_from(["anna", "ben"]),
    asked_by=st.none() | st.sampled_from(["anna", "ben"]),
    length=st.none() | st.sampled_from(Length),
    purpose=st.text(max_size=20),
    until=st.none() | st.just(NOW),
    channel=st.none() | st.sampled_from(Channel),
    why=st.none() | st.sampled_from(Ending),
)


def _steps(*written: HistoryRecord) -> list[Step]:
    return list(walk(lines_of(list(written))))


def _name(camera_id: CameraId) -> str:
    return camera_id.title()


def test_sound_is_written_down() -> None:
    """Who asked, who confirmed on which way, for how long, and why it ended."""
    granting = record_of_sound(ON, "Sofa")
    assert (granting.kind, granting.camera) == (HistoryKind.SOUND_ON, "Sofa")
    assert "channel:phone" in granting.codes
    assert record_of_sound(ASKED).kind is HistoryKind.SOUND_ASKED
    assert record_of_sound(OFF).reason == "guests"
    bare = record_of_sound(replace(ASKED, length=None))
    assert (bare.camera, bare.codes, bare.reason) == ("", (), "")


@given(events)
def test_it_can_be_read_back(event: AudioEvent) -> None:
    """From the lines of the history, whole."""
    assert sound_events(_steps(happened(), record_of_sound(event))) == (event,)


def test_other_records_are_no_sound() -> None:
    """Nor is one of no camera."""
    assert sound_of(happened()) is None
    assert sound_of(happened(kind=HistoryKind.SOUND_ON)) is None


@given(st.lists(events), st.lists(events))
def test_what_is_moved_is_there_once(
    earlier: list[AudioEvent], told: list[AudioEvent]
) -> None:
    """All that the log told is in the history then, and moving it again adds nothing."""
    history = [record_of_sound(one) for one in told]
    moved = to_move(earlier, _steps(*history), _name)
    after = _steps(*history, *moved)
    assert all(one.is_moved for one in moved)
    assert {one.at for one in earlier} <= {one.at for one in sound_events(after)}
    assert to_move(earlier, after, _name) == ()


def test_what_was_moved_happened_before() -> None:
    """Sound that ended meanwhile is not said to have gone on until a restart."""
    moved = to_move([ASKED, ON], [], _name)
    assert {one.camera for one in moved} == {"Sofa"}
    told = sound_events(_steps(record_of_sound(OFF), *moved))
    assert told == (ASKED, ON, OFF)
    assert ended_by_restart(told, NOW) == ()
    assert ended_by_restart((*told, replace(ON, at=NOW)), NOW) != ()
