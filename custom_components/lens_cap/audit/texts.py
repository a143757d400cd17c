"""What findings are called and what is said about them, in the household's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from homeassistant.core import HomeAssistant

from ..core.audit.finding import Finding, FindingKey, Severity
from ..core.ids import CameraId
from ..core.plain_text import Markdown
from ..ha.texts import HouseholdTexts
from .issues import placeholders


@dataclass(frozen=True, kw_only=True)
class FindingTexts:
    """Says what was found; every name in it is plain words."""

    report: HouseholdTexts
    issues: HouseholdTexts
    names: Mapping[CameraId, str]

    @classmethod
    async def async_load(
        cls, hass: HomeAssistant, names: Mapping[CameraId, str]
    ) -> Self:
        """Return the texts in the household's language, given what the cameras are called."""
        return cls(
            report=await HouseholdTexts.async_load(hass, "report_"),
            issues=await HouseholdTexts.async_load(hass, "audit_", category="issues"),
            names=names,
        )

    def say(self, key: str, /, **told: str) -> str:
        """Return one of the phrases of the report."""
        return self.report.say(key, **told)

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
        if finding is not None:
            told = placeholders([finding], self.names)
        else:
            camera = self.names.get(key.camera_id, "") if key.camera_id else ""
            told = {"camera": camera}
        return self.issues.say(f"{key.check_id}.{part}", **told)
