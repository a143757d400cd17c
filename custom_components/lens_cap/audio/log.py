"""What happened with sound, in the history."""

from collections.abc import Callable

from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import LOGGER
from ..core.audio.log import AudioEvent, ended_by_restart
from ..core.history.record import HistoryRecord
from ..core.history.sound import record_of_sound, sound_events
from ..core.ids import CameraId
from ..history import History, HistoryNotWrittenError
from ..storage.verified_store import SaveError
from .former_log import FormerAudioLog


class AudioLog:
    """Writes down what happens, and reads it; nothing that is read ever lets sound pass."""

    def __init__(
        self,
        hass: HomeAssistant,
        history: History,
        name_of: Callable[[CameraId], str],
    ) -> None:
        self._hass = hass
        self._history = history
        self._name_of = name_of
        # What is written while that is still read which happened before.
        self._since_start: list[AudioEvent] | None = []

    async def async_start(self) -> None:
        """Move a log of earlier versions into the history, and say there what a restart ended.

        Nothing has to wait for that.
        """
        await FormerAudioLog(self._hass).async_move(self._history, self._name_of)
        try:
            events = await self.async_events()
        except OSError as error:
            LOGGER.error("could not read the history: %s", type(error).__name__)
            events = ()
        new, self._since_start = self._since_start or (), None
        before = [event for event in events if event not in new]
        for event in ended_by_restart(before, dt_util.utcnow()):
            self.add(event)

    async def async_events(self) -> tuple[AudioEvent, ...]:
        """Return what happened, as far back as the history goes.

        Raises:
            OSError: It cannot be read.
        """
        return await self._history.async_read(sound_events)

    @callback
    def add(self, event: AudioEvent) -> None:
        """Write something down, soon."""
        self._history.add(self._record(event))

    async def async_add(self, event: AudioEvent) -> None:
        """Write something down, and return once it is on disk.

        Raises:
            SaveError: It is not, or Home Assistant stops.
        """
        if self._hass.state is CoreState.stopping:
            raise SaveError
        try:
            await self._history.async_add(self._record(event))
        except HistoryNotWrittenError as error:
            raise SaveError from error

    def _record(self, event: AudioEvent) -> HistoryRecord:
        if self._since_start is not None:
            self._since_start.append(event)
        return record_of_sound(event, self._name_of(event.camera_id))
