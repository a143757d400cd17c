"""Finds what integrations show beside their camera entities: by the table, and by media sources."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import IntegrationNotLoaded, async_get_loaded_integration

from ..const import DOMAIN
from ..core.integration_views import BESIDE, OTHERWISE, IntegrationViews, recorded

_MEDIA_SOURCE = "media_source"


@callback
def async_integration_views(
    hass: HomeAssistant, integrations: Iterable[str]
) -> tuple[IntegrationViews, ...]:
    """Return what these integrations show beside their cameras, one row for each that does.

    One that is not in the table is known by its media source; what else it may have is not.
    """
    rows = (_row(hass, domain) for domain in sorted({*integrations} - {DOMAIN}))
    return tuple(row for row in rows if row is not None)


def _row(hass: HomeAssistant, domain: str) -> IntegrationViews | None:
    if domain in OTHERWISE or domain in BESIDE:
        return BESIDE.get(domain)
    try:
        integration = async_get_loaded_integration(hass, domain)
    except IntegrationNotLoaded:
        return None
    if integration.platforms_exists((_MEDIA_SOURCE,)):
        return recorded(domain, integration.name)
    return None
