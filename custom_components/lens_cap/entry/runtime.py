"""What runs while Lens Cap does: made, started and stopped here, and found by all who need it."""

from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)
from homeassistant.helpers.entity_platform import async_get_platforms

from ..announcements import Announcer
from ..announcements.absence import AbsenceWatch
from ..audio.control import AudioControl
from ..audit.auditor import Auditor
from ..audit.history_store import AuditHistoryStore
from ..audit.probes.runner import Prober
from ..audit.survey import CameraInput
from ..const import (
    CONF_INITIALISED,
    DOMAIN,
    SIGNAL_GUEST_ASKED,
    SIGNAL_OPENING,
    SIGNAL_RULES_CONFIGURED,
)
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.state.hold import HoldOrigin
from ..core.state.household import HouseholdState
from ..duties.consents import ConsentControl
from ..duties.guest_page import GuestPage
from ..duties.recordings import Recordings
from ..duties.review import ReviewControl
from ..exceptions import NotRunningError, NotSavedError
from ..ha import compat
from ..history import History
from ..media.engine import MediaEngine
from ..phones import Questions
from ..privacy.control import PrivacyControl
from ..settings import history_keep, household, rules
from ..storage.closing_note import closing_note
from ..storage.saving import async_forget_unsaved
from ..storage.state_store import Loaded, StateStore
from ..storage.verified_store import SaveError
from ..upkeep import Upkeep
from .camera_sync import CameraSync
from .device_privacy import DevicePrivacy
from .history_feed import HistoryFeed
from .recovery import recover

type LensCapConfigEntry = ConfigEntry[LensCapData]


class LensCapData:
    """Everything that runs: `coordinator` guards, and the others ask it, tell it, or look after it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: LensCapConfigEntry,
        store: StateStore,
        engine: MediaEngine,
    ) -> None:
        """Make all of it; every camera is private until it is started."""
        self._hass = hass
        self.entry = entry
        # What stops a part is put here before that part begins; the last to begin stops first.
        self._while_running = AsyncExitStack()
        self.history = History(hass, lambda: history_keep(entry))
        self._while_running.push_async_callback(self.history.async_stop)
        # What a camera saves until its engine has stopped is noted still.
        self._while_running.push_async_callback(self._async_end_recordings)
        self._while_running.push_async_callback(engine.async_stop)
        self.coordinator = GuardCoordinator(hass, entry, store, engine)
        self._while_running.push_async_callback(self.coordinator.async_stop)
        self.questions = Questions(hass)
        self._while_running.callback(self.questions.stop)
        self.privacy = PrivacyControl(self.coordinator, self.questions, self.history)
        self.consents = ConsentControl(self.coordinator)
        self.reviews = ReviewControl(hass, self.coordinator)
        self.guest_page = GuestPage(hass, self.coordinator, self.history)
        self.audio = AudioControl(
            hass, entry, self.coordinator, self.questions, self.history
        )
        self.history_feed = HistoryFeed(hass, entry, self.coordinator, self.history)
        self.recordings = Recordings(hass, entry, self.coordinator, self.history)
        self.auditor = Auditor(hass, entry, self._audit_inputs, self._camera_names)
        self.announcer = Announcer(hass, self.coordinator, self.questions, self.privacy)
        self.cameras = CameraSync(hass, entry, self.coordinator, self.privacy)
        self.device = DevicePrivacy(hass, self.coordinator, self.privacy)

    @classmethod
    async def async_start(
        cls,
        hass: HomeAssistant,
        entry: LensCapConfigEntry,
        platforms: Sequence[Platform],
    ) -> None:
        """Run for an entry; cameras stay private until what is stored was read and saved again.

        Raises:
            ConfigEntryNotReady: It cannot be read or saved, or no worker can run; nothing runs.
        """
        store = StateStore(hass)
        try:
            stored = await store.async_load()
            state = recover(hass, entry, stored)
            await store.async_save(lambda: state)
            async_forget_unsaved(hass)
            engine = await MediaEngine.async_start(hass)
        except (SaveError, OSError, ModuleNotFoundError) as error:
            raise _not_ready() from error
        # Set at once: what is asked for from now on is put in force here.
        runtime = entry.runtime_data = cls(hass, entry, store, engine)
        try:
            await runtime._async_guard(state, stored)
            await hass.config_entries.async_forward_entry_setups(entry, platforms)
            await runtime._async_attend()
        except BaseException as error:
            await runtime.async_stop()
            there = [
                Platform(one.domain)
                for one in async_get_platforms(hass, DOMAIN)
                if one.config_entry is entry
            ]
            await hass.config_entries.async_unload_platforms(entry, there)
            if isinstance(error, NotSavedError):
                raise _not_ready() from error
            raise

    async def async_stop(self) -> None:
        """End all of it, unless that was done already; cameras are closed, and nobody is told."""
        await self._while_running.aclose()

    async def _async_guard(self, state: HouseholdState, stored: Loaded) -> None:
        """Guard the cameras as it was stored, and as it was asked for since.

        Raises:
            NotSavedError: Something of that could not be saved; the note still tells of it.
        """
        if not self.entry.data.get(CONF_INITIALISED):
            await compat.async_save_config_entries(self._hass)
        self.coordinator.configure(household(self.entry), rules(self.entry))
        self.coordinator.settle(state, written_at=stored.saved_at)
        note = closing_note(self._hass)
        if missed := note.take_missed():
            # Who asked was not noted.
            await self.privacy.async_make_up(missed, HoldOrigin.INTERRUPTED)
            with suppress(OSError):
                await note.async_remove(Counter(missed))
        await self.cameras.async_sync()
        self._while_running.push_async_callback(self.device.async_stop)
        await self.device.async_start()
        self._while_running.callback(self.audio.stop)
        self.audio.start()

    async def _async_attend(self) -> None:
        """Begin what goes on beside the guarding of cameras, and follow the settings."""
        hass, entry = self._hass, self.entry
        if not entry.data.get(CONF_INITIALISED):
            hass.config_entries.async_update_entry(
                entry, data={**entry.data, CONF_INITIALISED: True}
            )
        self._while_running.callback(self.history_feed.stop)
        self.history.start()
        self.history_feed.start()
        self._while_running.callback(self.recordings.stop)
        await self.recordings.async_start()
        self._while_running.push_async_callback(self.auditor.async_end)
        await self.auditor.async_begin()
        at_stop = self._while_running.callback
        at_stop(async_dispatcher_connect(hass, SIGNAL_OPENING, self.announcer.announce))
        at_stop(
            async_dispatcher_connect(
                hass, SIGNAL_GUEST_ASKED, self.announcer.announce_guest_ask
            )
        )
        at_stop(self.guest_page.stop)
        await self.guest_page.async_start()
        at_stop(self.reviews.stop)
        await self.reviews.async_start()
        at_stop(AbsenceWatch(hass, self.coordinator, self.announcer, self.privacy).stop)
        upkeep = await Upkeep.async_start(hass, self.coordinator)
        at_stop(upkeep.stop)

        async def changed(hass: HomeAssistant, entry: LensCapConfigEntry) -> None:
            try:
                # First, since a new rule must not wait for a camera that is taken over.
                self.coordinator.configure(household(entry), rules(entry))
                async_dispatcher_send(hass, SIGNAL_RULES_CONFIGURED)
                await self.cameras.async_sync()
                upkeep.async_refresh()
                self.reviews.async_refresh()
            except NotSavedError:
                # Setting up again says what is wrong, and is tried until the disk works.
                hass.config_entries.async_schedule_reload(entry.entry_id)

        async def stop(_event: Event) -> None:
            await self.async_stop()

        entry.async_on_unload(entry.add_update_listener(changed))
        entry.async_on_unload(
            hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, stop)
        )

    async def _async_end_recordings(self) -> None:
        await self.recordings.async_end()

    def _camera_names(self) -> dict[CameraId, str]:
        return {
            camera_id: camera.config.name
            for camera_id, camera in self.coordinator.cameras.items()
        }

    def _audit_inputs(
        self, store: AuditHistoryStore, prober: Prober
    ) -> list[CameraInput]:
        return [
            CameraInput(
                config=camera.config,
                source_entity_id=camera.source.entity_id,
                level=camera.guard.decision.level,
                audio_granted=camera.guard.decision.audio,
                update_seen_at=store.history.update_seen.get(camera_id),
                probes=prober.async_last(camera_id),
            )
            for camera_id, camera in self.coordinator.cameras.items()
        ]


def _not_ready() -> ConfigEntryNotReady:
    return ConfigEntryNotReady(
        translation_domain=DOMAIN, translation_key="cannot_start"
    )


@callback
def running(hass: HomeAssistant) -> LensCapData | None:
    """Return what puts in force what is asked for, also while the entry is set up; None where none does."""
    for entry in hass.config_entries.async_entries(DOMAIN):
        runtime = getattr(entry, "runtime_data", None)
        if isinstance(runtime, LensCapData) and runtime.coordinator.running:
            return runtime
    return None


@callback
def loaded(hass: HomeAssistant) -> LensCapData | None:
    """Return what runs for the one entry, once that is loaded."""
    entries: list[LensCapConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0].runtime_data if entries else None


@callback
def expect_loaded(hass: HomeAssistant) -> LensCapData:
    """Return what runs for the one entry.

    Raises:
        NotRunningError: Lens Cap is not set up, or did not start.
    """
    if (runtime := loaded(hass)) is None:
        raise NotRunningError
    return runtime
