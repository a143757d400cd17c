"""Follows the trackers behind persons, and knows which of them cannot be believed now."""

from collections.abc import Callable, Iterable, Mapping

from homeassistant.components.person.const import PersonEntityStateAttribute
from homeassistant.const import STATE_NOT_HOME, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Context,
    Event,
    EventStateChangedData,
    HassJob,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_call_later, async_track_state_change_event
from homeassistant.util import dt as dt_util

from ..core.privacy.facts import Whereabouts
from ..core.privacy.trackers import (
    Sighting,
    Track,
    TrackerKind,
    believed,
    doubted,
    next_believed,
    noticed,
)
from ..core.truth import Truth
from ..ha.tracker_kinds import kind_of, trackers_of


class Trackers:
    """Remembers when connection trackers went away, and reports when one is believed again.

    `on_change` is called whenever a tracker becomes credible or doubtful, with the context of the
    change. It may come before the person's own change: a person who is home by a tracker is so first.
    """

    def __init__(
        self, hass: HomeAssistant, on_change: Callable[[Context | None], None]
    ) -> None:
        self._hass = hass
        self._on_change = on_change
        self._followed: frozenset[str] = frozenset()
        self._kinds: dict[str, TrackerKind] = {}
        self._tracks: Mapping[str, Track] = {}
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._timer: CALLBACK_TYPE | None = None

    @callback
    def follow(self, entity_ids: Iterable[str]) -> None:
        """Follow exactly the trackers that these persons and trackers rest on now."""
        self._follow(
            frozenset(
                tracker
                for entity_id in entity_ids
                for tracker in trackers_of(self._hass, entity_id)
            )
        )
        for tracker in sorted(self._followed):
            self._notice(tracker)
        self._wait()

    @callback
    def stop(self) -> None:
        """Stop following."""
        self._follow(frozenset())
        self._wait()

    def whereabouts(self, state: State | None, said: Whereabouts) -> Whereabouts:
        """Return a person's credible whereabouts."""
        if state is None:
            return said
        decided_by = state.attributes.get(PersonEntityStateAttribute.SOURCE)
        sighting = Sighting(
            kinds={
                tracker: self._kinds.get(tracker, TrackerKind.UNKNOWN)
                for tracker in trackers_of(self._hass, state.entity_id)
            },
            decided_by=decided_by if isinstance(decided_by, str) else None,
        )
        return believed(said, sighting, self._tracks, self._hass.loop.time())

    def is_doubted(self, tracker: str) -> bool:
        """Return whether a tracker says "not home" and is not believed."""
        return tracker in doubted(self._tracks, self._hass.loop.time())

    def _follow(self, trackers: frozenset[str]) -> None:
        if trackers == self._followed:
            return
        self._followed = trackers
        self._tracks = {
            key: track for key, track in self._tracks.items() if key in trackers
        }
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if trackers:
            self._unsubscribe = async_track_state_change_event(
                self._hass, trackers, self._changed
            )

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        self._on_change(event.context)

    def _notice(self, tracker: str) -> None:
        kind = kind_of(self._hass, tracker)
        if kind is not TrackerKind.UNKNOWN:
            self._kinds[tracker] = kind
        if self._kinds.get(tracker) is not TrackerKind.CONNECTION:
            return
        state = self._hass.states.get(tracker)
        since = self._hass.loop.time()
        if state is not None:
            ago = (dt_util.utcnow() - state.last_changed).total_seconds()
            since -= max(0.0, ago)
        self._tracks = noticed(self._tracks, tracker, _here(state), since)

    def _wait(self) -> None:
        """Set the one timer to when the next tracker is believed again."""
        if self._timer is not None:
            self._timer()
            self._timer = None
        now = self._hass.loop.time()
        if (moment := next_believed(self._tracks, now)) is not None:
            job = HassJob(self._due, "believing a tracker", cancel_on_shutdown=True)
            self._timer = async_call_later(self._hass, moment - now, job)

    @callback
    def _due(self, _now: object) -> None:
        self._timer = None
        self._on_change(None)


def _here(state: State | None) -> Truth:
    """Return whether a tracker is connected; being in another zone counts as connected."""
    if state is None or state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN, ""}:
        return Truth.MAYBE
    return Truth.NO if state.state == STATE_NOT_HOME else Truth.YES
