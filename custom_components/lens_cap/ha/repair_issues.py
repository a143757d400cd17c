"""Creates repair issues: plain text, ids that reveal nothing, and not ignored by just anybody.

Home Assistant lets every user ignore every issue. Those that say that somebody may see what nobody should
come back at once; an administrator can accept them for a reason and a time, or end what they are about.
"""

import hmac
import secrets
from typing import Any, Final

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import instance_id, issue_registry as ir
from homeassistant.util.hass_dict import HassKey

from ..const import (
    DOMAIN,
    ISSUE_GUESTS_UNKNOWN,
    ISSUE_NOT_SAVED,
    ISSUE_STORE_LOST,
    ISSUE_STORE_RESTORED,
    ISSUE_UNGUARDED_CAMERA,
    ISSUE_VISIBLE_AGAIN,
)
from ..core.plain_text import plain_words

AUDIT: Final = "audit"
_NEVER_HIDDEN: Final = (
    AUDIT,
    ISSUE_NOT_SAVED,
    ISSUE_STORE_LOST,
    ISSUE_STORE_RESTORED,
    ISSUE_UNGUARDED_CAMERA,
    ISSUE_VISIBLE_AGAIN,
)
_KEY: Final = HassKey[str](f"{DOMAIN}_issue_key")


@callback
def async_create_issue(
    hass: HomeAssistant,
    issue_id: str,
    *,
    translation_placeholders: dict[str, str] | None = None,
    **told: Any,
) -> None:
    """Create or update an issue of ours; same arguments as Home Assistant's function."""
    ir.async_create_issue(  # noqa: TID251  # here names become plain words
        hass,
        DOMAIN,
        issue_id,
        translation_placeholders={
            name: plain_words(value)
            for name, value in (translation_placeholders or {}).items()
        }
        or None,
        **told,
    )


@callback
def async_show_doubt_about_guests(hass: HomeAssistant, *, doubted: bool) -> None:
    """Show the issue that asks whether guests are there exactly while that is in doubt."""
    if not doubted:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_GUESTS_UNKNOWN)
        return
    async_create_issue(
        hass,
        ISSUE_GUESTS_UNKNOWN,
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_GUESTS_UNKNOWN,
    )


async def async_load_issue_key(hass: HomeAssistant) -> None:
    """Read what ids depend on: this Home Assistant's own id, which is in no diagnostics."""
    hass.data[_KEY] = await instance_id.async_get(hass)


@callback
def async_issue_id(hass: HomeAssistant, prefix: str, *named: str) -> str:
    """Return the id of an issue about something that must not be read from it.

    Home Assistant puts the ids of all our issues into the diagnostics that people publish to get help.
    They stay the same over restarts, so that an issue goes on where it was.
    """
    key = hass.data.setdefault(_KEY, secrets.token_hex())
    digest = hmac.digest(key.encode(), "\0".join((prefix, *named)).encode(), "sha256")
    return f"{prefix}_{digest.hex()[:20]}"


@callback
def async_keep_issues_shown(hass: HomeAssistant) -> None:
    """Bring back what must not be hidden whenever somebody ignores it, for as long as Home Assistant runs."""
    registry = ir.async_get(hass)

    @callback
    def bring_back(issue_id: str) -> None:
        issue = registry.async_get_issue(DOMAIN, issue_id)
        # Showing it again is told as well, and changes nothing: so this ends.
        if issue is not None and issue.dismissed_version is not None:
            registry.async_ignore(DOMAIN, issue_id, ignore=False)

    @callback
    def changed(event: Event[ir.EventIssueRegistryUpdatedData]) -> None:
        issue_id = event.data["issue_id"]
        if event.data["domain"] == DOMAIN and issue_id.startswith(_NEVER_HIDDEN):
            bring_back(issue_id)

    for domain, issue_id in list(registry.issues):
        if domain == DOMAIN and issue_id.startswith(_NEVER_HIDDEN):
            bring_back(issue_id)
    hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, changed)
