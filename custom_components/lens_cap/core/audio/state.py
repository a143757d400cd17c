"""Requests and grants of all cameras; lost at restart by design."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from ..ids import CameraId
from .endings import Ending, end_of_grant, end_of_request
from .facts import AudioFacts
from .grant import Grant
from .request import Pending


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A request or a grant that ended, and why."""

    camera_id: CameraId
    what: Pending | Grant
    why: Ending


@dataclass(frozen=True, kw_only=True)
class AudioState:
    """At most one request and one grant per camera; immutable."""

    pending: Mapping[CameraId, Pending] = field(default_factory=dict[CameraId, Pending])
    grants: Mapping[CameraId, Grant] = field(default_factory=dict[CameraId, Grant])

    def sound_until(self, camera_id: CameraId, now: datetime) -> datetime | None:
        """Return until when sound may pass unless something ends it, or None without a grant."""
        grant = self.grants.get(camera_id)
        return grant.ends_at if grant is not None and grant.is_live(now) else None

    def asked(self, pending: Pending) -> Self:
        """Return the state with a request, which replaces an older one for the same camera."""
        return replace(
            self, pending=dict(self.pending) | {pending.wanted.camera_id: pending}
        )

    def granted(self, grant: Grant) -> Self:
        """Return the state with a grant, and without the request that it answers."""
        camera_id = grant.wanted.camera_id
        return replace(
            self.without_request(camera_id),
            grants=dict(self.grants) | {camera_id: grant},
        )

    def without_request(self, camera_id: CameraId) -> Self:
        """Return the state without a camera's request."""
        return replace(self, pending=_without(self.pending, camera_id))

    def without(self, camera_id: CameraId) -> Self:
        """Return the state without anything about a camera."""
        return replace(
            self.without_request(camera_id), grants=_without(self.grants, camera_id)
        )

    def watched(self, camera_id: CameraId, viewers: int, now: datetime) -> Self:
        """Return the state for this number of viewers of a camera."""
        grant = self.grants.get(camera_id)
        if grant is None or (seen := grant.watched(viewers, now)) == grant:
            return self
        return replace(self, grants=dict(self.grants) | {camera_id: seen})

    def after_jump(self, jump: timedelta) -> Self:
        """Return the state after the clock was set."""
        return replace(
            self,
            pending={key: one.after_jump(jump) for key, one in self.pending.items()},
            grants={key: one.after_jump(jump) for key, one in self.grants.items()},
        )

    def over(
        self,
        before: Mapping[CameraId, AudioFacts],
        facts: Mapping[CameraId, AudioFacts],
        now: datetime,
    ) -> tuple[Ended, ...]:
        """Return what has ended; cameras without facts are gone."""
        found: list[Ended] = []
        for camera_id, grant in self.grants.items():
            why = _why(camera_id, facts)
            if why is None:
                why = end_of_grant(grant, before.get(camera_id), facts[camera_id], now)
            if why is not None:
                found.append(Ended(camera_id=camera_id, what=grant, why=why))
        for camera_id, pending in self.pending.items():
            why = _why(camera_id, facts)
            if why is None:
                why = end_of_request(
                    pending, before.get(camera_id), facts[camera_id], now
                )
            if why is not None:
                found.append(Ended(camera_id=camera_id, what=pending, why=why))
        return tuple(found)

    def after(self, ended: tuple[Ended, ...]) -> Self:
        """Return the state without these."""
        return replace(
            self,
            pending={
                key: one
                for key, one in self.pending.items()
                if not any(one is each.what for each in ended)
            },
            grants={
                key: one
                for key, one in self.grants.items()
                if not any(one is each.what for each in ended)
            },
        )

    def next_end(self) -> datetime | None:
        """Return the next moment at which something ends."""
        return min(
            [one.expires_at for one in self.pending.values()]
            + [one.ends_at for one in self.grants.values()],
            default=None,
        )


def _why(camera_id: CameraId, facts: Mapping[CameraId, AudioFacts]) -> Ending | None:
    return None if camera_id in facts else Ending.REMOVED


def _without[Value](
    held: Mapping[CameraId, Value], camera_id: CameraId
) -> dict[CameraId, Value]:
    return {key: value for key, value in held.items() if key != camera_id}
