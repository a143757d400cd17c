"""The words in which people are asked for sound, in the household's language."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final, Self

from homeassistant.core import HomeAssistant

from ..core.audio.grant import Length
from ..core.audio.request import Pending
from ..core.settings.assessment import Assessment, Hearer, who_is_heard
from ..ha.texts import HouseholdTexts

_LONGEST_PURPOSE: Final = 200


@dataclass(frozen=True, kw_only=True)
class RequestWords:
    """A request as people read it: for how long, who asks, what for, and who can be heard, by the camera too.

    What sound of this camera is needed for at all stands in where a request has no purpose.
    """

    length: str
    who: str
    purpose: str
    heard: str


class RequestText:
    """Says things about requests for sound."""

    def __init__(self, hass: HomeAssistant, texts: HouseholdTexts) -> None:
        self._hass = hass
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant, language: str | None = None) -> Self:
        """Return the words in a language; by default in that which Home Assistant is set to."""
        texts = await HouseholdTexts.async_load(hass, "audio_", language=language)
        return cls(hass, texts)

    def say(self, key: str, **placeholders: str) -> str:
        """Return one text, with its placeholders filled in as plain words."""
        return self._texts.say(key, **placeholders)

    async def async_request(
        self, pending: Pending, assessment: Assessment | None
    ) -> RequestWords:
        """Return what there is to say about a request."""
        wanted = pending.wanted
        purpose = wanted.purpose.strip() or (
            assessment.needed_for if assessment is not None else ""
        )
        purpose = " ".join(purpose.split())[:_LONGEST_PURPOSE]
        return RequestWords(
            length=self._length(wanted.length, wanted.duration(pending.placement)),
            who=await self._async_who(wanted.by),
            purpose=purpose or self.say("no_purpose"),
            heard=self._heard(assessment),
        )

    def _length(self, length: Length, duration: timedelta) -> str:
        if length is Length.THIS_VIEWING:
            return self.say("for_this_viewing")
        # Rounded up: nobody says yes to more than they are told.
        minutes = ceil(duration / timedelta(minutes=1))
        if minutes >= 2 * 24 * 60:
            return self.say("for_days", days=str(ceil(minutes / (24 * 60))))
        if minutes >= 2 * 60:
            return self.say("for_hours", hours=str(ceil(minutes / 60)))
        if minutes == 1:
            return self.say("for_one_minute")
        return self.say("for_minutes", minutes=str(minutes))

    def _heard(self, assessment: Assessment | None) -> str:
        heard = who_is_heard(assessment)
        people = [self.say(f"hearer_{one.value}") for one in Hearer if one in heard]
        said = ", ".join(people) or self.say("hearer_nobody")
        if assessment is not None and assessment.switches_on_microphone:
            return self.say("heard_at_camera", heard=said)
        return said

    async def _async_who(self, user_id: str | None) -> str:
        if user_id is None:
            return self.say("automation")
        user = await self._hass.auth.async_get_user(user_id)
        return user.name if user is not None and user.name else self.say("somebody")
