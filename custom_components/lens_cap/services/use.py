"""The receipt for guests; for administrators, who hand it on."""

from datetime import datetime
import json
from typing import Any, Final

import voluptuous as vol

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
from ..duties.use_report import async_receipt
from ..entry.runtime import expect_loaded
from ..exceptions import SpanRefusedError
from ..ha.pdf import async_pdf
from ..storage.new_file import async_write_new

SERVICE_MAKE_RECEIPT: Final = "make_receipt"
ATTR_START: Final = "start"
ATTR_END: Final = "end"
ATTR_FILENAME: Final = "filename"


@callback
def async_register_use_actions(hass: HomeAssistant) -> None:
    """Register the action."""
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_MAKE_RECEIPT,
        _async_make_receipt,
        schema=vol.Schema(
            {
                vol.Required(ATTR_START): cv.datetime,
                vol.Optional(ATTR_END): cv.datetime,
                vol.Optional(ATTR_FILENAME): cv.string,
            }
        ),
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_make_receipt(call: ServiceCall) -> ServiceResponse:
    start, end = read_span(call.data[ATTR_START], call.data.get(ATTR_END))
    history = expect_loaded(call.hass).history
    receipt = await async_receipt(call.hass, history, start, end)
    if (filename := call.data.get(ATTR_FILENAME)) is not None:
        await async_write_documents(call.hass, filename, receipt)
    return receipt if call.return_response else None


def read_span(start: datetime, end: datetime | None) -> tuple[datetime, datetime]:
    """Return a span in UTC; what has no zone is the household's own time, and without an end it is until now.

    Raises:
        SpanRefusedError: It ends before it begins.
    """
    zone = dt_util.get_default_time_zone()
    begins, ends = (
        dt_util.as_utc(one if one.tzinfo else one.replace(tzinfo=zone))
        for one in (start, end or dt_util.utcnow())
    )
    if not begins < ends:
        raise SpanRefusedError
    return begins, ends


async def async_write_documents(
    hass: HomeAssistant, filename: str, document: dict[str, Any]
) -> None:
    """Write a document beside each other as Markdown, JSON and PDF.

    Raises:
        PathRefusedError: One of them cannot be written; those before it are.
    """
    text: str = document["markdown"]
    data = json.dumps(document["data"], indent=2, ensure_ascii=False)
    title = text.partition("\n")[0].lstrip("# ")
    for suffix, content in (
        (".md", text.encode()),
        (".json", data.encode()),
        (".pdf", await async_pdf(hass, title, text)),
    ):
        await async_write_new(hass, f"{filename}{suffix}", content, suffix)
