"""The texts of our translations that no form or entity shows by itself, in the household's language."""

from collections.abc import Iterable, Mapping
from datetime import datetime
import re
from typing import Final, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.plain_text import Markdown, plain_words

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class HouseholdTexts:
    """The texts of one category whose keys begin alike, such as "announce_"; made by `async_load`."""

    def __init__(self, translations: Mapping[str, str], prefix: str) -> None:
        self._translations = translations
        self._prefix = prefix

    @classmethod
    async def async_load(
        cls,
        hass: HomeAssistant,
        prefix: str = "",
        *,
        category: str = "common",
        language: str | None = None,
    ) -> Self:
        """Return the texts in a language; by default in that which Home Assistant is set to."""
        translations = await async_get_translations(
            hass, language or hass.config.language, category, {DOMAIN}
        )
        return cls(translations, f"component.{DOMAIN}.{category}.{prefix}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return one text as it is written; where there is none, the default or the key."""
        return self._translations.get(
            f"{self._prefix}{key}", key if default is None else default
        )

    def say(self, key: str, /, **placeholders: str) -> str:
        """Return one text, with its placeholders filled in as plain words; `Markdown` stays as it is."""
        plain = {name: plain_words(value) for name, value in placeholders.items()}
        return _filled(self.text(key), plain)

    def speak(self, key: str, /, **placeholders: str) -> str:
        """Return one text for ears: with its placeholders filled in as they are."""
        return _filled(self.text(key), placeholders)

    @staticmethod
    def list(lines: Iterable[str]) -> Markdown:
        """Return lines that were said as a list, each once."""
        return Markdown("\n".join(f"- {line}" for line in dict.fromkeys(lines)))


def _filled(text: str, placeholders: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: placeholders.get(found[1], found[0]), text)


def clock_time(moment: datetime) -> str:
    """Return a moment as people read it: the time, with the date where it is not today."""
    local = dt_util.as_local(moment)
    if local.date() == dt_util.now().date():
        return local.strftime("%H:%M")
    return local.strftime("%Y-%m-%d %H:%M")
