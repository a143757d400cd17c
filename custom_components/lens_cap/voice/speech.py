"""What is answered to somebody who speaks."""

from collections.abc import Mapping, Sequence
from typing import Final, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..core.level import PrivacyLevel

_KEY: Final = f"component.{DOMAIN}.common.voice_"
_ORDER: Final = (PrivacyLevel.PRIVATE, PrivacyLevel.MASKED, PrivacyLevel.OPEN)


class VoiceTexts:
    """Says things in the language that was spoken."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the translations."""
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant, language: str) -> Self:
        """Return the texts in a language; in English where it is none of ours."""
        return cls(await async_get_translations(hass, language, "common", {DOMAIN}))

    def say(self, key: str, **told: str) -> str:
        """Return a sentence."""
        text = self._texts[f"{_KEY}{key}"]
        for name, value in told.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def answer(self, cameras: Mapping[PrivacyLevel, Sequence[str]]) -> str:
        """Return whether cameras are private, given their names by level: yes, no, or not all."""
        told = [
            self.say(f"level_{level.value}", cameras=", ".join(cameras[level]))
            for level in _ORDER
            if cameras.get(level)
        ]
        if PrivacyLevel.PRIVATE not in cameras:
            verdict = self.say("no")
        else:
            verdict = self.say("yes" if len(cameras) == 1 else "not_all")
        return " ".join([verdict, *told])
