"""Sound: tells the confirmations what is so, and lets their grants count in decisions."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send

from ..const import CONF_PIN, SIGNAL_OPENING, SIGNAL_QUESTIONS
from ..coordinator import GuardCoordinator
from ..core.audio.facts import AudioFacts, Confirmers
from ..core.audio.log import AudioEvent, AudioEventKind
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.privacy.constraint import ReasonCode
from ..core.privacy.judgement import Judgement
from ..core.privacy.opening import Opening, OpeningKind
from ..decisions.audio_gate import SilentGate
from ..history import History
from ..phones import Questions
from . import AudioLog, AudioManager, PinCheck
from .channels import PhoneChannel, RepairChannel


class AudioControl:
    """Sound of all guarded cameras: off until a person confirmed it, and off again by itself.

    While it runs, it is the `AudioGate` of the coordinator.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: GuardCoordinator,
        questions: Questions,
        history: History,
    ) -> None:
        """Take no request yet: until `start`, nothing is known of any camera."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._watching: dict[CameraId, int] = {}
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self.record = AudioLog(hass, history, self._name_of)
        self.pin = PinCheck(hass)
        self.manager = AudioManager(
            hass,
            self.record,
            confirmers=self._confirmers,
            name_of=self._name_of,
            on_change=coordinator.refresh,
        )
        self.manager.set_channels(
            [
                PhoneChannel(hass, self.manager, questions),
                RepairChannel(hass, self.manager),
            ]
        )

    @callback
    def start(self) -> None:
        """Begin, silent."""
        _task = self._entry.async_create_task(
            self._hass, self.record.async_start(), "lens_cap_log_of_sound"
        )
        self._coordinator.set_audio_gate(self)
        self._unsubscribe = [
            self._coordinator.async_add_listener(self._look_at_viewers),
            self.manager.on_event(self._happened),
        ]
        self._coordinator.refresh()
        async_dispatcher_send(self._hass, SIGNAL_QUESTIONS)

    @callback
    def stop(self) -> None:
        """End all sound."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        self._coordinator.set_audio_gate(SilentGate())
        self.manager.stop()
        async_dispatcher_send(self._hass, SIGNAL_QUESTIONS)

    @property
    def stored_pin(self) -> str | None:
        """Return the hash of the household's PIN, or None."""
        return stored_pin(self._entry)

    def sound_until(self, camera_id: CameraId) -> datetime | None:
        """Return until when a camera's sound may pass, or None for not at all."""
        return self.manager.sound_until(camera_id)

    def is_pending(self, camera_id: CameraId) -> bool:
        """Return whether a camera's sound was asked for and nobody has answered yet."""
        return camera_id in self.manager.state.pending

    @callback
    def clock_jumped(self, jump: timedelta) -> None:
        """Take by how much the clock was put forward or back."""
        self.manager.clock_was_set(jump)

    def _confirmers(self) -> Confirmers:
        evaluator = self._coordinator.evaluator
        return Confirmers(
            listed=evaluator.household.who_may_confirm,
            residents=frozenset(evaluator.resident_users().values()),
            another_adult=evaluator.household.another_adult_must_agree,
        )

    def _name_of(self, camera_id: CameraId) -> str:
        camera = self._coordinator.cameras.get(camera_id)
        return camera.config.name if camera is not None else ""

    @callback
    def observe(self, judgement: Judgement, context: Context | None) -> bool:
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
        async_dispatcher_send(self._hass, SIGNAL_QUESTIONS)
        if event.kind is AudioEventKind.CONFIRMED and event.until is not None:
            opening = Opening(
                kind=OpeningKind.SOUND_ON,
                cameras=(event.camera_id,),
                by=event.by,
                until=event.until,
            )
            async_dispatcher_send(self._hass, SIGNAL_OPENING, opening)


def stored_pin(entry: ConfigEntry[Any]) -> str | None:
    """Return the hash of the household's PIN, or None."""
    pin = entry.options.get(CONF_PIN)
    return pin if isinstance(pin, str) and pin else None
