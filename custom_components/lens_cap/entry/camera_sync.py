"""Keeps the guarded cameras equal to the entry's subentries, one at a time and without a reload."""

import asyncio
from collections.abc import Iterable, Set as AbstractSet
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback, valid_entity_id
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, ISSUE_VISIBLE_AGAIN, MODEL
from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.settings.camera import CameraConfig
from ..core.state.hold import Hold, HoldOrigin
from ..core.state.household import HouseholdState
from ..core.state.takeover import TakeOver
from ..ha.repair_issues import async_create_issue
from ..privacy.control import PrivacyControl
from ..privacy.hold_request import HoldRequest
from ..sealing import async_seals
from ..settings import configured_cameras
from ..takeover import (
    Undone,
    async_apply,
    async_named,
    async_plan,
    async_preloaded,
    async_release_original,
    async_undo,
)
from .leaving import (
    Leaving,
    async_forget_leaving,
    async_left_meanwhile,
    async_tell_of_leaving,
)


class CameraSync:
    """Adds, changes and drops cameras as the entry does."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: GuardCoordinator,
        privacy: PrivacyControl,
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._privacy = privacy
        self._lock = asyncio.Lock()
        self._started = False

    async def async_sync(self) -> None:
        """Make the coordinator guard what the entry names.

        Also finishes what a crash interrupted: a take-over that was begun is completed, and
        one whose camera is gone is undone.

        Raises:
            NotSavedError: The record of a take-over could not be saved; that camera is not
                guarded, and was not touched.
        """
        async with self._lock:
            wanted = configured_cameras(self._entry)
            await self._async_drop_others({one.camera_id for one in wanted})
            for config in wanted:
                await self._async_guard(config)
            self._started = True

    async def _async_drop_others(self, wanted: AbstractSet[CameraId]) -> None:
        coordinator = self._coordinator
        left: dict[CameraId, Leaving] = {}
        for camera_id in coordinator.cameras.keys() - wanted:
            left[camera_id] = Leaving.of(coordinator.cameras[camera_id].config)
            await coordinator.async_drop_camera(camera_id)
            async_seals(self._hass).release(camera_id)
        state = coordinator.state
        visible: list[Undone] = []
        gone: list[CameraId] = []
        for camera_id in {*state.holds, *state.take_overs, *state.consents} - wanted:
            if (record := state.take_overs.get(camera_id)) is not None:
                undone = await async_undo(self._hass, record, camera_id)
                visible.append(undone)
                if camera_id not in left:
                    left[camera_id] = await async_left_meanwhile(
                        self._hass, camera_id, record, undone
                    )
                if not undone.saved:
                    continue
            gone.append(camera_id)
        if gone:
            await coordinator.async_change(lambda state: state.forgotten(gone))
        async_say_what_is_visible(self._hass, visible)
        await async_tell_of_leaving(self._hass, list(left.values()))

    async def _async_guard(self, config: CameraConfig) -> None:
        coordinator = self._coordinator
        camera_id = config.camera_id
        async_seals(self._hass).guard(config)
        async_forget_leaving(self._hass, config)
        if camera_id not in coordinator.cameras:
            await self._async_share_privacy(camera_id)
            await self._async_take_over(config)
            self._place_device(config)
            await self._async_share_privacy(camera_id)  # may have begun meanwhile
            coordinator.add_camera(config)
            await self._async_share_privacy(camera_id)  # or while that was saved
        elif (before := coordinator.cameras[camera_id].config) != config:
            if before.source != config.source:
                await self._async_take_over(config)
            self._place_device(config)
            await coordinator.async_reconfigure(config)

    async def _async_share_privacy(self, camera_id: CameraId) -> None:
        """Give a camera that is new the privacy that was asked for on all: by hand, or by guests."""
        coordinator = self._coordinator
        if not self._started:
            return
        held = {one.origin for one in coordinator.state.holds_of(camera_id)}
        if coordinator.data.all_private and HoldOrigin.HOUSEHOLD not in held:
            await self._privacy.async_hold(
                [camera_id], HoldRequest(origin=HoldOrigin.HOUSEHOLD)
            )
        for hold in coordinator.state.guests_holds(dt_util.utcnow()):
            if hold.origin not in held:

                def change(state: HouseholdState, hold: Hold = hold) -> HouseholdState:
                    return state.held([camera_id], hold)

                await coordinator.async_close(change, [camera_id])

    async def _async_take_over(self, config: CameraConfig) -> None:
        """Take a camera's source over; the record is on disk before the first change is made.

        Whatever was taken over for the camera before and is not its source any more is given up,
        also where a crash came between.
        """
        camera_id = config.camera_id
        record = before = self._coordinator.state.take_overs.get(camera_id)
        if before is None or self._is_replaced(config, before):
            record = await async_plan(self._hass, config, before)
        if record is not None:
            record = await async_named(self._hass, record)
            record = await async_preloaded(self._hass, record)
        if record != before:
            await self._coordinator.async_change(
                lambda state: state.taken_over(camera_id, record)
            )
        released = await async_release_original(
            self._hass, camera_id, but=record.source_id if record else None
        )
        async_say_what_is_visible(self._hass, released)
        if record is not None:
            await async_apply(self._hass, self._entry, config, record)

    def _is_replaced(self, config: CameraConfig, before: TakeOver) -> bool:
        """Return whether a camera has another source; one that is just gone may come back."""
        source = er.async_get(self._hass).async_get(config.source)
        if source is None:
            return valid_entity_id(config.source)
        return source.id != before.source_id and source.platform != DOMAIN

    @callback
    def _place_device(self, config: CameraConfig) -> None:
        """Make the camera's device, at first in the area of its source."""
        registry = dr.async_get(self._hass)
        entities = er.async_get(self._hass)
        source_id = er.async_resolve_entity_id(entities, config.source)
        source = entities.async_get(source_id) if source_id else None
        source_device = (
            registry.async_get(source.device_id)
            if source and source.device_id
            else None
        )
        identifiers: set[tuple[str, str]] = {(DOMAIN, config.camera_id)}
        known = registry.async_get_device_by_identifier(
            (DOMAIN, config.camera_id), self._entry.entry_id
        )
        device = registry.async_get_or_create(
            config_entry_id=self._entry.entry_id,
            config_subentry_id=config.camera_id,
            identifiers=identifiers,
            entry_type=dr.DeviceEntryType.SERVICE,
            name=config.name,
            manufacturer="Lens Cap",
            model=MODEL,
            via_device_id=source_device.id if source_device else None,
        )
        area_id = (source.area_id if source else None) or (
            source_device.area_id if source_device else None
        )
        if known is None and area_id is not None:
            registry.async_update_device(device.id, area_id=area_id)


@callback
def async_say_what_is_visible(hass: HomeAssistant, undone: Iterable[Undone]) -> None:
    """Tell people which cameras can be seen again without a guard, besides those that nobody read of yet."""
    new = {
        one.entity_id: f"{one.name} ({one.entity_id})"
        for one in undone
        if one.entity_id is not None
    }
    if not new:
        return
    told = _unread(hass) | new
    async_create_issue(
        hass,
        ISSUE_VISIBLE_AGAIN,
        data=dict(told),
        is_fixable=True,
        # It has to outlive a restart, and Lens Cap itself.
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_VISIBLE_AGAIN,
        translation_placeholders={"cameras": ", ".join(told.values())},
    )


@callback
def _unread(hass: HomeAssistant) -> dict[str, str]:
    """Return what the repair tells that is there, without cameras that are guarded again."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_VISIBLE_AGAIN)
    entities = er.async_get(hass)
    return {
        entity_id: str(said)
        for entity_id, said in ((issue.data if issue else None) or {}).items()
        if (entry := entities.async_get(entity_id)) is None or entry.platform != DOMAIN
    }
