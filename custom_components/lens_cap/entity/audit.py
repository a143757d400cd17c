"""What entities have in common that show what the last audit found."""

from typing import Final, override

from homeassistant.core import callback

from ..core.audit.finding import Finding
from ..core.audit.view import AuditView, worst
from . import LensCapEntity

NEXT_STEP: Final = "open_repairs"
OPEN_FINDINGS: Final = "open_findings"


class AuditEntity(LensCapEntity):
    """An entity that shows the last audit; evidence stays with administrators."""

    @property
    def audit(self) -> AuditView:
        """Return what was found last."""
        return self.runtime.auditor.data

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the audits too."""
        await super().async_added_to_hass()
        self.async_on_remove(self.runtime.auditor.async_add_listener(self._audited))

    @callback
    def _audited(self) -> None:
        self.async_write_ha_state()


def counted(audit: AuditView) -> dict[str, object]:
    """Return how many findings are open, of each severity, and how many are accepted."""
    counts = {one.value: count for one, count in audit.open_by_severity().items()}
    return {**counts, "accepted": len(audit.accepted)}


def summed_up(audit: AuditView) -> dict[str, object]:
    """Return what everybody may read of all that is open, small findings included."""
    step = NEXT_STEP if audit.alerts else OPEN_FINDINGS
    return {**counted(audit), "next_step": step if audit.open else None}


def shown(findings: tuple[Finding, ...]) -> dict[str, object]:
    """Return what everybody may read of some findings: how many, how bad, and what to do.

    Which they are would tell a guest how to get in: that is for administrators, in the repairs.
    """
    severity = worst(findings)
    return {
        "problems": len(findings),
        "severity": None if severity is None else severity.value,
        "next_step": NEXT_STEP if findings else None,
    }
