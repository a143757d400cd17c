"""The state as JSON, and back; what cannot be read as a whole is not read at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from .camera import CameraId
from .hold import Hold, HoldOrigin
from .level import PrivacyLevel
from .state import HouseholdState
from .takeover import TakeOver

type Json = Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None

VERSION: Final = 1


class _UnreadableError(Exception):
    """Something is not what it should be."""


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
    }


def state_from_json(data: Json) -> HouseholdState | None:
    """Return the state, or None where any part of it cannot be read for certain."""
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
        )
    except _UnreadableError, ValueError, OverflowError:
        return None


def _hold_to_json(hold: Hold) -> dict[str, Json]:
    return {
        "level": hold.level.value,
        "origin": hold.origin.value,
        "set_at": hold.set_at.isoformat(),
        "until": hold.until.isoformat() if hold.until is not None else None,
        "set_by": hold.set_by,
    }


def _hold_from_json(data: Json) -> Hold:
    fields = _mapping(data)
    until = fields.get("until")
    return Hold(
        level=PrivacyLevel(_text(fields.get("level"))),
        origin=HoldOrigin(_text(fields.get("origin"))),
        set_at=_moment(fields.get("set_at")),
        until=None if until is None else _moment(until),
        set_by=_text_or_none(fields.get("set_by")),
    )


def _take_over_to_json(record: TakeOver) -> dict[str, Json]:
    return {
        "source_id": record.source_id,
        "original_entity_id": record.original_entity_id,
        "renamed_to": record.renamed_to,
        "hidden": record.hidden,
        "exposure": dict(record.exposure),
        "preload": record.preload,
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


def _flag(data: Json) -> bool:
    if not isinstance(data, bool):
        raise _UnreadableError
    return data


def _moment(data: Json) -> datetime:
    moment = datetime.fromisoformat(_text(data))
    if moment.tzinfo is None:
        raise _UnreadableError
    return moment
