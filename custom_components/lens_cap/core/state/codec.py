"""Converts the state to JSON and back; a state that is unreadable in part is not read at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from ..ids import CameraId, RuleId, ZoneId
from ..level import PrivacyLevel
from ..truth import Truth
from .generation import Generation
from .guests import Guests
from .hold import Hold, HoldOrigin
from .household import HouseholdState
from .lift import Lift
from .takeover import TakeOver

type Json = Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None

VERSION: Final = 1
SAVED_AT: Final = "saved_at"
"""Beside the state: when it was written, so that a clock that is behind shows."""

GENERATION: Final = "generation"
"""Beside the state: its place among those that were written."""


class _UnreadableError(Exception):
    """A value is not of the expected shape."""


def state_to_json(state: HouseholdState) -> dict[str, Json]:
    """Return the state in a form that `state_from_json` reads back to an equal state."""
    return {
        "holds": {
            camera_id: [_hold_to_json(hold) for hold in holds]
            for camera_id, holds in state.holds.items()
            if holds
        },
        "take_overs": {
            camera_id: _take_over_to_json(record)
            for camera_id, record in state.take_overs.items()
        },
        "guests": _guests_to_json(state.guests),
        "lifts": [
            {"camera": camera_id} | _lift_to_json(lift)
            for camera_id, lift in state.lifts
        ],
        "rules_off": sorted(state.rules_off),
    }


def state_from_json(data: Json) -> HouseholdState | None:
    """Return the state, or None if any part of it is unreadable."""
    try:
        fields = _mapping(data)
        return HouseholdState(
            holds={
                CameraId(camera_id): tuple(
                    _hold_from_json(hold) for hold in _list(holds)
                )
                for camera_id, holds in _mapping(fields.get("holds")).items()
            },
            take_overs={
                CameraId(camera_id): _take_over_from_json(record)
                for camera_id, record in _mapping(fields.get("take_overs")).items()
            },
            guests=_guests_from_json(fields.get("guests", {})),
            lifts=tuple(
                _lift_from_json(lift) for lift in _list(fields.get("lifts", []))
            ),
            rules_off=frozenset(
                RuleId(_text(rule)) for rule in _list(fields.get("rules_off", []))
            ),
        )
    except _UnreadableError, ValueError, OverflowError:
        return None


def saved_at_from_json(data: Json) -> datetime | None:
    """Return when stored data was written, or None if unknown."""
    try:
        return _moment_or_none(_mapping(data).get(SAVED_AT))
    except _UnreadableError, ValueError, OverflowError:
        return None


def generation_to_json(generation: Generation) -> dict[str, Json]:
    """Return a generation in a form that `generation_from_json` reads back."""
    return {"lineage": generation.lineage, "count": generation.count}


def generation_from_json(data: Json) -> Generation | None:
    """Return the generation, or None if unreadable."""
    try:
        fields = _mapping(data)
        count = fields.get("count")
        if type(count) is not int:
            return None
        return Generation(lineage=_text(fields.get("lineage")), count=count)
    except _UnreadableError:
        return None


def stored_generation_from_json(data: Json) -> Generation | None:
    """Return the generation of stored data, or None if unknown."""
    return generation_from_json(
        data.get(GENERATION) if isinstance(data, Mapping) else None
    )


def _hold_to_json(hold: Hold) -> dict[str, Json]:
    return {
        "level": hold.level.value,
        "origin": hold.origin.value,
        "set_at": hold.set_at.isoformat(),
        "until": _moment_to_json(hold.until),
        "until_everyone_leaves": hold.until_everyone_leaves,
        "set_by": hold.set_by,
        "asked_by": sorted(hold.asked_by),
        "zones": sorted(hold.zones),
        "recording_off": hold.recording_off,
        "recognition_off": hold.recognition_off,
    }


def _hold_from_json(data: Json) -> Hold:
    fields = _mapping(data)
    return Hold(
        level=PrivacyLevel(_text(fields.get("level"))),
        origin=HoldOrigin(_text(fields.get("origin"))),
        set_at=_moment(fields.get("set_at")),
        until=_moment_or_none(fields.get("until")),
        until_everyone_leaves=_flag(fields.get("until_everyone_leaves", False)),
        set_by=_text_or_none(fields.get("set_by")),
        asked_by=frozenset(_text(one) for one in _list(fields.get("asked_by", []))),
        zones=_zones(fields.get("zones", [])),
        recording_off=_flag(fields.get("recording_off", False)),
        recognition_off=_flag(fields.get("recognition_off", False)),
    )


def _guests_to_json(guests: Guests) -> dict[str, Json]:
    return {
        "since": _moment_to_json(guests.since),
        "until": _moment_to_json(guests.until),
        "set_by": guests.set_by,
        "dismissed": guests.dismissed.name,
        "doubted": guests.doubted,
    }


def _guests_from_json(data: Json) -> Guests:
    fields = _mapping(data)
    dismissed = _text(fields.get("dismissed", Truth.NO.name))
    if dismissed not in Truth.__members__:
        raise _UnreadableError
    return Guests(
        since=_moment_or_none(fields.get("since")),
        until=_moment_or_none(fields.get("until")),
        set_by=_text_or_none(fields.get("set_by")),
        dismissed=Truth[dismissed],
        doubted=_flag(fields.get("doubted", False)),
    )


def _lift_to_json(lift: Lift) -> dict[str, Json]:
    return {
        "set_at": lift.set_at.isoformat(),
        "until": lift.until.isoformat(),
        "set_by": lift.set_by,
        "zones": sorted(lift.zones),
    }


def _lift_from_json(data: Json) -> tuple[CameraId, Lift]:
    fields = _mapping(data)
    return CameraId(_text(fields.get("camera"))), Lift(
        set_at=_moment(fields.get("set_at")),
        until=_moment(fields.get("until")),
        set_by=_text_or_none(fields.get("set_by")),
        zones=_zones(fields.get("zones", [])),
    )


def _take_over_to_json(record: TakeOver) -> dict[str, Json]:
    return {
        "source_id": record.source_id,
        "original_entity_id": record.original_entity_id,
        "renamed_to": record.renamed_to,
        "hidden": record.hidden,
        "exposure": dict(record.exposure),
        "preload": record.preload,
        "platform": record.platform,
        "unique_id": record.unique_id,
        "named": record.named,
        "name_before": record.name_before,
    }


def _take_over_from_json(data: Json) -> TakeOver:
    fields = _mapping(data)
    return TakeOver(
        source_id=_text(fields.get("source_id")),
        original_entity_id=_text(fields.get("original_entity_id")),
        renamed_to=_text_or_none(fields.get("renamed_to")),
        hidden=_flag(fields.get("hidden")),
        exposure={
            assistant: None if exposed is None else _flag(exposed)
            for assistant, exposed in _mapping(fields.get("exposure")).items()
        },
        preload=_flag(fields.get("preload")),
        platform=_text(fields.get("platform", "")),
        unique_id=_text(fields.get("unique_id", "")),
        named=_text_or_none(fields.get("named")),
        name_before=_text_or_none(fields.get("name_before")),
    )


def _mapping(data: Json) -> Mapping[str, Json]:
    if not isinstance(data, Mapping):
        raise _UnreadableError
    return data


def _list(data: Json) -> Sequence[Json]:
    if not isinstance(data, Sequence) or isinstance(data, str):
        raise _UnreadableError
    return data


def _text(data: Json) -> str:
    if not isinstance(data, str):
        raise _UnreadableError
    return data


def _text_or_none(data: Json) -> str | None:
    return None if data is None else _text(data)


def _zones(data: Json) -> frozenset[ZoneId]:
    return frozenset(ZoneId(_text(zone)) for zone in _list(data))


def _flag(data: Json) -> bool:
    if not isinstance(data, bool):
        raise _UnreadableError
    return data


def _moment(data: Json) -> datetime:
    moment = datetime.fromisoformat(_text(data))
    if moment.tzinfo is None:
        raise _UnreadableError
    return moment


def _moment_or_none(data: Json) -> datetime | None:
    return None if data is None else _moment(data)


def _moment_to_json(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
