"""Actions about the security of cameras."""

import json
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

from ..audit.report import async_findings, async_report
from ..const import DOMAIN, RUN_AUDIT
from ..core.audit.finding import CheckState
from ..entry.runtime import expect_loaded
from ..sensing.rights import async_check_control
from ..storage.new_file import async_write_new

SERVICE_RUN_AUDIT: Final = "run_audit"
SERVICE_GET_FINDINGS: Final = "get_findings"
SERVICE_EXPORT_REPORT: Final = "export_report"
ATTR_FILENAME: Final = "filename"


@callback
def async_register(hass: HomeAssistant) -> None:
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
        schema=vol.Schema({vol.Optional(ATTR_FILENAME): cv.string}),
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
    auditor = expect_loaded(call.hass).auditor
    report = await async_report(call.hass, auditor.data, auditor.names())
    if (filename := call.data.get(ATTR_FILENAME)) is not None:
        text: str = report["markdown"]
        await async_write_new(call.hass, f"{filename}.md", text.encode(), ".md")
        data = json.dumps(report["data"], indent=2, ensure_ascii=False)
        await async_write_new(call.hass, f"{filename}.json", data.encode(), ".json")
    return report if call.return_response else None
