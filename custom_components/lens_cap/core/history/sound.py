"""What happened with sound, as records of the history and back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from ..audio.endings import Ending
from ..audio.grant import Length
from ..audio.log import AudioEvent, AudioEventKind
from ..audio.request import Channel
from ..ids import CameraId
from .chain import Step
from .record import FROM_AUDIO_LOG, HistoryKind, HistoryRecord

_KINDS: Final = {
    AudioEventKind.REQUESTED: HistoryKind.SOUND_ASKED,
    AudioEventKind.CONFIRMED: HistoryKind.SOUND_ON,
    AudioEventKind.REQUEST_ENDED: HistoryKind.SOUND_NOT_GIVEN,
    AudioEventKind.SOUND_ENDED: HistoryKind.SOUND_OFF,
}
_EVENTS: Final = {record: event for event, record in _KINDS.items()}
_LENGTH: Final = "length:"
_CHANNEL: Final = "channel:"


def record_of_sound(event: AudioEvent, camera: str = "") -> HistoryRecord:
    """Return the record of what happened with the sound of a camera, which has a name."""
    codes = (
        _LENGTH + event.length.value if event.length else "",
        _CHANNEL + event.channel.value if event.channel else "",
    )
    return HistoryRecord(
        kind=_KINDS[event.kind],
        at=event.at,
        camera_id=event.camera_id,
        camera=camera,
        by=event.by,
        asked_by=event.asked_by,
        reason=event.why.value if event.why else "",
        until=event.until,
        codes=tuple(code for code in codes if code),
        note=event.purpose,
    )


def sound_of(record: HistoryRecord) -> AudioEvent | None:
    """Return what happened with sound, or None for a record of something else."""
    kind = _EVENTS.get(record.kind)
    if kind is None or record.camera_id is None:
        return None
    return AudioEvent(
        kind=kind,
        camera_id=record.camera_id,
        at=record.at,
        by=record.by,
        asked_by=record.asked_by,
        length=_coded(Length, _LENGTH, record),
        purpose=record.note,
        until=record.until,
        channel=_coded(Channel, _CHANNEL, record),
        why=next((one for one in Ending if one.value == record.reason), None),
    )


def sound_events(steps: Iterable[Step]) -> tuple[AudioEvent, ...]:
    """Return all that happened with sound, in its order: what was moved into the history happened before."""
    moved: list[AudioEvent] = []
    others: list[AudioEvent] = []
    for step in steps:
        record = step.entry.record
        if record is not None and (event := sound_of(record)) is not None:
            (moved if record.is_moved else others).append(event)
    return (*moved, *others)


def to_move(
    events: Iterable[AudioEvent],
    steps: Iterable[Step],
    name_of: Callable[[CameraId], str],
) -> tuple[HistoryRecord, ...]:
    """Return the records of those events that the history does not tell yet, marked as moved."""
    told = {_identity(event) for event in sound_events(steps)}
    records = (
        record_of_sound(event, name_of(event.camera_id))
        for event in events
        if _identity(event) not in told
    )
    return tuple(
        replace(record, codes=(*record.codes, FROM_AUDIO_LOG)) for record in records
    )


def _identity(event: AudioEvent) -> tuple[object, ...]:
    return (
        event.kind,
        event.camera_id,
        event.at,
        event.by,
        event.asked_by,
        event.why,
    )


def _coded[Member: StrEnum](
    members: type[Member], prefix: str, record: HistoryRecord
) -> Member | None:
    codes = {
        code.removeprefix(prefix) for code in record.codes if code.startswith(prefix)
    }
    return next((one for one in members if one.value in codes), None)
