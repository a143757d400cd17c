"""A rule in one sentence, and what it would do now and in the next 24 hours."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, Self

from homeassistant.const import WEEKDAYS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, label_registry as lr

from ..core.controls.role import Role
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.plain_text import Markdown, plain_words
from ..core.schedule import DayTime, SunTime, Window
from ..core.settings.camera import CameraConfig
from ..core.settings.rule import Effect, Presence, Rule, Scope
from ..decisions.rule_preview import RulePreview
from ..ha.texts import HouseholdTexts, clock_time
from ..sensing.location import camera_location
from ..sensing.people import name_of
from ..settings.day_time import day_time_text

_MOST_CAMERAS: Final = 10
_RECORDING: Final = frozenset({Role.RECORDING, Role.UPLOAD})
_RECOGNITION: Final = frozenset({Role.RECOGNITION})


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """Says rules in a language, with the names that things have."""

    hass: HomeAssistant
    cameras: Mapping[CameraId, CameraConfig]
    texts: HouseholdTexts
    options: HouseholdTexts

    @classmethod
    async def async_load(
        cls, hass: HomeAssistant, cameras: Collection[CameraConfig]
    ) -> Self:
        """Return the words in the household's language."""
        return cls(
            hass=hass,
            cameras={one.camera_id: one for one in cameras},
            texts=await HouseholdTexts.async_load(hass, "rule_says_"),
            options=await HouseholdTexts.async_load(hass, category="selector"),
        )

    def sentence(self, rule: Rule) -> Markdown:
        """Return what a rule does, in one sentence."""
        said = self._say(
            "rule",
            cameras=self._scope(rule.scope),
            effects=", ".join(self._effects(rule.effect)),
            when=", ".join(self._conditions(rule)) or self._say("always"),
        )
        return Markdown(said[:1].upper() + said[1:])

    def out_of_reach(self, rule: Rule) -> list[Markdown]:
        """Return of which cameras no control is used for what a rule turns off at the camera itself."""
        asked = {
            "no_recording_control": (rule.effect.recording_off, _RECORDING),
            "no_recognition_control": (rule.effect.recognition_off, _RECOGNITION),
        }
        said: list[Markdown] = []
        for key, (is_asked, roles) in asked.items():
            names = [
                camera.name
                for camera in self.cameras.values()
                if rule.scope.includes(
                    camera, camera_location(self.hass, camera.camera_id)
                )
                and not any(control.role in roles for control in camera.controls)
            ]
            if is_asked and names:
                said.append(Markdown(self._say(key, cameras=_joined(names))))
        return said

    def now(self, preview: RulePreview, *, is_off: bool) -> Markdown:
        """Return whether a rule applies now."""
        if is_off:
            return Markdown(self._say("now_off"))
        return Markdown(self._say("now_applies" if preview.applies else "now_not"))

    def next_day(self, preview: RulePreview) -> Markdown:
        """Return how private its cameras are now and in the next 24 hours, one a line."""
        lines = [
            f"- {plain_words(self.cameras[camera_id].name)}: {self._steps(steps)}"
            for camera_id, steps in preview.cameras.items()
            if camera_id in self.cameras
        ]
        if (left := len(lines) - _MOST_CAMERAS) > 0:
            lines[_MOST_CAMERAS:] = [self._say("more_cameras", count=str(left))]
        return Markdown("\n".join(lines) or self._say("no_camera"))

    def presence(self, presence: Presence) -> str:
        """Return what a presence is called in the form."""
        return self._option("presence", presence)

    def _say(self, key: str, **words: str) -> str:
        # What was said already has plain words of others only.
        said = {name: Markdown(value) for name, value in words.items()}
        return self.texts.say(key, **said)

    def _option(self, selector: str, option: str) -> str:
        return self.options.text(f"{selector}.options.{option}", option)

    def _steps(self, steps: Iterable[tuple[datetime, PrivacyLevel]]) -> str:
        (_, first), *later = steps
        said = [self._say("step_now", level=self._option("privacy_level", first))]
        said += [
            self._say(
                "step_from",
                level=self._option("privacy_level", level),
                time=clock_time(moment),
            )
            for moment, level in later
        ]
        return ", ".join(said)

    def _scope(self, scope: Scope) -> str:
        areas, labels = ar.async_get(self.hass), lr.async_get(self.hass)
        named = {
            "places": [self._option("placement", one) for one in scope.placements],
            "areas": [
                area.name
                for one in scope.areas
                if (area := areas.async_get_area(one)) is not None
            ],
            "labels": [
                label.name
                for one in scope.labels
                if (label := labels.async_get_label(one)) is not None
            ],
        }
        said = [
            plain_words(self.cameras[one].name)
            for one in sorted(scope.cameras)
            if one in self.cameras
        ]
        said += [
            self._say(f"scope_{kind}", names=_joined(names))
            for kind, names in named.items()
            if names
        ]
        return ", ".join(said) or self._say("scope_all")

    def _effects(self, effect: Effect) -> Iterable[str]:
        """Return what a rule does; that what is private is silent, too, needs no words."""
        if effect.does_nothing:
            yield self._say("nothing")
        if effect.level is PrivacyLevel.PRIVATE:
            yield self._say("private")
            return
        if effect.level is PrivacyLevel.MASKED:
            yield self._say("covered", zones=self._zones(effect))
        if effect.audio_off:
            yield self._say("silent")
        if effect.recording_off:
            yield self._say("not_recording")
        if effect.recognition_off:
            yield self._say("not_recognising")

    def _zones(self, effect: Effect) -> str:
        named = [
            zone.name
            for camera in self.cameras.values()
            for zone in camera.zones
            if zone.zone_id in effect.zones
        ]
        return _joined(named) or self._say("all_zones")

    def _conditions(self, rule: Rule) -> Iterable[str]:
        if rule.presence is not Presence.IGNORE:
            yield self._people(rule)
            if rule.leave_delay:
                minutes = int(rule.leave_delay.total_seconds() // 60)
                yield self._say("delay", minutes=str(minutes))
        if rule.window is not None:
            yield from self._window(rule.window)
        if rule.while_entity is not None:
            yield self._say("entity", entity=self._name(rule.while_entity))
        if rule.alarm_entity is not None:
            states = [self._option("alarm_states", one) for one in rule.alarm_states]
            yield self._say(
                "alarm", entity=self._name(rule.alarm_entity), states=_joined(states)
            )

    def _people(self, rule: Rule) -> str:
        people = _joined(name_of(self.hass, one) for one in rule.persons)
        of = "_of" if people else ""
        said = self._say(f"{rule.presence}{of}", people=people)
        if not rule.occupancy_entities:
            return said
        names = ", ".join(sorted(self._name(one) for one in rule.occupancy_entities))
        return f"{said} {self._say('counts', entities=names)}"

    def _window(self, window: Window) -> Iterable[str]:
        start, end = map(self._time, (window.start, window.end))
        if start and end:
            yield self._say("from_until", start=start, end=end)
        elif start:
            yield self._say("from", start=start)
        elif end:
            yield self._say("until", end=end)
        if len(window.weekdays) < len(WEEKDAYS):
            days = [
                self._option("weekdays", WEEKDAYS[day])
                for day in sorted(window.weekdays)
            ]
            yield self._say("days", days=", ".join(days))

    def _time(self, moment: DayTime | None) -> str:
        if moment is None:
            return ""
        if isinstance(moment, time):
            return moment.strftime("%H:%M")
        return self._sun_time(moment)

    def _sun_time(self, moment: SunTime) -> str:
        event = self._option("sun_event", moment.event)
        text = day_time_text(moment).removeprefix(moment.event.value)
        if not text:
            return event
        key = "before" if text.startswith("-") else "after"
        return self._say(key, offset=text[1:], event=event)

    def _name(self, entity_id: str) -> str:
        state = self.hass.states.get(entity_id)
        return plain_words(state.name if state is not None else entity_id)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(sorted(plain_words(name) for name in names))
