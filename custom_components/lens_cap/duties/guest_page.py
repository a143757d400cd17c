"""The page for guests: what it tells, what can be asked for there, and the address by which it is found."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
import hashlib
import hmac
import secrets
from typing import Any, Final

from yarl import URL

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers import area_registry as ar
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER, SIGNAL_GUEST_ASKED, SIGNAL_GUESTS
from ..coordinator import GuardCoordinator
from ..core.duties.guest_page import (
    GUEST_HOLD,
    LONG_ENOUGH,
    GuestAsk,
    GuestCamera,
    is_of_the_home,
    is_welcome,
)
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.ids import CameraId
from ..core.state.codec import Json
from ..core.state.hold import Hold
from ..ha.guarded_entity import async_guarded_entity_id
from ..history import History
from ..sensing.location import camera_location
from ..storage.verified_store import SaveError, UnreadableError, VerifiedStore
from .names import async_resident_words, unless_named

GUEST_PATH: Final = "/lens_cap/guest"
STORAGE_KEY: Final = f"{DOMAIN}.guest_page"
_STORED: Final = "address"
# Whether guests were, or may have been, there since the address is so.
_GUESTS: Final = "guests"
# What tells of guests may be out of reach, or not known yet at a start; what stays so for longer counts as guests.
_DOUBT: Final = timedelta(minutes=15)
_TOKEN_BYTES: Final = 32


class GuestPage:
    """Knows the address, and closes what guests ask for; it opens nothing."""

    def __init__(
        self, hass: HomeAssistant, coordinator: GuardCoordinator, history: History
    ) -> None:
        """Start with an address that nobody knows yet."""
        self._hass = hass
        self._coordinator = coordinator
        self._history = history
        self._store = VerifiedStore(hass, STORAGE_KEY)
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._stops: list[CALLBACK_TYPE] = []
        # Nobody was there, and since then it is not known.
        self._in_doubt = False
        self._stop_doubting: CALLBACK_TYPE | None = None

    async def async_start(self) -> None:
        """Be found under the address from before, and under a new one once guests have left."""
        stored: Any = None
        try:
            stored = await self._store.async_load()
        except UnreadableError:
            LOGGER.warning("the address of the guest page could not be read: it is new")
        kept = stored if isinstance(stored, dict) else {}
        token, view = kept.get(_STORED), self._coordinator.data
        before = kept.get(_GUESTS, False) is not False
        if view.guests and not view.guests_certain and not before:
            self._doubt()
        # Guests who left while nothing ran are gone as well.
        left = before and not view.guests
        if isinstance(token, str) and len(token) >= _TOKEN_BYTES and not left:
            self._token = token
        if self._token != token or self._may_be_there is not kept.get(_GUESTS):
            await self._async_save()
        self._stops = [
            async_dispatcher_connect(self._hass, SIGNAL_GUESTS, self._guests),
            self._coordinator.async_add_listener(self._look),
        ]

    @callback
    def stop(self) -> None:
        """Be found no longer."""
        while self._stops:
            self._stops.pop()()
        self._end_doubt()
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)

    @property
    def is_on(self) -> bool:
        """Return whether the household switched the page on, and Lens Cap guards."""
        return (
            bool(self._stops)
            and self._coordinator.running
            and self._coordinator.evaluator.household.guest_page
        )

    @property
    def path(self) -> str:
        """Return where the page is; whoever knows it may close cameras."""
        return f"{GUEST_PATH}/{self._token}"

    @property
    def address(self) -> str:
        """Return where the page is as browsers take it; only the path where the home's address is not known."""
        try:
            home = get_url(self._hass, allow_external=False, allow_cloud=False)
        except NoURLAvailableError:
            home = ""
        return f"{home}{self.path}"

    @property
    def responsible(self) -> str:
        """Return who answers for the cameras, as the household wrote it."""
        return self._coordinator.evaluator.household.responsible

    @callback
    def opens_for(self, token: str, address: str | None) -> bool:
        """Return whether somebody may open the page; a wrong address costs as much time as a right one."""
        right = hmac.compare_digest(_digest(token), _digest(self._token))
        networks = self._coordinator.evaluator.household.guest_page_networks
        welcome, is_on = is_welcome(address, networks), self.is_on
        return right and welcome and is_on

    def goes_by(self, host: str | None) -> bool:
        """Return whether the page may be asked for by a name; where networks were named, by every one."""
        if self._coordinator.evaluator.household.guest_page_networks:
            return True
        return host is not None and is_of_the_home(host, URL(self.address).host)

    async def async_renew(self) -> None:
        """Be found under a new address only: at once, and after a restart."""
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)
        await self._async_save()

    async def async_ask(self, ask: GuestAsk) -> None:
        """Close what guests ask for, on every camera; residents are told once.

        What still lasts nearly as long is left as it is.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
        """
        coordinator, now = self._coordinator, dt_util.utcnow()
        cameras = list(coordinator.cameras)
        ends = [self._asked_until(one, ask, now) for one in cameras]
        if all(end is not None and end >= now + LONG_ENOUGH for end in ends):
            return
        until = now + GUEST_HOLD
        hold = Hold(level=ask.level, origin=ask.origin, set_at=now, until=until)
        closing = cameras if ask is GuestAsk.LOOK_AWAY else []
        # Begun at once, and gone on with when whoever pressed the button is gone.
        done = self._hass.async_create_task(
            coordinator.async_close(lambda state: state.held(cameras, hold), closing)
        )
        if not any(ends):
            self._tell(ask, until)
        await asyncio.shield(done)

    def asked_until(self, ask: GuestAsk) -> datetime | None:
        """Return until when something is so that guests asked for; None where nothing is."""
        now = dt_util.utcnow()
        ends = [self._asked_until(one, ask, now) for one in self._coordinator.cameras]
        return max((end for end in ends if end is not None), default=None)

    async def async_cameras(self) -> list[GuestCamera]:
        """Return what guests are told of each camera: without people, ids and whereabouts."""
        people = await async_resident_words(self._hass)
        coordinator = self._coordinator
        areas = ar.async_get(self._hass)
        found: list[GuestCamera] = []
        for camera_id, camera in coordinator.cameras.items():
            config, view = camera.config, coordinator.data.cameras.get(camera_id)
            area_id = camera_location(self._hass, camera_id).area
            area = areas.async_get_area(area_id) if area_id else None
            # What is not known yet is as private as can be, which is so.
            view = view or camera.view()
            register = config.register
            found.append(
                GuestCamera(
                    name=unless_named(config.name, people),
                    area=unless_named(area.name if area else "", people),
                    placement=config.placement,
                    level=view.level,
                    sound=view.audio,
                    recording_now=self._is_recording(camera_id),
                    recording=register.recording,
                    recording_days=register.recording_days,
                    purpose=unless_named(config.purpose, people),
                )
            )
        return found

    def _asked_until(
        self, camera_id: CameraId, ask: GuestAsk, now: datetime
    ) -> datetime | None:
        ends = [
            hold.until
            for hold in self._coordinator.state.holds_of(camera_id)
            if hold.origin is ask.origin
            and hold.until is not None
            and not hold.is_over(now)
        ]
        return max(ends, default=None)

    def _is_recording(self, camera_id: CameraId) -> bool:
        entity_id = async_guarded_entity_id(self._hass, camera_id)
        state = self._hass.states.get(entity_id) if entity_id else None
        return state is not None and state.state == "recording"

    def _tell(self, ask: GuestAsk, until: datetime) -> None:
        self._history.add(
            HistoryRecord(
                kind=HistoryKind.GUEST_ASKED,
                at=dt_util.utcnow(),
                codes=(ask.value,),
                until=until,
            )
        )
        async_dispatcher_send(self._hass, SIGNAL_GUEST_ASKED, ask, until)

    @property
    def _may_be_there(self) -> bool:
        return self._coordinator.data.guests and not self._in_doubt

    @callback
    def _guests(self, present: bool, _context: Context | None) -> None:
        in_doubt = self._end_doubt()
        if present and not self._coordinator.data.guests_certain:
            self._doubt()
        elif present:
            self._in_background(self._async_save())
        elif not in_doubt:
            self._in_background(self.async_renew())

    @callback
    def _doubt(self) -> None:
        """Wait a while for what tells of guests."""
        self._in_doubt = True
        self._stop_doubting = async_call_later(self._hass, _DOUBT, self._believe)

    @callback
    def _end_doubt(self) -> bool:
        """Return whether there was doubt until now."""
        in_doubt, self._in_doubt = self._in_doubt, False
        if self._stop_doubting is not None:
            self._stop_doubting()
            self._stop_doubting = None
        return in_doubt

    @callback
    def _look(self) -> None:
        if self._coordinator.data.guests_certain:
            self._believe()

    @callback
    def _believe(self, _now: datetime | None = None) -> None:
        """Take it that guests are there."""
        if self._end_doubt():
            self._in_background(self._async_save())

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        _task = self._coordinator.config_entry.async_create_task(self._hass, work)

    async def _async_save(self) -> None:
        kept: dict[str, Json] = {_STORED: self._token, _GUESTS: self._may_be_there}
        try:
            await self._store.async_save(kept, lambda found: found == kept)
        except SaveError:
            LOGGER.error("could not save the address of the guest page")


async def async_forget_guest_page(hass: HomeAssistant) -> None:
    """Delete what is kept of the page."""
    await VerifiedStore(hass, STORAGE_KEY).async_remove()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()
