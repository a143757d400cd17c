"""Switches: privacy of each camera and of all, sound, guests, and privacy zones."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import (
    ATTR_ASKED,
    ATTR_ON_UNTIL,
    ATTR_UNTIL,
    AUDIO_LENGTH,
    AUDIO_RECORDING,
    DOMAIN,
    GUESTS,
)
from .coordinator import GuardCoordinator
from .core.audio.confirmation import Refusal
from .core.audio.grant import USUAL_LENGTHS, Length, Wanted
from .core.ids import CameraId
from .core.privacy.permission import Way
from .core.state.hold import HoldOrigin
from .entity import (
    CameraEntity,
    HouseholdEntity,
    WithheldEntity,
    add_camera_entities,
    async_withhold_entities,
)
from .entity.device_privacy import FollowsControls
from .entity.rule_switch import add_rule_switches
from .entity.zone_switch import add_zone_switches
from .entry.runtime import LensCapConfigEntry
from .exceptions.audio import AudioAskedError, AudioRefusedError
from .privacy.hold_request import HoldRequest

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of the household and of each camera."""
    async_withhold_entities(hass, entry, Platform.SWITCH)
    coordinator = entry.runtime_data.coordinator
    async_add_entities([AllPrivacyModeSwitch(coordinator), GuestsSwitch(coordinator)])
    add_zone_switches(hass, entry, async_add_entities)
    add_rule_switches(hass, entry, async_add_entities)
    add_camera_entities(
        entry,
        async_add_entities,
        lambda coordinator, camera_id: [
            PrivacyModeSwitch(coordinator, camera_id),
            AudioRecordingSwitch(coordinator, camera_id),
        ],
    )


class PrivacyModeSwitch(WithheldEntity, CameraEntity, SwitchEntity):
    """On while the camera is private, for whatever reason."""

    _attr_translation_key = "privacy_mode"

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(coordinator, camera_id, Platform.SWITCH, "privacy_mode")

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the camera is private."""
        return self.view.private

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Return until when that is so, as far as it is known."""
        return self.view.ends

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Make the camera private until somebody ends that; where it was lifted, end that."""
        await self.runtime.privacy.async_close_by_hand(
            self.camera_id, context=self._context
        )

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Open the camera: for a while, where a rule is against it and the person may do that."""
        context = self._context
        if (actor := await self.async_switcher(on=False)) is None:
            return
        await self.runtime.privacy.async_end_privacy(
            self.camera_id, actor, context=context
        )


class AudioRecordingSwitch(WithheldEntity, FollowsControls, SwitchEntity):
    """On while sound passes; switching it on asks for that, and somebody has to confirm it."""

    _attr_translation_key = "audio_recording"

    def __init__(self, coordinator: GuardCoordinator, camera_id: CameraId) -> None:
        super().__init__(coordinator, camera_id, Platform.SWITCH, AUDIO_RECORDING)

    _unrecorded_attributes = frozenset({ATTR_ON_UNTIL})

    @property
    @override
    def is_on(self) -> bool:
        """Return whether sound passes."""
        return self.view.audio

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return until when it passes, whether an answer is awaited, and what the switch reaches."""
        return {
            ATTR_ON_UNTIL: self.view.audio_until,
            ATTR_ASKED: self.view.audio_pending,
            **self.sound_reach(),
        }

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Ask for sound, as a person; it stays off until that is confirmed.

        Raises:
            AudioAskedError: The answer is awaited: said in the only way in which a switch can speak.
            AudioRefusedError: Sound cannot be asked for so, or not now.
        """
        if self.view.audio:
            return
        context = self._context
        if (actor := await self.async_switcher(on=True)) is None:
            return
        name = self.coordinator.cameras[self.camera_id].config.name
        if actor.way is not Way.DIRECT:
            raise AudioRefusedError(Refusal.NEEDS_PERSON, name)
        length, chosen = self._wanted_length()
        found = await self.runtime.audio.manager.async_request(
            Wanted(
                camera_id=self.camera_id,
                length=length,
                chosen=chosen,
                by=actor.user_id,
            ),
            context,
        )
        raise AudioAskedError(name, reached=found.reached)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """End sound, and what asks for it, at once: anyone and anything may."""
        self.runtime.audio.manager.off(self.camera_id, self._context)

    def _wanted_length(self) -> tuple[Length, timedelta | None]:
        """Return for how long the list beside this switch says; an hour where it says nothing."""
        entity_id = er.async_get(self.hass).async_get_entity_id(
            Platform.SELECT, DOMAIN, f"{self.camera_id}_{AUDIO_LENGTH}"
        )
        chosen = self.hass.states.get(entity_id) if entity_id else None
        usual = USUAL_LENGTHS.get(chosen.state) if chosen is not None else None
        return usual or (Length.ONE_HOUR, None)


class AllPrivacyModeSwitch(WithheldEntity, HouseholdEntity, SwitchEntity):
    """Makes all cameras private; off releases only what it did itself."""

    _attr_translation_key = "all_privacy_mode"

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.SWITCH, "all_privacy_mode")

    @property
    @override
    def is_on(self) -> bool:
        """Return whether cameras are private because of this switch."""
        return self.coordinator.data.all_private

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Make every camera private."""
        await self.runtime.privacy.async_hold(
            list(self.coordinator.cameras),
            HoldRequest(origin=HoldOrigin.HOUSEHOLD),
            context=self._context,
        )

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """End what this switch did; other reasons for privacy go on."""
        context = self._context
        if (actor := await self.async_switcher(on=False)) is None:
            return
        await self.runtime.privacy.async_release(
            list(self.coordinator.cameras),
            [HoldOrigin.HOUSEHOLD],
            actor=actor,
            context=context,
        )


class GuestsSwitch(WithheldEntity, HouseholdEntity, SwitchEntity):
    """On while guests are there: somebody said so, or an entity that means guests does."""

    _attr_translation_key = "guests"

    def __init__(self, coordinator: GuardCoordinator) -> None:
        super().__init__(coordinator, Platform.SWITCH, GUESTS)

    @property
    @override
    def is_on(self) -> bool:
        """Return whether guests are (or may be) there."""
        return self.coordinator.data.guests

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return until when they are; None where nothing ends it by itself."""
        return {ATTR_UNTIL: self.coordinator.data.guests_until}

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn guest mode on until somebody turns it off."""
        await self.runtime.privacy.async_guests_arrived(context=self._context)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn guest mode off; by this switch only a person can."""
        context = self._context
        if (actor := await self.async_switcher(on=False)) is None:
            return
        await self.runtime.privacy.async_guests_left(actor, context=context)
