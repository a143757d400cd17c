"""Sound: tells the confirmations what is so, and lets their grants count in decisions."""

from datetime import datetime
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.hass_dict import HassKey

from ..const import CONF_PIN, DOMAIN, SIGNAL_QUESTIONS
from ..coordinator import GuardCoordinator, LensCapConfigEntry
from ..core.audio.facts import AudioFacts, Confirmers
from ..core.audio.log import AudioEvent, AudioEventKind
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.judgement import Judgement
from ..core.privacy.opening import Opening, OpeningKind
from . import AudioLog, AudioManager, PinCheck
from .channels import PhoneChannel, RepairChannel


class AudioControl:
    """Sound of all guarded cameras: off until a person confirmed it, and off again by itself."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: LensCapConfigEntry,
        coordinator: GuardCoordinator,
        record: AudioLog,
    ) -> None:
        """Begin silent."""
        self._entry = entry
        self._coordinator = coordinator
        self._watching: dict[CameraId, int] = {}
        self.record = record
        self.pin = PinCheck(hass)
        self.manager = AudioManager(
            hass,
            record,
            confirmers=self._confirmers,
            name_of=self._name_of,
            on_change=coordinator.refresh,
        )
        self.manager.set_channels(
            [
                PhoneChannel(hass, self.manager, coordinator.questions),
                RepairChannel(hass, self.manager),
            ]
        )
        situation = coordinator.situation
        situation.sound_until = self.manager.sound_until
        situation.sound_asked = lambda camera_id: self.ends_at(camera_id) is not None
        situation.on_judged = self._judged
        situation.on_jump = self.manager.clock_was_set
        self._unsubscribe = [
            coordinator.async_add_listener(self._look_at_viewers),
            self.manager.on_event(self._happened),
        ]
        coordinator.refresh()
        async_dispatcher_send(hass, SIGNAL_QUESTIONS)

    @classmethod
    async def async_start(
        cls,
        hass: HomeAssistant,
        entry: LensCapConfigEntry,
        coordinator: GuardCoordinator,
    ) -> AudioControl:
        """Return the control of a coordinator's sound, once what happened before is read."""
        record = AudioLog(hass)
        await record.async_load()
        control = hass.data[DATA_AUDIO] = cls(hass, entry, coordinator, record)
        return control

    @callback
    def stop(self) -> None:
        """End all sound."""
        self._coordinator.hass.data.pop(DATA_AUDIO, None)
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        self._coordinator.situation.on_judged = lambda _judgement, _context: False
        self.manager.stop()
        async_dispatcher_send(self._coordinator.hass, SIGNAL_QUESTIONS)

    @property
    def stored_pin(self) -> str | None:
        """Return the hash of the household's PIN, or None."""
        return stored_pin(self._entry)

    def ends_at(self, camera_id: CameraId) -> datetime | None:
        """Return until when a camera's request waits; None where none does."""
        pending = self.manager.state.pending.get(camera_id)
        return pending.expires_at if pending is not None else None

    def _confirmers(self) -> Confirmers:
        situation = self._coordinator.situation
        return Confirmers(
            listed=situation.household.who_may_confirm,
            residents=frozenset(situation.resident_users().values()),
            another_adult=situation.household.another_adult_must_agree,
        )

    def _name_of(self, camera_id: CameraId) -> str:
        camera = self._coordinator.cameras.get(camera_id)
        return camera.config.name if camera is not None else ""

    def _judged(self, judgement: Judgement, context: Context | None) -> bool:
        """Take what is so now; return whether that ended any sound."""
        facts = judgement.facts
        guests = facts.guests.present(facts.guests_signal, facts.now)
        return bool(
            self.manager.observe(
                {
                    camera_id: AudioFacts(
                        settled=facts.settled,
                        private=decision.level is PrivacyLevel.PRIVATE,
                        audio_off=any(
                            constraint.audio_off
                            for constraint in decision.trace
                            if constraint.reason is not ReasonCode.GUESTS_PRESENT
                            or constraint.rule is not None
                        ),
                        guests=guests,
                        placement=judgement.configs[camera_id].placement,
                        sees_beyond_property=judgement.configs[
                            camera_id
                        ].sees_beyond_property,
                        assessment=judgement.configs[camera_id].assessment,
                    )
                    for camera_id, decision in judgement.decisions.items()
                },
                context,
            )
        )

    @callback
    def _look_at_viewers(self) -> None:
        for camera_id, view in self._coordinator.data.cameras.items():
            if self._watching.get(camera_id) != view.viewers:
                self._watching[camera_id] = view.viewers
                self.manager.viewers_changed(camera_id, view.viewers)

    @callback
    def _happened(self, event: AudioEvent, _context: Context | None) -> None:
        async_dispatcher_send(self._coordinator.hass, SIGNAL_QUESTIONS)
        if event.kind is AudioEventKind.CONFIRMED and event.until is not None:
            self._coordinator.on_opening(
                Opening(
                    kind=OpeningKind.SOUND_ON,
                    cameras=(event.camera_id,),
                    by=event.by,
                    until=event.until,
                )
            )


DATA_AUDIO: HassKey[AudioControl] = HassKey(f"{DOMAIN}_audio")
"""The control of the one entry, while that is loaded."""


def stored_pin(entry: ConfigEntry[Any]) -> str | None:
    """Return the hash of the household's PIN, or None."""
    pin = entry.options.get(CONF_PIN)
    return pin if isinstance(pin, str) and pin else None
