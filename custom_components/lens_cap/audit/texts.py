"""What findings are called and what is said about them, in the household's language."""

from collections.abc import Mapping
from typing import Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..core.audit.finding import Finding, FindingKey, Severity
from ..core.ids import CameraId
from ..core.plain_text import Markdown, plain_words
from .issues import placeholders

_COMPONENT = f"component.{DOMAIN}"
_REPORT = f"{_COMPONENT}.common.report_"


class FindingTexts:
    """Says what was found; every name in it is plain words."""

    def __init__(self, texts: Mapping[str, str], names: Mapping[CameraId, str]) -> None:
        """Take the translations, and what the cameras are called."""
        self._texts = texts
        self._names = names

    @classmethod
    async def async_load(
        cls, hass: HomeAssistant, names: Mapping[CameraId, str]
    ) -> Self:
        """Return the texts in the language that Home Assistant is set to."""
        texts: dict[str, str] = {}
        for category in ("common", "issues"):
            texts |= await async_get_translations(
                hass, hass.config.language, category, {DOMAIN}
            )
        return cls(texts, names)

    def say(self, key: str, **told: str) -> str:
        """Return one of the phrases of the report."""
        return _filled(self._texts[f"{_REPORT}{key}"], told)

    def severity(self, severity: Severity) -> str:
        """Return how bad something is."""
        return self.say(f"severity_{severity.value}")

    def title(self, key: FindingKey, finding: Finding | None = None) -> str:
        """Return what a check is called: its problem, whether or not it is there."""
        return self._issue(key, "title", finding)

    def description(self, finding: Finding) -> Markdown:
        """Return what is wrong, how that was seen, and what to do, as the repair says it."""
        return Markdown(
            self._issue(finding.key, "fix_flow.step.init.description", finding)
        )

    def _issue(self, key: FindingKey, part: str, finding: Finding | None) -> str:
        text = self._texts[f"{_COMPONENT}.issues.audit_{key.check_id}.{part}"]
        if finding is not None:
            return _filled(text, placeholders([finding], self._names))
        name = self._names.get(key.camera_id, "") if key.camera_id else ""
        return _filled(text, {"camera": name})


def _filled(text: str, told: Mapping[str, str]) -> str:
    for name, value in told.items():
        text = text.replace(f"{{{name}}}", plain_words(value))
    return text
