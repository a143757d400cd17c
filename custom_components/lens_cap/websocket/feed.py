"""One subscription for each connection: what is so now, and then whatever changes."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.auth import EVENT_USER_ADDED, EVENT_USER_REMOVED, EVENT_USER_UPDATED
from homeassistant.components.person.const import DOMAIN as PERSON_DOMAIN
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import TrackStates, async_track_state_change_filtered

from ..const import (
    DOMAIN,
    LOGGER,
    SIGNAL_CAMERA_ADDED,
    SIGNAL_CAMERA_CONFIGURED,
    SIGNAL_QUESTIONS,
    SIGNAL_RULES_CONFIGURED,
)
from ..core.ids import CameraId
from ..core.view.camera import SeenCamera, told_camera
from ..core.view.household import SeenHousehold, told_household, told_you
from ..entry.runtime import LensCapData, loaded
from ..ha.compat_frontend import served_digest
from .access import connected
from .arguments import page_command
from .current_view import seen_cameras, seen_household
from .subscriber import NOT_RUNNING, RUNNING, STARTING, Snapshot, Subscriber

_CHANGING: Final = frozenset(
    {
        ConfigEntryState.SETUP_IN_PROGRESS,
        ConfigEntryState.SETUP_RETRY,
        ConfigEntryState.UNLOAD_IN_PROGRESS,
    }
)


class Feed:
    """Tells every subscriber what they may know; follows Lens Cap only while there is one."""

    def __init__(self, hass: HomeAssistant, names: Mapping[str, str]) -> None:
        """Start without a subscriber; `names` are those of users by their ids, kept up to date by others."""
        self._hass = hass
        self._names = names
        self._subscribers: list[Subscriber] = []
        self._following: list[CALLBACK_TYPE] = []
        self._followed: LensCapData | None = None
        self._unfollow: list[CALLBACK_TYPE] = []
        self._is_due = False

    @callback
    def join(self, connection: ActiveConnection, message_id: int) -> Callable[[], None]:
        """Tell a connection all, and then what changes; return what ends that."""
        subscriber = Subscriber(connection=connection, message_id=message_id)
        self._subscribers.append(subscriber)
        if not self._following:
            self._follow()

        @callback
        def leave() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)
            if not self._subscribers:
                self._stop()

        self.due()
        return leave

    @callback
    def due(self, *_: object) -> None:
        """Tell in the next turn of the event loop, once for all that happens in this one."""
        if self._subscribers and not self._is_due:
            self._is_due = True
            self._hass.loop.call_soon(self._tell_all)

    def _follow(self) -> None:
        hass, bus = self._hass, self._hass.bus

        @callback
        def entry_changed(_change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
            if entry.domain == DOMAIN:
                self.due()

        @callback
        def issue_changed(event: Event[Any]) -> None:
            if event.data["domain"] == DOMAIN:
                self.due()

        self._following = [
            async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, entry_changed),
            *(
                async_dispatcher_connect(hass, signal, self.due)
                for signal in (
                    SIGNAL_CAMERA_ADDED,
                    SIGNAL_CAMERA_CONFIGURED,
                    SIGNAL_QUESTIONS,
                    SIGNAL_RULES_CONFIGURED,
                )
            ),
            bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self.due),
            bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self.due),
            bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, issue_changed),
            async_track_state_change_filtered(
                hass, TrackStates(False, set(), {PERSON_DOMAIN}), self.due
            ).async_remove,
        ]

    def _stop(self) -> None:
        for stop in (*self._following, *self._unfollow):
            stop()
        self._following, self._unfollow, self._followed = [], [], None

    def _attend(self, runtime: LensCapData | None) -> None:
        """Follow what runs now, which is another after a reload."""
        if runtime is self._followed:
            return
        for stop in self._unfollow:
            stop()
        self._unfollow = []
        self._followed = runtime
        if runtime is not None:
            self._unfollow = [
                runtime.coordinator.async_add_listener(self.due),
                runtime.coordinator.recorder.on_judgement(self.due),
                runtime.auditor.async_add_listener(self.due),
            ]

    @callback
    def _tell_all(self) -> None:
        self._is_due = False
        if not self._subscribers:
            return
        runtime = loaded(self._hass)
        self._attend(runtime)
        seen: tuple[SeenHousehold, dict[CameraId, SeenCamera]] | None = None
        if runtime is not None:
            try:
                seen = (
                    seen_household(self._hass, runtime),
                    seen_cameras(self._hass, runtime),
                )
            except Exception:  # noqa: BLE001  # whatever it is, no page may go on showing a picture
                LOGGER.exception(
                    "could not read the state of the cameras for cards and the page"
                )
        for subscriber in list(self._subscribers):
            try:
                self._tell(subscriber, runtime, seen)
            except Exception:  # noqa: BLE001  # one who cannot be told keeps nobody else from it
                LOGGER.exception(
                    "could not send the state of the cameras to a card or the page"
                )
                subscriber.tell_nothing(STARTING, served_digest(self._hass))

    def _tell(
        self,
        subscriber: Subscriber,
        runtime: LensCapData | None,
        seen: tuple[SeenHousehold, dict[CameraId, SeenCamera]] | None,
    ) -> None:
        """Tell one subscriber what is new."""
        ui = served_digest(self._hass)
        if runtime is None:
            subscriber.tell_nothing(status_of(self._hass), ui)
            return
        if seen is None or not subscriber.connection.user.is_active:
            subscriber.tell_nothing(STARTING, ui)
            return
        household, cameras = seen
        who = connected(self._hass, subscriber.connection, runtime)
        offers = who.to_household()
        snapshot = Snapshot(
            you=told_you(who.page_user, offers),
            household=told_household(household, who.page_user, offers, self._names),
            cameras={
                camera_id: told_camera(
                    camera,
                    who.page_user,
                    who.to_camera(camera_id, camera.sound.pending),
                    self._names,
                )
                for camera_id, camera in cameras.items()
                if who.reads(camera_id)
            },
        )
        subscriber.tell(snapshot, ui)


@callback
def status_of(hass: HomeAssistant) -> str:
    """Return whether Lens Cap runs, is about to, or does not."""
    if loaded(hass) is not None:
        return RUNNING
    for entry in hass.config_entries.async_entries(DOMAIN, include_disabled=False):
        waits = entry.state is ConfigEntryState.NOT_LOADED and not hass.is_running
        if entry.state in _CHANGING or waits or entry.setup_lock.locked():
            return STARTING
    return NOT_RUNNING


async def async_register_feed(hass: HomeAssistant) -> Mapping[str, str]:
    """Offer the subscription, which is there whether or not Lens Cap runs.

    Returns what users are called, by their ids; it is kept up to date.
    """
    names = {user.id: user.name or "" for user in await hass.auth.async_get_users()}

    async def named(event: Event[Any]) -> None:
        user = await hass.auth.async_get_user(event.data["user_id"])
        if user is not None:
            names[user.id] = user.name or ""
        else:
            names.pop(event.data["user_id"], None)
        feed.due()

    feed = Feed(hass, names)
    for event in (EVENT_USER_ADDED, EVENT_USER_UPDATED, EVENT_USER_REMOVED):
        hass.bus.async_listen(event, named)

    @callback
    @page_command("subscribe")
    def subscribe(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        """Tell all, and then what changes."""
        connection.send_result(msg["id"])
        connection.subscriptions[msg["id"]] = feed.join(connection, msg["id"])

    async_register_command(hass, subscribe)
    return names
