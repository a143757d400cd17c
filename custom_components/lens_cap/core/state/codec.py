"""Converts the state to JSON and back; a state that is unreadable in part is not read at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from ..ids import CameraId, RuleId, ZoneId
from ..level import PrivacyLevel
from ..truth import Truth
from .duties_codec import (
    consent_from_json,
    consent_to_json,
    review_from_json,
    review_to_json,
)
from .generation import Generation
from .guests import Guests
from .hold import Hold, HoldOrigin
from .household import HouseholdState
from .json_values import (
    Json,
    UnreadableJsonError,
    as_flag,
    as_list,
    as_mapping,
    as_moment,
    as_moment_or_none,
    as_text,
    as_text_or_none,
    moment_to_json,
)
from .takeover import TakeOver

__all__ = [
    "GENERATION",
    "SAVED_AT",
    "VERSION",
    "Json",
    "generation_from_json",
    "generation_to_json",
    "saved_at_from_json",
    "state_from_json",
    "state_to_json",
    "stored_generation_from_json",
]

VERSION: Final = 1
SAVED_AT: Final = "saved_at"
"""Beside the state: when it was written, so that a clock that is behind shows."""

GENERATION: Final = "generation"
"""Beside the state: its place among those that were written."""


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
        "rules_off": sorted(state.rules_off),
        "consents": {
            camera_id: [consent_to_json(consent) for consent in consents]
            for camera_id, consents in state.consents.items()
        },
        "reviews": [review_to_json(review) for review in state.reviews],
        "review_since": moment_to_json(state.review_since),
    }


def state_from_json(data: Json) -> HouseholdState | None:
    """Return the state, or None if any part of it is unreadable."""
    try:
        fields = as_mapping(data)
        return HouseholdState(
            holds={
                CameraId(camera_id): tuple(
                    _hold_from_json(hold) for hold in as_list(holds)
                )
                for camera_id, holds in as_mapping(fields.get("holds")).items()
            },
            take_overs={
                CameraId(camera_id): _take_over_from_json(record)
                for camera_id, record in as_mapping(fields.get("take_overs")).items()
            },
            guests=_guests_from_json(fields.get("guests", {})),
            rules_off=frozenset(
                RuleId(as_text(rule)) for rule in as_list(fields.get("rules_off", []))
            ),
            consents={
                CameraId(camera_id): tuple(
                    consent_from_json(consent) for consent in as_list(consents)
                )
                for camera_id, consents in as_mapping(
                    fields.get("consents", {})
                ).items()
            },
            reviews=tuple(
                review_from_json(review)
                for review in as_list(fields.get("reviews", []))
            ),
            review_since=as_moment_or_none(fields.get("review_since")),
        )
    except UnreadableJsonError, ValueError, OverflowError:
        return None


def saved_at_from_json(data: Json) -> datetime | None:
    """Return when stored data was written, or None if unknown."""
    try:
        return as_moment_or_none(as_mapping(data).get(SAVED_AT))
    except UnreadableJsonError, ValueError, OverflowError:
        return None


def generation_to_json(generation: Generation) -> dict[str, Json]:
    """Return a generation in a form that `generation_from_json` reads back."""
    return {"lineage": generation.lineage, "count": generation.count}


def generation_from_json(data: Json) -> Generation | None:
    """Return the generation, or None if unreadable."""
    try:
        fields = as_mapping(data)
        count = fields.get("count")
        if type(count) is not int:
            return None
        return Generation(lineage=as_text(fields.get("lineage")), count=count)
    except UnreadableJsonError:
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
        "until": moment_to_json(hold.until),
        "until_everyone_leaves": hold.until_everyone_leaves,
        "set_by": hold.set_by,
        "asked_by": sorted(hold.asked_by),
        "zones": sorted(hold.zones),
        "recording_off": hold.recording_off,
        "recognition_off": hold.recognition_off,
    }


def _hold_from_json(data: Json) -> Hold:
    fields = as_mapping(data)
    return Hold(
        level=PrivacyLevel(as_text(fields.get("level"))),
        origin=HoldOrigin(as_text(fields.get("origin"))),
        set_at=as_moment(fields.get("set_at")),
        until=as_moment_or_none(fields.get("until")),
        until_everyone_leaves=as_flag(fields.get("until_everyone_leaves", False)),
        set_by=as_text_or_none(fields.get("set_by")),
        asked_by=frozenset(as_text(one) for one in as_list(fields.get("asked_by", []))),
        zones=_zones(fields.get("zones", [])),
        recording_off=as_flag(fields.get("recording_off", False)),
        recognition_off=as_flag(fields.get("recognition_off", False)),
    )


def _guests_to_json(guests: Guests) -> dict[str, Json]:
    return {
        "since": moment_to_json(guests.since),
        "until": moment_to_json(guests.until),
        "set_by": guests.set_by,
        "dismissed": guests.dismissed.name,
        "doubted": guests.doubted,
    }


def _guests_from_json(data: Json) -> Guests:
    fields = as_mapping(data)
    dismissed = as_text(fields.get("dismissed", Truth.NO.name))
    if dismissed not in Truth.__members__:
        raise UnreadableJsonError
    return Guests(
        since=as_moment_or_none(fields.get("since")),
        until=as_moment_or_none(fields.get("until")),
        set_by=as_text_or_none(fields.get("set_by")),
        dismissed=Truth[dismissed],
        doubted=as_flag(fields.get("doubted", False)),
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
    fields = as_mapping(data)
    return TakeOver(
        source_id=as_text(fields.get("source_id")),
        original_entity_id=as_text(fields.get("original_entity_id")),
        renamed_to=as_text_or_none(fields.get("renamed_to")),
        hidden=as_flag(fields.get("hidden")),
        exposure={
            assistant: None if exposed is None else as_flag(exposed)
            for assistant, exposed in as_mapping(fields.get("exposure")).items()
        },
        preload=as_flag(fields.get("preload")),
        platform=as_text(fields.get("platform", "")),
        unique_id=as_text(fields.get("unique_id", "")),
        named=as_text_or_none(fields.get("named")),
        name_before=as_text_or_none(fields.get("name_before")),
    )


def _zones(data: Json) -> frozenset[ZoneId]:
    return frozenset(ZoneId(as_text(zone)) for zone in as_list(data))
