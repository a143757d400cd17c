"""Actions about the security of cameras."""

from typing import Final

import voluptuous as vol

from homeassistant.const import Platform
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util import dt as dt_util

from ..audit.report import async_findings, async_report
from ..const import DOMAIN, RUN_AUDIT
from ..core.audit.finding import CheckState
from ..core.history.keeping import LONGEST_KEEP
from ..core.history.record import HistoryKind, HistoryRecord
from ..duties.duties_report import async_duties_report
from ..duties.use_report import async_use_report
from ..entry.runtime import expect_loaded
from ..sensing.rights import async_check_control
from .use import async_write_documents

SERVICE_RUN_AUDIT: Final = "run_audit"
SERVICE_GET_FINDINGS: Final = "get_findings"
SERVICE_EXPORT_REPORT: Final = "export_report"
ATTR_FILENAME: Final = "filename"
ATTR_DAYS: Final = "days"
_USUAL_DAYS: Final = 7


@callback
def async_register_audit_actions(hass: HomeAssistant) -> None:
    """Register the actions; those that reveal evidence are for administrators."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_RUN_AUDIT,
        _async_run_audit,
        schema=vol.Schema({}),
        supports_response=SupportsResponse.OPTIONAL,
    )
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_GET_FINDINGS,
        _async_get_findings,
        schema=vol.Schema({}),
        supports_response=SupportsResponse.ONLY,
    )
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_EXPORT_REPORT,
        _async_export_report,
        schema=vol.Schema(
            {
                vol.Optional(ATTR_FILENAME): cv.string,
                vol.Optional(ATTR_DAYS, default=_USUAL_DAYS): vol.All(
                    vol.Coerce(int), vol.Range(min=1, max=LONGEST_KEEP.days)
                ),
            }
        ),
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_run_audit(call: ServiceCall) -> ServiceResponse:
    runtime = expect_loaded(call.hass)
    await async_check_control(
        call.hass,
        call.context,
        Platform.BUTTON,
        f"{runtime.entry.entry_id}_{RUN_AUDIT}",
    )
    view = await runtime.auditor.async_run()
    return {
        "score": view.score,
        "open_findings": len(view.open),
        "by_severity": {
            severity.value: count for severity, count in view.open_by_severity().items()
        },
        "accepted_findings": len(view.accepted),
        "insecure_cameras": len(view.insecure),
        **{state.value: view.count(state) for state in CheckState},
    }


async def _async_get_findings(call: ServiceCall) -> ServiceResponse:
    auditor = expect_loaded(call.hass).auditor
    return await async_findings(call.hass, auditor.data, auditor.names())


async def _async_export_report(call: ServiceCall) -> ServiceResponse:
    runtime = expect_loaded(call.hass)
    auditor = runtime.auditor
    report = await async_report(call.hass, auditor.data, auditor.names())
    use = await async_use_report(call.hass, runtime.history, call.data[ATTR_DAYS])
    duties = await async_duties_report(call.hass, runtime.coordinator, runtime.reviews)
    report["markdown"] += "\n".join([*duties["markdown"], *use["markdown"]])
    report["data"]["duties"] = duties["data"]
    report["data"]["use"] = use["data"]
    if (filename := call.data.get(ATTR_FILENAME)) is not None:
        await async_write_documents(call.hass, filename, report)
        runtime.history.add(
            HistoryRecord(
                kind=HistoryKind.REPORT_MADE,
                at=dt_util.utcnow(),
                by=call.context.user_id,
            )
        )
    return report if call.return_response else None
