"""How far trackers can be believed: a lost connection is not yet a person who left.

A router, a ping or a Bluetooth receiver says "not home" of a phone that is empty just as of one that
was carried away, and of every phone at once while the router restarts. One that says so first thing
after a start, or at the same time as another, is not believed for a while.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ..truth import Truth
from .facts import Whereabouts

TOGETHER_SECONDS: Final = 60.0
"""How far apart two trackers may go that count as gone at once."""
DOUBT_SECONDS: Final = 15 * 60.0
"""How long it is doubted then: longer than a router and the phones need to find each other again."""


class TrackerKind(StrEnum):
    """What a tracker reports: a connection, or a position."""

    CONNECTION = "connection"
    POSITION = "position"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Track:
    """The last report of a connection tracker, since when (seconds), and whether it is doubted."""

    here: Truth
    since: float
    doubted: bool = False


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """The trackers of one person: their kinds, and which of them decided the state."""

    kinds: Mapping[str, TrackerKind]
    decided_by: str | None = None


def noticed(
    before: Mapping[str, Track], tracker: str, here: Truth, since: float
) -> Mapping[str, Track]:
    """Return what to keep once a tracker by connection says something that began at a moment.

    That it is gone is doubted where it was not seen here just before, and where another one went
    at the same time; then both are.
    """
    last = before.get(tracker)
    if last is not None and last.here is here:
        return before
    if here is not Truth.NO:
        return {**before, tracker: Track(here=here, since=since)}
    together = {
        other: replace(track, doubted=True)
        for other, track in before.items()
        if other != tracker
        and track.here is Truth.NO
        and abs(since - track.since) <= TOGETHER_SECONDS
    }
    unseen = last is None or last.here is not Truth.YES
    gone = Track(here=here, since=since, doubted=unseen or bool(together))
    return {**before, **together, tracker: gone}


def doubted(tracks: Mapping[str, Track], now: float) -> frozenset[str]:
    """Return the trackers whose "not home" is not believed now."""
    return frozenset(
        tracker
        for tracker, track in tracks.items()
        if track.doubted and now < track.since + DOUBT_SECONDS
    )


def next_believed(tracks: Mapping[str, Track], now: float) -> float | None:
    """Return the next moment at which one of them is believed again."""
    return min(
        (tracks[tracker].since + DOUBT_SECONDS for tracker in doubted(tracks, now)),
        default=None,
    )


def believed(
    said: Whereabouts,
    sighting: Sighting,
    tracks: Mapping[str, Track],
    now: float,
) -> Whereabouts:
    """Return where a person is, as far as Home Assistant can be believed.

    That somebody is away is not known where it rests on a connection that is gone: while that is
    doubted, and where a tracker by position would know better and says nothing.
    """
    by = sighting.decided_by
    if said is not Whereabouts.AWAY or by is None:
        return said
    track = tracks.get(by)
    connected = track is not None and track.here is Truth.YES
    if sighting.kinds.get(by) is not TrackerKind.CONNECTION or connected:
        return said
    if TrackerKind.POSITION in sighting.kinds.values():
        return Whereabouts.UNKNOWN
    in_doubt = not doubted(tracks, now).isdisjoint(sighting.kinds)
    return Whereabouts.UNKNOWN if in_doubt else said


def only_by_connection(kinds: Iterable[TrackerKind]) -> bool:
    """Return whether a person has connection trackers only; no without any tracker."""
    found = set(kinds)
    return TrackerKind.CONNECTION in found and TrackerKind.POSITION not in found
