"""Texts in the household's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.plain_text import plain_words

_KEY: Final = f"component.{DOMAIN}.common.announce_"


class Texts:
    """The translated texts of one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant, language: str | None = None) -> Self:
        """Load the texts of a language; by default, Home Assistant's."""
        language = language or hass.config.language
        return cls(await async_get_translations(hass, language, "common", {DOMAIN}))

    def say(self, key: str, **placeholders: str) -> str:
        """Return one text, with its placeholders filled in as plain text."""
        text = self._texts[f"{_KEY}{key}"]
        for name, value in placeholders.items():
            text = text.replace(f"{{{name}}}", plain_words(value))
        return text


def clock_time(moment: datetime) -> str:
    """Return a moment as people read it: the time, with the date where it is not today."""
    local = dt_util.as_local(moment)
    if local.date() == dt_util.now().date():
        return local.strftime("%H:%M")
    return local.strftime("%Y-%m-%d %H:%M")
