"""What happens with requests and grants: user ids, never names or proofs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..ids import CameraId
from ..state.json_values import Json, readable_moment
from .endings import Ending
from .grant import Grant, Length, Wanted
from .request import Channel, Pending
from .state import Ended

_LONGEST_PURPOSE: Final = 200


class AudioEventKind(StrEnum):
    """Kinds of events."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    REQUEST_ENDED = "request_ended"
    SOUND_ENDED = "sound_ended"


@dataclass(frozen=True, kw_only=True)
class AudioEvent:
    """One event.

    `by` is who asked, confirmed, denied or switched off (None for an automation, Lens Cap itself, or
    a PIN without a user). `asked_by` is who had asked. `until` is the confirmed end, `why` the reason
    of an ending.
    """

    kind: AudioEventKind
    camera_id: CameraId
    at: datetime
    by: str | None = None
    asked_by: str | None = None
    length: Length | None = None
    purpose: str = ""
    until: datetime | None = None
    channel: Channel | None = None
    why: Ending | None = None


def of_request(pending: Pending) -> AudioEvent:
    """Return the event of a request."""
    wanted = pending.wanted
    return _event(
        AudioEventKind.REQUESTED,
        wanted,
        pending.asked_at,
        by=wanted.by,
        until=pending.expires_at,
    )


def of_grant(grant: Grant, channel: Channel) -> AudioEvent:
    """Return the event of a grant."""
    return _event(
        AudioEventKind.CONFIRMED,
        grant.wanted,
        grant.set_at,
        by=grant.confirmed_by,
        until=grant.until,
        channel=channel,
    )


def of_ending(
    ended: Ended, now: datetime, by: str | None, channel: Channel | None = None
) -> AudioEvent:
    """Return the event of an ending."""
    asked = isinstance(ended.what, Pending)
    return _event(
        AudioEventKind.REQUEST_ENDED if asked else AudioEventKind.SOUND_ENDED,
        ended.what.wanted,
        now,
        by=by,
        why=ended.why,
        channel=channel,
    )


def _event(
    kind: AudioEventKind,
    wanted: Wanted,
    at: datetime,
    *,
    by: str | None,
    until: datetime | None = None,
    channel: Channel | None = None,
    why: Ending | None = None,
) -> AudioEvent:
    return AudioEvent(
        kind=kind,
        camera_id=wanted.camera_id,
        at=at,
        by=by,
        asked_by=wanted.by,
        length=wanted.length,
        purpose=wanted.purpose[:_LONGEST_PURPOSE],
        until=until,
        channel=channel,
        why=why,
    )


def ended_by_restart(
    events: Sequence[AudioEvent], now: datetime
) -> tuple[AudioEvent, ...]:
    """Return endings for what was still running when Home Assistant stopped."""
    open_requests: dict[CameraId, AudioEvent] = {}
    open_grants: dict[CameraId, AudioEvent] = {}
    for event in events:
        match event.kind:
            case AudioEventKind.REQUESTED:
                open_requests[event.camera_id] = event
            case AudioEventKind.CONFIRMED:
                open_requests.pop(event.camera_id, None)
                open_grants[event.camera_id] = event
            case AudioEventKind.REQUEST_ENDED:
                open_requests.pop(event.camera_id, None)
            case _:
                open_grants.pop(event.camera_id, None)
    return tuple(
        AudioEvent(
            kind=kind,
            camera_id=event.camera_id,
            at=now,
            asked_by=event.asked_by,
            length=event.length,
            purpose=event.purpose,
            why=Ending.RESTART,
        )
        for kind, left in (
            (AudioEventKind.REQUEST_ENDED, open_requests),
            (AudioEventKind.SOUND_ENDED, open_grants),
        )
        for event in left.values()
    )


def anonymous(events: Iterable[AudioEvent]) -> list[dict[str, Json]]:
    """Return events with pseudonyms: people can be told apart, but not identified."""
    seen: dict[str, str] = {}

    def person(user_id: str | None) -> str | None:
        if user_id is None:
            return None
        return seen.setdefault(user_id, f"user {len(seen) + 1}")

    return [
        event_to_json(
            replace(
                event,
                by=person(event.by),
                asked_by=person(event.asked_by),
                purpose="written" if event.purpose else "",
            )
        )
        for event in events
    ]


def event_to_json(event: AudioEvent) -> dict[str, Json]:
    """Return an event in a form that `events_from_json` reads back to an equal one."""
    return {
        "kind": event.kind.value,
        "camera": event.camera_id,
        "at": event.at.isoformat(),
        "by": event.by,
        "asked_by": event.asked_by,
        "length": event.length.value if event.length else None,
        "purpose": event.purpose,
        "until": event.until.isoformat() if event.until else None,
        "channel": event.channel.value if event.channel else None,
        "why": event.why.value if event.why else None,
    }


def events_from_json(data: object) -> tuple[AudioEvent, ...]:
    """Return the readable events of a log that earlier versions wrote; nothing depends on the others."""
    if not isinstance(data, list):
        return ()
    found = (_event_from_json(one) for one in data)
    return tuple(one for one in found if one is not None)


def _event_from_json(data: object) -> AudioEvent | None:
    if not isinstance(data, Mapping):
        return None
    camera_id, purpose = data.get("camera"), data.get("purpose")
    kind = _member(AudioEventKind, data.get("kind"))
    at = readable_moment(data.get("at"))
    if kind is None or at is None or not isinstance(camera_id, str):
        return None
    return AudioEvent(
        kind=kind,
        camera_id=CameraId(camera_id),
        at=at,
        by=_text(data.get("by")),
        asked_by=_text(data.get("asked_by")),
        length=_member(Length, data.get("length")),
        purpose=purpose if isinstance(purpose, str) else "",
        until=readable_moment(data.get("until")),
        channel=_member(Channel, data.get("channel")),
        why=_member(Ending, data.get("why")),
    )


def _member[Member: StrEnum](kind: type[Member], value: object) -> Member | None:
    return next((one for one in kind if one.value == value), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
