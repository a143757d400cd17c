"""What is answered to somebody who speaks."""

from collections.abc import Mapping, Sequence
from typing import Final

from homeassistant.core import HomeAssistant

from ..core.level import PrivacyLevel
from ..ha.texts import HouseholdTexts

_ORDER: Final = (PrivacyLevel.PRIVATE, PrivacyLevel.MASKED, PrivacyLevel.OPEN)


async def async_voice_texts(hass: HomeAssistant, language: str) -> HouseholdTexts:
    """Return the texts in the language that was spoken; in English where it is none of ours."""
    return await HouseholdTexts.async_load(hass, "voice_", language=language)


def answer(texts: HouseholdTexts, cameras: Mapping[PrivacyLevel, Sequence[str]]) -> str:
    """Return whether cameras are private, given their names by level: yes, no, or not all."""
    told = [
        texts.speak(f"level_{level.value}", cameras=", ".join(cameras[level]))
        for level in _ORDER
        if cameras.get(level)
    ]
    if PrivacyLevel.PRIVATE not in cameras:
        verdict = texts.speak("no")
    else:
        verdict = texts.speak("yes" if len(cameras) == 1 else "not_all")
    return " ".join([verdict, *told])
