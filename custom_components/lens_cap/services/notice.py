"""The action that makes a notice; for administrators, who put it up."""

from pathlib import Path
from typing import Final

import voluptuous as vol

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.history.record import HistoryKind, HistoryRecord
from ..core.placement import Placement
from ..decisions.guarded_camera import GuardedCamera
from ..duties.notice import NoticeFormat, async_code_sheet, async_sheet
from ..duties.notice_html import notice_html
from ..duties.notice_pdf import notice_pdf
from ..entry.runtime import LensCapData, expect_loaded
from ..exceptions import GuestCodeRefusedError, SuffixRefusedError
from ..exceptions.not_running import NotGuardedError
from ..storage.new_file import async_write_new
from .recordings import guarded_ids

SERVICE_MAKE_NOTICE: Final = "make_notice"
ATTR_PLACEMENT: Final = "placement"
ATTR_FORMAT: Final = "format"
ATTR_CONTENT: Final = "content"
ATTR_FILENAME: Final = "filename"
_CAMERAS: Final = "cameras"
_GUEST_PAGE: Final = "guest_page"
_HTML: Final = ".html"
_PDF: Final = ".pdf"


@callback
def async_register_notice_actions(hass: HomeAssistant) -> None:
    """Register the action."""
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_MAKE_NOTICE,
        _async_make_notice,
        schema=vol.Schema(
            {
                vol.Exclusive(ATTR_ENTITY_ID, "which"): cv.entity_ids,
                vol.Exclusive(ATTR_PLACEMENT, "which"): vol.Coerce(Placement),
                vol.Optional(ATTR_CONTENT, default=_CAMERAS): vol.In(
                    (_CAMERAS, _GUEST_PAGE)
                ),
                vol.Optional(ATTR_FORMAT, default=NoticeFormat.A4): vol.Coerce(
                    NoticeFormat
                ),
                vol.Optional(ATTR_FILENAME): cv.string,
            }
        ),
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_make_notice(call: ServiceCall) -> ServiceResponse:
    hass, runtime = call.hass, expect_loaded(call.hass)
    filename: str | None = call.data.get(ATTR_FILENAME)
    suffix = Path(filename).suffix.lower() if filename is not None else _HTML
    if suffix not in (_HTML, _PDF):
        raise SuffixRefusedError(f"{_HTML} / {_PDF}")
    of_cameras = call.data[ATTR_CONTENT] == _CAMERAS
    cameras = _cameras(call, runtime) if of_cameras else _no_cameras(call)
    page, notice_format = runtime.guest_page, call.data[ATTR_FORMAT]
    sheet = (
        await async_sheet(hass, page, cameras, notice_format)
        if of_cameras
        else await async_code_sheet(hass, page, notice_format)
    )
    html = await hass.async_add_executor_job(notice_html, sheet)
    if filename is not None:
        content = (
            await hass.async_add_executor_job(notice_pdf, sheet)
            if suffix == _PDF
            else html.encode()
        )
        await async_write_new(hass, filename, content, suffix)
    runtime.history.add(_made(cameras, sheet.format, call.context.user_id))
    if not call.return_response:
        return None
    return {
        "format": sheet.format.value,
        # The code is the address, and that goes only where it was asked to go.
        "html": html if of_cameras or filename is None else "",
        "missing": list(sheet.notice.missing),
    }


def _cameras(call: ServiceCall, runtime: LensCapData) -> list[GuardedCamera]:
    """Return the cameras that the notice is about.

    Raises:
        NotGuardedError: Something else was named, or no camera is left.
    """
    wanted, placement = guarded_ids(call, runtime), call.data.get(ATTR_PLACEMENT)
    found = [
        camera
        for camera_id, camera in runtime.coordinator.cameras.items()
        if (wanted is None or camera_id in wanted)
        and placement in (None, camera.config.placement)
    ]
    if not found:
        raise NotGuardedError([])
    return found


def _no_cameras(call: ServiceCall) -> list[GuardedCamera]:
    """Return no cameras, of which none may be named.

    Raises:
        GuestCodeRefusedError: Some are.
    """
    if ATTR_ENTITY_ID in call.data or ATTR_PLACEMENT in call.data:
        raise GuestCodeRefusedError("guest_code_with_cameras")
    return []


def _made(
    cameras: list[GuardedCamera], kind: NoticeFormat, by: str | None
) -> HistoryRecord:
    """Return the record of a notice: about one camera, about so many, or with the guest page's code alone."""
    one = cameras[0].config if len(cameras) == 1 else None
    return HistoryRecord(
        kind=HistoryKind.NOTICE_MADE,
        at=dt_util.utcnow(),
        camera_id=one.camera_id if one is not None else None,
        camera=one.name if one is not None else "",
        by=by,
        count=len(cameras),
        codes=(
            f"format:{kind.value}",
            *([] if cameras else [f"content:{_GUEST_PAGE}"]),
        ),
    )
