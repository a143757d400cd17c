"""One subscription of a connection: what it was told last, so that nothing is told twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from homeassistant.components.websocket_api.connection import ActiveConnection

from ..core.ids import CameraId

PROTOCOL: Final = 1
RUNNING: Final = "running"
STARTING: Final = "starting"
NOT_RUNNING: Final = "not_running"

type Told = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All that somebody may know at one moment."""

    you: Told
    household: Told
    cameras: Mapping[CameraId, Told]


@dataclass(kw_only=True, eq=False)
class Subscriber:
    """A connection that is told all, and then what changes; `ui` is the version of our module."""

    connection: ActiveConnection
    message_id: int
    _status: str | None = field(default=None, init=False)
    _ui: str | None = field(default=None, init=False)
    _last: Snapshot | None = field(default=None, init=False)

    def tell(self, snapshot: Snapshot, ui: str | None) -> None:
        """Tell what is new; all where nothing was known."""
        last, is_new = self._last, (self._status, self._ui) != (RUNNING, ui)
        self._status, self._ui, self._last = RUNNING, ui, snapshot
        if last is None or is_new:
            self._send_all(snapshot)
            return
        event: Told = {}
        if snapshot.you != last.you:
            event["you"] = snapshot.you
        if snapshot.household != last.household:
            event["household"] = snapshot.household
        changed = [
            camera
            for camera_id, camera in snapshot.cameras.items()
            if last.cameras.get(camera_id) != camera
        ]
        removed = [one for one in last.cameras if one not in snapshot.cameras]
        if event or changed or removed:
            self._send(
                {"kind": "changed", "cameras": changed, "removed": removed, **event}
            )

    def tell_nothing(self, status: str, ui: str | None) -> None:
        """Tell that nothing is known: no page shows a picture then."""
        if (self._status, self._ui) != (status, ui):
            self._status, self._ui, self._last = status, ui, None
            self._send_all(None)

    def _send_all(self, snapshot: Snapshot | None) -> None:
        self._send(
            {
                "kind": "all",
                "protocol": PROTOCOL,
                "ui": self._ui,
                "status": self._status,
                "starting": self._status == STARTING,
                "you": None if snapshot is None else snapshot.you,
                "household": None if snapshot is None else snapshot.household,
                "cameras": [] if snapshot is None else list(snapshot.cameras.values()),
            }
        )

    def _send(self, event: Told) -> None:
        self.connection.send_event(self.message_id, event)
